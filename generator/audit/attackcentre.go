package audit

import (
	"math"
	"slices"
)

const (
	sweeps    = 100     // how often the centre is corrected by every line
	mostSwept = 1 << 26 // terms gone through in all; a large piece is swept less often
	enoughOff = 0.01    // what a line is off by and left at
	momentum  = 0.95
	fewSweeps = 80 // but so often
)

// centre returns numbers that lie well within the bounds and come close to meeting
// every line: each line in turn spreads what it is off evenly over its unknowns. A
// search that starts near them rarely goes wrong. It also returns what a line is still
// off by at most.
func (q *piece) centre() (at []spot, worst float64) {
	at = make([]spot, len(q.low))
	for v := range at {
		low, high := q.inside(int32(v))
		at[v] = spot{low: low, high: high}
		at[v].put(float64(q.guess(int32(v))))
		at[v].before = at[v].at
	}
	times := max(min(sweeps, mostSwept/max(len(q.terms), 1)), fewSweeps)
	for sweep := range times {
		if sweep == times/4 { // for lines that have no room for that
			for v := range at {
				at[v].low, at[v].high = float64(q.low[v]), float64(q.high[v])
			}
		}
		for v := range at { // on the way that it went before: long lines are slow to come right
			s := &at[v]
			now := s.at
			s.put(now + momentum*(now-s.before))
			s.before = now
		}
		worst = 0
		for i := range q.lines() {
			line, off := q.line(i), float64(q.numbers[i])
			for _, t := range line {
				if t < 0 {
					off += at[^t].at
				} else {
					off -= at[t].at
				}
			}
			if off < enoughOff && off > -enoughOff {
				continue
			}
			worst = max(worst, math.Abs(off))
			free := 0
			for _, t := range line { // those at their end make up for nothing
				if s := &at[max(t, ^t)]; (off > 0) == (t >= 0) && s.at < s.high || (off > 0) != (t >= 0) && s.at > s.low {
					free++
				}
			}
			if free == 0 {
				continue
			}
			by := off / float64(free)
			for _, t := range line {
				s := &at[max(t, ^t)]
				if t < 0 {
					s.put(s.at - by)
				} else {
					s.put(s.at + by)
				}
			}
		}
		if worst < 0.1 {
			break
		}
	}
	return at, worst
}

// spot is where an unknown is, before it is a whole number.
type spot struct{ at, low, high, before float64 }

func (s *spot) put(at float64) { s.at = min(max(at, s.low), s.high) }

// nearest rounds numbers.
func nearest(at []spot) []int64 {
	out := make([]int64, len(at))
	for v := range out {
		out[v] = int64(math.Round(at[v].at))
	}
	return out
}

// inside returns what is next to the ends of what an unknown can be, and off them.
func (q *piece) inside(v int32) (low, high float64) {
	low, high = float64(q.low[v]), float64(q.high[v])
	if room := high - low; room > 2*narrow {
		return low + narrow, high - narrow
	} else if room > 2 {
		return low + 1, high - 1
	}
	return low, high
}

// bounded returns a number, or the end of what an unknown can be.
func (q *piece) bounded(v int32, at float64) float64 {
	return min(max(at, float64(q.low[v])), float64(q.high[v]))
}

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
	most := 1 + float64(d.q.high[v]-d.q.low[v])/8
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
