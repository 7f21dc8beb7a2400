package generator

import (
	"bytes"
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"rollcall/data"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/themes"
)

var update = flag.Bool("update", false, "write the golden sites again; then read the difference")

// A golden site is a folder of testdata/sites: its input, the problems that are
// printed, and under want the site, which is not there where the problems are errors.
func TestGoldenSites(t *testing.T) {
	for _, name := range goldenSites(t) {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join("testdata", "sites", name)
			opt := siteOptions(t, os.DirFS(filepath.Join(dir, "input")))
			got, problems := buildSite(t, opt)
			sameStatic(t, opt.Theme, got)
			if *update {
				writeGolden(t, dir, got, problems)
			}
			compareSites(t, readSite(t, filepath.Join(dir, "want")), got)
			want, err := os.ReadFile(filepath.Join(dir, "problems.txt"))
			if err != nil || string(want) != problems {
				t.Errorf("the problems differ (%v); they are\n%s", err, problems)
			}
		})
	}
}

// goldenSites lists the golden sites.
func goldenSites(t testing.TB) []string {
	t.Helper()
	dirs, err := filepath.Glob("testdata/sites/*/input")
	if err != nil || len(dirs) == 0 {
		t.Fatal("there are no golden sites: ", err)
	}
	for i, dir := range dirs {
		dirs[i] = filepath.Base(filepath.Dir(dir))
	}
	return dirs
}

// siteOptions says how to build the site of a folder: as on the day of its site
// file, in the built-in theme, without the bundled script.
func siteOptions(t testing.TB, folder fs.FS) Options {
	t.Helper()
	var problems diag.List
	site, ok := config.Load(folder, config.FileName, &problems)
	if !ok {
		t.Fatal(problems.Problems())
	}
	theme, err := fs.Sub(themes.FS, site.Theme)
	if err != nil {
		t.Fatal(err)
	}
	open := func(name string) (Source, error) {
		info, err := fs.Stat(folder, name)
		if err != nil || !info.IsDir() {
			return Source{Name: name, FS: folder, Path: name}, err
		}
		sub, err := fs.Sub(folder, name)
		return Source{Name: name, FS: sub, Path: "."}, err
	}
	return Options{Site: site, Open: open, Theme: theme, Codes: data.Codes, Edition: "intranet", Now: site.AsOf, Progress: func(string, int, int) {}}
}

// buildSite builds into memory, and returns the problems as they are printed.
func buildSite(t testing.TB, opt Options) (site map[string][]byte, printed string) {
	t.Helper()
	site, problems := buildWith(t, opt)
	for _, p := range problems {
		printed += p.String() + "\n"
	}
	return site, printed
}

// buildWith builds a site in memory as buildSite does, and returns the problems themselves.
func buildWith(t testing.TB, opt Options) (site map[string][]byte, found []diag.Problem) {
	t.Helper()
	site = make(map[string][]byte)
	var mu sync.Mutex
	opt.Write = func(path string, data []byte) error {
		mu.Lock()
		defer mu.Unlock()
		if site[path] != nil {
			t.Errorf("%s is written twice", path)
		}
		site[path] = append([]byte{}, data...)
		return nil
	}
	var problems diag.List
	if _, err := Build(opt, &problems); err != nil {
		t.Fatal(err)
	}
	if problems.Failed() && len(site) > 0 {
		t.Errorf("%d files are written in spite of errors", len(site))
	}
	for _, p := range problems.Problems() {
		if p.Code == diag.AuditLink {
			t.Errorf("no site has a link that leads nowhere: %s", p)
		}
	}
	return site, problems.Problems()
}

// sameStatic checks the files that a site takes from its theme as they are, and
// leaves them out of it: a golden site holds what the generator makes.
func sameStatic(t *testing.T, theme fs.FS, site map[string][]byte) {
	t.Helper()
	if len(site) == 0 {
		return
	}
	err := fs.WalkDir(theme, "static", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(theme, path)
		if got, ok := site[path]; !ok || !bytes.Equal(got, data) {
			t.Errorf("%s is not the theme's", path)
		}
		delete(site, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// compareSites compares both ways: no file may differ, lack or be too many.
func compareSites(t *testing.T, want, got map[string][]byte) {
	t.Helper()
	for _, path := range slices.Sorted(maps.Keys(want)) {
		if data, ok := got[path]; !ok {
			t.Errorf("%s is not there", path)
		} else if !bytes.Equal(data, want[path]) {
			w, g := firstDifference(want[path], data)
			t.Errorf("%s differs: want ...%q, got ...%q", path, w, g)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[path]; !ok {
			t.Errorf("%s is not expected", path)
		}
	}
}

// firstDifference returns a little of two texts around the first byte that differs.
func firstDifference(a, b []byte) (string, string) {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	around := func(s []byte) string { return string(s[max(i-40, 0):min(i+80, len(s))]) }
	return around(a), around(b)
}

func readSite(t testing.TB, dir string) map[string][]byte {
	t.Helper()
	site := make(map[string][]byte)
	if _, err := os.Stat(dir); err != nil {
		return site
	}
	folder := os.DirFS(dir)
	err := fs.WalkDir(folder, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		site[path], err = fs.ReadFile(folder, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return site
}

func writeGolden(t *testing.T, dir string, site map[string][]byte, problems string) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(dir, "want")); err != nil {
		t.Fatal(err)
	}
	write := func(name string, data []byte) {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for path, data := range site {
		write("want/"+path, data)
	}
	write("problems.txt", []byte(problems))
}
