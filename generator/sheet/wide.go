package sheet

import (
	"maps"
	"slices"
	"strings"

	"rollcall/generator/diag"
)

// A wide table has the same columns once for each value of another, which stands in their
// names: "Autumn 1 possible", "Autumn 2 possible". Each row of it is read once for each of
// these values, as a row of a long table would be.

// block is the columns of a wide table for one value.
type block struct {
	value string
	pos   diag.Pos       // of its first column
	at    map[string]int // canonical name to its cell
}

// wideColumn is the column of ours whose values stand in the header; "" for none.
func (s *Sheet) wideColumn() string {
	for _, name := range slices.Sorted(maps.Keys(s.from)) {
		if s.from[name].Header {
			return name
		}
	}
	return ""
}

// split takes a header apart into the value that it begins or ends with and the column
// that the rest is. Of several columns it is the one with the longest name.
func (n *names) split(header string) (value, canonical string, ok bool) {
	header = strings.TrimSpace(header)
	name := Normalise(header)
	if len(name) != len(header) {
		return "", "", false // a letter whose lower case is longer
	}
	longest := 0
	for _, known := range slices.Sorted(maps.Keys(n.exact)) {
		column := n.exact[known]
		if column == "" || len(known) <= longest || len(known) >= len(name) {
			continue
		}
		switch rest := len(name) - len(known); {
		case strings.HasSuffix(name, known) && separates(name[rest-1]):
			value, canonical, longest = header[:rest], column, len(known)
		case strings.HasPrefix(name, known) && separates(name[len(known)]):
			value, canonical, longest = header[len(known):], column, len(known)
		}
	}
	value = strings.Trim(value, " -_:,;/()\n")
	return value, canonical, value != "" && canonical != ""
}

// separates reports whether a letter of a normalised name stands between two words.
func separates(b byte) bool { return strings.IndexByte("_:,;/()\n", b) >= 0 }

// addBlock puts a column of a wide table among those of its value.
func (l *layout) addBlock(value, canonical string, cell int, pos diag.Pos) bool {
	i := slices.IndexFunc(l.blocks, func(p block) bool { return strings.EqualFold(p.value, value) })
	if i < 0 {
		i = len(l.blocks)
		l.blocks = append(l.blocks, block{value, pos, make(map[string]int)})
	}
	if _, there := l.blocks[i].at[canonical]; there {
		return false
	}
	l.blocks[i].at[canonical] = cell
	l.read[cell] = true
	return true
}

// lacks lists the values of a wide table that have no column of a name.
func (l *layout) lacks(canonical string) []string {
	var without []string
	for _, p := range l.blocks {
		if _, there := p.at[canonical]; !there {
			without = append(without, p.value)
		}
	}
	return without
}

// tables are how the rows of a wide table are read: once for each value. It is the table
// alone where it is not wide.
func (t *table) tables(wide string) []*table {
	if len(t.layout.blocks) == 0 {
		return []*table{t}
	}
	var out []*table
	supplied := &t.layout.supplied
	for _, p := range t.layout.blocks {
		own := *t.layout
		own.at = maps.Clone(t.layout.at)
		maps.Copy(own.at, p.at)
		own.at[wide] = len(t.sheet.header) + len(supplied.cells)
		supplied.cells = append(supplied.cells, p.value)
		supplied.places = append(supplied.places, p.pos)
		of := *t
		of.layout, of.block = &own, slices.Sorted(maps.Values(p.at))
		out = append(out, &of)
	}
	for _, of := range out {
		of.layout.supplied = *supplied
	}
	return out
}

// filled reports whether a record says anything under the columns of a block: a school may
// have no figures of a period.
func (t *table) filled(record []string) bool {
	return len(t.block) == 0 || slices.ContainsFunc(t.block, func(cell int) bool {
		return cell < len(record) && strings.TrimSpace(record[cell]) != ""
	})
}
