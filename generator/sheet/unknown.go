package sheet

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"rollcall/generator/diag"
)

// Meant finds the column of the format that a header may stand for, of those that the file
// does not have: one of nearly the same name or, where it is of numbers, one that shares a
// telling word. It is empty where there is none.
func (f Format) Meant(header string, has func(column string) bool, numbers bool) string {
	return meant(Normalise(header), f.lacking(has), numbers)
}

// lacking lists the columns of a format that a file does not have and that would be read:
// the names that they may have, to the canonical one.
func (f Format) lacking(has func(column string) bool) map[string]string {
	out := make(map[string]string)
	for _, c := range f.Columns {
		if has(c.Name) || c.Unread {
			continue
		}
		for _, name := range append([]string{c.Name}, c.Aliases...) {
			out[name] = c.Name
		}
	}
	return out
}

// judgeUnknown decides about columns that the format does not know. One that may be a
// column of ours under another name is asked about, and the file is not read:
//   - its name is nearly that of a column that the file lacks, as fms_percent, or
//   - it holds numbers and shares a telling word with such a column, as "late marks"
//     with sess_late.
//
// The others are not needed. They are left alone, which is said once.
func (s *Sheet) judgeUnknown(cells []int, l *layout, f Format, problems *diag.List) bool {
	lacking := f.lacking(func(column string) bool {
		_, there := l.at[column]
		return there
	})
	var idle []string
	first := diag.Pos{}
	usable := true
	for _, i := range cells {
		name := strings.TrimSpace(s.header[i])
		if near := meant(Normalise(name), lacking, s.holdsNumbers(i)); near != "" {
			problems.Add(s.places[i], diag.ColumnUnknown, fmt.Sprintf("Did you mean %s? If not, add ignore: [%s] to this file in site.yaml.", near, quoted(name)),
				"the format %s has no column %s", f.Name, name)
			usable = false
			continue
		}
		if first.File == "" {
			first = s.places[i]
		}
		if !slices.Contains(idle, name) {
			idle = append(idle, name)
		}
	}
	const most = 12
	switch n := len(idle); {
	case n == 1:
		problems.Add(first, diag.ColumnIgnored, "", "the column %s is not needed and was not read", idle[0])
	case n > most:
		problems.Add(first, diag.ColumnIgnored, "", "%d columns are not needed and were not read: %s and others", n, strings.Join(idle[:most], ", "))
	case n > 1:
		problems.Add(first, diag.ColumnIgnored, "", "%d columns are not needed and were not read: %s", n, strings.Join(idle, ", "))
	}
	return usable
}

// quoted writes a column's name as an item of a list in YAML.
func quoted(name string) string {
	if strings.ContainsAny(name, ",:[]{}#&*!|>'\"%@`") {
		return `"` + strings.ReplaceAll(name, `"`, `\"`) + `"`
	}
	return name
}

// meant finds the lacking column that an unknown name may stand for; "" for none.
func meant(name string, lacking map[string]string, numbers bool) string {
	candidates := slices.Sorted(maps.Keys(lacking))
	squeezed := make([]string, len(candidates))
	for i, c := range candidates {
		squeezed[i] = compact(Normalise(c))
	}
	word := compact(name)
	if near := diag.NearestWithin(word, squeezed, 1+min(len(word)/8, 1)); near != "" && len(word) > 2 {
		return lacking[candidates[slices.Index(squeezed, near)]]
	}
	if !numbers {
		return ""
	}
	for i, c := range candidates {
		for _, own := range words(name) {
			if slices.ContainsFunc(words(Normalise(candidates[i])), func(w string) bool { return alike(own, w) }) {
				return lacking[c]
			}
		}
	}
	return ""
}

// general are words that many columns have, so that they say nothing of what one holds.
var general = []string{"sess", "sessions", "percent", "perc", "date", "code", "name", "number", "school", "pupil", "pupils", "count", "total", "reason",
	"period", "year", "level", "value", "type", "group", "from", "the", "and", "per", "all", "time", "num", "returned", "state", "phase", "with", "other", "rate"}

// words are the telling words of a normalised name.
func words(name string) []string {
	return slices.DeleteFunc(strings.FieldsFunc(name, func(r rune) bool { return !('a' <= r && r <= 'z') }), func(w string) bool {
		return slices.Contains(general, w) || len(w) < 3 && w != "pa"
	})
}

// alike reports whether two words are one, or the shorter is the beginning of the other.
func alike(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || len(a) >= 4 && strings.HasPrefix(b, a)
}

// holdsNumbers reports whether a column holds a number in one of the leading rows below
// the header.
func (s *Sheet) holdsNumbers(cell int) bool {
	return slices.ContainsFunc(s.leads, func(l lead) bool {
		return l.before > s.before && cell < len(l.cells) && isFigure(l.cells[cell])
	})
}
