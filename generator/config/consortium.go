package config

import (
	"slices"

	"rollcall/generator/diag"
)

// Consortium is a group of authorities that work together, this one among them.
type Consortium struct {
	Name        string
	NameCy      string
	Authorities []string // their codes, as under authority and in the comparators; two or more
	Pos         diag.Pos // of the key's value
}

// consortium takes the authorities that work together.
func (r *reader) consortium(to *Consortium) take {
	return func(v value) {
		to.Pos = r.pos(v.node)
		r.mapping(v, []field{
			{"name", r.text(&to.Name)},
			{"name_cy", r.text(&to.NameCy)},
			{"authorities", func(v value) {
				r.texts(&to.Authorities, r.text)(v)
				if len(to.Authorities) == 1 {
					r.wrong(v, "List the codes of all of them, this authority's among them.", "one authority is no consortium")
				}
			}},
		}, "name", "authorities")
	}
}

// member reports a consortium that does not hold the authority itself.
func (r *reader) member(s *Site) {
	c := s.Consortium
	if len(c.Authorities) > 1 && s.Authority.Code != "" && !slices.Contains(c.Authorities, s.Authority.Code) {
		r.problems.Add(c.Pos, diag.ConfigValue, "Add it to the list.", "consortium.authorities: %s, the authority itself, is missing", s.Authority.Code)
	}
}
