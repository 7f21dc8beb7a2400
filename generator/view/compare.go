package view

import (
	"cmp"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
)

// mostRows is how many rows a comparison may have and still be read.
const mostRows = 40

// compareGroups draws the attendance of every group of a grouping, now and a year
// before, unless there are too many to read.
func (b *Book) compareGroups(g Grouping, period attendance.Period, up string) *Chart {
	if len(b.Pub.Places(g.Level)) > mostRows {
		return nil
	}
	return b.compareMarks("compare-"+string(g.Level), b.Pub.Places(g.Level), period, up,
		T("chart.groups.title", WordsArg("groups", g.Many)), b.Name(b.Pub.Authority()))
}

// compareSchools draws the attendance of the schools of a place in one phase.
func (b *Book) compareSchools(place attendance.Place, phase attendance.Phase, period attendance.Period, up string) *Chart {
	var members []attendance.Place
	for _, urn := range b.Pub.Members(place) {
		if b.Pub.PhaseIn(school(urn), period) == phase && b.Pub.Rate(b.at(school(urn), period), "attendance").Shown() {
			members = append(members, school(urn))
		}
	}
	if len(members) < 2 || len(members) > mostRows {
		return nil
	}
	return b.compareMarks("compare-"+attendance.Slug(phase.String()), members, period, up,
		T("chart.schools.title", PhaseArg("phase", phase), TextArg("place", b.Name(place))), b.inPhase(b.Pub.Authority(), phase))
}

func (b *Book) compareMarks(id string, places []attendance.Place, period attendance.Period, up string, title, versus Text) *Chart {
	c := &Chart{ID: id, Kind: SlopeChart, Title: title, Table: &Table{ID: id + "-data", Caption: title, Hidden: true, Columns: []Column{
		{Label: T("column.place")}, {Label: T("period.short", PeriodArg("period", period)), Numeric: true},
		{Label: T("period.short", PeriodArg("period", period.YearBefore())), Numeric: true}, {Label: T("column.change"), Numeric: true}}}}
	type row struct {
		chart ChartRow
		table Row
		value float64
	}
	var rows []row
	phase, matched, changed := attendance.Total, false, false
	for _, place := range places {
		at := b.at(place, period)
		phase = at.Phase
		now := b.Pub.Rate(at, "attendance")
		value, ok := now.Value()
		if !ok {
			continue
		}
		d := insight.OverTime(b.Pub.Pair(at, period.YearBefore(), "attendance")) // as every headline does
		matched = matched || d.To.Ref().Among > 0
		r := row{value: value, chart: ChartRow{Label: b.Name(place), Href: b.href(up, place), Now: Of(now), Role: This, Text: T("value.percent", PercentArg("f", now))}}
		if d.Known() {
			changed = true
			r.chart.Before = Of(d.From)
			r.chart.Change = T("value.signed", PointsArg("points", d.Tenths))
		}
		r.table = Row{Cells: []Cell{LinkCell(b.Name(place), b.href(up, place)), PercentCell(now), PercentCell(d.From), PointsCell(Points(d.Tenths, d.Known()))}}
		rows = append(rows, r)
	}
	if len(rows) == 0 {
		return nil
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(b.value, a.value) })
	for _, r := range rows {
		c.Rows = append(c.Rows, r.chart)
		c.Table.Rows = append(c.Table.Rows, r.table)
	}
	if matched {
		c.Notes = append(c.Notes, T("groups.matched"))
	}
	c.Scale = b.scale("attendance", places[0], phase)
	all := b.Pub.Rate(disclosure.All(b.Pub.Authority(), period, phase), "attendance")
	c.Ref = []RefLine{{Label: versus, Role: Comparator, Value: Of(all)}}
	c.Key = []KeyItem{{"this", T("period.short", PeriodArg("period", period))}}
	if changed {
		c.Key = append(c.Key, KeyItem{"last", T("period.short", PeriodArg("period", period.YearBefore()))})
	} else {
		c.Table.without(3)
		c.Table.without(2)
	}
	c.Sub = T("chart.slope.sub", IntArg("from", int(c.Scale.Min)), IntArg("to", int(c.Scale.Max)))
	c.Desc = T("chart.slope.desc", TextArg("top", c.Rows[0].Label), PercentArg("high", c.Rows[0].Now.Figure),
		TextArg("bottom", c.Rows[len(c.Rows)-1].Label), PercentArg("low", c.Rows[len(c.Rows)-1].Now.Figure))
	return c
}
