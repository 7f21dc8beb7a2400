package sheet

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"rollcall/generator/diag"
)

// layout is where the columns of a format are in a sheet.
type layout struct {
	at       map[string]int // canonical name to its cell
	families []family       // the columns of prefixes, and the extra ones
	unnamed  []int          // cells of the header without a name
	read     map[int]bool   // the cells of every column that is read
	supplied supplied
	blocks   []block // of a wide table
}

type family struct {
	prefix string // as the format has it; "" for an extra column
	name   string // normalised
	cell   int
}

// names finds the columns of a format by their names in a file.
type names struct {
	exact    map[string]string // normalised name to the canonical one
	compact  map[string]string // the same without separators; "" where several share it
	prefixes []string          // canonical, of families
	members  map[string]string // normalised name to the canonical one of a family
}

// names are what the columns of a format may be called; columns maps canonical names to
// a file's own, which are then the only ones.
func (f Format) names(columns map[string]string) *names {
	n := &names{exact: make(map[string]string), compact: make(map[string]string), members: make(map[string]string)}
	add := func(name, canonical string) {
		name = Normalise(name)
		if _, known := n.exact[name]; !known {
			n.exact[name] = canonical
		}
		if other, known := n.compact[compact(name)]; known && other != canonical {
			canonical = ""
		}
		n.compact[compact(name)] = canonical
	}
	for _, c := range f.Columns {
		own, mapped := columns[c.Name]
		switch {
		case mapped:
			add(own, c.Name)
			continue
		case c.Prefix:
			n.prefixes = append(n.prefixes, c.Name)
			for name, own := range columns {
				if c.member(name) {
					n.members[Normalise(own)] = Normalise(name)
				}
			}
		default:
			add(c.Name, c.Name)
		}
		for _, alias := range c.Aliases {
			add(alias, c.Name)
		}
	}
	return n
}

// find says which column of the format a normalised header name is: the canonical
// name, or the prefix of its family. A name that differs from a column's only in its
// separators, as pa10, is that column's.
func (n *names) find(name string) (canonical, prefix string, ok bool) {
	if canonical, ok = n.exact[name]; ok {
		return canonical, "", true
	}
	name = n.member(name)
	for _, prefix := range n.prefixes {
		if strings.HasPrefix(name, Normalise(prefix)) {
			return "", prefix, true
		}
	}
	canonical = n.compact[compact(name)]
	return canonical, "", canonical != ""
}

// member gives a column of a family the name that the format has for it.
func (n *names) member(name string) string {
	if canonical, ok := n.members[name]; ok {
		return canonical
	}
	return name
}

// compact gives a normalised name without its separators.
func compact(name string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("_.:/(),'’", r) {
			return -1
		}
		return r
	}, name)
}

// Detect finds the format of a sheet by its header: of the formats whose required
// columns are all there, the one that knows most of the columns. columns maps the
// name of a column to what the site calls it. The header is the first of the leading
// rows that shows a format; titles may come before it, and it may be two rows of which
// the upper has merged cells.
func (s *Sheet) Detect(formats []Format, columns map[string]string) (Format, bool) {
	known := make([]*names, len(formats))
	for i, f := range formats {
		known[i] = f.names(columns)
	}
	for _, h := range s.headers() {
		best, most := Format{}, 0
		for j, f := range formats {
			if found, missing := s.match(h.cells, f, known[j]); len(missing) == 0 && found > most {
				best, most = f, found
			}
		}
		if most > 0 {
			s.take(h)
			return best, true
		}
	}
	return Format{}, false
}

// Closest finds the format that a sheet comes nearest to and what it lacks of it, for
// the hint of a sheet that has no format. It takes for the header the leading row that
// comes nearest. It returns false where not even half of the required columns are there.
func (s *Sheet) Closest(formats []Format, columns map[string]string) (f Format, missing []string, ok bool) {
	best := 0
	var header header
	for _, candidate := range formats {
		if candidate.Refused {
			continue
		}
		known := candidate.names(columns)
		required := 0
		for _, c := range candidate.Columns {
			if c.Required {
				required++
			}
		}
		for _, h := range s.headers() {
			if found, lacks := s.match(h.cells, candidate, known); 2*len(lacks) <= required && found > best {
				f, missing, ok, best, header = candidate, lacks, true, found, h
			}
		}
	}
	if ok {
		s.take(header)
	}
	return f, missing, ok
}

// match counts the columns of a header that a format knows, and names the required ones
// that are neither there nor supplied from elsewhere.
func (s *Sheet) match(header []string, f Format, known *names) (n int, missing []string) {
	found := make(map[string]bool)
	wide := s.wideColumn()
	for _, name := range header {
		if name = Normalise(name); s.ignores(name) {
			continue
		}
		if canonical, _, ok := known.find(name); ok {
			n++
			found[canonical] = true
		} else if wide != "" {
			if _, canonical, ok := known.split(name); ok {
				if !found[canonical] {
					n++
				}
				found[canonical], found[wide] = true, true
			}
		}
	}
	if n == 0 {
		return 0, []string{""} // nothing is left to the format but what is supplied
	}
	for _, c := range f.Columns {
		if _, supplied := s.from[c.Name]; c.Required && !found[c.Name] && (!supplied || c.Name == wide) {
			missing = append(missing, c.Name)
		}
	}
	return n, missing
}

func (s *Sheet) ignores(name string) bool { return slices.Contains(s.ignore, name) }

// layout finds every column of a format in the header and reports what is missing,
// there twice, or unknown. It returns false when rows cannot be read.
func (s *Sheet) layout(f Format, columns map[string]string, problems *diag.List) (*layout, bool) {
	l := &layout{at: make(map[string]int), read: make(map[int]bool)}
	known := f.names(columns)
	seen := make(map[string]bool)
	var unknown []int
	usable := true
	for i, header := range s.header {
		name := Normalise(header)
		if name == "" {
			l.unnamed = append(l.unnamed, i)
			continue
		}
		if s.ignores(name) {
			continue
		}
		canonical, prefix, ok := known.find(name)
		if value, of, wide := known.split(header); !ok && wide && s.wideColumn() != "" {
			if !l.addBlock(value, of, i, s.places[i]) {
				problems.Add(s.places[i], diag.ColumnDoubled, "", "the column %s is there twice", name)
				usable = false
			}
			continue
		}
		if !ok && !f.Extra {
			unknown = append(unknown, i)
			continue
		}
		key := "column " + canonical
		if canonical == "" {
			name = known.member(name)
			key = "family " + name
		}
		switch {
		case seen[key]:
			problems.Add(s.places[i], diag.ColumnDoubled, "", "the column %s is there twice", name)
			usable = false
			continue
		case canonical != "":
			l.at[canonical] = i
		default:
			l.families = append(l.families, family{prefix, name, i})
		}
		l.read[i] = true
		seen[key] = true
	}
	usable = s.supplyColumns(l, f, problems) && usable
	for _, c := range f.Columns {
		own, mapped := columns[c.Name]
		_, there := l.at[c.Name]
		if _, supplied := s.from[c.Name]; supplied {
			continue // which says what it lacks
		}
		switch {
		case there || len(l.blocks) > 0 && len(l.lacks(c.Name)) == 0 || !c.Required && !mapped:
		case len(l.blocks) > len(l.lacks(c.Name)):
			problems.Add(s.headerPos(), diag.ColumnMissing, "", "there is no column %s for %s", c.Name, strings.Join(l.lacks(c.Name), ", "))
			usable = false
		case mapped:
			problems.Add(s.headerPos(), diag.ColumnMissing, "Correct columns in site.yaml.", "no column %s, which site.yaml gives for %s", own, c.Name)
			usable = false
		default:
			hint := ""
			if near := diag.Nearest(c.Name, s.header); near != "" {
				hint = fmt.Sprintf("Is %s meant?", near)
			}
			problems.Add(s.headerPos(), diag.ColumnMissing, hint, "the format %s needs a column %s", f.Name, c.Name)
			usable = false
		}
	}
	for _, name := range slices.Sorted(maps.Keys(columns)) {
		member := slices.ContainsFunc(f.Columns, func(c Column) bool { return c.member(name) })
		if member && !slices.ContainsFunc(l.families, func(of family) bool { return of.name == Normalise(name) }) {
			problems.Add(s.headerPos(), diag.ColumnMissing, "Correct columns in site.yaml.", "no column %s, which site.yaml gives for %s", columns[name], name)
			usable = false
		}
	}
	return l, s.judgeUnknown(unknown, l, f, problems) && usable
}

// Lookup says which column of a format a header is: its name, or for one of a family
// its own name as names are compared. columns are as for Detect.
func (f Format) Lookup(header string, columns map[string]string) (name string, ok bool) {
	own := Normalise(header)
	known := f.names(columns)
	name, prefix, ok := known.find(own)
	if prefix != "" {
		return known.member(own), ok
	}
	return name, ok
}

// Settle takes for the header the leading row that holds most columns of a format, for
// a file whose columns are named differently.
func (s *Sheet) Settle(format Format, columns map[string]string) {
	known := format.names(columns)
	s.Choose(func(cells []string) int {
		n, _ := s.match(cells, format, known)
		return n
	})
}

// Choose takes for the header the leading row that scores most, the first of several,
// and returns its score. Where none scores more than 0 the header stays as it is.
func (s *Sheet) Choose(score func(cells []string) int) int {
	most := 0
	var best header
	for _, h := range s.headers() {
		if n := score(h.cells); n > most {
			best, most = h, n
		}
	}
	if most > 0 {
		s.take(best)
	}
	return most
}

// Leading returns the filled rows below the header that were looked at when the sheet was
// opened, at most twenty.
func (s *Sheet) Leading() [][]string {
	var rows [][]string
	for _, l := range s.leads {
		if l.before > s.before {
			rows = append(rows, l.cells)
		}
	}
	return rows
}
