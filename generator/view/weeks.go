package view

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// mostWeeks is how many weeks a chart has room for: those of a long term.
const mostWeeks = 18

// weekColumns is how many weeks a table has room for.
const weekColumns = 8

// weeks lists the weeks of a place that lie in a period. For the latest period of the
// place they go on to the latest week: what came since stands nowhere else.
func (b *Book) weeks(place attendance.Place, period attendance.Period) []attendance.Period {
	from, next := b.days(period)
	latest := b.latest(place, period)
	var out []attendance.Period
	for _, p := range b.Pub.Periods(place) {
		if p.Grain != attendance.Week {
			continue
		}
		first, end := b.days(p)
		if !first.Before(from) && (latest || !end.After(next)) {
			out = append(out, p)
		}
	}
	return out[max(0, len(out)-mostWeeks):]
}

// weekly draws the attendance of a place week by week. It is nil where fewer than two
// weeks were returned.
func (b *Book) weekly(place attendance.Place, period attendance.Period) *Chart {
	weeks, phase := b.weeks(place, period), b.phaseOf(place, period)
	if len(weeks) < 2 {
		return nil
	}
	c := &Chart{ID: "weeks", Kind: LineChart, Still: true, Scale: b.scale("attendance", place, phase), X: PeriodTicks(weeks)}
	own := Series{Name: b.inPhase(place, phase), Short: b.Name(place), Role: This, Marked: []int{len(weeks) - 1}}
	other := Series{Name: b.inPhase(b.Pub.Authority(), phase), Short: b.Name(b.Pub.Authority()), Role: Comparator}
	for _, p := range weeks {
		own.Values = append(own.Values, Of(b.Pub.Rate(disclosure.All(place, p, phase), "attendance")))
		other.Values = append(other.Values, Of(b.Pub.Rate(disclosure.All(b.Pub.Authority(), p, phase), "attendance")))
	}
	if own.shown() < 2 {
		return nil
	}
	c.Series = []Series{own}
	if place != b.Pub.Authority() && !other.empty() {
		c.Series = append(c.Series, other)
	}
	for _, v := range slices.Concat(own.Values, other.Values) {
		if n, ok := v.Number(); ok {
			c.Scale = c.Scale.holding(n)
		}
	}
	c.Scale = c.Scale.steps()
	c.Title = T("weeks.title", PeriodArg("from", weeks[0]), PeriodArg("to", weeks[len(weeks)-1]))
	c.Sub, c.Desc = T("weeks.sub", IntArg("from", int(c.Scale.Min))), b.spell(own, weeks)
	c.Table = b.seriesTable(c, weeks, false)
	return c
}

// hasWeeks reports whether attendance came by week, so that there is a page of it.
func (b *Book) hasWeeks() bool { return b.weekly(b.Pub.Authority(), b.current) != nil }

// weeksPage shows the authority week by week, and each group of schools.
func (b *Book) weeksPage(s Study) Document {
	page := b.studyPage(s)
	place := b.Pub.Authority()
	weeks := b.weeks(place, b.current)
	page.Intro = []Text{T("weeks.intro"), T("weeks.note")}
	add := func(s []Section) { page.Sections = append(page.Sections, s...) }
	add(section("all", b.Name(place), nil, Block{Chart: b.weekly(place, b.current)}, Block{Table: b.weekTable("weeks-phases", b.weekPhases(), weeks, page.Root)}))
	for _, g := range b.Groupings {
		var rows []disclosure.At
		for _, group := range b.Pub.Places(g.Level) {
			rows = append(rows, disclosure.All(group, b.current, attendance.Total))
		}
		if len(rows) <= longList {
			add(section("weeks-"+attendance.Slug(string(g.Level)), capital(g.Many), nil, Block{Table: b.weekTable("weeks-of-"+attendance.Slug(string(g.Level)), rows, weeks, page.Root)}))
		}
	}
	page.Contents = contents(page.Sections)
	return page
}

func (b *Book) weekPhases() []disclosure.At {
	var rows []disclosure.At
	for _, phase := range b.PhasesShown() {
		rows = append(rows, disclosure.All(b.Pub.Authority(), b.current, phase))
	}
	return rows
}

// weekTable is a row a place, or a phase of the authority, and a column a week.
func (b *Book) weekTable(id string, rows []disclosure.At, weeks []attendance.Period, up string) *Table {
	weeks = weeks[max(0, len(weeks)-weekColumns):]
	t := &Table{ID: id, Caption: T("weeks.caption"), Hidden: true, Columns: []Column{{Label: T("column.place")}}}
	for _, p := range weeks {
		t.Columns = append(t.Columns, Column{Label: T("period.tick", PeriodArg("period", p)), Numeric: true})
	}
	for _, at := range rows {
		name := LinkCell(b.Name(at.Place), b.href(up, at.Place))
		if at.Place == b.Pub.Authority() {
			name = LinkCell(T("phase.label", PhaseArg("phase", at.Phase)), b.phaseHref(at.Place, at.Phase, up))
		}
		row, some := Row{Cells: []Cell{name}}, false
		for _, p := range weeks {
			at.Period = p
			f := b.Pub.Rate(at, "attendance")
			some = some || f.Shown()
			row.Cells = append(row.Cells, PercentCell(f))
		}
		if some {
			t.Rows = append(t.Rows, row)
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}
