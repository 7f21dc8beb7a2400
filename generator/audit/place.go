package audit

import (
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// Of an edition with protected figures, every number of every file is taken back to a
// figure of its files, or to what the page itself says that it is. The page accounts for
// its numbers, figures and others, in a ledger: a number more or less, in words, markup
// or a drawing, and the two do not fit.

// footing is what the numbers of a site are held against.
type footing struct {
	held    bool // the pages account for their numbers
	told    toldFigures
	footer  map[string]bool // numbers that the style sheet of the edition may hold
	setting map[string]bool // numbers that may stand before words for pupils
}

// accounts reports whether a site is of an edition whose pages account for their numbers.
func (s *site) accounts() bool {
	front, _ := fs.ReadFile(s.fsys, "index.html")
	return s.limits.Accounts || strings.Contains(string(front), ledgerOpen) || strings.Contains(string(front), `name="rollcall:disclosure"`)
}

// learnFigures reads what every number of the site is taken back to.
func (s *site) learnFigures(files []*file) {
	if s.held = s.accounts(); !s.held {
		return
	}
	s.told.toldRows = newToldRows()
	s.readSettings()
	var tables, revised []*file
	for _, f := range files {
		switch {
		case isRevisions(f.name):
			revised = append(revised, f)
		case path.Ext(f.name) == ".csv":
			tables = append(tables, f)
		}
	}
	s.every(tables, func(f *file) { s.toldTo(f.name).learn(f, s.fsys) })
	s.every(revised, s.placeRevisions)
}

// readSettings reads what the front page says of itself: the limits of the edition in its
// meta element, and the numbers of its footer.
func (s *site) readSettings() {
	s.footer = map[string]bool{}
	s.setting = map[string]bool{}
	front, _ := fs.ReadFile(s.fsys, "index.html")
	front, _, _ = new(ledger).split(front)
	for _, n := range numbersOf(front) {
		s.footer[string(front[n.at:n.end])] = true
	}
	text, _, _ := strings.Cut(string(front), "<body")
	_, meta, _ := strings.Cut(text, `name="rollcall:disclosure" content="`)
	meta, _, _ = strings.Cut(meta, `"`)
	for _, word := range strings.Fields(meta) {
		if n, err := strconv.Atoi(word); err == nil {
			s.setting[word], s.setting[strconv.Itoa(n+1)] = true, true
		}
	}
	if meta == "" { // the attack on the figures reports it
		s.setting["5"], s.setting["7"] = true, true
	}
	for _, word := range constants {
		s.setting[word] = true
	}
}
