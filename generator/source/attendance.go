package source

import (
	"strings"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
	"rollcall/generator/sheet"
)

// attendanceFile is our own return of counts: one row a school, period and group.
var attendanceFile = kind{sheet.Format{
	Name:    "attendance",
	Key:     "urn",
	Meaning: "Counts of sessions and enrolments: one row a school, period and group of pupils.",
	Columns: []sheet.Column{
		required("urn", "Unique reference number of a school of the schools file; in England also its DfE number, 331/2000, where that file has it as laestab."),
		required("period", "2024-25, 2024-25 autumn, 2024-25 HT3, 2024-25 to HT4 or 2024-25 W07."),
		academicYearColumn,
		required("sess_possible", "Sessions at which pupils were expected. A session is half a day."),
		required("sess_authorised", "Sessions of authorised absence."),
		required("sess_unauthorised", "Sessions of unauthorised absence."),
		{Name: "group", Meaning: "Group of pupils; empty for all pupils."},
		{Name: "enrolments", Meaning: "Pupils on the register in the period."},
		{Name: "sess_late", Meaning: "Sessions late before the register closed, which count as present; otherwise code_l."},
		{Name: "pa_10", Meaning: "Enrolments that missed 10% or more of their own possible sessions."},
		{Name: "pa_15", Meaning: "Enrolments that missed 15% or more."},
		{Name: "pa_20", Meaning: "Enrolments that missed 20% or more."},
		{Name: "severe", Meaning: "Enrolments that missed 50% or more of their own possible sessions."},
		{Name: "severe_plan", Meaning: "Those of them for whom a joint plan is agreed."},
		{Name: "status", Meaning: "provisional, or final or empty."},
		{Name: "returned_on", Meaning: "Day on which the school sent the return: 2025-01-10."},
		{Name: "code_", Prefix: true, Meaning: "Sessions under one registration code: code_i, code_c1, code_present_am, code_present_pm."},
	},
}, (*reader).attendance, ownReturns}

func (r *reader) attendance(line sheet.Row) {
	urn, ok := r.urn(line, "urn")
	period, known := r.period(line, "period")
	if !ok || !known {
		return
	}
	c := register.None()
	c.Schools = 1
	c.Possible = r.filled(line, "sess_possible")
	c.Authorised = r.filled(line, "sess_authorised")
	c.Unauthorised = r.filled(line, "sess_unauthorised")
	c.Overall = c.Authorised.Plus(c.Unauthorised)
	c.Enrolments = r.count(line, "enrolments")
	c.PA10, c.PA15, c.PA20 = r.count(line, "pa_10"), r.count(line, "pa_15"), r.count(line, "pa_20")
	c.Severe, c.SeverePlan = r.count(line, "severe"), r.count(line, "severe_plan")
	for column, text := range line.Prefixed("code_") {
		r.code(line, &c, column, text, period.Year)
	}
	if line.Has("sess_late") {
		c.Late = r.count(line, "sess_late")
	} else if i := r.late(); i >= 0 && i < len(c.Reasons) {
		c.Late = c.Reasons[i]
	}
	out := row{urn: urn, own: true, pos: line.Pos("urn")}
	out.Period, out.Counts = period, c
	out.Returned = r.dayOfReturn(line, period)
	out.Group = groupName(line.Text("group"))
	out.Status, ok = status(line.Text("status"))
	if !ok {
		r.report(line.Pos("status"), diag.ValueUnreadable, "Use provisional or final, or leave it empty.", "%q is not a status", line.Text("status"))
	}
	r.relations(&c, line, columnsOf{absence: "sess_authorised", enrolments: "enrolments", pa10: "pa_10", pa15: "pa_15", pa20: "pa_20", severe: "severe", plan: "severe_plan"})
	r.add(out)
}

// dayOfReturn reads the day on which a return was sent, which may be left empty. One that
// cannot be right is left out: the figures do not depend on it.
func (r *reader) dayOfReturn(line sheet.Row, period attendance.Period) time.Time {
	const column = "returned_on"
	day, ok := line.Date(column)
	text, fault := line.Text(column), ""
	switch {
	case text == "":
	case !ok:
		fault = "not a day"
	case !period.Recorded(day):
		fault = "outside the years of the return"
	case !r.opt.AsOf.IsZero() && day.After(r.opt.AsOf):
		fault = "after " + r.opt.AsOf.Format(time.DateOnly)
	}
	if fault != "" {
		r.problems.Add(line.Pos(column), diag.ReturnDay, "", "returned_on of %s is %q, which is %s", period, text, fault)
		return time.Time{}
	}
	return day
}

// code reads the sessions under one registration code, as the table has it in the
// year of the row.
func (r *reader) code(line sheet.Row, c *register.Counts, column, text string, year attendance.AcademicYear) {
	suffix := strings.TrimPrefix(column, "code_")
	code := r.codeAt(line, column, suffix).in(year)
	if code.at == unknownCode {
		return
	}
	n := r.number(line, column, text)
	if n > 0 {
		r.checkUse(line, column, code, year)
	}
	setReason(c, code.at, n)
}

// late finds the code L among the reasons of the input.
func (r *reader) late() int {
	if l, ok := r.codes["code_l"]; ok {
		return l.at
	}
	return unknownCode
}

// groupName gives a group its name; an empty one is all pupils.
func groupName(s string) string {
	if s == "" || strings.EqualFold(s, attendance.AllPupils) {
		return attendance.AllPupils
	}
	return s
}

func status(s string) (register.Status, bool) {
	switch strings.ToLower(s) {
	case "", "final":
		return register.Final, true
	case "provisional":
		return register.Provisional, true
	}
	return register.Final, false
}
