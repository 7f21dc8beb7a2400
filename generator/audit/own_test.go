package audit

import (
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/diag"
)

// headSite is what all heads share and the folder of one. The school has 40 pupils, 3 of
// them persistently absent, which everybody else is not told.
func headSite() fstest.MapFS {
	const columns = "level,code,name,phase,period,group,enrolments,pa_10,status\n"
	page := func(meta, body string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(`<html><head><meta name="rollcall:disclosure" content="` + meta + `"></head><body>` + body + `</body></html>`)}
	}
	return fstest.MapFS{
		"index.html":          page("rounded 5 7", seal("<p>All heads</p></body>", "\n2")),
		"schools/figures.csv": {Data: []byte(columns + "school,1,B,Primary,2025-26 spring,All pupils,40,c,\nschool,2,D,Primary,2025-26 spring,All pupils,85,10,\n")},
		"own/1/index.html":    page("own 1", ""),
		"own/1/figures.csv":   {Data: []byte(columns + "school,1,B,Primary,2025-26 spring,All pupils,40,3,\n")},
	}
}

// ownPage is the page of a head with one number: a count of a school.
func ownPage(site fstest.MapFS, school, printed string) {
	body := `<html><head><meta name="rollcall:disclosure" content="own 1"></head><body>` + printed + `</body></html>`
	entry := "#\tschool\t" + school + "\tPrimary\t2025-26 spring\tAll pupils\tpa_10\n\n1 0\n0" // the 1 of the meta element is skipped
	site["own/1/index.html"] = &fstest.MapFile{Data: []byte(seal(body, entry))}
}

// A head's page holds figures of the own school as the own file has them, and of any
// other as the shared files do.
func TestOwnPages(t *testing.T) {
	for _, c := range []struct {
		school, printed string
		ok              bool
	}{
		{"1", "3", true},   // the own, in full
		{"1", "4", false},  // not what the own file says
		{"2", "10", true},  // another, as everybody reads it
		{"2", "11", false}, // another, as nobody reads it
		{"3", "2", false},  // one that no file tells of
	} {
		site := headSite()
		ownPage(site, c.school, c.printed)
		var problems diag.List
		Site(site, DefaultLimits, &problems)
		found := 0
		for _, p := range problems.Problems() {
			if p.Code == diag.AuditNumber {
				found++
			}
		}
		if (found == 0) != c.ok {
			t.Errorf("%s of school %s: %v", c.printed, c.school, problems.Problems())
		}
	}
}

// A folder is a head's only where its front page says whose. Then the attack leaves it
// out; otherwise its files are everybody's, and tell what others hide.
func TestOwnFoldersAreNamed(t *testing.T) {
	for meta, own := range map[string]bool{"own 1": true, "own 2": false, "rounded 5 7": false} {
		site := headSite()
		site["own/1/index.html"].Data = []byte(strings.Replace(string(site["own/1/index.html"].Data), "own 1", meta, 1))
		var problems diag.List
		if r := Figures(site, DefaultLimits, Reader{}, &problems); (r.Count(diag.AuditPinned) == 0) != own {
			t.Errorf("%s: %v", meta, problems.Problems())
		}
	}
}

// A row of another school is no head's, though everybody is told as much.
func TestRowOfAnotherSchool(t *testing.T) {
	site := headSite()
	f := site["own/1/figures.csv"]
	f.Data = append(f.Data, "school,2,D,Primary,2025-26 spring,All pupils,85,10,\n"...)
	var problems diag.List
	Site(site, DefaultLimits, &problems)
	for _, p := range problems.Problems() {
		if p.Code == diag.AuditCoalition && p.Pos.File == "own/1/figures.csv" && p.Pos.Line == 3 {
			return
		}
	}
	t.Error(problems.Problems())
}
