package view

import (
	"cmp"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// SetAside is a return of a school that was left out of every figure, for faults in its
// rows.
type SetAside struct {
	Period attendance.Period
	Why    []Problem // the faults; none in an edition that leaves the authority
}

// asideIn lists the returns of a school for a period, or for parts of it, that were set
// aside.
func (b *Book) asideIn(urn attendance.URN, period attendance.Period) []SetAside {
	var out []SetAside
	for _, s := range b.SetAside[urn] {
		if s.Period.Within(period) {
			out = append(out, s)
		}
	}
	return out
}

// splitMissing tells the schools without figures for a period apart: those whose return
// was set aside, and those that sent none or not all.
func (b *Book) splitMissing(missing []attendance.URN, period attendance.Period) (aside, unsent []attendance.URN) {
	for _, urn := range missing {
		if len(b.asideIn(urn, period)) > 0 {
			aside = append(aside, urn)
		} else {
			unsent = append(unsent, urn)
		}
	}
	return aside, unsent
}

// asideLine says on the latest page of a school that a later return was set aside, and
// why.
func (b *Book) asideLine(at disclosure.At, up string) Text {
	if at.Place.Level != attendance.LevelSchool || !b.latest(at.Place, at.Period) {
		return Text{}
	}
	urn := attendance.URN(at.Place.Code)
	for _, s := range slices.Backward(b.SetAside[urn]) {
		if s.Period.Compare(at.Period) <= 0 || s.Period.Compare(b.current) > 0 {
			continue
		}
		said := []Text{T("school.aside", PeriodArg("period", s.Period))}
		if len(s.Why) > 0 {
			said = append(said, T("school.aside.why", TextArg("where", whereText(s.Why[0])), WordsArg("what", s.Why[0].Message)))
		}
		if b.hasNote(urn) {
			said = append(said, T("school.aside.note", IntArg("n", len(b.Faults[urn]))).to(up+notePath(urn)))
		}
		return together(said)
	}
	return Text{}
}

// asideTable lists the returns that were set aside, the latest first, as many as there is
// room for; nil where there are none. Why is said where the edition knows it.
func (b *Book) asideTable(most int, up string) *Table {
	type one struct {
		urn attendance.URN
		SetAside
	}
	var all []one
	for urn, returns := range b.SetAside {
		for _, s := range returns {
			all = append(all, one{urn, s})
		}
	}
	if len(all) == 0 {
		return nil
	}
	slices.SortFunc(all, func(x, y one) int { return cmp.Or(y.Period.Compare(x.Period), cmp.Compare(x.urn, y.urn)) })
	t := &Table{ID: "aside-table", Caption: T("aside.caption"), Hidden: true, Style: StackTable, Columns: []Column{{Label: T("column.school")}, {Label: T("column.period")}}}
	if b.internal() {
		t.Columns = append(t.Columns, Column{Label: T("column.faults")})
	}
	for _, s := range all[:min(len(all), most)] {
		name := TextCell(Words(string(s.urn)))
		if b.Pub.School(s.urn) != nil {
			name = LinkCell(b.Name(school(s.urn)), b.href(up, school(s.urn)))
		}
		row := Row{Cells: []Cell{name, TextCell(T("period.full", PeriodArg("period", s.Period)))}}
		if b.internal() {
			row.Cells = append(row.Cells, b.whyCell(s.urn, s.SetAside, up))
		}
		t.Rows = append(t.Rows, row)
	}
	if left := len(all) - most; left > 0 {
		t.Notes = []Text{T("aside.left", IntArg("n", left))}
	}
	return t
}

// countAside counts the returns that were set aside.
func (b *Book) countAside() int {
	n := 0
	for _, returns := range b.SetAside {
		n += len(returns)
	}
	return n
}

// whyCell says what is wrong with a return that was set aside, with a link to the note to
// its school.
func (b *Book) whyCell(urn attendance.URN, s SetAside, up string) Cell {
	why := T("aside.whole")
	if len(s.Why) > 0 {
		why = T("aside.why", TextArg("where", whereText(s.Why[0])), WordsArg("what", s.Why[0].Message))
	}
	cell := TextCell(why)
	if n := len(s.Why) - 1; n > 0 {
		cell.Meta = T("aside.more", IntArg("n", n))
	}
	if b.hasNote(urn) {
		cell = LinkCell(why, up+notePath(urn))
	}
	return cell
}

// hasNote reports whether there is a note to a school about its faults.
func (b *Book) hasNote(urn attendance.URN) bool {
	return b.hasReturns() && b.Pub.School(urn) != nil && len(b.Faults[urn]) > 0
}
