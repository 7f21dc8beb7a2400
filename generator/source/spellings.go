package source

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// spelling is one way in which the name of a group of schools is written.
type spelling struct {
	name  string
	first diag.Pos // the first row that writes it so, by file and line
	times int
}

// settleSpellings makes each group of schools have one name. Names that differ only in
// capitals, accents, spaces, hyphens, apostrophes, points and commas are one group, which
// is said with both spellings: the one of most schools is used. Other names of one address
// could be two groups, so they are refused.
func (a *assembly) settleSpellings(problems *diag.List) {
	rows := make(map[attendance.URN][]*listing)
	for i := range a.listings {
		l := &a.listings[i]
		rows[a.current[l.URN]] = append(rows[a.current[l.URN]], l)
	}
	for _, g := range a.opt.Groupings {
		bySlug := make(map[string]map[string]*spelling)
		for i := range a.schools {
			name := a.schools[i].Groupings[g.Column]
			if name == "" {
				continue
			}
			slug := attendance.Slug(name)
			if bySlug[slug] == nil {
				bySlug[slug] = make(map[string]*spelling)
			}
			s := bySlug[slug][name]
			if s == nil {
				s = &spelling{name: name}
				bySlug[slug][name] = s
			}
			s.times++
			for _, l := range rows[a.schools[i].URN] {
				if l.Groupings[g.Column] == name && (s.first == diag.Pos{} || before(l.pos, s.first)) {
					s.first = l.pos
				}
			}
		}
		one := make(map[string]string) // the name of a group by each of its spellings
		for _, slug := range slices.Sorted(maps.Keys(bySlug)) {
			a.settle(g, bySlug[slug], one, problems)
		}
		for i := range a.schools {
			if name, ok := one[a.schools[i].Groupings[g.Column]]; ok {
				a.schools[i].Groupings[g.Column] = name
			}
		}
	}
}

// settle chooses among the spellings of one address.
func (a *assembly) settle(g Grouping, names map[string]*spelling, one map[string]string, problems *diag.List) {
	if len(names) < 2 {
		return
	}
	all := slices.SortedFunc(maps.Values(names), func(x, y *spelling) int {
		return cmp.Or(cmp.Compare(y.times, x.times), cmp.Compare(x.name, y.name))
	})
	main := all[0]
	for _, s := range all[1:] {
		if plain(s.name) == plain(main.name) {
			problems.Add(s.first, diag.GroupSpelling, "", "the %s %q is taken as %q, as at %s", g.Column, s.name, main.name, main.first)
			one[s.name] = main.name
			continue
		}
		problems.Add(s.first, diag.GroupClash, "", "the %s %q and %q (%s) would have one address", g.Column, s.name, main.name, main.first)
	}
}

// plain is a name without what is often mistyped: capitals, accents, spaces, hyphens,
// apostrophes, points and commas.
func plain(name string) string {
	var b strings.Builder
	for _, r := range name {
		switch {
		case unicode.IsSpace(r), unicode.Is(unicode.Pd, r), strings.ContainsRune("'’‘`.,\u00ad\u200b", r):
		case unicode.IsLetter(r):
			b.WriteString(attendance.Slug(string(r)))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// before orders places by file, sheet and line.
func before(x, y diag.Pos) bool {
	return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Sheet, y.Sheet), cmp.Compare(x.Line, y.Line), cmp.Compare(x.Col, y.Col)) < 0
}
