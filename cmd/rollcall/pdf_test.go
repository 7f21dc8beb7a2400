package main

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"rollcall/generator/publish"
)

func TestPapersOf(t *testing.T) {
	page := &fstest.MapFile{Data: []byte("<p>")}
	site := fstest.MapFS{"index.html": page, "schools/900002/brief/index.html": page, "schools/900001/brief/index.html": page,
		"schools/900001/2025-26-autumn/brief/index.html": page, "schools/900001/governors/index.html": page, "clusters/harbour/meeting/index.html": page, "scrutiny/index.html": page}
	got, err := papersOf(site, []string{"scrutiny", "briefs"})
	want := []paper{{"schools/900001/brief/index.html", "brief-900001.pdf"}, {"schools/900002/brief/index.html", "brief-900002.pdf"}, {"scrutiny/index.html", "scrutiny.pdf"}}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v; want %v", got, err, want)
	}
}

// A page becomes a tagged PDF on A4, in a folder beside the site.
func TestPrintPapers(t *testing.T) {
	if !slices.ContainsFunc(browsers, func(name string) bool { _, err := exec.LookPath(name); return err == nil }) {
		t.Skip("there is no Chromium here; the browser tests install one")
	}
	out := filepath.Join(t.TempDir(), "site")
	html := `<!DOCTYPE html><html lang="en"><title>Scrutiny</title><style>@page{size:A4}</style><h1>Scrutiny</h1><p>Attendance was 93.1%.</p></html>`
	for _, folder := range []string{"scrutiny", "schools/900001/brief", "schools/900002/brief"} {
		folder = filepath.Join(out, filepath.FromSlash(folder))
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "index.html"), []byte(html), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	dir, n, err := printPapers(out, []string{"scrutiny", "briefs"}, publish.Meta{}, func(string, int, int) {})
	if err != nil || n != 3 || dir != out+"-pdf" {
		t.Fatalf("%s, %d, %v", dir, n, err)
	}
	data, err := fs.ReadFile(os.DirFS(dir), "scrutiny.pdf")
	if err != nil || !bytes.HasPrefix(data, []byte("%PDF-")) {
		t.Fatalf("no PDF: %v", err)
	}
	for _, want := range []string{"/Marked true", "/MediaBox [0 0 594.95996 841.91998]"} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("the PDF lacks %s", want)
		}
	}
}
