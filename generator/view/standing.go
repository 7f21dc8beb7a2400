package view

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
)

// standing is the table of the last three years and the current period: attendance by
// phase against the country, and the rank among all authorities.
func (b *Book) standing() *Table {
	place := b.Pub.Authority()
	t := &Table{ID: "standing-table", Caption: T("standing.caption", TextArg("place", b.Name(place))), Hidden: true, Columns: []Column{{Label: T("column.period")}, {Label: T("column.phase")},
		{Label: b.Name(place), Numeric: true}, {Label: b.Name(b.country), Numeric: true}, {Label: T("column.versus", TextArg("there", b.Name(b.country))), Numeric: true}, {Label: T("column.rank"), Numeric: true}}}
	var years []attendance.Period
	for _, p := range b.Pub.Periods(place) {
		if p.IsYear() && b.Pub.Rate(disclosure.All(place, p, attendance.Total), "attendance").Shown() {
			years = append(years, p)
		}
	}
	sortPeriods(years)
	years = years[max(0, len(years)-3):]
	if !slices.Contains(years, b.current) {
		years = append(years, b.current)
	}
	for _, year := range years {
		for _, phase := range []attendance.Phase{attendance.Primary, attendance.Secondary, attendance.Total} {
			here := b.Pub.Rate(disclosure.All(place, year, phase), "attendance")
			there := b.Pub.Rate(disclosure.All(b.country, year, phase), "attendance")
			gap := insight.Between(here, there)
			rank, ok := insight.RankOf(b.Pub, place, year, phase, "attendance")
			if !gap.Known() || !ok || rank.Of < leastRanked {
				continue
			}
			label := TextCell(T("period.full", PeriodArg("period", year)))
			if here.Provisional() || there.Provisional() {
				label.Meta = T("status.provisional")
			}
			t.Rows = append(t.Rows, Row{Strong: phase == attendance.Total, Cells: []Cell{label, TextCell(T("phase.label", PhaseArg("phase", phase))),
				PercentCell(here), PercentCell(there), PointsCell(Points(gap.Tenths, true)), TextCell(T("standing.rank", TextArg("rank", rankWords(rank)), IntArg("of", rank.Of)))}})
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}
