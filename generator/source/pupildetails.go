package source

import (
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
	"rollcall/generator/sheet"
)

// describePupil reads what a row says of the pupil. It is false when a cell cannot be
// read.
func (r *reader) describePupil(line sheet.Row, t *table, p *register.PupilRow) bool {
	ok := true
	unreadable := func(column, hint string) {
		ok = false
		r.report(line.Pos(column), diag.ValueUnreadable, hint, "%s of a pupil row cannot be read", column)
	}
	yes := func(cell int, column string) bool {
		text := line.At(cell)
		if text == "" {
			return false
		}
		is, known := attendance.ParseYesNo(text)
		if !known {
			unreadable(column, "Write yes or no, or leave it empty.")
		}
		return is
	}
	var known bool
	if text := line.At(t.year); text != "" {
		if p.YearGroup, known = attendance.ParseYearGroup(text); !known {
			unreadable("year_group", "Write N1, N2, R or 1 to 14.")
		}
	}
	if text := line.At(t.stage); text != "" {
		if p.KeyStage, known = attendance.ParseKeyStage(text); !known {
			unreadable("key_stage", "Write EY or 1 to 5.")
		}
	}
	if text := line.At(t.sex); text != "" {
		if p.Sex, known = attendance.ParseSex(text); !known {
			unreadable("sex", "Write F or M, or leave it empty.")
		}
	}
	for flag, cell := range t.flags {
		if cell >= 0 && yes(cell, attendance.Flags[flag].Column) {
			p.Flags |= 1 << flag
		}
	}
	p.Class, p.Ethnicity, p.Family = line.At(t.class), line.At(t.ethnicity), line.At(t.family)
	if t.plan >= 0 {
		p.Plan = register.PlanNone
		if yes(t.plan, "joint_plan") {
			p.Plan = register.PlanAgreed
		}
	}
	if t.by >= 0 {
		p.Care = register.CareOther
		if r.opt.isAuthority(line.At(t.by)) {
			p.Care = register.CareOurs
		}
	}
	if text := line.At(t.previous); text != "" {
		if !attendance.IsURN(text) {
			unreadable("previous_school", "A URN has six or seven digits.")
		}
		p.Moved = text != string(p.URN)
	}
	for i := range t.further {
		c := &t.further[i]
		text := line.At(c.cell)
		if c.values != nil && text != "" && !c.values[text] {
			r.furtherValue(line, c, text)
		}
		if c.values == nil {
			text = ""
		}
		p.Further = append(p.Further, text)
	}
	return ok
}

// furtherValue keeps a value of a further column. A column of very many values is no
// category, and may well name pupils.
func (r *reader) furtherValue(line sheet.Row, c *furtherColumn, text string) {
	c.values[strings.Clone(text)] = true
	if len(c.values) > mostValues {
		c.values = nil
		r.report(line.Pos(c.name), diag.ColumnUnknown, "Remove it, or gather its values into fewer.", "the column %s holds more than %d different values, so it is no category", c.name, mostValues)
	}
}
