package generator

import (
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
		"returns/100001/index.html": {"To the pastoral lead", "1 point came up. Could you look at it", "attendance.csv, line 2: School 100001 sent its return for 2024-25 autumn on 2025-01-03.",
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

// The same fault in the rows of several schools is one problem, and a fault of each.
func TestFaultsOfEverySchool(t *testing.T) {
	site := doctorSite()
	const header = "urn,period,sess_possible,sess_authorised,sess_unauthorised,enrolments,returned_on,code_i\n"
	site["attendance.csv"].Data = []byte(header + "100001,2024-25 autumn,14600,500,200,100,2025-01-02,900\n100002,2024-25 autumn,14600,500,200,100,2025-01-02,900\n100003,2024-25 autumn,14600,500,200,100,2025-01-02,400\n")
	pages, printed := buildSite(t, siteOptions(t, site))
	if !strings.Contains(printed, "reasons-over-absence") || !strings.Contains(printed, "(2 times; this is the first)") {
		t.Fatal(printed)
	}
	for page, want := range map[string]string{"returns/100001/index.html": "attendance.csv, line 2, character", "returns/100002/index.html": "attendance.csv, line 3, character"} {
		text := string(pages[page])
		if !strings.Contains(text, want) || strings.Contains(text, "900 sessions") {
			t.Errorf("%s does not say %q, or quotes a count", page, want)
		}
	}
	if pages["returns/100003/index.html"] != nil {
		t.Error("a school without the fault has a note")
	}
}
