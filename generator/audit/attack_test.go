package audit

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/diag"
)

// fileOf writes a figures.csv: a header of columns after the labels, and rows
// "level code|phase|period|group|cells". A place's name is its code.
func fileOf(columns string, rows ...string) string {
	var b strings.Builder
	b.WriteString("level,code,name,phase,period,group," + columns + "\n")
	for _, row := range rows {
		f := strings.Split(row, "|")
		level, code, _ := strings.Cut(f[0], " ")
		fmt.Fprintf(&b, "%s,%s,%s,%s,%s,%q,%s\n", level, code, code, f[1], f[2], f[3], f[4])
	}
	return b.String()
}

// attackOn attacks files given as text, and fails on any problem.
func attackOn(t testing.TB, protection string, files []string, known ...string) Report {
	t.Helper()
	p, err := ParseProtection(protection)
	if err != nil {
		t.Fatal(err)
	}
	sources := func(texts []string) (out []Source) {
		for i, text := range texts {
			out = append(out, Source{fmt.Sprintf("%d/figures.csv", i+1), strings.NewReader(text)})
		}
		return out
	}
	var problems diag.List
	r := Attack(p, sources(files), sources(known), &problems)
	for _, problem := range problems.Problems() {
		t.Error(problem)
	}
	return r
}

// pins writes what was worked out: "A, 2024-25, All pupils, severe = 3".
func pins(r Report) []string {
	var out []string
	for _, f := range r.Findings {
		switch f.Code {
		case diag.AuditPinned:
			out = append(out, f.What+" = "+f.Range())
		case diag.AuditUnproved:
			out = append(out, f.What+" unproved")
		}
	}
	return out
}

// school is the row of a primary school for the year.
func school(code, cells string) string {
	return "school " + code + "|Primary|2024-25|All pupils|" + cells
}

const exact5 = "exact 5"

// The eight attacks of trust.md, section 2, and its control.
func TestAttacksOfTrust(t *testing.T) {
	for _, c := range []struct {
		name, protection string
		files            []string
		want             []string
	}{
		{"1: the total of a row; 34 - 31 = 3", exact5,
			[]string{fileOf("enrolments",
				"cluster N|Total|2024-25 autumn|All pupils|34", "cluster N|Total|2024-25 autumn|Meals: yes|c", "cluster N|Total|2024-25 autumn|Meals: no|31")},
			[]string{"N, 2024-25 autumn, All pupils, enrolments less of Meals: no = 3", "N, 2024-25 autumn, Meals: yes, enrolments = 3"}},

		// Hidden: wa+wb+wc = 230-89 = 141, xa+xc = 250-155 = 95; the trusts give
		// wa+xa = 1021-892 = 129 and wc+xc = 770-710 = 60. So wa+wc = 129+60-95 = 94, wb = 47.
		{"2: a hidden combination", exact5, []string{
			fileOf("enrolments", "cluster w|Primary|2024-25|All pupils|230", school("wa", "c"), school("wb", "c"), school("wc", "c"), school("wd", "89")),
			fileOf("enrolments", "cluster x|Primary|2024-25|All pupils|250", school("xa", "c"), school("xb", "124"), school("xc", "c"), school("xd", "31")),
			fileOf("enrolments", "cluster y|Primary|2024-25|All pupils|336", school("ya", "92"), school("yb", "c"), school("yc", "59"), school("yd", "c")),
			fileOf("enrolments", "cluster z|Primary|2024-25|All pupils|3127", school("za", "800"), school("zb", "c"), school("zc", "651"), school("zd", "c")),
			fileOf("enrolments", "trust a|Primary|2024-25|All pupils|1021", school("wa", "c"), school("xa", "c"), school("ya", "92"), school("za", "800")),
			fileOf("enrolments", "trust b|Primary|2024-25|All pupils|1262", school("wb", "c"), school("xb", "124"), school("yb", "c"), school("zb", "c")),
			fileOf("enrolments", "trust c|Primary|2024-25|All pupils|770", school("wc", "c"), school("xc", "c"), school("yc", "59"), school("zc", "651")),
			fileOf("enrolments", "trust d|Primary|2024-25|All pupils|890", school("wd", "89"), school("xd", "31"), school("yd", "c"), school("zd", "c")),
		}, []string{"wb, 2024-25, All pupils, enrolments = 47"}},

		// A+B = 20-16 = 4 and A+B+K = 30-23 = 7.
		{"3: linked tables", exact5, []string{
			fileOf("pa_10", "cluster 1|Primary|2024-25|All pupils|20", school("A", "c"), school("B", "c"), school("I", "8"), school("J", "8")),
			fileOf("pa_10", "cluster 2|Primary|2024-25|All pupils|16", school("K", "c"), school("L", "c"), school("M", "c"), school("N", "7")),
			fileOf("pa_10", "size large|Primary|2024-25|All pupils|6", school("L", "c"), school("M", "c")),
			fileOf("pa_10", "size small|Primary|2024-25|All pupils|30", school("A", "c"), school("B", "c"), school("I", "8"), school("J", "8"), school("K", "c"), school("N", "7")),
		}, []string{"K, 2024-25, All pupils, pa_10 = 3"}},

		{"4: terms", exact5, []string{fileOf("sess_overall",
			"school A|Primary|2024-25 autumn|All pupils|41", "school A|Primary|2024-25 spring|All pupils|c", "school A|Primary|2024-25 to HT4|All pupils|44")},
			[]string{"A, 2024-25 spring, All pupils, sess_overall = 3"}},

		// 4 of 87 is 4.598; 3 of 87 is 3.448 and 5 of 87 is 5.747.
		{"5: a percentage is its count", exact5, []string{fileOf("enrolments,pa_10,pa_10_percent", "school A|Primary|2024-25|All pupils|87,c,4.6")},
			[]string{"A, 2024-25, All pupils, pa_10 = 4"}},

		// Boys 6.3%: 1 of 16 is 6.25. Girls 12.5%: 2 of 16, or 1 of 8 or 3 of 24, which leave 24
		// and 8 boys, and no whole number of those is 6.3%.
		{"6: two percentages of one roll", exact5, []string{fileOf("enrolments,pa_10,pa_10_percent",
			"school A|Primary|2024-25|All pupils|32,x,x", "school A|Primary|2024-25|Boys|c,x,6.3", "school A|Primary|2024-25|Girls|c,x,12.5")},
			[]string{"A, 2024-25, Boys, enrolments = 16", "A, 2024-25, Boys, pa_10 = 1", "A, 2024-25, Girls, enrolments = 16", "A, 2024-25, Girls, pa_10 = 2"}},

		// A hidden figure may be a zero, so 0 to 2 each; that both are 1 is a guess, but as good as known.
		{"7: zeros shown", exact5, []string{fileOf("severe", "cluster N|Primary|2024-25|All pupils|2", school("A", "c"), school("B", "c"), school("C", "0"))},
			[]string{"A, 2024-25, All pupils, severe = 0 to 2", "B, 2024-25, All pupils, severe = 0 to 2"}},

		{"8: nothing hidden", exact5, []string{fileOf("pa_10,pa_15", "school A|Primary|2024-25|All pupils|14,11")},
			[]string{"A, 2024-25, All pupils, pa_10 less of pa_15 = 3"}},

		// A and B may be 8 to 12 each and the total 18 to 22, so c may be 0 to 6.
		{"control: rounded", "rounded 5 7", []string{fileOf("pa_10", "cluster N|Primary|2024-25|All pupils|20", school("A", "10"), school("B", "10"), school("C", "c"))}, nil},
	} {
		r := attackOn(t, c.protection, c.files)
		if got := pins(r); strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
		for _, f := range r.Findings {
			t.Log(f.What, "=", f.Range(), "::", f.Why)
		}
	}
}

// The head of A knows A, and so B; with a third school hidden neither is known.
func TestCoalitionOfOneHead(t *testing.T) {
	cluster := func(rows ...string) []string {
		return []string{fileOf("pa_10,severe", append([]string{"cluster N|Primary|2024-25|All pupils|60,30"}, rows...)...)}
	}
	two := attackOn(t, exact5, cluster(school("A", "c,9"), school("B", "c,9"), school("C", "30,12")))
	if len(two.Findings) != 1 || two.Findings[0].Code != diag.AuditCoalition || !strings.Contains(two.Findings[0].Why, "Only A and B are hidden") {
		t.Errorf("two hidden schools: %v", two.Findings)
	}
	three := attackOn(t, exact5, cluster(school("A", "c,9"), school("B", "c,9"), school("C", "c,12")))
	if len(three.Findings) != 0 {
		t.Errorf("three hidden schools: %v", three.Findings)
	}
	own := fileOf("pa_10", school("A", "21"))
	r := attackOn(t, exact5, cluster(school("A", "c,9"), school("B", "c,9"), school("C", "30,12")), own)
	if got := strings.Join(pins(r), "\n"); got != "B, 2024-25, All pupils, pa_10 = 9\nB, 2024-25, All pupils, pa_10 less of severe = 0" && got != "B, 2024-25, All pupils, pa_10 = 9" || r.Known != 1 {
		t.Errorf("with A's own file: %s, %d known", got, r.Known)
	}
}

// An earlier release showed B; now A, B and C are hidden, but B is out. A file of a
// rounded edition leaves five numbers for B, and so for the rest.
func TestArchivedRelease(t *testing.T) {
	now := []string{fileOf("pa_10", "cluster N|Primary|2024-25|All pupils|47", school("A", "c"), school("B", "c"), school("C", "31"))}
	r := attackOn(t, exact5, now, fileOf("pa_10", school("B", "12")))
	if got := strings.Join(pins(r), "\n"); got != "A, 2024-25, All pupils, pa_10 = 4" {
		t.Errorf("found %q", got)
	}
	// 47 is no multiple of 5, so it is exact; C is 28 to 32 and B 8 to 12: A is 3 to 11.
	now[0] = fileOf("pa_10", "cluster N|Primary|2024-25|All pupils|47", school("A", "c"), school("B", "c"), school("C", "30"))
	if r = attackOn(t, "rounded 5 7", now, fileOf("pa_10", school("B", "10"))); len(pins(r)) != 0 || r.Proved != 1 {
		t.Errorf("found %q, %d proved", pins(r), r.Proved)
	}
	if r = attackOn(t, "rounded 5 7", now, fileOf("pa_10", school("B", "12"), school("X", "13"))); len(pins(r)) != 0 {
		t.Errorf("found %q", pins(r)) // 3 to 7 is five numbers
	}
}

// A has no spring, so the cluster's autumn + spring - to date is A's autumn: B's
// hidden terms add up to B's hidden year to date. 500 + 380 - 840 = 40.
func TestSchoolWithoutATerm(t *testing.T) {
	term := func(place, period, cells string) string {
		return place + "|Primary|2024-25 " + period + "|All pupils|" + cells
	}
	r := attackOn(t, exact5, []string{fileOf("schools,sess_overall",
		term("cluster N", "autumn", "3,500"), term("cluster N", "spring", "2,380"), term("cluster N", "to HT4", "2,840"),
		term("school A", "autumn", "1,c"),
		term("school B", "autumn", "1,c"), term("school B", "spring", "1,c"), term("school B", "to HT4", "1,c"),
		term("school C", "autumn", "1,c"), term("school C", "spring", "1,c"), term("school C", "to HT4", "1,c"))})
	if got := strings.Join(pins(r), "\n"); got != "A, 2024-25 autumn, All pupils, sess_overall = 40" {
		t.Errorf("found %q", got)
	}
}

// What one file hides another shows.
func TestHiddenHereShownThere(t *testing.T) {
	r := attackOn(t, exact5, []string{
		fileOf("severe", "cluster N|Primary|2024-25|All pupils|c", school("A", "c"), school("B", "c")),
		fileOf("severe", "trust T|Primary|2024-25|All pupils|c", school("A", "3"))})
	if got := strings.Join(pins(r), "\n"); !strings.Contains(got, "A, 2024-25, All pupils, severe = 3") {
		t.Errorf("found %q", got)
	}
}

// A sum that the published figures contradict is nobody's equation: one school is not
// in the file of the cluster, so what is missing is left open.
func TestSumsAreJudgedByWhatIsPublished(t *testing.T) {
	r := attackOn(t, exact5, []string{fileOf("schools,enrolments,pa_10",
		"cluster N|Primary|2024-25|All pupils|3,700,60", school("A", "1,300,c"), school("B", "1,200,31"))})
	if got := pins(r); len(got) != 0 || r.Proved == 0 {
		t.Errorf("found %q", got)
	}
}

func TestParseProtection(t *testing.T) {
	for s, want := range map[string]Protection{"exact 5": {1, 5}, "rounded 5 7": {5, 7}, "none": {1, 0}} {
		if got, err := ParseProtection(s); err != nil || got != want {
			t.Errorf("%q is %v, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "exact", "exact 0", "exact -1", "rounded 5", "rounded 1 7", "none 1", "exact 99999999999", "open"} {
		if got, err := ParseProtection(s); err == nil {
			t.Errorf("%q is %v", s, got)
		}
	}
}

// A whole site is attacked by its files and its front page; a head's own file and
// hostile files are problems, not panics.
func TestFiguresOfASite(t *testing.T) {
	files := fstest.MapFS{
		"index.html":             {Data: []byte(`<head><meta name="rollcall:disclosure" content="exact 5"></head>`)},
		"clusters/n/figures.csv": {Data: []byte(fileOf("severe", "cluster N|Primary|2024-25|All pupils|13", school("A", "c"), school("B", "10")))},
	}
	var problems diag.List
	r := Figures(files, DefaultLimits, Reader{}, &problems)
	if got := problems.Problems(); len(got) != 1 || got[0].Code != diag.AuditPinned || got[0].Pos != (diag.Pos{File: "clusters/n/figures.csv", Line: 3}) ||
		got[0].Message != "A, 2024-25, All pupils, severe can only be 3. N, 2024-25, Primary, All pupils, severe: 13 in all, less 10 at B leaves 3 at A." {
		t.Errorf("%v %v", got, r)
	}
	files["index.html"] = &fstest.MapFile{Data: []byte(`<meta name="rollcall:disclosure" content="none">`)}
	problems = diag.List{}
	if r := Figures(files, DefaultLimits, Reader{}, &problems); len(problems.Problems()) != 0 || len(r.Findings) != 0 {
		t.Errorf("an edition that protects nothing: %v", problems.Problems())
	}
	delete(files, "index.html")
	problems = diag.List{}
	if Figures(files, DefaultLimits, Reader{}, &problems); len(problems.Problems()) != 0 {
		t.Errorf("an edition that says nothing: %v", problems.Problems())
	}
	limits := DefaultLimits
	limits.Accounts = true
	if Figures(files, limits, Reader{}, &problems); problems.Problems()[0].Code == "" || len(problems.Problems()) != 2 {
		t.Errorf("without a front page: %v", problems.Problems())
	}
}

func TestHostileFigures(t *testing.T) {
	good := fileOf("severe", school("A", "c"))
	for name, text := range map[string]string{
		"empty":             "",
		"no column":         "level,code,name\n",
		"ragged":            good + "school,B\n",
		"NUL":               good + "school,B\x00,B,Primary,2024-25,All pupils,3\n",
		"a long cell":       good + "school," + strings.Repeat("x", 10<<20) + ",B,Primary,2024-25,All pupils,3\n",
		"an open quote":     good + "school,\"B\n",
		"no number":         good + "school,B,B,Primary,2024-25,All pupils,3.5\n",
		"a negative number": good + "school,B,B,Primary,2024-25,All pupils,-3\n",
		"a huge number":     good + "school,B,B,Primary,2024-25,All pupils,99999999999999999999\n",
		"no period":         good + "school,B,B,Primary,autumn,All pupils,3\n",
		"a doubled column":  strings.Replace(good, ",severe", ",severe,severe", 1),
	} {
		var problems diag.List
		Attack(Protection{1, 5}, []Source{{"f/figures.csv", strings.NewReader(text)}}, nil, &problems)
		if got := problems.Problems(); len(got) == 0 || got[0].Code != diag.AuditFigures || got[0].Pos.File != "f/figures.csv" {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func FuzzAttack(f *testing.F) {
	f.Add(fileOf("schools,enrolments,pa_10,pa_10_percent,severe", "cluster N|Primary|2024-25|All pupils|2,87,20,23.0,c", school("A", "1,c,c,4.6,c"), school("B", "1,40,low,c,0")), uint8(5))
	f.Add(fileOf("sess_overall,sess_possible,attendance_percent,band_a_100-0_percent", "school A|Total|2024-25 to HT4|Year 7|c,900,96.12345678901,5"), uint8(1))
	f.Fuzz(func(t *testing.T, text string, step uint8) {
		if len(text) > 4000 {
			return
		}
		var problems diag.List
		Attack(Protection{int64(step%9) + 1, 5}, []Source{{"f", strings.NewReader(text)}}, []Source{{"k", strings.NewReader(text)}}, &problems)
	})
}
