package measure

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

// derive adds the terms, the year to date and the year of a school from the
// half-terms or terms within them, where the return does not give them itself.
// Sessions add. Persistent absence does not: over a longer period it is another
// question about each pupil, so a derived period has none. Its enrolments are those
// of its last part.
func (s *Series) derive() {
	type key struct {
		phase attendance.Phase
		group string
		year  attendance.AcademicYear
	}
	seen := make(map[key]bool)
	var derived []Cell
	for i := range s.Cells {
		c := &s.Cells[i]
		k := key{c.Phase, c.Group, c.Period.Year}
		if seen[k] || c.Period.Grain != attendance.HalfTerm && c.Period.Grain != attendance.Term {
			continue
		}
		seen[k] = true
		for _, whole := range wholes(k.year) {
			if s.Cell(whole, k.phase, k.group) != nil {
				continue
			}
			if sum, ok := s.sum(whole, k.phase, k.group); ok {
				derived = append(derived, sum)
			}
		}
	}
	s.Cells = slices.Concat(s.Cells, derived) // no longer than it has to be: there are millions
	s.sort()
}

// wholes lists the periods of a year that are made of others, the shorter first.
func wholes(y attendance.AcademicYear) []attendance.Period {
	return []attendance.Period{
		{Year: y, Grain: attendance.Term, Number: 1}, {Year: y, Grain: attendance.Term, Number: 2}, {Year: y, Grain: attendance.Term, Number: 3},
		{Year: y, Grain: attendance.ToDate, Number: 3}, {Year: y, Grain: attendance.ToDate, Number: 4}, {Year: y, Grain: attendance.ToDate, Number: 5},
		{Year: y, Grain: attendance.Year},
	}
}

// sum adds the parts of a whole: terms where they are there, half-terms otherwise.
// It is false unless the parts cover the whole.
func (s *Series) sum(whole attendance.Period, phase attendance.Phase, group string) (Cell, bool) {
	first, last := whole.HalfTerms()
	var total *Cell
	for ht := first; ht <= last; {
		part, length := s.part(whole, ht, last, phase, group)
		if part == nil {
			return Cell{}, false
		}
		if total == nil {
			total = &Cell{Period: whole, Phase: phase, Group: group, Basis: Derived, Status: part.Status, Public: part.Public, Expected: register.Missing, Counts: part.Counts.Clone()}
		} else {
			schools := total.Counts.Schools
			total.Counts.Add(&part.Counts)
			total.Counts.Schools, total.Counts.Enrolments = schools, part.Counts.Enrolments
			total.Public = total.Public && part.Public
			if part.Status != register.Final {
				total.Status = part.Status
			}
		}
		ht += length
	}
	c := &total.Counts
	c.PA10, c.PA15, c.PA20, c.Severe = register.Missing, register.Missing, register.Missing, register.Missing
	c.SeverePlan = register.Missing
	return *total, true
}

// part finds the longest cell that starts with half-term ht, ends by last and is
// not the whole itself.
func (s *Series) part(whole attendance.Period, ht, last int, phase attendance.Phase, group string) (*Cell, int) {
	if ht%2 == 1 && ht+1 <= last {
		term := attendance.Period{Year: whole.Year, Grain: attendance.Term, Number: uint8(ht/2 + 1)}
		if term != whole {
			if c := s.Cell(term, phase, group); c != nil {
				return c, 2
			}
		}
	}
	return s.Cell(attendance.Period{Year: whole.Year, Grain: attendance.HalfTerm, Number: uint8(ht)}, phase, group), 1
}
