package audit

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/diag"
)

const head = `<!doctype html>
<html lang="en"><head>
<meta http-equiv="Content-Security-Policy" content="` + policy + `">
<meta charset="utf-8"><title>t</title>
<link rel="stylesheet" href="ROOTstatic/civic.css"><script src="ROOTstatic/rollcall.js" defer></script>
</head><body>
`

func page(root, body string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte(strings.ReplaceAll(head, "ROOT", root) + body + "\n</body></html>\n")}
}

// whole is a site without faults that uses everything a site may hold.
func whole() fstest.MapFS {
	return fstest.MapFS{
		".nojekyll":            {},
		"CNAME":                {Data: []byte("attendance.example.gov.uk")},
		".git/HEAD":            {Data: []byte("ref")},
		"static/civic.css":     {Data: []byte(`a{background:url("data:image/svg+xml,x")} b{background:url(dot.svg)}`)},
		"static/dot.svg":       {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg>`)},
		"static/rollcall.js":   {Data: []byte("fetch('http://example.com')")},
		"downloads/f.csv":      {Data: []byte("a,b")},
		"old/index.html":       page("../", `<meta http-equiv="refresh" content="0; url=../schools/1/index.html">`),
		"404.html":             {Data: []byte(strings.ReplaceAll(head, "ROOT", "https://example.org/site/") + `<a href="https://example.org/site/index.html">home</a>`)},
		"schools/1/index.html": page("../../", `<a href="../../index.html#end">home</a> <a href="?x=1">again</a>`),
		"index.html": page("", `<a href="#end">skip</a><a href="#top">top</a><a href="schools/1/index.html">one</a><a href="downloads/f.csv">f</a>
<a href="https://www.gov.uk/x">guidance</a><a href="mailto:a@example.gov.uk">write</a>
<label for="q">q</label><input id="q" aria-describedby="end q">
<script type="application/json" id="places">{"a":"</"}</script><img src="data:image/png;base64,AA" alt="">
<svg><defs><pattern id="p"></pattern></defs><rect fill="url(#p)"/><use href="#p"/><title>url(http://x)</title></svg><p id="end"></p>`),
	}
}

func attack(fsys fs.FS) []diag.Problem {
	var problems diag.List
	Site(fsys, Limits{PageKB: 10, Hosts: []string{".gov.uk"}}, &problems)
	return problems.Problems()
}

func TestWholeSitePasses(t *testing.T) {
	for _, p := range attack(whole()) {
		t.Error(p)
	}
}

// Each fault planted alone is found, at its line, and nothing else is.
func TestPlantedFaults(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		code diag.Code
		want string
	}{
		"dead link":         {`<a href="gone/index.html">x</a>`, diag.AuditLink, "leads to nothing"},
		"folder":            {`<a href="schools/1/">x</a>`, diag.AuditLink, "leads to a folder"},
		"folder, bare":      {`<a href="schools/1">x</a>`, diag.AuditLink, "leads to a folder"},
		"this folder":       {`<a href="./">x</a>`, diag.AuditLink, "leads to a folder"},
		"root-absolute":     {`<a href="/index.html">x</a>`, diag.AuditLink, "top of the server"},
		"out of the site":   {`<a href="../x.html">x</a>`, diag.AuditLink, "out of the site"},
		"dead anchor":       {`<a href="#nowhere">x</a>`, diag.AuditLink, "an id that index.html does not have"},
		"dead far anchor":   {`<a href="schools/1/index.html#no">x</a>`, diag.AuditLink, "an id that schools/1/index.html"},
		"image missing":     {`<img src="x.png" alt="">`, diag.AuditLink, "leads to nothing"},
		"srcset missing":    {`<img srcset="x.png 2x" alt="">`, diag.AuditLink, "leads to nothing"},
		"use missing":       {`<svg><use xlink:href="#no"/></svg>`, diag.AuditLink, "an id that"},
		"id twice":          {`<p id="a"></p><p id="a"></p>`, diag.AuditLink, `the id "a" stands twice`},
		"id reference":      {`<p aria-labelledby="none"></p>`, diag.AuditLink, `the id "none", which is not`},
		"fill reference":    {`<svg><rect fill="url(#none)"/></svg>`, diag.AuditLink, `the id "none", which is not`},
		"http":              {`<a href="http://www.gov.uk/">x</a>`, diag.AuditInjection, "not one that a page may have"},
		"other host":        {`<a href="https://evil.example/">x</a>`, diag.AuditInjection, "not one of the hosts"},
		"host alike":        {`<a href="https://evilgov.uk/">x</a>`, diag.AuditInjection, "not one of the hosts"},
		"no scheme":         {`<a href="//www.gov.uk/">x</a>`, diag.AuditInjection, "not one that a page may have"},
		"javascript":        {`<a href="javascript:alert(1)">x</a>`, diag.AuditInjection, "not one that"},
		"javascript hidden": {"<a href=\"java\tscript:alert(1)\">x</a>", diag.AuditInjection, "characters that browsers drop"},
		"javascript space":  {`<a href=" javascript:alert(1)">x</a>`, diag.AuditInjection, "characters that browsers drop"},
		"javascript entity": {`<a href="&#106;avascript:alert(1)">x</a>`, diag.AuditInjection, "not one that"},
		"backslashes":       {`<a href="\\evil.example">x</a>`, diag.AuditInjection, "characters that browsers"},
		"data link":         {`<a href="data:text/html,x">x</a>`, diag.AuditInjection, "not one that"},
		"outside image":     {`<img src="https://www.gov.uk/x.png" alt="">`, diag.AuditInjection, "would load something"},
		"data text image":   {`<img src="data:text/html,x" alt="">`, diag.AuditInjection, "would load something"},
		"outside script":    {`<script src="https://www.gov.uk/x.js"></script>`, diag.AuditInjection, "would load something"},
		"inline script":     {`<script>alert(1)</script>`, diag.AuditInjection, "a script that is written"},
		"module":            {`<script type="module">x</script>`, diag.AuditInjection, "a script that is written"},
		"name in a title":   {`<svg><title>St <script>alert(1)</script></title></svg>`, diag.AuditInjection, "a script that is written"},
		"in noscript":       {`<noscript><script>alert(1)</script></noscript>`, diag.AuditInjection, "a script that is written"},
		"out of noscript":   {`<noscript><p title="</noscript><script>alert(1)</script>"></p></noscript>`, diag.AuditInjection, "a script that is written"},
		"in a template":     {`<template><script>alert(1)</script></template>`, diag.AuditInjection, "a script that is written"},
		"handler":           {`<p onclick="x()">x</p>`, diag.AuditInjection, "an event handler: onclick"},
		"svg handler":       {`<svg ONLOAD="x()"></svg>`, diag.AuditInjection, "an event handler: onload"},
		"style attribute":   {`<p style="color:red">x</p>`, diag.AuditInjection, "an attribute style"},
		"style element":     {`<style>p{}</style>`, diag.AuditInjection, "an element <style>"},
		"frame":             {`<iframe></iframe>`, diag.AuditInjection, "an element <iframe>"},
		"base":              {`<base target="_top">`, diag.AuditInjection, "an element <base>"},
		"form":              {`<form action="index.html"></form>`, diag.AuditInjection, "an attribute action"},
		"foreign object":    {`<svg><foreignObject></foreignObject></svg>`, diag.AuditInjection, "an element <foreignobject>"},
		"refresh outside":   {`<meta http-equiv="refresh" content="0; url=https://www.gov.uk/">`, diag.AuditInjection, "would load something"},
		"refresh garbled":   {`<meta http-equiv="refresh" content="soon">`, diag.AuditInjection, "a refresh that cannot be read"},
		"cookie":            {`<meta http-equiv="set-cookie" content="a=b">`, diag.AuditInjection, "a meta element of set-cookie"},
		"weight":            {strings.Repeat("x", 11<<10), diag.AuditWeight, "the page has 12 KB, its budget is 10 KB"},
	} {
		t.Run(name, func(t *testing.T) {
			site := whole()
			body := string(site["index.html"].Data)
			site["index.html"] = &fstest.MapFile{Data: []byte(strings.Replace(body, "</body>", c.body+"\n</body>", 1))}
			got := attack(site)
			if len(got) != 1 || got[0].Code != c.code || !strings.Contains(got[0].Message, c.want) || got[0].Pos.File != "index.html" {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestPlantedFiles(t *testing.T) {
	for name, c := range map[string]struct {
		path string
		file *fstest.MapFile
		code diag.Code
		want string
	}{
		"capitals":        {"Index.HTML", page("", ""), diag.AuditName, "small letters"},
		"device":          {"schools/nul/index.html", page("../../", ""), diag.AuditName, "Windows"},
		"not served":      {"static/data.json", &fstest.MapFile{}, diag.AuditName, ".json"},
		"a link":          {"static/x.csv", &fstest.MapFile{Mode: fs.ModeSymlink}, diag.AuditName, "not a plain file"},
		"sheet loads":     {"static/x.css", &fstest.MapFile{Data: []byte("\n@import 'y.css';")}, diag.AuditInjection, "loads another"},
		"sheet outside":   {"static/x.css", &fstest.MapFile{Data: []byte("a{b:URL( 'https://x/y.png' )}")}, diag.AuditInjection, "would load"},
		"sheet dead":      {"static/x.css", &fstest.MapFile{Data: []byte("a{b:url(y.png)}")}, diag.AuditLink, "leads to nothing"},
		"drawing":         {"static/x.svg", &fstest.MapFile{Data: []byte("<svg><script>x</script></svg>")}, diag.AuditInjection, "a script"},
		"no policy":       {"x.html", &fstest.MapFile{Data: []byte("<!doctype html><title>x</title>")}, diag.AuditInjection, "content security policy"},
		"weak policy":     {"x.html", &fstest.MapFile{Data: bytes.Replace(page("", "").Data, []byte("script-src 'self'"), []byte("script-src *"), 1)}, diag.AuditInjection, "content security policy"},
		"late policy":     {"x.html", &fstest.MapFile{Data: bytes.Replace(page("", "").Data, []byte("<head>"), []byte("<head><link rel=stylesheet href=static/civic.css>"), 1)}, diag.AuditInjection, "content security policy"},
		"policy in body":  {"x.html", &fstest.MapFile{Data: bytes.Replace(page("", "").Data, []byte("<head>"), []byte("<body>"), 1)}, diag.AuditInjection, "content security policy"},
		"empty head":      {"x.html", &fstest.MapFile{Data: []byte("<!doctype html><html><head></head><body><p>x</p></body></html>")}, diag.AuditInjection, "content security policy"},
		"404 loads plain": {"404.html", page("http://x/", ""), diag.AuditInjection, "would load"},
	} {
		t.Run(name, func(t *testing.T) {
			site := whole()
			site[c.path] = c.file
			got := attack(site)
			found := false
			for _, p := range got {
				found = found || p.Code == c.code && strings.Contains(p.Message, c.want) && p.Pos.File == c.path
			}
			if !found {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestPlaceIsALine(t *testing.T) {
	site := whole()
	site["schools/1/index.html"] = page("../../", "\n\n<a href=\"gone.html\">x</a>")
	if got := attack(site); len(got) != 1 || got[0].Pos != (diag.Pos{File: "schools/1/index.html", Line: 9}) {
		t.Error(got)
	}
}

func TestNoSite(t *testing.T) {
	if got := attack(fstest.MapFS{}); len(got) != 1 || got[0].Code != diag.AuditNoSite {
		t.Error(got)
	}
}

// No page panics the auditor.
func FuzzSite(f *testing.F) {
	f.Add(head, "a{b:url(x)}")
	f.Add(`<svg><title><script>`, "@import")
	f.Add(`<meta http-equiv=refresh content="0;url=%zz"><a href="%2e%2e/x#%">`, "url(")
	f.Fuzz(func(t *testing.T, html, css string) {
		attack(fstest.MapFS{"index.html": {Data: []byte(html)}, "x.svg": {Data: []byte(html)}, "x.css": {Data: []byte(css)}})
	})
}

// BenchmarkSite audits a small site, or that in the folder ROLLCALL_SITE.
func BenchmarkSite(b *testing.B) {
	var site fs.FS = manySchools()
	if dir := os.Getenv("ROLLCALL_SITE"); dir != "" {
		site = os.DirFS(dir)
	}
	b.ReportAllocs()
	for b.Loop() {
		if got := attackWith(site); len(got) > 0 {
			b.Fatal(got[0])
		}
	}
}

func manySchools() fstest.MapFS {
	site := whole()
	var body strings.Builder
	for i := range 300 {
		fmt.Fprintf(&body, `<tr id="r%d"><td><a href="../../schools/%d/index.html">School %d</a></td><td>93.%d%%</td></tr>`, i, i, i, i%10)
	}
	for i := range 300 {
		site[fmt.Sprintf("schools/%d/index.html", i)] = page("../../", "<table>"+body.String()+"</table>")
	}
	return site
}

func attackWith(fsys fs.FS) []diag.Problem {
	var problems diag.List
	Site(fsys, DefaultLimits, &problems)
	return problems.Problems()
}
