package generator

import (
	"strings"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/publish"
	"testing/fstest"
)

// No grouping can have the name of a folder that the site makes.
func TestFoldersOfTheSiteAreReserved(t *testing.T) {
	folders := map[string]bool{}
	for _, c := range []struct {
		nation  attendance.Nation
		edition string
	}{{attendance.England, "intranet"}, {attendance.England, "headteacher"}, {attendance.Wales, "intranet"}} {
		opt := siteOptions(t, nationSample(t, c.nation))
		opt.Edition = c.edition
		site, _ := buildSite(t, opt)
		for path := range site {
			if folder, _, in := strings.Cut(path, "/"); in && folder != "ward" && folder != "trust" {
				folders[folder] = true
			}
		}
	}
	if len(folders) < 15 {
		t.Fatalf("only %d folders", len(folders))
	}
	for folder := range folders {
		column := strings.ReplaceAll(folder, "-", "_")
		text := "authority: {code: \"999\", name: Testshire, nation: England}\ntitle: T\nas_of: 2025-05-23\ninputs: [{path: a.csv}]\ngroupings: [{column: " + column + ", one: a, many: b}]\n"
		var problems diag.List
		if _, ok := config.Load(fstest.MapFS{"site.yaml": {Data: []byte(text)}}, "site.yaml", &problems); ok {
			t.Errorf("a grouping may be called %s, which is a folder of the site", column)
		}
	}
}

// A group of schools whose name Windows keeps for a device has a folder that can be made.
func TestGroupsWithNamesOfDevices(t *testing.T) {
	folder := returnsSite("100001,2024-25 autumn,200,28000,1000,300\n100002,2024-25 autumn,200,28000,1000,300\n")
	folder["schools.csv"].Data = []byte("urn,name,phase,cluster\n100001,A,Primary,Con\n100002,B,Primary,COM1\n")
	opt := siteOptions(t, folder)
	site, printed := buildSite(t, opt)
	if len(site) == 0 {
		t.Fatal(printed)
	}
	auditsClean(t, opt, site)
	pageHas(t, site, "clusters/con-1/index.html", "Con")
	for path := range site {
		if err := publish.CheckName(path); err != nil {
			t.Error(err)
		}
	}
}
