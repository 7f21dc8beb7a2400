package audit

import (
	"cmp"
	"slices"
)

// net is a piece as a ripple needs it. What is settled is left out. A line may be made
// good by an unknown that stands in no other: that is not an unknown of the net, but
// the room that the line has. The rest is numbered so that what is known of one place
// stands together, since a net is far larger than what a processor keeps at hand.
type net struct {
	q          *piece
	unknowns   []int32 // of each unknown of the piece: the one of the net, ^line where it is the room of that line, or gone
	inPiece    []int32 // of each unknown of the net
	rooms      []int32 // of each line, the unknown of the piece that is its room, with ^ where it is taken away, or gone
	usesStart  []int32 // of each unknown in uses
	uses       []int32 // a line, or ^line where the unknown is taken away
	termsStart []int32 // of each line in terms
	terms      []int32 // an unknown, or ^unknown; those in the fewest lines come first
	ratios     [][]int32
}

// newNet writes a piece as a net.
func newNet(q *piece) *net {
	n := &net{q: q, unknowns: make([]int32, len(q.low)), rooms: make([]int32, q.lines()), termsStart: make([]int32, 1, q.lines()+1)}
	for i := range n.rooms {
		n.rooms[i] = gone
	}
	for v := range q.low {
		n.unknowns[v] = gone
		if uses := q.usesOf(int32(v)); q.low[v] < q.high[v] && len(uses) == 1 {
			if i := max(uses[0], ^uses[0]); i < q.lines() && n.rooms[i] == gone {
				n.unknowns[v], n.rooms[i] = ^i, int32(v)
				if uses[0] < 0 {
					n.rooms[i] = ^int32(v)
				}
			}
		}
	}
	n.number()
	for v := range q.low {
		if n.unknowns[v] == gone && q.low[v] < q.high[v] {
			n.unknowns[v] = int32(len(n.inPiece))
			n.inPiece = append(n.inPiece, int32(v))
		}
	}
	n.join()
	return n
}

// number numbers the unknowns that short lines lead to from each other together.
func (n *net) number() {
	q := n.q
	met := make([]bool, q.lines())
	for v := range q.low {
		for at := len(n.inPiece); ; at++ {
			next := int32(v)
			if at < len(n.inPiece) {
				next = n.inPiece[at]
			} else if n.unknowns[v] != gone || q.low[v] == q.high[v] {
				break
			} else {
				n.unknowns[v] = int32(at)
				n.inPiece = append(n.inPiece, next)
			}
			for _, use := range q.usesOf(next) {
				i := max(use, ^use)
				if i >= q.lines() || met[i] || len(q.line(i)) > shortLine {
					continue
				}
				met[i] = true
				for _, t := range q.line(i) {
					if o := max(t, ^t); n.unknowns[o] == gone && q.low[o] < q.high[o] {
						n.unknowns[o] = int32(len(n.inPiece))
						n.inPiece = append(n.inPiece, o)
					}
				}
			}
		}
	}
}

// join writes terms and uses.
func (n *net) join() {
	q := n.q
	n.usesStart = make([]int32, 1, len(n.inPiece)+1)
	for _, v := range n.inPiece {
		uses := q.usesOf(v)
		for _, use := range uses {
			if i := max(use, ^use); i < q.lines() {
				n.uses = append(n.uses, use)
			}
		}
		n.usesStart = append(n.usesStart, int32(len(n.uses)))
		if len(q.ratios) > 0 {
			n.ratios = append(n.ratios, slices.DeleteFunc(slices.Clone(uses), func(use int32) bool { return max(use, ^use) < q.lines() }))
		}
	}
	lines := func(t int32) int32 { v := max(t, ^t); return n.usesStart[v+1] - n.usesStart[v] }
	for i := range q.lines() {
		from := len(n.terms)
		for _, t := range q.line(i) {
			v := n.unknowns[max(t, ^t)]
			switch {
			case v < 0 || v == gone:
				continue
			case t < 0:
				v = ^v
			}
			n.terms = append(n.terms, v)
		}
		n.termsStart = append(n.termsStart, int32(len(n.terms)))
		slices.SortStableFunc(n.terms[from:], func(a, b int32) int { return cmp.Compare(lines(a), lines(b)) })
	}
}

func (n *net) usesOf(v int32) []int32 { return n.uses[n.usesStart[v]:n.usesStart[v+1]] }

func (n *net) line(i int32) []int32 { return n.terms[n.termsStart[i]:n.termsStart[i+1]] }

// length is how many unknowns a line has.
func (n *net) length(i int32) int32 { return n.termsStart[i+1] - n.termsStart[i] }

// room returns how far the terms of a line that come to a number may fall and rise.
// One of the two is negative where they do not meet the line.
func (n *net) room(i int32, comes int64) room {
	q := n.q
	low, high := q.numbers[i], q.numbers[i]
	switch v := n.rooms[i]; {
	case v == gone:
	case v < 0:
		low, high = low+q.low[^v], high+q.high[^v]
	default:
		low, high = low-q.high[v], high-q.low[v]
	}
	return room{comes - low, high - comes}
}

// room is how far an unknown, or what a line comes to, can go down and up.
type room struct{ down, up int64 }

func (r *room) move(by int64) { r.down, r.up = r.down+by, r.up-by }

// off is what is to be added for the room to be within its bounds.
func (r room) off() int64 {
	switch {
	case r.down < 0:
		return -r.down
	case r.up < 0:
		return r.up
	}
	return 0
}
