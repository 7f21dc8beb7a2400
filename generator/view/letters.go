package view

import (
	"fmt"
	"slices"
	"strings"

	"rollcall/generator/attendance"
)

// SchoolLetter is a page of schools whose names begin with one letter, or of the next
// longTable of them.
type SchoolLetter struct {
	Path    string
	Schools []attendance.URN // by name
	label   string
}

// SchoolLetters lists the pages that the list of open schools is split into, where it is
// too long for one; none where it is not.
func (b *Book) SchoolLetters() []SchoolLetter {
	open := b.openSchools()
	if len(open) <= longTable {
		return nil
	}
	of := make(map[string][]attendance.URN)
	var initials []string
	for _, urn := range open {
		initial := attendance.Slug(b.Pub.School(urn).Name)[:1]
		if of[initial] == nil {
			initials = append(initials, initial)
		}
		of[initial] = append(of[initial], urn)
	}
	slices.Sort(initials)
	var out []SchoolLetter
	for _, initial := range initials {
		n := 0
		for part := range slices.Chunk(of[initial], longTable) {
			n++
			label, folder := strings.ToUpper(initial), initial
			if len(of[initial]) > longTable {
				label += fmt.Sprintf(" (%d)", n)
			}
			if n > 1 {
				folder += fmt.Sprintf("-%d", n)
			}
			out = append(out, SchoolLetter{"schools/by-letter/" + folder + "/index.html", part, label})
		}
	}
	return out
}

func letterLinks(letters []SchoolLetter, up string) []Link {
	var out []Link
	for _, l := range letters {
		out = append(out, Link{Label: Words(l.label), Href: up + l.Path, Note: T("schools.count", IntArg("n", len(l.Schools)))})
	}
	return out
}

// SchoolLetterPage lists the schools of a letter.
func (b *Book) SchoolLetterPage(l SchoolLetter) Listing {
	page := Listing{Frame: b.frame(l.Path, navSchools, Link{Label: T("nav.schools"), Href: root(l.Path) + "schools/index.html"}, Link{Label: Words(l.label)})}
	page.Title = T("schools.initial", WordsArg("letter", l.label))
	page.Kick, page.H1 = T("kick.all", TextArg("place", Words(b.Authority)), PeriodArg("period", b.current)), page.Title
	page.Intro = []Text{T("schools.intro")}
	search := &Search{Table: "schools-table", Filters: b.filters(l.Schools)}
	page.Sections = section("list", T("section.schools"), nil, Block{Search: search}, Block{Table: b.schoolTable("schools-table", l.Schools, b.current, page.Root)})
	page.Contents = contents(page.Sections)
	return page
}
