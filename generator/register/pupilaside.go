package register

import (
	"cmp"
	"maps"
	"slices"

	"rollcall/generator/attendance"
)

// LeaveOut takes back every row of the returns that out names: of one number of a school
// and one period. What is counted afterwards is as if those rows had never come.
func (p *Pupils) LeaveOut(out func(attendance.URN, attendance.Period) bool) {
	gone := make(map[uint32]map[attendance.Period]bool)
	for i, s := range p.schools {
		for period := range s.blocks {
			if !out(s.urn, period) {
				continue
			}
			if gone[uint32(i)] == nil {
				gone[uint32(i)] = make(map[attendance.Period]bool)
			}
			gone[uint32(i)][period] = true
			delete(s.blocks, period)
		}
	}
	if len(gone) == 0 {
		return
	}
	for id := range p.stays.count {
		stay := p.stays.at(id)
		periods := gone[stay.school]
		for i := range stay.marks {
			if stay.marks[i].profile != 0 && periods[stay.period(i)] {
				stay.marks[i] = mark{}
				stay.terms &^= 1 << i
				stay.moved &^= 1 << i
			}
		}
	}
	for w := range p.weeks {
		stay := p.stays.at(w.enrolment)
		if gone[stay.school][attendance.Period{Year: attendance.AcademicYear(stay.year), Grain: attendance.Week, Number: w.number}] {
			delete(p.weeks, w)
		}
	}
	p.forgetValues()
}

// period returns the period of a mark.
func (e *enrolment) period(mark int) attendance.Period {
	p := attendance.Period{Year: attendance.AcademicYear(e.year), Grain: attendance.HalfTerm, Number: uint8(mark + 1)}
	if e.terms&(1<<mark) != 0 {
		p.Grain, p.Number = attendance.Term, uint8(mark/2+1)
	}
	return p
}

// forgetValues drops the values of further columns that no row has any more, since the
// values of a column decide whether it is a flag or a category.
func (p *Pupils) forgetValues() {
	named := make(map[uint32]bool)
	see := func(school uint32, m mark) {
		if m.profile != 0 {
			named[p.schools[school].list[m.profile-1].further] = true
		}
	}
	for id := range p.stays.count {
		stay := p.stays.at(id)
		for _, m := range stay.marks {
			see(stay.school, m)
		}
	}
	for w, m := range p.weeks {
		see(p.stays.at(w.enrolment).school, m)
	}
	for i := range p.pairs {
		if !named[uint32(i)] {
			p.pairs[i] = nil
		}
	}
}

// Years lists the years in which a number has rows, in no order.
func (p *Pupils) Years(urn attendance.URN) []attendance.AcademicYear {
	i, ok := p.schoolAt[urn]
	if !ok {
		return nil
	}
	seen := make(map[attendance.AcademicYear]bool)
	var out []attendance.AcademicYear
	for period := range p.schools[i].blocks {
		if !seen[period.Year] {
			seen[period.Year] = true
			out = append(out, period.Year)
		}
	}
	return out
}

// Idle calls each for the half-terms and terms of a number in which its pupils had no
// possible session at all, in order of number and period, with where they stand.
func (p *Pupils) Idle(each func(attendance.URN, attendance.Period, Origin)) {
	possible := make([]map[attendance.Period]int, len(p.schools))
	for id := range p.stays.count {
		stay := p.stays.at(id)
		for i, m := range stay.marks {
			if m.profile == 0 {
				continue
			}
			if possible[stay.school] == nil {
				possible[stay.school] = make(map[attendance.Period]int)
			}
			possible[stay.school][stay.period(i)] += int(m.possible)
		}
	}
	order := make([]int, len(p.schools))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(p.schools[i].urn, p.schools[j].urn) })
	for _, i := range order {
		for _, period := range slices.SortedFunc(maps.Keys(possible[i]), attendance.Period.Compare) {
			if possible[i][period] == 0 {
				each(p.schools[i].urn, period, p.schools[i].file)
			}
		}
	}
}
