package generator

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/audit"
	"rollcall/generator/diag"
)

// unplaced audits a site and returns what is said of numbers without a place.
func unplaced(site fs.FS, theme fs.FS) []diag.Problem {
	var problems diag.List
	limits := audit.DefaultLimits
	limits.Accounts, limits.Theme = true, theme
	audit.Site(site, limits, &problems)
	var out []diag.Problem
	for _, p := range problems.Problems() {
		if p.Code == diag.AuditNumber {
			out = append(out, p)
		}
	}
	return out
}

// A public site has a place for every number. One that is planted, changed or taken out,
// wherever it stands, has none.
func TestEveryPublicNumberHasItsPlace(t *testing.T) {
	opt := siteOptions(t, os.DirFS("../data/wexcombe"))
	opt.Edition = "public"
	opt.Scripts = readFile(t, opt.Theme, "bundle/rollcall.js")
	built, printed := buildSite(t, opt)
	if len(built) == 0 {
		t.Fatal("nothing was built:\n" + printed)
	}
	whole := fstest.MapFS{}
	for name, data := range built {
		whole[name] = &fstest.MapFile{Data: data}
	}
	for _, p := range unplaced(whole, opt.Theme) {
		t.Error(p)
	}
	// The front page, a cluster's and every file of figures are enough to plant in.
	const front, cluster = "index.html", "clusters/harbour/index.html"
	small := fstest.MapFS{}
	for name, file := range whole {
		if name == front || name == cluster || name == "clusters/harbour/figures.csv" || path.Dir(name) == "downloads" || path.Dir(name) == "static" {
			small[name] = file
		}
	}
	for name, c := range map[string]struct {
		file, old, new string
		want           string
	}{
		"in text":             {cluster, "<p class=\"flat\">", "<p class=\"flat\">3 ", "the page has"},
		"in an attribute":     {cluster, `aria-label="Choose a period"`, `aria-label="Choose a period of 3"`, "the page has"},
		"in a class":          {cluster, `<p class="flat"`, `<p class="flat 3"`, "the page has"},
		"in a comment":        {cluster, "</main>", "<!-- 3 --></main>", "the page has"},
		"in a title":          {cluster, `-t">Attendance:`, `-t">3 Attendance:`, "the page has"},
		"in JSON":             {cluster, `"this-0","data":[`, `"this-0","data":[3,`, "the page has"},
		"a number taken out":  {cluster, "<b>91.1%</b>", "<b>most</b>", "the page has"},
		"a digit":             {cluster, "<b>91.1%</b>", "<b>91.2%</b>", `"91.2" in`},
		"a digit of a number": {cluster, "1,085 pupils", "1,035 pupils", "1085 of the number of pa_10 of cluster harbour"},
		"a digit in a title":  {cluster, "to Glebe End Junior School at 90.9%", "to Glebe End Junior School at 90.8%", `"90.8" in`},
		"a row":               {"clusters/harbour/figures.csv", "school,900013,Glebe End Junior School,Primary,2025-26 spring,All pupils", "school,900013,Glebe End Junior School,Primary,2025-26 spring,Nobody", "no file of figures has a row"},
		"a figure of a file":  {"clusters/harbour/figures.csv", ",91.1,", ",91.2,", "another file says otherwise"},
		"a column":            {"clusters/harbour/figures.csv", "level,code", "level,code,note", "the header does not begin"},
		"a last column":       {"clusters/harbour/figures.csv", ",status", ",pupils", `a column "pupils"`},
		"a ledger":            {cluster, `<template id="ledger">`, `<template id="ledgers">`, "does not account"},
		"a garbled ledger":    {cluster, `<template id="ledger">`, `<template id="ledger">AAAA`, "ledger"},
		"a script":            {"static/rollcall.js", "", "var n=3;", "not the theme's file"},
		"words of a style":    {"static/edition.css", `content:"`, `content:"4711 `, "not on the front page"},
	} {
		t.Run(name, func(t *testing.T) {
			site := withChange(t, small, c.file, c.old, c.new)
			expectUnplaced(t, unplaced(site, opt.Theme), c.file, c.want)
		})
	}
	t.Run("a bar's length", func(t *testing.T) {
		site := withChange(t, small, cluster, `<rect class="b-this" width="`, `<rect class="b-this" width="9`)
		expectUnplaced(t, unplaced(site, nil), cluster, "drawn at")
	})
	t.Run("an extra bar", func(t *testing.T) {
		site := withChange(t, small, cluster, `<circle class="d-this"`, `<circle class="d-this" cx="50%" cy="52" r="6.5"/><circle class="d-this"`)
		expectUnplaced(t, unplaced(site, nil), cluster, "the page has")
	})
	t.Run("an extra bar without numbers", func(t *testing.T) {
		site := withChange(t, small, cluster, `<circle class="d-this"`, `<circle class="d-this"/><circle class="d-this"`)
		expectUnplaced(t, unplaced(site, nil), cluster, "stands for 1 values")
	})
	t.Run("a dot's place", func(t *testing.T) {
		page := string(small[cluster].Data)
		at := strings.Index(page, `<circle class="d-this" cx="76`) + len(`<circle class="d-this" cx="`)
		for page[at] != '.' && page[at] != '%' {
			at++
		}
		site := copyFS(small)
		site[cluster] = &fstest.MapFile{Data: []byte(page[:at-1] + string('0'+(page[at-1]-'0'+5)%10) + page[at:])}
		expectUnplaced(t, unplaced(site, nil), cluster, "drawn at")
	})
	for _, name := range []string{"data.json", "downloads/all.xlsx", "static/map.bin", "notes.txt"} {
		t.Run("a file "+name, func(t *testing.T) {
			site := copyFS(small)
			site[name] = &fstest.MapFile{Data: []byte("3")}
			expectUnplaced(t, unplaced(site, nil), name, "no edition with protected figures has")
		})
	}
}

func expectUnplaced(t *testing.T, got []diag.Problem, file, want string) {
	t.Helper()
	for _, p := range got {
		if strings.Contains(p.Message, want) && (p.Pos.File == file || path.Ext(file) == ".csv") {
			return
		}
	}
	t.Errorf("nothing says %q of %s: %v", want, file, got)
}

func withChange(t *testing.T, site fstest.MapFS, file, old, new string) fstest.MapFS {
	t.Helper()
	data := site[file]
	if data == nil || !bytes.Contains(data.Data, []byte(old)) {
		t.Fatalf("%s does not hold %q", file, old)
	}
	out := copyFS(site)
	out[file] = &fstest.MapFile{Data: bytes.Replace(data.Data, []byte(old), []byte(new), 1)}
	return out
}

func copyFS(site fstest.MapFS) fstest.MapFS {
	out := fstest.MapFS{}
	for name, file := range site {
		out[name] = file
	}
	return out
}

func readFile(t *testing.T, fsys fs.FS, name string) []byte {
	t.Helper()
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return []byte("// the bundle was not built\n")
	}
	return data
}
