package view

import (
	"fmt"

	"rollcall/generator/attendance"
	"rollcall/generator/insight"
	"rollcall/generator/measure"
	"rollcall/generator/strategy"
)

// pastLine fills {{schools}}: the schools of a phase on the worse side of a line in
// the year before a strategy and in each of its years. The public edition counts them
// and names none.
func (b *Book) pastLine(s *strategy.Strategy, p *strategy.Placeholder, phase attendance.Phase, id, up string) (Fragment, Unfilled) {
	var line attendance.Decimal
	given := false
	for _, a := range p.Named {
		if a.Key == "line" {
			d, err := attendance.ParseDecimal(a.Value)
			if err != nil {
				return Fragment{}, Unfilled{Reason: err.Error(), Hint: "Write a percentage without its sign, as line=93."}
			}
			line, given = d, true
		}
	}
	if measure.DirectionOf(id) == measure.Neither {
		return Fragment{}, Unfilled{Reason: fmt.Sprintf("neither side of a line is worse for %s", id), Hint: "Use a measure such as attendance or pa_10."}
	}
	if !given {
		return Fragment{}, Unfilled{Reason: "schools has no line", Hint: "Write one, as line=93."}
	}
	caption := T("pastline.caption."+worseSide(id), PhaseArg("phase", phase), TextArg("measure", measureName(id)), WordsArg("line", line.String()))
	t := &Table{ID: "past-" + attendance.Slug(id) + "-" + attendance.Slug(phase.String()), Caption: caption, Style: StackTable,
		Columns: []Column{{Label: T("column.period")}, {Label: T("column.schools"), Numeric: true}}}
	if b.internal() {
		t.Columns = append(t.Columns, Column{Label: T("pastline.which")})
	}
	for _, period := range b.periods {
		if period.Year < academicYear(s.From)-1 || period.Year > academicYear(s.Until) {
			continue
		}
		past, of := insight.PastLine(b.Pub, period, phase, id, line)
		if of == 0 {
			continue
		}
		row := Row{Cells: []Cell{TextCell(T("period.full", PeriodArg("period", period))), TextCell(T("value.ofboth", IntArg("n", len(past)), IntArg("of", of)))}}
		if b.internal() {
			which := T("pastline.none")
			if len(past) > 0 {
				which = b.nameList(up, b.byName(past))
			}
			row.Cells = append(row.Cells, TextCell(which))
		}
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) == 0 {
		return Fragment{}, Unfilled{Reason: fmt.Sprintf("no %s school has a figure of %s in the years of the strategy", phase, id), Hint: "Take the placeholder out, or add the figures."}
	}
	t.Notes = []Text{T("pastline.note")}
	return Fragment{Table: t}, Unfilled{}
}
