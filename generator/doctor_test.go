package generator

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"
)

// doctorSite is recordSite with a school that returned half a term only, and with a
// return that is due by 2 January: those of the 3rd are a day late.
func doctorSite() fstest.MapFS {
	site := recordSite()
	file := func(name, more string) { site[name].Data = append(site[name].Data, more...) }
	file("site.yaml", "rules: {late_days: 13}\n")
	file("schools.csv", "100004,D,Primary,South\n")
	file("attendance.csv", "100004,2024-25 HT1,7300,250,100,100,2024-10-30,200\n")
	file("signoffs.csv", "100002,2024-25 autumn,corrected,2025-01-21\n100003,2024-25 autumn,query,2025-01-22\n")
	site["schools.csv"].Data = []byte(strings.Replace(string(site["schools.csv"].Data), "urn,name,phase,cluster\n", "urn,name,phase,cluster,contact_role\n", 1))
	site["schools.csv"].Data = []byte(strings.ReplaceAll(string(site["schools.csv"].Data), "North East\n", "North East,Pastoral lead\n"))
	site["schools.csv"].Data = []byte(strings.ReplaceAll(string(site["schools.csv"].Data), "South\n", "South,\n"))
	return site
}

func TestReturnsPages(t *testing.T) {
	pages, printed := buildSite(t, siteOptions(t, doctorSite()))
	if want := "signoffs.csv: return-unconfirmed: 2 of 3 schools have not confirmed their figures for 2024-25 autumn\n    They are B (100002), C (100003).\n"; !strings.Contains(printed, want) {
		t.Errorf("printed\n%swant\n%s", printed, want)
	}
	for page, wants := range map[string][]string{
		"returns/index.html": {"3 of 4 schools returned for autumn term 2024/25; 1 confirmed their figures", "1 school is missing and 2 were late",
			"Not returned", "only HT1", "1 day late", "revised", "Query open", "Corrected, not signed", "Confirmed", `href="../returns/100001/index.html"`},
		"returns/100001/index.html": {"To the pastoral lead", "1 point came up. Could you look at it", "Autumn term 2024/25: School 100001 sent its return for 2024-25 autumn on 2025-01-03.",
			"It was due by 2025-01-02, 13 days after the period ended.", "by 5\u00a0June 2025"},
		"returns/100004/index.html": {"To the attendance contact", "have not all come in", "D has no return for 2024-25 autumn. Please send it"},
		"schools/100002/index.html": {"The school has not confirmed these figures.", "1 fault in the return", `href="../../returns/100002/index.html"`},
		"schools/100003/index.html": {"The school has queried these figures."},
		"coverage/index.html":       {"2 of 3 schools that returned", `href="../returns/index.html"`, "2 of 3 schools have not confirmed"},
		"insight/index.html":        {`href="../returns/index.html"`},
	} {
		for _, want := range wants {
			if !strings.Contains(string(pages[page]), want) {
				t.Errorf("%s does not say %q", page, want)
			}
		}
	}
	if strings.Contains(string(pages["schools/100001/index.html"]), "not confirmed") {
		t.Error("a school that signed is marked")
	}
	if pages["returns/100003/index.html"] != nil {
		t.Error("there is a note to a school without faults")
	}
}

// Neither what is wrong with a return, nor its note, nor that a school has not confirmed
// its figures is in an edition that leaves the authority.
func TestReturnsStayInside(t *testing.T) {
	site := doctorSite()
	site["site.yaml"].Data = append(site["site.yaml"].Data, "disclosure: none\n"...)
	for _, name := range []string{"service", "attainment"} {
		site["site.yaml"].Data = []byte(strings.Replace(string(site["site.yaml"].Data), "{path: "+name+".csv}, ", "", 1))
	}
	opt := siteOptions(t, site)
	opt.Edition = "public"
	pages, printed := buildSite(t, opt)
	if len(pages) == 0 {
		t.Fatal(printed)
	}
	for page := range pages {
		if strings.HasPrefix(page, "returns/") {
			t.Errorf("%s is public", page)
		}
	}
	for page, text := range pages {
		if strings.Contains(string(text), "not confirmed") {
			t.Errorf("%s says that a school has not confirmed its figures", page)
		}
	}
}

// asideSite is a term of four schools, a year after another: the latest return of the
// second has a fault that quotes a count, and all that the fourth returned has one.
func asideSite() fstest.MapFS {
	text := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return fstest.MapFS{
		"site.yaml": text("authority: {code: \"999\", name: Testshire, nation: England}\ntitle: Attendance\nas_of: 2025-01-20\ndisclosure: {intranet: none}\n" +
			"groupings: [{column: cluster, one: cluster, many: clusters}]\nmain_grouping: cluster\ninputs: [{path: schools.csv}, {path: attendance.csv}]\n"),
		"schools.csv": text("urn,name,phase,cluster\n100001,Alder,Primary,North\n100002,Birch,Primary,North\n100003,Cedar,Primary,South\n100004,Dogwood,Secondary,South\n"),
		"attendance.csv": text("urn,period,group,sess_possible,sess_authorised,sess_unauthorised,enrolments,pa_10,severe\n" +
			"100001,2023-24 autumn,,12000,500,200,100,12,2\n100002,2023-24 autumn,,12000,500,200,100,12,2\n100003,2023-24 autumn,,12000,500,200,100,12,2\n" +
			"100001,2024-25 autumn,,12000,500,200,100,12,2\n100002,2024-25 autumn,,12000,5000,9200,100,11,1\n100002,2024-25 autumn,Girls,6000,200,100,5o,11,1\n" +
			"100003,2024-25 autumn,,12000,600,100,100,14,3\n100004,2024-25 autumn,,12000,soon,200,100,16,3\n"),
	}
}

// Every page that lacks a return which was set aside says so; the authority's own pages
// say why.
func TestSetAsidePages(t *testing.T) {
	pages, printed := buildSite(t, siteOptions(t, asideSite()))
	if len(pages) == 0 {
		t.Fatal(printed)
	}
	const birch = "attendance.csv, line 6, character 30: 14200 sessions missed of 12000 possible"
	for page, wants := range map[string][]string{
		"index.html":                      {"2 of 4 returns are used", "2 returns were set aside because of faults in them"},
		"clusters/north/index.html":       {"1 of 2 returns are used", "1 return was set aside because of faults in it", "the 1 school with returns"},
		"phases/primary/index.html":       {"1 school of this phase is left out", "1 return was set aside"},
		"coverage/index.html":             {"2 of 4 returns for autumn term 2024/25 are used", "Returns set aside", birch, "Dogwood"},
		"returns/index.html":              {"The returns of 2 schools for autumn term 2024/25 were set aside", "Set aside", birch, `href="../returns/100004/index.html"`},
		"returns/100002/index.html":       {"We could not use those for autumn term 2024/25", "Autumn term 2024/25: 14200 sessions missed of 12000 possible", "Autumn term 2024/25, girls: Enrolments is", "Please send corrected figures by"},
		"schools/100002/index.html":       {"The return for autumn term 2024/25 was set aside", birch, `href="../../returns/100002/index.html"`},
		"schools/100002/brief/index.html": {"The return for autumn term 2024/25 was set aside"},
		"schools/index.html":              {"Birch"},
		"scrutiny/index.html":             {"Left out of every figure", "2 of these returns were set aside"},
	} {
		for _, want := range wants {
			if !strings.Contains(string(pages[page]), want) {
				t.Errorf("%s does not say %q", page, want)
			}
		}
	}
	if text := string(pages["schools/index.html"]); strings.Contains(text, "Schools that have closed") {
		t.Error("a school whose return was set aside has closed")
	}
	if figures := string(pages["downloads/figures.csv"]); strings.Contains(figures, "14200") {
		t.Error("a figure rests on it")
	}
}

// A note to a school names the period and the group of each point and no line of a file
// that the school has never seen, and asks nothing about a year that is over.
func TestNotesAreOfOpenPeriods(t *testing.T) {
	site, printed := buildSite(t, siteOptions(t, returnsSite(`100001,2023-24 autumn,200,12000,5000,9200
100001,2024-25 autumn,200,28000,1000,300
100002,2023-24 autumn,200,28000,1000,300
100002,2024-25 autumn,200,12000,5000,9200
`)))
	if len(site) == 0 || !strings.Contains(printed, "(2 times; this is the first)") {
		t.Fatal(printed)
	}
	if site["returns/100001/index.html"] != nil {
		t.Error("a school is asked about the year before")
	}
	pageHas(t, site, "returns/100002/index.html", "<li>Autumn term 2024/25: 14200 sessions missed of 12000 possible.")
	if strings.Contains(string(site["returns/100002/index.html"]), "attendance.csv") {
		t.Error("the note names a file of the authority")
	}
}

// In an edition that leaves the council pages say that a return was set aside, and nothing
// of what stands in it.
func TestSetAsideStaysInside(t *testing.T) {
	opt := siteOptions(t, asideSite())
	opt.Edition = "public"
	pages, printed := buildSite(t, opt)
	if len(pages) == 0 {
		t.Fatal(printed)
	}
	if !strings.Contains(string(pages["coverage/index.html"]), "2 of 4 returns for autumn term 2024/25 are used") {
		t.Error("the coverage does not count it")
	}
	for page, text := range pages {
		for _, secret := range []string{"14200", "sessions missed of", "soon", "absence-over-possible", "attendance.csv"} {
			if bytes.Contains(text, []byte(secret)) {
				t.Errorf("%s holds %q", page, secret)
			}
		}
	}
}

// The same fault in the rows of several schools is one problem, and a fault of each.
func TestFaultsOfEverySchool(t *testing.T) {
	site := doctorSite()
	const header = "urn,period,sess_possible,sess_authorised,sess_unauthorised,enrolments,returned_on,code_i\n"
	site["attendance.csv"].Data = []byte(header + "100001,2024-25 autumn,14600,500,200,100,2025-01-02,900\n100002,2024-25 autumn,14600,500,200,100,2025-01-02,900\n100003,2024-25 autumn,14600,500,200,100,2025-01-02,400\n")
	pages, printed := buildSite(t, siteOptions(t, site))
	if !strings.Contains(printed, "reasons-over-absence") || !strings.Contains(printed, "(2 times; this is the first)") {
		t.Fatal(printed)
	}
	for page, want := range map[string]string{"returns/100001/index.html": "<li>Autumn term 2024/25: ", "returns/100002/index.html": "<li>Autumn term 2024/25: "} {
		text := string(pages[page])
		if !strings.Contains(text, want) || strings.Contains(text, "900 sessions") {
			t.Errorf("%s does not say %q, or quotes a count", page, want)
		}
	}
	if pages["returns/100003/index.html"] != nil {
		t.Error("a school without the fault has a note")
	}
}
