package disclosure

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

// Authority returns the place that the site is about.
func (p *Publication) Authority() attendance.Place { return p.cube.Authority }

// Reasons lists the reasons for absence that the data tells apart.
func (p *Publication) Reasons() []attendance.Reason { return p.cube.Reasons }

// Schools lists every establishment in order of URN.
func (p *Publication) Schools() []attendance.Establishment { return p.cube.Schools }

// School finds an establishment by its newest URN, or nil.
func (p *Publication) School(urn attendance.URN) *attendance.Establishment {
	return p.cube.School(urn)
}

// Places lists the places of a level in order of code.
func (p *Publication) Places(level attendance.Level) []attendance.Place {
	var out []attendance.Place
	for i := range p.cube.Places {
		if p.cube.Places[i].Place.Level == level {
			out = append(out, p.cube.Places[i].Place)
		}
	}
	return out
}

// Has reports whether a place is known.
func (p *Publication) Has(place attendance.Place) bool { return p.cube.Find(place) != nil }

// Name returns the name of a place, or its code where no input names it.
func (p *Publication) Name(place attendance.Place) string {
	if s := p.cube.Find(place); s != nil && s.Name != "" {
		return s.Name
	}
	return place.Code
}

// Members lists the schools of a place in order of URN.
func (p *Publication) Members(place attendance.Place) []attendance.URN {
	if s := p.cube.Find(place); s != nil {
		return s.Members
	}
	return nil
}

// Periods lists the periods for which a place has figures of all pupils, in order
// of time. It is not to be written to.
func (p *Publication) Periods(place attendance.Place) []attendance.Period {
	p = p.of(place)
	s := p.cube.Find(place)
	if s == nil {
		return nil
	}
	return slices.Clip(s.Periods)
}

// Phases lists the phases for which a place has figures of all pupils in a period.
func (p *Publication) Phases(place attendance.Place, period attendance.Period) []attendance.Phase {
	p = p.of(place)
	var out []attendance.Phase
	for _, phase := range attendance.Phases {
		if p.cell(All(place, period, phase)) != nil {
			out = append(out, phase)
		}
	}
	return out
}

// PhaseIn returns the phase under which a school's figures for a period stand.
func (p *Publication) PhaseIn(place attendance.Place, period attendance.Period) attendance.Phase {
	p = p.of(place)
	for _, phase := range slices.Backward(attendance.Phases[:]) {
		if p.cell(All(place, period, phase)) != nil {
			return phase
		}
	}
	return attendance.Total
}

// Groups lists the groups of pupils for which a place has figures in a period,
// without all pupils.
func (p *Publication) Groups(place attendance.Place, period attendance.Period, phase attendance.Phase) []string {
	p = p.of(place)
	s := p.cube.Find(place)
	if s == nil {
		return nil
	}
	var out []string
	for i := range s.Cells {
		if c := &s.Cells[i]; c.Period == period && c.Phase == phase && c.Group != attendance.AllPupils {
			out = append(out, c.Group)
		}
	}
	return out
}

// Cells calls each for every cell of a place for which there are counts or a
// percentage, in order of period, phase and group.
func (p *Publication) Cells(place attendance.Place, each func(At)) {
	p = p.of(place)
	s := p.cube.Find(place)
	if s == nil {
		return
	}
	for i := range s.Cells {
		c := &s.Cells[i]
		each(At{place, c.Period, c.Phase, c.Group})
	}
	for i, r := range s.Rates {
		at := At{place, r.Period, r.Phase, r.Group}
		repeated := i > 0 && s.Rates[i-1].Period == r.Period && s.Rates[i-1].Phase == r.Phase && s.Rates[i-1].Group == r.Group
		if !repeated && p.cell(at) == nil {
			each(at)
		}
	}
}

// Coverage says how many schools returned for a period, and how many had returned
// for another period of the same year. The second is false where nothing is known.
func (p *Publication) Coverage(at At) (returned, expected int, known bool) {
	p = p.of(at.Place)
	c := p.cell(at)
	if c == nil || c.Basis == measure.Published || !c.Expected.Known() || !c.Counts.Schools.Known() {
		return 0, 0, false
	}
	return int(c.Counts.Schools), int(c.Expected), true
}

// Missing lists the schools of a place that have no return for a period, and returned for
// another of the year or owe one.
func (p *Publication) Missing(place attendance.Place, period attendance.Period) []attendance.URN {
	p = p.of(place)
	var out []attendance.URN
	for _, urn := range p.Members(place) {
		s := p.cube.Find(attendance.Place{Level: attendance.LevelSchool, Code: string(urn)})
		inYear := func(q attendance.Period) bool { return q.Year == period.Year }
		year := slices.ContainsFunc(s.Periods, inYear) || slices.ContainsFunc(s.Owed, inYear)
		if year && !slices.Contains(s.Periods, period) {
			out = append(out, urn)
		}
	}
	return out
}

// Status returns the status of a cell.
func (p *Publication) Status(at At) register.Status {
	p = p.of(at.Place)
	if c := p.cell(at); c != nil {
		return c.Status
	}
	return register.Final
}

// Derived reports whether a cell was worked out from the periods within it.
func (p *Publication) Derived(at At) bool {
	p = p.of(at.Place)
	c := p.cell(at)
	return c != nil && c.Basis == measure.Derived
}
