package audit

import (
	"math/rand/v2"
	"slices"
)

// exchange is a piece with a table of it, written so that some unknowns, the free
// ones, may be chosen, and the others follow, one a row: it changes by its coefficient
// in the column of a free unknown for each 1 that the free one changes. Where one that
// follows is in the way, it and a free one change places. It is the tableau of the
// simplex method, kept to whole numbers, and its table need not be a corner.
//
// A line that the table misses has an unknown of its own, its gap, which stands after
// those of the piece and is to be brought to 0.
type exchange struct {
	q         *piece
	low, high []int64
	value     []int64 // the table, then the gaps
	seenLow   []int64 // the least and most of all tables that were met
	seenHigh  []int64
	follows   []int32   // by row, the unknown
	free      []int32   // by column, the unknown
	place     []int32   // of an unknown: its row, ^column, or gone
	columns   [][]int16 // by column, the coefficient of each row; nil when it is gone
	inRow     [][]int32 // by row, the columns whose coefficient is not 0, or was not
	met       []int32   // by column, the round in which across met it
	round     int32
	filled    []int32 // by column, how many coefficients are not 0
	touched   []int32 // the rows of the column that is pivoted
	wild      bool    // a coefficient grew beyond what linked tables lead to
	purpose   purpose
	space     *workspace
	patience  int // how often unknowns change places for one push
	rng       *rand.Rand
}

// gone is the place of an unknown that can be one number only.
const gone = int32(1) << 30

// purpose is what an exchange is for.
type purpose uint8

const (
	toMove    purpose = iota // the gaps of lines that are met are left out
	toExplain                // they stay, and tell which lines a row is made of
)

// pushed is the outcome of a push.
type pushed uint8

const (
	moved   pushed = iota
	atEnd          // no table has it further
	givenUp        // nothing was found, and nothing proved
)

const (
	mostPivots  = 1000 // times that unknowns change places for one push
	quickPivots = 20   // the same, where there is another chance
	mostTries   = 5    // rounds of bringing gaps to 0
	wildest     = 1 << 14
)

// workspace is room for the coefficients of one exchange after another. It counts the
// coefficients that they work out.
type workspace struct {
	room []int16
	work int64
}

func (w *workspace) take(n int) []int16 {
	w.work += int64(n) / 8
	if n > len(w.room) {
		w.room = make([]int16, n)
		return w.room
	}
	clear(w.room[:n])
	return w.room[:n]
}

// newExchange writes a piece by free unknowns. The table is within the bounds. The
// exchange lasts until the next one in the workspace.
func newExchange(q *piece, table []int64, purpose purpose, space *workspace) *exchange {
	n, lines := len(table), int(q.lines())
	x := &exchange{q: q, value: make([]int64, n+lines), place: make([]int32, n+lines), follows: make([]int32, lines), inRow: make([][]int32, lines),
		low: make([]int64, n+lines), high: make([]int64, n+lines), purpose: purpose, space: space, patience: mostPivots, rng: rand.New(rand.NewPCG(1, uint64(n)))}
	copy(x.value, table)
	copy(x.low, q.low)
	copy(x.high, q.high)
	x.seenLow, x.seenHigh = append([]int64(nil), table...), append([]int64(nil), table...)
	for i := range lines {
		gap := q.numbers[i] - q.sum(int32(i), table)
		x.value[n+i], x.low[n+i], x.high[n+i] = gap, min(gap, 0), max(gap, 0)
		x.follows[i], x.place[n+i] = int32(n+i), int32(i)
	}
	free := 0
	for v := range q.low {
		if q.low[v] < q.high[v] {
			free++
		}
	}
	cells := space.take(free * lines)
	for v := range int32(n) {
		if q.low[v] == q.high[v] {
			x.place[v] = gone
			continue
		}
		column, filled := cells[:lines:lines], int32(0)
		cells = cells[lines:]
		for _, use := range q.usesOf(v) {
			switch i := max(use, ^use); {
			case i >= q.lines():
				continue
			case use < 0:
				column[i]++
			default:
				column[i]--
			}
			filled++
			x.inRow[max(use, ^use)] = append(x.inRow[max(use, ^use)], int32(len(x.free)))
		}
		x.place[v] = ^int32(len(x.free))
		x.free, x.columns, x.filled = append(x.free, v), append(x.columns, column), append(x.filled, filled)
	}
	x.met = make([]int32, len(x.free))
	x.solve()
	return x
}

// solve lets an unknown follow from each line: one that no other line has, or else
// the one that the fewest others need, the shortest lines first. Lines that say
// nothing beyond the rest keep their gap, which nothing moves.
func (x *exchange) solve() {
	var left []int32
lines:
	for r := range x.q.lines() {
		for _, t := range x.q.line(r) {
			if c := ^x.place[max(t, ^t)]; c >= 0 && x.filled[c] == 1 {
				x.follow(r, c)
				continue lines
			}
		}
		left = append(left, r)
	}
	slices.SortStableFunc(left, func(a, b int32) int { return len(x.q.line(a)) - len(x.q.line(b)) })
	for _, r := range left {
		best := int32(-1)
		for _, c := range x.across(r) {
			if a := x.columns[c][r]; (a == 1 || a == -1) && !x.gap(x.free[c]) && (best < 0 || x.filled[c] < x.filled[best]) {
				best = c
			}
		}
		if best >= 0 {
			x.follow(r, best)
		}
	}
}

// follow lets the unknown of a column take the place of the gap of a line.
func (x *exchange) follow(r, c int32) {
	gap := x.follows[r]
	x.pivot(r, c)
	if x.low[gap] == x.high[gap] && x.purpose == toMove {
		x.drop(c)
	}
}

// gap reports whether an unknown is the gap of a line.
func (x *exchange) gap(v int32) bool { return int(v) >= len(x.seenLow) }

// drop takes a column out.
func (x *exchange) drop(c int32) {
	x.place[x.free[c]] = gone
	x.columns[c] = nil
}

// across lists the columns whose coefficient in a row is not 0.
func (x *exchange) across(r int32) []int32 {
	x.round++
	list := x.inRow[r][:0]
	for _, c := range x.inRow[r] {
		if x.columns[c] != nil && x.columns[c][r] != 0 && x.met[c] != x.round {
			x.met[c] = x.round
			list = append(list, c)
		}
	}
	x.inRow[r] = list
	return list
}

// pivot lets the unknown of a row and that of a column change places. The coefficient
// where they meet is 1 or -1.
func (x *exchange) pivot(r, c int32) {
	column := x.columns[c]
	p := column[r]
	x.touched = x.touched[:0]
	for i, a := range column {
		if a != 0 && int32(i) != r {
			x.touched = append(x.touched, int32(i))
		}
	}
	across := x.across(r)
	x.space.work += int64(len(column) + len(x.touched)*len(across))
	for _, k := range across {
		if k == c {
			continue
		}
		other := x.columns[k]
		by := int32(p) * int32(other[r])
		for _, i := range x.touched {
			was := other[i]
			now := int32(was) - int32(column[i])*by
			if now > wildest || now < -wildest {
				x.wild, now = true, 0
			}
			other[i] = int16(now)
			switch {
			case was == 0:
				x.filled[k]++
				x.inRow[i] = append(x.inRow[i], k)
			case now == 0:
				x.filled[k]--
			}
		}
		other[r] = int16(-by)
	}
	if p < 0 {
		for _, i := range x.touched {
			column[i] = -column[i]
		}
	}
	x.free[c], x.follows[r] = x.follows[r], x.free[c]
	x.place[x.free[c]], x.place[x.follows[r]] = ^c, r
}
