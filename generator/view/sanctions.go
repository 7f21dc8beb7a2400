package view

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
	"rollcall/generator/returns"
)

// legal are the activities that are measures of law, in the order in which they are
// taken.
var legal = []string{"notice-to-improve", "penalty-notice", "attendance-contract", "parenting-contract", "parenting-order", "education-supervision-order", "school-attendance-order", "prosecution"}

// sanctions lists the measures of law that were used in the latest period, for each
// thousand pupils of the authority, beside the same period a year before.
func (b *Book) sanctions() *Table {
	place := b.Pub.Authority()
	periods := b.servicePeriods(place, b.serviceGrains(place)[0])
	latest := periods[len(periods)-1]
	t := &Table{ID: "sanctions-table", Caption: T("sanctions.caption", PeriodArg("period", latest)), Hidden: true, Columns: []Column{{Label: T("column.activity")}}}
	shown := []attendance.Period{latest, latest.YearBefore()}
	for _, p := range shown {
		t.Columns = append(t.Columns, Column{Label: heatColumn(p), Numeric: true}, Column{Label: T("column.perthousand"), Numeric: true})
	}
	for _, id := range legal {
		i := slices.IndexFunc(returns.Activities, func(a returns.Activity) bool { return a.ID == id })
		m, name := b.headMeasure(place, returns.Activities[i])
		row := Row{Cells: []Cell{TextCell(name)}}
		known := false
		for _, p := range shown {
			n := b.Pub.Tally(place, p, m)
			known = known || n.Symbol() != disclosure.NotAvailable
			rate := NumberCell(n) // its symbol, where there is no rate
			if d, ok := insight.PerThousand(n, b.Pub.Count(b.at(place, p), disclosure.Enrolments)); ok {
				rate = decimalCell(d, 1, "value.plain")
			}
			row.Cells = append(row.Cells, NumberCell(n), rate)
		}
		if known {
			t.Rows = append(t.Rows, row)
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}
