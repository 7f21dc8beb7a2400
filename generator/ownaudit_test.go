package generator

import (
	"bytes"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/audit"
	"rollcall/generator/diag"
)

// The audit places every number of every folder. One of another school that everybody is
// not told has no place there, and neither has a row of it or a link into the folder.
func TestAuditOfOwnFolders(t *testing.T) {
	opt := siteOptions(t, headSite(t, false))
	built := headBuild(t, headSite(t, false), "headteacher")
	whole := fstest.MapFS{}
	for name, data := range built {
		whole[name] = &fstest.MapFile{Data: data}
	}
	for _, p := range unplaced(whole, opt.Theme) {
		t.Error(p)
	}
	const front, mine, theirs, other = "own/900003/index.html", "own/900003/figures.csv", "own/900004/index.html", "own/900004/figures.csv"
	small := fstest.MapFS{} // enough of a site to audit quickly
	for name, file := range whole {
		if path.Ext(name) == ".csv" && slices.Contains([]string{"", "900003", "900004"}, headOf(name)) || name == front || name == theirs || path.Dir(name) == "static" || name == "index.html" {
			small[name] = file
		}
	}
	line := func(name string) string {
		rows := strings.SplitAfter(string(small[name].Data), "\n")
		return rows[len(rows)-2]
	}
	for what, c := range map[string]struct {
		file, add string
		code      diag.Code
	}{
		"another school's row":            {mine, line(other), diag.AuditCoalition},
		"a number on a page":              {front, "<p>41,234</p>", diag.AuditNumber},
		"a link from what heads share":    {"index.html", `<a href="own/900003/index.html">own</a>`, diag.AuditTrespass},
		"a link from another's folder":    {theirs, `<a href="../900003/index.html">own</a>`, diag.AuditTrespass},
		"a public number of other places": {front, "", ""},
	} {
		planted := maps.Clone(small)
		data := []byte{}
		if f := planted[c.file]; f != nil {
			data = slices.Clone(f.Data)
		}
		if before := bytes.LastIndex(data, []byte("</body>")); before >= 0 {
			data = slices.Insert(data, before, []byte(c.add)...)
		} else {
			data = append(data, c.add...)
		}
		planted[c.file] = &fstest.MapFile{Data: data}
		var problems diag.List
		limits := audit.DefaultLimits
		limits.Accounts, limits.Theme = true, opt.Theme
		audit.Site(planted, limits, &problems)
		found := 0
		for _, p := range problems.Problems() {
			if p.Code == c.code && p.Pos.File == c.file || c.code == "" && p.Code == diag.AuditNumber {
				found++
			}
		}
		if (found > 0) != (c.code != "") {
			t.Errorf("%s: %d problems %s: %v", what, found, c.code, problems.Problems())
		}
	}
}

// A head who attacks what all share with the figures of the own folder works out nothing
// of another school, though the folder tells what the others are not told.
func TestHeadsWorkOutNoOther(t *testing.T) {
	built := headBuild(t, headSite(t, false), "headteacher")
	site := fstest.MapFS{}
	for name, data := range built {
		site[name] = &fstest.MapFile{Data: data}
	}
	known := 0
	for _, urn := range []string{"", "900003", "900004", "900016"} {
		var reader audit.Reader
		if urn != "" {
			name := "own/" + urn + "/figures.csv"
			reader.Known = []audit.Source{{Name: name, Data: bytes.NewReader(built[name])}}
		}
		var problems diag.List
		report := audit.Figures(site, audit.DefaultLimits, reader, &problems)
		known += report.Known
		if report.Hidden == 0 {
			t.Errorf("%q: nothing is hidden, so nothing is tried", urn)
		}
		for _, f := range report.Findings {
			row := strings.Split(strings.Split(string(built[f.File]), "\n")[f.Line-1], ",")
			if f.Code != diag.AuditUnproved && (urn == "" || row[0] == "school" && row[1] != urn) {
				t.Errorf("the head of %q works out %s: %s. %s", urn, f.What, f.Range(), f.Why)
			}
		}
	}
	if known < 50 {
		t.Errorf("the folders tell only %d figures that others are not told", known)
	}
}
