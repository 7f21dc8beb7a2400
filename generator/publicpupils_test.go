package generator

import (
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/audit"
	"rollcall/generator/diag"
	"rollcall/generator/sample"
)

// Where pupils were counted there are bands, many small groups and counts that lie inside
// each other. The audit finds nothing in their public editions, and still they tell the
// bands of the authority, and of nobody else.
func TestPublicEditionsOfPupils(t *testing.T) {
	bands := 0
	for _, seed := range []uint64{4, 6, 7} { // seeds whose nested counts told something once
		opt := siteOptions(t, sampleFolder(t, sample.Options{Schools: 30, Years: 1, Seed: seed, Pupils: true}))
		opt.Edition = "public"
		built, printed := buildSite(t, opt)
		if len(built) == 0 {
			t.Fatal("nothing was built:\n" + printed)
		}
		site := fstest.MapFS{}
		for name, data := range built {
			site[name] = &fstest.MapFile{Data: data}
		}
		var problems diag.List
		audit.Figures(site, audit.DefaultLimits, audit.Reader{}, &problems)
		for _, p := range problems.Problems() {
			if p.Severity == diag.Error {
				t.Errorf("seed %d: %v", seed, p)
			}
		}
		for _, p := range unplaced(site, opt.Theme) {
			t.Errorf("seed %d: %v", seed, p)
		}
		for row := range table(t, built["downloads/figures.csv"]) {
			for column, text := range row {
				switch told := strings.HasPrefix(column, "band_") && text != "x" && text != "c"; {
				case told && row["level"] != "authority":
					t.Errorf("seed %d: %s of %s %s is told", seed, column, row["level"], row["code"])
				case told:
					bands++
				}
			}
		}
	}
	if bands < 500 {
		t.Errorf("%d numbers of bands are told", bands)
	}
}
