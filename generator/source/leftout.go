package source

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// leftRows are rows of a published file that the site has no use for.
type leftRows struct {
	first diag.Pos
	n     int
}

// leave counts a row that is left out, by what such rows are of.
func (r *reader) leave(pos diag.Pos, what string) {
	l := r.left[what]
	if l == nil {
		l = &leftRows{first: pos}
		r.left[what] = l
	}
	l.n++
}

// reportLeft says once for each kind how many rows were left out.
func (r *reader) reportLeft() {
	for _, what := range slices.Sorted(maps.Keys(r.left)) {
		l := r.left[what]
		r.problems.Add(l.first, diag.PublishedUnused, "", "%s of %s", rowsAre(l.n), what)
	}
}

// rowsAre begins a sentence on a number of rows.
func rowsAre(n int) string {
	if n == 1 {
		return "1 row is"
	}
	return fmt.Sprintf("%d rows are", n)
}

// noteColumns names once the columns of a family that no reader knows and that may hold
// figures.
func (r *reader) noteColumns(line sheet.Row, family string, figure func(column string) bool) {
	if r.told[onceColumns] {
		return
	}
	r.told[onceColumns] = true
	var unknown []string
	for column := range line.Prefixed(family) {
		if figure(column) {
			unknown = append(unknown, column)
		}
	}
	switch len(unknown) {
	case 0:
	case 1:
		r.problems.Add(line.Pos(unknown[0]), diag.PublishedUnused, "", "the column %s is not known, and is not used", unknown[0])
	default:
		r.problems.Add(line.Pos(unknown[0]), diag.PublishedUnused, "", "%d columns are not known, and are not used: %s", len(unknown), strings.Join(unknown[:min(len(unknown), 20)], ", "))
	}
}

// What is reported once for a file is kept among its columns, under names that no column
// has.
const (
	onceColumns = " columns"
	oncePeriod  = " period"
	onceRefused = " refused"
)

// elsewhere are the rows of schools that an input gives to another authority.
type elsewhere struct {
	first diag.Pos
	n     int
	urns  map[attendance.URN]int // rows of each school
}

// ours reports whether a row is of a school of the authority, and under which of its
// former numbers, or "" for its present one. Other rows are counted by their authority.
func (r *reader) ours(line sheet.Row, authority, urn string) (former string, ok bool) {
	code := line.Text(authority)
	switch {
	case code == r.opt.Authority:
		return "", true
	case slices.Contains(r.opt.Formerly, code):
		return code, true
	}
	e := r.elsewhere[code]
	if e == nil {
		e = &elsewhere{first: line.Pos(authority), urns: make(map[attendance.URN]int)}
		r.elsewhere[strings.Clone(code)] = e
	}
	e.n++
	if number := line.Text(urn); attendance.IsURN(number) {
		e.urns[attendance.URN(strings.Clone(number))]++
	}
	return "", false
}
