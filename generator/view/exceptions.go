package view

import (
	"slices"

	"rollcall/generator/plan"
)

// mostExceptions is how many actions a report lists.
const mostExceptions = 20

// exceptions are the actions of the plan that need somebody: overdue, at risk, not
// reported on by their deadline, or without an update for too long.
func (b *Book) exceptions(up string) []Section {
	var out []int
	for _, status := range statusOrder {
		for i := range b.states {
			s := &b.states[i]
			if s.Status == status && (needsSomebody(status) || s.Stale && !status.Ended()) {
				out = append(out, i)
			}
		}
	}
	if len(b.states) == 0 {
		return nil
	}
	rail := []Text{T("plan.story.state", TextArg("sum", sumOf(b.tally(b.states)))), T("plan.all.link").to(up + "actions/index.html")}
	if ended, s := b.planEnded(); ended {
		rail = append(rail, T("plan.story.ended", DateArg("date", s.Until.Format("2006-01-02"))))
	}
	if len(out) == 0 {
		return section("plan", T("section.exceptions"), rail, Block{Notes: []Text{T("exceptions.none")}})
	}
	table := b.actionTable("exceptions", out[:min(len(out), mostExceptions)], up)
	if left := len(out) - mostExceptions; left > 0 {
		table.Notes = []Text{T("exceptions.left", IntArg("n", left))}
	}
	return section("plan", T("section.exceptions"), rail, Block{Table: table})
}

func needsSomebody(s plan.Status) bool {
	return slices.Contains([]plan.Status{plan.Overdue, plan.AtRisk, plan.Unreported}, s)
}

// actionTable lists actions in little room. Who reads them in confidence is told whose
// they are.
func (b *Book) actionTable(id string, actions []int, up string) *Table {
	if len(actions) == 0 {
		return nil
	}
	t := &Table{ID: id, Caption: T("heading.actions"), Hidden: true, Style: StackTable, Columns: []Column{{Label: T("action.ref")}, {Label: T("column.status")}, {Label: T("action.due")}}}
	if b.internal() || b.isHeads() {
		t.Columns = append(t.Columns, Column{Label: T("action.owner")})
	}
	for _, i := range actions {
		a := b.action(i, up)
		name := LinkCell(T("pack.action", WordsArg("id", a.ID), TextArg("title", a.Title)), a.Href)
		name.Meta = a.Progress
		status := Cell{Kind: CellTag, Tag: &a.Status}
		if s := &b.states[i]; s.Stale && !s.Status.Ended() && b.tells(s.Action) {
			status.Meta = T("exceptions.stale", IntArg("n", b.PlanRules.StaleDays))
		}
		due := TextCell(a.Due)
		due.Meta = a.Late
		if !a.Problem.IsZero() {
			due.Meta = a.Problem
		}
		row := Row{Cells: []Cell{name, status, due}}
		if b.internal() || b.isHeads() {
			row.Cells = append(row.Cells, TextCell(a.Owner))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
