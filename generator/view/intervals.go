package view

import (
	"cmp"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
)

// mostIntervals is how many schools a chart of intervals has at most. A page with more
// has no room for it; its phase page has the funnel.
const mostIntervals = 20

// intervals draws persistent absence of the schools of a place in one phase, each with
// the range within which chance alone would put it.
func (b *Book) intervals(place attendance.Place, phase attendance.Phase, period attendance.Period, up string) *Chart {
	mean := b.Pub.Rate(disclosure.All(b.Pub.Authority(), period, phase), "pa_10")
	level, ok := mean.Value()
	if !ok {
		return nil
	}
	c := &Chart{ID: "intervals-" + attendance.Slug(phase.String()), Kind: IntervalChart, Still: true, Scale: b.scale("pa_10", school(""), phase),
		Title: T("chart.intervals.title", PhaseArg("phase", phase)), Ref: []RefLine{{Label: b.inPhase(b.Pub.Authority(), phase), Role: Comparator, Value: Of(mean)}}}
	c.Table = &Table{ID: c.ID + "-data", Caption: c.Title, Hidden: true, Columns: []Column{{Label: T("column.school")}, {Label: measureName("pa_10"), Numeric: true}, {Label: T("column.interval"), Numeric: true}}}
	type row struct {
		urn    attendance.URN
		figure Figure
		value  float64
		chance insight.Interval
	}
	var rows []row
	for _, urn := range b.Pub.Members(place) {
		f := b.Pub.Rate(disclosure.All(school(urn), period, phase), "pa_10")
		if chance, ok := insight.WilsonOf(f); ok {
			v, _ := f.Value()
			rows = append(rows, row{urn, f, v, chance})
		}
	}
	if len(rows) < 2 || len(rows) > mostIntervals {
		return nil
	}
	slices.SortStableFunc(rows, func(x, y row) int { return cmp.Compare(y.value, x.value) })
	apart := 0
	for _, r := range rows {
		role := Last
		if r.chance.Lower > level || r.chance.Upper < level {
			apart++
			role = This
		}
		words := T("value.interval", WordsArg("low", oneDecimal(r.chance.Lower)), WordsArg("high", oneDecimal(r.chance.Upper)))
		c.Scale = c.Scale.holding(r.chance.Upper)
		c.Rows = append(c.Rows, ChartRow{Label: b.Name(school(r.urn)), Href: b.href(up, school(r.urn)), Now: Of(r.figure), Range: Interval{r.chance.Lower, r.chance.Upper, true}, Role: role, Text: T("value.percent", PercentArg("f", r.figure))})
		c.Table.Rows = append(c.Table.Rows, Row{Cells: []Cell{LinkCell(b.Name(school(r.urn)), b.href(up, school(r.urn))), PercentCell(r.figure), TextCell(words)}})
	}
	c.Scale = c.Scale.steps()
	c.Sub = T("chart.intervals.sub", PeriodArg("period", period))
	c.Desc = T("chart.intervals.desc", IntArg("n", apart), IntArg("of", len(rows)), PercentArg("mean", mean))
	c.Notes = []Text{T("chart.intervals.note")}
	return c
}
