package view

import (
	"strings"
	"time"

	"rollcall/generator/returns"
	"rollcall/generator/strategy"
)

// checklistPage shows the components of the checklist with where each stands.
func (b *Book) checklistPage(s Study) Document {
	w := b.framework(strategy.Checklist)
	page := b.frameworkPage(s, w)
	place, overdue := 0, 0
	t := &Table{ID: "components-table", Caption: T("checklist.caption"), Hidden: true, Style: StackTable, Columns: []Column{{Label: T("checklist.component")}, {Label: T("column.status")}}}
	if b.internal() {
		t.Columns = append(t.Columns, Column{Label: T("checklist.owner")})
	}
	t.Columns = append(t.Columns, Column{Label: T("self.evidence")}, Column{Label: T("checklist.review")})
	for _, c := range w.Components {
		e, known := b.Checklist.Latest(c.ID)
		if e.Status == returns.InPlace {
			place++
		}
		if b.reviewOverdue(e) {
			overdue++
		}
		row := Row{Cells: []Cell{LinkCell(componentName(c), "#"+c.ID), componentState(e, known)}}
		if b.internal() {
			row.Cells = append(row.Cells, statedCell(e.Owner))
		}
		evidence := TextCell(T("self.noevidence"))
		if e.Evidence != "" {
			evidence = TextCell(Words(e.Evidence))
		}
		t.Rows = append(t.Rows, Row{Cells: append(row.Cells, evidence, b.reviewCell(e))})
	}
	page.Intro = []Text{T("checklist.intro", IntArg("n", place), IntArg("of", len(w.Components)))}
	if overdue > 0 {
		page.Intro = append(page.Intro, T("checklist.overdue", IntArg("n", overdue), DateArg("date", b.AsOf)))
	}
	page.Sections = section("components", T("checklist.heading"), []Text{T("checklist.rail")}, Block{Table: t})
	for _, c := range w.Components {
		page.Sections = append(page.Sections, section(c.ID, componentName(c), nil, Block{Terms: []Term{
			{Name: T("checklist.why"), Body: []Text{Words(c.Rationale)}}, {Name: T("checklist.takes"), Body: []Text{Words(c.Resource)}}}},
			safe(c.Text), Block{Notes: b.checklistHistory(c)})...)
	}
	page.Sections = append(page.Sections, b.frameworkText(w)...)
	page.Contents = contents(page.Sections)
	return page
}

func componentName(c strategy.Component) Text {
	return T("duties.tier", IntArg("n", c.Number), WordsArg("title", c.Title))
}

// componentState is where a component stands; one without an entry is not stated, which is
// more than not started.
func componentState(e returns.ChecklistEntry, known bool) Cell {
	if !known {
		return Cell{Kind: CellTag, Tag: &Tag{Tone: Plain, Icon: IconNone, Label: T("status.not-stated")}}
	}
	tag := Tag{Tone: Plain, Icon: IconNone, Label: stateName(e.Status)}
	switch e.Status {
	case returns.InProgress:
		tag.Tone, tag.Icon = Info, IconPart
	case returns.InPlace:
		tag.Tone, tag.Icon = Good, IconDone
	case returns.Stopped:
		tag.Icon = IconStopped
	}
	return Cell{Kind: CellTag, Tag: &tag, Meta: T("checklist.since", TextArg("date", dateText(e.Date)))}
}

func stateName(s returns.Status) Text {
	return T("checklist.state." + strings.ReplaceAll(string(s), " ", "-"))
}

// reviewOverdue reports whether the day by which a component was to be looked at
// again is past. What was stopped is not looked at.
func (b *Book) reviewOverdue(e returns.ChecklistEntry) bool {
	return !e.Review.IsZero() && e.Status != returns.Stopped && e.Review.Format(time.DateOnly) < b.AsOf
}

func (b *Book) reviewCell(e returns.ChecklistEntry) Cell {
	switch {
	case e.Review.IsZero():
		return TextCell(T("checklist.noreview"))
	case b.reviewOverdue(e):
		return Cell{Kind: CellTag, Tag: &Tag{Tone: Attention, Icon: IconOverdue, Label: T("checklist.review.overdue")}, Meta: T("checklist.wasdue", TextArg("date", dateText(e.Review)))}
	}
	return TextCell(dateText(e.Review))
}

// checklistHistory tells how a component came to where it stands, where it has
// changed.
func (b *Book) checklistHistory(c strategy.Component) []Text {
	history := b.Checklist.History(c.ID)
	if len(history) < 2 {
		return nil
	}
	var out []Text
	for _, e := range history {
		out = append(out, T("checklist.was", TextArg("date", dateText(e.Date)), TextArg("state", stateName(e.Status))))
	}
	return out
}
