package register

import (
	"cmp"
	"maps"
	"slices"

	"rollcall/generator/attendance"
)

// countVirtual counts each virtual school: its pupils as if they attended one school,
// so that one who attends two of them is one enrolment there.
func (c *counting) countVirtual(row func(Row)) {
	c.countVirtualSchool(lookedAfter, attendance.LookedAfterChildren, row)
	c.countVirtualSchool(socialWorker, attendance.SocialWorkerPupils, row)
}

func (c *counting) countVirtualSchool(virtual uint8, place attendance.Place, row func(Row)) {
	var rolls []uint32
	for i, s := range c.schools {
		if _, ok := s.cells[part{virtual: virtual}]; ok {
			rolls = append(rolls, uint32(i))
		}
	}
	ledgers := make(map[attendance.AcademicYear]*ledger)
	for _, year := range c.years(rolls) {
		l := c.open(rolls, year)
		for column, covered := range c.union[uint16(year)] {
			l.covered[column] = l.covered[column] || covered // a child may have come later
		}
		ledgers[year] = l
	}
	where := func(school uint32) uint32 {
		if c.place[school] >= 0 {
			return c.names.id(attendance.InAuthority)
		}
		return c.names.id(attendance.OutsideAuthority)
	}
	groups := func(school, profile uint32) []uint32 {
		f := &c.schools[school].list[profile].profile
		if !f.belongs(virtual) {
			return nil
		}
		out := []uint32{where(school)}
		for _, part := range c.parts(f) {
			if part.virtual == virtual {
				out = append(out, c.names.group(part))
			}
		}
		return out
	}
	for pupil := range c.first {
		for _, ids := range c.yearsOf(uint32(pupil)) {
			l := ledgers[attendance.AcademicYear(c.stays.at(ids[0]).year)]
			if l == nil {
				continue
			}
			v := make(visit, supplied+len(l.weeks))
			for _, id := range ids {
				c.visit(v, id, l.weeks, groups)
			}
			l.add(v)
		}
	}
	for _, year := range slices.Sorted(maps.Keys(ledgers)) {
		for _, i := range rolls {
			c.record(ledgers[year], i, virtual, func(p part) []uint32 {
				if p.dimension == everyone {
					return []uint32{c.names.group(p), where(i)}
				}
				return []uint32{c.names.group(p)}
			})
		}
		c.give(ledgers[year], Row{Place: place, Origin: c.schools[rolls[0]].file, Counts: Counts{Schools: Missing}}, nil, row)
	}
}

// yearsOf lists the enrolments of a pupil by year, those of one year in order of
// school.
func (c *counting) yearsOf(pupil uint32) [][]uint32 {
	var ids []uint32
	for next := c.first[pupil]; next != 0; next = c.stays.at(next - 1).next {
		ids = append(ids, next-1)
	}
	slices.SortFunc(ids, func(i, j uint32) int {
		a, b := c.stays.at(i), c.stays.at(j)
		return cmp.Or(cmp.Compare(a.year, b.year), cmp.Compare(c.schools[a.school].urn, c.schools[b.school].urn))
	})
	var years [][]uint32
	for i, id := range ids {
		if i == 0 || c.stays.at(id).year != c.stays.at(ids[i-1]).year {
			years = append(years, nil)
		}
		years[len(years)-1] = append(years[len(years)-1], id)
	}
	return years
}

// start returns the half-term in which an enrolment begins; 0 for one that has weeks
// only.
func (e *enrolment) start() int {
	for i := range e.marks {
		if e.marks[i].profile != 0 {
			return i + 1
		}
	}
	return 0
}

// joined returns the half-term in which a pupil joined a school during the year, or
// 0. That is one whose enrolment begins after the school's first rows of the year,
// and who was at another school earlier in the year or names one as the previous.
func (c *counting) joined(ids []uint32, v visit, l *ledger) int {
	start, from := 0, false
	for _, id := range ids {
		stay := c.stays.at(id)
		if s := stay.start(); s > 0 && (start == 0 || s < start) {
			start, from = s, stay.moved&(1<<(s-1)) != 0
		}
	}
	if start <= l.covered.first() {
		return 0
	}
	here := c.stays.at(ids[0])
	for next := c.first[here.pupil]; next != 0 && !from; next = c.stays.at(next - 1).next {
		stay := c.stays.at(next - 1)
		s := stay.start()
		from = c.place[stay.school] != c.place[here.school] && stay.year == here.year && s > 0 && s < start
	}
	if !from {
		return 0
	}
	return start
}

// toDate is the year to the end of a half-term, under its own name.
func toDate(year attendance.AcademicYear, ht int) attendance.Period {
	switch ht {
	case 1:
		return attendance.Period{Year: year, Grain: attendance.HalfTerm, Number: 1}
	case 2:
		return attendance.Period{Year: year, Grain: attendance.Term, Number: 1}
	case 6:
		return attendance.Period{Year: year, Grain: attendance.Year}
	}
	return attendance.Period{Year: year, Grain: attendance.ToDate, Number: uint8(ht)}
}

// joins tallies the pupils who joined a school by each half-term.
func (c *counting) joins(place attendance.Place, l *ledger, joins [halfTerms + 1]Count) []Tally {
	var out []Tally
	for ht := 1; ht <= halfTerms; ht++ {
		if l.covered.covers(1, ht) {
			out = append(out, Tally{Place: place, Period: toDate(l.year, ht), Measure: TransfersInYear, Count: joins[ht], Of: Missing, People: true, Sums: true})
		}
	}
	return out
}

// TransfersInYear is the tally of pupils who joined a school during the year, having
// been at another.
const TransfersInYear = "transfers.in-year"

// countTransfers counts, at the authority, the pupils whose school's phase is another
// than the year before: both years under one group, for the periods that both years
// have.
func (c *counting) countTransfers(row func(Row)) {
	ledgers := make(map[attendance.AcademicYear]*ledger)
	first := make(map[string]attendance.AcademicYear) // in the new phase
	add := func(year attendance.AcademicYear, ids []uint32, phase attendance.Phase, group []uint32) {
		l := ledgers[year]
		if l == nil {
			l = newLedger(year, c.opt.BandSets, c.opt.Nation)
			l.covered = c.union[uint16(year)]
			ledgers[year] = l
		}
		for _, id := range ids {
			if at := c.place[c.stays.at(id).school]; at >= 0 && c.places[at].Phase == phase {
				v := make(visit, supplied)
				c.visit(v, id, nil, func(uint32, uint32) []uint32 { return group })
				l.add(v)
			}
		}
	}
	for pupil := range c.first {
		years := c.yearsOf(uint32(pupil))
		for i := 1; i < len(years); i++ {
			year := attendance.AcademicYear(c.stays.at(years[i][0]).year)
			before, now := c.phase(years[i-1]), c.phase(years[i])
			if c.stays.at(years[i-1][0]).year != uint16(year-1) || before == now || before == attendance.Total || now == attendance.Total {
				continue
			}
			name := attendance.Transfer(before, now, year)
			first[name] = year
			group := []uint32{c.names.id(name)}
			add(year-1, years[i-1], before, group)
			add(year, years[i], now, group)
		}
	}
	for _, year := range slices.Sorted(maps.Keys(ledgers)) {
		c.give(ledgers[year], Row{Place: c.opt.Authority, Counts: Counts{Schools: Missing}}, func(group string, column int) bool {
			y := uint16(first[group])
			before, now := c.union[y-1], c.union[y]
			return before.has(column) && now.has(column)
		}, row)
	}
}

// phase returns the phase of the school of a pupil's latest enrolment in a year;
// Total where there is none.
func (c *counting) phase(ids []uint32) attendance.Phase {
	phase, end := attendance.Total, 0
	for _, id := range ids {
		stay := c.stays.at(id)
		if at := c.place[stay.school]; at >= 0 && stay.end() > end {
			phase, end = c.places[at].Phase, stay.end()
		}
	}
	return phase
}
