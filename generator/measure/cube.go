package measure

import (
	"cmp"
	"slices"

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

func (c *Cell) compare(period attendance.Period, phase attendance.Phase, group string) int {
	return cmp.Or(c.Period.Compare(period), cmp.Compare(c.Phase, phase), compareGroups(c.Group, group))
}

// compareGroups puts all pupils before any group.
func compareGroups(a, b string) int {
	if a == b {
		return 0
	}
	return cmp.Or(-cmp.Compare(b2i(a == attendance.AllPupils), b2i(b == attendance.AllPupils)), cmp.Compare(a, b))
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Series is one place with everything known of it.
type Series struct {
	Place   attendance.Place
	Name    string
	Phase   attendance.Phase // of a school: its newest phase
	Members []attendance.URN // of a group of schools, in order of URN
	Cells   []Cell           // in order of period, phase and group
	Rates   []register.Rate  // published without counts, in the same order
}

// Cell finds the counts for a period, phase and group, or nil.
func (s *Series) Cell(period attendance.Period, phase attendance.Phase, group string) *Cell {
	i, ok := slices.BinarySearchFunc(s.Cells, struct{}{}, func(c Cell, _ struct{}) int { return c.compare(period, phase, group) })
	if !ok {
		return nil
	}
	return &s.Cells[i]
}

// Rate finds a percentage published without counts.
func (s *Series) Rate(period attendance.Period, phase attendance.Phase, group, measure string) (register.Rate, bool) {
	for _, r := range s.Rates {
		if r.Period == period && r.Phase == phase && r.Group == group && r.Measure == measure {
			return r, true
		}
	}
	return register.Rate{}, false
}

// Cube is every place's counts, the schools' and those of the places made of them.
type Cube struct {
	Authority attendance.Place
	Schools   []attendance.Establishment
	Reasons   []attendance.Reason
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

// School returns the establishment with a URN, or nil.
func (c *Cube) School(urn attendance.URN) *attendance.Establishment {
	i, ok := slices.BinarySearchFunc(c.Schools, urn, func(e attendance.Establishment, u attendance.URN) int { return cmp.Compare(e.URN, u) })
	if !ok {
		return nil
	}
	return &c.Schools[i]
}
