package view

import (
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
)

// bands draws how enrolments share out by what each missed of its own sessions.
func (b *Book) bands(at disclosure.At) *Chart {
	c := &Chart{ID: "chart-bands", Kind: BarChart, Scale: Scale{Min: 0, Max: 100, Step: 20}, Title: T("chart.bands.title", PeriodArg("period", at.Period))}
	other := at
	other.Place = b.comparator(at.Place)
	t := &Table{ID: "bands-data", Caption: c.Title, Hidden: true, Columns: []Column{{Label: T("column.band")}, {Label: T("column.enrolments"), Numeric: true}, {Label: T("column.share"), Numeric: true}}}
	for i, m := range measure.Bands {
		now := b.Pub.Rate(at, m.ID)
		if !now.Shown() {
			return nil
		}
		role := This
		if i == 0 {
			role = Last
		}
		label := T("band." + m.ID)
		c.Rows = append(c.Rows, ChartRow{Label: label, Now: Of(now), Versus: Of(b.Pub.Rate(other, m.ID)), Role: role, Text: T("value.both", NumberArg("n", now), PercentArg("f", now))})
		t.Rows = append(t.Rows, Row{Cells: []Cell{TextCell(label), NumberCell(now), PercentCell(now)}})
	}
	c.Sub = T("chart.bands.sub", NumberArg("n", b.Pub.Count(at, disclosure.Enrolments)))
	c.Desc = T("chart.bands.desc", PercentArg("f", c.Rows[1].Now.Figure))
	c.Notes = []Text{T("chart.bands.note")}
	c.Table = t
	return c
}
