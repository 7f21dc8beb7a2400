package source

import (
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
	"rollcall/generator/sheet"
)

// socialCareFile is the absence of children in need, on protection plans and looked
// after, from "Outcomes for children in need, including children looked after by
// local authorities in England". The publisher rounds its counts to ten. The group
// of a row is the publisher's own name for it.
var socialCareFile = kind{sheet.Format{
	Name:    "social-care-absence",
	Meaning: "Absence of children in social care groups, by authority (Department for Education).",
	Columns: []sheet.Column{
		required("time_period", "Academic year in six digits."),
		required("time_identifier", "Academic year."),
		required("geographic_level", "Local authority, Regional or National."),
		required("country_code", "E92000001."),
		{Name: "country_name", Meaning: "England."},
		required("region_code", "Code of the region."),
		{Name: "region_name", Meaning: "Name of the region."},
		required("old_la_code", "Three-digit number of the authority."),
		{Name: "la_name", Meaning: "Name of the authority."},
		{Name: "new_la_code", Meaning: "Not read."},
		{Name: "absence_terms", Meaning: "six half terms."},
		required("social_care_group", "Group of children."),
		required("phase_type_grouping", "Phase."),
		required("t_pupils", "Pupils, rounded."),
		required("t_sess_possible", "Possible sessions, rounded."),
		required("t_sess_overall", "Sessions missed, rounded."),
		required("t_sess_authorised", "Sessions of authorised absence, rounded."),
		required("t_sess_unauthorised", "Sessions of unauthorised absence, rounded."),
		required("t_pupils_pa_10_exact", "Pupils that missed 10% or more, rounded."),
		{Name: "t_pupils_pa_50_exact", Meaning: "Pupils that missed 50% or more, rounded."},
		{Name: "pt_overall", Meaning: "Not read."},
		{Name: "pt_sess_authorised", Meaning: "Not read."},
		{Name: "pt_sess_unauthorised", Meaning: "Not read."},
		{Name: "pt_pupils_pa_10_exact", Meaning: "Not read."},
		{Name: "pt_pupils_pa_50_exact", Meaning: "Not read."},
	},
}, (*reader).socialCare, figures}

func (r *reader) socialCare(line sheet.Row) {
	year, ok := academicYear(line.Text("time_period"))
	if !ok || !strings.EqualFold(line.Text("time_identifier"), "Academic year") {
		r.report(line.Pos("time_period"), diag.PeriodUnknown, "", "%q %q is not a period", line.Text("time_identifier"), line.Text("time_period"))
		return
	}
	period, ok := r.agreed(line.Pos("time_period"), attendance.Period{Year: year, Grain: attendance.Year}, false)
	phase, known := r.phase(line, "phase_type_grouping")
	if !ok || !known {
		return
	}
	place, ok := r.place(line, period)
	if !ok {
		return
	}
	group := line.Text("social_care_group")
	if group == "" {
		r.report(line.Pos("social_care_group"), diag.ValueMissing, "", "social_care_group is empty")
		return
	}
	c := register.None()
	c.Enrolments = r.count(line, "t_pupils")
	c.Possible = r.count(line, "t_sess_possible")
	c.Overall = r.count(line, "t_sess_overall")
	c.Authorised = r.count(line, "t_sess_authorised")
	c.Unauthorised = r.count(line, "t_sess_unauthorised")
	c.PA10 = r.count(line, "t_pupils_pa_10_exact")
	c.Severe = r.count(line, "t_pupils_pa_50_exact")
	r.relations(&c, line, columnsOf{absence: "t_sess_overall", enrolments: "t_pupils", pa10: "t_pupils_pa_10_exact", severe: "t_pupils_pa_50_exact"})
	out := row{pos: line.Pos("time_period")}
	out.Place, out.Phase, out.Period, out.Group, out.Counts = place, phase, period, group, c
	r.add(out)
}
