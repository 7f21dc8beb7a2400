package view

import (
	"cmp"
	"slices"

	"rollcall/generator/attendance"
)

// longList is how many rows a list may have before it is split or shortened: more
// would make a page heavier than its budget.
const longList = 250

// longTable is the same of a table of schools or groups, whose rows are the heaviest.
const longTable = 150

// SchoolIndex lists every school that has figures, by name. A long list is split by
// letter, and by the main grouping where there is one, so that no page grows with the
// authority.
func (b *Book) SchoolIndex() Listing {
	page := Listing{Frame: b.frame("schools/index.html", navSchools, Link{Label: T("nav.schools")})}
	urns := b.openSchools()
	page.Title, page.Kick = T("title.schools"), T("kick.all", TextArg("place", Words(b.Authority)), PeriodArg("period", b.current))
	returned := slices.DeleteFunc(slices.Clone(urns), func(urn attendance.URN) bool { return !b.latest(school(urn), b.current) })
	page.H1 = T("h1.schools", IntArg("n", len(returned)), PeriodArg("period", b.current))
	page.Intro = []Text{T("schools.intro")}
	if letters := b.SchoolLetters(); len(letters) > 0 {
		page.Intro = []Text{T("schools.letters")}
		if len(b.Groupings) > 0 {
			g := b.Groupings[0]
			page.Intro = append(page.Intro, T("schools.split", WordsArg("groups", g.Many)))
			page.Sections = section("groups", capital(g.Many), nil, b.groupList(g, page.Root))
		}
		page.Sections = append(page.Sections, section("letters", T("section.letters"), nil, Block{Links: letterLinks(letters, page.Root)})...)
	} else {
		search := &Search{Table: "schools-table", Filters: b.filters(urns)}
		page.Sections = section("list", T("section.schools"), nil, Block{Search: search}, Block{Table: b.schoolTable("schools-table", urns, b.current, page.Root)})
	}
	if closed := b.closedSchools(); len(closed) > 0 && len(closed) <= longList {
		page.Sections = append(page.Sections, section("closed", T("section.closed"), []Text{T("closed.rail", PeriodArg("period", b.current))}, Block{Links: b.schoolLinks(closed, page.Root)})...)
	}
	var others []Link
	for _, g := range b.Groupings {
		others = append(others, Link{Label: T("schools.by", WordsArg("groups", g.Many)), Href: page.Root + g.Path() + "index.html"})
	}
	page.Sections = append(page.Sections, section("ways", T("section.ways"), nil, Block{Links: others})...)
	page.Contents = contents(page.Sections)
	return page
}

// openSchools lists the schools with figures for the current period or the year it
// lies in, and those whose return for it was set aside, by name.
func (b *Book) openSchools() []attendance.URN {
	return b.pick(func(last attendance.Period) bool { return last.Year >= b.current.Year })
}

// closedSchools lists the schools whose figures ended before the current year.
func (b *Book) closedSchools() []attendance.URN {
	return b.pick(func(last attendance.Period) bool { return last.Year < b.current.Year })
}

func (b *Book) pick(wanted func(last attendance.Period) bool) []attendance.URN {
	var out []attendance.URN
	for _, place := range b.Pub.Places(attendance.LevelSchool) {
		if periods := b.PeriodsOf(place); len(periods) > 0 && wanted(b.lastReturn(place, periods[0])) {
			out = append(out, attendance.URN(place.Code))
		}
	}
	return b.byName(out)
}

// lastReturn is the latest period of a school: that of its figures, or of a return that
// was set aside since.
func (b *Book) lastReturn(place attendance.Place, figures attendance.Period) attendance.Period {
	for _, s := range b.SetAside[attendance.URN(place.Code)] {
		if s.Period.Compare(b.current) <= 0 && s.Period.Compare(figures) > 0 {
			figures = s.Period
		}
	}
	return figures
}

func (b *Book) schoolLinks(urns []attendance.URN, up string) []Link {
	var out []Link
	for _, urn := range urns {
		link := Link{Label: b.Name(school(urn)), Href: b.href(up, school(urn))}
		if periods := b.PeriodsOf(school(urn)); len(periods) > 0 {
			link.Note = T("schools.last", PeriodArg("period", periods[0]))
		}
		out = append(out, link)
	}
	return out
}

// filters lists what the schools of a table can be narrowed by.
func (b *Book) filters(urns []attendance.URN) []Filter {
	phases := Filter{Name: "phase", Label: T("column.phase")}
	for _, phase := range attendance.Phases {
		for _, urn := range urns {
			if b.Pub.PhaseIn(school(urn), b.current) == phase && phase != attendance.Total {
				phases.Choices = append(phases.Choices, phase.String())
				break
			}
		}
	}
	out := []Filter{phases}
	for _, g := range b.Groupings {
		f := Filter{Name: attendance.Slug(string(g.Level)), Label: capital(g.One)}
		for _, place := range b.Pub.Places(g.Level) {
			f.Choices = append(f.Choices, b.Pub.Name(place))
		}
		slices.Sort(f.Choices)
		out = append(out, f)
	}
	return out
}

// GroupIndex lists the groups of a grouping.
func (b *Book) GroupIndex(g Grouping) Listing {
	path := g.Path() + "index.html"
	page := Listing{Frame: b.frame(path, navClusters, Link{Label: capital(g.Many)})}
	page.Title, page.Kick = capital(g.Many), T("kick.all", TextArg("place", Words(b.Authority)), PeriodArg("period", b.current))
	page.H1 = T("h1.groups", IntArg("n", len(b.Pub.Places(g.Level))), WordsArg("one", g.One), WordsArg("many", g.Many), PeriodArg("period", b.current))
	page.Intro = []Text{T("groups.intro", WordsArg("one", g.One))}
	if g.Note != "" {
		page.Intro = append(page.Intro, Words(g.Note))
	}
	page.Sections = section("compare", capital(g.Many), []Text{T("groups.rail", WordsArg("groups", g.Many))}, Block{Chart: b.compareGroups(g, b.current, page.Root)}, b.groupList(g, page.Root))
	var others []Link
	for _, o := range b.Groupings {
		if o.Level != g.Level {
			others = append(others, Link{Label: capital(o.Many), Href: page.Root + o.Path() + "index.html"})
		}
	}
	page.Sections = append(page.Sections, section("ways", T("section.ways"), nil, Block{Links: others})...)
	page.Contents = contents(page.Sections)
	return page
}

// groupList lists the groups of a grouping: as a table, or by name alone where they
// are very many.
func (b *Book) groupList(g Grouping, up string) Block {
	places := b.Pub.Places(g.Level)
	if len(places) <= longTable {
		return Block{Table: b.groupTable(g, up)}
	}
	if initials := b.Initials(g); len(initials) > 0 {
		return Block{Links: b.initialLinks(g, initials, up)}
	}
	return Block{Links: b.groupLinks(places, up)}
}

// groupLinks names the places that have a page, by name.
func (b *Book) groupLinks(places []attendance.Place, up string) []Link {
	slices.SortStableFunc(places, func(x, y attendance.Place) int { return cmp.Compare(b.Pub.Name(x), b.Pub.Name(y)) })
	var links []Link
	for _, place := range places {
		if len(b.PeriodsOf(place)) > 0 {
			links = append(links, Link{Label: b.Name(place), Href: b.href(up, place)})
		}
	}
	return links
}

func (b *Book) groupTable(g Grouping, up string) *Table {
	t := &Table{ID: "groups-table", Caption: T("groups.table", WordsArg("groups", g.Many), PeriodArg("period", b.current)), Hidden: true, Sortable: true, Style: StackTable,
		Columns: []Column{{Label: capital(g.One)}, {Label: T("column.schools"), Numeric: true}, {Label: T("column.enrolments"), Numeric: true},
			{Label: measureName("attendance"), Numeric: true}, {Label: measureName("pa_10"), Numeric: true}, {Label: measureName("unauthorised"), Numeric: true}}}
	places := b.Pub.Places(g.Level)
	slices.SortStableFunc(places, func(x, y attendance.Place) int { return cmp.Compare(b.Pub.Name(x), b.Pub.Name(y)) })
	for _, place := range places {
		at := b.at(place, b.current)
		name := LinkCell(b.Name(place), b.href(up, place))
		if !b.Pub.Rate(at, "attendance").Shown() {
			periods := b.PeriodsOf(place)
			if len(periods) == 0 || periods[0] == b.current {
				continue
			}
			name.Meta = T("schools.last", PeriodArg("period", periods[0]))
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{name, NumberCell(b.Pub.Count(at, "schools")), NumberCell(b.Pub.Count(at, "enrolments")),
			PercentCell(b.Pub.Rate(at, "attendance")), PercentCell(b.Pub.Rate(at, "pa_10")), PercentCell(b.Pub.Rate(at, "unauthorised"))}})
	}
	return t
}
