package view

import (
	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
)

// unusualTable lists uses of a code that are far from those of other schools. The
// place is left out where the table is on a school's own page.
func (b *Book) unusualTable(found []insight.UnusualCode, up string) *Table {
	if len(found) == 0 {
		return nil
	}
	t := &Table{ID: "unusual-codes", Caption: T("unusual.caption", PeriodArg("period", b.current)), Hidden: true, Style: StackTable, Columns: []Column{
		{Label: T("column.school")}, {Label: T("column.reason")}, {Label: T("column.ofabsence"), Numeric: true}, {Label: T("column.median"), Numeric: true}, {Label: T("column.fences"), Numeric: true}, {Label: T("column.reading")}}}
	for _, u := range found[:min(len(found), mostRows)] {
		word := T("unusual.more")
		if u.Direction < 0 {
			word = T("unusual.less")
		}
		tag := Tag{Attention, IconFlag, word}
		t.Rows = append(t.Rows, Row{Cells: []Cell{LinkCell(b.Name(school(u.URN)), b.href(up, school(u.URN))), TextCell(reasonWords(u.Reason)),
			decimalCell(inTenths(u.Tenths), 1, "value.target"), decimalCell(inTenths(u.Median), 1, "value.target"),
			TextCell(T("unusual.fences", WordsArg("low", inTenths(max(u.Low, 0)).String()), WordsArg("high", inTenths(u.High).String()))), {Kind: CellTag, Tag: &tag}}})
	}
	if left := len(found) - mostRows; left > 0 {
		t.Notes = []Text{T("changes.left", IntArg("n", left))}
	}
	t.Notes = append(t.Notes, T("unusual.note", WordsArg("fences", b.CodeUseRules.Fences.String()), IntArg("least", int(b.CodeUseRules.LeastSessions))))
	return t
}

func inTenths(n int64) attendance.Decimal { return attendance.Decimal{Unscaled: n, Scale: 1} }

// unusualOf are the unusual uses of codes of one school, for the current period.
func (b *Book) unusualOf(at disclosure.At) []insight.UnusualCode {
	var out []insight.UnusualCode
	for _, u := range b.unusual {
		if at.Period == b.current && school(u.URN) == at.Place {
			out = append(out, u)
		}
	}
	return out
}

// unusualSection says on a school's page that it uses a code unlike other schools.
func (b *Book) unusualSection(at disclosure.At, up string) []Section {
	return section("codes", T("section.codes"), []Text{T("unusual.rail")}, Block{Table: b.unusualTable(b.unusualOf(at), up)})
}

// barrierBlock lists the reasons that rose in many schools at once, or says that none
// did and by which rule.
func (b *Book) barrierBlock() Block {
	if t := b.barrierTable(b.barriers); t != nil {
		return Block{Table: t}
	}
	return Block{Notes: []Text{T("barriers.none", PeriodArg("period", b.current)), T("barriers.note", IntArg("least", b.BarrierRules.LeastSchools))}}
}

// barrierTable lists the reasons that rose in many schools at once.
func (b *Book) barrierTable(found []insight.Barrier) *Table {
	if len(found) == 0 {
		return nil
	}
	t := &Table{ID: "barriers-table", Caption: T("barriers.caption", PeriodArg("period", b.current)), Hidden: true, Columns: []Column{{Label: T("column.reason")}, {Label: T("column.phase")},
		{Label: T("column.rose"), Numeric: true}, {Label: T("column.fell"), Numeric: true}, {Label: T("column.now"), Numeric: true}, {Label: T("column.yearbefore"), Numeric: true}, {Label: T("column.change"), Numeric: true}}}
	for _, f := range found {
		t.Rows = append(t.Rows, Row{Cells: []Cell{TextCell(reasonWords(f.Reason)), TextCell(T("phase.label", PhaseArg("phase", f.Phase))),
			TextCell(T("value.ofboth", IntArg("n", f.Rose), IntArg("of", f.Compared()))), TextCell(T("value.int", IntArg("n", f.Fell))),
			PercentCell(f.Change.To), PercentCell(f.Change.From), PointsCell(Points(f.Change.Tenths, f.Change.Known()))}})
	}
	t.Notes = []Text{T("barriers.note", IntArg("least", b.BarrierRules.LeastSchools))}
	return t
}
