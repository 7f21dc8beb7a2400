package disclosure

import "slices"

// system is counts that a reader does not know exactly, and the published sums of
// them. It is solved by finding witnesses: other whole numbers for the counts that fit
// everything published as well as the true ones do. A count that witnesses move is not
// given away by any reasoning, however clever, because the witness might be the truth.
type system struct {
	unknowns []unknown
	sums     []sum
}

// unknown is one count. A reader has to allow that it is lower or higher than it is.
type unknown struct {
	owner    int32 // the school that it is of, whose head knows it
	down, up int32 // by how much
	in       []int32
}

// sum is a published sum. One that was rounded allows its parts to be lower or higher
// together.
type sum struct {
	down, up int32
	of       []int32 // unknowns, the freest first
	freed    []int32 // those that became free later, which are looked at before
}

// add puts an unknown into the system and returns its number.
func (s *system) add(u unknown) int32 {
	n := int32(len(s.unknowns))
	s.unknowns = append(s.unknowns, u)
	for _, i := range u.in {
		s.sums[i].of = append(s.sums[i].of, n)
	}
	return n
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
	little = effort{depth: 8, trials: 40, breadth: 3, looked: 32}
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
	if s.alone(target) {
		return false
	}
	s.owner, s.apart = nobody, s.unknowns[target].owner
	helpers, ok := s.spread(target, width)
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
	return slices.ContainsFunc(s.unknowns[target].in, func(i int32) bool {
		if s.sums[i].down+s.sums[i].up > 0 {
			return false
		}
		first, second := int32(nobody), int32(nobody)
		for k := range len(s.sums[i].freed) + len(s.sums[i].of) {
			u := s.sums[i].part(k)
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
	for _, i := range s.unknowns[u].in {
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
// the fewest parts first, the part that puts most right.
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
		tried[n] = best
	}
	return false
}

// worst returns the sum to put right first and the way its parts have to move, or 0.
func (s *search) worst() (worst, way int32) {
	for _, i := range s.broken {
		excess := s.excess(i, s.off[i])
		if excess == 0 || way != 0 && len(s.sums[i].of) >= len(s.sums[worst].of) {
			continue
		}
		worst, way = i, 1
		if excess > 0 {
			way = -1
		}
	}
	return worst, way
}

// best returns the part of a sum whose move leaves least to put right, or -1. It looks
// at no more than a few: sums are in the order in which their parts are free to move.
func (s *search) best(i, way int32, tried []int32) int32 {
	best, least, seen := int32(-1), int32(0), 0
	for k := range len(s.sums[i].freed) + len(s.sums[i].of) {
		u := s.sums[i].part(k)
		if !s.room(u, way) || slices.Contains(tried, u) || s.moved[u]*way < 0 {
			continue // one that was moved the other way would only be put back
		}
		var cost int32
		for _, j := range s.unknowns[u].in {
			cost += abs(s.excess(j, s.off[j]+way)) - abs(s.excess(j, s.off[j]))
		}
		if best < 0 || cost < least {
			best, least = u, cost
		}
		if seen++; seen == s.effort.looked {
			break
		}
	}
	return best
}

// part gives the k-th part in the order in which they are looked at.
func (s *sum) part(k int) int32 {
	if k < len(s.freed) {
		return s.freed[len(s.freed)-1-k]
	}
	return s.of[k-len(s.freed)]
}

func abs(n int32) int32 {
	if n < 0 {
		return -n
	}
	return n
}
