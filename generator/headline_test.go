package generator

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"
)

// returnsSite is a site of four schools with the rows of attendance given.
func returnsSite(rows string) fstest.MapFS {
	text := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return fstest.MapFS{
		"site.yaml": text(`authority: {code: "999", name: Testshire, nation: England}
title: Attendance in Testshire
as_of: 2025-11-20
main_grouping: cluster
groupings: [{column: cluster, one: cluster, many: clusters}]
inputs: [{path: schools.csv}, {path: attendance.csv}]
disclosure: none
`),
		"schools.csv":    text("urn,name,phase,cluster\n100001,A,Primary,North\n100002,B,Primary,South\n100003,C,Secondary,North\n100060,The Centre,AP,South\n"),
		"attendance.csv": text("urn,period,enrolments,sess_possible,sess_authorised,sess_unauthorised\n" + rows),
	}
}

// pageHas fails where a page lacks a text, or is not there.
func pageHas(t *testing.T, site map[string][]byte, page string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(string(site[page]), want) {
			t.Errorf("%s does not hold %q", page, want)
		}
	}
}

// One late pupil referral unit leaves its phase without figures of the term. The phase
// keeps its page, with its history, and the page of the older term leads there.
func TestAPhaseWithoutReturnsKeepsItsPage(t *testing.T) {
	opt := siteOptions(t, returnsSite(`100001,2024-25 autumn,200,28000,1000,300
100002,2024-25 autumn,200,28000,1000,300
100060,2024-25 autumn,30,3500,600,500
100001,2024-25 spring,200,24000,900,300
100002,2024-25 spring,200,24000,900,300
`))
	site, printed := buildSite(t, opt)
	if len(site) == 0 {
		t.Fatal(printed)
	}
	auditsClean(t, opt, site)
	pageHas(t, site, "phases/ap/index.html", "No school of this phase has figures for spring term 2024/25 yet", "The Centre",
		"These are its last figures, for autumn term 2024/25.", `id="history"`)
	pageHas(t, site, "authority/2024-25-autumn/index.html", `href="../../phases/ap/index.html"`)
	pageHas(t, site, "index.html", `<a href="phases/ap/index.html">Alternative provision</a><span class="meta">last figures Autumn 2024/25`)
}

// A grain of any kind makes a site, and the latest period of any grain opens it.
func TestWhatOpensASite(t *testing.T) {
	const autumn = "100001,2024-25 autumn,200,28000,1000,300\n"
	for _, c := range []struct {
		name, rows, kick string
		pages            []string
	}{
		{"a half-term alone", "100001,2025-26 HT1,200,14000,560,140\n", "half-term\u00a01, 2025/26", nil},
		{"weeks alone", "100001,2025-26 W01,200,2000,60,20\n100001,2025-26 W02,200,2000,80,20\n", "week 2, 2025/26", []string{"authority/2025-26-w01/index.html"}},
		{"a stretch to date alone", "100001,2024-25 to HT4,200,40000,1500,400\n", "2024/25 to the end of half-term 4", nil},
		{"a half-term after a term", autumn + "100001,2024-25 HT3,200,14000,560,140\n", "half-term\u00a03, 2024/25", []string{"authority/2024-25-autumn/index.html"}},
		{"a half-term of the term", autumn + "100001,2024-25 HT2,200,14000,560,140\n", "autumn term 2024/25", nil},
		{"a half-term of a new year", "100001,2024-25,200,76000,2500,900\n100001,2025-26 HT1,200,14000,560,140\n", "half-term\u00a01, 2025/26", []string{"authority/2024-25/index.html"}},
		{"weeks after a term", autumn + "100001,2024-25 W20,200,2000,60,20\n", "autumn term 2024/25", nil},
		{"weeks of a new year", autumn + "100001,2025-26 W02,200,2000,60,20\n", "week 2, 2025/26", []string{"authority/2024-25-autumn/index.html"}},
		{"a year after its terms", autumn + "100001,2025-26,200,76000,2500,900\n", "2025/26", []string{"authority/2024-25-autumn/index.html"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			opt := siteOptions(t, returnsSite(c.rows))
			site, printed := buildSite(t, opt)
			if len(site) == 0 {
				t.Fatal(printed)
			}
			auditsClean(t, opt, site)
			pageHas(t, site, "index.html", c.kick)
			pageHas(t, site, "schools/100001/index.html", c.kick)
			for _, page := range c.pages {
				pageHas(t, site, page, "<h1")
			}
		})
	}
}

// Where no figures of England were given, no page compares anything with England.
func TestWithoutComparatorsNoPageSpeaksOfEngland(t *testing.T) {
	folder := without(smallSample(t), "comparators.csv")
	folder["schools.csv"].Data = bytes.ReplaceAll(folder["schools.csv"].Data, []byte("Church of England"), []byte("Anglican"))
	site, printed := buildSite(t, siteOptions(t, folder))
	if len(site) == 0 {
		t.Fatal(printed)
	}
	aside := strings.NewReplacer("the national framework for England", "", "national guidance for England", "")
	for page, data := range site {
		if text := aside.Replace(string(data)); strings.HasSuffix(page, ".html") && strings.Contains(text, "England") {
			i := strings.Index(text, "England")
			t.Errorf("%s: ...%s...", page, text[max(0, i-80):min(len(text), i+40)])
		}
	}
}

// Two schools of one name are told apart wherever they are named, also where every number
// of a page is taken back to a published figure.
func TestSchoolsOfOneName(t *testing.T) {
	for _, c := range []struct{ clusters, first string }{{"North South", "St Mary&#39;s (North)"}, {"North North", "St Mary&#39;s (100001)"}} {
		for _, edition := range []string{"intranet", "public"} {
			folder := returnsSite("100001,2024-25 autumn,200,28000,1000,300\n100002,2024-25 autumn,200,28000,1000,300\n100003,2024-25 autumn,200,28000,1000,300\n")
			folder["site.yaml"].Data = append(folder["site.yaml"].Data, "already_public: [schools.csv, attendance.csv]\n"...)
			clusters := strings.Fields(c.clusters)
			folder["schools.csv"].Data = []byte("urn,name,phase,cluster\n100001,St Mary's,Primary," + clusters[0] + "\n100002,St Mary's,Primary," + clusters[1] + "\n100003,C,Primary,South\n")
			opt := siteOptions(t, folder)
			opt.Edition = edition
			site, printed := buildSite(t, opt)
			if len(site) == 0 {
				t.Fatal(printed)
			}
			auditsClean(t, opt, site)
			pageHas(t, site, "schools/index.html", c.first)
			pageHas(t, site, "schools/100001/index.html", "<title>"+c.first)
			if strings.Contains(string(site["schools/100003/index.html"]), "C (") {
				t.Error("a name of its own is told apart")
			}
		}
	}
}
