package sample

import (
	"cmp"
	"slices"
	"strings"

	"rollcall/generator/attendance"
)

const (
	secondaryYears = 5
	lastPrimary    = 6
	eldestGroup    = 11
)

// yearGroups returns a school's first and last year group; Reception is 0. An infant
// school has three and a junior school four.
func (s *school) yearGroups() (first, last int) {
	switch {
	case s.Phase == attendance.Secondary, s.Phase == attendance.AP:
		return lastPrimary + 1, eldestGroup
	case s.Phase == attendance.Special:
		return 0, eldestGroup
	case strings.Contains(s.Name, "Infant"):
		return 0, 2
	case strings.Contains(s.Name, "Junior"):
		return 3, lastPrimary
	}
	return 0, lastPrimary
}

// feeds reports whether pupils go on from a school to a secondary one.
func (s *school) feeds() bool {
	_, last := s.yearGroups()
	return s.Phase == attendance.Primary && last == lastPrimary
}

// intake is how many seats a school has for a cohort. Those of the cohorts that are
// in it in any one year make its roll.
func (s *school) intake(cohort int) int {
	first, last := s.yearGroups()
	groups := last - first + 1
	n := s.Roll / groups
	if cohort%groups < s.Roll%groups {
		n++
	}
	return n
}

// seat is a place in a school that one child keeps from year to year. A cohort is
// known by the year in which it was, or would have been, in Reception.
type seat struct{ cohort, number int }

// seated is a seat in a year, and who sits there.
type seated struct {
	seat
	group int
	resident
}

// roster remembers who sits where in one school.
type roster struct {
	a    *authority
	s    *school
	held map[seat]resident // where it is not who sat there first
	new  uint64            // children that came after them
}

func (a *authority) roster(s *school) *roster {
	return &roster{a: a, s: s, held: map[seat]resident{}}
}

func (r *roster) resident(at seat) resident {
	if held, ok := r.held[at]; ok {
		return held
	}
	return r.a.firstOn(r.s, at)
}

// newcomer puts another child of the sex in a seat.
func (r *roster) newcomer(at seat, girl int) resident {
	r.new++
	c := child(mixed(r.a.opt.Seed, uint64(r.s.number), r.new)).ofSex(girl)
	held := resident{child: c, home: r.a.homeOf(c, r.s)}
	r.held[at] = held
	return held
}

// seats gives n pupils of some year groups a seat each, from the first. Where the
// intakes make fewer or more than n, groups in turn take one more or one fewer.
func (r *roster) seats(y attendance.AcademicYear, first, last, n int) []seated {
	want := make([]int, last-first+1)
	left := n
	for g := range want {
		want[g] = r.s.intake(int(y) - first - g)
		left -= want[g]
	}
	for g := 0; left != 0; g = (g + 1) % len(want) {
		switch {
		case left > 0:
			want[g]++
			left--
		case want[g] > 0:
			want[g]--
			left++
		}
	}
	out := make([]seated, 0, n)
	for g, n := range want {
		for number := range n {
			at := seat{int(y) - first - g, number}
			out = append(out, seated{at, first + g, r.resident(at)})
		}
	}
	return out
}

// seat gives every stay of a year its child. The stays were drawn without a name:
// each goes to a child of the sex whose needs, meals and inclination to be absent
// are like it, so that a child stays much the same from year to year.
func (r *roster) seat(stays []stay, y attendance.AcademicYear) []seated {
	out := make([]seated, len(stays))
	first, last := r.s.yearGroups()
	var eldest, others []int
	for i := range stays {
		if stays[i].eldest {
			eldest = append(eldest, i)
		} else {
			others = append(others, i)
		}
	}
	if r.s.Phase == attendance.Secondary {
		r.match(stays, eldest, r.seats(y, last, last, len(eldest)), y, out)
		last--
	}
	r.match(stays, others, r.seats(y, first, last, len(others)), y, out)
	return out
}

// match fills seats, as many as there are stays among the numbers given.
func (r *roster) match(stays []stay, numbers []int, seats []seated, y attendance.AcademicYear, out []seated) {
	var byCell [cells][]int
	for _, i := range numbers {
		byCell[stays[i].cell] = append(byCell[stays[i].cell], i)
	}
	rank := func(part []seated, of func(s *seated) int) {
		slices.SortStableFunc(part, func(a, b seated) int { return cmp.Compare(of(&a), of(&b)) })
	}
	girls := 0
	for cell := cellOf(1, 0, 0); cell < cells; cell++ {
		girls += len(byCell[cell])
	}
	rank(seats, func(s *seated) int { return s.girl() }) // boys first
	for i := range seats {
		girl := 0
		if i >= len(seats)-girls {
			girl = 1
		}
		if seats[i].girl() != girl {
			seats[i].resident = r.newcomer(seats[i].seat, girl)
		}
	}
	for girl := range sexes {
		n := girls
		if girl == 0 {
			n = len(seats) - girls
		}
		sex := seats[:n]
		seats = seats[n:]
		rank(sex, func(s *seated) int { return s.draw(traitNeed, 1<<20) })
		for _, need := range [...]int{plan, support, noNeed} {
			with, without := byCell[cellOf(girl, 1, need)], byCell[cellOf(girl, 0, need)]
			alike := sex[:len(with)+len(without)]
			sex = sex[len(alike):]
			rank(alike, func(s *seated) int { return s.draw(traitMeals, 1<<20) })
			for _, part := range []struct {
				seats []seated
				stays []int
			}{{alike[:len(with)], with}, {alike[len(with):], without}} {
				rank(part.seats, func(s *seated) int { return s.inclined(y) + r.slope(s.group) })
				slices.SortStableFunc(part.stays, func(i, j int) int { return cmp.Compare(stays[i].propensity, stays[j].propensity) })
				for k, i := range part.stays {
					out[i] = part.seats[k]
				}
			}
		}
	}
}

// slope is what a year group adds to a child's inclination to be absent.
func (r *roster) slope(group int) int {
	if r.s.Phase == attendance.Secondary {
		return 120 * (group - lastPrimary)
	}
	return 0
}
