// Package mapping finds out which column of a new file is which, with the help of an
// earlier file of the same kind whose columns are known, and what has changed since.
//
// Nothing is guessed: a column that is only nearly known is named as a question, and
// somebody has to say what it is.
package mapping

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// How says by what a column was known.
type How uint8

const (
	Unknown    How = iota
	Recognised     // by the format's own name for it
	Remembered     // by what the earlier file calls it
	Told           // somebody said so
	Further        // the format keeps columns of any name
)

// Column is one column of the new file.
type Column struct {
	Own  string // as the file calls it
	Name string // as the format does; empty where it is unknown
	How  How
}

// Missing is a required column that the new file does not seem to have.
type Missing struct {
	Name    string
	Nearest string // a column of the file that may be meant, or empty
}

// Mapping says which column is which.
type Mapping struct {
	Format  sheet.Format
	Columns []Column          // in the order of the file
	Missing []Missing         // in the order of the format
	Gone    []string          // the format's names of columns that the earlier file has
	Own     map[string]string // the format's names to the file's, where they differ: columns of site.yaml
}

// Complete reports whether the file can be read: nothing required is missing, and no
// column would be lost.
func (m *Mapping) Complete() bool {
	return len(m.Missing) == 0 && !slices.ContainsFunc(m.Columns, func(c Column) bool { return c.How == Unknown })
}

// Earlier is a file of a site, and what the site calls its columns.
type Earlier struct {
	Header  []string
	Columns map[string]string
}

// Of maps the header of a new file. told are further columns by the format's name; one
// that is not a column of the format, or is not in the header, is a problem.
func Of(header []string, format sheet.Format, earlier Earlier, told map[string]string, problems *diag.List) *Mapping {
	m := &Mapping{Format: format, Own: make(map[string]string)}
	for name, own := range earlier.Columns {
		if _, overruled := told[name]; !overruled && holds(header, own) {
			m.Own[name] = own
		}
	}
	for _, name := range slices.Sorted(maps.Keys(told)) {
		switch {
		case !slices.ContainsFunc(format.Columns, func(c sheet.Column) bool { return c.Name == name }):
			problems.Add(diag.Pos{}, diag.ColumnUnknown, diag.DidYouMean(name, names(format)), "the format %s has no column %s", format.Name, name)
		case !holds(header, told[name]):
			problems.Add(diag.Pos{}, diag.ColumnMissing, diag.DidYouMean(told[name], header), "the file has no column %q", told[name])
		default:
			m.Own[name] = told[name]
		}
	}
	found := make(map[string]bool)
	for _, own := range header {
		if strings.TrimSpace(own) == "" {
			continue
		}
		c := Column{Own: own}
		if name, ok := format.Lookup(own, m.Own); ok {
			c.Name, c.How = name, Recognised
			found[name] = true
			if _, mapped := m.Own[name]; mapped {
				c.How = Remembered
			}
			if _, said := told[name]; said {
				c.How = Told
			}
		} else if format.Extra {
			c.Name, c.How = sheet.Normalise(own), Further
		}
		m.Columns = append(m.Columns, c)
	}
	m.lacks(found, earlier)
	return m
}

// lacks finds what the new file does not have.
func (m *Mapping) lacks(found map[string]bool, earlier Earlier) {
	var free []string // columns that may be a missing one
	for _, c := range m.Columns {
		if c.How == Unknown || c.How == Further {
			free = append(free, c.Own)
		}
	}
	for _, c := range m.Format.Columns {
		if !c.Required || found[c.Name] {
			continue
		}
		lack := Missing{Name: c.Name}
		for _, called := range append([]string{earlier.Columns[c.Name], c.Name}, c.Aliases...) {
			if lack.Nearest == "" && called != "" {
				lack.Nearest = nearest(called, free)
			}
		}
		m.Missing = append(m.Missing, lack)
	}
	for _, own := range earlier.Header {
		if name, ok := m.Format.Lookup(own, earlier.Columns); ok && !found[name] {
			m.Gone = append(m.Gone, name)
		}
	}
}

// nearest finds a column that was called something else: a few letters away, or alike
// in the first half of the longer name.
func nearest(called string, free []string) string {
	if near := diag.Nearest(called, free); near != "" {
		return near
	}
	name := sheet.Normalise(called)
	for _, own := range free {
		other, alike := sheet.Normalise(own), 0
		for alike < min(len(name), len(other)) && name[alike] == other[alike] {
			alike++
		}
		if alike > 2 && 2*alike >= max(len(name), len(other)) {
			return own
		}
	}
	return ""
}

func holds(header []string, own string) bool {
	return slices.ContainsFunc(header, func(h string) bool { return sheet.Normalise(h) == sheet.Normalise(own) })
}

func names(f sheet.Format) []string {
	var out []string
	for _, c := range f.Columns {
		out = append(out, c.Name)
	}
	return out
}

// Report adds what keeps the file from being read to the problems, at the place of the
// file. flag is how somebody says what a column is.
func (m *Mapping) Report(file, flag string, problems *diag.List) {
	here := diag.Pos{File: file}
	asked := make(map[string]bool)
	for _, lack := range m.Missing {
		hint := ""
		if lack.Nearest != "" {
			asked[lack.Nearest] = true
			hint = fmt.Sprintf("Is %q meant? If so, add %s %q.", lack.Nearest, flag, lack.Name+"="+lack.Nearest)
		}
		problems.Add(here, diag.ColumnMissing, hint, "the format %s needs a column %s", m.Format.Name, lack.Name)
	}
	for _, c := range m.Columns {
		if c.How != Unknown || asked[c.Own] {
			continue
		}
		hint := ""
		if near := nearest(c.Own, m.open()); near != "" {
			hint = fmt.Sprintf("Is it %s? If so, add %s %q. If not, remove the column.", near, flag, near+"="+c.Own)
		}
		problems.Add(here, diag.ColumnUnknown, hint, "the format %s has no column %q", m.Format.Name, c.Own)
	}
}

// open lists the columns of the format that no column of the file is.
func (m *Mapping) open() []string {
	return slices.DeleteFunc(names(m.Format), func(name string) bool {
		return slices.ContainsFunc(m.Columns, func(c Column) bool { return c.Name == name })
	})
}
