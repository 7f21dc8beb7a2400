package audit

import (
	"cmp"
	"slices"
)

// ripple changes a table a little: one unknown moves, and for each line that this
// puts off another one of the line makes up for it, until no line is off. It looks at
// few unknowns of each line, those that stand in the fewest lines first, and so finds
// in no time what most figures need, in a piece of any size. What it does not find
// proves nothing.
type ripple struct {
	q     *piece
	table []int64
	lean  []int32 // the terms of each line, those in the fewest lines first
	state []state // of each line
	open  []int32 // the lines that were put off, some of them more than once
	moves []move
	moved []int32 // of each unknown, the round in which it moved
	round int32
	again bool // the goal is tried again
	tries int
	goal  int32 // the line that is mended, or -1
	loose bool  // a long line may be missed by more, for it is mended easily
	steps int   // how many more moves may be tried
	work  int   // how many unknowns were looked at in all
}

// state is how a line stands.
type state struct {
	off   int64 // what moves have put it off by
	gap   int64 // what the table misses it by
	terms int32
}

// move is what an unknown was moved by.
type move struct {
	unknown int32
	by      int64
}

const (
	mostLooked  = 32  // unknowns of one line that are looked at
	mostMet     = 512 // the same with those that have no room
	firstLooked = 16  // the first of them; the others stand anywhere in the line
	mostTaken   = 4   // of which so many are tried
	mostMoves   = 40  // in one chain
	mostPasses  = 60
	shortTries  = 30
	noBetter    = 12 // passes without a line less that is missed
	mendSteps   = 100
	mostAgain   = 400 // times that a long line is mended by 1 with other unknowns of it
)

func newRipple(q *piece, table []int64) *ripple {
	r := &ripple{q: q, table: table, lean: slices.Clone(q.terms), state: make([]state, q.lines()), moved: make([]int32, len(table))}
	lines := func(t int32) int32 { v := max(t, ^t); return q.usesStart[v+1] - q.usesStart[v] }
	for i := range q.lines() {
		r.state[i].terms = q.start[i+1] - q.start[i]
		slices.SortStableFunc(r.lean[q.start[i]:q.start[i+1]], func(a, b int32) int { return cmp.Compare(lines(a), lines(b)) })
	}
	return r
}

// nudge moves an unknown and makes up for it, and is false with the table as it was if
// that takes more than so many steps.
func (r *ripple) nudge(v int32, by int64, steps int) bool {
	r.round++
	r.moves, r.open, r.steps, r.goal = r.moves[:0], r.open[:0], steps, -1
	r.again = false
	if to := r.table[v] + by; to < r.q.low[v] || to > r.q.high[v] {
		return false
	}
	r.move(v, by)
	if r.settle() {
		return true
	}
	r.back(0)
	return false
}

// mend brings what the table misses a line by to 0, or nearer to it, in large steps or
// small ones, and misses no other line by more.
func (r *ripple) mend(i int32, steps int) {
	again := r.tries
	r.again = false
	if len(r.q.line(i)) > mostLooked {
		again = mostAgain
	}
	for by := r.state[i].gap; by != 0 && r.state[i].gap != 0; {
		by = min(max(by, -max(r.state[i].gap, -r.state[i].gap)), max(r.state[i].gap, -r.state[i].gap))
		r.round++
		r.moves, r.open, r.steps = r.moves[:0], append(r.open[:0], i), steps
		r.goal = i
		r.state[i].gap -= by
		r.state[i].off = by
		if !r.settle() {
			r.back(0)
			r.state[i].off = 0
			r.state[i].gap += by
			if by /= 2; by == 0 && again > 0 {
				again--
				r.again = true
				by = signed(r.state[i].gap > 0, 1)
			}
			continue
		}
		again = max(again, min(mostAgain, len(r.q.line(i))/mostLooked))
		for _, o := range r.open {
			r.state[o].gap += r.state[o].off
			r.state[o].off = 0
		}
	}
}

// mendAll mends every line that the table misses, and is false if one stays.
func (r *ripple) mendAll() bool {
	q := r.q
	least, since := len(r.state), 0
	for pass := 0; pass < mostPasses && since < noBetter; pass++ {
		r.tries, r.loose = 0, pass%2 == 1
		if pass >= 4 {
			r.tries = shortTries
		}
		for i := range q.lines() {
			if pass == 0 {
				r.state[i].gap = q.numbers[i] - q.sum(i, r.table)
			}
		}
		for i := range q.lines() {
			if r.state[i].gap != 0 {
				r.mend(i, mendSteps)
			}
		}
		missed := 0
		for i := range r.state {
			if r.state[i].gap != 0 {
				missed++
			}
		}
		if missed == 0 {
			r.loose = false
			return true
		}
		if since++; missed < least {
			least, since = missed, 0
		}
	}
	for i := range r.state {
		r.state[i].gap = 0
	}
	r.loose = false
	return false
}

// left is what must be made up for on a line that would be off by so much: all of it,
// unless the table missed the line before and does not miss it by more now.
func (r *ripple) left(i int32, off int64) int64 {
	s := &r.state[i]
	if r.loose && i != r.goal && s.terms > mostLooked {
		return 0
	}
	if s.gap == 0 {
		return off
	}
	now := off + s.gap
	return now - min(max(now, min(s.gap, 0)), max(s.gap, 0))
}

// settle makes up for the lines that are off, the shortest first, for it leaves the
// least choice. Of the unknowns of a line those come first that mend most lines and
// put the fewest off.
func (r *ripple) settle() bool {
	q := r.q
	i, shortest := int32(-1), int32(0)
	for _, o := range r.open {
		if r.state[o].off == 0 {
			continue
		}
		if n := r.state[o].terms; (i < 0 || n < shortest) && r.left(o, r.state[o].off) != 0 {
			i, shortest = o, n
		}
	}
	if i < 0 {
		return r.percentages()
	}
	if len(r.moves) >= mostMoves {
		return false
	}
	var best [mostTaken]move
	var scores [mostTaken]int
	n := 0
	line := r.lean[q.start[i]:q.start[i+1]]
	first := firstLooked
	if i == r.goal && r.again {
		first = 0 // what comes first did not help
	}
	looked := 0
	for k := range min(len(line), mostMet) {
		if looked == mostLooked {
			break
		}
		if k >= first && len(line) > mostLooked { // of a long line, some here and some there
			k = first + (k+int(r.round)*mostLooked)%(len(line)-first)
		}
		v, by := max(line[k], ^line[k]), r.left(i, r.state[i].off)
		if r.moved[v] == r.round {
			continue
		}
		if line[k] < 0 {
			by = -by
		}
		if by = min(max(by, q.low[v]-r.table[v]), q.high[v]-r.table[v]); by == 0 {
			continue
		}
		looked++
		r.work++
		score, clean := r.score(v, by)
		if r.again {
			score += int((uint32(v)*2654435761 ^ uint32(r.round)*40503*65537) >> 28)
		}
		at := n
		for at > 0 && scores[at-1] < score {
			at--
		}
		if at == mostTaken {
			continue
		}
		n = min(n+1, mostTaken)
		copy(best[at+1:n], best[at:])
		copy(scores[at+1:n], scores[at:])
		best[at], scores[at] = move{v, by}, score
		if clean && !r.again {
			break // no other can do more
		}
	}
	for _, m := range best[:n] {
		if r.steps--; r.steps < 0 {
			return false
		}
		moves, open := len(r.moves), len(r.open)
		r.move(m.unknown, m.by)
		if r.settle() {
			return true
		}
		r.back(moves)
		r.open = r.open[:open]
	}
	return false
}

// score is how many lines a move mends, or nearly, less those that it puts off, and
// whether it mends every line of the unknown.
func (r *ripple) score(v int32, by int64) (score int, clean bool) {
	clean = true
	for _, use := range r.q.usesOf(v) {
		i, d := max(use, ^use), by
		if i >= r.q.lines() {
			continue
		}
		if use < 0 {
			d = -by
		}
		was, now := r.left(i, r.state[i].off), r.left(i, r.state[i].off-d)
		clean = clean && now == 0 && was != 0
		switch {
		case was == now:
		case i == r.goal && max(now, -now) > max(was, -was):
			score -= 16 // or the line that is mended is put off again at once
		case now == 0:
			score += 4
		case was == 0:
			score -= 4
			if r.state[i].terms > mostLooked {
				score += 2 // it is easily made up for
			}
		case max(now, -now) < max(was, -was):
			score += 2
		default:
			score -= 2
		}
	}
	return score, clean
}

// move moves an unknown, and notes what that puts off.
func (r *ripple) move(v int32, by int64) {
	r.moved[v] = r.round
	r.moves = append(r.moves, move{v, by})
	r.table[v] += by
	for _, use := range r.q.usesOf(v) {
		i := max(use, ^use)
		if i >= r.q.lines() {
			continue
		}
		if r.state[i].off == 0 {
			r.open = append(r.open, i)
		}
		if use < 0 {
			r.state[i].off += by
		} else {
			r.state[i].off -= by
		}
	}
}

// back takes moves back until there are so many.
func (r *ripple) back(moves int) {
	for len(r.moves) > moves {
		m := r.moves[len(r.moves)-1]
		r.moves = r.moves[:len(r.moves)-1]
		r.moved[m.unknown] = 0
		r.table[m.unknown] -= m.by
		for _, use := range r.q.usesOf(m.unknown) {
			switch i := max(use, ^use); {
			case i >= r.q.lines():
			case use < 0:
				r.state[i].off -= m.by
			default:
				r.state[i].off += m.by
			}
		}
	}
}

// percentages reports whether the ratios of all that moved are met.
func (r *ripple) percentages() bool {
	if len(r.q.ratios) == 0 {
		return true
	}
	for _, m := range r.moves {
		for _, use := range r.q.usesOf(m.unknown) {
			if i := max(use, ^use) - r.q.lines(); i >= 0 && !r.q.ratios[i].metBy(r.table) {
				return false
			}
		}
	}
	return true
}
