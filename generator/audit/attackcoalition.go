package audit

import (
	"fmt"
	"strings"

	"rollcall/generator/diag"
)

// coalitions lists the sums in which the head of one school, who knows its figures,
// could work out another's: exactly two schools are hidden in them.
func (p *puzzle) coalitions() []Finding {
	var out []Finding
	for i := range p.sums.sums {
		s := p.sums.at(int32(i))
		if s.kind != overSchools || s.rest {
			continue
		}
		var columns []string
		var pair [2]int32
		for _, c := range p.book.columns {
			if !s.kind.adds(c.unit) {
				continue
			}
			if rows, ok := p.twoHidden(&s, c); ok {
				columns, pair = append(columns, c.name), rows
			}
		}
		if len(columns) == 0 {
			continue
		}
		b := p.book
		r := b.rows[pair[0]]
		names := [2]string{b.nameOf(r.place), b.nameOf(b.rows[pair[1]].place)}
		out = append(out, Finding{Code: diag.AuditCoalition, File: b.files[r.file], Line: int(r.line), Column: columns[0],
			What: b.what(s.total, strings.Join(columns, ", ")),
			Why: fmt.Sprintf("Only %s and %s are hidden in it, so the head of either takes the school's own figure from what the others leave of the total, and has the other's.",
				names[0], names[1])})
	}
	return out
}

// twoHidden returns the two rows of a sum that are hidden in a column, if all else of
// it is exact.
func (p *puzzle) twoHidden(s *sum, c *column) ([2]int32, bool) {
	var pair [2]int32
	exact := func(row int32) bool {
		least, most, shown := p.book.numbers(c, row)
		return shown && least == most
	}
	if !exact(s.total) {
		return pair, false
	}
	n := 0
	for _, part := range s.parts {
		switch {
		case exact(part):
		case c.at(part) == hidden && n < 2:
			pair[n] = part
			n++
		default:
			return pair, false
		}
	}
	return pair, n == 2
}
