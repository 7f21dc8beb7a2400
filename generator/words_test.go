package generator

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"rollcall/generator/locale"
	"rollcall/themes"
)

var (
	literal  = regexp.MustCompile(`"([a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)*\.?)"`)
	asked    = regexp.MustCompile(`\bT\("([^"]+)"[,)]`)
	inScript = regexp.MustCompile(`\{\{-?\s*t "([^"]+)"`)
)

// Every message that a view asks for is in the language, and every message of the
// language is asked for by somebody: a word that nobody says is a word that nobody
// corrects.
func TestEveryMessageIsSaid(t *testing.T) {
	theme, err := fs.Sub(themes.FS, "civic")
	if err != nil {
		t.Fatal(err)
	}
	words, err := locale.Load(theme, "en")
	if err != nil {
		t.Fatal(err)
	}
	used, prefixes := map[string]bool{}, map[string]bool{}
	sources := 0
	for _, dir := range []string{"view", "render", "chart", "locale", "measure", "plan", "returns", "attendance", "source", filepath.Join("..", "themes", "civic")} {
		err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || strings.HasSuffix(path, "_test.go") || !strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, ".tmpl") && !strings.HasSuffix(path, ".js") {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			sources++
			for _, m := range asked.FindAllStringSubmatch(string(text), -1) {
				if _, err := words.Message(m[1]); err != nil {
					t.Errorf("%s asks for %q: %v", path, m[1], err)
				}
			}
			for _, m := range literal.FindAllStringSubmatch(string(text), -1) {
				used[m[1]] = true
				if strings.HasSuffix(m[1], ".") {
					prefixes[m[1]] = true
				}
			}
			for _, m := range inScript.FindAllStringSubmatch(string(text), -1) {
				used[m[1]] = true
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if sources < 50 {
		t.Fatalf("only %d sources were looked at", sources)
	}
	for _, id := range words.IDs() {
		if !said(id, used, prefixes) {
			t.Errorf("themes/civic/locale/en.yaml: nothing says %q", id)
		}
	}
}

// said reports whether a message is named whole, with or without the form that
// render adds, or made of a prefix and a word.
func said(id string, used, prefixes map[string]bool) bool {
	for _, form := range []string{"", ".label", ".short"} { // render adds the form
		if base, ok := strings.CutSuffix(id, form); ok && used[base] {
			return true
		}
	}
	for p := range prefixes {
		if strings.HasPrefix(id, p) {
			return true
		}
	}
	return false
}
