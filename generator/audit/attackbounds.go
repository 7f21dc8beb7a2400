package audit

// piece is a part of the puzzle that shares no unknown with the rest of it, with its
// unknowns numbered from 0. What each unknown can be is narrowed and widened again
// while the piece is searched.
type piece struct {
	low, high []int64
	lowBy     []int32 // the line or ratio that raised low, -1 for none
	highBy    []int32
	start     []int32 // of each line in terms
	terms     []int32 // an unknown, or ^unknown to be taken away
	numbers   []int64
	ratios    []ratio // their operands are numbered as the piece's

	usesStart []int32 // of each unknown in uses
	uses      []int32 // a line, or ^line where the unknown is taken away; ratios follow the lines

	least, most []int64 // of each line, what its terms come to at least and at most
	widest      []int64 // of each line, no term of it is wider
	open        []int32 // of each line, how many of its unknowns are not settled

	queue  []int32
	queued []bool
	trail  []change
	marks  int    // how deep the search is; nothing is kept on the trail at 0
	effort int    // how many more lines may be looked at
	clash  int32  // the line that could not be met
	waived []bool // lines and ratios that narrow nothing for now

	ofUnknowns, ofLines marks
}

// change is a bound as it was.
type change struct {
	unknown int32
	by      int32
	was     int64
	upper   bool
}

// newPiece prepares lines and ratios over unknowns of the given bounds.
func newPiece(low, high []int64, start, terms []int32, numbers []int64, ratios []ratio) *piece {
	n, lines := len(low), len(start)
	q := &piece{low: low, high: high, start: append(start, int32(len(terms))), terms: terms, numbers: numbers, ratios: ratios,
		lowBy: make([]int32, n), highBy: make([]int32, n), usesStart: make([]int32, n+1),
		least: make([]int64, lines), most: make([]int64, lines), widest: make([]int64, lines), open: make([]int32, lines),
		queued: make([]bool, lines+len(ratios)), clash: -1}
	for i := range q.lowBy {
		q.lowBy[i], q.highBy[i] = -1, -1
	}
	each := func(visit func(unknown, use int32)) {
		for line := range lines {
			for _, t := range q.line(int32(line)) {
				if t < 0 {
					visit(^t, ^int32(line))
				} else {
					visit(t, int32(line))
				}
			}
		}
		for i, r := range ratios {
			for _, o := range []operand{r.num, r.den} {
				if o.unknown >= 0 {
					visit(o.unknown, int32(lines+i))
				}
			}
		}
	}
	each(func(unknown, _ int32) { q.usesStart[unknown+1]++ })
	for i := range n {
		q.usesStart[i+1] += q.usesStart[i]
	}
	q.uses = make([]int32, q.usesStart[n])
	next := append([]int32(nil), q.usesStart[:n]...)
	each(func(unknown, use int32) {
		q.uses[next[unknown]] = use
		next[unknown]++
	})
	q.measure()
	for i := range q.queued {
		q.push(int32(i))
	}
	return q
}

// measure works out what the terms of each line come to.
func (q *piece) measure() {
	for i := range q.lines() {
		q.least[i], q.most[i], q.widest[i], q.open[i] = 0, 0, 0, 0
		for _, t := range q.line(i) {
			low, high := q.low[max(t, ^t)], q.high[max(t, ^t)]
			if low < high {
				q.open[i]++
			}
			q.widest[i] = max(q.widest[i], high-low)
			if t < 0 {
				low, high = -high, -low
			}
			q.least[i], q.most[i] = q.least[i]+low, q.most[i]+high
		}
	}
}

func (q *piece) line(i int32) []int32 { return q.terms[q.start[i]:q.start[i+1]] }
func (q *piece) lines() int32         { return int32(len(q.numbers)) }

// sum is what the terms of a line come to in a table.
func (q *piece) sum(i int32, table []int64) (sum int64) {
	for _, t := range q.line(i) {
		if t < 0 {
			sum -= table[^t]
		} else {
			sum += table[t]
		}
	}
	return sum
}

func (q *piece) usesOf(v int32) []int32 {
	return q.uses[q.usesStart[v]:q.usesStart[v+1]]
}

func (q *piece) push(i int32) {
	if !q.queued[i] {
		q.queued[i] = true
		q.queue = append(q.queue, i)
	}
}

// raise says that an unknown is at least so much; it is false if it cannot be.
func (q *piece) raise(v int32, to int64, by int32) bool {
	if to <= q.low[v] {
		return true
	}
	if to > q.high[v] {
		return false
	}
	q.remember(change{v, q.lowBy[v], q.low[v], false})
	q.shiftLow(v, to)
	q.lowBy[v] = by
	for _, use := range q.usesOf(v) {
		q.push(max(use, ^use))
	}
	return true
}

// remember keeps what a bound was while a search goes on. A search that creeps is
// given up before it fills the memory.
func (q *piece) remember(c change) {
	if q.marks > 0 {
		q.trail = append(q.trail, c)
		if len(q.trail) > 24*len(q.low)+1<<16 {
			q.effort = 0
		}
	}
}

// lower says that an unknown is at most so much.
func (q *piece) lower(v int32, to int64, by int32) bool {
	if to >= q.high[v] {
		return true
	}
	if to < q.low[v] {
		return false
	}
	q.remember(change{v, q.highBy[v], q.high[v], true})
	q.shiftHigh(v, to)
	q.highBy[v] = by
	for _, use := range q.usesOf(v) {
		q.push(max(use, ^use))
	}
	return true
}

// shiftLow changes a bound and what the lines of the unknown come to.
func (q *piece) shiftLow(v int32, to int64) {
	d, was := to-q.low[v], q.low[v] == q.high[v]
	q.low[v] = to
	q.shift(v, was, func(use int32) {
		if use < 0 {
			q.most[^use] -= d
		} else {
			q.least[use] += d
		}
	})
}

func (q *piece) shiftHigh(v int32, to int64) {
	d, was := to-q.high[v], q.low[v] == q.high[v]
	q.high[v] = to
	q.shift(v, was, func(use int32) {
		if use < 0 {
			q.least[^use] -= d
		} else {
			q.most[use] += d
		}
	})
}

func (q *piece) shift(v int32, was bool, bound func(int32)) {
	settled := q.low[v] == q.high[v]
	for _, use := range q.usesOf(v) {
		line := max(use, ^use)
		if line >= q.lines() {
			continue
		}
		bound(use)
		if settled != was {
			if settled {
				q.open[line]--
			} else {
				q.open[line]++
			}
		}
	}
}

// undo takes back every change since the trail was so long.
func (q *piece) undo(length int) {
	for len(q.trail) > length {
		c := q.trail[len(q.trail)-1]
		q.trail = q.trail[:len(q.trail)-1]
		if c.upper {
			q.shiftHigh(c.unknown, c.was)
			q.highBy[c.unknown] = c.by
		} else {
			q.shiftLow(c.unknown, c.was)
			q.lowBy[c.unknown] = c.by
		}
		for _, use := range q.usesOf(c.unknown) {
			if line := max(use, ^use); line < q.lines() {
				q.widest[line] = max(q.widest[line], q.high[c.unknown]-q.low[c.unknown])
			}
		}
	}
	for _, i := range q.queue {
		q.queued[i] = false
	}
	q.queue = q.queue[:0]
}
