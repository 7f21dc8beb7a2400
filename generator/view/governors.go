package view

import (
	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
)

// Governors makes the summary of one page for the governors or trustees of a school,
// for its latest period.
func (b *Book) Governors(place attendance.Place) Pack {
	at := b.at(place, b.PeriodsOf(place)[0])
	path := b.GovernorsPath(place)
	up := root(path)
	page := b.packPage("governors", path, navSchools, at, Link{Label: T("nav.schools"), Href: up + "schools/index.html"}, Link{Label: b.Name(place), Href: up + b.Path(place, at.Period)})
	if b.isHeads() {
		page.Edition = b.governorsBanner()
	}
	page.Lede = Lede{Coverage: b.signOffLine(at)}
	words := []Text{T("governors.words"), T("governors.note", PeriodArg("period", at.Period.YearBefore()))}
	for _, id := range headlineMeasures[:4] {
		if !b.everShown(at, id) {
			continue
		}
		h := b.headlineOf(at, id)
		h.Spark = nil // one chart is enough for a page
		if now := b.Pub.Rate(at, id); !now.Shown() {
			words = append(words, T("governors.hidden", TextArg("measure", measureName(id)), PercentArg("f", now)))
		}
		page.Measures = append(page.Measures, h)
	}

	chart := b.withinYear(place, at.Period)
	if chart == nil {
		chart = b.Trend(place, at.Phase, "attendance", at.Period)
	}
	duties, _ := b.dutyPrompts(at, up, 2, partyGovernors)
	add := func(s []Section) { page.Sections = append(page.Sections, s...) }
	add(section("trend", T("section.governors.trend"), nil, Block{Chart: chart}))
	add(section("local", T("section.local"), []Text{T("local.rail")}, Block{Table: b.localTable(at, up)}))
	add(section("ask", T("section.governors.ask"), nil, Block{Notes: b.ask(askGovernors, governorQuestions, at, 3)}, Block{Cards: duties}))
	add(section("terms", T("section.words"), nil, Block{Notes: words}))
	return page
}

// mostLocal is how many other schools the governors' summary compares with.
const mostLocal = 6

// localTable sets a school beside the other schools of its phase in its group, in
// order of name, then the authority's and England's average. Where the group has
// fewer than two others, they are the schools most like it.
func (b *Book) localTable(at disclosure.At, up string) *Table {
	t := &Table{ID: "local-table", Caption: T("local.caption", PeriodArg("period", at.Period)), Hidden: true, Style: TightTable, Columns: []Column{
		{Label: T("column.place")}, {Label: measureName("attendance"), Numeric: true}, {Label: T("column.change"), Numeric: true}, {Label: measureName("pa_10"), Numeric: true}}}
	add := func(label Text, there disclosure.At, strong bool) {
		now := b.Pub.Rate(there, "attendance")
		if !now.Shown() {
			return
		}
		change := insight.OverTime(b.Pub.Pair(there, at.Period.YearBefore(), "attendance"))
		t.Rows = append(t.Rows, Row{Strong: strong, Cells: []Cell{LinkCell(label, b.href(up, there.Place)), PercentCell(now), PointsCell(Points(change.Tenths, change.Known())), PercentCell(b.Pub.Rate(there, "pa_10"))}})
	}
	add(b.Name(at.Place), at, true)
	for _, urn := range b.localTo(at) {
		there := at
		there.Place = school(urn)
		add(b.Name(there.Place), there, false)
	}
	for _, v := range b.versus(at, "attendance") {
		there := at
		there.Place = v.place
		add(v.label, there, false)
	}
	if len(t.Rows) < 2 {
		return nil
	}
	return t
}

// localTo lists the schools that the governors of a school compare it with.
func (b *Book) localTo(at disclosure.At) []attendance.URN {
	var out []attendance.URN
	s := b.Pub.School(attendance.URN(at.Place.Code))
	if len(b.Groupings) > 0 {
		for _, urn := range b.byName(b.Pub.Members(b.groupOf(s, b.Groupings[0]))) {
			there := at
			there.Place = school(urn)
			if urn != s.URN && b.Pub.PhaseIn(there.Place, at.Period) == at.Phase && b.Pub.Rate(there, "attendance").Shown() {
				out = append(out, urn)
			}
		}
	}
	if near := b.near(at); len(out) < 2 && len(near) > 0 {
		out = nil
		for _, n := range near {
			out = append(out, n.URN)
		}
	}
	return out[:min(len(out), mostLocal)]
}
