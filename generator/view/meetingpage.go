package view

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
)

// Meeting makes the meeting sheet of a group of schools, for its latest period.
func (b *Book) Meeting(g Grouping, place attendance.Place) Pack {
	at := b.at(place, b.PeriodsOf(place)[0])
	path := b.MeetingPath(place)
	up := root(path)
	page := b.packPage("meeting", path, navClusters, at, Link{Label: capital(g.Many), Href: up + g.Path() + "index.html"}, Link{Label: b.Name(place), Href: up + b.Path(place, at.Period)})
	page.Lede = Lede{About: T("cluster.about", IntArg("n", len(b.Pub.Members(place))), WordsArg("one", g.One)), Coverage: b.coverageLine(up, place, at.Period)}

	var codes []insight.UnusualCode
	for _, u := range b.unusual {
		if at.Period == b.current && slices.Contains(b.Pub.Members(place), u.URN) {
			codes = append(codes, u)
		}
	}
	add := func(s []Section) { page.Sections = append(page.Sections, s...) }
	add(section("schools", T("section.schools"), []Text{T("meeting.schools.rail")}, Block{Table: b.meetingTable(at, up)}))
	add(section("patterns", T("section.meeting.patterns"), nil, Block{Notes: b.briefChanges(at)}, Block{Table: b.unusualTable(codes, up)}))
	add(b.agreedSection(at, up))
	add(section("plan", T("section.actions"), nil, Block{Table: b.placeActions(at, up)}))
	add(b.practiceSections(place, up))
	add(room(8))
	return page
}

// meetingTable lists the schools of a group, in order of name: a list to go through,
// not a ranking.
func (b *Book) meetingTable(at disclosure.At, up string) *Table {
	t := &Table{ID: "meeting-schools", Caption: T("schools.caption", PeriodArg("period", at.Period)), Hidden: true, Style: StackTable, Columns: []Column{
		{Label: T("column.school")}, {Label: measureName("attendance"), Numeric: true}, {Label: T("column.versus.phase"), Numeric: true}, {Label: T("column.reading")},
		{Label: measureName("pa_10"), Numeric: true}, {Label: measureName("near_pa"), Numeric: true}, {Label: T("meeting.flag")}}}
	counted, flagged := false, false
	for _, urn := range b.byName(b.Pub.Members(at.Place)) {
		if !b.HasBrief(school(urn)) {
			continue
		}
		here := b.at(school(urn), at.Period)
		name := LinkCell(b.Name(here.Place), b.href(up, here.Place))
		name.Meta = T("phase.label", PhaseArg("phase", here.Phase))
		flag := TextCell(T("meeting.noflag"))
		if s, ok := b.priorityOf(here); ok && s.Priority {
			flag = Cell{Kind: CellTag, Tag: &Tag{Attention, IconFlag, T("meeting.priority")}}
			flagged = true
		}
		now := b.Pub.Rate(here, "attendance")
		if !now.Shown() {
			name.Meta = T("schools.noreturn", PeriodArg("period", at.Period))
		}
		mean := here
		mean.Place = b.Pub.Authority()
		gap := insight.Between(now, b.Pub.Rate(mean, "attendance"))
		near := b.Pub.Count(here, disclosure.NearPA)
		counted = counted || near.Symbol() != disclosure.NotAvailable
		read := b.readCells(here, "attendance")
		t.Rows = append(t.Rows, Row{Cells: []Cell{name, PercentCell(now), PointsCell(Points(gap.Tenths, gap.Known())), read[3], PercentCell(b.Pub.Rate(here, "pa_10")), NumberCell(near), flag}})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	if !flagged {
		t.without(6)
	}
	if !counted {
		t.without(5)
	}
	return t
}
