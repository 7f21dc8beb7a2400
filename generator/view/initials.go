package view

import (
	"slices"
	"strings"

	"rollcall/generator/attendance"
)

// mostLinks is how many links a page may list within its budget. More are split by the
// letter that their names begin with.
const mostLinks = 700

// Initials lists what the codes of the groups of a grouping begin with, in order, where
// the groups are too many for one page. Codes are made of names.
func (b *Book) Initials(g Grouping) []string {
	places := b.Pub.Places(g.Level)
	if len(places) <= mostLinks {
		return nil
	}
	var out []string
	for _, place := range places {
		if initial := place.Code[:1]; len(b.PeriodsOf(place)) > 0 && !slices.Contains(out, initial) {
			out = append(out, initial)
		}
	}
	slices.Sort(out)
	return out
}

// InitialPath is the page of the groups whose names begin with a letter.
func InitialPath(g Grouping, initial string) string {
	return g.Path() + "by-letter/" + initial + "/index.html"
}

func (b *Book) initialLinks(g Grouping, initials []string, up string) []Link {
	var out []Link
	for _, initial := range initials {
		out = append(out, Link{Label: Words(strings.ToUpper(initial)), Href: up + InitialPath(g, initial)})
	}
	return out
}

// GroupInitial lists the groups of a grouping whose names begin with a letter.
func (b *Book) GroupInitial(g Grouping, initial string) Listing {
	page := Listing{Frame: b.frame(InitialPath(g, initial), navClusters, Link{Label: capital(g.Many), Href: root(InitialPath(g, initial)) + g.Path() + "index.html"}, Link{Label: Words(strings.ToUpper(initial))})}
	page.Title = T("groups.initial", WordsArg("groups", g.Many), TextArg("letter", Words(strings.ToUpper(initial))))
	page.Kick, page.H1 = T("kick.all", TextArg("place", Words(b.Authority)), PeriodArg("period", b.current)), page.Title
	page.Intro = []Text{T("groups.intro", WordsArg("one", g.One))}
	places := slices.DeleteFunc(b.Pub.Places(g.Level), func(place attendance.Place) bool { return place.Code[:1] != initial })
	page.Sections = section("groups", capital(g.Many), nil, Block{Links: b.groupLinks(places, page.Root)})
	page.Contents = contents(page.Sections)
	return page
}
