package generator

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/measure"
	"rollcall/generator/register"
	"rollcall/generator/returns"
)

// recordSite is a site of three schools in two clusters with every kind of record.
func recordSite() fstest.MapFS {
	text := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return fstest.MapFS{
		"site.yaml": text(`authority: {code: "999", name: Testshire, nation: England}
title: Attendance in Testshire
as_of: 2025-05-23
groupings: [{column: cluster, one: cluster, many: clusters}]
inputs: [{path: schools.csv}, {path: attendance.csv}, {path: calendar.csv}, {path: service.csv}, {path: attainment.csv}, {path: events.csv}, {path: signoffs.csv}]
already_public: [schools.csv, attendance.csv]
`),
		"schools.csv": text("urn,name,phase,cluster\n100001,A,Primary,North East\n100002,B,Primary,North East\n100003,C,Primary,South\n"),
		"attendance.csv": text("urn,period,sess_possible,sess_authorised,sess_unauthorised,enrolments,returned_on,code_i\n" +
			"100001,2024-25 autumn,14600,500,200,100,2025-01-03,400\n100002,2024-25 autumn,14600,500,200,100,2025-01-03,400\n100003,2024-25 autumn,14600,500,200,100,2025-01-02,400\n"),
		"calendar.csv": text("period,from,to,sessions\n2024-25 autumn,2024-09-02,2024-12-20,146\n"),
		"service.csv": text("period,activity,count,urn,cluster,outcome\n2024-25 autumn,referral,4,100001,,\n2024-25 autumn,referral,3,100002,,\n" +
			"2024-25 autumn,referral,2,,North East,\n2024-25 autumn,referral,1,,,\n2024-25 autumn,visit,c,100003,,made\n"),
		"attainment.csv": text("level,code,period,threshold,band,pupils,reached\nauthority,999,2024-25,Level 2,>=94,1000,700\n"),
		"events.csv":     text("date,event,level,code,kind\n2024-09-02,Breakfast club,school,100001,initiative\n"),
		"signoffs.csv":   text("urn,period,state,date\n100001,2024-25 autumn,signed,2025-01-20\n"),
	}
}

func read(t *testing.T, site fstest.MapFS) (*inputs, Options, string) {
	t.Helper()
	opt := siteOptions(t, site)
	var problems diag.List
	var report Report
	in, err := readInputs(opt, &report, &problems)
	if err != nil {
		t.Fatal(err)
	}
	var printed strings.Builder
	for _, p := range problems.Problems() {
		printed.WriteString(p.String() + "\n")
	}
	return in, opt, printed.String()
}

// What the service did adds up: North East has 4 and 3 of its schools and 2 of its
// own, the authority those 9 and 1 of its own. Attainment stays where it was given.
func TestTallies(t *testing.T) {
	in, opt, problems := read(t, recordSite())
	if problems != "" {
		t.Fatal(problems)
	}
	cube := measure.Aggregate(in.dataset, authority(opt.Site), groupings(opt.Site))
	autumn := attendance.Period{Year: 2024, Grain: attendance.Term, Number: 1}
	year := attendance.Period{Year: 2024, Grain: attendance.Year}
	for _, test := range []struct {
		level   attendance.Level
		code    string
		period  attendance.Period
		measure string
		count   register.Count
		of      register.Count
		people  bool
	}{
		{attendance.LevelSchool, "100001", autumn, "service.referral", 4, register.Missing, true},
		{attendance.LevelCluster, "north-east", autumn, "service.referral", 9, register.Missing, true},
		{attendance.LevelAuthority, "999", autumn, "service.referral", 10, register.Missing, true},
		{attendance.LevelAuthority, "999", autumn, "service.visit.made", register.Withheld, register.Missing, false},
		{attendance.LevelAuthority, "999", year, "attainment.level-2.>=94", 700, 1000, true},
	} {
		tally := cube.Find(attendance.Place{Level: test.level, Code: test.code}).Tally(test.period, test.measure)
		if tally == nil || tally.Count != test.count || tally.Of != test.of || tally.People != test.people {
			t.Errorf("%s %s %s: %+v", test.level, test.code, test.measure, tally)
		}
	}
	if in.allPublic {
		t.Error("service.csv is not under already_public")
	}
	if steps := in.records.SignOffs.History("100001", autumn); len(in.records.Events) != 1 || len(steps) != 1 || steps[0].State != returns.Signed {
		t.Errorf("%+v", in.records)
	}
}

// A return of 3 January is 14 days after 20 December, which is in time; with five
// days of grace it and that of 2 January are late.
func TestLateDays(t *testing.T) {
	site := recordSite()
	site["site.yaml"].Data = append(site["site.yaml"].Data, "rules: {late_days: 13}\n"...)
	_, _, problems := read(t, site)
	if strings.Count(problems, "return-late") != 2 || !strings.Contains(problems, "It was due by 2025-01-02, 13 days after the period ended.") {
		t.Error(problems)
	}
}

// A site may have its own table of codes, in place of the one that comes with the
// program.
func TestOwnCodes(t *testing.T) {
	site := recordSite()
	site["site.yaml"].Data = append(site["site.yaml"].Data, "codes: codes.csv\n"...)
	site["codes.csv"] = &fstest.MapFile{Data: []byte("nation,code,category,from,until,verified,meaning\nEngland,ILL,authorised,,,no,illness\nEngland,M,authorized,,,no,medical\n")}
	_, _, problems := read(t, site)
	for _, want := range []string{
		"codes.csv:3:11: code-table: category is \"authorized\"\n    Did you mean authorised?",
		"attendance.csv:2:52: code-unknown: the column code_i is no registration code of England",
	} {
		if !strings.Contains(problems, want) {
			t.Errorf("got\n%swant\n%s", problems, want)
		}
	}
	delete(site, "codes.csv")
	if _, _, problems := read(t, site); !strings.Contains(problems, "site.yaml:7:8: file-unreadable: codes.csv cannot be opened") {
		t.Error(problems)
	}
}

// What the rules name has to be there.
func TestRulesNameWhatIsThere(t *testing.T) {
	site := recordSite()
	site["site.yaml"].Data = append(site["site.yaml"].Data, `rules:
  priority: {flags: [{rule: limits, measure: pa_1}]}
  similar: {weights: {size: 1, eal_percent: 1}}
  targets: {measure: atendance}
`...)
	_, _, problems := read(t, site)
	const want = `site.yaml:8:22: site-value: "pa_1" is not a measure
    Did you mean pa_10?
site.yaml:9:32: rule-column: no input gives numbers of eal_percent for schools
    Add the column to the schools file, or remove the weight.
site.yaml:10:22: site-value: "atendance" is not a measure
    Did you mean attendance?
`
	if problems != want {
		t.Errorf("got\n%swant\n%s", problems, want)
	}
}

// A language that the theme has no words in is refused with its place and what there is,
// and so is a second language, the same in every order.
func TestLanguages(t *testing.T) {
	const words, one = "languages: the theme has no words in cy", "languages: a site is in one language, and 2 are listed"
	for _, c := range []struct{ theme, languages, want string }{
		{"[en]", "[en]", ""},
		{"[en]", "[cy]", words},
		{"[en]", "[en, cy]", words + "; " + one},
		{"[en]", "[cy, en]", words + "; " + one},
		{"[en, cy]", "[cy]", ""},
		{"[en, cy]", "[en, cy]", one},
		{"[en, cy]", "[cy, en]", one},
	} {
		site := recordSite()
		site["site.yaml"].Data = append(site["site.yaml"].Data, "languages: "+c.languages+"\n"...)
		opt := siteOptions(t, site)
		opt.Theme = fstest.MapFS{"theme.yaml": {Data: []byte("name: plain\nabout: Plain words.\nlanguages: " + c.theme + "\n")}}
		var problems diag.List
		if err := checkLanguages(opt, &problems); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range problems.Problems() {
			got = append(got, p.Message)
			if p.Pos.String() != "site.yaml:7:12" || p.Severity != diag.Error || p.Hint == "" {
				t.Errorf("%+v", p)
			}
		}
		slices.Sort(got)
		want := strings.Split(c.want, "; ")
		slices.Sort(want)
		if s := strings.Join(got, "; "); s != strings.Join(want, "; ") {
			t.Errorf("%s by a theme of %s: got %q, want %q", c.languages, c.theme, s, c.want)
		}
	}
}

// A target names a focus that the plan has, and it is the authority's.
func TestFocusOfTargets(t *testing.T) {
	site := recordSite()
	site["site.yaml"].Data = []byte(strings.Replace(string(site["site.yaml"].Data), "inputs: [", "inputs: [{path: actions.csv}, {path: targets.csv}, ", 1))
	site["actions.csv"] = &fstest.MapFile{Data: []byte("id,strategy,focus,action,owner,deadline\n1,s,Overall attendance,Write,Head,Ongoing\n")}
	site["targets.csv"] = &fstest.MapFile{Data: []byte("level,code,phase,measure,period,value,focus\nauthority,999,Total,attendance,2024-25,95,overall attendance\n" +
		"authority,999,Total,pa_10,2024-25,9,Overal attendance\nschool,100001,,attendance,2024-25,95,Overall attendance\n")}
	in, _, _ := read(t, site)
	var problems diag.List
	checkFocuses(in, &problems)
	var printed string
	for _, p := range problems.Problems() {
		printed += p.String() + "\n"
	}
	const want = `targets.csv:3:1: target-focus: no action has the focus "Overal attendance"
    Did you mean Overall attendance?
targets.csv:4:1: target-focus: the target of school:100001 has a focus, which only those of the authority may have
    Empty the column focus.
`
	if printed != want {
		t.Errorf("got\n%swant\n%s", printed, want)
	}
}
