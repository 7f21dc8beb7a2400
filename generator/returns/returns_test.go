package returns

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

const (
	targetsHeader  = "level,code,phase,measure,period,value,state,date,reason,public\n"
	calendarHeader = "period,from,to,sessions,urn\n"
)

// options know one authority, one cluster and two schools, of which one had another
// number before.
var options = Options{
	Measures:  []string{"attendance", "pa_10", "pa_15"},
	Authority: attendance.Place{Level: attendance.LevelAuthority, Code: "331"},
	AsOf:      time.Date(2026, 5, 8, 0, 0, 0, 0, time.UTC),
	Resolve: func(p attendance.Place) (attendance.Place, bool) {
		switch p.String() {
		case "school:103638", "school:140001":
			return attendance.Place{Level: attendance.LevelSchool, Code: "140001"}, true
		case "authority:331", "cluster:north-east", "school:100002", "country:E92000001":
			return p, true
		}
		return attendance.Place{}, false
	},
}

func read(text string) (Records, []string) {
	var problems diag.List
	in := sheet.Input{FS: fstest.MapFS{"in.csv": {Data: []byte(text)}}, Path: "in.csv", Name: "in.csv"}
	records := Read([]sheet.Input{in}, options, &problems)
	var out []string
	for _, p := range problems.Problems() {
		out = append(out, p.String())
	}
	return records, out
}

func period(t testing.TB, s string) attendance.Period {
	t.Helper()
	p, err := attendance.ParsePeriod(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTargets(t *testing.T) {
	records, problems := read(targetsHeader +
		"school,103638,,attendance,2025-26,95.10,,,,\n" +
		"authority,331,Primary,pa_10,2025-26,9,ratified,2025-10-01,Agreed,yes\n" +
		"authority,331,Primary,attendance,2025-26 to HT5,94.86,proposed,2025-06-01,,no\n" +
		"authority,331,Primary,attendance,2025-26 to HT5,94.9,revised,2025-09-01,,\n" +
		"authority,331,Primary,attendance,2025-26 to HT5,94.8,revised,2026-01-09,,\n")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	targets := records.Targets
	authority := attendance.Place{Level: attendance.LevelAuthority, Code: "331"}
	school := attendance.Place{Level: attendance.LevelSchool, Code: "140001"}
	for _, test := range []struct {
		place   attendance.Place
		phase   attendance.Phase
		measure string
		period  string
		want    string
	}{
		{school, attendance.Total, "attendance", "2025-26", "95.1"}, // under its newest number
		{authority, attendance.Primary, "attendance", "2025-26 to HT5", "94.8"},
		{authority, attendance.Primary, "attendance", "2025-26", ""}, // another period is no target
		{authority, attendance.Secondary, "pa_10", "2025-26", ""},
		{authority, attendance.Primary, "pa_10", "2025-26", "9"},
	} {
		got, ok := targets.Find(test.place, test.phase, test.measure, period(t, test.period))
		if ok != (test.want != "") || ok && got.Value.String() != test.want {
			t.Errorf("%s %s %s %s: %s, %t; want %q", test.place, test.phase, test.measure, test.period, got.Value, ok, test.want)
		}
	}
	revised, _ := targets.Find(authority, attendance.Primary, "attendance", period(t, "2025-26 to HT5"))
	if b := revised.Before; len(b) != 2 || b[0].State != Proposed || b[0].Value.String() != "94.86" || b[1].State != Revised || b[1].Value.String() != "94.9" {
		t.Errorf("it was before: %v", b)
	}
	var order []string
	for _, x := range targets.All() {
		order = append(order, x.Place.String()+" "+x.Measure)
	}
	if !slices.Equal(order, []string{"authority:331 attendance", "authority:331 pa_10", "school:140001 attendance"}) {
		t.Errorf("order %q", order)
	}
	if x := targets.All()[1]; !x.Public || x.State != Ratified || x.Reason != "Agreed" || x.Date.Format(time.DateOnly) != "2025-10-01" || x.Pos.Line != 3 {
		t.Errorf("%+v", x)
	}
	if targets.All()[0].Public {
		t.Error("public without saying so")
	}
}

func TestCalendar(t *testing.T) {
	records, problems := read(calendarHeader + "2025-26 spring,2026-01-05,2026-03-27,110,103638\n2025-26 spring,2026-01-05,2026-03-27,112,\n2025-26 autumn,2025-09-01,2025-12-19,146,\n")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	calendar := records.Calendar
	for _, test := range []struct {
		period string
		urn    attendance.URN
		want   int
	}{{"2025-26 spring", "140001", 110}, {"2025-26 spring", "999999", 112}, {"2025-26 spring", "", 112}, {"2025-26 autumn", "140001", 146}, {"2025-26", "", 0}} {
		if e, ok := calendar.Find(period(t, test.period), test.urn); e.Sessions != test.want || ok != (test.want > 0) {
			t.Errorf("%s %s: %+v, %t", test.period, test.urn, e, ok)
		}
	}
}

// A period in other words is read where they have one meaning, and that is noted.
func TestPeriodInOtherWords(t *testing.T) {
	records, problems := read(calendarHeader + "Spring term 2025/26,2026-01-05,2026-03-27,110,\n")
	if e, ok := records.Calendar.Find(period(t, "2025-26 spring"), "140001"); !ok || e.Sessions != 110 {
		t.Errorf("%+v, %t", e, ok)
	}
	if len(problems) != 1 || !strings.Contains(problems[0], `record-read: the period "Spring term 2025/26" was read as 2025-26 spring`) {
		t.Error(problems)
	}
}

func TestProblems(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"place":                     {"authority,332,Primary,attendance,2025-26,95,,,,\n", "in.csv:2:11: target-unknown: there is no place authority:332"},
		"country":                   {"country,E92000001,Primary,attendance,2025-26,95,,,,\n", "in.csv:2:1: target-unknown: a country cannot stand here"},
		"no code":                   {"authority,,Primary,attendance,2025-26,95,,,,\n", "in.csv:2:11: record-value: code is empty"},
		"phase":                     {"authority,331,Upper,attendance,2025-26,95,,,,\n", "in.csv:2:15: target-unknown: \"Upper\" is not a phase"},
		"no phase":                  {"authority,331,,attendance,2025-26,95,,,,\n", "in.csv:2:15: target-unknown: \"\" is not a phase"},
		"measure":                   {"authority,331,Primary,atendance,2025-26,95,,,,\n", "in.csv:2:23: target-unknown: \"atendance\" is not a measure\n    Did you mean attendance?"},
		"period":                    {"authority,331,Primary,attendance,2025,95,,,,\n", "in.csv:2:34: record-value: \"2025\": 2025 is in two academic years: write 2024-25 or 2025-26"},
		"value":                     {"authority,331,Primary,attendance,2025-26,95 in a hundred,,,,\n", "in.csv:2:42: record-value: value is \"95 in a hundred\""},
		"range":                     {"authority,331,Primary,attendance,2025-26,100.01,,,,\n", "in.csv:2:42: record-value: value is 100.01"},
		"share of one":              {"authority,331,Primary,attendance,2025-26,0.945,,,,\n", "in.csv:2:42: record-value: value is 0.945, and no target for attendance is 1% or less"},
		"no value":                  {"authority,331,Primary,attendance,2025-26,,,,,\n", "in.csv:2:42: record-value: value is empty"},
		"state":                     {"authority,331,Primary,attendance,2025-26,95,agreed,,,\n", "in.csv:2:45: record-value: \"agreed\" is not a state"},
		"date":                      {"authority,331,Primary,attendance,2025-26,95,,31/9/25,,\n", "in.csv:2:46: record-value: date is \"31/9/25\""},
		"public":                    {"authority,331,Primary,attendance,2025-26,95,,,,maybe\n", "in.csv:2:48: record-value: public is \"maybe\""},
		"doubled":                   {"authority,331,Primary,attendance,2025-26,95,,,,\nauthority,331,Primary,attendance,2025-26,96,,,,\n", "in.csv:2:1: record-doubled: the target of authority:331, Primary, for attendance in 2025-26 is given more than once, and the rows differ (2 times; this is the first)"},
		"doubled in one state":      {"authority,331,Primary,attendance,2025-26,95,ratified,2025-09-01,,\nauthority,331,Primary,attendance,2025-26,96,ratified,2025-10-01,,\n", "in.csv:2:1: record-doubled: the target of "},
		"back to proposed":          {"authority,331,Primary,attendance,2025-26,95,ratified,2025-09-01,,\nauthority,331,Primary,attendance,2025-26,96,proposed,2025-10-01,,\n", "in.csv:2:1: record-doubled: the target of "},
		"one day":                   {"authority,331,Primary,attendance,2025-26,95,proposed,2025-09-01,,\nauthority,331,Primary,attendance,2025-26,96,ratified,2025-09-01,,\n", "in.csv:2:1: record-doubled: the target of "},
		"two numbers of one school": {"school,103638,,attendance,2025-26,95,,,,\nschool,140001,,attendance,2025-26,96,,,,\n", "in.csv:2:1: record-doubled: the target of "},
	} {
		t.Run(name, func(t *testing.T) { one(t, targetsHeader+test.text, test.want) })
	}
	for name, test := range map[string]struct{ text, want string }{
		"period":   {"spring,2026-01-05,2026-03-27,110,\n", "in.csv:2:1: record-value: \"spring\""},
		"no day":   {"2025-26 spring,,2026-03-27,110,\n", "in.csv:2:16: record-value: from is empty"},
		"day":      {"2025-26 spring,2026-01-05,2026-02-30,110,\n", "in.csv:2:27: record-value: to is \"2026-02-30\""},
		"reversed": {"2025-26 spring,2026-03-27,2026-01-05,110,\n", "in.csv:2:27: record-value: 2025-26 spring ends before it begins"},
		"sessions": {"2025-26 spring,2026-01-05,2026-03-27,-1,\n", "in.csv:2:38: record-value: sessions is \"-1\""},
		"too many": {"2025-26 spring,2026-01-05,2026-01-06,5,\n", "in.csv:2:38: record-value: 5 sessions do not fit into 2 days"},
		"school":   {"2025-26 spring,2026-01-05,2026-03-27,110,1\n", "in.csv:2:42: place-unknown: there is no school 1"},
		"doubled":  {"2025-26 spring,2026-01-05,2026-03-27,110,\n2025-26 spring,2026-01-05,2026-03-27,111,\n", "in.csv:2:1: record-doubled: 2025-26 spring in the calendar is given more than once, and the rows differ (2 times; this is the first)"},
	} {
		t.Run("calendar "+name, func(t *testing.T) { one(t, calendarHeader+test.text, test.want) })
	}
}

// one checks that a file has one problem.
func one(t *testing.T, text, want string) {
	t.Helper()
	_, problems := read(text)
	if len(problems) != 1 || !strings.HasPrefix(problems[0], want) {
		t.Errorf("got  %s\nwant %s", strings.Join(problems, "\n     "), want)
	}
}

// The targets that come with the program.
func TestContent(t *testing.T) {
	const file = "coventry-2012-2014/targets.csv"
	var problems diag.List
	targets := Read([]sheet.Input{{FS: os.DirFS("../../content"), Path: file, Name: file}}, options, &problems).Targets
	for _, p := range problems.Problems() {
		t.Error(p)
	}
	authority := attendance.Place{Level: attendance.LevelAuthority, Code: "331"}
	got, _ := targets.Find(authority, attendance.Primary, "attendance", period(t, "2013-14 to HT5"))
	if got.Value.String() != "94.86" || !got.Public {
		t.Errorf("%+v", got)
	}
}
