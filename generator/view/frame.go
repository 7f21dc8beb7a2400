package view

import (
	"slices"
	"strings"

	"rollcall/generator/attendance"
)

func sortPeriods(p []attendance.Period) { slices.SortFunc(p, attendance.Period.Compare) }

// root leads from a page to the top of the site.
func root(path string) string { return strings.Repeat("../", strings.Count(path, "/")) }

// section of the site, for the main navigation.
const (
	navAuthority = "authority"
	navClusters  = "clusters"
	navSchools   = "schools"
	navStrategy  = "strategy"
	navActions   = "actions"
	navStudies   = "studies"
	navMethod    = "method"
)

// frame makes what a page has around its content.
func (b *Book) frame(path, nav string, crumbs ...Link) Frame {
	return b.frameAt(path, root(path), nav, crumbs...)
}

// frameAt makes the frame of a page from which up leads to the top of the site.
func (b *Book) frameAt(path, up, nav string, crumbs ...Link) Frame {
	f := Frame{
		Path: path, Root: up, Lang: b.Lang, Site: b.Title, Authority: b.Authority,
		Edition: b.banner(up), Public: b.Edition == "public", NoIndex: b.NoIndex, Synthetic: b.Synthetic,
		AsOf: b.AsOf, Scripts: b.Scripts, Files: b.HasFigures(),
		Footer: b.Footer(),
	}
	switch {
	case b.isHeads() && path == ownFolder(b.head)+"index.html":
		f.Disclosure = "own " + b.head.Code
	case path == "index.html" && !b.internal():
		f.Disclosure = b.rule()
	}
	f.Crumbs = append([]Link{{Label: Words(b.Authority), Href: up + "index.html"}}, crumbs...)
	for i := range f.Crumbs {
		f.Crumbs[i].Current = i == len(f.Crumbs)-1
	}
	for _, n := range b.navigation() {
		f.Nav = append(f.Nav, Link{Label: n.label, Href: up + n.path, Current: n.id == nav})
	}
	return f
}

type navEntry struct {
	id, path string
	label    Text
}

func (b *Book) navigation() []navEntry {
	nav := []navEntry{{navAuthority, "index.html", T("nav.authority")}}
	if b.HasFigures() && len(b.Groupings) > 0 {
		nav = append(nav, navEntry{navClusters, b.Groupings[0].Path() + "index.html", capital(b.Groupings[0].Many)})
	}
	if b.HasFigures() {
		nav = append(nav, navEntry{navSchools, "schools/index.html", T("nav.schools")})
	}
	if b.HasFigures() || len(b.Studies()) > 0 {
		nav = append(nav, navEntry{navStudies, studiesPath, T("nav.studies")})
	}
	if len(b.Strategies) > 0 {
		nav = append(nav, navEntry{navStrategy, "strategy/index.html", T("nav.strategy")})
	}
	if b.Plan != nil && len(b.Plan.Actions) > 0 {
		nav = append(nav, navEntry{navActions, "actions/index.html", T("nav.actions")})
	}
	return append(nav, navEntry{navMethod, "method/index.html", T("nav.method")})
}

// capital makes a word of the site file begin with a capital.
func capital(s string) Text {
	if s == "" {
		return Words("")
	}
	r := []rune(s)
	return Words(strings.ToUpper(string(r[:1])) + string(r[1:]))
}

// placeFrame makes the frame of a place's page for a period, with its period
// picker.
func (b *Book) placeFrame(place attendance.Place, period attendance.Period, nav string, crumbs ...Link) Frame {
	f := b.frame(b.Path(place, period), nav, crumbs...)
	f.Title = T("title.place", TextArg("place", b.Name(place)), PeriodArg("period", period))
	f.Kick = T("kick.place", TextArg("place", b.Name(place)), PeriodArg("period", period))
	pages := b.PagesOf(place)
	f.PeriodWord = periodWord(pages)
	for _, p := range pages {
		f.PeriodNav = append(f.PeriodNav, Link{Label: periodLink(p), Href: f.Root + b.Path(place, p), Current: p == period})
	}
	if len(b.historyPeriods(place, b.allPupils(place))) > 0 {
		f.PeriodNav = append(f.PeriodNav, Link{Label: T("period.all"), Href: "#history"})
	}
	return f
}

// periodLink is a period in the picker, as short as it can be told apart.
func periodLink(p attendance.Period) Text {
	if p.IsYear() {
		return T("period.tick", PeriodArg("period", p))
	}
	return T("period.short", PeriodArg("period", p))
}

// contents lists the sections of a page.
func contents(sections []Section) []Link {
	var out []Link
	for _, s := range sections {
		out = append(out, Link{Label: s.Heading, Href: "#" + s.ID})
	}
	return out
}
