package audit

import "math"

const (
	sweeps     = 300     // how often the centre is corrected by every line
	mostSwept  = 1 << 28 // terms gone through in all; a large piece is swept less often
	fewSweeps  = 40      // but so often
	enoughOff  = 0.01    // what a line is off by and left at
	momentum   = 0.95
	keptOfRoom = 0.1 // nothing comes nearer to its end than by the rest of its room in one go
)

// centre returns numbers that lie well within the bounds and come close to meeting
// every line: each line in turn spreads what it is off over its unknowns, to each in
// proportion to the room that it has that way, so that none ends where it could go no
// further. A search that starts near them rarely goes wrong. It also returns what a line
// is still off by at most.
func (q *piece) centre() (at []spot, worst float64) {
	at = make([]spot, len(q.low))
	for v := range at {
		s := &at[v]
		s.low, s.high = float64(q.low[v]), float64(q.high[v])
		s.at = (s.low + s.high) / 2
		s.put(float64(q.guess(int32(v))))
		s.before = s.at
	}
	last, along := math.Inf(1), 0.0
	for range max(min(sweeps, mostSwept/max(len(q.terms), 1)), fewSweeps) {
		for v := range at { // on the way that it went before: long lines are slow to come right
			s := &at[v]
			now := s.at
			s.put(now + along*(now-s.before))
			s.before = now
		}
		all := 0.0
		worst = 0
		for i := range q.lines() {
			off := math.Abs(q.meet(i, at))
			worst, all = max(worst, off), all+off
		}
		if worst < 0.1 {
			break
		}
		if along = momentum; all > last { // too far
			along = 0
		}
		last = all
	}
	return at, worst
}

// meet moves the unknowns of a line so that it is met, as far as they can, and returns
// what it was off by.
func (q *piece) meet(i int32, at []spot) (off float64) {
	line := q.line(i)
	off = float64(q.numbers[i])
	for _, t := range line {
		if t < 0 {
			off += at[^t].at
		} else {
			off -= at[t].at
		}
	}
	if off < enoughOff && off > -enoughOff {
		return 0
	}
	room := 0.0
	for _, t := range line {
		room += at[max(t, ^t)].room((off > 0) == (t >= 0))
	}
	by := min(math.Abs(off)/max(room, enoughOff), 1-keptOfRoom)
	for _, t := range line {
		s := &at[max(t, ^t)]
		if (off > 0) == (t >= 0) {
			s.at += by * (s.high - s.at)
		} else {
			s.at -= by * (s.at - s.low)
		}
	}
	return off
}

// spot is where an unknown is, before it is a whole number.
type spot struct{ at, low, high, before float64 }

// put moves a spot, but never all the way to its end.
func (s *spot) put(at float64) {
	s.at = min(max(at, s.low+keptOfRoom*(s.at-s.low)), s.high-keptOfRoom*(s.high-s.at))
}

// room is how far a spot can go up, or down.
func (s *spot) room(up bool) float64 {
	if up {
		return s.high - s.at
	}
	return s.at - s.low
}

// nearest rounds numbers.
func nearest(at []spot) []int64 {
	out := make([]int64, len(at))
	for v := range out {
		out[v] = int64(math.Round(at[v].at))
	}
	return out
}
