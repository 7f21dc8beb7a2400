package view

import (
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

// Of 800 pupils: 20 notices in spring are 20000/800 = 25.0 for each thousand, 14 in
// autumn 17.5; 3 prosecutions are hidden, and so is their rate. The spring before was not
// counted, so it has no column.
func TestServiceBesideTheTermBefore(t *testing.T) {
	ds := &register.Dataset{Schools: []attendance.Establishment{{URN: "100001", Name: "A", Phase: attendance.Primary}}}
	for _, p := range []string{"2023-24 spring", "2024-25 autumn", "2024-25 spring"} {
		ds.Rows = append(ds.Rows, row(t, school("100001"), attendance.Primary, p, 800, 900))
	}
	for _, c := range []struct {
		period, measure string
		n               register.Count
	}{{"2024-25 spring", "service.referral", 20}, {"2024-25 autumn", "service.referral", 14}, {"2024-25 spring", "service.prosecution", 3}} {
		ds.Tallies = append(ds.Tallies, register.Tally{Place: wexcombe, Period: period(t, c.period), Measure: c.measure, Count: c.n, Of: register.Missing, People: true})
	}
	b := &Book{Pub: disclosure.Publish(measure.Aggregate(ds, wexcombe, nil), disclosure.Intranet), Settings: Settings{Edition: "intranet", AsOf: "2026-05-08", Lang: "en"}}
	b.Open()
	table := b.serviceYear(b.at(wexcombe, period(t, "2024-25 spring")))
	if table == nil || len(table.Columns) != 5 || len(table.Rows) != 2 {
		t.Fatalf("%+v", table)
	}
	for i, want := range []string{"25.0", "17.5"} {
		if got := table.Rows[0].Cells[2+2*i].Text.Args[0].Words; got != want {
			t.Errorf("rate %d is %s, want %s", i, got, want)
		}
	}
	for _, cell := range table.Rows[1].Cells[1:3] {
		if cell.Figure.Symbol() != disclosure.Suppressed {
			t.Errorf("3 prosecutions show %+v", cell)
		}
	}
}

func TestPeriodBefore(t *testing.T) {
	for in, want := range map[string]string{
		"2024-25 spring": "2024-25 autumn", "2024-25 autumn": "2023-24 summer", "2024-25 HT1": "2023-24 HT6", "2024-25 HT4": "2024-25 HT3",
		"2024-25": "2023-24", "2024-25 to HT4": "2023-24 to HT4",
	} {
		if got := periodBefore(period(t, in)); got != period(t, want) {
			t.Errorf("before %s is %s, want %s", in, got, want)
		}
	}
}
