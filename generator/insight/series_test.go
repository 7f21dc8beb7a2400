package insight

import (
	"fmt"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

// halfTerms gives a school's half-terms of 2021-22 to 2024-25. In the years before the
// last every half-term's attendance changes by 0.1 and 0.0 by turns: twelve changes of
// 0.05 on average, with steps of 0.1, so that -0.216 to 0.316 is usual. The last year's
// absences are given.
func halfTerms(t testing.TB, last ...register.Count) []register.Row {
	var rows []register.Row
	for y := range 3 {
		for ht := range 6 {
			absent := register.Count(600)
			if ht%2 == 0 {
				absent -= register.Count(10 * y)
			}
			rows = append(rows, row(t, harbour, fmt.Sprintf("%s HT%d", attendance.AcademicYear(2021+y), ht+1), absent))
		}
	}
	for ht, absent := range last {
		rows = append(rows, row(t, harbour, fmt.Sprintf("2024-25 HT%d", ht+1), absent))
	}
	return rows
}

func TestTermsAreJudgedByTheirHalfTerms(t *testing.T) {
	for _, c := range []struct {
		name    string
		period  string
		last    []register.Count
		verdict Verdict
		rule    Rule
		side    int
	}{
		{"both above", "2024-25 autumn", []register.Count{548, 568}, Signal, Beyond, +1}, // +0.32 and +0.32
		{"one of them", "2024-25 autumn", []register.Count{548, 569}, Usual, NoRule, 0},
		{"one above and one below", "2024-25 autumn", []register.Count{548, 622}, Usual, NoRule, 0},
		{"both below", "2024-25 autumn", []register.Count{602, 622}, Signal, Beyond, -1},
		{"one half-term alone", "2024-25 HT1", []register.Count{548}, Signal, Beyond, +1},
		// +3.0 in autumn would make spring's +0.5 usual if autumn were among what is usual
		{"spring after a hard autumn", "2024-25 spring", []register.Count{280, 300, 530, 550}, Signal, Beyond, +1},
		{"summer as ever", "2024-25 summer", []register.Count{280, 300, 530, 550, 570, 600}, Usual, NoRule, 0},
		// before the year the changes end in +0.1 and 0.0; -0.1 is within the limits, and
		// below the mean of 0.05 for the fifth time only, after HT6 of the year before
		{"a run in the making", "2024-25 spring", []register.Count{590, 610, 590, 610}, Usual, NoRule, 0},
	} {
		got := ChangeOf(publish(halfTerms(t, c.last...)...), at(t, c.period), "attendance", harbour, rules)
		if got.Basis != HalfTermChanges || got.Verdict != c.verdict || got.Rule != c.rule || got.Side != c.side || got.Earlier != 12 {
			t.Errorf("%s: %+v, want verdict %d by %q on side %d of 12", c.name, got, c.verdict, c.rule, c.side)
		}
		if !near(got.Limits.Lower, -0.216, 1e-9) || !near(got.Limits.Upper, 0.316, 1e-9) {
			t.Errorf("%s: limits %+v, want -0.216 to 0.316", c.name, got.Limits)
		}
	}
	// eight changes of +0.2 in a row: six of one year, and two of the next
	run := halfTerms(t, 560, 580, 560, 580, 560, 580)
	got := ChangeOf(publish(run...), at(t, "2024-25 summer"), "attendance", harbour, rules)
	if got.Verdict != Usual {
		t.Errorf("six in a row: %+v, want usual", got)
	}
	for ht, absent := range []register.Count{540, 560} {
		run = append(run, row(t, harbour, fmt.Sprintf("2025-26 HT%d", ht+1), absent))
	}
	got = ChangeOf(publish(run...), at(t, "2025-26 autumn"), "attendance", harbour, rules)
	if got.Rule != Run || got.Side != +1 || got.Earlier != 18 {
		t.Errorf("eight in a row: %+v, want a run above", got)
	}
}

// The same year never says what is usual, so a second year of half-terms is too few
// however far it has come.
func TestTheSameYearIsNoBaseline(t *testing.T) {
	var rows []register.Row
	for y := range 3 {
		for ht := range 6 {
			if y > 0 || ht > 1 { // four changes in 2023-24, and all of 2024-25
				rows = append(rows, row(t, harbour, fmt.Sprintf("%s HT%d", attendance.AcademicYear(2022+y), ht+1), register.Count(600+10*(ht%2))))
			}
		}
	}
	got := ChangeOf(publish(rows...), at(t, "2024-25 summer"), "attendance", harbour, rules)
	if got.Verdict != TooFew || got.Earlier != 4 {
		t.Errorf("got %+v, want too few: 4", got)
	}
}

// A term whose half-terms are not all there is judged by the same term of other years.
func TestTermsWithoutHalfTerms(t *testing.T) {
	rows := []register.Row{row(t, harbour, "2024-25 HT1", 548), row(t, harbour, "2023-24 HT1", 580)}
	for y := 2016; y <= 2024; y++ {
		absent := register.Count(500 + 10*(y%2))
		if y == 2024 {
			absent = 600
		}
		rows = append(rows, row(t, harbour, attendance.AcademicYear(y).String()+" autumn", absent),
			row(t, harbour, attendance.AcademicYear(y).String()+" spring", 900)) // another term is not like it
	}
	got := ChangeOf(publish(rows...), at(t, "2024-25 autumn"), "attendance", harbour, rules)
	if got.Basis != OwnValues || got.Earlier != 8 || got.Verdict != Signal || got.Side != -1 || !near(got.Limits.Centre, 94.95, 1e-9) {
		t.Errorf("got %+v, want a signal below the eight autumns", got)
	}
}

// A return that is missing is left out of both sides of a change, so it is no signal:
// the authority's attendance goes from 90.0 to 95.0 only because Hill, at 85.0, has not
// returned.
func TestAMissingReturnIsNoSignal(t *testing.T) {
	hill := attendance.Place{Level: attendance.LevelSchool, Code: "2"}
	ds := &register.Dataset{Schools: []attendance.Establishment{{URN: "1", Phase: attendance.Primary}, {URN: "2", Phase: attendance.Primary}}}
	for y := 2021; y <= 2024; y++ {
		for ht := 1; ht <= 6; ht++ {
			p := fmt.Sprintf("%s HT%d", attendance.AcademicYear(y), ht)
			ds.Rows = append(ds.Rows, row(t, harbour, p, register.Count(500+10*(ht%2))))
			if y != 2024 || ht > 2 {
				ds.Rows = append(ds.Rows, row(t, hill, p, register.Count(1500+10*((ht+y)%2))))
			}
		}
	}
	pub := disclosure.Publish(measure.Aggregate(ds, authority, nil), disclosure.Policy{Mode: disclosure.Open})
	here := disclosure.All(authority, period(t, "2024-25 autumn"), attendance.Primary)
	got := ChangeOf(pub, here, "attendance", england, rules)
	if got.To.Ref().Among != 1 || got.Basis != HalfTermChanges || got.Verdict != Usual {
		t.Errorf("got %+v, want the change of one school, within the usual range", got)
	}
}
