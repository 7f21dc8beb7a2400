package audit

// witness is a table that fits a piece, and what all the tables hold that were found
// on the way: nobody can tell one from another.
type witness struct {
	q        *piece
	table    []int64
	seenLow  []int64 // of each unknown, the least and most of all tables found
	seenHigh []int64
	space    workspace
	ripple   *ripple
}

// witness finds a first table, or nil.
func (t *task) witness() *witness {
	order, centre := t.byLine(), t.centre()
	w := &witness{q: t.piece}
	t.effort = t.enough()
	if len(t.ratios) > 0 {
		table, out := t.settle(order, nearest(centre), 1000)
		if out != found {
			return nil
		}
		w.table = table
		w.ripple = newRipple(w.q, w.table)
	} else {
		w.table = t.draft(order, centre)
		w.ripple = newRipple(w.q, w.table)
		if !w.ripple.mendAll() && !w.close() {
			return nil
		}
	}
	w.seenLow, w.seenHigh = append([]int64(nil), w.table...), append([]int64(nil), w.table...)
	return w
}

// over writes some unknowns by each other, with the rest as it is.
func (w *witness) over(list []int32) *exchange {
	q, _ := w.q.cut(list, w.table)
	return newExchange(q, w.of(list), toMove, &w.space)
}

// of returns the table of some unknowns.
func (w *witness) of(list []int32) []int64 {
	out := make([]int64, len(list))
	for i, v := range list {
		out[i] = w.table[v]
	}
	return out
}

// off lists the lines that the table misses.
func (w *witness) off() []int32 {
	var out []int32
	for i := range w.q.lines() {
		if w.q.sum(i, w.table) != w.q.numbers[i] {
			out = append(out, i)
		}
	}
	return out
}

// close mends the lines that the table misses, and is false if one stays. Short ones
// come first, each with what is near it and whatever that does to long ones: where a
// few rounded figures leave no room, only one choice of all of them may fit, while a
// long line is made good nearly anywhere in it.
func (w *witness) close() bool {
	q := w.q
	for try := range mostClosed {
		size, longest := min(region<<(try/2), 2*mostExchanged), mostLooked
		if try%2 == 1 {
			longest = 2 * shortLine
		}
		q.waived = make([]bool, len(q.queued))
		for i := range q.lines() {
			q.waived[i] = len(q.line(i)) > longest
		}
		for _, i := range w.off() {
			if q.waived[i] || q.sum(i, w.table) == q.numbers[i] {
				continue
			}
			if v := q.unsettled(i, try); v >= 0 {
				list, _ := q.near(v, size, w.table)
				w.put(list)
			}
		}
		q.waived = nil
		if w.ripple.mendAll() {
			return true
		}
	}
	return false
}

// mostClosed is how often that is tried, with more and with other unknowns.
const mostClosed = 16

// put closes what can be closed of the lines of some unknowns.
func (w *witness) put(list []int32) {
	x := w.over(list)
	x.close()
	for i, v := range list {
		w.table[v] = x.value[i]
	}
}

// reach looks for tables in which each of some unknowns is wide, by moving it with a
// few others, and returns those for which none were found.
func (w *witness) reach(list []int32) []int32 {
	for _, steps := range [...]int{quickSteps, 10 * quickSteps} {
		var left []int32
		end := w.ripple.work + mostReached
		for _, v := range list {
			if steps > quickSteps && w.ripple.work > end {
				break
			}
			if !w.wide(v) {
				w.nudge(v, steps)
			}
		}
		for _, v := range list { // a later table may show what an earlier one did not
			if !w.wide(v) {
				left = append(left, v)
			}
		}
		list = left
	}
	return list
}

// mostReached is how many unknowns of a piece are looked at for the figures that a few
// steps did not prove.
const mostReached = 20e6

// quickSteps is how many moves may be tried to make up for one.
const quickSteps = 30

// nudge moves an unknown up and down, and leaves the table as it was.
func (w *witness) nudge(v int32, steps int) {
	var moves []move
	for _, up := range [...]bool{true, false} {
		for by := int64(narrow - 1); !w.wide(v); {
			by = min(by, narrow-1-(w.seenHigh[v]-w.seenLow[v]))
			if !w.ripple.nudge(v, signed(up, by), steps) {
				if by == 1 {
					break
				}
				by = 1
				continue
			}
			for _, m := range w.ripple.moves {
				w.seenLow[m.unknown] = min(w.seenLow[m.unknown], w.table[m.unknown])
				w.seenHigh[m.unknown] = max(w.seenHigh[m.unknown], w.table[m.unknown])
			}
			moves = append(moves, w.ripple.moves...)
		}
		for _, m := range moves {
			w.table[m.unknown] -= m.by
		}
		moves = moves[:0]
	}
}

// widen looks for tables in which each of some unknowns is wide, in regions of a
// size, and returns those for which none were found.
func (w *witness) widen(list []int32, size int) (left []int32) {
	const wanted, tried = 1, 2
	state := make([]uint8, len(w.table))
	for _, v := range list {
		state[v] = wanted
	}
	for _, v := range list {
		if w.wide(v) || state[v] == tried || w.spent() {
			continue
		}
		near, whole := w.q.near(v, size, nil)
		x, first := w.over(near), w.of(near)
		for i, n := range near {
			x.seenLow[i], x.seenHigh[i] = w.seenLow[n], w.seenHigh[n]
		}
		for i, n := range near {
			if state[n] != wanted || x.wide(int32(i)) || w.spent() {
				continue
			}
			x.patience = quickPivots
			if whole || i == 0 {
				x.patience, state[n] = mostPivots, tried
			}
			copy(x.value, first) // well within the bounds, where most moves are free
			x.widen(int32(i))
		}
		for i, n := range near {
			w.seenLow[n], w.seenHigh[n] = x.seenLow[i], x.seenHigh[i]
		}
	}
	for _, v := range list { // a later table may show what an earlier search did not
		if !w.wide(v) {
			left = append(left, v)
		}
	}
	return left
}

// mostWork is how many coefficients are worked out for a piece. What is not decided by
// then is reported as such.
const mostWork = 4e9

// spent reports whether all the work has been done that a piece may take.
func (w *witness) spent() bool { return w.space.work > mostWork }

// wide reports whether the tables found leave enough open of an unknown.
func (w *witness) wide(v int32) bool { return w.seenHigh[v]-w.seenLow[v] >= narrow-1 }
