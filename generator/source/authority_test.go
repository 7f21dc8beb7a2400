package source

import (
	"fmt"
	"strings"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// underNumber is schoolRow under another number of an authority.
func underNumber(authority, year, urn, laestab string) string {
	return strings.Replace(schoolRow(year, urn, laestab, good), ",999,Testshire,", ","+authority+",Old county,", 1)
}

const succeeded = "urn,name,phase,laestab,predecessors\n100001,Alder,Primary,9992001,\n140002,Birch,Primary,9992002,100002\n"

// A council that was reorganised keeps the past of its schools, and of no others.
func TestFormerAuthority(t *testing.T) {
	rows := []string{
		underNumber("909", "201718", "100001", "9092001"),
		underNumber("909", "201718", "100002", "9092002"), // which became 140002
		underNumber("909", "201718", "100003", "9092003"), // which another council has now
		underNumber("910", "201718", "100004", "9102004"),
		schoolRow("201819", "100001", "9992001", good), schoolRow("201819", "140002", "9992002", good),
		strings.Replace(placeRow("Local authority", "3,"+good), ",999,Testshire,", ",909,Old county,", 1),
	}
	files := []file{{"schools.csv", succeeded}, {"dfe.csv", dfe(rows...)},
		{"census.csv", "URN,LA,ESTAB,NOR,PNUMFSMEVER\n100002,909,2002,321,12.5\n100003,909,2003,55,1\n"}}
	opt := england
	opt.Formerly = []string{"909"}
	ds, problems := load(opt, files...)
	var told []string
	for _, p := range problems.Problems() {
		told = append(told, p.Message)
		if p.Severity != diag.Note {
			t.Error(p)
		}
	}
	want := "2 rows are of 2 schools of the site under 909, a former number of the authority|1 row is of schools under 909 that the site does not list|1 row is of schools of another authority, 910"
	for _, message := range strings.Split(want, "|") {
		if !strings.Contains(strings.Join(told, "|"), message) {
			t.Errorf("no %q in %q", message, told)
		}
	}
	var got []string
	for _, r := range ds.Rows {
		got = append(got, fmt.Sprintf("%s %s", r.Place, r.Period))
	}
	if s := strings.Join(got, "; "); s != "authority:909 2018-19; school:100001 2017-18; school:100001 2018-19; school:140002 2017-18; school:140002 2018-19" {
		t.Error(s)
	}
	if len(ds.Schools) != 2 || ds.Schools[1].Roll != 321 || ds.Names[attendance.Place{Level: attendance.LevelAuthority, Code: "909"}] != "Old county" {
		t.Errorf("%+v %v", ds.Schools, ds.Names)
	}

	// Without the key the rows are left out, and the site is asked about the number.
	ds, problems = load(england, files...)
	var warned []string
	for _, p := range problems.Problems() {
		if p.Code == diag.AuthorityNumber {
			warned = append(warned, p.Message+" "+p.Hint)
		}
	}
	if len(warned) != 2 || !strings.Contains(warned[1], `2 rows are of 2 schools of the schools file, under authority "909", and authority.code is 999`) || !strings.Contains(warned[1], `formerly: ["909"]`) {
		t.Errorf("%q", warned)
	}
	if len(ds.Rows) != 3 {
		t.Errorf("%+v", ds.Rows)
	}
}

// A number of the authority that its schools do not have is doubted.
func TestAuthorityNumber(t *testing.T) {
	schools := func(laestabs ...string) file {
		content := "urn,name,phase,laestab\n"
		for i, l := range laestabs {
			content += fmt.Sprintf("10000%d,School %d,Primary,%s\n", i+1, i+1, l)
		}
		return file{"schools.csv", content}
	}
	former, wales := england, england
	former.Formerly = []string{"330"}
	wales.Nation, wales.Authority = attendance.Wales, "W06000016"
	for _, c := range []struct {
		name  string
		opt   Options
		files []file
		want  string
	}{
		{"the same", england, []file{schools("9992001", "9992002")}, ""},
		{"some over the border", england, []file{schools("9992001", "3302002", "3302003")}, ""},
		{"another", england, []file{schools("3302001", "3302002", "")}, "the laestab of 2 schools of 2 begins with 330, and authority.code is 999"},
		{"another of one", england, []file{schools("3302001")}, "the laestab of 1 school of 1 begins with 330, and authority.code is 999"},
		{"a former one", former, []file{schools("3302001", "3302002")}, ""},
		{"no majority", england, []file{schools("3302001", "3312002")}, ""},
		{"in Wales", wales, []file{schools("6602001", "6602002")}, ""},
		{"published under another", england, []file{schools("", ""), {"dfe.csv", dfe(underNumber("330", "201819", "100001", ""), underNumber("330", "201819", "100002", ""))}},
			`2 rows are of 2 schools of the schools file, under authority "330", and authority.code is 999. They are left out`},
		{"none published", england, []file{schools("", ""), {"dfe.csv", dfe(schoolRow("201819", "100008", "9992008", good), schoolRow("201819", "100009", "9992009", good))}},
			"no school under authority 999 in this file is one of the schools file"},
		{"some published", england, []file{schools("", ""), {"dfe.csv", dfe(schoolRow("201819", "100001", "9992008", good), schoolRow("201819", "100009", "9992009", good))}}, ""},
	} {
		_, problems := load(c.opt, c.files...)
		var got []string
		for _, p := range problems.Problems() {
			if p.Code == diag.AuthorityNumber {
				got = append(got, p.Message)
			}
			if p.Severity > diag.Warning {
				t.Errorf("%s: %v", c.name, p)
			}
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: got %q, want %q", c.name, s, c.want)
		}
	}
}

// Of two published files that give the same figures one is used, whichever comes first.
func TestPublishedTwice(t *testing.T) {
	byPlace := func(year, possible string) string {
		return year + ",Academic year,Local authority,E92000001,999,Primary,100," + possible + ",1800,1200,600,12,900\n"
	}
	header := "time_period,time_identifier,geographic_level,country_code,old_la_code,school_type,enrolments,sess_possible,sess_overall,sess_authorised,sess_unauthorised,enrolments_pa_10_exact,sess_auth_illness\n"
	older := file{"older.csv", header + byPlace("202324", "36000")}
	newer := file{"newer.csv", header + byPlace("202324", "36100") + byPlace("202425", "36200")}
	severe := file{"severe.csv", strings.ReplaceAll(header, "sess_auth_illness", "enrolments_pa_50_exact") + strings.Replace(byPlace("202324", "36000"), ",900\n", ",2\n", 1)}
	daily := file{"daily.csv", "time_period,time_identifier,geographic_level,country_code,old_la_code,school_type,overall_absence,authorised_absence,unauthorised_absence,possible_sessions\n" +
		"202324,Academic year,Local authority,E92000001,999,Primary,1700,1100,600,35000\n"}
	other := file{"other.csv", strings.Replace(older.content, "36000", "36001", 1)}
	for _, c := range []struct {
		name  string
		files []file
		want  string // possible sessions of 2023-24 and problems
	}{
		{"two releases", []file{older, newer}, "36100 older.csv:2:1 published-twice"},
		{"the absence statistics and the daily registers", []file{older, daily}, "36000 daily.csv:2:1 published-twice"},
		{"files that agree", []file{older, severe}, "36000 "},
		{"three, two of which differ and are older", []file{older, other, newer}, "36100 older.csv:2:1 published-twice; other.csv:2:1 published-twice"},
	} {
		for range c.files {
			ds, problems := load(england, c.files...)
			got := ""
			for _, r := range ds.Rows {
				if r.Period.Year == 2023 {
					got += fmt.Sprint(r.Counts.Possible, " ")
				}
				if c.name == "files that agree" && (r.Counts.Severe != 2 || r.Counts.Reasons[0] != 900) {
					t.Errorf("%+v", r.Counts)
				}
			}
			if got += codes(problems); got != c.want {
				t.Errorf("%s: got %q, want %q", c.name, got, c.want)
			}
			c.files = append(c.files[1:], c.files[0])
		}
	}
	ds, problems := load(england, older, other)
	if got := codes(problems); got != "other.csv:2:1 row-doubled" || len(ds.Rows) > 0 {
		t.Errorf("neither newer: %s, %+v", got, ds.Rows)
	}
}

// A child whom the authority looked after under its former number is one of its own.
func TestFormerAuthorityOfCare(t *testing.T) {
	opt := england
	opt.Formerly = []string{"909"}
	for _, code := range []string{"999", "909"} {
		ds, problems := load(opt, file{"schools.csv", pupilSchools}, file{"pupils.csv", strings.ReplaceAll(extract, ",999,", ","+code+",")})
		if c := find(ds, attendance.LookedAfterChildren.String(), "2024-25 HT1", attendance.AllPupils); problems.Failed() || c.Enrolments != 1 || c.Overall != 30 {
			t.Errorf("%s: %v %+v", code, problems.Problems(), c)
		}
	}
}
