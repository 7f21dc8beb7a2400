package themes_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"rollcall/generator/locale"
	"rollcall/themes"
)

var straight = regexp.MustCompile(`['"]|\b-\d| - |—`)

// TestWords holds the words of every theme to the typography of the site.
func TestWords(t *testing.T) {
	civic, err := fs.Sub(themes.FS, "civic")
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"en", "cy"} {
		l, err := locale.Load(civic, lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range l.IDs() {
			if strings.ToLower(id) != id || strings.ContainsAny(id, " :") {
				t.Errorf("%s: %s: ids are lower-case and dotted", lang, id)
			}
			m, err := l.Message(id)
			if err != nil {
				t.Fatal(err)
			}
			for p := range l.Parts(m, nil) {
				if straight.MatchString(p.Text) {
					t.Errorf("%s: %s: %q: write ’, “ ”, − and a full stop", lang, id, p.Text)
				}
			}
		}
	}
}

// TestNoInlineCode keeps the content security policy true: it refuses inline styles
// and scripts. Letters are no pages: mail readers drop all styles but inline ones, and
// mail check looks at each letter.
func TestNoInlineCode(t *testing.T) {
	err := fs.WalkDir(themes.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".tmpl") || strings.Contains(name, "/email/") {
			return err
		}
		text, err := fs.ReadFile(themes.FS, name)
		for _, banned := range []string{" style=", "<style", " onclick", " onload", "javascript:", "http://", "https://"} {
			if strings.Contains(string(text), banned) {
				t.Errorf("%s: has %q", name, banned)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
