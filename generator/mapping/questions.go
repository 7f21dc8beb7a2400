package mapping

import (
	"fmt"
	"slices"

	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// lacks finds what the new file does not have.
func (m *Mapping) lacks(earlier Earlier) {
	var free []string // columns that may be a missing one
	for _, c := range m.Columns {
		if c.How == Unknown || c.How == Further || c.How == Left {
			free = append(free, c.Own)
		}
	}
	for _, c := range m.Format.Columns {
		if !c.Required || m.Holds(c.Name) || m.Wide && c.Name == "period" {
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
		if name, ok := m.Format.Lookup(own, earlier.Columns); ok && !m.Holds(name) {
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
		if !c.Prefix && !c.Unread {
			out = append(out, c.Name)
		}
	}
	return out
}

// Report adds what keeps the file from being read to the problems, at the place of the
// file. flag is how somebody says what a column is.
func (m *Mapping) Report(file, flag string, problems *diag.List) {
	here := diag.Pos{File: file}
	asked := make(map[string]bool)
	for _, lack := range m.Missing {
		hint := fmt.Sprintf("If the file has it under another name, add %s %q.", flag, lack.Name+"=NAME")
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
		if near := m.meant(c.Own); near != "" {
			hint = fmt.Sprintf("Is it %s? If so, add %s %q. If not, add --ignore %q.", near, flag, near+"="+c.Own, c.Own)
		}
		problems.Add(here, diag.ColumnUnknown, hint, "the format %s has no column %q", m.Format.Name, c.Own)
	}
}

// Doubt is the first column that may be one of ours; nil where none is in doubt.
func (m *Mapping) Doubt() *Column {
	for _, c := range m.Columns {
		if c.How == Unknown {
			c.Name = m.meant(c.Own)
			return &c
		}
	}
	return nil
}

// Names are those of the columns of the format, but for families.
func (m *Mapping) Names() []string { return names(m.Format) }
