package disclosure

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

// saga is an area whose returns come in over a year: each edition has those of its term
// and of the terms before, some of them late and some corrected.
type saga struct {
	schools []attendance.Establishment
	rows    []sagaRow
}

type sagaRow struct {
	register.Row
	from, until int // the editions that have it
}

var freeMeals = attendance.Flags[attendance.FreeMeals].Group

func newSaga(rng *rand.Rand) *saga {
	s := &saga{}
	for i := range 5 + rng.IntN(8) {
		urn, phase := fmt.Sprint(100000+i), []attendance.Phase{attendance.Primary, attendance.Secondary}[rng.IntN(3)/2]
		s.schools = append(s.schools, attendance.Establishment{URN: attendance.URN(urn), Phase: phase, Groupings: map[string]string{
			"cluster": fmt.Sprint("Cluster ", rng.IntN(2)), "trust": []string{"", "Trust 0", "Trust 1"}[rng.IntN(3)]}})
		meals := 10 + rng.IntN(50)
		for term := 1; term <= 3; term++ {
			meals = max(meals+rng.IntN(21)-10, 4)
			from := term
			if rng.IntN(8) == 0 {
				from++ // late
			}
			until := 3
			if rng.IntN(5) == 0 {
				until = from // corrected in the next
			}
			for _, n := range [...]int{200, meals} {
				group, pa := attendance.AllPupils, rng.IntN(14)
				if n == meals {
					group = freeMeals
				}
				for _, version := range [][2]int{{from, until}, {until + 1, 3}} {
					if version[0] > version[1] {
						continue
					}
					c := register.None()
					c.Schools, c.Enrolments, c.Possible, c.Overall, c.PA10 = 1, register.Count(n), register.Count(n*120), register.Count(n*9), register.Count(pa)
					if version[0] > from {
						if rng.IntN(2) == 0 {
							c.Possible += register.Count(1 + rng.IntN(400))
						}
						c.Overall += register.Count(1 + rng.IntN(40))
						c.PA10 += register.Count(rng.IntN(5))
					}
					s.rows = append(s.rows, sagaRow{register.Row{Place: attendance.Place{Level: attendance.LevelSchool, Code: urn}, Phase: phase,
						Period: attendance.Period{Year: 2024, Grain: attendance.Term, Number: uint8(term)}, Group: group, Counts: c}, version[0], version[1]})
				}
			}
		}
	}
	return s
}

// cube is the truth at the time of an edition.
func (s *saga) cube(edition int) *measure.Cube {
	ds := &register.Dataset{Schools: s.schools}
	for _, r := range s.rows {
		if r.from <= edition && edition <= r.until {
			ds.Rows = append(ds.Rows, r.Row)
		}
	}
	return measure.Aggregate(ds, authority, []measure.Grouping{{Level: attendance.LevelCluster, Column: "cluster"}, {Level: "trust", Column: "trust"}})
}

// publish makes the editions of the year, each with those before it for known, or with
// none.
func (s *saga) publish(policy Policy, remember bool) []*Publication {
	var out []*Publication
	var before []Earlier
	for edition := 1; edition <= 3; edition++ {
		p := Publish(s.cube(edition), policy, before...)
		if out = append(out, p); remember {
			before = append(before, toldBy(p))
		}
	}
	return out
}

// eachTold calls each for every cell of schools and of their sums of which an edition
// still tells a count that is true, as the last of the editions would write it.
func eachTold(editions []*Publication, truth *measure.Cube, column Column, each func(at At, n register.Count)) {
	written := &Publication{cube: truth}
	for _, p := range editions {
		for i := range p.cube.Places {
			place := p.cube.Places[i].Place
			p.Cells(place, func(at At) {
				n, ok := p.Count(at, column).Num()
				now, known := written.Count(at, column).Num()
				if column == PA10 || column == Enrolments {
					now = int64(p.policy.round(register.Count(now)))
				}
				if column == PA10 { // out of the same pupils
					then, _ := p.Count(at, Enrolments).Num()
					pupils, _ := written.Count(at, Enrolments).Num()
					ok = ok && then == int64(p.policy.round(register.Count(pupils)))
				}
				if ok && known && n == now {
					each(at, register.Count(n))
				}
			})
		}
	}
}

// pinned tries, by elimination, every hidden number of sessions of a school in the last of some
// editions with what all of them tell, for everybody and for each head. It returns the
// first that can be worked out, and how many it tried.
func (s *saga) pinned(editions []*Publication, column Column) (found string, tried int) {
	last := editions[len(editions)-1]
	truth := s.cube(len(editions))
	size := len(s.schools) * 3
	of := func(code string) int { n, _ := strconv.Atoi(code); return n - 100000 }
	unit := func(i int, period attendance.Period) []int64 {
		v := make([]int64, size)
		for term := uint8(1); term <= 3; term++ {
			p := attendance.Period{Year: 2024, Grain: attendance.Term, Number: term}
			if c := truth.Find(attendance.Place{Level: attendance.LevelSchool, Code: fmt.Sprint(100000 + i)}).Cell(p, s.schools[i].Phase, freeMeals); c != nil && p.Within(period) {
				v[i*3+int(term)-1] = 1
			}
		}
		return v
	}
	var told space
	eachTold(editions, truth, column, func(at At, _ register.Count) {
		if at.Group != freeMeals {
			return
		}
		if at.Place.Level == attendance.LevelSchool {
			told.add(unit(of(at.Place.Code), at.Period))
			return
		}
		sum := make([]int64, size)
		for _, urn := range truth.Find(at.Place).Members {
			i := of(string(urn))
			// A school without a return for some part of a period is no part of its sum.
			if at.Phase != attendance.Total && s.schools[i].Phase != at.Phase ||
				truth.Find(attendance.Place{Level: attendance.LevelSchool, Code: string(urn)}).Cell(at.Period, s.schools[i].Phase, freeMeals) == nil {
				continue
			}
			for k, x := range unit(i, at.Period) {
				sum[k] += x
			}
		}
		told.add(sum)
	})
	for i := range s.schools {
		place := attendance.Place{Level: attendance.LevelSchool, Code: string(s.schools[i].URN)}
		last.Cells(place, func(at At) {
			if at.Group != freeMeals || last.Count(at, column).Symbol() != Suppressed || found != "" {
				return
			}
			tried++
			if isZero(told.reduce(unit(i, at.Period))) {
				found = fmt.Sprintf("%v of school %d", at.Period, i)
				return
			}
			for j := range s.schools {
				if j == i {
					continue
				}
				head := slices.Clone(told)
				for term := range 3 {
					own := make([]int64, size)
					own[j*3+term] = 1
					head.add(own)
				}
				if isZero(head.reduce(unit(i, at.Period))) {
					found = fmt.Sprintf("%v of school %d, by the head of school %d", at.Period, i, j)
					return
				}
			}
		})
	}
	return found, tried
}

// Whoever keeps every edition of a year works out no sessions that are hidden now, however
// returns come late and are corrected. Editions that know nothing of those before them do
// give sessions away.
func TestEarlierEditionsGiveNoSessionsAway(t *testing.T) {
	tried, forgetful, unproved := 0, 0, 0
	for seed := range uint64(150) {
		s := newSaga(rand.New(rand.NewPCG(seed, 11)))
		editions, careless := s.publish(Public, true), s.publish(Public, false)
		for n := 2; n <= 3; n++ {
			if editions[n-1].Loss().Unproved > 0 {
				unproved++
				break
			}
			for _, column := range [...]Column{Possible, Overall} {
				found, some := s.pinned(editions[:n], column)
				if tried += some; found != "" {
					t.Errorf("seed %d, edition %d: %s of %s can be worked out", seed, n, column, found)
				}
				if found, _ := s.pinned(careless[:n], column); found != "" {
					forgetful++
				}
			}
		}
	}
	t.Logf("%d hidden sums of sessions; %d give themselves away to who keeps editions that are made without each other; %d editions refused", tried, forgetful, unproved)
	if tried < 1000 || forgetful < 10 || unproved > 15 {
		t.Error("the editions test too little")
	}
}

// attack takes from editions what they tell of the persistent absence of an autumn.
func (s *saga) attack(editions []*Publication) *attacker {
	truth := s.cube(len(editions))
	att := newAttacker(len(s.schools))
	for i := range s.schools {
		if s.autumn(truth, i) == nil {
			att.high[i] = 0
		}
	}
	eachTold(editions, truth, PA10, func(at At, told register.Count) {
		if at.Period != autumn || at.Group != attendance.AllPupils {
			return
		}
		l := line{}
		l.low, l.high = bounds(Public, told)
		for i, school := range s.schools {
			if at.Place.Code == string(school.URN) {
				att.low[i], att.high[i] = max(att.low[i], l.low), min(att.high[i], l.high)
			}
			if slices.Contains(truth.Find(at.Place).Members, school.URN) && (at.Phase == attendance.Total || at.Phase == school.Phase) {
				l.parts = append(l.parts, i)
			}
		}
		if len(l.parts) > 0 {
			att.read(l)
		}
	})
	return att
}

func (s *saga) autumn(cube *measure.Cube, i int) *measure.Cell {
	return cube.Find(attendance.Place{Level: attendance.LevelSchool, Code: string(s.schools[i].URN)}).Cell(autumn, s.schools[i].Phase, attendance.AllPupils)
}

// Whoever tries all tables that fit every edition of a year finds as many numbers for a
// hidden count as the policy asks for, and so does every head.
func TestEarlierEditionsGiveNoCountAway(t *testing.T) {
	hidden, heads, skipped, forgetful, refused := 0, 0, 0, 0, 0
	for _, seed := range []uint64{0, 1, 2, 3, 4, 5, 45, 49, 133, 140, 266, 298, 444, 776} { // the last eight give something away if editions forget
		rng := rand.New(rand.NewPCG(seed, 13))
		s := newSaga(rng)
		editions, careless := s.publish(Public, true), s.publish(Public, false)
		for n := 2; n <= 3; n++ {
			if loss := editions[n-1].Loss(); loss.Unproved+loss.Given > 0 {
				refused++
				break
			}
			truth := s.cube(n)
			att, open := s.attack(editions[:n]), s.attack(careless[:n])
			for i := range s.schools {
				c := s.autumn(truth, i)
				place := attendance.Place{Level: attendance.LevelSchool, Code: string(s.schools[i].URN)}
				at := All(place, autumn, s.schools[i].Phase)
				if c == nil {
					continue
				}
				if careless[n-1].Count(at, PA10).Symbol() == Suppressed {
					if ok, known := open.open(i, Public.Width); known && !ok {
						forgetful++
					}
				}
				if editions[n-1].Count(at, PA10).Symbol() != Suppressed {
					continue
				}
				switch ok, known := att.open(i, Public.Width); {
				case !known:
					skipped++
				case ok:
					hidden++
				default:
					t.Errorf("seed %d, edition %d: school %d is one of %v", seed, n, i, att.possible[i])
				}
				for j := range s.schools {
					if own := s.autumn(truth, j); j != i && own != nil && rng.IntN(4) == 0 {
						head := s.attack(editions[:n])
						head.low[j], head.high[j] = int(own.Counts.PA10), int(own.Counts.PA10)
						if ok, known := head.open(i, Public.Width); known && !ok {
							t.Errorf("seed %d, edition %d: the head of school %d finds that %d is one of %v", seed, n, j, i, head.possible[i])
						}
						heads++
					}
				}
			}
		}
	}
	t.Logf("%d hidden, from %d heads too, %d too long to find out; %d found where editions are made without each other; %d editions refused or given away before", hidden, heads, skipped, forgetful, refused)
	if hidden < 50 || forgetful < 10 || skipped > hidden/5 || refused > 6 {
		t.Error("the editions test too little")
	}
}

// Nothing that an edition hid is shown by a later one, unless another edition showed the
// same number.
func TestWhatWasHiddenStaysHidden(t *testing.T) {
	hidden, shown := 0, 0
	for seed := range uint64(100) {
		s := newSaga(rand.New(rand.NewPCG(seed, 12)))
		editions := s.publish(Public, true)
		for n := 1; n < 3; n++ {
			for _, column := range [...]Column{Enrolments, Possible, Overall, PA10} {
				known := make(map[At]bool)
				eachTold(editions[:n], s.cube(n+1), column, func(at At, _ register.Count) { known[at] = true })
				for i := range editions[0].cube.Places {
					editions[n-1].Cells(editions[0].cube.Places[i].Place, func(at At) {
						if editions[n-1].Count(at, column).Symbol() != Suppressed || known[at] {
							return
						}
						if hidden++; editions[n].Count(at, column).Shown() {
							shown++
							t.Errorf("seed %d: edition %d shows %s of %v, which edition %d hid", seed, n+1, column, at, n)
						}
					})
				}
			}
		}
	}
	if hidden < 1000 {
		t.Errorf("%d hidden: the editions test too little", hidden)
	}
}
