package generator

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"rollcall/generator/attendance"
)

// The published figures of three authorities make a site whichever of their 13 years is
// the newest: phases come and go, and Birmingham has 414 schools and no grouping. Rutland
// is built for every year and the others for their first; ROLLCALL_YEARS=all builds all 39.
func TestEveryPublishedYearOpensASite(t *testing.T) {
	for _, a := range []struct{ code, name, groupings string }{
		{"857", "Rutland", "main_grouping: postcode_district\ngroupings: [{column: postcode_district, one: district, many: districts}]\n"},
		{"331", "Coventry", "main_grouping: postcode_district\ngroupings: [{column: postcode_district, one: district, many: districts}, {column: trust, one: trust, many: trusts}]\n"},
		{"330", "Birmingham", ""},
	} {
		for year := attendance.AcademicYear(2006); year <= 2018; year++ {
			if year > 2006 && a.name != "Rutland" && os.Getenv("ROLLCALL_YEARS") != "all" {
				break
			}
			t.Run(fmt.Sprintf("%s %s", a.name, year), func(t *testing.T) {
				opt := siteOptions(t, publishedUntil(t, a.code, a.name, a.groupings, year))
				site, printed := buildSite(t, opt)
				if len(site) == 0 {
					t.Fatal(printed)
				}
				auditsClean(t, opt, site)
			})
		}
	}
}

// publishedUntil is the site of an authority of which nothing later than a year was
// published yet.
func publishedUntil(t testing.TB, code, name, groupings string, last attendance.AcademicYear) fstest.MapFS {
	t.Helper()
	low := map[string]string{"857": "rutland", "331": "coventry", "330": "birmingham"}[code]
	folder := fstest.MapFS{}
	inputs := ""
	for _, file := range []struct{ folder, name string }{
		{"dfe-absence", low + "_absence_2006-2019.csv"}, {"dfe-absence", "authorities_absence_2006-2019.csv"}, {"schools", low + "_schools.csv"},
		{"schools", "2019_school_information.csv"}, {"schools", "2019_census.csv"}, {"schools", "trust_links_2026.csv"}, {"schools", "predecessor_links_2026.csv"},
	} {
		data, err := os.ReadFile(filepath.Join(shared(t, file.folder), file.name))
		if err != nil {
			t.Fatal(err)
		}
		if file.folder == "dfe-absence" {
			data = withoutRows(t, data, func(field func(string) string) bool {
				return field("time_period") > fmt.Sprintf("%d%02d", last, (last+1)%100)
			})
		}
		folder[file.name] = &fstest.MapFile{Data: data}
		inputs += "  - path: " + file.name + "\n"
	}
	folder["site.yaml"] = &fstest.MapFile{Data: fmt.Appendf(nil, `authority: {code: "%s", name: %s, nation: England}
title: School attendance in %s
as_of: %d-09-01
%sdisclosure: none
inputs:
%s`, code, name, name, int(last)+2, groupings, inputs)}
	return folder
}
