package view

import (
	"slices"
	"strings"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/strategy"
)

// selfSection is the self-evaluation of a school, or of the schools of a group, area
// by area, with what the data say otherwise. The questions have pages of their own,
// since they are many.
func (b *Book) selfSection(at disclosure.At, up string) []Section {
	w := b.selfEvaluation()
	if w == nil || at.Period != b.current || at.Place.Level != attendance.LevelSchool && !slices.Contains(b.selfGroups(), at.Place) {
		return nil
	}
	urns, path := []attendance.URN{attendance.URN(at.Place.Code)}, b.selfOf(at.Place)
	if at.Place.Level != attendance.LevelSchool {
		urns = b.Pub.Members(at.Place)
	}
	if urns = b.scoredSchools(urns); len(urns) == 0 {
		return nil
	}
	var links []Link
	for _, a := range w.Areas {
		if s := b.scoresOf(urns, a.Questions); s.count > 0 {
			links = append(links, Link{Label: areaName(a), Href: up + path + "#area-" + attendance.Slug(a.ID),
				Note: T("self.summary", TextArg("stage", stageTag(s.whole()).Label), s.meanArg(), IntArg("unshown", s.unshown))})
		}
	}
	var notes []Text
	if at.Place.Level == attendance.LevelSchool {
		for _, c := range b.contradicted(w, urns) {
			notes = append(notes, T("self.note", TextArg("question", questionName(c.question)), IntArg("n", c.score.Score), TextArg("fact", c.fact)))
		}
	}
	return section("self", T("study.self-evaluation"), []Text{T("self.rail", TextArg("date", b.lastScored(urns))), T("self.scale")}, Block{Links: links}, Block{Notes: notes})
}

// lastScored is the last day on which any of some schools scored itself.
func (b *Book) lastScored(urns []attendance.URN) Text {
	var last time.Time
	for _, urn := range urns {
		for _, d := range b.SelfEvaluation.Dates(urn) {
			if d.After(last) {
				last = d
			}
		}
	}
	return dateText(last)
}

// selfOf is the page of the self-evaluation of a school or a group of schools.
func (b *Book) selfOf(place attendance.Place) string {
	if b.isOwn(place) {
		return ownFolder(place) + selfPath + "index.html"
	}
	return selfPath + strings.ToLower(place.Code) + "/index.html"
}

// selfStudies are the pages of the schools that scored themselves, and of the groups
// that have such schools.
func (b *Book) selfStudies() []Study {
	w := b.selfEvaluation()
	if w == nil {
		return nil
	}
	var out []Study
	add := func(place attendance.Place, make func(Study) Document) {
		s := Study{Path: b.selfOf(place), Title: b.Name(place), Part: true}
		s.Make = func() Document { return make(s) }
		out = append(out, s)
	}
	for _, urn := range b.scoredSchools(b.Pub.Members(b.Pub.Authority())) {
		add(school(urn), func(s Study) Document { return b.selfOfSchool(s, w, urn) })
	}
	for _, place := range b.selfGroups() {
		if urns := b.scoredSchools(b.Pub.Members(place)); len(urns) > 0 {
			add(place, func(s Study) Document { return b.selfOfGroup(s, w, place, urns) })
		}
	}
	return out
}

// selfGroups are the groups of the main grouping.
func (b *Book) selfGroups() []attendance.Place {
	if len(b.Groupings) == 0 {
		return nil
	}
	return b.Pub.Places(b.Groupings[0].Level)
}

// selfPart begins the page of a school or group.
func (b *Book) selfPart(s Study, place attendance.Place, urns []attendance.URN) Document {
	page := b.studyPage(s)
	if b.isOwn(place) { // there is no page of all schools to come from
		page.Frame = b.frame(s.Path, navSchools, Link{Label: T("nav.schools"), Href: page.Root + "schools/index.html"},
			Link{Label: s.Title, Href: b.href(page.Root, place)}, Link{Label: T("study.self-evaluation")})
	}
	page.Title = T("self.title", TextArg("place", s.Title))
	page.Kick = T("self.kick", TextArg("place", s.Title), TextArg("date", b.lastScored(urns)))
	page.Next = []Link{{Label: s.Title, Href: b.href(page.Root, place)}}
	if b.isOwn(place) {
		return page
	}
	parent := Link{Label: T("study.self-evaluation"), Href: page.Root + selfPath + "index.html"}
	last := len(page.Crumbs) - 1
	page.Crumbs = append(page.Crumbs[:last:last], parent, page.Crumbs[last])
	page.Next = append(page.Next, parent)
	return page
}

// selfOfGroup has the schools of a group, area by area.
func (b *Book) selfOfGroup(s Study, w *strategy.Framework, place attendance.Place, urns []attendance.URN) Document {
	page := b.selfPart(s, place, urns)
	page.H1 = T("self.group.h1", TextArg("place", s.Title))
	page.Intro = []Text{T("self.returned", IntArg("n", len(urns)), IntArg("of", len(b.Pub.Members(place)))), T("self.scale")}
	add := func(s []Section) { page.Sections = append(page.Sections, s...) }
	for _, a := range w.Areas {
		t := &Table{ID: "area-table-" + attendance.Slug(a.ID), Caption: areaName(a), Hidden: true, Style: StackTable,
			Columns: []Column{{Label: T("column.school")}, {Label: T("self.score")}, {Label: T("self.unshown")}}}
		for _, urn := range urns {
			s := b.scoresOf([]attendance.URN{urn}, a.Questions)
			t.Rows = append(t.Rows, Row{Cells: []Cell{LinkCell(b.Name(school(urn)), page.Root+b.selfOf(school(urn))+"#area-"+attendance.Slug(a.ID)), s.cell(), TextCell(T("self.number", IntArg("n", s.unshown)))}})
		}
		add(section("area-"+attendance.Slug(a.ID), areaName(a), []Text{T("self.part", IntArg("n", a.Part), WordsArg("title", a.PartTitle))}, Block{Table: t}))
	}
	add(section("otherwise", T("self.otherwise"), []Text{T("self.otherwise.rail"), consistentRule()}, Block{Table: b.otherwiseTable(w, urns, page.Root)}))
	page.Contents = contents(page.Sections)
	return page
}

// selfOfSchool is every question of one school: its score, how it changed, what shows
// it, and what the data say.
func (b *Book) selfOfSchool(s Study, w *strategy.Framework, urn attendance.URN) Document {
	page := b.selfPart(s, school(urn), []attendance.URN{urn})
	page.H1 = T("self.school.h1", TextArg("school", s.Title))
	page.Intro = []Text{T("self.scale"), T("self.kind"), consistentRule()}
	for _, a := range w.Areas {
		t := &Table{ID: "area-table-" + attendance.Slug(a.ID), Caption: areaName(a), Hidden: true, Style: StackTable,
			Columns: []Column{{Label: T("self.question")}, {Label: T("self.score")}, {Label: T("self.change")}, {Label: T("self.evidence")}, {Label: T("self.data")}}}
		for _, q := range a.Questions {
			t.Rows = append(t.Rows, b.questionRow(urn, q))
		}
		if !slices.ContainsFunc(a.Questions, func(q strategy.Question) bool { return q.Check != "" }) {
			t.dropLast()
		}
		rail := []Text{T("self.part", IntArg("n", a.Part), WordsArg("title", a.PartTitle))}
		page.Sections = append(page.Sections, section("area-"+attendance.Slug(a.ID), areaName(a), rail, Block{Table: t})...)
	}
	page.Contents = contents(page.Sections)
	return page
}

func (b *Book) questionRow(urn attendance.URN, q strategy.Question) Row {
	history := b.SelfEvaluation.History(urn, q.ID)
	if len(history) == 0 {
		return Row{Cells: []Cell{TextCell(questionName(q)), TextCell(T("self.unscored")), TextCell(T("duties.blank")), TextCell(T("duties.blank")), b.checked(urn, q, 0).cell()}}
	}
	now := history[len(history)-1]
	change := T("self.first")
	if len(history) > 1 {
		before := history[len(history)-2]
		since := DateArg("date", before.Date.Format(time.DateOnly))
		switch d := now.Score - before.Score; {
		case d > 0:
			change = T("self.up", IntArg("n", d), since)
		case d < 0:
			change = T("self.down", IntArg("n", -d), since)
		default:
			change = T("self.same", since)
		}
	}
	evidence := TextCell(T("self.noevidence"))
	if now.Evidence != "" {
		evidence = TextCell(Words(now.Evidence))
	}
	if now.By != "" {
		evidence.Meta = T("self.by", WordsArg("by", now.By))
	}
	return Row{Cells: []Cell{TextCell(questionName(q)), scoreCell(now), TextCell(change), evidence, b.checked(urn, q, now.Score).cell()}}
}

// dropLast takes the last column away.
func (t *Table) dropLast() {
	t.Columns = t.Columns[:len(t.Columns)-1]
	for i := range t.Rows {
		t.Rows[i].Cells = t.Rows[i].Cells[:len(t.Columns)]
	}
}
