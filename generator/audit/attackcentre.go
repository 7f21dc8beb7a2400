package audit

import (
	"math"
	"slices"
)

// sweeps is how often the centre is corrected by every line.
const sweeps = 100

// centre returns numbers that lie well within the bounds and come close to meeting
// every line: each line in turn spreads what it is off evenly over its unknowns. A
// search that starts near them rarely goes wrong.
func (q *piece) centre() []int64 {
	at := make([]float64, len(q.low))
	for v := range at {
		at[v] = q.inside(int32(v), float64(q.guess(int32(v))))
	}
	for range sweeps {
		worst := 0.0
		for i := range q.lines() {
			off, free := float64(q.numbers[i]), 0
			for _, t := range q.line(i) {
				v := max(t, ^t)
				if t < 0 {
					off += at[v]
				} else {
					off -= at[v]
				}
				if q.high[v]-q.low[v] > 2 {
					free++
				}
			}
			if free == 0 {
				continue
			}
			worst = max(worst, math.Abs(off))
			by := off / float64(free)
			for _, t := range q.line(i) {
				v := max(t, ^t)
				if t < 0 {
					at[v] = q.inside(v, at[v]-by)
				} else {
					at[v] = q.inside(v, at[v]+by)
				}
			}
		}
		if worst < 0.1 {
			break
		}
	}
	out := make([]int64, len(at))
	for v := range out {
		out[v] = int64(math.Round(at[v]))
	}
	return out
}

// inside returns a number, or what is next to it and off the ends of what an unknown
// can be.
func (q *piece) inside(v int32, at float64) float64 {
	low, high := float64(q.low[v]), float64(q.high[v])
	if room := high - low; room > 2*narrow {
		low, high = low+narrow, high-narrow
	} else if room > 2 {
		low, high = low+1, high-1
	}
	return min(max(at, low), high)
}

// byLine lists the unknowns that are not settled so that those of one line stand
// together, and a wrong guess is met soon.
func (q *piece) byLine() []int32 {
	var order []int32
	seen := make([]bool, len(q.low))
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
				if i := max(use, ^use); i < q.lines() {
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
// be is left out, so that a few lines may be off in the end.
func (q *piece) draft(order []int32, prefer []int64) []int64 {
	low, high := slices.Clone(q.low), slices.Clone(q.high)
	q.marks++
	q.propagate()
	for _, v := range order {
		if q.low[v] == q.high[v] {
			continue
		}
		q.trail = q.trail[:0]
		value := min(max(prefer[v], q.low[v]), q.high[v])
		if !q.confine(operand{unknown: v}, value, value, -1) || !q.propagate() {
			q.undo(0)
		}
	}
	table := make([]int64, len(q.low))
	for v := range table {
		table[v] = min(max(prefer[v], q.low[v]), q.high[v])
	}
	q.marks--
	q.trail = q.trail[:0]
	copy(q.low, low)
	copy(q.high, high)
	q.measure()
	return table
}
