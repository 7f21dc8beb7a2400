package view

import (
	"rollcall/generator/attendance"
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
	add(b.changedSection(at, up))
	add(section("trend", T("section.trend"), b.authorityTrendRail(period, up), b.trends(place, period)...))
	gap := b.Gap(place, "attendance")
	add(section("phases", T("section.phases"), append([]Text{b.phasesText(place)}, b.gapRail(gap)...), Block{Table: b.phaseTable(place, period, up)}, Block{Chart: gap}))
	for i, g := range b.Groupings {
		if i == 0 {
			rail := []Text{T("groups.rail", WordsArg("groups", g.Many))}
			if g.Note != "" {
				rail = append(rail, Words(g.Note))
			}
			add(section("groups", capital(g.Many), rail, Block{Chart: b.compareGroups(g, period, up)}))
		}
	}
	add(section("schools", T("section.schools"), []Text{b.spreadText(period), T("spread.rail.link").to(up + "schools/index.html")}, Block{Chart: b.spread(place, period, up)}))
	add(b.bandSection(at))
	add(b.reasonSection(at))
	add(b.groupSection(at, up))
	if terms := b.laterTerms(); period == b.current && len(terms) > 0 {
		add(section("terms", T("section.terms"), nil, Block{Links: []Link{{Label: T("terms.link", PeriodArg("from", terms[0]), PeriodArg("to", terms[len(terms)-1])), Href: up + termsPath}}}))
	}
	if period == b.current { // the plan stands as it does today
		add(b.planSummary(up))
	}
	add(b.historySection(place))
	add(b.authorityPacks(period, up))
	add(section("files", T("section.files"), nil, Block{Files: b.placeFiles(place, up)}))
	page.Contents = contents(page.Sections)
	return page
}

// authorityTrendRail says how to read the trends, and leads on to the weeks.
func (b *Book) authorityTrendRail(period attendance.Period, up string) []Text {
	rail := []Text{b.trendText(b.Pub.Authority()), T("break.rail")}
	if period == b.current && b.hasWeeks() {
		rail = append(rail, T("weeks.link").to(up+"weeks/index.html"))
	}
	return rail
}

// to makes the whole text a link.
func (t Text) to(href string) Text {
	return T("link.only", TextArg("text", t).Linked(href))
}
