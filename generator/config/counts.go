package config

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// Count is something that a council counts besides what every site knows: an activity of
// its service, such as an attendance panel, or a measure of its own, such as pupils on
// part-time timetables. The file of the service's work gives its numbers.
type Count struct {
	ID       string   // slug: attendance-panel
	Name     string   // as pages show it
	People   bool     // each is about a child or a family, so a small number is hidden
	Outcomes []string // slugs of what may come of it; nil where any word may stand
	Measure  bool     // it is listed under measures
	Pos      diag.Pos // where site.yaml names it
}

// counts takes a list of activities or measures. They are about people unless the file
// says otherwise: nothing is shown by mistake.
func (r *reader) counts(to *[]Count, measure bool) take {
	return r.each(func(v value) {
		c := Count{People: true, Measure: measure, Pos: r.pos(v.node)}
		fields := []field{
			{"id", r.checked(&c.ID, func(s string) string {
				if slices.ContainsFunc(*to, func(known Count) bool { return known.ID == s }) {
					return "It is there twice. Keep one of them."
				}
				return slug(s)
			})},
			{"name", r.text(&c.Name)},
			{"people", r.truth(&c.People)},
		}
		if !measure {
			fields = append(fields, field{"outcomes", func(v value) {
				r.texts(&c.Outcomes, r.text)(v)
				for i := range c.Outcomes {
					c.Outcomes[i] = attendance.Slug(c.Outcomes[i])
				}
			}})
		}
		r.mapping(v, fields, "id", "name")
		if c.ID != "" {
			*to = append(*to, c)
		}
	})
}
