package view

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
	"rollcall/generator/returns"
)

// targetSection shows the targets of a school and the working of the next.
func (b *Book) targetSection(at disclosure.At, up string) []Section {
	if b.isOwn(at.Place) && at.Period == b.current { // the working compares schools by what the edition does not tell
		return section("targets", T("section.targets"), nil, Block{Table: b.targetHistory(at)})
	}
	if !b.hasTargets() || at.Period != b.current {
		return nil
	}
	p := b.proposal(attendance.URN(at.Place.Code))
	if p.Refusal != insight.Compared { // what was set is shown all the same
		return section("targets", T("section.targets"), nil, Block{Table: b.targetHistory(at)})
	}
	working := []Text{T("targets.working.mean", WordsArg("mean", p.Mean.String()), IntArg("n", len(p.Previous.Figures)), TextArg("measure", measureName(p.Measure))),
		T("targets.working.benchmark."+b.TargetsBy, WordsArg("t", percentOf(p.Benchmark).String()), IntArg("n", len(p.Benchmark.Figures)), WordsArg("gap", p.Gap.String())),
		T("targets.working.lift", WordsArg("lift", p.Lift.String()), WordsArg("ambition", b.TargetRules.Ambition.String()), WordsArg("share", b.TargetRules.Share.String()), WordsArg("gap", p.Gap.String()))}
	if p.Capped != insight.NotCapped {
		working = append(working, T("targets.working."+string(p.Capped), WordsArg("t", p.Value.String())))
	}
	working = append(working, T("targets.working.value", WordsArg("t", p.Value.String()), PeriodArg("period", p.Period)))
	rail := []Text{T("targets.school.rail", PeriodArg("period", p.Period)), T("targets.school.link").to(up + "targets/index.html")}
	return section("targets", T("section.targets"), rail, Block{Table: b.targetHistory(at)}, Block{Notes: working})
}

// targetHistory lists the targets of a place, the latest period first.
func (b *Book) targetHistory(at disclosure.At) *Table {
	t := &Table{ID: "target-history", Caption: T("targets.caption"), Hidden: true, Columns: []Column{{Label: T("column.fortheperiod")}, {Label: T("column.measure")}, {Label: T("column.target"), Numeric: true}, {Label: T("column.now"), Numeric: true}, {Label: T("column.state")}, {Label: T("column.why")}}}
	targets := slices.Clone(b.Targets.Of(at.Place))
	slices.SortStableFunc(targets, func(x, y returns.Target) int { return y.Period.Compare(x.Period) })
	for _, target := range targets {
		cell := at
		cell.Period = target.Period
		t.Rows = append(t.Rows, Row{Cells: []Cell{TextCell(T("period.full", PeriodArg("period", target.Period))), TextCell(measureName(target.Measure)),
			TextCell(T("value.target", WordsArg("t", target.Value.String()))), PercentCell(b.Pub.Rate(cell, target.Measure)), stateCell(target), TextCell(Words(target.Reason))}})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}
