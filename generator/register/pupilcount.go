package register

import (
	"cmp"
	"maps"
	"slices"

	"rollcall/generator/attendance"
)

// PupilOptions say how pupils are counted.
type PupilOptions struct {
	Reasons   []attendance.Reason // the order of Counts.Reasons
	BandSets  []attendance.BandSet
	Cross     [][2]string // pairs of columns that are counted together, beside those that always are
	Authority attendance.Place
	Nation    attendance.Nation // whose rule of persistent absence holds: England's, unless it is Wales
	// Home finds the school that a number stands for; it is false for one that is not
	// the authority's.
	Home func(attendance.URN) (Home, bool)
}

// Home is where a school belongs.
type Home struct {
	Place  attendance.Place
	Phase  attendance.Phase
	Groups []attendance.Place // of schools that it is in
}

// Count gives every count that the pupils make to row, and returns what is counted
// beside attendance.
//
// An enrolment is one pupil on one school's register in a period; a pupil who moves
// counts once at each school. Two numbers of one school are one school. There is a
// row for each half-term, term and week that was supplied and, where a school's rows
// cover them, for each term, the year to half-term 3, 4 and 5, and the year; of two
// groups together only for terms and years. Sessions
// add up over these; persistent and severe absence, bands and nearness to the line
// are worked out afresh for each, see ledger.add and outcome.
//
// Rows are given for the pupils who changed phase at the authority, for each school
// by all its groups and for the virtual schools, in order of place, period and group.
func (p *Pupils) Count(opt PupilOptions, row func(Row)) []Tally {
	if p.Len() == 0 {
		return nil
	}
	c := newCounting(p, opt)
	var families []kin
	var tallies []Tally
	c.countTransfers(row)
	for i := range c.places {
		for _, year := range c.years(c.rolls[i]) {
			more, joined := c.countSchool(i, year, row)
			families, tallies = append(families, more...), append(tallies, joined...)
		}
		c.groups, c.members[i] = nil, nil
	}
	c.countVirtual(row)
	return append(tallies, c.families(families)...)
}

// counting is what the pupils are counted with.
type counting struct {
	*Pupils
	opt     PupilOptions
	order   []int               // of opt.Reasons among those of the pupils
	places  []Home              // in order of code
	rolls   [][]uint32          // the numbers of each place
	place   []int               // of each number; -1 outside the authority
	members [][]uint32          // the enrolments of each place
	union   map[uint16]coverage // of the authority's schools together, by year
	names   naming
	groups  map[uint32][][]uint32 // of each number's profiles, while its place is counted
}

func newCounting(p *Pupils, opt PupilOptions) *counting {
	c := &counting{Pupils: p, opt: opt, place: make([]int, len(p.schools)), union: make(map[uint16]coverage)}
	c.names = newNaming(p, opt.Cross)
	for _, reason := range opt.Reasons {
		c.order = append(c.order, slices.Index(p.reasons, reason))
	}
	homes := make(map[attendance.Place]Home)
	for i, s := range p.schools {
		c.place[i] = -1
		if home, ok := opt.Home(s.urn); ok {
			homes[home.Place] = home
		}
	}
	c.places = slices.SortedFunc(maps.Values(homes), func(a, b Home) int { return cmp.Compare(a.Place.Code, b.Place.Code) })
	c.rolls, c.members = make([][]uint32, len(c.places)), make([][]uint32, len(c.places))
	for i, s := range p.schools {
		home, ok := opt.Home(s.urn)
		if !ok {
			continue
		}
		at, _ := slices.BinarySearchFunc(c.places, home.Place.Code, func(h Home, code string) int { return cmp.Compare(h.Place.Code, code) })
		c.place[i] = at
		c.rolls[at] = append(c.rolls[at], uint32(i))
		for period := range s.blocks {
			covered := c.union[uint16(period.Year)]
			covered.see(period)
			c.union[uint16(period.Year)] = covered
		}
	}
	for i := range p.stays.count {
		if at := c.place[p.stays.at(i).school]; at >= 0 {
			c.members[at] = append(c.members[at], i)
		}
	}
	for _, list := range c.members {
		slices.SortFunc(list, func(i, j uint32) int {
			a, b := p.stays.at(i), p.stays.at(j)
			return cmp.Or(cmp.Compare(a.year, b.year), cmp.Compare(a.pupil, b.pupil), cmp.Compare(p.schools[a.school].urn, p.schools[b.school].urn))
		})
	}
	return c
}

// see marks a period for which there are rows.
func (c *coverage) see(period attendance.Period) {
	switch period.Grain {
	case attendance.HalfTerm:
		c[period.Number-1] = true
	case attendance.Term:
		c[halfTerms+int(period.Number)-1] = true
	}
}

// saw reports whether a period is marked.
func (c *coverage) saw(period attendance.Period) bool {
	if period.Grain == attendance.HalfTerm {
		return c[period.Number-1]
	}
	return c[halfTerms+int(period.Number)-1]
}

// years lists the years in which numbers have rows.
func (c *counting) years(rolls []uint32) []attendance.AcademicYear {
	seen := make(map[attendance.AcademicYear]bool)
	for _, i := range rolls {
		for period := range c.schools[i].blocks {
			seen[period.Year] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// open makes the ledger of numbers in a year.
func (c *counting) open(rolls []uint32, year attendance.AcademicYear) *ledger {
	l := newLedger(year, c.opt.BandSets, c.opt.Nation)
	for _, i := range rolls {
		for period := range c.schools[i].blocks {
			switch {
			case period.Year != year:
			case period.Grain == attendance.Week:
				l.weeks = append(l.weeks, period.Number)
			default:
				l.covered.see(period)
			}
		}
	}
	slices.Sort(l.weeks)
	l.weeks = slices.Compact(l.weeks)
	return l
}

// countSchool counts one school in one year.
func (c *counting) countSchool(at int, year attendance.AcademicYear, row func(Row)) ([]kin, []Tally) {
	l := c.open(c.rolls[at], year)
	var families []kin
	var joins [halfTerms + 1]Count
	joined := c.names.id(attendance.Joined)
	for list := c.of(at, year); len(list) > 0; {
		n := 1
		for n < len(list) && c.stays.at(list[n]).pupil == c.stays.at(list[0]).pupil {
			n++
		}
		v := make(visit, supplied+len(l.weeks))
		for _, id := range list[:n] {
			c.visit(v, id, l.weeks, c.groupsOf)
		}
		if start := c.joined(list[:n], v, l); start > 0 {
			for ht := start; ht <= halfTerms; ht++ {
				joins[ht]++
			}
			for i := range v {
				if v[i].groups != nil {
					v[i].groups = append(slices.Clip(v[i].groups), joined)
				}
			}
		}
		l.add(v)
		families = c.kin(families, list[:n], v, at, year)
		list = list[n:]
	}
	for _, i := range c.rolls[at] {
		c.record(l, i, 0, func(part part) []uint32 { return c.names.of(part) })
	}
	home := c.places[at]
	file := c.schools[c.rolls[at][0]].file
	for _, i := range c.rolls[at] {
		if other := c.schools[i].file; other.File < file.File {
			file = other
		}
	}
	c.give(l, Row{Place: home.Place, Phase: home.Phase, Origin: file, Counts: Counts{Schools: 1}}, func(group string, column int) bool {
		_, _, crossed := attendance.Crossed(group)
		return !crossed || longEnough(l.period(column))
	}, row)
	return families, c.joins(home.Place, l, joins)
}

// longEnough reports whether two groups together are counted for a period: for terms
// and years. Half-terms and stretches to date of them would be most rows of a dataset,
// of few pupils each.
func longEnough(p attendance.Period) bool {
	return p.Grain == attendance.Term || p.Grain == attendance.Year
}

// of returns the enrolments of a place in a year, those of one pupil together.
func (c *counting) of(at int, year attendance.AcademicYear) []uint32 {
	find := func(y uint16) int {
		i, _ := slices.BinarySearchFunc(c.members[at], y, func(id uint32, y uint16) int { return cmp.Compare(c.stays.at(id).year, y) })
		return i
	}
	return c.members[at][find(uint16(year)):find(uint16(year)+1)]
}

// visit adds an enrolment to what a pupil attended. groups gives the groups of a
// profile of a number; a row in none of them is left out.
func (c *counting) visit(v visit, id uint32, weeks []uint8, groups func(school, profile uint32) []uint32) {
	stay := c.stays.at(id)
	add := func(column int, m mark) {
		if m.profile == 0 {
			return
		}
		in := groups(stay.school, m.profile-1)
		if in == nil {
			return
		}
		a := &v[column]
		if a.groups == nil || m.possible >= a.possible {
			who := &c.schools[stay.school].list[m.profile-1]
			a.groups, a.year, a.plan = in, who.year, who.plan
		}
		a.possible += m.possible
		a.authorised += m.authorised
		a.unauthorised += m.unauthorised
		if m.late == unknownLate || a.late == unknownLate {
			a.late = unknownLate
		} else {
			a.late += m.late
		}
	}
	for i, m := range stay.marks {
		if stay.terms&(1<<i) != 0 {
			add(halfTerms+i/2, m)
		} else {
			add(i, m)
		}
	}
	for i, number := range weeks {
		add(supplied+i, c.weeks[week{id, number}])
	}
}

// groupsOf lists the groups of a profile, and those that it is in together.
func (c *counting) groupsOf(school, profile uint32) []uint32 {
	if c.groups == nil {
		c.groups = make(map[uint32][][]uint32)
	}
	s := c.schools[school]
	if c.groups[school] == nil {
		c.groups[school] = make([][]uint32, len(s.list))
	}
	known := &c.groups[school][profile]
	if *known == nil {
		*known = c.names.all(c.parts(&s.list[profile].profile))
	}
	return *known
}

// record puts the sessions by reason of a number into a ledger: of the cells of one
// virtual school, or of none.
func (c *counting) record(l *ledger, school uint32, virtual uint8, groups func(part) []uint32) {
	s := c.schools[school]
	for period, b := range s.blocks {
		if period.Year != l.year {
			continue
		}
		column := l.column(period)
		for _, source := range b.sources {
			l.know(column, source, len(c.reasons))
		}
		for part, cell := range s.cells {
			if part.virtual != virtual || int(cell) >= len(b.cells) || b.cells[cell] == nil {
				continue
			}
			for _, group := range groups(part) {
				l.record(group, column, b.cells[cell], len(c.reasons))
			}
		}
	}
}

// give makes the rows of a ledger in order of period and group, like one that names
// their place. keep says which columns a group has; nil for all that are covered.
func (c *counting) give(l *ledger, like Row, keep func(group string, column int) bool, row func(Row)) {
	groups := make([]int, len(l.groups))
	for i := range groups {
		groups[i] = i
	}
	name := func(g int) string { return c.names.text[l.groups[g]] }
	slices.SortFunc(groups, func(a, b int) int { return attendance.CompareGroups(name(a), name(b)) })
	var columns []int
	for column := range l.columns() {
		if l.covered.has(column) {
			columns = append(columns, column)
		}
	}
	slices.SortFunc(columns, func(a, b int) int { return l.period(a).Compare(l.period(b)) })
	for _, column := range columns {
		for _, g := range groups {
			if keep != nil && !keep(name(g), column) {
				continue
			}
			counts := l.result(g, column)
			if name(g) != attendance.AllPupils && counts.Enrolments == 0 && counts.Possible == 0 {
				continue
			}
			counts.Schools = like.Counts.Schools
			counts.Reasons = l.reasons(g, column, c.order)
			r := like
			r.Period, r.Group, r.Counts = l.period(column), name(g), counts
			row(r)
		}
	}
}
