package view

import (
	"strings"

	"rollcall/generator/attendance"
)

// Redirects lists the pages at which a school's older numbers lead to its newest.
// A number that still has figures of its own keeps its own page.
func (b *Book) Redirects(place attendance.Place) []string {
	var out []string
	if len(b.PeriodsOf(place)) == 0 {
		return nil
	}
	for _, old := range b.Pub.School(attendance.URN(place.Code)).Predecessors {
		if !b.Pub.Has(school(old)) {
			out = append(out, "schools/"+strings.ToLower(string(old))+"/index.html")
		}
	}
	return out
}

// Redirect makes the plain page at an older number of a school.
func (b *Book) Redirect(path string, place attendance.Place) Document {
	page := Document{Frame: b.frame(path, navSchools, Link{Label: b.Name(place)})}
	page.Title, page.H1 = b.Name(place), T("h1.moved", TextArg("name", b.Name(place)))
	page.Refresh = b.href(page.Root, place)
	page.Intro = []Text{T("moved.body", TextArg("name", b.Name(place)).Linked(page.Refresh))}
	return page
}

// Footer is the line at the foot of every printed page.
func (b *Book) Footer() Text {
	return T("footer.print", WordsArg("authority", b.Authority), TextArg("edition", b.edition()), DateArg("date", b.AsOf))
}
