package source

import (
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
	"rollcall/generator/sheet"
)

// termlyFile is "Pupil attendance in schools", which the Department for Education
// makes of daily registers: authorities, regions and England by phase and by
// registration code, a term or a year at a time. Its columns change every year.
//
// The schools and enrolments of these files are averages over days and may be
// fractions, so they are not counts and are not read. Persistent absence is a
// percentage only. Column late_sessions is the sum of the codes L and U; late, as we
// count it, is L alone.
var termlyFile = kind{sheet.Format{
	Name:    "dfe-attendance",
	Extra:   true,
	Meaning: "Pupil attendance in schools, by term and authority (Department for Education).",
	Columns: termlyColumns(),
}, (*reader).termly, figures}

// paMethod is how the termly files work out persistent absence.
const paMethod = ">= 10% of own possible sessions, of pupils in daily attendance data"

func termlyColumns() []sheet.Column {
	columns := []sheet.Column{
		required("time_period", "Academic year in six digits: 202425."),
		{Name: "time_identifier", Meaning: "Autumn term, Spring term, Summer term, Academic year or Year to date."},
		required("geographic_level", "Local authority, Regional or National."),
		required("country_code", "E92000001."),
		{Name: "country_name", Meaning: "England."},
		{Name: "region_code", Meaning: "Code of the region."},
		{Name: "region_name", Meaning: "Name of the region."},
		{Name: "la_name", Meaning: "Name of the authority."},
		{Name: "old_la_code", Meaning: "Three-digit number of the authority."},
		{Name: "school_type", Aliases: []string{"education_phase"}, Required: true, Meaning: "Phase."},
		{Name: "enrolments", Meaning: "Average number of pupils: only used to see how much of a year the file holds."},
		required("overall_absence", "Sessions missed."),
		required("authorised_absence", "Sessions of authorised absence."),
		required("unauthorised_absence", "Sessions of unauthorised absence."),
		required("possible_sessions", "Possible sessions."),
		{Name: "pa_perc", Meaning: "Percentage persistently absent, of its own period: never added or averaged."},
		{Name: "reason_", Prefix: true, Meaning: "Sessions under one registration code, the letters after reason_."},
	}
	return append(columns, breakdownColumns()...)
}

func (r *reader) termly(line sheet.Row) {
	r.noteColumns(line, "reason_", r.unknownMark)
	if !r.allPupils(line) {
		return
	}
	period, open, ok := r.publishedPeriod(line)
	if ok {
		period, ok = r.agreed(line.Pos("time_period"), period, open)
	}
	phase, known := r.phase(line, "school_type")
	if !ok || !known {
		return
	}
	place, ok := r.place(line, period)
	if !ok {
		return
	}
	c := register.None()
	c.Possible = r.count(line, "possible_sessions")
	c.Overall = r.count(line, "overall_absence")
	c.Authorised = r.count(line, "authorised_absence")
	c.Unauthorised = r.count(line, "unauthorised_absence")
	for column, text := range line.Prefixed("reason_") {
		suffix := termlyCode(column)
		if suffix == "" {
			continue
		}
		code := r.codeAt(line, column, suffix).in(period.Year)
		if code.at == unknownCode {
			continue
		}
		n := r.number(line, column, text)
		setReason(&c, code.at, n)
		if suffix == "l" {
			c.Late = n
		}
	}
	r.relations(&c, line, columnsOf{absence: "overall_absence"})
	out := row{pos: line.Pos("time_period")}
	if open {
		out.open, out.average = openYear, average(line, "enrolments")
		if strings.EqualFold(line.Text("time_identifier"), "Year to date") {
			out.open = toDate
		}
	}
	out.Place, out.Phase, out.Period, out.Group, out.Counts = place, phase, period, attendance.AllPupils, c
	r.add(out)
	if percent, ok := r.percent(line, "pa_perc"); ok {
		r.rates = append(r.rates, rate{open: out.open, pos: line.Pos("pa_perc"), Rate: register.Rate{
			Place: place, Phase: phase, Period: period, Group: attendance.AllPupils, Measure: "pa_10", Percent: percent, Method: paMethod}})
	}
}

// unknownMark reports whether a column is of a registration code that the table of the
// nation does not have. Its sessions are then left out.
func (r *reader) unknownMark(column string) bool {
	suffix := termlyCode(column)
	if suffix == "" || len(r.opt.Codes.find(r.opt.Nation, columnCode(suffix))) > 0 {
		return false
	}
	r.codes[column] = codeColumn{at: unknownCode}
	return true
}

// termlyCode gives the code of a column such as reason_c1_authorised_performance,
// or "" for the sum of the two marks for present.
func termlyCode(column string) string {
	name := strings.TrimPrefix(column, "reason_")
	switch name {
	case "present":
		return ""
	case "present_am", "present_pm":
		return name
	}
	code, _, _ := strings.Cut(name, "_")
	return code
}
