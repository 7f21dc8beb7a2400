package view

import (
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
	"rollcall/generator/register"
)

func decimal(t *testing.T, s string) attendance.Decimal {
	t.Helper()
	d, err := attendance.ParseDecimal(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A figure that prints as its line says on which side it lies, and a trend says the
// years of its first and last figure: four years are three steps.
func TestFlagsInWords(t *testing.T) {
	b := book(t, row(t, school("100001"), attendance.Primary, "2015-16", 200, 900), row(t, school("100001"), attendance.Primary, "2018-19", 200, 1408))
	figure := func(id, p string) Figure {
		return b.Pub.Rate(disclosure.All(school("100001"), period(t, p), attendance.Primary), id)
	}
	line := insight.PriorityRule{Kind: insight.ByLevel, Measure: "attendance", Line: decimal(t, "93")}
	for id, tenths := range map[string]int64{"flag.just.below": 0, "flag.level.below": -1} { // 92.96%
		got := b.flag(insight.PrioritySchool{Phase: attendance.Primary}, insight.Flag{Rule: line, Figure: figure("attendance", "2018-19"), Tenths: tenths})
		if got.ID != id {
			t.Errorf("%d tenths from the line: %s, want %s", tenths, got.ID, id)
		}
	}
	gaps := []insight.Difference{{To: figure("attendance", "2015-16")}, {To: figure("attendance", "2018-19")}}
	trend := insight.Flag{Rule: insight.PriorityRule{Kind: insight.ByTrend, Measure: "attendance", Years: 4}, Figure: gaps[1].To, Gaps: gaps, Tenths: -11}
	got := b.flag(insight.PrioritySchool{Phase: attendance.Primary}, trend)
	if n := len(got.Args); got.ID != "flag.trend.fell" || got.Args[n-2].Period.Year != 2015 || got.Args[n-1].Period.Year != 2018 {
		t.Errorf("%+v", got)
	}
}

func TestPointsOfALine(t *testing.T) {
	for text, want := range map[string]string{"1": "1.0", "1.5": "1.5", "0.25": "0.25"} {
		if got := pointsOf(decimal(t, text)); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// A rule for primary schools leaves special schools to the other rules, and the page
// says so; a rule for every phase leaves nobody out.
func TestPhasesThatNoRuleLooksAt(t *testing.T) {
	b := book(t, row(t, wexcombe, attendance.Primary, "2018-19", 200, 900), row(t, wexcombe, attendance.Special, "2018-19", 200, 4000),
		row(t, school("100001"), attendance.Primary, "2018-19", 200, 900))
	b.PriorityRules = insight.PriorityRules{Flags: []insight.PriorityRule{{Kind: insight.ByGap, Measure: "attendance", Phase: attendance.Primary}, {Kind: insight.ByLimits, Measure: "pa_10"}}}
	got := b.unruled()
	if len(got) != 2 || got[0].Args[0].Phase != attendance.Special {
		t.Errorf("%+v", got)
	}
	b.PriorityRules.Flags[0].Phase = attendance.Total
	if got := b.unruled(); got != nil {
		t.Errorf("%+v", got)
	}
}

// Of the groups below all pupils the lowest come first; a group at the level of all
// pupils is none of them.
func TestLowestGroups(t *testing.T) {
	rows := []register.Row{row(t, school("100001"), attendance.Primary, "2024-25", 200, 2000)}
	for group, absent := range map[string]register.Count{"Girls": 1000, "Boys": 1100, "Free school meals": 1500, "Year 4": 1200, "Class 4A": 1900} {
		r := row(t, school("100001"), attendance.Primary, "2024-25", 100, absent)
		r.Group = group
		rows = append(rows, r)
	}
	b := book(t, rows...)
	got := b.lowestGroups(b.at(school("100001"), b.current), 2) // all: 10% missed; girls as many, boys 11, year 4 12, meals 15
	if len(got) != 2 || got[0] != "Free school meals" || got[1] != "Year 4" {
		t.Errorf("%v", got)
	}
}
