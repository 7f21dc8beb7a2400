package audit

import (
	"cmp"
	"slices"
)

// outcome of a search for a table.
type outcome uint8

const (
	exhausted outcome = iota // the search was given up
	found                    // a table that fits everything
	none                     // there is none
)

// choice is a guess of the search: an unknown is a value; if that fails it is less;
// if that fails it is more.
type choice struct {
	unknown int32
	stage   uint8
	value   int64
	trail   int
	at      int // in the order
}

// settle searches for a table: a whole number for each unknown that meets every line
// and ratio. It guesses one unknown after the other in the order given, each near
// what is preferred, and goes back where a guess cannot be. The search is complete,
// unless it is given up after so many failures. The bounds are afterwards as before.
func (q *piece) settle(order []int32, prefer []int64, failures int) ([]int64, outcome) {
	base := len(q.trail)
	q.marks++
	defer func() {
		q.undo(base)
		q.marks--
	}()
	if !q.propagate() {
		return nil, none
	}
	var stack []choice
	at := 0
	for {
		for at < len(order) && q.low[order[at]] == q.high[order[at]] {
			at++
		}
		if at == len(order) {
			table := slices.Clone(q.low)
			if !q.fits(table) {
				return nil, exhausted
			}
			return table, found
		}
		v := order[at]
		ok := q.tighten(v)
		if ok {
			value := q.guess(v)
			if prefer != nil {
				value = min(max(prefer[v], q.low[v]), q.high[v])
			}
			stack = append(stack, choice{unknown: v, value: value, trail: len(q.trail), at: at})
			ok = q.confine(operand{unknown: v}, value, value, -1) && q.propagate()
		}
		for !ok {
			if failures--; failures < 0 || q.effort < 0 {
				return nil, exhausted
			}
			if len(stack) == 0 {
				return nil, none
			}
			c := &stack[len(stack)-1]
			q.undo(c.trail)
			c.stage++
			v := c.unknown
			switch {
			case c.stage == 1 && c.value > q.low[v]:
				ok = q.lower(v, c.value-1, -1) && q.propagate()
			case c.stage == 2 && c.value < q.high[v]:
				ok = q.raise(v, c.value+1, -1) && q.propagate()
			case c.stage > 2:
				stack = stack[:len(stack)-1]
			}
			at = c.at
		}
	}
}

// byWidth lists the unknowns that are not settled, the narrowest first.
func (q *piece) byWidth() []int32 {
	var order []int32
	for v := range q.low {
		if q.low[v] < q.high[v] {
			order = append(order, int32(v))
		}
	}
	slices.SortStableFunc(order, func(x, y int32) int { return cmp.Compare(q.high[x]-q.low[x], q.high[y]-q.low[y]) })
	return order
}

// guess returns a value well inside of what an unknown can be: its fair share of what
// each of its lines leaves open.
func (q *piece) guess(v int32) int64 {
	low, high := q.low[v], q.high[v]
	above, below := high, low
	for _, use := range q.usesOf(v) {
		i := max(use, ^use)
		if i >= q.lines() || q.open[i] == 0 {
			continue
		}
		up, down := (q.numbers[i]-q.least[i])/int64(q.open[i]), (q.most[i]-q.numbers[i])/int64(q.open[i])
		if use < 0 {
			up, down = down, up
		}
		above, below = min(above, low+up), max(below, high-down)
	}
	return min(max((above+below)/2, low), high)
}

// fits reports whether a table meets every bound, line and ratio.
func (q *piece) fits(table []int64) bool {
	for v, n := range table {
		if n < q.low[v] || n > q.high[v] {
			return false
		}
	}
	for i := range q.lines() {
		if q.sum(i, table) != q.numbers[i] {
			return false
		}
	}
	for i := range q.ratios {
		if !q.ratios[i].metBy(table) {
			return false
		}
	}
	return true
}

func (r *ratio) metBy(table []int64) bool {
	num, den := r.num.number, r.den.number
	if r.num.unknown >= 0 {
		num = table[r.num.unknown]
	}
	if r.den.unknown >= 0 {
		den = table[r.den.unknown]
	}
	return r.met(num, den)
}

// span finds what one unknown can be, by searching for tables at the ends, and starts
// from what it is in one table. It stops as soon as the tables found are wide enough
// apart. Least and most are of the tables found; low and high bound all tables.
func (q *piece) span(v int32, seen int64, prefer []int64, failures int) (low, high, least, most int64) {
	order := q.byWidth()
	low, high, least, most = q.low[v], q.high[v], seen, seen
	within := func(from, to int64) outcome {
		if from > to {
			return none
		}
		base := len(q.trail)
		q.marks++
		defer func() {
			q.undo(base)
			q.marks--
		}()
		if !q.confine(operand{unknown: v}, from, to, -1) {
			return none
		}
		table, out := q.settle(order, prefer, failures)
		if out == found {
			least, most = min(least, table[v]), max(most, table[v])
		}
		return out
	}
	for _, far := range [...]int64{narrow - 1, 1} {
		for out := found; out == found && most-least < narrow-1 && most < high; {
			from := max(most+1, least+far)
			if out = within(from, high); out == none {
				high = min(high, from-1)
			}
		}
		for out := found; out == found && most-least < narrow-1 && least > low; {
			to := min(least-1, most-far)
			if out = within(low, to); out == none {
				low = max(low, to+1)
			}
		}
	}
	return low, high, least, most
}
