package register

import (
	"slices"

	"rollcall/generator/attendance"
)

// The columns of a ledger: the half-terms and the terms for which rows were supplied,
// the periods that they make, and the weeks.
const (
	halfTerms = 6
	supplied  = halfTerms + 3
	firstWeek = supplied + len(wholes)
)

// wholes are the periods made of others. To half-term 2 is the autumn term, and to
// half-term 6 the year. Weeks make none: no rule says which half-term they lie in.
var wholes = [...]attendance.Period{
	{Grain: attendance.Term, Number: 1}, {Grain: attendance.Term, Number: 2}, {Grain: attendance.Term, Number: 3},
	{Grain: attendance.ToDate, Number: 3}, {Grain: attendance.ToDate, Number: 4}, {Grain: attendance.ToDate, Number: 5},
	{Grain: attendance.Year},
}

// span returns the first and last half-term of a supplied column.
func span(column int) (first, last int) {
	if column < halfTerms {
		return column + 1, column + 1
	}
	term := column - halfTerms
	return 2*term + 1, 2*term + 2
}

// coverage is the columns for which there are rows.
type coverage [supplied]bool

// covers reports whether rows were supplied for every half-term of a stretch.
func (c *coverage) covers(first, last int) bool {
	for ht := first; ht <= last; ht++ {
		term := (ht - 1) / 2
		if !c[ht-1] && !(c[halfTerms+term] && 2*term+1 >= first && 2*term+2 <= last) {
			return false
		}
	}
	return true
}

// has reports whether a column of a ledger is covered.
func (c *coverage) has(column int) bool {
	switch {
	case column < halfTerms:
		return c[column]
	case column < supplied:
		return false // the whole stands for it
	case column < firstWeek:
		return c.covers(wholes[column-supplied].HalfTerms())
	}
	return true
}

// first returns the first half-term that has rows, or 7.
func (c *coverage) first() int {
	for ht := 1; ht <= halfTerms; ht++ {
		if c[ht-1] || c[halfTerms+(ht-1)/2] {
			return ht
		}
	}
	return halfTerms + 1
}

// visit is one enrolment in one year: what was attended in each column that rows were
// supplied for, and then in each week.
type visit []attended

type attended struct {
	mark
	groups []uint32 // that the pupil was in; nil where there is no row
	year   attendance.YearGroup
	plan   Plan
}

// total is the counts of one group in one column.
type total struct {
	possible, authorised, unauthorised, late int64
	lateUnknown, planUnknown                 bool
	enrolments, pa10, pa15, pa20             int32
	severe, near, plan                       int32
}

// ledger is the counts of one place in one academic year.
type ledger struct {
	year    attendance.AcademicYear
	nation  attendance.Nation
	covered coverage
	weeks   []uint8 // in order
	sets    []attendance.BandSet
	bands   int // in all sets together
	at      map[uint32]int
	groups  []uint32
	totals  []total // by group, then by column
	counts  []int32 // enrolments by group, column and band
	// sessions by group, then supplied column or week, then reason; known says which
	// of those every input had a column for
	sessions map[int][]int64
	known    map[int][]bool
}

func newLedger(year attendance.AcademicYear, sets []attendance.BandSet, nation attendance.Nation) *ledger {
	l := &ledger{year: year, nation: nation, sets: sets, at: make(map[uint32]int), sessions: make(map[int][]int64), known: make(map[int][]bool)}
	for _, set := range sets {
		l.bands += len(set.Bands)
	}
	return l
}

func (l *ledger) columns() int { return firstWeek + len(l.weeks) }

// period returns the period of a column.
func (l *ledger) period(column int) attendance.Period {
	switch {
	case column < halfTerms:
		return attendance.Period{Year: l.year, Grain: attendance.HalfTerm, Number: uint8(column + 1)}
	case column < supplied:
		return attendance.Period{Year: l.year, Grain: attendance.Term, Number: uint8(column - halfTerms + 1)}
	case column < firstWeek:
		p := wholes[column-supplied]
		p.Year = l.year
		return p
	}
	return attendance.Period{Year: l.year, Grain: attendance.Week, Number: l.weeks[column-firstWeek]}
}

// column finds the column of a period for which rows were supplied.
func (l *ledger) column(p attendance.Period) int {
	switch p.Grain {
	case attendance.HalfTerm:
		return int(p.Number) - 1
	case attendance.Term:
		return halfTerms + int(p.Number) - 1
	}
	return firstWeek + slices.Index(l.weeks, p.Number)
}

// group finds the place of a group's totals, adding it.
func (l *ledger) group(id uint32) int {
	i, ok := l.at[id]
	if !ok {
		i = len(l.groups)
		l.at[id] = i
		l.groups = append(l.groups, id)
		l.totals = append(l.totals, make([]total, l.columns())...)
		l.counts = append(l.counts, make([]int32, l.columns()*l.bands)...)
	}
	return i
}

// add counts an enrolment. Its sessions belong to the groups that the pupil was in at
// the time. Whether it is persistently absent over a longer period is worked out from
// its own sessions of that period together, and counts in the groups of its latest
// row in it.
func (l *ledger) add(v visit) {
	for i := range v {
		if v[i].groups == nil {
			continue
		}
		column := i
		if i >= supplied {
			column = firstWeek + i - supplied
		}
		for _, g := range v[i].groups {
			l.totals[l.group(g)*l.columns()+column].attend(&v[i].mark)
		}
		if i < halfTerms || i >= supplied {
			l.judge(column, &v[i])
		}
	}
	for w := range wholes {
		if !l.covered.has(supplied + w) {
			continue
		}
		first, last := wholes[w].HalfTerms()
		if sum := v.within(first, last); sum.groups != nil {
			l.judge(supplied+w, &sum)
		}
	}
}

// within adds what lies within some half-terms; the groups are those of the latest.
func (v visit) within(first, last int) attended {
	var sum attended
	end := 0
	for i := range min(len(v), supplied) {
		from, to := span(i)
		if v[i].groups == nil || from < first || to > last {
			continue
		}
		sum.possible += v[i].possible
		sum.authorised += v[i].authorised
		sum.unauthorised += v[i].unauthorised
		if to >= end {
			sum.groups, sum.year, sum.plan, end = v[i].groups, v[i].year, v[i].plan, to
		}
	}
	return sum
}

// attend adds sessions.
func (t *total) attend(m *mark) {
	t.possible += int64(m.possible)
	t.authorised += int64(m.authorised)
	t.unauthorised += int64(m.unauthorised)
	if m.late == unknownLate {
		t.lateUnknown = true
		return
	}
	t.late += int64(m.late)
}

// judge counts an enrolment in a column of its groups. One without possible sessions
// in a period is no enrolment of that period.
func (l *ledger) judge(column int, a *attended) {
	if a.possible == 0 {
		return
	}
	one := outcome(a, l.nation)
	var bands [16]int
	in := bands[:0]
	first := 0
	for _, set := range l.sets {
		if i := set.Place(int64(a.possible)-a.missed(), int64(a.possible), a.year); i >= 0 {
			in = append(in, first+i)
		}
		first += len(set.Bands)
	}
	for _, g := range a.groups {
		at := l.group(g)*l.columns() + column
		l.totals[at].count(&one)
		for _, band := range in {
			l.counts[at*l.bands+band]++
		}
	}
}

func (m *mark) missed() int64 { return int64(m.authorised) + int64(m.unauthorised) }

// outcome judges one enrolment, in whole numbers: persistent absence is missing 10,
// 15 or 20% or more of its own possible sessions, severe absence half or more. Wales
// counts above 10%, not at it. It is near the line when it is not persistently absent
// at 10%, and four more sessions, two days, would make it so.
func outcome(a *attended, nation attendance.Nation) total {
	missed, possible := a.missed(), int64(a.possible)
	persistent := func(missed int64) bool {
		if nation == attendance.Wales {
			return missed*10 > possible
		}
		return missed*10 >= possible
	}
	is := func(yes bool) int32 {
		if yes {
			return 1
		}
		return 0
	}
	return total{
		enrolments: 1,
		pa10:       is(persistent(missed)),
		pa15:       is(missed*100 >= possible*15),
		pa20:       is(missed*100 >= possible*20),
		severe:     is(missed*100 >= possible*50),
		near:       is(!persistent(missed) && persistent(missed+4)),
		plan:       is(missed*100 >= possible*50 && a.plan == PlanAgreed),

		planUnknown: a.plan == PlanUnstated,
	}
}

func (t *total) count(one *total) {
	t.enrolments += one.enrolments
	t.pa10 += one.pa10
	t.pa15 += one.pa15
	t.pa20 += one.pa20
	t.severe += one.severe
	t.near += one.near
	t.plan += one.plan
	t.planUnknown = t.planUnknown || one.planUnknown
}

// record adds the sessions by reason of a group in a supplied column or a week.
func (l *ledger) record(group uint32, column int, sessions []uint32, reasons int) {
	if _, ok := l.at[group]; !ok {
		return
	}
	g := l.group(group)
	if l.sessions[g] == nil {
		l.sessions[g] = make([]int64, l.columns()*reasons)
	}
	for i, n := range sessions {
		l.sessions[g][column*reasons+i] += int64(n)
	}
}

// know keeps for which reasons an input of a column has sessions.
func (l *ledger) know(column int, c *columns, reasons int) {
	had := l.known[column]
	now := make([]bool, reasons)
	for _, at := range c.reasons {
		now[at] = had == nil || had[at]
	}
	l.known[column] = now
}

// counts returns what a group has in a column.
func (l *ledger) result(g, column int) Counts {
	t := l.totals[g*l.columns()+column]
	for _, part := range l.partsOf(column) {
		if part == column {
			continue
		}
		more := &l.totals[g*l.columns()+part]
		t.possible += more.possible
		t.authorised += more.authorised
		t.unauthorised += more.unauthorised
		t.late += more.late
		t.lateUnknown = t.lateUnknown || more.lateUnknown
	}
	c := None()
	c.Enrolments, c.Possible = Count(t.enrolments), Count(t.possible)
	c.Authorised, c.Unauthorised, c.Overall = Count(t.authorised), Count(t.unauthorised), Count(t.authorised+t.unauthorised)
	c.PA10, c.PA15, c.PA20, c.Severe, c.NearPA = Count(t.pa10), Count(t.pa15), Count(t.pa20), Count(t.severe), Count(t.near)
	if !t.lateUnknown {
		c.Late = Count(t.late)
	}
	if !t.planUnknown {
		c.SeverePlan = Count(t.plan)
	}
	if l.bands > 0 {
		c.Bands = make([]Count, l.bands)
		for i := range c.Bands {
			c.Bands[i] = Count(l.counts[(g*l.columns()+column)*l.bands+i])
		}
	}
	return c
}

// partsOf lists the supplied columns, and weeks, that a column is made of.
func (l *ledger) partsOf(column int) []int {
	if column < halfTerms || column >= firstWeek {
		return []int{column}
	}
	first, last := wholes[column-supplied].HalfTerms()
	var parts []int
	for i := range supplied {
		if from, to := span(i); l.covered[i] && from >= first && to <= last {
			parts = append(parts, i)
		}
	}
	return parts
}

// reasons returns the sessions of a group in a column by reason, in the order of
// order, which gives for each its place among the ledger's, or -1. It is nil for a
// group that is not counted by reason.
func (l *ledger) reasons(g, column int, order []int) []Count {
	sessions := l.sessions[g]
	if sessions == nil {
		return nil
	}
	all := len(sessions) / l.columns()
	out := make([]Count, len(order))
	for i, at := range order {
		if at < 0 {
			out[i] = Missing
			continue
		}
		for _, part := range l.partsOf(column) {
			if l.known[part] == nil {
				continue // the place has no rows in it
			}
			if !l.known[part][at] {
				out[i] = Missing
				break
			}
			out[i] += Count(sessions[part*all+at])
		}
	}
	return out
}
