package source

import (
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

const codesHeader = "nation,code,category,from,until,verified,meaning,instead\n"

func readCodes(text string) (*Codes, *diag.List) {
	problems := new(diag.List)
	fsys := fstest.MapFS{"codes.csv": {Data: []byte(codesHeader + text)}}
	return ReadCodes([]sheet.Input{{FS: fsys, Path: "codes.csv", Name: "codes.csv"}}, problems), problems
}

// The tables that come with the program: England's is verified, that of Wales is not.
func TestBuiltInCodes(t *testing.T) {
	for nation, want := range map[attendance.Nation]string{
		attendance.England: `/\LBJKPVWCC1C2EFHIJ1MRSTGNOUDQXYY1Y2Y3Y4Y5Y6Y7Z#`,
		attendance.Wales:   `/\LBDJPVWCEFHIMRSTGNOUXYZ#`,
	} {
		var got strings.Builder
		for _, c := range england.Codes.of(nation) {
			got.WriteString(c.code)
			if !c.current || c.verified != (nation == attendance.England) {
				t.Errorf("%s %s: %+v", nation, c.code, c)
			}
			if columnCode(c.column()) != c.code {
				t.Errorf("%s is not the column of %s", c.column(), c.code)
			}
		}
		if got.String() != want {
			t.Errorf("%s has %s, want %s", nation, got.String(), want)
		}
	}
}

// The codes of 19 August 2024 begin with the year after it, and those that they
// replaced end with the year before: no register is taken in August.
func TestYearsOfCodes(t *testing.T) {
	for code, want := range map[string][2]attendance.AcademicYear{"J": {0, 2023}, "J1": {2024, 9999}, "I": {0, 9999}} {
		c := england.Codes.find(attendance.England, code)[0]
		if got := [2]attendance.AcademicYear{c.begins(), c.ends()}; got != want {
			t.Errorf("%s was in use from %s to %s, want %v", code, got[0], got[1], want)
		}
	}
	codes, problems := readCodes("Wales,A,activity,2025-01-06,2025-07-18,no,a,\nWales,B,activity,2025-09-01,2025-09-30,no,b,\n")
	if len(problems.Problems()) > 0 {
		t.Fatal(problems.Problems())
	}
	if a := codes.list[0]; a.begins() != 2024 || a.ends() != 2024 {
		t.Errorf("a code of the spring and summer is of %s to %s", a.begins(), a.ends())
	}
	if b := codes.list[1]; b.begins() != 2025 || b.ends() != 2025 || b.withdrawn() != "2025-10-01" {
		t.Errorf("a code of September is of %s to %s", b.begins(), b.ends())
	}
}

// A code that came to count as something else has a reason for each: D was activity
// to July 2025 and is not possible since, so 30 sessions of the first year and 40 of
// the second stand apart.
func TestCodeChangesCategory(t *testing.T) {
	opt := england
	opt.Nation = attendance.Wales
	var problems *diag.List
	opt.Codes, problems = readCodes("Wales,D,activity,,2025-08-31,no,dual registered,\nWales,D,not-possible,2025-09-01,,no,dual registered,\n")
	if len(problems.Problems()) > 0 {
		t.Fatal(problems.Problems())
	}
	ds, problems := load(opt, file{"schools.csv", "urn,name,phase\n1000001,Ysgol,Primary\n"},
		file{"a.csv", "urn,period,sess_possible,sess_authorised,sess_unauthorised,code_d\n1000001,2024-25,1000,10,10,30\n1000001,2025-26,1000,10,10,40\n"})
	if len(problems.Problems()) > 0 {
		t.Fatal(problems.Problems())
	}
	want := []attendance.Reason{{ID: "code_d_activity", Code: "D", Category: attendance.Activity}, {ID: "code_d", Code: "D", Category: attendance.NotPossible}}
	if len(ds.Reasons) != 2 || ds.Reasons[0] != want[0] || ds.Reasons[1] != want[1] {
		t.Fatalf("%+v", ds.Reasons)
	}
	if a, b := ds.Rows[0].Counts.Reasons, ds.Rows[1].Counts.Reasons; a[0] != 30 || a[1].Known() || b[1] != 40 || b[0].Known() {
		t.Errorf("%v and %v", a, b)
	}
}

// A withdrawn code is said once a column and year, and its sessions are kept.
func TestWithdrawnCode(t *testing.T) {
	ds, problems := load(england, file{"schools.csv", "urn,name,phase\n100001,A,Primary\n100002,B,Primary\n"},
		file{"a.csv", "urn,period,sess_possible,sess_authorised,sess_unauthorised,code_j,code_h\n" +
			"100001,2023-24,90,9,1,3,0\n100002,2023-24,90,9,1,3,0\n100001,2024-25,90,9,1,3,0\n100002,2024-25,90,9,1,2,0\n"})
	found := problems.Problems()
	const want = "a.csv:4:23: code-withdrawn: the registration code J was withdrawn on 2024-08-19 and is used in 2024-25 (2 times; this is the first)\n    Use J1."
	if len(found) != 1 || found[0].String() != want || found[0].Severity != diag.Warning {
		t.Errorf("got %v, want %s", found, want)
	}
	if r := ds.Rows[1]; r.Period.Year != 2024 || ds.Reasons[0].ID != "code_j" || r.Counts.Reasons[0] != 3 {
		t.Errorf("%+v", r)
	}
}

func TestCodesProblems(t *testing.T) {
	for name, test := range map[string]struct{ row, want string }{
		"nation":      {"Scotland,I,authorised,,,yes,illness,", "codes.csv:2:1: code-table: nation is \"Scotland\"\n    Known are England, Wales."},
		"no nation":   {",I,authorised,,,yes,illness,", "codes.csv:2:1: code-table: nation is empty"},
		"code":        {"England,I-1,authorised,,,yes,illness,", "codes.csv:2:9: code-table: \"I-1\" is not a registration code"},
		"no code":     {"England,,authorised,,,yes,illness,", "codes.csv:2:9: code-table"},
		"category":    {"England,I,authorized,,,yes,illness,", "codes.csv:2:11: code-table: category is \"authorized\"\n    Did you mean authorised?"},
		"day":         {"England,I,authorised,the first,,yes,illness,", "codes.csv:2:22: code-table: from is \"the first\""},
		"reversed":    {"England,I,authorised,2024-09-01,2024-08-31,yes,illness,", "codes.csv:2:33: code-table: the code I ends before it begins"},
		"verified":    {"England,I,authorised,,,perhaps,illness,", "codes.csv:2:24: code-table: verified is \"perhaps\""},
		"meaning":     {"England,I,authorised,,,yes,,", "codes.csv:2:28: code-table: meaning is empty"},
		"doubled":     {"England,i,authorised,,,yes,illness,\nEngland,I,authorised,2024-09-01,,yes,illness,", "codes.csv:3:9: code-table: the code I of England stands at codes.csv:2:9 as well"},
		"one day too": {"England,I,authorised,,2024-09-01,yes,illness,\nEngland,I,activity,2024-09-01,,yes,illness,", "codes.csv:3:9: code-table"},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := readCodes(test.row + "\n")
			if p := problems.Problems(); len(p) != 1 || !strings.HasPrefix(p[0].String(), test.want) {
				t.Errorf("got %v, want %s", p, test.want)
			}
		})
	}
	// Two nations, and two stretches of time, do not collide.
	if _, problems := readCodes("England,I,authorised,,2024-08-31,yes,illness,\nEngland,I,authorised,2024-09-01,,yes,illness,\nWales,I,authorised,,,no,illness,\n"); len(problems.Problems()) > 0 {
		t.Error(problems.Problems())
	}
}

// Without a table every code is unknown.
func TestNoCodes(t *testing.T) {
	opt := england
	opt.Codes = nil
	_, problems := load(opt, file{"schools.csv", "urn,name,phase\n100001,A,Primary\n"},
		file{"a.csv", "urn,period,sess_possible,sess_authorised,sess_unauthorised,code_i\n100001,2024-25,90,9,1,3\n"})
	if got := codes(problems); got != "a.csv:2:23 code-unknown" {
		t.Error(got)
	}
}

func FuzzReadCodes(f *testing.F) {
	f.Add("England,I,authorised,,2024-08-31,yes,illness,\nEngland,I,activity,2024-09-01,,yes,illness,J1\n")
	f.Add("Wales,#,not-possible,0001-01-01,9999-12-31,no,x,\n,,,,,,,\n")
	f.Fuzz(func(t *testing.T, text string) {
		table, problems := readCodes(text)
		for _, c := range table.list {
			if columnCode(c.column()) != c.code {
				t.Errorf("%+v has no column", c)
			}
		}
		for _, nation := range nations {
			ids := make(map[string]bool)
			for _, reason := range table.reasons(attendance.Nation(nation)) {
				if ids[reason.ID] {
					t.Errorf("%s stands for two reasons", reason.ID)
				}
				ids[reason.ID] = true
			}
		}
		lines := strings.Count(text, "\n") + strings.Count(text, "\r") + 2
		for _, p := range problems.Problems() {
			if p.Pos.Line > lines {
				t.Fatalf("%v lies outside the file", p)
			}
		}
	})
}
