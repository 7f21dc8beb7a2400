package sheet

import (
	"fmt"
	"slices"
	"strings"

	"rollcall/generator/diag"
)

// layout is where the columns of a format stand in a sheet.
type layout struct {
	at       map[string]int // canonical name to its cell
	families []family       // the columns of prefixes, and the extra ones
	unnamed  []int          // cells of the header without a name
}

type family struct {
	prefix string // as the format has it; "" for an extra column
	name   string // normalised
	cell   int
}

// known says which column of a format a header name stands for: the canonical
// name, or the prefix of its family.
func (f Format) known(name string, columns map[string]string) (canonical, prefix string, ok bool) {
	for _, c := range f.Columns {
		if own, mapped := columns[c.Name]; mapped {
			if Normalise(own) == name {
				return c.Name, "", true
			}
			continue
		}
		if !c.Prefix && Normalise(c.Name) == name {
			return c.Name, "", true
		}
		for _, alias := range c.Aliases {
			if Normalise(alias) == name {
				return c.Name, "", true
			}
		}
	}
	for _, c := range f.Columns {
		if c.Prefix && strings.HasPrefix(name, Normalise(c.Name)) {
			return "", c.Name, true
		}
	}
	return "", "", false
}

// Detect finds the format of a sheet by its header: of the formats whose required
// columns are all there, the one that knows most of the columns. columns maps the
// name of a column to what the site calls it. The header is the first of the leading
// rows that shows a format; titles may stand above it.
func (s *Sheet) Detect(formats []Format, columns map[string]string) (Format, bool) {
	for i, l := range s.leads {
		best, most := Format{}, 0
		for _, f := range formats {
			if known, missing := f.match(l.cells, columns); len(missing) == 0 && known > most {
				best, most = f, known
			}
		}
		if most > 0 {
			if i > 0 {
				s.settle(i)
			}
			return best, true
		}
	}
	return Format{}, false
}

// Closest finds the format that a sheet comes nearest to and what it lacks of it,
// for the hint of a sheet that has no format. It returns false where not even half
// of the required columns are there.
func (s *Sheet) Closest(formats []Format, columns map[string]string) (f Format, missing []string, ok bool) {
	best := 0
	for _, candidate := range formats {
		if candidate.Refused {
			continue
		}
		known, lacks := candidate.match(s.header, columns)
		required := 0
		for _, c := range candidate.Columns {
			if c.Required {
				required++
			}
		}
		if 2*len(lacks) <= required && known > best {
			f, missing, ok, best = candidate, lacks, true, known
		}
	}
	return f, missing, ok
}

// match counts the columns that a format knows, and names the required ones that
// are not there.
func (f Format) match(header []string, columns map[string]string) (known int, missing []string) {
	found := make(map[string]bool)
	for _, name := range header {
		if canonical, _, ok := f.known(Normalise(name), columns); ok {
			known++
			found[canonical] = true
		}
	}
	for _, c := range f.Columns {
		if c.Required && !found[c.Name] {
			missing = append(missing, c.Name)
		}
	}
	return known, missing
}

// layout finds every column of a format in the header and reports what is missing,
// unknown or there twice. It returns false when rows cannot be read.
func (s *Sheet) layout(f Format, columns map[string]string, problems *diag.List) (*layout, bool) {
	l := &layout{at: make(map[string]int)}
	seen := make(map[string]bool)
	usable := true
	for i, header := range s.header {
		name := Normalise(header)
		if name == "" {
			l.unnamed = append(l.unnamed, i)
			continue
		}
		canonical, prefix, ok := f.known(name, columns)
		key := "column " + canonical
		if canonical == "" {
			key = "family " + name
		}
		switch {
		case seen[key]:
			problems.Add(s.places[i], diag.ColumnDoubled, "", "the column %s stands twice", name)
			usable = false
			continue
		case canonical != "":
			l.at[canonical] = i
		case ok || f.Extra:
			l.families = append(l.families, family{prefix, name, i})
		default:
			problems.Add(s.places[i], diag.ColumnUnknown, suggestion(name, f), "the format %s has no column %s", f.Name, name)
			usable = false
		}
		seen[key] = true
	}
	for _, c := range f.Columns {
		own, mapped := columns[c.Name]
		_, there := l.at[c.Name]
		switch {
		case there || !c.Required && !mapped:
		case mapped:
			problems.Add(s.Pos(), diag.ColumnMissing, "Correct columns in site.yaml.", "no column %s, which site.yaml gives for %s", own, c.Name)
			usable = false
		default:
			hint := ""
			if near := diag.Nearest(c.Name, s.header); near != "" {
				hint = fmt.Sprintf("Is %s meant?", near)
			}
			problems.Add(s.Pos(), diag.ColumnMissing, hint, "the format %s needs a column %s", f.Name, c.Name)
			usable = false
		}
	}
	return l, usable
}

func suggestion(name string, f Format) string {
	var names []string
	for _, c := range f.Columns {
		names = append(names, c.Name)
		names = append(names, c.Aliases...)
	}
	if near := diag.Nearest(name, names); near != "" {
		return fmt.Sprintf("Did you mean %s?", near)
	}
	slices.Sort(names)
	return "The columns are " + strings.Join(names[:min(len(names), 30)], ", ") + "."
}

// Lookup says which column of a format a header stands for: its name, or for one of a
// family its own name as names are compared. columns are as for Detect.
func (f Format) Lookup(header string, columns map[string]string) (name string, ok bool) {
	own := Normalise(header)
	name, prefix, ok := f.known(own, columns)
	if prefix != "" {
		return own, ok
	}
	return name, ok
}

// Settle takes for the header the leading row that holds most columns of a format, for
// a file whose columns are called otherwise.
func (s *Sheet) Settle(format Format, columns map[string]string) {
	best, most := 0, 0
	for i, l := range s.leads {
		if known, _ := format.match(l.cells, columns); known > most {
			best, most = i, known
		}
	}
	if best > 0 {
		s.settle(best)
	}
}
