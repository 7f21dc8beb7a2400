package view

import (
	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
)

// Brief makes the conversation brief of a school for one of its periods: what the
// school and the authority have before them when they meet, and room for what they
// agree.
func (b *Book) Brief(place attendance.Place, period attendance.Period) Pack {
	at := b.at(place, period)
	path := b.BriefPath(place, period)
	up := root(path)
	page := b.packPage("brief", path, navSchools, at, Link{Label: T("nav.schools"), Href: up + "schools/index.html"}, Link{Label: b.Name(place), Href: up + b.Path(place, period)})
	page.PeriodNav = b.packPeriods(at, up, func(p attendance.Period) string { return b.BriefPath(place, p) })
	s := b.Pub.School(attendance.URN(place.Code))
	page.Lede = Lede{About: b.about(s, at, up), Coverage: together([]Text{b.asideLine(at, up), b.signOffLine(at)})}

	add := func(s []Section) { page.Sections = append(page.Sections, s...) }
	add(section("figures", T("section.figures"), []Text{T("brief.figures.rail")}, Block{Table: b.figureTable(at)}))
	add(section("first", T("section.support"), []Text{T("brief.first.rail")}, Block{Table: b.supportTable(at)}))
	add(section("changed", T("section.changed"), nil, Block{Notes: b.briefChanges(at)}))
	add(b.agreedSection(at, up))
	add(section("plan", T("section.actions"), nil, Block{Table: b.placeActions(at, up)}))
	add(section("ask", T("section.ask"), []Text{T("ask.rail")}, Block{Notes: b.ask(askSchool, schoolQuestions, at, 5)}))
	cards, pupils := b.dutyPrompts(at, up, 3, partySchools, partyAuthority)
	add(section("duties", T("section.duties"), append([]Text{T("duties.prompt")}, pupils...), Block{Cards: cards}))
	add(room(8))
	return page
}

// supportTable counts who needs support first, severe absence before all else.
func (b *Book) supportTable(at disclosure.At) *Table {
	t := &Table{ID: "support-table", Caption: T("brief.first.caption", PeriodArg("period", at.Period)), Hidden: true, Columns: []Column{
		{Label: T("brief.column.who")}, {Label: T("column.enrolments"), Numeric: true}, {Label: T("column.share"), Numeric: true}}}
	for _, row := range []struct {
		column  disclosure.Column
		measure string
	}{{disclosure.Severe, "severe"}, {disclosure.SeverePlan, "severe_plan"}, {disclosure.PA10, "pa_10"}, {disclosure.NearPA, "near_pa"}} {
		n := b.Pub.Count(at, row.column)
		if n.Symbol() == disclosure.NotAvailable {
			continue
		}
		who := TextCell(measureName(row.measure))
		who.Meta = T("brief.who." + row.measure)
		t.Rows = append(t.Rows, Row{Cells: []Cell{who, NumberCell(n), PercentCell(b.Pub.Rate(at, row.measure))}})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	if b.Pub.Count(at, disclosure.NearPA).Symbol() == disclosure.NotAvailable {
		t.Notes = []Text{T("brief.uncounted")}
	}
	return t
}

// judgedChanges says which of some measures changed by more than usual and, apart, how
// many did not or cannot be judged.
func (b *Book) judgedChanges(at disclosure.At, measures []string) (changed, rest []Text) {
	usual, few := 0, 0
	for _, id := range measures {
		c := b.change(at, id)
		switch {
		case !c.Known():
		case c.Verdict == insight.Signal, c.Verdict == insight.Level:
			changed = append(changed, T("brief.changed", TextArg("measure", measureName(id)), PercentArg("now", c.To), PercentArg("then", c.From), PointsArg("points", c.Tenths), TextArg("finding", b.finding(c))))
		case c.Verdict == insight.Usual:
			usual++
		default:
			few++
		}
	}
	if usual > 0 {
		rest = append(rest, T("brief.usual", IntArg("n", usual)))
	}
	if few > 0 {
		rest = append(rest, T("brief.few", IntArg("n", few), IntArg("least", b.Signals.LeastPoints)))
	}
	return changed, rest
}

// briefChanges says what changed by more than usual, how many measures did not, the
// reason that stands out, and how the school stands among those like it.
func (b *Book) briefChanges(at disclosure.At) []Text {
	changed, rest := b.judgedChanges(at, judged)
	out := append(changed, rest...)
	if say := b.sayReason(at); !say.IsZero() {
		out = append(out, say)
	} else if c := b.reasons(at); c != nil {
		out = append(out, T("reasons.rail", TextArg("first", c.Rows[0].Label), PercentArg("f", c.Rows[0].Now.Figure)))
	}
	for _, u := range b.unusualOf(at) {
		out = append(out, T("next.code", TextArg("reason", reasonWords(u.Reason))))
	}
	if higher, of := b.higherOf(b.near(at), at); of > 0 {
		out = append(out, T("brief.similar", IntArg("n", higher), IntArg("of", of)))
	}
	if s, ok := b.priorityOf(at); ok && s.Priority {
		out = append(out, T("brief.priority", TextArg("flags", b.flags(s))))
	}
	return out
}

// placeActions lists the actions of the plan about a place, as they stand now.
func (b *Book) placeActions(at disclosure.At, up string) *Table {
	if !b.latest(at.Place, at.Period) {
		return nil
	}
	return b.actionTable("actions-table", b.ActionsOf(at.Place), up)
}
