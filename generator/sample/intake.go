package sample

import (
	"slices"

	"rollcall/generator/attendance"
)

// firstOn is the child that a seat is made for: at a secondary school, one from a
// school of its cluster, as long as there are any.
func (a *authority) firstOn(s *school, at seat) resident {
	if s.Phase == attendance.Secondary && !s.elsewhere {
		if from, n := a.feederOf(s, at); from != nil {
			first := a.firstOn(from, seat{at.cohort, n})
			first.came = from
			return first
		}
	}
	c := child(mixed(a.opt.Seed, uint64(s.number), uint64(at.cohort), uint64(at.number)))
	return resident{child: c, home: a.homeOf(c, s), came: a.excluder(c, s)}
}

// feederOf finds the primary school, and the seat in it, that a seat of a secondary
// school follows on. The leavers of a cluster stand in line, school by school, and
// its secondary schools take from the line in turn.
func (a *authority) feederOf(s *school, at seat) (*school, int) {
	place := at.number
	if place >= s.intake(at.cohort) {
		return nil, 0 // one more than planned
	}
	for _, before := range a.secondaries[s.cluster] {
		if before == s {
			break
		}
		place += before.intake(at.cohort)
	}
	for _, from := range a.feeders[s.cluster] {
		n := from.intake(at.cohort)
		if place < n {
			return from, place
		}
		place -= n
	}
	return nil, 0
}

// homeOf is the neighbourhood of a child's family. A few primary pupils come from
// another, and all who have no primary school here live in one of the cluster.
func (a *authority) homeOf(c child, s *school) *school {
	near := a.feeders[s.cluster]
	if s.elsewhere || len(near) == 0 || s.Phase == attendance.Primary && !c.in(traitHome, 60) {
		return s
	}
	return near[child(mixed(uint64(c), uint64(traitHome))).draw(traitHome, len(near))]
}

// excluder is the secondary school that a pupil of alternative provision was at, or
// nil.
func (a *authority) excluder(c child, s *school) *school {
	before := a.secondaries[s.cluster]
	if s.Phase != attendance.AP || len(before) == 0 {
		return nil
	}
	return before[c.draw(traitHome, len(before))]
}

// line finds, for each cluster, the schools that children come from at eleven and
// those that they go to.
func (a *authority) line() {
	a.feeders, a.secondaries = make([][]*school, len(a.clusters)), make([][]*school, len(a.clusters))
	for i := range a.schools {
		s := &a.schools[i]
		switch {
		case s.feeds():
			a.feeders[s.cluster] = append(a.feeders[s.cluster], s)
		case s.Phase == attendance.Secondary:
			a.secondaries[s.cluster] = append(a.secondaries[s.cluster], s)
		}
	}
}

// move is what has to agree for a pupil who leaves one school to turn up at another.
type move struct {
	year        attendance.AcademicYear
	cluster     int
	half        int // the first half-term away, from 0
	group, cell int
}

// movers are the pupils who have left and not turned up yet.
type movers map[move][]resident

// perYear is how many leavers of one school and year are remembered.
const perYear = 4

// settle sees to those who join or leave during a year. Whoever joins takes the seat
// from then on, and is a child who has left another school of the cluster when one
// fits. The seat of one who leaves goes to somebody else next year.
func (r *roster) settle(m movers, stays []stay, at []seated, y attendance.AcademicYear) {
	remembered := 0
	for i := range stays {
		p, here := &stays[i], &at[i]
		switch {
		case p.from > 0:
			here.resident = r.newcomer(here.seat, here.girl())
			if found, ok := m.take(move{y, r.s.cluster, p.from, here.group, p.cell}, r.s); ok {
				here.resident = found
				r.held[here.seat] = found
			}
		case p.to < lastHalfTerm(y):
			if gone := here.resident; remembered < perYear && !r.s.elsewhere {
				gone.came = r.s
				to := move{y, r.s.cluster, p.to, here.group, p.cell}
				m[to] = append(m[to], gone)
				remembered++
			}
			r.newcomer(here.seat, here.girl())
		}
	}
}

// take finds a pupil who comes to a school from another one.
func (m movers) take(how move, s *school) (resident, bool) {
	for i, r := range m[how] {
		if r.came != s && !s.elsewhere {
			m[how] = slices.Delete(m[how], i, i+1)
			return r, true
		}
	}
	return resident{}, false
}
