package generator

import (
	"os"
	"path/filepath"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/measure"
	"rollcall/generator/register"
	"rollcall/generator/source"
)

// shared returns a folder of the published data beside the project. Its absence is
// a failure where CI is set: these figures are what the product stands on.
func shared(t testing.TB, folder string) string {
	t.Helper()
	dir := filepath.Join("..", "..", "shared", "data", folder)
	if _, err := os.Stat(dir); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("the published data is missing: %v", err)
		}
		t.Skipf("the published data is missing: %v", err)
	}
	return dir
}

// "The sums must equal the published authority rows exactly": every count of every
// year and phase, made of nothing but the rows of schools.
func TestSchoolsAddUpToThePublishedTotals(t *testing.T) {
	dir := shared(t, "dfe-absence")
	for _, a := range []struct {
		code, name string
		cells      int // 13 years of Total, Primary, Secondary and Special; Rutland has no special school in some years
	}{{"331", "coventry", 52}, {"330", "birmingham", 52}, {"857", "rutland", 44}} {
		t.Run(a.name, func(t *testing.T) {
			var problems diag.List
			ds := source.Read([]source.Input{{FS: os.DirFS(dir), Path: a.name + "_absence_2006-2019.csv", Name: a.name}},
				source.Options{Authority: a.code, Nation: attendance.England}, &problems)
			if problems.Failed() {
				t.Fatal(problems.Problems())
			}
			place := attendance.Place{Level: attendance.LevelAuthority, Code: a.code}
			published := *ds
			published.Rows, published.Schools = nil, nil
			schools := *ds
			schools.Rows = nil
			for _, r := range ds.Rows {
				switch r.Place.Level {
				case attendance.LevelSchool:
					schools.Rows = append(schools.Rows, r)
				case attendance.LevelAuthority:
					published.Rows = append(published.Rows, r)
				}
			}
			sums := measure.Aggregate(&schools, place, nil).Find(place)
			cells := measure.Aggregate(&published, place, nil).Find(place).Cells
			if len(cells) != a.cells {
				t.Fatalf("%d published cells, want %d", len(cells), a.cells)
			}
			for _, want := range cells {
				got := sums.Cell(want.Period, want.Phase, want.Group)
				if got == nil {
					t.Errorf("%s %s: nothing adds up to the published row", want.Period, want.Phase)
					continue
				}
				compareCounts(t, want.Period.String()+" "+want.Phase.String(), ds.Reasons, &got.Counts, &want.Counts)
			}
		})
	}
}

func compareCounts(t *testing.T, where string, reasons []attendance.Reason, got, want *register.Counts) {
	t.Helper()
	for name, c := range map[string][2]register.Count{
		"schools": {got.Schools, want.Schools}, "enrolments": {got.Enrolments, want.Enrolments}, "possible": {got.Possible, want.Possible},
		"overall": {got.Overall, want.Overall}, "authorised": {got.Authorised, want.Authorised}, "unauthorised": {got.Unauthorised, want.Unauthorised},
		"persistent absence": {got.PA10, want.PA10},
	} {
		if c[0] != c[1] || !c[0].Known() {
			t.Errorf("%s: the schools have %d %s, published are %d", where, c[0], name, c[1])
		}
	}
	for i, r := range reasons {
		if want.Reasons != nil && got.Reasons != nil && got.Reasons[i] != want.Reasons[i] {
			t.Errorf("%s: the schools have %d of %s, published are %d", where, got.Reasons[i], r.ID, want.Reasons[i])
		}
	}
	if got.Reasons == nil {
		t.Errorf("%s: no reasons", where)
	}
}

// The published figures that the brief of the product names.
func TestCoventry2018(t *testing.T) {
	dir := shared(t, "dfe-absence")
	var problems diag.List
	ds := source.Read([]source.Input{{FS: os.DirFS(dir), Path: "coventry_absence_2006-2019.csv", Name: "coventry"}}, source.Options{Authority: "331", Nation: attendance.England}, &problems)
	place := attendance.Place{Level: attendance.LevelAuthority, Code: "331"}
	c := measure.Aggregate(ds, place, nil).Find(place).Cell(attendance.Period{Year: 2018, Grain: attendance.Year}, attendance.Total, attendance.AllPupils)
	if c.Counts.Overall != 819557 || c.Counts.Possible != 17197212 || c.Counts.Schools != 115 {
		t.Errorf("%d of %d sessions at %d schools, want 819557 of 17197212 at 115", c.Counts.Overall, c.Counts.Possible, c.Counts.Schools)
	}
}
