package audit

import (
	"cmp"
	"slices"
)

// patience is how many moves may be tried to make up for one, in one round of reaching
// after the other. Most figures need few. A special school is all there is of its phase
// in its cluster, ward and trust, and each half of its sessions in three periods: those
// need many.
var patience = [...]int{30, 30, 30, 30, 300, 300, 300, 300}

// reach looks for tables in which each of some unknowns is wide, by moving it with a
// few others, and returns those for which none were found. It starts from the witness
// each time; for what that does not reach, from one table after the other, each made of
// the one before: what one school was given it can give to the next.
func (w *witness) reach(list []int32) []int32 {
	r := w.ripple
	r.remember()
	left := slices.Clone(list)
	slices.SortFunc(left, func(x, y int32) int { return cmp.Compare(r.place(x), r.place(y)) })
	for round, steps := range patience {
		r.patience = steps
		for _, v := range left {
			r.widen(r.place(v), round > 0)
		}
		left = slices.DeleteFunc(left, func(v int32) bool { return r.wide(r.place(v)) }) // a later table may show what an earlier one did not
	}
	w.see(r)
	return left
}

// remember begins what was seen anew, with the table at hand.
func (r *ripple) remember() {
	r.seen = make([]extent, len(r.free)+len(r.lines))
	for v, f := range r.free {
		r.seen[v] = extent{f.down, f.down}
	}
	for i, l := range r.lines {
		r.seen[len(r.free)+i] = extent{l.down, l.down}
	}
}

// see takes over what the tables of a ripple held.
func (w *witness) see(r *ripple) {
	for i, v := range r.inPiece {
		w.seenLow[v], w.seenHigh[v] = min(w.seenLow[v], w.q.low[v]+r.seen[i].low), max(w.seenHigh[v], w.q.low[v]+r.seen[i].high)
	}
	for i, v := range r.rooms {
		s := r.seen[len(r.free)+i]
		switch {
		case v == gone:
		case v < 0:
			w.seenLow[^v], w.seenHigh[^v] = min(w.seenLow[^v], w.q.low[^v]+s.low), max(w.seenHigh[^v], w.q.low[^v]+s.high)
		default:
			w.seenLow[v], w.seenHigh[v] = min(w.seenLow[v], w.q.high[v]-s.high), max(w.seenHigh[v], w.q.high[v]-s.low)
		}
	}
}

// place is where the span of an unknown of the piece stands.
func (r *ripple) place(v int32) int32 {
	if at := r.unknowns[v]; at < 0 {
		return int32(len(r.free)) + ^at
	} else {
		return at
	}
}

func (r *ripple) wide(at int32) bool { return r.seen[at].high-r.seen[at].low >= narrow-1 }

// widen moves an unknown, or what a line comes to, up and down until it is wide. The
// table is then as it was, or stays where it is if the ripple walks.
func (r *ripple) widen(at int32, walk bool) {
	var made []move
	for _, up := range [...]bool{true, false} {
		for !r.wide(at) {
			down := r.down(at)
			by := r.seen[at].low + narrow - 1 - down
			if !up {
				by = down - r.seen[at].high + narrow - 1
			}
			if !r.shift(at, signed(up, by)) && (by == 1 || !r.shift(at, signed(up, 1))) {
				break
			}
			r.note()
			if !walk {
				made = append(made, r.moves...)
			}
		}
		for _, m := range made {
			r.undo(m)
		}
		made = made[:0]
	}
}

func (r *ripple) down(at int32) int64 {
	if at < int32(len(r.free)) {
		return r.free[at].down
	}
	return r.lines[at-int32(len(r.free))].down
}

func (r *ripple) shift(at int32, by int64) bool {
	if at < int32(len(r.free)) {
		return r.nudge(at, by, r.patience)
	}
	return r.press(at-int32(len(r.free)), by, r.patience)
}

// note notes where everything is that moved.
func (r *ripple) note() {
	for _, m := range r.moves {
		r.seen[m.unknown].take(r.free[m.unknown].down)
		for _, use := range r.usesOf(m.unknown) {
			i := max(use, ^use)
			r.seen[len(r.free)+int(i)].take(r.lines[i].down)
		}
	}
}

func (s *extent) take(at int64) { s.low, s.high = min(s.low, at), max(s.high, at) }
