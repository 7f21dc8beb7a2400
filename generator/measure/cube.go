package measure

import (
	"cmp"
	"sort"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

// Basis says where a cell's counts come from.
type Basis uint8

const (
	Supplied  Basis = iota // a row of the return
	Derived                // the sum of the periods within it
	Summed                 // the sum of the schools of a place
	Published              // the publisher's own row for the place
)

// Cell is the counts of one place for one period, phase and group. Expected is the
// number of schools that should have returned, when it is known.
type Cell struct {
	Period   attendance.Period
	Phase    attendance.Phase
	Group    string
	Basis    Basis
	Status   register.Status
	Public   bool
	Expected register.Count
	Counts   register.Counts
}

// compare orders cells by period, phase and group. Every figure of every page is
// found by it, so it looks no further than it has to.
func (c *Cell) compare(period attendance.Period, phase attendance.Phase, group string) int {
	switch {
	case c.Period.Year != period.Year:
		return cmp.Compare(c.Period.Year, period.Year)
	case c.Period != period:
		return c.Period.Compare(period)
	case c.Phase != phase:
		return cmp.Compare(c.Phase, phase)
	}
	return attendance.CompareGroups(c.Group, group)
}

// Series is one place with everything known of it.
type Series struct {
	Place   attendance.Place
	Name    string
	Phase   attendance.Phase    // of a school: its newest phase
	Members []attendance.URN    // of a group of schools, in order of URN
	Cells   []Cell              // in order of period, phase and group
	Rates   []register.Rate     // published without counts, in the same order, then by measure
	Periods []attendance.Period // with counts of all pupils, in order of time
	Owed    []attendance.Period // of a school: those whose return was set aside or never came
	Tallies []register.Tally    // in order of period and measure
}

// Cell finds the counts for a period, phase and group, or nil.
func (s *Series) Cell(period attendance.Period, phase attendance.Phase, group string) *Cell {
	i, ok := s.Find(period, phase, group)
	if !ok {
		return nil
	}
	return &s.Cells[i]
}

// Find returns where in Cells the counts for a period, phase and group stand.
func (s *Series) Find(period attendance.Period, phase attendance.Phase, group string) (int, bool) {
	return sort.Find(len(s.Cells), func(i int) int { return -s.Cells[i].compare(period, phase, group) })
}

// Rate finds a percentage published without counts.
func (s *Series) Rate(period attendance.Period, phase attendance.Phase, group, measure string) (register.Rate, bool) {
	i, ok := sort.Find(len(s.Rates), func(i int) int {
		r := &s.Rates[i]
		return cmp.Or(period.Compare(r.Period), cmp.Compare(phase, r.Phase), attendance.CompareGroups(group, r.Group), cmp.Compare(measure, r.Measure))
	})
	if !ok {
		return register.Rate{}, false
	}
	return s.Rates[i], true
}

// Cube is every place's counts, the schools' and those of the places made of them.
type Cube struct {
	Authority attendance.Place
	Schools   []attendance.Establishment
	Reasons   []attendance.Reason
	BandSets  []attendance.BandSet
	Places    []Series // sorted by level and code
	index     map[attendance.Place]int
}

// Find returns a place's series, or nil.
func (c *Cube) Find(p attendance.Place) *Series {
	i, ok := c.index[p]
	if !ok {
		return nil
	}
	return &c.Places[i]
}

// Index returns where in Places a place stands, or -1.
func (c *Cube) Index(p attendance.Place) int {
	i, ok := c.index[p]
	if !ok {
		return -1
	}
	return i
}

// School returns the establishment with a URN, or nil.
func (c *Cube) School(urn attendance.URN) *attendance.Establishment {
	i, ok := sort.Find(len(c.Schools), func(i int) int { return cmp.Compare(urn, c.Schools[i].URN) })
	if !ok {
		return nil
	}
	return &c.Schools[i]
}

// Matched sums the schools of a place that have figures for both of two periods, so
// that a return that is missing from one of them is left out of both. The cells are
// nil where there is no such school.
func (c *Cube) Matched(place attendance.Place, phase attendance.Phase, group string, now, then attendance.Period) (a, b *Cell, schools int) {
	s := c.Find(place)
	if s == nil {
		return nil, nil, 0
	}
	for _, urn := range s.Members {
		member := c.Find(attendance.Place{Level: attendance.LevelSchool, Code: string(urn)})
		x, y := member.within(now, phase, group), member.within(then, phase, group)
		if x == nil || y == nil {
			continue
		}
		schools++
		if a == nil {
			a, b = x.copy(phase), y.copy(phase)
			continue
		}
		a.Counts.Add(&x.Counts)
		b.Counts.Add(&y.Counts)
	}
	return a, b, schools
}

// within finds a school's cell for a phase, or under whatever phase it has when all
// phases are asked for.
func (s *Series) within(period attendance.Period, phase attendance.Phase, group string) *Cell {
	if phase != attendance.Total {
		return s.Cell(period, phase, group)
	}
	for _, p := range attendance.Phases {
		if c := s.Cell(period, p, group); c != nil {
			return c
		}
	}
	return nil
}

func (c *Cell) copy(phase attendance.Phase) *Cell {
	d := *c
	d.Phase, d.Basis, d.Counts = phase, Summed, c.Counts.Clone()
	return &d
}
