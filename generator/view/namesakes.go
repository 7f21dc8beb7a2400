package view

import (
	"strings"

	"rollcall/generator/attendance"
)

// findNamesakes finds what tells schools of one name apart: the group of the main grouping
// where each has one of its own, and the number otherwise.
func (b *Book) findNamesakes() map[attendance.Place]string {
	called := make(map[string][]*attendance.Establishment)
	schools := b.Pub.Schools()
	for i := range schools {
		s := &schools[i]
		if _, shown := b.paths[school(s.URN)]; shown && s.Name != "" {
			name := strings.ToLower(strings.Join(strings.Fields(s.Name), " "))
			called[name] = append(called[name], s)
		}
	}
	out := make(map[attendance.Place]string)
	for _, same := range called {
		if len(same) < 2 {
			continue
		}
		groups := make(map[string]bool)
		for _, s := range same {
			groups[b.mainGroup(s)] = true
		}
		for _, s := range same {
			out[school(s.URN)] = string(s.URN)
			if len(groups) == len(same) && !groups[""] {
				out[school(s.URN)] = b.mainGroup(s)
			}
		}
	}
	return out
}

// mainGroup is the name of a school's group of the main grouping, or empty.
func (b *Book) mainGroup(s *attendance.Establishment) string {
	if len(b.Groupings) == 0 {
		return ""
	}
	return s.Groupings[b.Groupings[0].Column]
}
