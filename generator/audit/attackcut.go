package audit

// shortLine is how many terms a line has that is followed before all longer ones.
const shortLine = 6

// near lists unknowns near one, itself first, at most so many, and whether they are
// all of the piece that is not settled. It follows short lines first, so that what is
// known of a school comes in whole before other schools do, and lines that a table
// misses, which may be made good together. While lines are waived it goes by distance
// alone.
func (q *piece) near(v int32, most int, table []int64) (list []int32, whole bool) {
	list = []int32{v}
	seen, queued := q.marksOf()
	seen.put(v, 0)
	var short, long []int32
	for at := 0; ; {
		for ; at < len(list); at++ {
			for _, use := range q.usesOf(list[at]) {
				i := max(use, ^use)
				if queued.has(i) || q.waived != nil && q.waived[i] {
					continue
				}
				queued.put(i, 0)
				if q.waived == nil && i < q.lines() && len(q.line(i)) > shortLine && (table == nil || q.sum(i, table) == q.numbers[i]) {
					long = append(long, i)
				} else {
					short = append(short, i)
				}
			}
		}
		var i int32
		switch {
		case len(short) > 0:
			i, short = short[0], short[1:]
		case len(long) > 0:
			i, long = long[0], long[1:]
		default:
			return list, true
		}
		for _, n := range q.within(i) {
			if seen.has(n) || q.low[n] == q.high[n] {
				continue
			}
			if len(list) == most {
				return list, false
			}
			seen.put(n, 0)
			list = append(list, n)
		}
	}
}

// unsettled returns one of the unknowns of a line that are not settled, another for
// each try, or -1.
func (q *piece) unsettled(i int32, try int) int32 {
	line := q.line(i)
	for k := range line {
		t := line[(k+try*7)%len(line)]
		if v := max(t, ^t); q.low[v] < q.high[v] {
			return v
		}
	}
	return -1
}

// within lists the unknowns of a line or ratio.
func (q *piece) within(i int32) []int32 {
	var out []int32
	if i < q.lines() {
		for _, t := range q.line(i) {
			out = append(out, max(t, ^t))
		}
		return out
	}
	r := &q.ratios[i-q.lines()]
	for _, o := range [...]operand{r.num, r.den} {
		if o.unknown >= 0 {
			out = append(out, o.unknown)
		}
	}
	return out
}

// cut makes a piece of some unknowns. With a table the others are as in it, so that a
// table of the smaller piece makes one of the larger. Without one, lines that hold
// others are left out, so that what the smaller piece excludes the larger does.
func (q *piece) cut(list []int32, table []int64) (*piece, []int32) {
	local, seen := q.marksOf()
	low, high := make([]int64, len(list)), make([]int64, len(list))
	for i, v := range list {
		local.put(v, int32(i))
		low[i], high[i] = q.low[v], q.high[v]
	}
	value := func(v int32) (int64, bool) {
		if q.low[v] == q.high[v] {
			return q.low[v], true
		}
		if table != nil {
			return table[v], true
		}
		return 0, false
	}
	var start, terms, lines, ratioLines []int32
	var numbers []int64
	var ratios []ratio
	for _, v := range list {
	uses:
		for _, use := range q.usesOf(v) {
			i := max(use, ^use)
			if seen.has(i) || q.waived != nil && q.waived[i] {
				continue
			}
			seen.put(i, 0)
			if i >= q.lines() {
				r := q.ratios[i-q.lines()]
				for _, o := range []*operand{&r.num, &r.den} {
					if o.unknown < 0 {
						continue
					}
					if at, ok := local.get(o.unknown); ok {
						o.unknown = at
					} else if n, ok := value(o.unknown); ok {
						*o = operand{-1, n}
					} else {
						continue uses
					}
				}
				ratios, ratioLines = append(ratios, r), append(ratioLines, i)
				continue
			}
			number, from := q.numbers[i], len(terms)
			for _, t := range q.line(i) {
				v := max(t, ^t)
				at, in := local.get(v)
				n, ok := value(v)
				switch {
				case in && t < 0:
					terms = append(terms, ^at)
				case in:
					terms = append(terms, at)
				case !ok:
					terms = terms[:from]
					continue uses
				case t < 0:
					number += n
				default:
					number -= n
				}
			}
			start, numbers, lines = append(start, int32(from)), append(numbers, number), append(lines, i)
		}
	}
	return newPiece(low, high, start, terms, numbers, ratios), append(lines, ratioLines...)
}

// marks is a set of numbers, each with another, that is emptied at once.
type marks struct {
	round []int32
	value []int32
	now   int32
}

// marksOf returns two empty sets, of unknowns and of lines and ratios. They last until
// the next call.
func (q *piece) marksOf() (unknowns, lines *marks) {
	if q.ofUnknowns.round == nil {
		n, m := len(q.low), len(q.queued)
		q.ofUnknowns = marks{round: make([]int32, n), value: make([]int32, n)}
		q.ofLines = marks{round: make([]int32, m), value: make([]int32, m)}
	}
	q.ofUnknowns.now++
	q.ofLines.now++
	return &q.ofUnknowns, &q.ofLines
}

func (m *marks) has(i int32) bool { return m.round[i] == m.now }

func (m *marks) put(i, value int32) { m.round[i], m.value[i] = m.now, value }

func (m *marks) get(i int32) (int32, bool) { return m.value[i], m.has(i) }
