package view

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
)

// history is the table of everything known of a place, a row a period, the latest
// first.
func (b *Book) history(place attendance.Place) *Table {
	return b.historyOf(place, b.Name(place), b.allPupils(place))
}

// allPupils names the cell of all pupils that a place has in a period.
func (b *Book) allPupils(place attendance.Place) func(attendance.Period) disclosure.At {
	return func(p attendance.Period) disclosure.At { return b.at(place, p) }
}

// phaseHistory is the same of one phase of the authority.
func (b *Book) phaseHistory(phase attendance.Phase) *Table {
	place := b.Pub.Authority()
	return b.historyOf(place, b.inPhase(place, phase), func(p attendance.Period) disclosure.At { return disclosure.All(place, p, phase) })
}

// historyOf is the history of the cell that a place has in each of its periods.
func (b *Book) historyOf(place attendance.Place, name Text, in func(attendance.Period) disclosure.At) *Table {
	t := &Table{ID: "history-table", Caption: T("history.caption", TextArg("place", name)), Hidden: true, Columns: []Column{{Label: T("column.period")}}}
	ids := []string{"attendance", "authorised", "unauthorised", "late", "pa_10", "pa_15", "severe"}
	var shown []string
	periods := b.Pub.Periods(place)
	for _, id := range ids {
		for _, p := range periods {
			if b.Pub.Rate(in(p), id).Shown() {
				shown = append(shown, id)
				break
			}
		}
	}
	t.Columns = append(t.Columns, Column{Label: T("column.enrolments"), Numeric: true}, Column{Label: T("column.possible"), Numeric: true})
	for _, id := range shown {
		t.Columns = append(t.Columns, Column{Label: measureName(id), Numeric: true})
	}
	for _, p := range slices.Backward(b.historyPeriods(place, in)) {
		at := in(p)
		label := Cell{Text: T("period.full", PeriodArg("period", p))}
		if b.Pub.Rate(at, "attendance").Provisional() {
			label.Meta = T("status.provisional")
		} else if b.Pub.Derived(at) {
			label.Meta = T("history.derived")
		}
		row := Row{Cells: make([]Cell, 0, len(t.Columns)), Strong: b.isHeadline(p) && b.headline != attendance.Year}
		row.Cells = append(row.Cells, label, NumberCell(b.Pub.Count(at, disclosure.Enrolments)), NumberCell(b.Pub.Count(at, disclosure.Possible)))
		for _, id := range shown {
			row.Cells = append(row.Cells, PercentCell(b.Pub.Rate(at, id)))
		}
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// historyPeriods are the periods of a place that its history lists, in order of time:
// those for which all pupils of the cell have figures. Weeks have a chart, and a table
// beneath it, unless there is nothing else.
func (b *Book) historyPeriods(place attendance.Place, in func(attendance.Period) disclosure.At) []attendance.Period {
	var out []attendance.Period
	for _, p := range b.Pub.Periods(place) {
		if p.Grain == attendance.Week && b.headline != attendance.Week {
			continue
		}
		if at := in(p); b.Pub.Rate(at, "attendance").Shown() || b.Pub.Count(at, disclosure.Possible).Shown() {
			out = append(out, p)
		}
	}
	return out
}

// groupName is a group of pupils in words. The names that the department publishes
// for social care groups are initials.
func groupName(name string) Text {
	if a, other, ok := attendance.Crossed(name); ok {
		return T("group.crossed", TextArg("a", groupName(a)), TextArg("b", groupName(other)))
	}
	switch name {
	case attendance.AllPupils:
		return T("group.all")
	case "CINO at 31 March":
		return T("group.need")
	case "CPPO at 31 March":
		return T("group.protection")
	case "CLA 12 months at 31 March":
		return T("group.care")
	}
	return Words(name)
}

// schoolTable lists schools: name, phase, attendance, change, persistent absence.
func (b *Book) schoolTable(id string, urns []attendance.URN, period attendance.Period, up string) *Table {
	t := &Table{ID: id, Caption: T("schools.caption", PeriodArg("period", period)), Hidden: true, Style: StackTable, Sortable: true, Columns: []Column{
		{Label: T("column.school")}, {Label: T("column.phase")}, {Label: measureName("attendance"), Numeric: true},
		{Label: T("column.versus.phase"), Numeric: true}, {Label: T("column.change"), Numeric: true}, {Label: measureName("pa_10"), Numeric: true}}}
	for _, urn := range urns {
		place := school(urn)
		s := b.Pub.School(urn)
		at := b.at(place, period)
		now := b.Pub.Rate(at, "attendance")
		name := LinkCell(b.Name(place), b.href(up, place))
		if !now.Shown() {
			if all := b.PeriodsOf(place); len(all) > 0 && all[0].Year < period.Year {
				name.Meta = T("schools.last", PeriodArg("period", all[0]))
			} else {
				name.Meta = T("schools.noreturn", PeriodArg("period", period))
			}
			at.Phase = s.Phase
		}
		before := at
		before.Period = period.YearBefore()
		change := insight.OverTime(now, b.Pub.Rate(before, "attendance"))
		mean := disclosure.All(b.Pub.Authority(), period, at.Phase)
		gap := insight.Between(now, b.Pub.Rate(mean, "attendance"))
		row := Row{Cells: []Cell{name, TextCell(T("phase.label", PhaseArg("phase", at.Phase))), PercentCell(now),
			PointsCell(Points(gap.Tenths, gap.Known())), PointsCell(Points(change.Tenths, change.Known())), PercentCell(b.Pub.Rate(at, "pa_10"))},
			Data: []Datum{{"phase", at.Phase.String()}}}
		for _, g := range b.Groupings {
			if group := b.groupOf(s, g); group != (attendance.Place{}) {
				row.Data = append(row.Data, Datum{attendance.Slug(string(g.Level)), b.Pub.Name(group)})
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// groupOf returns the place of a grouping that a school belongs to.
func (b *Book) groupOf(s *attendance.Establishment, g Grouping) attendance.Place {
	name := s.Groupings[g.Column]
	if name == "" {
		return attendance.Place{}
	}
	return attendance.Place{Level: g.Level, Code: attendance.Slug(name)}
}

// published15 is the table of persistent absence at 15%, as the performance tables
// published it: percentages only, each year by its own method, never summed and
// never judged against a target.
func (b *Book) published15(place attendance.Place) *Table {
	t := &Table{ID: "pa15-table", Caption: T("pa15.caption"), Hidden: true, Columns: []Column{{Label: T("column.period")},
		{Label: T("measure.pa_15"), Numeric: true}, {Label: T("pa15.column10"), Numeric: true}, {Label: T("column.method")}}}
	for year := firstYear15; year <= lastYear15; year++ {
		for _, at := range b.cells15(place, year) {
			if f := b.Pub.Rate(at, "pa_15"); f.Shown() {
				t.Rows = append(t.Rows, Row{Cells: []Cell{TextCell(T("period.full", PeriodArg("period", at.Period))), PercentCell(f), PercentCell(b.yearly10(place, year)), TextCell(Words(f.Ref().Rule))}})
			}
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	t.Notes = []Text{T("pa15.note")}
	return t
}

// yearGrain is how England published a whole year.
func yearGrain(year attendance.AcademicYear) attendance.Grain {
	if year <= 2011 {
		return attendance.YearFiveHTs
	}
	return attendance.Year
}

// yearly10 is the share of persistent absence at 10% over the whole year.
func (b *Book) yearly10(place attendance.Place, year attendance.AcademicYear) Figure {
	return b.Pub.Rate(b.at(place, attendance.Period{Year: year, Grain: yearGrain(year)}), "pa_10")
}
