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
	order := t.byLine()
	at, off := t.centre()
	t.effort = t.enough()
	w := &witness{q: t.piece}
	if len(t.ratios) > 0 {
		table, out := t.settle(order, nearest(at), 1000)
		if out != found {
			return nil
		}
		w.table = table
		w.ripple = newRipple(w.q, w.table)
	} else if off > farOff || !w.draw(t.draft(order, at)) {
		t.level(at)
		if !w.draw(t.draft(order, at)) {
			return nil
		}
	}
	w.seenLow, w.seenHigh = append([]int64(nil), w.table...), append([]int64(nil), w.table...)
	return w
}

// draw makes a table of a draft, and is false if a line stays that it misses.
func (w *witness) draw(draft []int64) bool {
	w.table, w.ripple = draft, newRipple(w.q, draft)
	if !w.ripple.mendAll() && !w.close() {
		return false
	}
	w.ripple.store(w.table)
	return true
}

// over writes some unknowns by each other, with the rest as it is.
func (w *witness) over(list []int32) *exchange {
	q, lines := w.q.cut(list, w.table)
	for _, i := range lines {
		w.space.work += int64(len(w.q.within(i)))
	}
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
		if w.ripple.tired() {
			break
		}
		w.ripple.store(w.table)
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
		w.ripple.load(w.table)
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
const mostWork = 5e8

// spent reports whether all the work has been done that a piece may take.
func (w *witness) spent() bool { return w.space.work > mostWork }

// wide reports whether the tables found leave enough open of an unknown.
func (w *witness) wide(v int32) bool { return w.seenHigh[v]-w.seenLow[v] >= narrow-1 }
