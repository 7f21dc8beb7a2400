package view

import (
	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/returns"
)

// target finds the target for a figure: of the same place, phase, measure and
// period. A target for another stretch of time is shown elsewhere, never judged by
// this figure. A school's target counts whether or not it names the phase.
func (b *Book) target(at disclosure.At, id string) (returns.Target, bool) {
	if at.Group != attendance.AllPupils {
		return returns.Target{}, false
	}
	t, ok := b.Targets.Find(at.Place, at.Phase, id, at.Period)
	if !ok && at.Place.Level == attendance.LevelSchool {
		t, ok = b.Targets.Find(at.Place, attendance.Total, id, at.Period)
	}
	return t, ok && b.tellsTarget(t)
}

// tellsTarget reports whether the edition tells a target. One is for the authority's own
// staff, and a school's for its head, unless its file says that the public may see it.
func (b *Book) tellsTarget(t returns.Target) bool { return b.inFull(t.Place) || t.Public }

// hasTargetsOf reports whether a place has targets, told or not.
func (b *Book) hasTargetsOf(place attendance.Place) bool {
	return b.Targets != nil && len(b.Targets.Of(place)) > 0
}

// targetTable lists the targets of the authority, as its strategy sets them.
func (b *Book) targetTable() *Table {
	t := &Table{ID: "targets-table", Caption: T("targets.caption"), Hidden: true, Columns: []Column{{Label: T("column.measure")}, {Label: T("column.phase")},
		{Label: T("column.target"), Numeric: true}, {Label: T("column.fortheperiod")}, {Label: T("column.state")}, {Label: T("column.note")}}}
	for _, target := range b.Targets.All() {
		if target.Place != b.Pub.Authority() || !b.tellsTarget(target) {
			continue
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{TextCell(measureName(target.Measure)), TextCell(T("phase.label", PhaseArg("phase", target.Phase))),
			TextCell(T("value.target", WordsArg("t", target.Value.String()))), TextCell(T("period.full", PeriodArg("period", target.Period))), stateCell(target), TextCell(Words(target.Reason))}})
	}
	return t
}
