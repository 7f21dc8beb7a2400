package measure

import (
	"cmp"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

// Grouping says which column of the schools makes places of which level: the main
// grouping makes clusters, any other makes places of its own name.
type Grouping struct {
	Level  attendance.Level
	Column string
}

// Aggregate sums a dataset: each school's half-terms into terms, the year to date
// and the year, and the schools into the authority and every group of schools, by
// phase and all phases together. Where the publisher gives a row for the authority
// itself, that row is its figure. The cost is linear in the rows.
func Aggregate(ds *register.Dataset, authority attendance.Place, groupings []Grouping) *Cube {
	cube := &Cube{Authority: authority, Schools: ds.Schools, Reasons: ds.Reasons, BandSets: ds.BandSets, index: make(map[attendance.Place]int)}
	schools, others := collect(ds)
	for i := range schools {
		schools[i].derive()
	}
	groups := newGroups(ds, authority, groupings)
	for i := range schools {
		groups.add(&schools[i])
	}
	places := append(schools, groups.series()...)
	for i := range places {
		cube.index[places[i].Place] = i
	}
	for i := range others {
		if at, ok := cube.index[others[i].Place]; ok {
			places[at].prefer(others[i].Cells)
			places[at].Rates = others[i].Rates
			continue
		}
		places = append(places, others[i])
	}
	for i := range places {
		s := &places[i]
		if name, ok := ds.Names[s.Place]; ok {
			s.Name = name
		}
		s.sort()
		s.findPeriods()
	}
	slices.SortFunc(places, func(a, b Series) int {
		return cmp.Or(cmp.Compare(a.Place.Level, b.Place.Level), cmp.Compare(a.Place.Code, b.Place.Code))
	})
	cube.Places = places
	for i := range places {
		cube.index[places[i].Place] = i
	}
	cube.tally(ds, authority, groupings)
	return cube
}

// collect gathers the rows of each place: the schools', and those that were
// published for authorities, regions and countries. Two rows of one key are the two
// numbers of a school that converted within the period: they are parts of a whole.
func collect(ds *register.Dataset) (schools, others []Series) {
	at := make(map[attendance.Place]int)
	var all []Series
	find := func(p attendance.Place) *Series {
		i, ok := at[p]
		if !ok {
			i = len(all)
			at[p] = i
			all = append(all, Series{Place: p})
		}
		return &all[i]
	}
	for i := range ds.Schools {
		s := &ds.Schools[i]
		series := find(attendance.Place{Level: attendance.LevelSchool, Code: string(s.URN)})
		series.Name, series.Phase = s.Name, s.Phase
	}
	owe := func(school attendance.URN, period attendance.Period) {
		if i, known := at[attendance.Place{Level: attendance.LevelSchool, Code: string(school)}]; known {
			all[i].Owed = append(all[i].Owed, period)
		}
	}
	for _, aside := range ds.SetAside {
		owe(aside.School, aside.Period)
	}
	for _, missing := range ds.Unreturned {
		owe(missing.School, missing.Period)
	}
	for i := range ds.Rows {
		r := &ds.Rows[i]
		basis := Supplied
		if r.Place.Level != attendance.LevelSchool {
			basis = Published
		}
		public := ds.Public[register.Key{Place: r.Place, Phase: r.Phase, Period: r.Period, Group: r.Group}]
		s := find(r.Place)
		s.Cells = append(s.Cells, Cell{Period: r.Period, Phase: r.Phase, Group: r.Group, Basis: basis,
			Status: r.Status, Public: public, Expected: register.Missing, Counts: r.Counts})
	}
	for _, r := range ds.Rates {
		s := find(r.Place)
		s.Rates = append(s.Rates, r)
	}
	for i := range all {
		all[i].sort()
		all[i].join()
		if all[i].Place.Level == attendance.LevelSchool {
			schools = append(schools, all[i])
		} else {
			others = append(others, all[i])
		}
	}
	return schools, others
}

func (s *Series) sort() {
	slices.SortStableFunc(s.Cells, func(a, b Cell) int { return a.compare(b.Period, b.Phase, b.Group) })
	slices.SortStableFunc(s.Rates, func(a, b register.Rate) int {
		return cmp.Or(a.Period.Compare(b.Period), cmp.Compare(a.Phase, b.Phase), attendance.CompareGroups(a.Group, b.Group), cmp.Compare(a.Measure, b.Measure))
	})
}

// join adds neighbouring cells of one key. A school is one school however many
// numbers it had in the period.
func (s *Series) join() {
	out := s.Cells[:0]
	for _, c := range s.Cells {
		if n := len(out); n > 0 && out[n-1].compare(c.Period, c.Phase, c.Group) == 0 {
			schools := out[n-1].Counts.Schools
			out[n-1].Counts = out[n-1].Counts.Clone() // its lists are the dataset's own
			out[n-1].Counts.Add(&c.Counts)
			out[n-1].Counts.Schools = schools
			continue
		}
		out = append(out, c)
	}
	s.Cells = out
}

// findPeriods lists the periods of the cells of all pupils, which are in order.
func (s *Series) findPeriods() {
	for i := range s.Cells {
		c := &s.Cells[i]
		if n := len(s.Periods); c.Group == attendance.AllPupils && (n == 0 || s.Periods[n-1] != c.Period) {
			s.Periods = append(s.Periods, c.Period)
		}
	}
}

// prefer puts the publisher's own cells in place of the sums.
func (s *Series) prefer(published []Cell) {
	var more []Cell
	for _, c := range published {
		if sum := s.Cell(c.Period, c.Phase, c.Group); sum != nil {
			c.Expected = sum.Expected
			*sum = c
			continue
		}
		more = append(more, c) // only now: a search needs the cells in order
	}
	s.Cells = append(s.Cells, more...)
	s.sort()
}
