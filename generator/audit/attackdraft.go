package audit

import (
	"math"
	"slices"
)

// byLine lists the unknowns that are not settled so that those of one line stand
// together, and a wrong guess is met soon.
func (q *piece) byLine() []int32 {
	var order []int32
	seen, met := make([]bool, len(q.low)), make([]bool, q.lines())
	reach := func(v int32) {
		if !seen[v] {
			seen[v] = true
			if q.low[v] < q.high[v] {
				order = append(order, v)
			}
		}
	}
	at := 0
	for v := range q.low {
		reach(int32(v))
		for ; at < len(order); at++ {
			for _, use := range q.usesOf(order[at]) {
				if i := max(use, ^use); i < q.lines() && !met[i] {
					met[i] = true
					for _, t := range q.line(i) {
						reach(max(t, ^t))
					}
				}
			}
		}
	}
	return order
}

// draft guesses one unknown after the other and never goes back: a guess that cannot
// be is left out, and the line that says so is no longer looked at, or it would say so
// again and again. A few lines are off in the end.
func (q *piece) draft(order []int32, prefer []spot) []int64 {
	low, high := slices.Clone(q.low), slices.Clone(q.high)
	q.marks++
	q.waived = make([]bool, len(q.queued))
	q.propagate()
	d := q.newDrift(prefer)
	for n, v := range order {
		if n%driftEvery == 0 {
			d.measure()
		}
		if q.low[v] == q.high[v] {
			continue
		}
		q.trail = q.trail[:0]
		ok := q.tighten(v)
		value := int64(math.Round(q.bounded(v, d.correct(v))))
		if !ok || !q.confine(operand{unknown: v}, value, value, -1) || !q.propagate() {
			q.undo(0)
			if ok && q.clash >= 0 {
				q.waived[q.clash] = true
			}
			continue
		}
		d.settle(v, value)
	}
	table := make([]int64, len(q.low))
	for v := range table {
		table[v] = int64(math.Round(q.bounded(int32(v), prefer[v].at)))
	}
	q.marks--
	q.trail, q.waived = q.trail[:0], nil
	copy(q.low, low)
	copy(q.high, high)
	q.measure()
	return table
}

// drift is what long lines would be off by, were all that is not guessed yet as
// preferred. Thousands of numbers that are rounded the same way add up.
type drift struct {
	q      *piece
	prefer []spot
	long   []int32   // the lines that are watched
	off    []float64 // of each line, 0 of one that is not
}

const (
	driftLine  = 64   // a line with more terms is long
	driftEvery = 8192 // guesses after which all is measured anew
	driftShare = 16   // of what a line is off by, one part is made up for at a time
)

func (q *piece) newDrift(prefer []spot) *drift {
	d := &drift{q: q, prefer: prefer, off: make([]float64, q.lines())}
	for i := range q.lines() {
		if len(q.line(i)) > driftLine {
			d.long = append(d.long, i)
		}
	}
	return d
}

func (d *drift) measure() {
	for _, i := range d.long {
		off := float64(d.q.numbers[i])
		for _, t := range d.q.line(i) {
			v := max(t, ^t)
			if at := d.q.bounded(v, d.prefer[v].at); t < 0 {
				off += at
			} else {
				off -= at
			}
		}
		d.off[i] = off
	}
}

// correct returns what is preferred of an unknown, a little nearer to what its long
// lines need.
func (d *drift) correct(v int32) float64 {
	need, n := 0.0, 0.0
	for _, use := range d.q.usesOf(v) {
		if i := max(use, ^use); i < d.q.lines() && len(d.q.line(i)) > driftLine {
			n++
			if use < 0 {
				need -= d.off[i]
			} else {
				need += d.off[i]
			}
		}
	}
	if n == 0 {
		return d.prefer[v].at
	}
	s := &d.prefer[v]
	most := 1 + max(min(s.at-float64(d.q.low[v]), float64(d.q.high[v])-s.at), 0)/8
	return d.prefer[v].at + min(max(need/n/driftShare, -most), most)
}

// settle notes what was guessed.
func (d *drift) settle(v int32, value int64) {
	by := float64(value) - d.prefer[v].at
	for _, use := range d.q.usesOf(v) {
		if i := max(use, ^use); i < d.q.lines() && len(d.q.line(i)) > driftLine {
			if use < 0 {
				d.off[i] += by
			} else {
				d.off[i] -= by
			}
		}
	}
}

// bounded returns a number, or the end of what an unknown can be.
func (q *piece) bounded(v int32, at float64) float64 {
	return min(max(at, float64(q.low[v])), float64(q.high[v]))
}
