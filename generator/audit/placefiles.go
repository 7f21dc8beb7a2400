package audit

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"rollcall/generator/diag"
)

// otherFile checks a file that is neither a page nor one of figures: only some have a
// place in a site.
func (s *site) otherFile(f *file) {
	kind := path.Ext(f.name)
	switch {
	case f.name == ".nojekyll" || f.name == "CNAME":
	case f.name == "robots.txt" || f.name == "sitemap.xml":
		s.addresses(f)
	case path.Dir(f.name) == "static" && slices.Contains([]string{".css", ".js", ".svg", ".png", ".ico", ".txt"}, kind):
		s.themeFile(f)
	default:
		f.report(0, diag.AuditNumber, "Remove it, or publish it elsewhere.", "a file that no edition with protected figures has")
	}
}

// themeFile compares a file of the theme with the theme itself, where that is given.
// The style sheet of the edition holds words of the footer, and is checked as words.
func (s *site) themeFile(f *file) {
	data, err := fs.ReadFile(s.fsys, f.name)
	if err != nil {
		f.report(0, diag.FileUnreadable, "", "%v", err)
		return
	}
	if f.name == "static/edition.css" {
		quoted := false
		for text := range strings.SplitSeq(string(data), `"`) { // in quotes are the words
			for _, n := range numbersOf([]byte(text)) {
				if quoted && !s.footer[text[n.at:n.end]] {
					f.report(0, diag.AuditNumber, "", "the number %s in %.60q, which is not on the front page", text[n.at:n.end], text)
				}
			}
			quoted = !quoted
		}
		return
	}
	if s.limits.Theme == nil {
		return
	}
	same, err := fs.ReadFile(s.limits.Theme, f.name)
	if f.name == "static/rollcall.js" {
		same, err = fs.ReadFile(s.limits.Theme, "bundle/rollcall.js")
	}
	if err != nil || string(same) != string(data) {
		f.report(0, diag.AuditNumber, "Build the site again.", "it is not the theme's file of that name")
	}
}

// addresses checks that every number of a list of pages is part of a page's address.
func (s *site) addresses(f *file) {
	data, err := fs.ReadFile(s.fsys, f.name)
	if err != nil {
		f.report(0, diag.FileUnreadable, "", "%v", err)
		return
	}
	line := 0
	for text := range strings.SplitSeq(string(data), "\n") {
		line++
		if len(numbersOf([]byte(text))) == 0 {
			continue
		}
		if !s.leadsToPage(text) {
			f.report(line, diag.AuditNumber, "", "%.60q holds a number and is not the address of a page", text)
		}
	}
}

func (s *site) leadsToPage(text string) bool {
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, "<?xml ") || strings.HasPrefix(text, "<urlset ") {
		return true
	}
	_, text, _ = strings.Cut(text, "<loc>")
	text, _, _ = strings.Cut(text, "</loc>")
	for rest := text; rest != ""; {
		if s.files[rest] != nil {
			return true
		}
		_, after, ok := strings.Cut(rest, "/")
		if !ok {
			break
		}
		rest = after
	}
	return false
}
