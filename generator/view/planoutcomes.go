package view

import (
	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
	"rollcall/generator/plan"
)

// outcomeSections set actions beside their measures: what was finished and moved
// nothing, every action with a measure, and what became worse with nothing done.
func (b *Book) outcomeSections(up string) []Section {
	var idle, all []int
	for i := range b.states {
		if m := b.outcomes[i].Movement; m != insight.NotMeasure {
			all = append(all, i)
			if b.states[i].Status == plan.Complete && (m == insight.NotMoved || m == insight.MovedWrong) {
				idle = append(idle, i)
			}
		}
	}
	rail := []Text{T("plan.outcomes.rail"), T("plan.moves.cause")}
	out := section("outcomes", T("plan.outcomes"), rail, Block{Table: b.outcomeTable("outcomes-table", all, up)})
	out = append(out, section("idle", T("plan.idle"), []Text{T("plan.idle.rail", IntArg("n", len(idle)))}, Block{Table: b.outcomeTable("idle-table", idle, up)})...)
	return append(out, section("unaddressed", T("plan.unaddressed"), []Text{T("plan.unaddressed.rail")}, Block{Table: b.unaddressedTable(up)})...)
}

func (b *Book) outcomeTable(id string, actions []int, up string) *Table {
	if len(actions) == 0 {
		return nil
	}
	t := &Table{ID: id, Caption: T("plan.outcomes"), Hidden: true, Style: StackTable, Columns: []Column{{Label: T("action.ref")}, {Label: T("column.measure")},
		{Label: T("column.before.move"), Numeric: true}, {Label: T("column.now"), Numeric: true}, {Label: T("column.target"), Numeric: true}, {Label: T("column.reading")}}}
	for _, i := range actions {
		a, o := b.states[i].Action, b.outcomes[i]
		name := LinkCell(T("pack.action", WordsArg("id", a.ID), WordsArg("title", a.Title)), up+b.actionPath(a))
		name.Meta = T("status." + statusID(b.states[i].Status))
		what := TextCell(b.movedName(i))
		if o.At.Place.Level != "" {
			what.Meta = b.inPhase(o.At.Place, o.At.Phase)
		}
		before, now := PercentCell(o.Before), PercentCell(o.After)
		before.Meta, now.Meta = periodOf(o.Before), periodOf(o.After)
		if o.Before.Kind() == disclosure.Nothing {
			before = TextCell(T("plan.outcomes.nobefore"))
		}
		var gap Text
		if o.HasGap {
			gap = T("plan.outcomes.gap", PointsArg("points", o.Gap), TextArg("there", b.Name(b.country)))
		}
		target := TextCell(T("plan.due.none"))
		if o.HasTarget {
			target = TextCell(T("value.target", WordsArg("t", o.Target.String())))
		}
		tag := movementTag(o.Movement)
		t.Rows = append(t.Rows, Row{Cells: []Cell{name, what, before, now, target, {Kind: CellTag, Tag: &tag, Meta: gap}}})
	}
	return t
}

func periodOf(f Figure) Text {
	if !f.Shown() {
		return Text{}
	}
	return T("period.short", PeriodArg("period", f.Ref().Period))
}

// unaddressedTable lists the measures that became worse by a signal with no action
// about them. It names schools, so the public edition lists the phases only. A
// strategy that is over plans nothing more.
func (b *Book) unaddressedTable(up string) *Table {
	if ended, _ := b.planEnded(); ended || b.current.IsZero() {
		return nil
	}
	by := b.outcomesBy()
	by.Versus = b.gapTo(b.Pub.Authority())
	first := b.priorities
	if !b.hasPriority() {
		first = nil
	}
	scope := func(a *plan.Action) attendance.Place { place, _ := b.scopeOf(a); return place }
	found := by.Unaddressed(judged, first, b.states, scope)
	if len(found) == 0 {
		return nil
	}
	t := &Table{ID: "unaddressed-table", Caption: T("plan.unaddressed"), Hidden: true, Style: StackTable, Columns: []Column{{Label: T("column.place")}, {Label: T("column.measure")},
		{Label: T("column.now"), Numeric: true}, {Label: T("column.yearbefore"), Numeric: true}, {Label: T("column.change"), Numeric: true}, {Label: T("column.reading")}}}
	for _, u := range found[:min(len(found), mostRows)] {
		t.Rows = append(t.Rows, Row{Cells: append([]Cell{LinkCell(b.unaddressedName(u.At), b.href(up, u.At.Place)), TextCell(measureName(u.Change.To.Ref().Measure))}, changeCells(u.Change)...)})
	}
	if left := len(found) - mostRows; left > 0 {
		t.Notes = []Text{T("plan.unaddressed.left", IntArg("n", left))}
	}
	return t
}

func (b *Book) unaddressedName(at disclosure.At) Text {
	if at.Place.Level == attendance.LevelSchool {
		return b.Name(at.Place)
	}
	return b.inPhase(at.Place, at.Phase)
}
