package view

import (
	"strings"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/returns"
)

// agreedLast lists what the last meeting about a place agreed, as it stands now: so
// only beside its latest figures. Of a group it is also what each of its schools
// agreed.
func (b *Book) agreedLast(at disclosure.At) []returns.Agreement {
	if !b.latest(at.Place, at.Period) {
		return nil
	}
	out := b.Agreements.Last(at.Place)
	if at.Place.Level != attendance.LevelSchool {
		for _, urn := range b.byName(b.Pub.Members(at.Place)) {
			out = append(out[:len(out):len(out)], b.Agreements.Last(school(urn))...)
		}
	}
	return out
}

// overdueAgreed counts what was agreed and is past its day.
func (b *Book) overdueAgreed(at disclosure.At) int {
	n := 0
	for _, a := range b.agreedLast(at) {
		if b.agreementLate(&a) {
			n++
		}
	}
	return n
}

func (b *Book) agreementLate(a *returns.Agreement) bool {
	return !a.Status.Ended() && !a.Due.IsZero() && a.Due.Before(b.asOf())
}

// agreedSection is what was agreed last time and how far it has come.
func (b *Book) agreedSection(at disclosure.At, up string) []Section {
	agreed := b.agreedLast(at)
	if len(agreed) == 0 {
		return nil
	}
	t := &Table{ID: "agreed-table", Caption: T("section.last"), Hidden: true, Style: StackTable, Columns: []Column{{Label: T("room.agreed")}, {Label: T("column.status")}, {Label: T("action.due")}, {Label: T("action.owner")}}}
	for i := range agreed {
		a := &agreed[i]
		text := TextCell(Words(a.Text))
		if a.Note != "" {
			text.Meta = Words(a.Note)
		}
		if a.Place != at.Place {
			text = Cell{Text: T("agreed.at", TextArg("place", b.Name(a.Place)).Linked(b.href(up, a.Place)), WordsArg("text", a.Text)), Meta: text.Meta}
		}
		tag := b.agreementTag(a)
		due := TextCell(T("plan.due.none"))
		if !a.Due.IsZero() {
			due = TextCell(T("plan.due.date", DateArg("date", a.Due.Format(time.DateOnly))))
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{text, {Kind: CellTag, Tag: &tag}, due, TextCell(orNone(a.Owner, T("plan.owner.none")))}})
	}
	rail := T("agreed.rail", DateArg("date", agreed[0].Meeting.Format(time.DateOnly)))
	if at.Place.Level != attendance.LevelSchool {
		rail = T("agreed.rail.group")
	}
	return section("last", T("section.last"), []Text{rail}, Block{Table: t})
}

// agreementTag is the mark of an agreement. What is past its day and not done says
// that first.
func (b *Book) agreementTag(a *returns.Agreement) Tag {
	if b.agreementLate(a) {
		return Tag{Concern, IconOverdue, T("agreed.state.overdue")}
	}
	tag := Tag{Plain, IconNone, T("agreed.state." + strings.ReplaceAll(string(a.Status), " ", "-"))}
	switch a.Status {
	case returns.InProgress:
		tag.Tone, tag.Icon = Info, IconTrack
	case returns.Done:
		tag.Tone, tag.Icon = Good, IconDone
	case returns.Dropped:
		tag.Icon = IconStopped
	}
	return tag
}

// recommended lists what committees and inspectors recommended, with its state.
func (b *Book) recommended() []Section {
	var blocks []Block
	for _, source := range returns.RecommendationSources {
		if t := b.recommendationTable(source); t != nil {
			t.Caption, t.Hidden = T("recommendations.source."+string(source)), false
			blocks = append(blocks, Block{Table: t})
		}
	}
	return section("recommendations", T("section.recommendations"), []Text{T("recommendations.intro", DateArg("date", b.AsOf))}, blocks...)
}
