package view

import (
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

// 970 of 1,000 against 500 of 1,000 is 1.94 times, so 94% more likely; in the country
// 7,650 of 10,000 against 5,000 is 53% more. The strategy of Rhondda Cynon Taf quotes
// these two. Without the country's rows, its part is not said.
func TestAttainmentBesideTheCountry(t *testing.T) {
	build := func(national bool) *Chart {
		ds := &register.Dataset{Rows: []register.Row{row(t, wexcombe, attendance.Total, "2024-25", 10000, 500), row(t, england, attendance.Total, "2024-25", 100000, 500)}}
		p := period(t, "2024-25")
		add := func(place attendance.Place, band string, reached, of register.Count) {
			ds.Tallies = append(ds.Tallies, register.Tally{Place: place, Period: p, Measure: "attainment.l2." + band, Count: reached, Of: of, People: true})
		}
		add(wexcombe, ">=94", 970, 1000)
		add(wexcombe, "<=90", 500, 1000)
		if national {
			add(england, ">=94", 7650, 10000)
			add(england, "<=90", 5000, 10000)
		}
		b := &Book{Pub: disclosure.Publish(measure.Aggregate(ds, wexcombe, nil), disclosure.Intranet), Settings: Settings{Edition: "intranet", AsOf: "2026-05-08", Lang: "en"}}
		b.Open()
		return b.ratios("l2", wexcombe, p, "l2", []string{"<=90", ">=94"})
	}
	c := build(true)
	if c == nil || c.Notes[0].ID != "attainment.more.national" || c.Notes[0].Args[1].Int != 94 || c.Notes[0].Args[2].Int != 53 {
		t.Fatalf("%+v", c)
	}
	if n := len(c.Table.Columns); n != 6 || len(c.Table.Rows[1].Cells) != n || c.Table.Rows[1].Cells[5].Text.ID != "attainment.times" {
		t.Errorf("%+v", c.Table)
	}
	c = build(false)
	if c.Notes[0].ID != "attainment.more" || len(c.Table.Columns) != 5 || len(c.Table.Rows[1].Cells) != 5 {
		t.Errorf("%+v", c.Notes)
	}
}
