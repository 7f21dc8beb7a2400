package audit

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
