package audit

import "math"

const (
	levels      = 8 // times that all lines are met at once
	levelSteps  = 60
	farOff      = 1e4  // what a line is off by for it to be worth while at once
	enoughLevel = 100  // and what may be left
	nearEnough  = 1e-3 // of what the lines were off by in all
	leastOfRoom = 0.01 // what every unknown may move by
)

// level brings numbers close to meeting every line where going from one line to the
// next is too slow, because thousands of schools would have to move a little each. It
// looks for the smallest moves that meet all lines, those of each unknown measured by
// how far it is from its ends: weighted least squares, by conjugate gradients.
func (q *piece) level(at []spot) {
	l := leveller{q: q, at: at, square: make([]float64, len(at)), by: make([]float64, len(at)), off: make([]float64, q.lines()),
		price: make([]float64, q.lines()), way: make([]float64, q.lines()), out: make([]float64, q.lines()), scale: make([]float64, q.lines())}
	for range levels {
		if l.measure() < enoughLevel {
			return
		}
		l.solve()
		l.move()
	}
}

// leveller holds the numbers of a piece while they are levelled. The price of a line
// says what it would give for each number more; an unknown moves by its square times
// what its lines would give.
type leveller struct {
	q      *piece
	at     []spot
	square []float64 // of each unknown, the square of its distance from its ends
	by     []float64 // of each unknown, what it is to move by
	off    []float64 // of each line, what it is still off by
	price  []float64
	way    []float64 // of each line, where the price goes
	out    []float64 // of each line, what that makes of it
	scale  []float64 // of each line, the squares in it
}

// measure works out what every line is off by, and returns the most.
func (l *leveller) measure() (worst float64) {
	for v := range l.at {
		s := &l.at[v]
		room := min(s.at-s.low, s.high-s.at) + leastOfRoom
		if l.square[v] = room * room; s.low == s.high {
			l.square[v] = 0
		}
	}
	for i := range l.off {
		off, scale := float64(l.q.numbers[i]), 0.0
		for _, t := range l.q.line(int32(i)) {
			if scale += l.square[max(t, ^t)]; t < 0 {
				off += l.at[^t].at
			} else {
				off -= l.at[t].at
			}
		}
		l.off[i], l.scale[i] = off, max(scale, leastOfRoom)
		worst = max(worst, math.Abs(off))
	}
	return worst
}

// solve finds prices with which the moves meet every line.
func (l *leveller) solve() {
	clear(l.price)
	energy, first := 0.0, 0.0
	for i, off := range l.off {
		l.way[i] = off / l.scale[i]
		energy += off * l.way[i]
	}
	first = energy
	for range levelSteps {
		if energy <= nearEnough*nearEnough*first {
			return
		}
		l.spread(l.way)
		along := 0.0
		for i, w := range l.way {
			comes := 0.0
			for _, t := range l.q.line(int32(i)) {
				if t < 0 {
					comes -= l.by[^t]
				} else {
					comes += l.by[t]
				}
			}
			l.out[i] = comes
			along += comes * w
		}
		if along <= 0 {
			return
		}
		step, after := energy/along, 0.0
		for i := range l.off {
			l.price[i] += step * l.way[i]
			l.off[i] -= step * l.out[i]
			after += l.off[i] * l.off[i] / l.scale[i]
		}
		for i, off := range l.off {
			l.way[i] = off/l.scale[i] + after/energy*l.way[i]
		}
		energy = after
	}
}

// spread works out what prices make of every unknown.
func (l *leveller) spread(price []float64) {
	for v := range l.by {
		sum := 0.0
		for _, use := range l.q.usesOf(int32(v)) {
			switch {
			case max(use, ^use) >= l.q.lines():
			case use < 0:
				sum -= price[^use]
			default:
				sum += price[use]
			}
		}
		l.by[v] = sum * l.square[v]
	}
}

// move moves every unknown.
func (l *leveller) move() {
	l.spread(l.price)
	for v, by := range l.by {
		s := &l.at[v]
		s.put(s.at + by)
	}
}
