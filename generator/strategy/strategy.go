// Package strategy reads an attendance strategy: a folder of Markdown pages with
// YAML front matter, one page for each strand, levels pages with their bands, and
// further pages in a stated order.
//
// The text becomes safe HTML, cut at its placeholders. A placeholder asks for a
// figure, a chart or a table by name; generator fills it from published figures,
// so no number of a strategy's outcome is ever typed into the text.
package strategy

import (
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// Strategy is one strategy or framework, as its folder holds it.
type Strategy struct {
	ID                    string // a path segment: coventry-2012-2014
	Dir                   string // the folder, as problems name it
	Title, Subtitle       string
	Authority             string
	Nation                attendance.Nation
	From, Until           time.Time // the first and the last day it covers, in UTC
	DatesNote             string    // how the dates were settled, where the document is vague
	Source                Source
	StrandOne, StrandMany string // what the document calls its strands: "aim", "aims"

	Index   Page
	Strands []Page // in order of number
	Levels  []LevelsPage
	Pages   []Page // in their stated order
}

// AllPages lists every page: the index, the strands, the levels and the rest.
func (s *Strategy) AllPages() []*Page {
	out := []*Page{&s.Index}
	for i := range s.Strands {
		out = append(out, &s.Strands[i])
	}
	for i := range s.Levels {
		out = append(out, &s.Levels[i].Page)
	}
	for i := range s.Pages {
		out = append(out, &s.Pages[i])
	}
	return out
}

// Source is the document that a strategy retells.
type Source struct{ Title, Publisher, Note string }

// Page is one page of text.
type Page struct {
	Slug     string // the name of its file without .md
	Title    string
	Summary  string // one sentence
	Number   int    // of a strand, from 1; 0 for other pages
	Order    int    // of a further page; 0 for other pages
	Body     []Fragment
	Headings []Heading
}

// Heading is a section of a page, for its table of contents.
type Heading struct {
	ID    string
	Text  string // plain
	Level int    // 2 for a section, 3 for a part of it
}

// Fragment is a stretch of a page: either HTML or a placeholder. The HTML of all
// fragments in a row, with something in the place of each placeholder, is well
// formed; a single fragment may open an element that a later one closes.
type Fragment struct {
	HTML        string
	Placeholder *Placeholder
}

// Placement says what may stand in the place of a placeholder.
type Placement uint8

const (
	Inline Placement = iota // words within a sentence
	Block                   // a chart or table between paragraphs
)

// Placeholder asks for something that only the data can give, as in
// {{measure attendance of=authority phase=Primary}}.
type Placeholder struct {
	Name      string
	Placement Placement
	Args      []Arg  // bare words, in order
	Named     []Arg  // key=value, in order; no key twice
	Text      string // as written, without the braces and with single spaces
	Faulty    bool   // it cannot be read, which has been reported: the page shows a gap
	Pos       diag.Pos
}

// Arg is one argument of a placeholder.
type Arg struct {
	Key   string // empty for a bare word
	Value string
	Pos   diag.Pos
}

// Get finds a named argument.
func (p *Placeholder) Get(key string) (Arg, bool) {
	for _, a := range p.Named {
		if a.Key == key {
			return a, true
		}
	}
	return Arg{}, false
}
