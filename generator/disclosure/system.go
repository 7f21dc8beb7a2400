package disclosure

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// system is counts that a reader does not know exactly, and the published sums of
// them. It is solved by finding witnesses: other whole numbers for the counts that fit
// everything published as well as the true ones do. A count that witnesses move is not
// given away by any reasoning, however clever, because the witness might be the truth.
type system struct {
	unknowns []unknown
	sums     []sum
	kinds    []kind
	kindAt   map[string]int32 // by the sums that they are part of
}

// unknown is one count. A reader has to allow that it is lower or higher than it is.
type unknown struct {
	owner    int32 // the school that it is of, whose head knows it
	kind     int32
	down, up int32 // by how much
}

// kind is the unknowns that are parts of the same sums. To move one of them puts the same
// sums right as to move another, so a search looks at kinds and takes any one of them.
type kind struct {
	in    []int32 // sums
	parts []int32 // unknowns, the freest first, and those that became free later
}

// sum is a published sum. One that was rounded allows its parts to be lower or higher
// together.
type sum struct {
	down, up int32
	kinds    []int32 // of its parts, those that the fewest other sums hold first
}

// in lists the sums that an unknown is part of.
func (s *system) in(u int32) []int32 { return s.kinds[s.unknowns[u].kind].in }

// add puts an unknown into the system, as a part of some sums, and returns its number.
func (s *system) add(u unknown, in []int32) int32 {
	n := int32(len(s.unknowns))
	u.kind = s.kindOf(in)
	s.unknowns = append(s.unknowns, u)
	if u.free() > 0 {
		s.kinds[u.kind].parts = append(s.kinds[u.kind].parts, n)
	}
	return n
}

// kindOf finds the kind of what is part of some sums, or makes it.
func (s *system) kindOf(in []int32) int32 {
	key := make([]byte, 0, 64)
	for _, i := range in {
		key = binary.LittleEndian.AppendUint32(key, uint32(i))
	}
	k, ok := s.kindAt[string(key)]
	if !ok {
		k = int32(len(s.kinds))
		s.kindAt[string(key)] = k
		s.kinds = append(s.kinds, kind{in: slices.Clone(in)})
	}
	return k
}

// regroup makes one of the kinds that only differ in sums that are not published any
// more, and puts the kinds and their parts in order.
func (s *system) regroup() {
	old := s.kinds
	s.kinds, s.kindAt = nil, make(map[string]int32)
	became := make([]int32, len(old))
	for k := range old {
		live := slices.DeleteFunc(old[k].in, func(i int32) bool { return s.sums[i].gone() })
		became[k] = s.kindOf(live)
		kept := &s.kinds[became[k]]
		kept.parts = append(kept.parts, old[k].parts...)
	}
	for u := range s.unknowns {
		s.unknowns[u].kind = became[s.unknowns[u].kind]
	}
	for i := range s.sums {
		s.sums[i].kinds = nil
	}
	for k := range s.kinds {
		slices.SortFunc(s.kinds[k].parts, func(a, b int32) int {
			x, y := &s.unknowns[a], &s.unknowns[b]
			return cmp.Or(cmp.Compare(min(y.down, y.up), min(x.down, x.up)), cmp.Compare(y.free(), x.free()), cmp.Compare(a, b))
		})
		for _, i := range s.kinds[k].in {
			s.sums[i].kinds = append(s.sums[i].kinds, int32(k))
		}
	}
	for i := range s.sums {
		slices.SortStableFunc(s.sums[i].kinds, func(a, b int32) int { return len(s.kinds[a].in) - len(s.kinds[b].in) })
	}
}

// gone reports whether a sum is not published any more, so that it may be anything.
func (s *sum) gone() bool { return s.down == unbounded }

// free is how many other numbers an unknown might be.
func (u *unknown) free() int32 { return u.down + u.up }

// widen gives an unknown more room.
func (s *system) widen(n, down, up int32) {
	u := &s.unknowns[n]
	if u.free() == 0 {
		s.kinds[u.kind].parts = append(s.kinds[u.kind].parts, n)
	}
	u.down, u.up = down, up
}

// nobody owns what no single head knows.
const nobody = -1

// effort bounds the search for a witness. One that would take more is not found, and more
// is hidden instead.
type effort struct {
	depth, trials, breadth, looked int
}

// Little is enough nearly always. Much is tried before the sums that are wanted most are
// left out.
var (
	little = effort{depth: 8, trials: 40, breadth: 3, looked: 64}
	much   = effort{depth: 12, trials: 400, breadth: 6, looked: 600}
)

// search looks for witnesses in one system. It is used by one goroutine.
type search struct {
	*system
	moved  []int32 // by unknown: how far it is from its true value
	off    []int32 // by sum: the same of the sum
	names  []int32 // unknowns that are or were moved
	broken []int32 // sums that are off, or were
	listed []bool  // by sum: whether it is in broken
	fixed  []bool  // unknowns that may not move
	solo   bool    // no head has any part in it
	owner  int32   // whose unknowns may not move, because their head knows them
	apart  int32   // whose others may not move, so that a witness changes every sum of the school's own
	effort effort
	trials int
	target int32 // what is being moved
}

func newSearch(s *system) *search {
	return &search{system: s, moved: make([]int32, len(s.unknowns)), off: make([]int32, len(s.sums)),
		fixed: make([]bool, len(s.unknowns)), listed: make([]bool, len(s.sums)), owner: nobody, apart: nobody, effort: little}
}

func (s *search) reset() {
	for _, u := range s.names {
		s.moved[u] = 0
	}
	for _, i := range s.broken {
		s.off[i], s.listed[i] = 0, false
	}
	s.names, s.broken = s.names[:0], s.broken[:0]
}

// safe reports whether an unknown might be any of width numbers at least, for anybody
// and for the head of any one other school. No other unknown of its school moves with it,
// so what it is a part of, such as the year of a term, is as safe.
func (s *search) safe(target int32, width int) bool {
	if !s.solo && s.alone(target) {
		return false
	}
	s.owner, s.apart = nobody, s.unknowns[target].owner
	helpers, ok := s.spread(target, width)
	if s.solo {
		helpers = nil
	}
	for _, owner := range helpers {
		if !ok {
			break
		}
		s.owner = owner
		_, ok = s.spread(target, width)
	}
	s.owner, s.apart = nobody, nobody
	return ok
}

// alone reports whether an exact sum has an unknown of fewer than three schools: then
// one of two heads knows both. It spares the search that would find nothing.
func (s *search) alone(target int32) bool {
	return slices.ContainsFunc(s.in(target), func(i int32) bool {
		if s.sums[i].down+s.sums[i].up > 0 {
			return false
		}
		first, second := int32(nobody), int32(nobody)
		for _, k := range s.sums[i].kinds {
			for _, u := range s.kinds[k].parts {
				switch owner := s.unknowns[u].owner; {
				case s.fixed[u] && u != target || owner == first || owner == second:
				case first == nobody:
					first = owner
				case second == nobody:
					second = owner
				default:
					return false
				}
			}
		}
		return true
	})
}

// safeSum reports the same of the sum of some unknowns that is not published.
func (s *search) safeSum(parts []int32, width int) bool {
	for _, u := range parts {
		s.fixed[u] = true
	}
	defer func() {
		for _, u := range parts {
			s.fixed[u] = false
		}
	}()
	return slices.ContainsFunc(parts, func(u int32) bool {
		s.fixed[u] = false
		ok := s.safe(u, width)
		s.fixed[u] = true
		return ok
	})
}

// spread moves an unknown up and down until it has taken width numbers. It returns
// the owners of the others that were moved with it.
func (s *search) spread(target int32, width int) (helpers []int32, ok bool) {
	left := width - 1
	for _, way := range [...]int32{1, -1} {
		for s.reset(); left > 0 && s.push(target, way); left-- {
		}
		for _, u := range s.names {
			if owner := s.unknowns[u].owner; s.moved[u] != 0 && owner != nobody && owner != s.unknowns[target].owner && !slices.Contains(helpers, owner) {
				helpers = append(helpers, owner)
			}
		}
	}
	s.reset()
	return helpers, left == 0
}

// push moves an unknown by one, and others until every sum fits again. When it fails,
// everything is as it was.
func (s *search) push(target, way int32) bool {
	s.target = target
	if !s.room(target, way) {
		return false
	}
	s.trials = s.effort.trials
	s.move(target, way)
	held := s.fixed[target]
	s.fixed[target] = true
	ok := s.mend(s.effort.depth)
	s.fixed[target] = held
	if !ok {
		s.move(target, -way)
	}
	return ok
}

func (s *search) room(u, way int32) bool {
	if owner := s.unknowns[u].owner; s.fixed[u] || owner != nobody && (owner == s.owner || owner == s.apart && u != s.target) {
		return false
	}
	at := s.moved[u] + way
	return -s.unknowns[u].down <= at && at <= s.unknowns[u].up
}

func (s *search) move(u, way int32) {
	if s.moved[u] == 0 {
		s.names = append(s.names, u)
	}
	s.moved[u] += way
	for _, i := range s.in(u) {
		if !s.listed[i] {
			s.broken, s.listed[i] = append(s.broken, i), true
		}
		s.off[i] += way
	}
}

// excess is how far a sum is outside of what was published.
func (s *search) excess(i, off int32) int32 {
	switch {
	case off > s.sums[i].up:
		return off - s.sums[i].up
	case off < -s.sums[i].down:
		return off + s.sums[i].down
	}
	return 0
}

// mend moves unknowns until no sum is outside of what was published: in the sum with
// the fewest kinds of parts first, the part that puts most right.
func (s *search) mend(depth int) bool {
	worst, way := s.worst()
	if way == 0 {
		return true
	}
	if depth == 0 {
		return false
	}
	var tried [8]int32
	for n := 0; n < s.effort.breadth && s.trials > 0; n++ {
		best := s.best(worst, way, tried[:n])
		if best < 0 {
			return false
		}
		s.trials--
		s.move(best, way)
		if s.mend(depth - 1) {
			return true
		}
		s.move(best, -way)
		tried[n] = s.unknowns[best].kind
	}
	return false
}

// worst returns the sum to put right first and the way its parts have to move, or 0.
func (s *search) worst() (worst, way int32) {
	for _, i := range s.broken {
		excess := s.excess(i, s.off[i])
		if excess == 0 || way != 0 && len(s.sums[i].kinds) >= len(s.sums[worst].kinds) {
			continue
		}
		worst, way = i, 1
		if excess > 0 {
			way = -1
		}
	}
	return worst, way
}

// best returns the part of a sum whose move leaves least to put right, of a kind that
// was not tried, or -1. It looks at no more than a few kinds.
func (s *search) best(i, way int32, tried []int32) int32 {
	best, least := int32(-1), int32(0)
	kinds := s.sums[i].kinds
	for _, k := range kinds[:min(len(kinds), s.effort.looked)] {
		var cost int32
		for _, j := range s.kinds[k].in {
			cost += abs(s.excess(j, s.off[j]+way)) - abs(s.excess(j, s.off[j]))
		}
		if best >= 0 && cost >= least || slices.Contains(tried, k) {
			continue
		}
		if u := s.one(k, way); u >= 0 {
			best, least = u, cost
		}
	}
	return best
}

// one returns an unknown of a kind that can move, or -1. One that was moved the other way
// would only be put back.
func (s *search) one(k, way int32) int32 {
	for _, u := range s.kinds[k].parts {
		if s.moved[u]*way >= 0 && s.room(u, way) {
			return u
		}
	}
	return -1
}

func abs(n int32) int32 {
	if n < 0 {
		return -n
	}
	return n
}
