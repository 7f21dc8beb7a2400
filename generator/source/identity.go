package source

import (
	"cmp"
	"maps"
	"slices"

	"rollcall/generator/attendance"
)

// known is what the inputs show of one reference number.
type known struct {
	data        bool // it has rows or rates, or our own list names it
	first, last attendance.AcademicYear
	laestabs    map[string]bool
}

func (k *known) dated() bool { return k.last > 0 }

// see widens the years in which a number has data.
func (k *known) see(y attendance.AcademicYear) {
	if !k.dated() || y < k.first {
		k.first = y
	}
	k.last = max(k.last, y)
	k.data = true
}

// school is the numbers that are one school over time, oldest first, and what is
// known of them together.
type school struct {
	known
	urns []attendance.URN
}

// pair is two numbers of which a link says that they are not one school: a merger
// or a split.
type pair struct{ from, to attendance.URN }

// identify finds which numbers are one school: first by links from one school to
// one other, then by LAESTAB, where the years do not overlap. Mergers and splits
// are followed by neither.
func identify(numbers map[attendance.URN]*known, links []link) []school {
	next, apart := chains(links)
	schools := chained(numbers, next)
	byLAESTAB := make(map[string][]int)
	for i := range schools {
		for _, l := range slices.Sorted(maps.Keys(schools[i].laestabs)) {
			byLAESTAB[l] = append(byLAESTAB[l], i)
		}
	}
	joined := make(map[int]int) // a school to the one that it was joined to
	root := func(i int) int {
		for {
			j, ok := joined[i]
			if !ok {
				return i
			}
			i = j
		}
	}
	for _, l := range slices.Sorted(maps.Keys(byLAESTAB)) {
		same := byLAESTAB[l]
		for i := range same {
			same[i] = root(same[i])
		}
		slices.SortFunc(same, func(i, j int) int { return schools[i].compare(&schools[j]) })
		same = slices.Compact(same)
		for i := 1; i < len(same); i++ {
			before, after := same[i-1], same[i]
			if !schools[before].precedes(&schools[after], apart) {
				continue
			}
			schools[before].join(&schools[after])
			joined[after] = before
			same[i] = before
		}
	}
	var out []school
	for i := range schools {
		if _, gone := joined[i]; !gone {
			out = append(out, schools[i])
		}
	}
	return out
}

// chains finds the links that lead from one school to exactly one other and back,
// and the pairs that other links keep apart.
func chains(links []link) (next map[attendance.URN]attendance.URN, apart map[pair]bool) {
	to := make(map[attendance.URN]map[attendance.URN]bool)
	from := make(map[attendance.URN]map[attendance.URN]bool)
	add := func(m map[attendance.URN]map[attendance.URN]bool, a, b attendance.URN) {
		if m[a] == nil {
			m[a] = make(map[attendance.URN]bool)
		}
		m[a][b] = true
	}
	apart = make(map[pair]bool)
	for _, l := range links {
		add(to, l.from, l.to)
		add(from, l.to, l.from)
		if !l.single {
			apart[pair{l.from, l.to}] = true
		}
	}
	next = make(map[attendance.URN]attendance.URN)
	for _, l := range links {
		p := pair{l.from, l.to}
		if l.from == l.to || apart[p] {
			continue
		}
		if len(to[l.from]) > 1 || len(from[l.to]) > 1 {
			apart[p] = true
			continue
		}
		next[l.from] = l.to
	}
	return next, apart
}

// chained puts every number into the chain it belongs to. Numbers whose links go
// round in a circle stay by themselves.
func chained(numbers map[attendance.URN]*known, next map[attendance.URN]attendance.URN) []school {
	hasPrevious := make(map[attendance.URN]bool)
	for _, to := range next {
		hasPrevious[to] = true
	}
	all := make(map[attendance.URN]bool)
	for u := range numbers {
		all[u] = true
	}
	for a, b := range next {
		all[a], all[b] = true, true
	}
	seen := make(map[attendance.URN]bool)
	var out []school
	for _, u := range slices.Sorted(maps.Keys(all)) {
		if hasPrevious[u] {
			continue
		}
		s := school{}
		for v, ok := u, true; ok; v, ok = next[v] {
			seen[v] = true
			s.add(v, numbers[v])
		}
		out = append(out, s)
	}
	for _, u := range slices.Sorted(maps.Keys(all)) {
		if !seen[u] {
			s := school{}
			s.add(u, numbers[u])
			out = append(out, s)
		}
	}
	return out
}

func (s *school) add(u attendance.URN, k *known) {
	s.urns = append(s.urns, u)
	if k != nil {
		s.merge(k)
	}
}

func (s *school) join(later *school) {
	s.urns = append(s.urns, later.urns...)
	s.merge(&later.known)
}

func (s *school) merge(k *known) {
	if k.dated() {
		s.see(k.first)
		s.see(k.last)
	}
	s.data = s.data || k.data
	if s.laestabs == nil {
		s.laestabs = make(map[string]bool)
	}
	maps.Copy(s.laestabs, k.laestabs)
}

// compare orders the schools of one LAESTAB in time: numbers that are only listed
// somewhere first, then by their years, then those that only our own list has.
func (s *school) compare(t *school) int {
	age := func(s *school) int {
		switch {
		case s.dated():
			return 1
		case s.data:
			return 2
		}
		return 0
	}
	return cmp.Or(cmp.Compare(age(s), age(t)), cmp.Compare(s.first, t.first), cmp.Compare(s.last, t.last), cmp.Compare(s.urns[0], t.urns[0]))
}

// precedes reports whether one school can have become another: never both at once,
// and no merger or split between them.
func (s *school) precedes(t *school, apart map[pair]bool) bool {
	switch {
	case s.dated() && t.dated() && t.first <= s.last:
		return false
	case s.data && t.data && !s.dated() && !t.dated():
		return false
	}
	for _, u := range s.urns {
		for _, v := range t.urns {
			if apart[pair{u, v}] || apart[pair{v, u}] {
				return false
			}
		}
	}
	return true
}

// current returns the newest number that has data.
func (s *school) current(numbers map[attendance.URN]*known) (attendance.URN, bool) {
	for _, u := range slices.Backward(s.urns) {
		if k := numbers[u]; k != nil && k.data {
			return u, true
		}
	}
	return "", false
}
