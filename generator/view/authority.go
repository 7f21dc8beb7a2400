package view

import (
	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// AuthorityPage makes the front page, for one of the authority's periods.
func (b *Book) AuthorityPage(period attendance.Period) Authority {
	place := b.Pub.Authority()
	page := Authority{Frame: b.placeFrame(place, period, navAuthority)}
	up := page.Root
	at := b.at(place, period)
	page.Kick = T("kick.all", TextArg("place", b.Name(place)), PeriodArg("period", period))
	page.H1 = b.headingOf(at)
	page.Lede = b.lede(place, period, up)
	page.Lede.Next = b.authorityNext(place, period, up)

	add := func(s []Section) { page.Sections = append(page.Sections, s...) }
	add(section("trend", T("section.trend"), []Text{T("trend.rail"), T("break.rail")}, b.trends(place, period)...))
	add(section("phases", T("section.phases"), []Text{T("phases.rail")}, append(b.phaseTrends(place, period), Block{Table: b.phaseTable(place, period)})...))
	if gap := b.Gap(place, "attendance"); gap != nil && period == b.current {
		add(section("gap", T("section.gap"), []Text{T("gap.rail")}, Block{Chart: gap}))
	}
	for i, g := range b.Groupings {
		if i == 0 {
			rail := []Text{T("groups.rail", WordsArg("groups", g.Many))}
			if g.Note != "" {
				rail = append(rail, Words(g.Note))
			}
			add(section("groups", capital(g.Many), rail, Block{Chart: b.compareGroups(g, period, up)}))
		}
	}
	add(section("schools", T("section.schools"), []Text{T("spread.rail"), T("spread.rail.link").to(up + "schools/index.html")}, Block{Chart: b.spread(place, period, up)}))
	add(section("funnel", T("section.funnel"), []Text{T("funnel.rail")}, b.funnels(place, period, up)...))
	if bands := b.bands(at); bands != nil {
		add(section("bands", T("section.bands"), []Text{T("bands.rail")}, Block{Chart: bands}))
	}
	add(b.reasonSection(at))
	if table := b.groups(at); table != nil {
		add(section("pupil-groups", T("section.groups"), []Text{T("groups.pupils.rail")}, Block{Table: table}))
	}
	if period == b.current {
		add(b.termlySection(place))
	}
	add(b.planSection(place, up))
	add(b.historySection(place))
	add(section("files", T("section.files"), nil, Block{Files: b.placeFiles(place, up)}))
	page.Contents = contents(page.Sections)
	return page
}

// phaseTrends draws the attendance of each phase of a place over time.
func (b *Book) phaseTrends(place attendance.Place, period attendance.Period) []Block {
	var out []Block
	for _, phase := range []attendance.Phase{attendance.Primary, attendance.Secondary, attendance.Special, attendance.AP} {
		out = append(out, Block{Chart: b.Trend(place, phase, "attendance", period)})
	}
	return out
}

func (b *Book) funnels(place attendance.Place, period attendance.Period, up string) []Block {
	var out []Block
	for _, phase := range []attendance.Phase{attendance.Primary, attendance.Secondary} {
		out = append(out, Block{Chart: b.funnel(place, phase, period, up)})
	}
	return out
}

// termlySection draws the termly figures that are published for the authority
// alone, where the schools' own figures are yearly.
func (b *Book) termlySection(place attendance.Place) []Section {
	if b.headline != attendance.Year {
		return nil
	}
	var terms []attendance.Period
	for _, p := range b.Pub.Periods(place) {
		if p.Grain == attendance.Term {
			terms = append(terms, p)
		}
	}
	if len(terms) < 2 {
		return nil
	}
	var blocks []Block
	for _, phase := range []attendance.Phase{attendance.Primary, attendance.Secondary, attendance.Special} {
		blocks = append(blocks, Block{Chart: b.line(place, phase, "attendance", terms, "terms-"+attendance.Slug(phase.String()))})
	}
	last := disclosure.All(place, terms[len(terms)-1], attendance.Total)
	return section("terms", T("section.terms"), []Text{T("terms.rail", PeriodArg("from", terms[0]), PeriodArg("to", last.Period)), T("terms.rail.coverage")}, blocks...)
}

// to makes the whole text a link.
func (t Text) to(href string) Text {
	return T("link.only", TextArg("text", t).Linked(href))
}
