package audit

// propagate narrows every unknown as far as single lines and ratios allow. It is
// false if one of them cannot be met.
func (q *piece) propagate() bool {
	for at := 0; at < len(q.queue); at++ {
		i := q.queue[at]
		q.queued[i] = false
		q.effort--
		if q.effort < 0 {
			break // what was not looked at narrows nothing: the bounds stay true
		}
		ok := q.waived != nil && q.waived[i]
		if ok {
			// it is left to be made good afterwards
		} else if i < q.lines() {
			ok = q.narrowLine(i)
		} else {
			ok = q.narrowRatio(&q.ratios[i-q.lines()], i)
		}
		if !ok {
			q.clash = i
			q.clear(at + 1)
			return false
		}
		if at > 1<<16 && at > len(q.queue)/2 { // keep the queue short
			q.queue = append(q.queue[:0], q.queue[at+1:]...)
			at = -1
		}
	}
	q.clear(0)
	return true
}

func (q *piece) clear(from int) {
	for _, i := range q.queue[min(from, len(q.queue)):] {
		q.queued[i] = false
	}
	q.queue = q.queue[:0]
}

// fewOpen is how many unknowns a line has left when a search narrows it as far as it
// goes after every guess. One with more is narrowed when what it leaves has halved:
// a sum over thousands of schools is not gone through for each of them. Tighten sees
// to the unknown that is guessed.
const fewOpen = 32

// tighten narrows one unknown by each of its lines.
func (q *piece) tighten(v int32) bool {
	for _, use := range q.usesOf(v) {
		i := max(use, ^use)
		if i >= q.lines() || q.low[v] == q.high[v] || q.waived != nil && q.waived[i] {
			continue
		}
		up, down := q.numbers[i]-q.least[i], q.most[i]-q.numbers[i]
		if up < 0 || down < 0 {
			return false
		}
		if use < 0 {
			up, down = down, up
		}
		low, high := q.low[v], q.high[v]
		if !q.lower(v, low+min(up, high-low), i) || !q.raise(v, high-min(down, high-low), i) {
			return false
		}
	}
	return true
}

// narrowLine narrows the unknowns of a line: each is the number less what the others
// come to.
func (q *piece) narrowLine(i int32) bool {
	number := q.numbers[i]
	if q.least[i] > number || q.most[i] < number {
		return false
	}
	spare := min(number-q.least[i], q.most[i]-number)
	if spare >= q.widest[i] || q.marks > 0 && q.open[i] > fewOpen && spare >= q.widest[i]/2 {
		return true
	}
	var widest int64
	for _, t := range q.line(i) {
		up, down := number-q.least[i], q.most[i]-number // how far a term may rise from its least, fall from its most
		if up < 0 || down < 0 {
			return false
		}
		v := max(t, ^t)
		if q.high[v] > q.low[v] {
			if t < 0 {
				up, down = down, up
			}
			low, high := q.low[v], q.high[v]
			if !q.lower(v, low+min(up, high-low), i) || !q.raise(v, high-min(down, high-low), i) {
				return false
			}
			widest = max(widest, q.high[v]-q.low[v])
		}
	}
	q.widest[i] = widest
	return true
}

// narrowRatio narrows a numerator and a denominator whose percentage is published.
func (q *piece) narrowRatio(r *ratio, by int32) bool {
	nl, nh := q.bounds(r.num)
	dl, dh := q.bounds(r.den)
	const steps = 4096 // a wide unknown is narrowed no further than this at a time
	fits := func(den int64) bool { return r.fewest(den) <= nh && r.largest(den) >= nl }
	for step := 0; step < steps && dl <= dh && !fits(dl); step++ {
		dl++
	}
	for step := 0; step < steps && dl <= dh && !fits(dh); step++ {
		dh--
	}
	if dl > dh {
		return false
	}
	nl, nh = max(nl, r.fewest(dl)), min(nh, r.largest(dh))
	has := func(num int64) bool {
		for den, step := dl, 0; den <= dh && step < steps; den, step = den+1, step+1 {
			if r.met(num, den) {
				return true
			}
			if step == steps-1 {
				return true
			}
		}
		return false
	}
	for step := 0; step < steps && nl <= nh && !has(nl); step++ {
		nl++
	}
	for step := 0; step < steps && nl <= nh && !has(nh); step++ {
		nh--
	}
	if nl > nh {
		return false
	}
	return q.confine(r.num, nl, nh, by) && q.confine(r.den, dl, dh, by)
}

func (q *piece) bounds(o operand) (low, high int64) {
	if o.unknown < 0 {
		return o.number, o.number
	}
	return q.low[o.unknown], q.high[o.unknown]
}

func (q *piece) confine(o operand, low, high int64, by int32) bool {
	if o.unknown < 0 {
		return low <= o.number && o.number <= high
	}
	return q.raise(o.unknown, low, by) && q.lower(o.unknown, high, by)
}
