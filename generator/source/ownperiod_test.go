package source

import (
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// Counts and periods as school systems write them are read, and each way of writing is
// noted once; the figures are those of the plain file.
func TestAsSystemsWriteThem(t *testing.T) {
	schools := file{"schools.csv", "urn,name,phase\n100001,A,Primary\n100002,B,Primary\n"}
	plain, _ := load(england, schools, file{"a.csv", "urn,period,sess_possible,sess_authorised,sess_unauthorised\n" +
		"100001,2024-25 HT1,12867,579,193\n100002,2024-25 HT1,1200,50,20\n100001,2024-25 HT2,11000,500,100\n100002,2024-25 HT2,1100,40,10\n"})
	for name, text := range map[string]string{
		"one column": "urn,period,sess_possible,sess_authorised,sess_unauthorised\n" +
			"100001,2024/25 Autumn 1,\"12,867\",579.0,193\n100002,Half term 1 2024/25,\"1,200\",50,20\n100001,2024/25 Autumn 2,11 000,500,100\n100002,Aut 2 24/25,1 100 ,40.00,10\n",
		"two columns": "urn,academic_year,period,sess_possible,sess_authorised,sess_unauthorised\n" +
			"100001,2024/25,Autumn 1,\"12,867\",579,193\n100002,202425,HT1,\"1,200\",50,20\n100001,2024/2025,Aut 2,\"11,000\",500,100\n100002,24/25,Half-term 2,\"1,100\",40,10\n",
	} {
		got, problems := load(england, schools, file{"a.csv", text})
		if n := problems.Count(); n.Errors+n.SetAside+n.Warnings > 0 || n.Notes < 4 {
			t.Errorf("%s: %+v\n%v", name, n, problems.Problems())
		}
		if len(got.Rows) != 4 || len(plain.Rows) != 4 {
			t.Fatalf("%s: %d and %d rows", name, len(got.Rows), len(plain.Rows))
		}
		for i := range got.Rows {
			if got.Rows[i].Key() != plain.Rows[i].Key() || got.Rows[i].Counts.Possible != plain.Rows[i].Counts.Possible || got.Rows[i].Counts.Overall != plain.Rows[i].Counts.Overall {
				t.Errorf("%s: row %d is %+v, want %+v", name, i, got.Rows[i], plain.Rows[i])
			}
		}
	}
}

// The year of a part may come from site.yaml. What may mean two periods or two numbers is
// set aside, with what to write.
func TestPeriodsInDoubt(t *testing.T) {
	schools := file{"schools.csv", "urn,name,phase\n100001,A,Primary\n"}
	for row, want := range map[string]string{
		"Autumn 1,1000":          "a.csv:2:8 period-unknown: \"Autumn 1\" does not say the academic year",
		"2024/25 Term 2,1000":    "a.csv:2:8 period-unknown: \"2024/25 Term 2\" is one of three terms or of six",
		"2024-25 HT1,12.867":     "a.csv:2:20 number-unreadable",
		"2024-25 HT1,\"12,86\"":  "a.csv:2:20 number-unreadable",
		"2024-25 HT1,94.5%":      "a.csv:2:20 number-unreadable",
		"2024-25 HT1,1000 or so": "a.csv:2:20 number-unreadable",
	} {
		_, problems := load(england, schools, file{"a.csv", "urn,period,sess_possible,sess_authorised,sess_unauthorised\n100001," + row + ",5,5\n"})
		found := problems.Problems()
		got := found[0].Pos.String() + " " + string(found[0].Code) + ": " + found[0].Message
		if found[0].Severity != diag.SetAside || !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s", row, got)
		}
	}
	var problems diag.List
	fsys := fstest.MapFS{"s.csv": {Data: []byte(schools.content)}, "a.csv": {Data: []byte("urn,period,sess_possible,sess_authorised,sess_unauthorised\n100001,Autumn 1,1000,5,5\n")}}
	ds := Read([]Input{{FS: fsys, Path: "s.csv", Name: "s.csv"}, {FS: fsys, Path: "a.csv", Name: "a.csv", Period: attendance.Period{Year: 2024, Grain: attendance.Year}}}, england, &problems)
	if len(ds.Rows) != 1 || ds.Rows[0].Period.String() != "2024-25 HT1" || problems.Count().SetAside > 0 {
		t.Errorf("%d rows, %v", len(ds.Rows), problems.Problems())
	}
}
