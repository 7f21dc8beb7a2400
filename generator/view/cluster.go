package view

import (
	"rollcall/generator/attendance"
)

// ClusterPage makes the page of one group of schools, for one of its periods.
func (b *Book) ClusterPage(g Grouping, place attendance.Place, period attendance.Period) Cluster {
	page := Cluster{Frame: b.placeFrame(place, period, navClusters, Link{Label: capital(g.Many), Href: root(b.Path(place, period)) + g.Path() + "index.html"}, Link{Label: b.Name(place)})}
	up := page.Root
	at := b.at(place, period)
	page.H1 = b.headingOf(at)
	page.Lede = b.lede(place, period, up)
	members := b.Pub.Members(place)
	page.Lede.About = T("cluster.about", IntArg("n", len(members)), WordsArg("one", g.One))
	if g.Note != "" {
		page.Lede.About = T("join", TextArg("a", page.Lede.About), TextArg("b", Words(g.Note)))
	}
	if b.latest(place, period) {
		page.Lede.About = b.lastFigures(page.Lede.About, period)
	}
	page.Lede.Next = b.clusterNext(place, period, up)

	add := func(s []Section) { page.Sections = append(page.Sections, s...) }
	var compare []Block
	for _, phase := range everyPhase {
		compare = append(compare, Block{Chart: b.compareSchools(place, phase, period, up)}, Block{Chart: b.intervals(place, phase, period, up)})
	}
	add(section("schools", T("section.schools"), []Text{T("cluster.schools.rail")}, append(compare, b.memberList(place, period, up))...))
	add(b.changedSection(at, up))
	add(section("trend", T("section.trend"), []Text{b.trendText(place), T("trend.members", WordsArg("one", g.One))}, b.trends(place, period)...))
	add(section("phases", T("section.phases"), []Text{b.phasesText(place)}, Block{Table: b.phaseTable(place, period, up)}))
	add(b.bandSection(at))
	add(b.reasonSection(at))
	add(b.groupSection(at, up))
	add(b.serviceSection(place))
	if b.internal() && at.Period == b.current && b.hasTargetsOf(place) {
		add(section("targets", T("section.targets"), nil, Block{Table: b.targetHistory(at)}))
	}
	add(b.planSection(place, up))
	add(b.practiceSections(place, up))
	add(b.selfSection(at, up))
	add(b.dutiesSection(at, up))
	add(b.historySection(place))
	add(b.clusterPacks(g, place, up))
	add(section("files", T("section.files"), nil, Block{Files: b.placeFiles(place, up)}))
	page.Contents = contents(page.Sections)
	return page
}

// memberList lists the schools of a place that have figures for the period: as a table,
// or by name alone where they are very many.
func (b *Book) memberList(place attendance.Place, period attendance.Period, up string) Block {
	var urns []attendance.URN
	for _, urn := range b.Pub.Members(place) {
		if periods := b.PeriodsOf(school(urn)); len(periods) > 0 && periods[0].Year >= period.Year {
			urns = append(urns, urn)
		}
	}
	switch {
	case len(urns) == 0:
		return Block{}
	case len(urns) > longTable:
		return Block{Links: b.schoolLinks(b.byName(urns), up)}
	}
	return Block{Table: b.schoolTable("members", b.byName(urns), period, up)}
}
