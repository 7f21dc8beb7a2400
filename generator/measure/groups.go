package measure

import (
	"cmp"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

// cellKey names a cell within a place.
type cellKey struct {
	period attendance.Period
	phase  attendance.Phase
	group  string
}

// group is one place made of schools, being summed.
type group struct {
	series Series
	cells  map[cellKey]*Cell
}

// groups sums schools into the places they belong to.
type groups struct {
	of    map[attendance.URN][]*group
	order []*group
}

func newGroups(ds *register.Dataset, authority attendance.Place, groupings []Grouping) *groups {
	g := &groups{of: make(map[attendance.URN][]*group)}
	at := make(map[attendance.Place]*group)
	find := func(p attendance.Place, name string) *group {
		if at[p] == nil {
			at[p] = &group{series: Series{Place: p, Name: name}, cells: make(map[cellKey]*Cell)}
			g.order = append(g.order, at[p])
		}
		return at[p]
	}
	for i := range ds.Schools {
		s := &ds.Schools[i]
		mine := []*group{find(authority, authority.Code)}
		for _, grouping := range groupings {
			if name := s.Groupings[grouping.Column]; name != "" {
				mine = append(mine, find(attendance.Place{Level: grouping.Level, Code: attendance.Slug(name)}, name))
			}
		}
		for _, m := range mine {
			m.series.Members = append(m.series.Members, s.URN)
		}
		g.of[s.URN] = mine
	}
	return g
}

// add sums one school into its places, under its phase and all phases together.
// Classes stay where they are: those of one name in two schools are not one.
func (g *groups) add(s *Series) {
	for _, m := range g.of[attendance.URN(s.Place.Code)] {
		for i := range s.Cells {
			c := &s.Cells[i]
			if attendance.IsClass(c.Group) {
				continue
			}
			m.add(cellKey{c.Period, c.Phase, c.Group}, c)
			if c.Phase != attendance.Total {
				m.add(cellKey{c.Period, attendance.Total, c.Group}, c)
			}
		}
		m.expect(s)
	}
}

func (m *group) add(key cellKey, c *Cell) {
	sum := m.cells[key]
	if sum == nil {
		m.cells[key] = &Cell{Period: key.period, Phase: key.phase, Group: key.group, Basis: Summed, Status: c.Status,
			Public: c.Public, Counts: c.Counts.Clone()}
		return
	}
	sum.Counts.Add(&c.Counts)
	sum.Public = sum.Public && c.Public
	if c.Status != register.Final {
		sum.Status = c.Status
	}
}

// expect counts the school as expected in every period of a year for which it returned
// anything, or owes a return: one that was set aside, or that never came while others did.
func (m *group) expect(s *Series) {
	type yearPhase struct {
		year  attendance.AcademicYear
		phase attendance.Phase
	}
	seen := make(map[yearPhase]bool)
	years := make(map[attendance.AcademicYear]bool)
	see := func(year attendance.AcademicYear, of attendance.Phase) {
		if seen[yearPhase{year, of}] {
			return
		}
		seen[yearPhase{year, of}], years[year] = true, true
		for _, phase := range []attendance.Phase{of, attendance.Total} {
			key := cellKey{attendance.Period{Year: year}, phase, ""} // the tally of the year
			if m.cells[key] == nil {
				m.cells[key] = &Cell{}
			}
			m.cells[key].Expected++
			if of == attendance.Total {
				break
			}
		}
	}
	for i := range s.Cells {
		if c := &s.Cells[i]; c.Group == attendance.AllPupils {
			see(c.Period.Year, c.Phase)
		}
	}
	for _, p := range s.Owed {
		if !years[p.Year] {
			see(p.Year, s.Phase)
		}
	}
}

// series returns the summed places, their cells in order.
func (g *groups) series() []Series {
	out := make([]Series, 0, len(g.order))
	for _, m := range g.order {
		m.series.Cells = make([]Cell, 0, len(m.cells))
		for key, c := range m.cells {
			if key.period.Grain == attendance.NoGrain {
				continue
			}
			c.Expected = register.Missing
			if key.group == attendance.AllPupils {
				c.Expected = m.cells[cellKey{attendance.Period{Year: key.period.Year}, key.phase, ""}].Expected
			}
			m.series.Cells = append(m.series.Cells, *c)
		}
		m.series.sort()
		slices.SortFunc(m.series.Members, cmp.Compare)
		out = append(out, m.series)
	}
	return out
}
