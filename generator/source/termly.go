package source

import (
	"slices"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
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
	Meaning: "Pupil attendance in schools, by term and authority (Department for Education).",
	Columns: termlyColumns(),
}, (*reader).termly, figures}

// paMethod is how the termly files work out persistent absence.
const paMethod = ">= 10% of own possible sessions, of pupils in daily attendance data"

func termlyColumns() []sheet.Column {
	columns := []sheet.Column{
		required("time_period", "Academic year in six digits: 202425."),
		required("time_identifier", "Autumn term, Spring term, Summer term, Academic year or Year to date."),
		required("geographic_level", "Local authority, Regional or National."),
		required("country_code", "E92000001."),
		{Name: "country_name", Meaning: "England."},
		required("region_code", "Code of the region."),
		{Name: "region_name", Meaning: "Name of the region."},
		{Name: "new_la_code", Meaning: "Not read."},
		{Name: "la_name", Meaning: "Name of the authority."},
		required("old_la_code", "Three-digit number of the authority."),
		{Name: "school_type", Aliases: []string{"education_phase"}, Required: true, Meaning: "Phase."},
		required("overall_absence", "Sessions missed."),
		required("authorised_absence", "Sessions of authorised absence."),
		required("unauthorised_absence", "Sessions of unauthorised absence."),
		required("possible_sessions", "Possible sessions."),
		{Name: "pa_perc", Meaning: "Percentage persistently absent, of its own period: never added or averaged."},
		{Name: "reason_", Prefix: true, Meaning: "Sessions under one registration code, the letters after reason_."},
	}
	return append(columns, unread("academic_year", "num_schools", "enrolments", "present_sessions", "overall_attendance", "approved_educational_activity", "late_sessions", "total_num_schools", "total_enrolments", "attendance_perc", "overall_absence_perc", "authorised_absence_perc", "unauthorised_absence_perc", "illness_perc", "appointments_perc", "unauth_hol_perc", "unauth_oth_perc", "unauth_late_registers_closed_perc", "unauth_not_yet_perc", "auth_religious_perc", "auth_study_perc", "auth_grt_perc", "auth_mob_perc", "auth_holiday_perc", "auth_excluded_perc", "auth_performance_perc", "auth_interview_perc", "auth_part_time_perc", "auth_other_perc", "covid_non_compulsory_perc")...)
}

func (r *reader) termly(line sheet.Row) {
	period, ok := r.termlyPeriod(line)
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
	out.Place, out.Phase, out.Period, out.Group, out.Counts = place, phase, period, attendance.AllPupils, c
	r.add(out)
	if percent, ok := r.percent(line, "pa_perc"); ok {
		r.rates = append(r.rates, rate{pos: line.Pos("pa_perc"), Rate: register.Rate{
			Place: place, Phase: phase, Period: period, Group: attendance.AllPupils, Measure: "pa_10", Percent: percent, Method: paMethod}})
	}
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

// termlyPeriod reads the term or the year. Where a year to date ends only the site
// file can say.
func (r *reader) termlyPeriod(line sheet.Row) (attendance.Period, bool) {
	year, ok := academicYear(line.Text("time_period"))
	if ok {
		switch text := strings.ToLower(line.Text("time_identifier")); text {
		case "academic year":
			return attendance.Period{Year: year, Grain: attendance.Year}, true
		case "year to date":
			if r.in.Period.Year == year {
				return r.in.Period, true
			}
		default:
			term := strings.TrimSuffix(text, " term")
			if i := slices.Index(attendance.TermNames[:], term); i >= 0 {
				return attendance.Period{Year: year, Grain: attendance.Term, Number: uint8(i + 1)}, true
			}
		}
	}
	r.report(line.Pos("time_identifier"), diag.PeriodUnknown,
		"A term or an academic year; give the input a period in site.yaml where the file holds a year to date.",
		"%q of %q is not a period", line.Text("time_identifier"), line.Text("time_period"))
	return attendance.Period{}, false
}
