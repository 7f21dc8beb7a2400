package audit

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
