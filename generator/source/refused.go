package source

import (
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// refusal is a published file that looks like one the site can use, and is not.
type refusal struct{ what, instead string }

var (
	daily  = refusal{"the attendance of single days", "Use the file of the same release that is by term, or year to date."}
	weekly = refusal{"the attendance of single weeks", "Use the file of the same release that is by term, or year to date."}
)

// refuse reports a file that cannot be used, once.
func (r *reader) refuse(pos diag.Pos, because refusal) {
	if !r.told[onceRefused] {
		r.told[onceRefused] = true
		r.problems.Add(pos, diag.PublishedRefused, because.instead, "the file holds %s, which a site does not compare", because.what)
	}
}

// refused makes a kind of a file that is known by a few of its columns and refused by
// name.
func refused(name string, because refusal, columns ...string) kind {
	format := sheet.Format{Name: name, Meaning: "Not read: " + because.what + ". " + because.instead, Extra: true, Refused: true}
	for _, column := range columns {
		format.Columns = append(format.Columns, required(column, "Not read."))
	}
	return kind{Format: format, read: func(r *reader, line sheet.Row) { r.refuse(line.Pos(columns[0]), because) }}
}

const byPlace = `Use "Absence rates by geographic level" of the same release.`

// The files of the two publications that have no place in a site, each with what to
// use instead.
var (
	reasonsRefused   = refused("dfe-absence-by-reason", refusal{"absence as one row for each reason", byPlace}, "attendance_reason", "session_count", "time_period", "geographic_level")
	thresholdRefused = refused("dfe-absence-thresholds", refusal{"persistent and severe absentees alone", byPlace}, "absence_type", "enrolment_count", "time_period", "geographic_level")
	someRefused      = refused("dfe-absence-any", refusal{"pupils with at least one session of absence", byPlace}, "enrol_overall", "enrol_authorised", "time_period", "geographic_level")
	bandsRefused     = refused("dfe-absence-bands", refusal{"pupils by bands of absence", byPlace}, "enrolments_overall_0_5", "enrolments_overall_5_10", "time_period", "geographic_level")
	crossedRefused   = refused("dfe-absence-crossed", refusal{"ethnic groups by free school meals", byPlace}, "ethnicity_minor", "fsm", "sess_overall_percent", "sess_overall", "sess_possible", "enrolments", "time_period", "geographic_level")
)

// dailyRefused has all the columns of the files by term, so that it is the nearer of
// the two.
var dailyRefused = kind{Format: sheet.Format{
	Name:    "dfe-attendance-daily",
	Meaning: "Not read: " + daily.what + ". " + daily.instead,
	Extra:   true,
	Refused: true,
	Columns: append(termlyColumns(), required("attendance_date", "Not read.")),
}, read: func(r *reader, line sheet.Row) { r.refuse(line.Pos("attendance_date"), daily) }}
