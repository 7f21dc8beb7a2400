package source

import (
	"fmt"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
	"rollcall/generator/sheet"
)

// performanceFile is the absence part of the school performance tables of 2011 to
// 2014: percentages by school, without their counts, of a period that the file
// does not say. The files' own descriptions give the rules.
var performanceFile = kind{sheet.Format{
	Name:    "performance-tables",
	Meaning: "Absence percentages by school in the performance tables (Department for Education).",
	Columns: []sheet.Column{
		required("LA", "Three-digit number of the authority."),
		required("ESTAB", "Four-digit number of the school."),
		required("URN", "Unique reference number."),
		required("PERCTOT", "Overall absence; the annual rate only in the tables of 2014."),
		required("PPERSABS15", "Persistent absence at about 15%."),
		{Name: "PPERSABS20", Meaning: "Persistent absence at about 20%."},
		{Name: "PERCUA", Meaning: "Unauthorised absence."},
	},
}, (*reader).performance, figures}

func (r *reader) performance(line sheet.Row) {
	period, ok := r.givenPeriod()
	former, ours := r.ours(line, "LA", "URN")
	if !ok || !ours {
		return
	}
	urn, ok := r.urn(line, "URN")
	if !ok {
		return
	}
	for _, column := range []struct{ name, measure, method string }{
		{"PPERSABS15", "pa_15", fifteenMethod(period.Year)},
		{"PPERSABS20", "pa_20", tablesMethod(period.Year)},
		{"PERCTOT", "overall", overallMethod(period.Year)},
		{"PERCUA", "unauthorised", overallMethod(period.Year)},
	} {
		percent, ok := r.percent(line, column.name)
		if !ok {
			continue // withheld, or no such column in this year
		}
		r.rates = append(r.rates, rate{urn: urn, former: former, laestab: laestab(line.Text("LA"), line.Text("ESTAB")), pos: line.Pos(column.name),
			Rate: register.Rate{Period: period, Group: attendance.AllPupils, Measure: column.measure, Percent: percent, Method: column.method}})
	}
}

// tablesMethod gives the year by which the tables of an academic year are called.
func tablesMethod(y attendance.AcademicYear) string {
	return fmt.Sprintf("performance tables %d", y+1)
}

// fifteenMethod gives the rule of persistent absence at 15%, which changed.
func fifteenMethod(y attendance.AcademicYear) string {
	switch y {
	case 2011, 2012:
		return tablesMethod(y) + ": 38 or more sessions over autumn and spring"
	case 2013:
		return tablesMethod(y) + ": 56 or more sessions over the year, 46 or more at age 15"
	}
	return tablesMethod(y)
}

func overallMethod(y attendance.AcademicYear) string {
	if y == 2013 {
		return tablesMethod(y) + ": the annual rate"
	}
	return tablesMethod(y) + ": not the annual rate"
}

// laestab joins the numbers of an authority and of an establishment.
func laestab(authority, estab string) string {
	if authority == "" || estab == "" {
		return ""
	}
	return authority + strings.Repeat("0", max(0, 4-len(estab))) + estab
}
