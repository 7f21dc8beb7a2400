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

// room is how far an unknown can go up, or down.
func (x *exchange) room(v int32, up bool) int64 {
	if up {
		return x.high[v] - x.value[v]
	}
	return x.value[v] - x.low[v]
}

// step is how far the unknown of a column can go up or down with all that follow it.
// Where that is nowhere, it returns a row that is in the way and can change places
// with it, or -1.
func (x *exchange) step(c int32, up bool) (far int64, blocker int32) {
	far, blocker = x.room(x.free[c], up), -1
	if far == 0 {
		return 0, -1
	}
	x.space.work += int64(len(x.columns[c]))
	for i, a := range x.columns[c] {
		if a == 0 {
			continue
		}
		room := x.room(x.follows[i], (a > 0) == up)
		switch {
		case a == 1 || a == -1:
			if room == 0 && (blocker < 0 || x.follows[i] < x.follows[blocker]) {
				blocker = int32(i)
			}
		case a < 0:
			room /= int64(-a)
		default:
			room /= int64(a)
		}
		far = min(far, room)
	}
	return far, blocker
}

// shift moves the unknown of a column with all that follow it, and is false if a
// percentage is then not met.
func (x *exchange) shift(c int32, d int64) bool {
	x.move(c, d)
	for i := range x.q.ratios {
		if !x.q.ratios[i].metBy(x.value) {
			x.move(c, -d)
			return false
		}
	}
	x.see(x.free[c])
	for i, a := range x.columns[c] {
		if a != 0 {
			x.see(x.follows[i])
		}
	}
	return true
}

func (x *exchange) move(c int32, d int64) {
	x.value[x.free[c]] += d
	for i, a := range x.columns[c] {
		if a != 0 {
			x.value[x.follows[i]] += d * int64(a)
		}
	}
}

func (x *exchange) see(v int32) {
	if !x.gap(v) {
		x.seenLow[v], x.seenHigh[v] = min(x.seenLow[v], x.value[v]), max(x.seenHigh[v], x.value[v])
	}
}

// push moves an unknown up or down, by at most so much where one step does it.
func (x *exchange) push(v int32, up bool, most int64) pushed {
	for range x.patience {
		if x.room(v, up) == 0 {
			return atEnd
		}
		if x.wild {
			return givenUp
		}
		if c := ^x.place[v]; c >= 0 {
			far, blocker := x.step(c, up)
			switch {
			case far > 0:
				if !x.shift(c, signed(up, min(far, most))) {
					return givenUp
				}
				return moved
			case blocker >= 0:
				x.pivot(blocker, c)
			case !x.ease(c, up):
				return givenUp
			}
			continue
		}
		// Of the columns that are in the way of a step, one is taken by chance: a
		// fixed order goes in circles, or takes far longer.
		r := x.place[v]
		enter, leave, heavy, end := int32(-1), int32(-1), int32(-1), true
		for _, c := range x.across(r) {
			a := x.columns[c][r]
			along := (a > 0) == up
			if x.room(x.free[c], along) == 0 {
				continue
			}
			end = false
			far, blocker := x.step(c, along)
			switch {
			case far > 0:
				if x.shift(c, signed(along, min(far, max(most/int64(max(a, -a)), 1)))) {
					return moved
				}
			case blocker < 0:
				if heavy < 0 || x.rng.IntN(3) == 0 {
					heavy = c
				}
			case enter < 0 || x.rng.IntN(3) == 0:
				enter, leave = c, blocker
			}
		}
		switch {
		case end:
			return atEnd
		case enter >= 0:
			x.pivot(leave, enter)
		case heavy < 0 || !x.ease(heavy, (x.columns[heavy][r] > 0) == up):
			return givenUp
		}
	}
	return givenUp
}

func signed(up bool, d int64) int64 {
	if up {
		return d
	}
	return -d
}

// ease finds a row that is in the way of a column because it would move by more than
// 1, and lets it change places with another column, so that it stays where it is.
func (x *exchange) ease(c int32, up bool) bool {
	for i, a := range x.columns[c] {
		if a == 0 || x.room(x.follows[i], (a > 0) == up) >= int64(max(a, -a)) {
			continue
		}
		best, most := int32(-1), 0
		for _, k := range x.across(int32(i)) {
			b := x.columns[k][i]
			if b != 1 && b != -1 || k == c || x.low[x.free[k]] == x.high[x.free[k]] {
				continue
			}
			score := 1 + x.rng.IntN(1000)
			if x.room(x.free[k], (b > 0) != ((a > 0) == up)) >= int64(max(a, -a)) {
				score += 1000 // it can make good what the row does not do
			}
			if score > most {
				best, most = k, score
			}
		}
		if best >= 0 {
			x.pivot(int32(i), best)
			return true
		}
	}
	return false
}

// wide reports whether the tables found leave enough open of an unknown.
func (x *exchange) wide(v int32) bool { return x.seenHigh[v]-x.seenLow[v] >= narrow-1 }

// widen pushes an unknown up and down until it is wide.
func (x *exchange) widen(v int32) {
	for _, up := range [...]bool{true, false} {
		for !x.wide(v) && x.push(v, up, narrow-1) == moved {
		}
	}
}

// ends pushes an unknown as far as it goes, at most narrow each way, and returns all
// that it can be, and why. What could not be decided is left open.
func (x *exchange) ends(v int32) (low, high int64, why []term) {
	low, high = x.low[v], x.high[v]
	for _, up := range [...]bool{true, false} {
		out := moved
		for out == moved && !x.wide(v) {
			out = x.push(v, up, narrow-1)
		}
		if out != atEnd {
			continue
		}
		if up {
			high = x.value[v]
		} else {
			low = x.value[v]
		}
		if reason := x.reason(v); len(reason) > len(why) {
			why = reason
		}
	}
	return low, high, why
}

// close brings the gaps to 0, and is false if one stays.
func (x *exchange) close() bool {
	open := true
	for try := 0; open && try < mostTries; try++ {
		open = false
		for v := int32(len(x.seenLow)); int(v) < len(x.value); v++ {
			for out := moved; x.value[v] != 0 && out == moved; {
				out = x.push(v, x.value[v] < 0, max(x.value[v], -x.value[v]))
			}
			open = open || x.value[v] != 0
			x.low[v], x.high[v] = min(x.value[v], 0), max(x.value[v], 0)
		}
	}
	copy(x.seenLow, x.value)
	copy(x.seenHigh, x.value)
	return !open
}

// reason returns the lines that hold an unknown at the end it was pushed to, with how
// often each is taken. The exchange is to explain.
func (x *exchange) reason(v int32) []term {
	var out []term
	if r := x.place[v]; r >= 0 && r != gone {
		for _, c := range x.across(r) {
			if x.gap(x.free[c]) {
				out = append(out, term{x.free[c] - int32(len(x.seenLow)), -int64(x.columns[c][r])})
			}
		}
	}
	return out
}

// term is an unknown or a line, and how often it is taken.
type term struct {
	unknown int32
	by      int64
}
