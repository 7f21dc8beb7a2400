package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// build makes a site of the given files, or fails the test.
func build(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	s := begin(t, dir, files)
	if err := s.Commit(Meta{Version: "v1", Edition: "intranet"}); err != nil {
		t.Fatal(err)
	}
}

func begin(t testing.TB, dir string, files map[string]string) *Site {
	t.Helper()
	s, err := Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := s.Write(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// tree lists a folder as "name=text", in order; nil when it is not there.
func tree(t testing.TB, dir string) []string {
	t.Helper()
	var out []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		out = append(out, name+"="+string(data))
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return out
}

func beside(t testing.TB, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func equal(t testing.TB, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestReplacesWholly(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out", "site")
	build(t, dir, map[string]string{"index.html": "1", "gone/index.html": "1"})
	build(t, dir, map[string]string{"index.html": "2", ".nojekyll": "", "schools/1/index.html": "2"})
	equal(t, tree(t, dir), []string{".nojekyll=", "index.html=2", "schools/1/index.html=2"})
	equal(t, beside(t, dir), []string{"site", "site.manifest.json"})
}

func TestAbortLeavesNothing(t *testing.T) {
	top := t.TempDir()
	s := begin(t, filepath.Join(top, "out", "a", "site"), map[string]string{"index.html": "1"})
	if err := s.Abort(); err != nil {
		t.Fatal(err)
	}
	if entries, _ := os.ReadDir(top); len(entries) > 0 {
		t.Errorf("%v is left", entries)
	}
	if err := s.Write("late.html", nil); err == nil {
		t.Error("written after the end")
	}
}

// However far a commit comes before the program is stopped, the next build finds
// one whole site: the old one until the new one is in place. Where folders can be
// swapped there is a whole site without a next build, too.
func TestStoppedBetweenSteps(t *testing.T) {
	unable := func(a, b string) error { return errors.ErrUnsupported }
	for _, c := range []struct {
		name     string
		first    bool
		exchange func(a, b string) error
		newFrom  int // the steps after which the new site stands
	}{
		{"the first site", true, exchange, 5},
		{"swapped", false, exchange, 4},
		{"renamed", false, unable, 5},
	} {
		t.Run(c.name, func(t *testing.T) {
			for n := 0; stopAfter(t, n, c.first, c.newFrom, c.exchange); n++ {
			}
		})
	}
}

func stopAfter(t *testing.T, n int, first bool, newFrom int, swap func(a, b string) error) bool {
	oldFiles, newFiles := map[string]string{"a.html": "1", "b.html": "1"}, map[string]string{"a.html": "2", "c.html": "2"}
	oldTree, newTree := []string{"a.html=1", "b.html=1"}, []string{"a.html=2", "c.html=2"}
	dir := filepath.Join(t.TempDir(), "site")
	want := []string(nil)
	if !first {
		build(t, dir, oldFiles)
		want = oldTree
	}
	s := begin(t, dir, newFiles)
	s.at.exchange = swap
	data, _ := Manifest{Files: []File{s.files["a.html"], s.files["c.html"]}}.marshal()
	steps := s.steps(data, nil)
	if n > len(steps) {
		s.Abort()
		return false
	}
	for _, step := range steps[:n] {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	s.root.Close()
	s.lock.Close() // what the system does to a killed program

	if n >= newFrom {
		want = newTree
	}
	if !first && swap(dir, dir) == nil { // there is no moment without a site
		equal(t, tree(t, dir), want)
	}
	next, err := Begin(dir)
	if err != nil {
		t.Fatalf("after %d steps: %v", n, err)
	}
	equal(t, tree(t, dir), want)
	if err := next.Abort(); err != nil {
		t.Fatal(err)
	}
	equal(t, tree(t, dir), want)
	if want != nil {
		equal(t, beside(t, dir), []string{"site", "site.manifest.json"})
		manifest, ok, err := readManifest(dir + ".manifest.json")
		if err != nil || !ok || len(manifest.Files) != 2 || manifest.Files[1].Path != strings.TrimSuffix(strings.TrimSuffix(want[1], "=1"), "=2") {
			t.Errorf("after %d steps: the manifest is not of the site: %v %v", n, manifest, err)
		}
	}
	build(t, dir, newFiles)
	equal(t, tree(t, dir), newTree)
	return true
}

func TestRefusesForeignFolder(t *testing.T) {
	dir := t.TempDir()
	os.WriteFile(filepath.Join(dir, "thesis.txt"), []byte("years of work"), 0o644)
	if _, err := Begin(dir); !errors.Is(err, ErrForeign) {
		t.Errorf("got %v", err)
	}
	equal(t, tree(t, dir), []string{"thesis.txt=years of work"})
	if _, err := os.Stat(dir + ".rollcall-lock"); err == nil {
		t.Error("the lock is left")
	}

	empty := t.TempDir()
	build(t, empty, map[string]string{"index.html": "1"})
	equal(t, tree(t, empty), []string{"index.html=1"})

	file := filepath.Join(t.TempDir(), "file")
	os.WriteFile(file, nil, 0o644)
	if _, err := Begin(file); !errors.Is(err, ErrForeign) {
		t.Errorf("got %v for a file", err)
	}
}

func TestCarriesFilesOfOthers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	build(t, dir, map[string]string{"index.html": "1", "old.html": "1"})
	os.WriteFile(filepath.Join(dir, "web.config"), []byte("<x/>"), 0o644)
	os.MkdirAll(filepath.Join(dir, ".git", "refs"), 0o755)
	os.WriteFile(filepath.Join(dir, ".git", "refs", "HEAD"), []byte("ref"), 0o644)
	for range 2 {
		build(t, dir, map[string]string{"index.html": "2"})
		equal(t, tree(t, dir), []string{".git/refs/HEAD=ref", "index.html=2", "web.config=<x/>"})
	}

	s := begin(t, dir, map[string]string{"web.config": "mine"})
	if err := s.Commit(Meta{}); err == nil {
		t.Error("a file of somebody else was replaced")
	}
	equal(t, tree(t, dir), []string{".git/refs/HEAD=ref", "index.html=2", "web.config=<x/>"})
}

func TestLinksAreNotFollowed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	build(t, dir, map[string]string{"index.html": "1"})
	secret := filepath.Join(t.TempDir(), "secret")
	os.WriteFile(secret, []byte("x"), 0o600)
	if err := os.Symlink(secret, filepath.Join(dir, "link")); err != nil {
		t.Skip(err)
	}
	s := begin(t, dir, map[string]string{"index.html": "2"})
	if err := s.Commit(Meta{}); err == nil {
		t.Error("a link was carried over")
	}
	equal(t, beside(t, dir), []string{"site", "site.manifest.json"})
}

func TestOneBuildAtATime(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	s := begin(t, dir, nil)
	if _, err := Begin(dir); !errors.Is(err, ErrBusy) {
		t.Errorf("got %v", err)
	}
	s.Abort()
	build(t, dir, map[string]string{"index.html": "1"})
}

func TestFailedWriteIsNeverCommitted(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	s := begin(t, dir, map[string]string{"index.html": "1"})
	if s.Write("index.html", nil) == nil || s.Write("../evil.html", nil) == nil {
		t.Error("a bad write went through")
	}
	if s.Commit(Meta{}) == nil {
		t.Error("committed")
	}
	equal(t, beside(t, dir), nil)
}

// The same site has the same manifest, whatever order it was written in.
func TestManifestIsByteIdentical(t *testing.T) {
	manifest := func(order []int) string {
		dir := filepath.Join(t.TempDir(), "site")
		s := begin(t, dir, nil)
		var wait sync.WaitGroup
		var inputs []Input
		for _, i := range order {
			inputs = append(inputs, Input{fmt.Sprintf("in%d.csv", i), "ab"})
			wait.Go(func() {
				if err := s.Write(fmt.Sprintf("schools/%d/index.html", i), []byte(fmt.Sprint(i))); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		if err := s.Commit(Meta{"v1", "intranet", "2025-05-23", inputs}); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(dir + ".manifest.json")
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	a, b := manifest([]int{1, 2, 3, 4, 5, 6, 7, 8, 9}), manifest([]int{9, 4, 2, 8, 1, 3, 7, 5, 6})
	if a != b {
		t.Errorf("%s\n%s", a, b)
	}
	if !strings.Contains(a, `"path": "schools/1/index.html",
   "sha256": "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b",
   "size": 1`) {
		t.Error(a)
	}
}

func TestCheckName(t *testing.T) {
	for _, name := range []string{"index.html", "404.html", ".nojekyll", "schools/103638/index.html", "static/site.css", "a_b-c.d/figures.csv", "console.html"} {
		if err := CheckName(name); err != nil {
			t.Error(err)
		}
	}
	for _, name := range []string{"", "Index.html", "a b.html", "../x.html", "a/../b.html", "a//b.html", "/a.html", "a/", ".", ".htaccess", "a/.nojekyll",
		"con", "con.html", "schools/aux/index.html", "lpt1.csv", "ysgol-fâl.html", `a\b.html`, "a:b", "x.", "data.json", "a.webmanifest", "a.woff2", "a?.html", "a\x00",
		strings.Repeat("a/", 60) + "index.html"} {
		if CheckName(name) == nil {
			t.Errorf("%q is allowed", name)
		}
	}
}

func BenchmarkCommit1000(b *testing.B) {
	page := []byte(strings.Repeat("x", 40<<10))
	for b.Loop() {
		s := begin(b, filepath.Join(b.TempDir(), "site"), nil)
		for i := range 1000 {
			if err := s.Write(fmt.Sprintf("schools/%d/index.html", i), page); err != nil {
				b.Fatal(err)
			}
		}
		if err := s.Commit(Meta{}); err != nil {
			b.Fatal(err)
		}
	}
}
