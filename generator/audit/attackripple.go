package audit

// ripple changes a table a little: one unknown moves, and for each line that this
// puts off another one of the line makes up for it, until no line is off. It looks at
// few unknowns of each line, those that stand in the fewest lines first, and so finds
// in no time what most figures need, in a piece of any size. What it does not find
// proves nothing.
type ripple struct {
	*net
	free     []room   // of each unknown, what its bounds leave it
	lines    []room   // of each line, what its number leaves it; of one that is missed, no worse than it is
	gap      []int64  // of each line, what the table misses it by
	seen     []extent // of each unknown and then each line, where it was in all tables found
	open     []int32  // the lines that were put off, some of them more than once
	moves    []move
	moved    []int32 // of each unknown, the round in which it moved
	round    int32
	again    bool // the goal is tried again
	tries    int
	goal     int32 // the line that is mended, or -1
	loose    bool  // a long line may be missed by more, for it is mended easily
	steps    int   // how many more moves may be tried
	patience int   // how many may be tried to make up for one
	work     int   // how many unknowns were looked at in all
}

// move is what an unknown was moved by.
type move struct {
	unknown int32
	by      int64
}

// extent is the least and the most of the room downwards.
type extent struct{ low, high int64 }

const (
	mostLooked  = 32  // unknowns of one line that are looked at
	mostMet     = 512 // the same with those that have no room
	firstLooked = 16  // the first of them; the others stand anywhere in the line
	mostTaken   = 4   // of which so many are tried
	mostMoves   = 200 // in one chain
)

func newRipple(q *piece, table []int64) *ripple {
	n := newNet(q)
	r := &ripple{net: n, free: make([]room, len(n.inPiece)), lines: make([]room, q.lines()), gap: make([]int64, q.lines()), moved: make([]int32, len(n.inPiece)), goal: -1}
	r.load(table)
	return r
}

// load takes over a table, which may miss lines.
func (r *ripple) load(table []int64) {
	q := r.q
	for i, v := range r.inPiece {
		r.free[i] = room{table[v] - q.low[v], q.high[v] - table[v]}
	}
	for i := range q.lines() {
		comes := int64(0)
		for _, t := range q.line(i) {
			switch v := max(t, ^t); {
			case r.unknowns[v] < 0: // the room of the line
			case t < 0:
				comes -= table[v]
			default:
				comes += table[v]
			}
		}
		r.lines[i], r.gap[i] = r.room(i, comes), 0
		r.accept(i)
	}
}

// store writes the table.
func (r *ripple) store(table []int64) {
	q := r.q
	for i, v := range r.inPiece {
		table[v] = q.low[v] + r.free[i].down
	}
	for i, v := range r.rooms {
		down := r.lines[i].down - max(r.gap[i], 0)
		switch {
		case v == gone:
		case v < 0:
			table[^v] = min(max(q.low[^v]+down, q.low[^v]), q.high[^v])
		default:
			table[v] = min(max(q.high[v]-down, q.low[v]), q.high[v])
		}
	}
}

// accept takes a line that is off as it is, as one that the table misses by so much.
func (r *ripple) accept(i int32) {
	l := &r.lines[i]
	l.down -= max(r.gap[i], 0)
	l.up -= max(-r.gap[i], 0)
	r.gap[i] = l.off()
	l.down, l.up = max(l.down, 0), max(l.up, 0)
}

// nudge moves an unknown and makes up for it, and is false with the table as it was if
// that takes more than so many steps.
func (r *ripple) nudge(v int32, by int64, steps int) bool {
	r.begin(steps, -1)
	if to := r.free[v]; to.down+by < 0 || to.up-by < 0 {
		return false
	}
	r.move(v, by)
	if r.settle() {
		return true
	}
	r.back(0)
	return false
}

// press moves what a line comes to by so much or more, and is false with the table as
// it was if that takes more than so many steps.
func (r *ripple) press(i int32, by int64, steps int) bool {
	r.begin(steps, i)
	l := &r.lines[i]
	shift := l.down
	if by < 0 {
		shift = l.up
	}
	if most := l.down + l.up - shift; max(by, -by) > most {
		return false
	}
	shift += max(by, -by)
	want := room{down: shift}
	if by < 0 {
		want = room{up: shift}
	}
	l.down, l.up = l.down-want.down, l.up-want.up
	r.open = append(r.open, i)
	ok := r.settle()
	if !ok {
		r.back(0)
	}
	l.down, l.up = l.down+want.down, l.up+want.up
	return ok
}

func (r *ripple) begin(steps int, goal int32) {
	r.round++
	r.moves, r.open, r.steps, r.goal, r.again = r.moves[:0], r.open[:0], steps, goal, false
}

// left is what must be made up for on a line.
func (r *ripple) left(i int32, l room) int64 {
	off := l.off()
	if off != 0 && r.loose && i != r.goal && r.length(i) > mostLooked {
		return 0
	}
	return off
}

// settle makes up for the lines that are off, the shortest first, for it leaves the
// least choice. Of the unknowns of a line those come first that mend most lines and
// put the fewest off.
func (r *ripple) settle() bool {
	i, shortest, off := int32(-1), int32(0), int64(0)
	for _, o := range r.open {
		if n := r.length(o); i < 0 || n < shortest {
			if left := r.left(o, r.lines[o]); left != 0 {
				i, shortest, off = o, n, left
			}
		}
	}
	if i < 0 {
		return r.percentages()
	}
	if len(r.moves) >= mostMoves {
		return false
	}
	var best [mostTaken]move
	for _, m := range best[:r.candidates(i, off, &best)] {
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

// candidates fills in the best moves that make up for a line, and returns how many.
func (r *ripple) candidates(i int32, off int64, best *[mostTaken]move) int {
	var scores [mostTaken]int
	n, looked, first := 0, 0, firstLooked
	if i == r.goal && r.again {
		first = 0 // what comes first did not help
	}
	line := r.line(i)
	for k := range min(len(line), mostMet) {
		if looked == mostLooked {
			break
		}
		if k >= first && len(line) > mostLooked { // of a long line, some here and some there
			k = first + (k+int(r.round)*mostLooked)%(len(line)-first)
		}
		v, by := max(line[k], ^line[k]), off
		if r.moved[v] == r.round {
			continue
		}
		if line[k] < 0 {
			by = -by
		}
		if by = min(max(by, -r.free[v].down), r.free[v].up); by == 0 {
			continue
		}
		looked++
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
	r.work += looked
	return n
}

// score is how many lines a move mends, or nearly, less those that it puts off, and
// whether it leaves no line off.
func (r *ripple) score(v int32, by int64) (score int, clean bool) {
	clean = true
	for _, use := range r.usesOf(v) {
		i, d := max(use, ^use), by
		if use < 0 {
			d = -by
		}
		l := r.lines[i]
		before := l.off()
		l.move(d)
		after := l.off()
		if before == 0 && after == 0 {
			continue
		}
		was, now := before, after
		if r.loose && i != r.goal && r.length(i) > mostLooked {
			was, now = 0, 0
		}
		clean = clean && now == 0
		switch {
		case was == now:
		case i == r.goal && max(now, -now) > max(was, -was):
			score -= 16 // or the line that is mended is put off again at once
		case now == 0:
			score += 4
		case was == 0:
			score -= 4
			if r.length(i) > mostLooked {
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
	r.free[v].move(by)
	for _, use := range r.usesOf(v) {
		i, d := max(use, ^use), by
		if use < 0 {
			d = -by
		}
		l := &r.lines[i]
		was := l.off()
		if l.move(d); was == 0 && l.off() != 0 {
			r.open = append(r.open, i)
		}
	}
}

// back takes moves back until there are so many.
func (r *ripple) back(moves int) {
	for len(r.moves) > moves {
		m := r.moves[len(r.moves)-1]
		r.moves = r.moves[:len(r.moves)-1]
		r.moved[m.unknown] = 0
		r.undo(m)
	}
}

func (r *ripple) undo(m move) {
	r.free[m.unknown].move(-m.by)
	for _, use := range r.usesOf(m.unknown) {
		if use < 0 {
			r.lines[^use].move(m.by)
		} else {
			r.lines[use].move(-m.by)
		}
	}
}

// percentages reports whether the ratios of all that moved are met.
func (r *ripple) percentages() bool {
	if len(r.q.ratios) == 0 {
		return true
	}
	for _, m := range r.moves {
		for _, use := range r.ratios[m.unknown] {
			ratio := &r.q.ratios[use-r.q.lines()]
			if !ratio.met(r.value(ratio.num), r.value(ratio.den)) {
				return false
			}
		}
	}
	return true
}

// value is what an operand is in the table. An unknown with a percentage is never the
// room of a line.
func (r *ripple) value(o operand) int64 {
	if o.unknown < 0 {
		return o.number
	}
	if v := r.unknowns[o.unknown]; v != gone {
		return r.q.low[o.unknown] + r.free[v].down
	}
	return r.q.low[o.unknown]
}
