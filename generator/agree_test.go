package generator

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// What check passes, build builds: check is a build that writes nothing, so whatever has
// no errors has a site, and its pages are sound. It is so for the golden sites, the samples
// of both nations in each of their editions, and the cases of others where they are at hand.
func TestWhatCheckPassesBuilds(t *testing.T) {
	for _, name := range goldenSites(t) {
		t.Run(name, func(t *testing.T) {
			agrees(t, siteOptions(t, os.DirFS(filepath.Join("testdata", "sites", name, "input"))))
		})
	}
	for _, nation := range []attendance.Nation{attendance.England, attendance.Wales} {
		for _, edition := range []string{"intranet", "public"} {
			t.Run("sample of "+string(nation)+", "+edition, func(t *testing.T) {
				opt := siteOptions(t, nationSample(t, nation))
				opt.Edition = edition
				agrees(t, opt)
			})
		}
	}
	t.Run("a sample without groupings", func(t *testing.T) {
		folder := nationSample(t, attendance.England)
		head, rest, _ := strings.Cut(string(folder["site.yaml"].Data), "main_grouping")
		_, rest, _ = strings.Cut(rest, "inputs:")
		folder["site.yaml"].Data = []byte(head + "inputs:" + rest)
		if !agrees(t, siteOptions(t, folder)) {
			t.Error("there is no site")
		}
	})
}

// The cases that others found have the outcome that they should, where their folder is
// at hand.
func TestCasesOfPages(t *testing.T) {
	dir := filepath.Join("..", "..", "shared", "cases")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the cases are not at hand: %v", err)
	}
	builds := map[string]bool{"late-pru": true, "ht1only": true, "samename": true, "slug-clash": false}
	cases, err := filepath.Glob(filepath.Join(dir, "*", "site.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range cases {
		name := filepath.Base(filepath.Dir(file))
		t.Run(name, func(t *testing.T) {
			built := agrees(t, siteOptions(t, os.DirFS(filepath.Dir(file))))
			if want, known := builds[name]; known && built != want {
				t.Errorf("builds: %v, want %v", built, want)
			}
		})
	}
}

// agrees checks a site and builds it, and compares the two. It reports whether there is a
// site.
func agrees(t *testing.T, opt Options) bool {
	t.Helper()
	var problems diag.List
	if _, err := Build(opt, &problems); err != nil {
		t.Fatal(err)
	}
	site, printed := buildSite(t, opt)
	if problems.Failed() == (len(site) > 0) {
		t.Errorf("check has errors: %v; build has a site: %v\n%s", problems.Failed(), len(site) > 0, printed)
	}
	for _, p := range problems.Problems() {
		if p.Severity == diag.Error && (p.Pos.File == "" || p.Hint == "") {
			t.Errorf("an error has no place or no remedy: %v", p)
		}
	}
	if len(site) > 0 {
		auditsClean(t, opt, site)
	}
	return len(site) > 0
}
