package view

import (
	"cmp"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/strategy"
)

// selfPath is the folder of the self-evaluations. The page of a school has its number
// beneath it.
const selfPath = "self-evaluation/"

// selfEvaluation is the framework that schools score themselves on, or nil. What a
// school says of itself is for the authority's own staff and its head.
func (b *Book) selfEvaluation() *strategy.Framework {
	if !b.internal() && !b.isHeads() || b.current.IsZero() {
		return nil
	}
	return b.framework(strategy.SelfEvaluation)
}

// selfPage is the self-evaluation of all schools: where it stands in each cluster,
// what lacks evidence, where the data say otherwise, and the questions.
func (b *Book) selfPage(s Study) Document {
	w := b.selfEvaluation()
	page := b.frameworkPage(s, w)
	members := b.Pub.Members(b.Pub.Authority())
	scored := b.scoredSchools(members)
	page.Intro = []Text{T("self.intro", IntArg("questions", len(w.QuestionIDs())), IntArg("areas", len(w.Areas))), T("self.returned", IntArg("n", len(scored)), IntArg("of", len(members)))}
	add := func(s []Section) { page.Sections = append(page.Sections, s...) }
	if len(scored) > 0 {
		add(section("areas", T("self.areas"), []Text{T("self.scale"), T("self.since.rule")}, Block{Chart: b.areaHeat(w)}, Block{Table: b.areaTable(w, page.Root)}))
		add(section("otherwise", T("self.otherwise"), []Text{T("self.otherwise.rail"), consistentRule()}, Block{Table: b.otherwiseTable(w, scored, page.Root)}))
		add(section("gaps", T("self.gaps"), []Text{T("self.gaps.rail")}, Block{Table: b.evidenceTable(w, scored, page.Root)}))
	}
	for _, a := range w.Areas {
		add(section("area-"+attendance.Slug(a.ID), areaName(a), []Text{T("self.part", IntArg("n", a.Part), WordsArg("title", a.PartTitle))}, safe(a.Text), Block{Table: questionTable(a)}))
	}
	add(b.frameworkText(w))
	page.Contents = contents(page.Sections)
	return page
}

func areaName(a strategy.Area) Text {
	return T("self.area", WordsArg("id", a.ID), WordsArg("title", a.Title))
}

// areaHeat tints the mean score of the authority and of each of its main groups, area by
// area, by how far it lies from the middle of the scale.
func (b *Book) areaHeat(w *strategy.Framework) *Chart {
	c := &Chart{ID: "areas-heat", Kind: HeatChart, Still: true, Scale: Scale{Unit: UnitPoints}, Title: T("self.areas.caption"), Sub: T("self.heat.sub"),
		Heat: &Heat{Legend: T("self.heat.legend")}}
	c.Table = &Table{ID: "areas-heat-data", Caption: c.Title, Hidden: true, Columns: []Column{{Label: T("column.place")}}}
	for _, a := range w.Areas {
		c.Heat.Columns = append(c.Heat.Columns, Words(a.ID))
		c.Table.Columns = append(c.Table.Columns, Column{Label: areaName(a), Numeric: true})
	}
	places := append([]attendance.Place{b.Pub.Authority()}, b.selfGroups()...)
	for _, place := range places[:min(len(places), mostRows+1)] {
		row, cells := HeatRow{Label: b.Name(place)}, []Cell{TextCell(b.Name(place))}
		for _, a := range w.Areas {
			s := b.scoresOf(b.Pub.Members(place), a.Questions)
			if s.count == 0 {
				row.Cells, cells = append(row.Cells, HeatCell{}), append(cells, TextCell(T("self.none")))
				continue
			}
			mean := meanTenths(s.sum, s.count)
			row.Cells = append(row.Cells, HeatCell{Value: Mean(mean), Step: tintOf(middleScore-mean, scoreTint), Note: T("self.heat.cell", TextArg("place", b.Name(place)), TextArg("area", areaName(a)), s.meanArg())})
			cells = append(cells, TextCell(T("self.mean.value", s.meanArg())))
		}
		c.Heat.Rows = append(c.Heat.Rows, row)
		c.Table.Rows = append(c.Table.Rows, Row{Cells: cells})
	}
	if len(c.Heat.Rows) < 2 {
		return nil
	}
	c.Desc = T("self.heat.desc", IntArg("rows", len(c.Heat.Rows)), IntArg("columns", len(w.Areas)))
	return c
}

// areaTable has a row for the authority and for each of its main groups, and a column
// for each area.
func (b *Book) areaTable(w *strategy.Framework, up string) *Table {
	t := &Table{ID: "areas-table", Caption: T("self.areas.caption"), Hidden: true, Style: StackTable, Columns: []Column{{Label: T("column.place")}, {Label: T("column.schools"), Numeric: true}}}
	for _, a := range w.Areas {
		t.Columns = append(t.Columns, Column{Label: areaName(a)})
	}
	places := append([]attendance.Place{b.Pub.Authority()}, b.selfGroups()...)
	for i, place := range places[:min(len(places), mostRows+1)] {
		name, scored := TextCell(b.Name(place)), len(b.scoredSchools(b.Pub.Members(place)))
		if i > 0 && scored > 0 {
			name = LinkCell(b.Name(place), up+b.selfOf(place))
		}
		row := Row{Strong: i == 0, Cells: []Cell{name, TextCell(T("self.number", IntArg("n", scored)))}}
		for _, a := range w.Areas {
			row.Cells = append(row.Cells, b.scoresOf(b.Pub.Members(place), a.Questions).summary())
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// evidenceTable lists the schools with the most scores that nothing shows, and what
// they have not scored.
func (b *Book) evidenceTable(w *strategy.Framework, scored []attendance.URN, up string) *Table {
	var questions []strategy.Question
	for _, a := range w.Areas {
		questions = append(questions, a.Questions...)
	}
	type gap struct {
		urn attendance.URN
		scores
	}
	var gaps []gap
	for _, urn := range scored {
		if s := b.scoresOf([]attendance.URN{urn}, questions); s.unshown > 0 || s.count < len(questions) {
			gaps = append(gaps, gap{urn, s})
		}
	}
	if len(gaps) == 0 {
		return nil
	}
	slices.SortStableFunc(gaps, func(x, y gap) int { return cmp.Compare(y.unshown-y.count, x.unshown-x.count) })
	t := &Table{ID: "gaps-table", Caption: T("self.gaps.caption"), Hidden: true, Style: StackTable, Columns: []Column{{Label: T("column.school")}, {Label: T("self.last")},
		{Label: T("self.scored"), Numeric: true}, {Label: T("self.unshown"), Numeric: true}}}
	for _, g := range gaps[:min(len(gaps), mostRows)] {
		dates := b.SelfEvaluation.Dates(g.urn)
		t.Rows = append(t.Rows, Row{Cells: []Cell{LinkCell(b.Name(school(g.urn)), up+b.selfOf(school(g.urn))), TextCell(dateText(dates[len(dates)-1])),
			TextCell(T("self.scored.of", IntArg("n", g.count), IntArg("of", len(questions)))), TextCell(T("self.number", IntArg("n", g.unshown)))}})
	}
	if left := len(gaps) - mostRows; left > 0 {
		t.Notes = []Text{T("self.more", IntArg("n", left))}
	}
	return t
}

// otherwiseTable lists the contradictions of some schools.
func (b *Book) otherwiseTable(w *strategy.Framework, urns []attendance.URN, up string) *Table {
	found := b.contradicted(w, urns)
	if len(found) == 0 {
		return nil
	}
	t := &Table{ID: "otherwise-table", Caption: T("self.otherwise"), Hidden: true, Style: StackTable,
		Columns: []Column{{Label: T("column.school")}, {Label: T("self.question")}, {Label: T("self.score")}, {Label: T("self.data")}}}
	for _, c := range found[:min(len(found), mostRows)] {
		t.Rows = append(t.Rows, Row{Cells: []Cell{LinkCell(b.Name(school(c.school)), up+b.selfOf(school(c.school))), TextCell(questionName(c.question)), scoreCell(c.score), TextCell(c.fact)}})
	}
	if left := len(found) - mostRows; left > 0 {
		t.Notes = []Text{T("self.more", IntArg("n", left))}
	}
	return t
}

// questionTable lists the questions of an area with what a low and a high score mean.
func questionTable(a strategy.Area) *Table {
	t := &Table{ID: "questions-" + attendance.Slug(a.ID), Caption: areaName(a), Hidden: true, Style: StackTable,
		Columns: []Column{{Label: T("self.question")}, {Label: T("self.red")}, {Label: T("self.green")}}}
	for _, q := range a.Questions {
		t.Rows = append(t.Rows, Row{Cells: []Cell{TextCell(questionName(q)), TextCell(Words(q.Red)), TextCell(Words(q.Green))}})
	}
	return t
}
