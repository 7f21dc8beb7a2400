package view

import (
	"slices"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/strategy"
)

// practicePage lists the notes of good practice by theme. Each note is on the page of its
// cluster, or on this one where the cluster has no page.
func (b *Book) practicePage(s Study) Document {
	w := b.framework(strategy.Practice)
	page := b.frameworkPage(s, w)
	page.Intro = []Text{T("practice.intro", IntArg("n", len(w.Notes)))}
	var themes []string
	for _, n := range w.Notes {
		for _, theme := range n.Themes {
			if !slices.Contains(themes, theme) {
				themes = append(themes, theme)
			}
		}
	}
	slices.SortFunc(themes, func(x, y string) int { return strings.Compare(attendance.Slug(x), attendance.Slug(y)) })
	for _, theme := range themes {
		var links []Link
		for _, n := range w.Notes {
			if slices.Contains(n.Themes, theme) {
				place := clusterOf(n)
				links = append(links, Link{Label: Words(n.Title), Href: b.href(page.Root, place) + "#" + noteID(n),
					Note: T("practice.from", TextArg("cluster", b.Name(place)), DateArg("date", n.Date.Format("2006-01-02")))})
			}
		}
		page.Sections = append(page.Sections, section("theme-"+attendance.Slug(theme), capital(theme), nil, Block{Links: links})...)
	}
	for _, n := range w.Notes {
		if b.href(page.Root, clusterOf(n)) == "" {
			page.Sections = append(page.Sections, b.practiceSection(n)...)
		}
	}
	page.Sections = append(page.Sections, b.frameworkText(w)...)
	page.Contents = contents(page.Sections)
	return page
}

// practiceSections are the notes of a cluster, each a section of its own that the list
// of themes leads to.
func (b *Book) practiceSections(place attendance.Place, up string) []Section {
	w := b.framework(strategy.Practice)
	if w == nil {
		return nil
	}
	var out []Section
	for _, n := range w.Notes {
		if clusterOf(n) != place {
			continue
		}
		out = append(out, b.practiceSection(n, T("practice.more").to(up+"practice/index.html"))...)
	}
	return out
}

func (b *Book) practiceSection(n strategy.Note, more ...Text) []Section {
	rail := append([]Text{T("practice.rail", DateArg("date", n.Date.Format("2006-01-02")), WordsArg("themes", strings.Join(n.Themes, ", ")))}, more...)
	return section(noteID(n), T("practice.note", WordsArg("title", n.Title)), rail, safe(n.Text))
}

func noteID(n strategy.Note) string { return "practice-" + n.Slug }

func clusterOf(n strategy.Note) attendance.Place {
	return attendance.Place{Level: attendance.LevelCluster, Code: n.Cluster}
}
