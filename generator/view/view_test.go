package view

import (
	"strings"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
	"rollcall/generator/measure"
	"rollcall/generator/register"
	"rollcall/generator/returns"
)

var (
	wexcombe = attendance.Place{Level: attendance.LevelAuthority, Code: "991"}
	england  = attendance.Place{Level: attendance.LevelCountry, Code: "E92000001"}
)

func period(t testing.TB, s string) attendance.Period {
	t.Helper()
	p, err := attendance.ParsePeriod(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func row(t testing.TB, place attendance.Place, phase attendance.Phase, p string, enrolments, absent register.Count) register.Row {
	c := register.None()
	c.Schools, c.Enrolments, c.Possible, c.Overall, c.PA10, c.Severe = 1, enrolments, enrolments*100, absent, enrolments/5, enrolments/50
	return register.Row{Place: place, Phase: phase, Period: period(t, p), Group: attendance.AllPupils, Counts: c}
}

// book opens a book of the rows given.
func book(t testing.TB, rows ...register.Row) *Book {
	ds := &register.Dataset{Rows: rows, Names: map[attendance.Place]string{england: "England"}}
	seen := map[string]bool{}
	for _, r := range rows {
		if r.Place.Level == attendance.LevelSchool && !seen[r.Place.Code] {
			seen[r.Place.Code] = true
			ds.Schools = append(ds.Schools, attendance.Establishment{URN: attendance.URN(r.Place.Code), Name: "School " + r.Place.Code, Phase: r.Phase, Groupings: map[string]string{"cluster": "Harbour"}})
		}
	}
	b := &Book{Pub: disclosure.Publish(measure.Aggregate(ds, wexcombe, []measure.Grouping{{Level: attendance.LevelCluster, Column: "cluster"}}), disclosure.Intranet), Targets: &returns.Targets{},
		Settings: Settings{Title: "T", Authority: "Wexcombe", Edition: "intranet", AsOf: "2026-05-08", SchoolPeriods: 5, Signals: insight.Rules{LeastPoints: 8}, Lang: "en",
			Groupings: []Grouping{{Level: attendance.LevelCluster, Column: "cluster", One: "cluster", Many: "clusters"}}}}
	b.Open()
	return b
}

// No tone, and no word of better or worse, without a signal.
func TestMoveClaimsOnlyWhatARuleSupports(t *testing.T) {
	difference := func(tenths int64) insight.Difference { return insight.Difference{Tenths: tenths} }
	for name, c := range map[string]struct {
		change insight.Change
		tone   Tone
		id     string
	}{
		"usual":            {insight.Change{Difference: difference(30), Verdict: insight.Usual}, Plain, "move.usual"},
		"too few":          {insight.Change{Difference: difference(-30), Verdict: insight.TooFew}, Plain, "move.few"},
		"usual by the gap": {insight.Change{Difference: difference(3), Verdict: insight.Usual, Basis: insight.GapValues}, Plain, "move.usual.gap"},
	} {
		m := moveOf(c.change)
		if m.Tone != c.tone || m.Label.ID != c.id {
			t.Errorf("%s: tone %q and %q, want %q and %q", name, m.Tone, m.Label.ID, c.tone, c.id)
		}
	}
	if m := moveOf(insight.Change{Difference: insight.Difference{Refusal: insight.NotShown}}); m != nil {
		t.Errorf("a comparison that is refused moves %v", m)
	}
}

func TestPeriodsAndPaths(t *testing.T) {
	b := book(t,
		row(t, school("100001"), attendance.Primary, "2024-25 HT1", 200, 900), row(t, school("100001"), attendance.Primary, "2024-25 HT2", 200, 900),
		row(t, school("100001"), attendance.Primary, "2024-25 HT3", 200, 900), row(t, school("100001"), attendance.Primary, "2024-25 HT4", 200, 900),
		row(t, school("100002"), attendance.Primary, "2024-25 HT1", 200, 900), row(t, school("100002"), attendance.Primary, "2024-25 HT2", 200, 900))
	if b.current != period(t, "2024-25 spring") || b.headline != attendance.Term {
		t.Fatalf("the current period is %s at grain %d", b.current, b.headline)
	}
	for want, got := range map[string]string{
		"index.html":                                 b.Path(wexcombe, period(t, "2024-25 spring")),
		"authority/2024-25-autumn/index.html":        b.Path(wexcombe, period(t, "2024-25 autumn")),
		"schools/100001/index.html":                  b.Path(school("100001"), period(t, "2024-25 spring")),
		"schools/100001/2024-25-autumn/index.html":   b.Path(school("100001"), period(t, "2024-25 autumn")),
		"schools/100002/index.html":                  b.Path(school("100002"), period(t, "2024-25 autumn")), // its latest
		"clusters/harbour/2024-25-autumn/index.html": b.Path(attendance.Place{Level: attendance.LevelCluster, Code: "harbour"}, period(t, "2024-25 autumn")),
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if line := b.coverageLine("", wexcombe, b.current); line.IsZero() {
		t.Error("a missing return is not said")
	}
	page := b.AuthorityPage(b.current)
	if page.Root != "" || page.Path != "index.html" || len(page.PeriodNav) != 3 || !page.PeriodNav[0].Current {
		t.Errorf("root %q, path %q, %d periods", page.Root, page.Path, len(page.PeriodNav))
	}
	if older := b.AuthorityPage(period(t, "2024-25 autumn")); older.Root != "../../" {
		t.Errorf("root %q", older.Root)
	}
}

// figures.csv: its columns are a contract, and its rows are sorted.
func TestFigures(t *testing.T) {
	b := book(t, row(t, school("100002"), attendance.Secondary, "2024-25 HT2", 200, 900), row(t, school("100002"), attendance.Secondary, "2024-25 HT1", 200, 900),
		row(t, school("100001"), attendance.Primary, "2024-25 HT1", 4, 20), row(t, england, attendance.Total, "2024-25 HT1", 1000, 5000))
	table := b.Figures(append(b.SummaryPlaces(), b.GroupPlaces(attendance.Place{Level: attendance.LevelCluster, Code: "harbour"})...))
	want := "level,code,name,phase,period,group,schools,enrolments,sess_possible,sess_overall,sess_authorised,sess_unauthorised,sess_late,sess_overall_percent,attendance_percent," +
		"pa_10,pa_10_percent,pa_15,pa_15_percent,severe,severe_percent,status"
	if got := strings.Join(table.Columns, ","); got != want {
		t.Errorf("columns are\n%s, want\n%s", got, want)
	}
	var order []string
	for r := range table.Rows {
		order = append(order, strings.Join([]string{r.Labels[0], r.Labels[1], r.Labels[4], r.Labels[3]}, " "))
		if len(r.Figures)+len(r.Labels)+1 != len(table.Columns) {
			t.Fatalf("%d figures", len(r.Figures))
		}
		if r.Labels[1] == "100001" && (r.Figures[1].Shown() || r.Figures[2].Shown() || !r.Figures[0].Shown()) {
			t.Errorf("a school of four pupils shows %v", r.Figures)
		}
	}
	if order[0] != "authority 991 2024-25 HT1 Primary" || order[1] != "authority 991 2024-25 HT1 Secondary" || !strings.HasPrefix(order[len(order)-1], "school 100002 2024-25 autumn") {
		t.Errorf("the order is\n%s", strings.Join(order, "\n"))
	}
}

// A scale holds every figure of the edition that rests on enough pupils, and is the
// same for all places of a kind.
func TestScales(t *testing.T) {
	b := book(t, row(t, school("100001"), attendance.Primary, "2024-25", 200, 200*100*13/100), row(t, school("100002"), attendance.Primary, "2024-25", 200, 900),
		row(t, school("100003"), attendance.Primary, "2024-25", 7, 700), row(t, school("100004"), attendance.Special, "2024-25", 60, 60*100*30/100))
	mainstream := b.scale("attendance", school("100002"), attendance.Primary)
	if mainstream.Min > 87 || mainstream.Min < 80 || mainstream.Max < 96 {
		t.Errorf("mainstream schools have %+v, and one of them 87%%; a school of seven pupils may not widen it", mainstream)
	}
	if special := b.scale("attendance", school("100004"), attendance.Special); special.Min > 70 {
		t.Errorf("special schools have %+v, and one of them 70%%", special)
	}
}
