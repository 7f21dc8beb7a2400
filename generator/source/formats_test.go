package source

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

func TestAttendance(t *testing.T) {
	ds, problems := load(england, file{"schools.csv", ourSchools},
		returned("100001,2024-25 autumn,,1000,50,20,90,9,c,,2,provisional,2025-01-10,40,10", "100001,2024-25 autumn,FSM,100,z,2,x,,,,low,,,,",
			"100002,2024-25 autumn,,1,0,0,,,,,,,,,", "100003,2024-25 autumn,,1,0,0,,,,,,,,,"))
	if problems.Failed() {
		t.Fatal(problems.Problems())
	}
	want := register.None()
	want.Schools, want.Possible, want.Overall, want.Authorised, want.Unauthorised, want.Late = 1, 1000, 70, 50, 20, 10
	want.Enrolments, want.PA10, want.PA15, want.Severe, want.Reasons = 90, 9, register.Withheld, 2, []register.Count{10, 40}
	if r := ds.Rows[0]; !reflect.DeepEqual(r.Counts, want) || r.Phase != attendance.Primary || r.Status != register.Provisional || r.Group != attendance.AllPupils {
		t.Errorf("%+v", r)
	}
	if r := ds.Rows[1]; r.Group != "FSM" || r.Counts.Authorised != register.NotApplicable || r.Counts.Overall != register.Missing || r.Counts.Severe != register.Low || r.Counts.Reasons != nil {
		t.Errorf("%+v", r)
	}
	if len(ds.Reasons) != 2 || ds.Reasons[0].ID != "code_l" || ds.Reasons[1] != (attendance.Reason{ID: "code_i", Code: "I", Category: attendance.Authorised}) {
		t.Errorf("%+v", ds.Reasons)
	}
}

func TestComparators(t *testing.T) {
	ds, problems := load(england, file{"c.csv", "level,code,name,phase,period,measure,value,numerator,denominator\n" +
		"region,E1,Mid,Total,2024-25,attendance,,95,100\nregion,E1,Mid,Total,2024-25,pa_10,,3,20\nregion,E1,Mid,Total,2024-25,pa_15,4.25,,\n"})
	if problems.Failed() || len(ds.Rows) != 1 || len(ds.Rates) != 1 {
		t.Fatal(problems.Problems(), ds)
	}
	if c := ds.Rows[0].Counts; c.Overall != 5 || c.Possible != 100 || c.PA10 != 3 || c.Enrolments != 20 || c.Authorised != register.Missing {
		t.Errorf("%+v", c)
	}
	if r := ds.Rates[0]; r.Measure != "pa_15" || r.Percent.String() != "4.25" || ds.Names[r.Place] != "Mid" {
		t.Errorf("%+v", r)
	}
}

func TestSymbols(t *testing.T) {
	ds, problems := load(england, file{"dfe.csv", dfe(placeRow("Local authority", "x,:,c,z,low,.,NA,SUPP,-"))})
	if problems.Failed() {
		t.Fatal(problems.Problems())
	}
	c := ds.Rows[0].Counts
	got := []register.Count{c.Schools, c.Enrolments, c.Possible, c.Overall, c.Authorised, c.Unauthorised, c.PA10, c.Reasons[0]}
	want := []register.Count{register.Missing, register.Missing, register.Withheld, register.NotApplicable, register.Low, register.Missing, register.Missing, register.Withheld}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// A file of a school system is told apart by the names that such systems use, in the line
// where its header is.
func TestNearestFormatByOtherNames(t *testing.T) {
	for content, want := range map[string]string{
		"Return\nRun 1 May\nURN,Half term,Possible Sessions,Authorised absences,Unauthorised absences\n100001,HT1,9,1,0\n": "It comes nearest to attendance, which also needs period, sess_possible, sess_authorised, sess_unauthorised. Run `rollcall import export.csv`",
		"URN,LA (code),EstablishmentName,PhaseOfEducation (name),Trusts (name),CloseDate\n100001,331,Alder,Primary,,\n":    "It comes nearest to schools, which also needs name, phase. Run `rollcall import export.csv`",
	} {
		_, problems := load(england, file{"export.csv", content})
		found := problems.Problems()
		if len(found) != 1 || !strings.HasPrefix(found[0].Hint, want) || found[0].Pos.Line != 1+strings.Count(content[:strings.Index(content, "URN")], "\n") {
			t.Errorf("%v", found)
		}
	}
}
