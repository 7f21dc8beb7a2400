package returns

import (
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

const (
	serviceHeader    = "period,activity,count,urn,cluster,outcome,note\n"
	attainmentHeader = "level,code,period,threshold,band,pupils,reached,source\n"
)

func TestService(t *testing.T) {
	records, problems := read(serviceHeader +
		"2025-26 HT1,Penalty notice,12,103638,,Paid,Two late\n" + // a school, under its newest number
		"2025-26 HT1,penalty-notice,15,140001,,,\n" +
		"2025-26 HT1,visit,x,,North East,,\n" + // a cluster by its name
		"2025-26 HT1,visit,c,,north-east,Made,\n" + // and by its slug
		"2025-26 HT1,training,,,,,\n") // the authority; an empty count is not zero
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for i, want := range []struct {
		place, measure string
		count          register.Count
		people         bool
	}{
		{"school:140001", "service.penalty-notice.paid", 12, true},
		{"school:140001", "service.penalty-notice", 15, true},
		{"cluster:north-east", "service.visit", register.Missing, false},
		{"cluster:north-east", "service.visit.made", register.Withheld, false},
		{"authority:331", "service.training", register.Missing, false},
	} {
		s := records.Service[i]
		if s.Place.String() != want.place || s.Measure() != want.measure || s.Count != want.count || s.Activity.People != want.people || s.Period != period(t, "2025-26 HT1") {
			t.Errorf("%+v, want %+v", s, want)
		}
	}
	if s := records.Service[0]; s.Note != "Two late" || s.Pos.Line != 2 {
		t.Errorf("%+v", s)
	}
}

func TestServiceProblems(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"period":             {"HT1,visit,1,,,,\n", "in.csv:2:1: record-value"},
		"activity":           {"2025-26 HT1,penalty-notise,1,,,,\n", "in.csv:2:13: record-value: \"penalty-notise\" is not an activity\n    Did you mean penalty-notice?"},
		"no activity":        {"2025-26 HT1,,1,,,,\n", "in.csv:2:13: record-value: activity is empty"},
		"count":              {"2025-26 HT1,visit,1.5,,,,\n", "in.csv:2:19: record-value: count is \"1.5\""},
		"school":             {"2025-26 HT1,visit,1,1,,,\n", "in.csv:2:21: place-unknown: there is no school 1"},
		"cluster":            {"2025-26 HT1,visit,1,,South,,\n", "in.csv:2:22: place-unknown: there is no place cluster:south"},
		"school and cluster": {"2025-26 HT1,visit,1,103638,North East,,\n", "in.csv:2:28: record-value: the row is of a school and of North East"},
		"outcome":            {"2025-26 HT1,penalty-notice,1,,,paied,\n", "in.csv:2:32: record-value: \"paied\" is not an outcome of penalty-notice\n    Did you mean paid?"},
		"no word":            {"2025-26 HT1,visit,1,,,--,\n", "in.csv:2:23: record-value: \"--\" is not an outcome of visit"},
		"doubled":            {"2025-26 HT1,visit,1,103638,,made,\n2025-26 HT1,Visit,2,140001,,Made,\n", "in.csv:2:1: record-doubled: service.visit.made of school:140001 in 2025-26 HT1 is given more than once, and the rows differ (2 times; this is the first)"},
	} {
		t.Run(name, func(t *testing.T) { one(t, serviceHeader+test.text, test.want) })
	}
}

func TestAttainment(t *testing.T) {
	records, problems := read(attainmentHeader +
		"authority,331,2013-14,Level 2 threshold,>= 94,1000,700,RCT\nschool,103638,2013-14,Level 2 threshold,90-94,x,40,\n" +
		"country,E92000001,2013-14,Level 2 threshold,>=94,100000,65000,\n")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if a := records.Attainment[0]; a.Measure() != "attainment.level-2-threshold.>=94" || a.Pupils != 1000 || a.Reached != 700 || a.Source != "RCT" ||
		a.Place.Code != "331" || a.Period != period(t, "2013-14") || a.Pos.Line != 2 {
		t.Errorf("%+v", a)
	}
	if a := records.Attainment[1]; a.Measure() != "attainment.level-2-threshold.90-94" || a.Pupils != register.Missing || a.Reached != 40 || a.Place.Code != "140001" {
		t.Errorf("%+v", a)
	}
	if a := records.Attainment[2]; a.Place.Level != attendance.LevelCountry || a.Reached != 65000 {
		t.Errorf("%+v", a)
	}
}

// Bands on their exact edges: of 200 possible sessions 188 are 94%, 180 are 90%.
func TestBands(t *testing.T) {
	for text, test := range map[string]struct{ in, out []int64 }{
		">=94":     {[]int64{188, 200}, []int64{187}},
		">94":      {[]int64{189, 200}, []int64{188}},
		"<=90":     {[]int64{0, 180}, []int64{181}},
		"<90":      {[]int64{0, 179}, []int64{180}},
		"90 - 94":  {[]int64{180, 187}, []int64{179, 188}}, // the next stretch begins at 94
		"94-100":   {[]int64{188, 200}, []int64{187}},      // nothing comes after 100
		"89.5-90":  {[]int64{179}, []int64{178, 180}},
		"<= 90.00": {[]int64{180}, []int64{181}},
	} {
		b, ok := parseBand(text)
		if !ok {
			t.Errorf("%s is not read", text)
		}
		for _, n := range test.in {
			if !b.Holds(n, 200, 0) {
				t.Errorf("%s does not hold %d of 200", text, n)
			}
		}
		for _, n := range test.out {
			if b.Holds(n, 200, 0) {
				t.Errorf("%s holds %d of 200", text, n)
			}
		}
	}
	for _, text := range []string{"94", "94-90", "90-90", ">=", "> 101", "-5", "-5-10", "90-94%", "ninety", "=>94", "80-90-95", "<0.001"} {
		if b, ok := parseBand(text); ok {
			t.Errorf("%s is read as %+v", text, b)
		}
	}
	if b, _ := parseBand(">= 94"); b.ID != ">=94" || b.Upper != (attendance.Bound{}) {
		t.Errorf("%+v", b)
	}
}

func TestAttainmentProblems(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"place":     {"authority,332,2013-14,L2,>=94,10,5,\n", "in.csv:2:11: place-unknown: there is no place authority:332"},
		"no level":  {",331,2013-14,L2,>=94,10,5,\n", "in.csv:2:1: record-value: level is empty"},
		"period":    {"authority,331,2013,L2,>=94,10,5,\n", "in.csv:2:15: record-value"},
		"threshold": {"authority,331,2013-14,,>=94,10,5,\n", "in.csv:2:23: record-value: threshold is empty"},
		"band":      {"authority,331,2013-14,L2,94+,10,5,\n", "in.csv:2:26: record-value: \"94+\" is not a band of attendance"},
		"pupils":    {"authority,331,2013-14,L2,>=94,ten,5,\n", "in.csv:2:31: record-value: pupils is \"ten\""},
		"reached":   {"authority,331,2013-14,L2,>=94,10,11,\n", "in.csv:2:34: reached-over-pupils: 11 of 10 pupils reached L2"},
		"doubled":   {"authority,331,2013-14,L2,>=94,10,5,\nauthority,331,2013-14,l2,>= 94,10,6,\n", "in.csv:2:1: record-doubled: attainment.l2.>=94 of authority:331 in 2013-14 is given more than once, and the rows differ (2 times; this is the first)"},
	} {
		t.Run(name, func(t *testing.T) { one(t, attainmentHeader+test.text, test.want) })
	}
}
