package source

import (
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
	"rollcall/generator/sheet"
)

// absenceFile is "Pupil absence in schools in England", school level, as the
// Department for Education published it for 2006/07 to 2018/19: schools,
// authorities, regions and England by phase. Percentages are not read: they are
// worked out from the counts.
var absenceFile = kind{sheet.Format{
	Name:    "dfe-absence",
	Meaning: "Pupil absence in schools in England, by school (Department for Education).",
	Columns: absenceColumns(),
}, (*reader).absence, figures}

func absenceColumns() []sheet.Column {
	columns := []sheet.Column{
		required("time_identifier", "Academic year."),
		required("year_breakdown", "five half terms, to 2011/12, or six half terms."),
		required("time_period", "Academic year in six digits: 201819."),
		required("geographic_level", "School, Local authority, Regional or National."),
		required("country_code", "E92000001."),
		{Name: "country_name", Meaning: "England."},
		required("region_code", "Code of the region: E12000005."),
		{Name: "region_name", Meaning: "Name of the region."},
		required("old_la_code", "Three-digit number of the authority, on which rows are joined."),
		{Name: "new_la_code", Meaning: "Not read."},
		{Name: "la_name", Meaning: "Name of the authority."},
		{Name: "estab", Meaning: "Four-digit number of the school."},
		required("laestab", "Authority and establishment number."),
		required("urn", "Unique reference number; where it is blank the school is known by its laestab."),
		required("school_type", "Phase."),
		{Name: "academy_type", Meaning: "Kind of academy."},
		{Name: "num_schools", Meaning: "Number of schools."},
		required("enrolments", "Enrolments, ages 5 to 15."),
		required("sess_possible", "Possible sessions."),
		required("sess_overall", "Sessions missed."),
		required("sess_authorised", "Sessions of authorised absence."),
		required("sess_unauthorised", "Sessions of unauthorised absence."),
		required("enrolments_pa_10_exact", "Enrolments that missed 10% or more of their own possible sessions."),
	}
	for _, reason := range attendance.PublishedReasons {
		columns = append(columns, sheet.Column{Name: "sess_" + reason.ID, Meaning: "Sessions for this reason."})
	}
	return append(columns, unread("academy_open_date", "all_through", "sess_overall_percent", "sess_authorised_percent", "sess_unauthorised_percent", "enrolments_pa_10_exact_percent", "sess_possible_pa_10_exact", "sess_overall_pa_10_exact", "sess_authorised_pa_10_exact", "sess_unauthorised_pa_10_exact", "sess_overall_percent_pa_10_exact", "sess_authorised_percent_pa_10_exact", "sess_unauthorised_percent_pa_10_exact", "sess_auth_totalreasons", "sess_unauth_totalreasons", "sess_overall_totalreasons")...)
}

func (r *reader) absence(line sheet.Row) {
	isSchool := strings.EqualFold(line.Text("geographic_level"), "School")
	if isSchool && line.Text("old_la_code") != r.opt.Authority {
		return
	}
	period, ok := r.absencePeriod(line)
	phase, known := r.phase(line, "school_type")
	if !ok || !known {
		return
	}
	if isSchool && phase == attendance.Total {
		r.report(line.Pos("school_type"), diag.PhaseUnknown, "", "a school is of one phase, not of all")
		return
	}
	out := row{pos: line.Pos("time_period")}
	out.Phase, out.Period, out.Group = phase, period, attendance.AllPupils
	out.Counts = r.absenceCounts(line)
	if isSchool {
		out.Counts.Schools = 1
		if out.urn, out.laestab, ok = r.identity(line); !ok {
			return
		}
		out.typ = line.Text("academy_type")
	} else if out.Place, ok = r.place(line, period); !ok {
		return
	}
	r.add(out)
}

// absencePeriod reads the year and over how many half-terms it was published.
func (r *reader) absencePeriod(line sheet.Row) (attendance.Period, bool) {
	year, ok := academicYear(line.Text("time_period"))
	breakdown := strings.ToLower(line.Text("year_breakdown"))
	if ok && strings.EqualFold(line.Text("time_identifier"), "Academic year") {
		switch breakdown {
		case "five half terms":
			return attendance.Period{Year: year, Grain: attendance.YearFiveHTs}, true
		case "six half terms":
			return attendance.Period{Year: year, Grain: attendance.Year}, true
		}
	}
	r.report(line.Pos("time_period"), diag.PeriodUnknown, "The file holds whole years, over five or six half terms.",
		"%q, %q, %q is not a period", line.Text("time_identifier"), line.Text("time_period"), line.Text("year_breakdown"))
	return attendance.Period{}, false
}

func (r *reader) absenceCounts(line sheet.Row) register.Counts {
	c := register.None()
	c.Schools = r.count(line, "num_schools")
	c.Enrolments = r.count(line, "enrolments")
	c.Possible = r.count(line, "sess_possible")
	c.Overall = r.count(line, "sess_overall")
	c.Authorised = r.count(line, "sess_authorised")
	c.Unauthorised = r.count(line, "sess_unauthorised")
	c.PA10 = r.count(line, "enrolments_pa_10_exact")
	for _, reason := range attendance.PublishedReasons {
		if column := "sess_" + reason.ID; line.Has(column) {
			setReason(&c, r.reasonAt(reason), r.count(line, column))
		}
	}
	r.relations(&c, line, columnsOf{absence: "sess_overall", enrolments: "enrolments", pa10: "enrolments_pa_10_exact"})
	return c
}

// identity reads the numbers of a school. A row without a URN is known by its
// LAESTAB, which has seven digits.
func (r *reader) identity(line sheet.Row) (urn attendance.URN, laestab string, ok bool) {
	laestab = line.Text("laestab")
	if _, none := register.ParseSymbol(laestab); none {
		laestab = ""
	}
	text := line.Text("urn")
	if _, none := register.ParseSymbol(text); none {
		text = laestab
	}
	if !isURN(text) {
		r.report(line.Pos("urn"), diag.ValueUnreadable, "A URN has six digits, an LAESTAB seven.", "the row names no school: urn %q, laestab %q", line.Text("urn"), line.Text("laestab"))
		return "", "", false
	}
	return attendance.URN(text), laestab, true
}
