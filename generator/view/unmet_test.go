package view

import (
	"testing"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/register"
	"rollcall/generator/returns"
)

// A was visited, B met and agreed something, C has a visit of autumn only, and none of
// spring was entered for D. Of audits nothing was entered for any school, so that nobody
// is listed.
func TestSchoolsNotMet(t *testing.T) {
	ds := &register.Dataset{}
	for _, urn := range []string{"1", "2", "3", "4"} {
		ds.Schools = append(ds.Schools, attendance.Establishment{URN: attendance.URN(urn), Name: "School " + urn, Phase: attendance.Primary})
		ds.Rows = append(ds.Rows, row(t, school(attendance.URN(urn)), attendance.Primary, "2024-25 spring", 100, 500))
	}
	for _, visit := range []struct {
		urn    attendance.URN
		period string
		n      register.Count
	}{{"1", "2024-25 HT4", 2}, {"2", "2024-25 spring", 0}, {"3", "2024-25 autumn", 1}, {"3", "2024-25 spring", 0}} {
		ds.Tallies = append(ds.Tallies, register.Tally{Place: school(visit.urn), Period: period(t, visit.period), Measure: "service.visit", Count: visit.n, Of: register.Missing})
	}
	b := &Book{Pub: disclosure.Publish(measure.Aggregate(ds, wexcombe, nil), disclosure.Intranet), Settings: Settings{Edition: "intranet", AsOf: "2025-05-08", Lang: "en"},
		Agreements: returns.Agreements{{Place: school("2"), Meeting: time.Date(2025, 2, 3, 0, 0, 0, 0, time.UTC), Text: "Call on the first day."}}}
	b.Open()
	sections := b.unmetSections("")
	if len(sections) != 1 || sections[0].ID != "not-met" {
		t.Fatalf("%+v", sections)
	}
	var names string
	for _, link := range sections[0].Blocks[0].Links {
		names += link.Href + ";"
	}
	if names != "schools/3/index.html;schools/4/index.html;" {
		t.Errorf("not met: %s", names)
	}
	b.Edition = "headteacher"
	if b.unmetSections("") != nil {
		t.Error("schools read which others were not met")
	}
}
