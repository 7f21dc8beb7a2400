// Package sheet reads CSV files and workbooks into rows of cells, each with its
// place. What the rows mean is for the packages that read them.
//
// A file is read as a stream, so its size does not matter; the header decides
// which columns are which, so their order does not matter either. Header names
// match ignoring case and surrounding spaces, and a space, a hyphen and an
// underscore are alike.
package sheet

import (
	"slices"
	"strings"
)

// Format describes one kind of file by its columns.
type Format struct {
	Name     string // what site.yaml calls it
	Meaning  string // what the file holds and where it comes from, in a sentence
	Columns  []Column
	Extra    bool   // columns of no known name are allowed, and kept
	Ragged   bool   // the publisher leaves out empty cells at the end of a row
	Refused  bool   // known only so that it can be refused by name; no hint proposes it
	Streamed bool   // there may be millions of rows, so each is read once only
	Key      string // the column that says what a row is about, where a row without it is a total
}

// Column is one column of a format, or a family of them.
type Column struct {
	Name     string
	Aliases  []string // other names of the same column
	Required bool
	Prefix   bool   // stands for every column whose name starts with Name
	Unread   bool   // known, and not needed
	Meaning  string // one sentence for the guide
}

// member reports whether the column is a family, and a name is of one of its columns.
func (c Column) member(name string) bool {
	return c.Prefix && len(name) > len(c.Name) && strings.HasPrefix(Normalise(name), Normalise(c.Name))
}

// HasColumn reports whether a name is that of a column, or of one of a family.
func (f Format) HasColumn(name string) bool {
	return slices.ContainsFunc(f.Columns, func(c Column) bool { return c.Name == name && !c.Prefix || c.member(name) })
}

// Normalise gives the name of a column as names are compared: in lower case, with
// an underscore for a space or a hyphen.
func Normalise(name string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '\u00a0' {
			return '_'
		}
		return r
	}, strings.ToLower(strings.TrimSpace(name)))
}
