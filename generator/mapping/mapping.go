// Package mapping finds out which column of a file is which: by the names of our formats,
// by what an earlier file of the same kind calls them, by the names that school systems
// use, and by the shape of their values. The last two are proposals, which somebody has to
// confirm. A column that is only nearly known is a question.
package mapping

import (
	"maps"
	"slices"
	"strings"

	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// How says by what a column was known.
type How uint8

const (
	Unknown    How = iota // it may be a column of ours: somebody has to say
	Recognised            // by the format's own name for it
	Remembered            // by what the earlier file calls it
	Told                  // somebody said so
	Further               // the format keeps columns of any name
	Named                 // by a name that others give it
	Shaped                // by its values alone
	Left                  // it is not needed
)

// Column is one column of the new file.
type Column struct {
	Own     string // as the file calls it
	Name    string // as the format does; empty where it is unknown or left
	How     How
	Samples []string // its first different values, at most three
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
	Wide    bool              // the names of columns begin or end with a period: from of site.yaml
}

// Complete reports whether the file can be read: nothing required is missing, and no
// column is in doubt.
func (m *Mapping) Complete() bool { return len(m.Missing) == 0 && !m.has(Unknown) }

// Proposed reports whether somebody has to confirm the mapping.
func (m *Mapping) Proposed() bool { return m.has(Named) || m.has(Shaped) }

func (m *Mapping) has(how How) bool {
	return slices.ContainsFunc(m.Columns, func(c Column) bool { return c.How == how })
}

// Left lists the columns that are not needed: ignore of site.yaml. A name that another
// column has too is not among them; the file is refused for it.
func (m *Mapping) Left() []string {
	var left []string
	for i := range m.Columns {
		if c := &m.Columns[i]; c.How == Left && m.column(c.Own) == c {
			left = append(left, c.Own)
		}
	}
	return left
}

// column finds the first column of a name; nil where there is none.
func (m *Mapping) column(own string) *Column {
	i := slices.IndexFunc(m.Columns, func(c Column) bool { return sheet.Normalise(c.Own) == sheet.Normalise(own) })
	if i < 0 {
		return nil
	}
	return &m.Columns[i]
}

// Earlier is a file of a site, and what the site says of its columns.
type Earlier struct {
	Header  []string
	Columns map[string]string
	Ignore  []string
}

// Answers are what somebody said of the columns of a file.
type Answers struct {
	Told   map[string]string // the format's name to the file's
	Ignore []string          // columns that are not needed
}

// Of maps the header of a new file to a format. An answer that names no column of the
// format, or none of the file, is a problem.
func Of(table Table, format sheet.Format, earlier Earlier, answers Answers, problems *diag.List) *Mapping {
	m := &Mapping{Format: format, Own: make(map[string]string)}
	for name, own := range earlier.Columns {
		if _, overruled := answers.Told[name]; !overruled && holds(table.Header, own) {
			m.Own[name] = own
		}
	}
	m.obey(table.Header, answers, problems)
	for cell, own := range table.Header {
		if strings.TrimSpace(own) == "" {
			continue
		}
		c := Column{Own: own, Samples: samples(table.values(cell))}
		c.Name, c.How = m.known(own, earlier, answers)
		m.Columns = append(m.Columns, c)
	}
	keepsAll := format.Extra && (len(earlier.Header) > 0 || m.ours())
	for i := range m.Columns {
		if c := &m.Columns[i]; c.How == Unknown {
			m.byOtherName(c, table.of(c.Own))
		}
	}
	m.byPeriod(table)
	m.byShape(table)
	for i := range m.Columns {
		if c := &m.Columns[i]; c.How == Unknown {
			m.judge(c, table.of(c.Own), keepsAll)
		}
	}
	m.lacks(earlier)
	return m
}

// obey takes what somebody said.
func (m *Mapping) obey(header []string, answers Answers, problems *diag.List) {
	for _, name := range slices.Sorted(maps.Keys(answers.Told)) {
		own := answers.Told[name]
		switch {
		case !m.Format.HasColumn(name):
			problems.Add(diag.Pos{}, diag.ColumnUnknown, diag.DidYouMean(name, names(m.Format)), "the format %s has no column %s", m.Format.Name, name)
		case !holds(header, own):
			problems.Add(diag.Pos{}, diag.ColumnMissing, diag.DidYouMean(own, header), "the file has no column %q", own)
		default:
			m.Own[name] = own
		}
	}
	for _, own := range answers.Ignore {
		if !holds(header, own) {
			problems.Add(diag.Pos{}, diag.ColumnMissing, diag.DidYouMean(own, header), "the file has no column %q", own)
		}
	}
}

// known says what a column is by the names of the format, by the earlier file or by what
// somebody said.
func (m *Mapping) known(own string, earlier Earlier, answers Answers) (string, How) {
	if holds(answers.Ignore, own) || holds(earlier.Ignore, own) || m.column(own) != nil {
		return "", Left
	}
	name, ok := m.Format.Lookup(own, m.Own)
	switch {
	case !ok:
		return "", Unknown
	case m.Holds(name):
		return "", Left
	case answers.Told[name] != "":
		return name, Told
	case m.Own[name] != "":
		return name, Remembered
	}
	return name, Recognised
}

// Holds reports whether a column of the file is the one of the format.
func (m *Mapping) Holds(name string) bool {
	return slices.ContainsFunc(m.Columns, func(c Column) bool { return c.Name == name })
}

// ours reports whether the file was made for us: it has every required column by our own
// name for it, or one that the site gives. Further columns of such a file are meant.
func (m *Mapping) ours() bool {
	return !slices.ContainsFunc(m.Format.Columns, func(c sheet.Column) bool { return c.Required && !m.Holds(c.Name) })
}

// byOtherName claims a column of the format for a column that others name so, if its
// values can be those.
func (m *Mapping) byOtherName(c *Column, values []string) {
	if name := m.free(c.Own, values, nil); name != "" {
		c.Name, c.How = name, Named
		m.Own[name] = c.Own
	}
}

// byShape claims the number of a school and the period for the only column whose values
// are such, and columns of single codes for the family of those.
func (m *Mapping) byShape(table Table) {
	for _, name := range []string{"urn", "period"} {
		if !slices.ContainsFunc(m.Format.Columns, func(c sheet.Column) bool { return c.Name == name && c.Required }) || m.Holds(name) {
			continue
		}
		var only *Column
		n := 0
		for i := range m.Columns {
			c := &m.Columns[i]
			values := table.of(c.Own)
			if c.How == Unknown && len(values) > 0 && fits(name, values) && !(name == "period" && isNumber(values[0])) {
				only = c
				n++
			}
		}
		if n == 1 {
			only.Name, only.How = name, Shaped
			m.Own[name] = only.Own
		}
	}
	m.codes(table)
}

// fewestCodes is how many columns must be named by a code alone before each is taken for
// one: a single M may be anything.
const fewestCodes = 3

// codes claims columns that are named by a registration code alone.
func (m *Mapping) codes(table Table) {
	const prefix = "code_"
	if !slices.ContainsFunc(m.Format.Columns, func(c sheet.Column) bool { return c.Prefix && c.Name == prefix }) {
		return
	}
	found := make(map[int]string)
	for i, c := range m.Columns {
		if code := codeOf(c.Own); c.How == Unknown && code != "" && !m.Holds(prefix+code) && allCounts(table.of(c.Own)) {
			found[i] = prefix + code
		}
	}
	if len(found) < fewestCodes {
		return
	}
	for i, name := range found {
		c := &m.Columns[i]
		c.Name, c.How = name, Shaped
		m.Own[name] = c.Own
	}
}

// meant is the column of the format that a column of numbers may be; "" for none.
func (m *Mapping) meant(own string) string { return m.Format.Meant(own, m.Holds, true) }

// judge decides about a column that nothing is known of. One that holds numbers and may be
// a column of ours is asked about.
func (m *Mapping) judge(c *Column, values []string, keepsAll bool) {
	switch {
	case keepsAll:
		c.Name, c.How = sheet.Normalise(c.Own), Further
	case arePercentages(c.Own, values) || len(values) == 0 || !isNumber(values[0]) || m.meant(c.Own) == "":
		c.How = Left
	}
}
