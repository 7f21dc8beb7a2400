package source

import (
	"strconv"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
	"rollcall/generator/sheet"
)

// laitFile holds percentages from the Local Authority Interactive Tool of the
// Department for Education. A year is named by its end: 2016 is 2015-16.
var laitFile = kind{sheet.Format{
	Name:    "lait",
	Meaning: "Absence percentages of authorities from the Local Authority Interactive Tool (Department for Education).",
	Columns: []sheet.Column{
		required("Short Desc", "The tool's name of the measure."),
		{Name: "Data item", Meaning: "Not read."},
		required("Years", "Year in which the academic year ends."),
		required("LA and Regions", "Name of the place."),
		required("Values", "Percentage."),
		required("LA Number", "Three-digit number of an authority."),
		{Name: "Region", Meaning: "Not read."},
	},
}, (*reader).lait, figures}

// laitMeasure is what a name of the tool stands for; one without a measure is left
// out, for the reason that stands beside it.
type laitMeasure struct {
	phase   attendance.Phase
	measure string
	method  string
}

const (
	laitAbsence = "LAIT: half days missed"
	laitPA      = "LAIT: 10% or more of own possible sessions"
	laitSevere  = "LAIT: 50% or more of own possible sessions"
)

var laitMeasures = map[string]laitMeasure{
	"TotAbs":                       {attendance.Total, "overall", laitAbsence},
	"PriTotAbs":                    {attendance.Primary, "overall", laitAbsence},
	"SecTotAbs":                    {attendance.Secondary, "overall", laitAbsence},
	"total_absence_special":        {attendance.Special, "overall", laitAbsence},
	"TotAuthAbs":                   {attendance.Total, "authorised", laitAbsence},
	"PriAuth":                      {attendance.Primary, "authorised", laitAbsence},
	"SecAuth":                      {attendance.Secondary, "authorised", laitAbsence},
	"authorised_absence_special":   {attendance.Special, "authorised", laitAbsence},
	"TotUnAuthAbs":                 {attendance.Total, "unauthorised", laitAbsence},
	"PriUnauth":                    {attendance.Primary, "unauthorised", laitAbsence},
	"SecUnauth":                    {attendance.Secondary, "unauthorised", laitAbsence},
	"unauthorised_absence_special": {attendance.Special, "unauthorised", laitAbsence},
	"TotPerAbNew":                  {attendance.Total, "pa_10", laitPA},
	"SFPriPerAbNew":                {attendance.Primary, "pa_10", laitPA},
	"SFSecPerAbNew":                {attendance.Secondary, "pa_10", laitPA},
	"SpecPerAbNew":                 {attendance.Special, "pa_10", laitPA},
	"TotSevPerAbNew":               {attendance.Total, "severe", laitSevere},
	"SFPriSevPerAbNew":             {attendance.Primary, "severe", laitSevere},
	"SFSecSevPerAbNew":             {attendance.Secondary, "severe", laitSevere},
	"SpecSevPerAbNew":              {attendance.Special, "severe", laitSevere},

	"4yrAbsence":          {}, // age four lies outside ages 5 to 15, of which every other figure is
	"CINPermAbsent_3Term": {}, // the file does not say which children in need, nor what is counted
	"CPPPerAbs_3Term":     {}, // nor which children on protection plans
	"LAC_Over_Abs":        {}, // nor which looked-after children: the social care file says all three
	"LAC_Pers_Abs":        {},
}

// englishRegions are the codes of England's regions, which the tool only names.
var englishRegions = map[string]string{
	"North East": "E12000001", "North West": "E12000002", "Yorkshire and The Humber": "E12000003",
	"East Midlands": "E12000004", "West Midlands": "E12000005", "East of England": "E12000006",
	"London": "E12000007", "South East": "E12000008", "South West": "E12000009",
}

// englandCode is the code of England in every file of the Department.
const englandCode = "E92000001"

func (r *reader) lait(line sheet.Row) {
	m, ok := laitMeasures[line.Text("Short Desc")]
	if !ok {
		r.report(line.Pos("Short Desc"), diag.MeasureUnknown, "", "%q is not a measure of the tool that we know", line.Text("Short Desc"))
		return
	}
	if m.measure == "" {
		return
	}
	end, err := strconv.Atoi(line.Text("Years"))
	if err != nil || end < 1990 || end > 2200 {
		r.report(line.Pos("Years"), diag.PeriodUnknown, "Write the year in which the academic year ends.", "%q is not a year", line.Text("Years"))
		return
	}
	period, ok := r.agreed(line.Pos("Years"), attendance.Period{Year: attendance.AcademicYear(end - 1), Grain: attendance.Year}, false)
	place, known := r.laitPlace(line)
	if !ok || !known {
		return
	}
	r.named(place, period, line.Text("LA and Regions"))
	if percent, ok := r.percent(line, "Values"); ok {
		r.rates = append(r.rates, rate{pos: line.Pos("Values"), Rate: register.Rate{Place: place, Phase: m.phase, Period: period,
			Group: attendance.AllPupils, Measure: m.measure, Percent: percent, Method: m.method}})
	}
}

// laitPlace finds the place of a row: regions and England by name, as the tool's
// numbers for them are its own.
func (r *reader) laitPlace(line sheet.Row) (attendance.Place, bool) {
	text, number := line.Text("LA and Regions"), line.Text("LA Number")
	if text == "England" {
		return attendance.Place{Level: attendance.LevelCountry, Code: englandCode}, true
	}
	if code, ok := englishRegions[text]; ok {
		return attendance.Place{Level: attendance.LevelRegion, Code: code}, true
	}
	if len(number) == 3 && strings.Trim(number, "0123456789") == "" && number < "970" {
		return attendance.Place{Level: attendance.LevelAuthority, Code: number}, true
	}
	r.report(line.Pos("LA Number"), diag.ValueUnreadable, "Leave out averages of authorities.", "%q, number %q, is no authority, region or England", text, number)
	return attendance.Place{}, false
}
