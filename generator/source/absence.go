package source

import (
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
	"rollcall/generator/sheet"
)

// absenceFile is "Pupil absence in schools in England" of the Department for
// Education, from 2006/07 on: by place, by school, by term or by pupil characteristic.
// The columns differ from release to release, so only those that every figure needs
// are required. Percentages are not read: they are worked out from the counts.
//
// Of a file by characteristic only the rows of all pupils are read: what the
// Department counts as a group is not what a school's own flags say.
var absenceFile = kind{sheet.Format{
	Name:    "dfe-absence",
	Meaning: "Pupil absence in schools in England, by place, school, term or characteristic (Department for Education).",
	Extra:   true,
	Columns: absenceColumns(),
}, (*reader).absence, figures}

func absenceColumns() []sheet.Column {
	columns := []sheet.Column{
		required("time_period", "Academic year in six digits: 201819."),
		{Name: "time_identifier", Meaning: "Academic year, Autumn term, Spring term, Summer term, or Autumn and spring term."},
		{Name: "year_breakdown", Aliases: []string{"absence_terms"}, Meaning: "five half terms or six half terms. Where it is not given, a year has five to 2011/12 and six after."},
		required("geographic_level", "School, Local authority, Regional or National."),
		{Name: "country_code", Meaning: "E92000001."},
		{Name: "country_name", Meaning: "England."},
		{Name: "region_code", Meaning: "Code of the region: E12000005."},
		{Name: "region_name", Meaning: "Name of the region."},
		{Name: "old_la_code", Meaning: "Three-digit number of the authority, on which rows are joined."},
		{Name: "la_name", Meaning: "Name of the authority."},
		{Name: "laestab", Aliases: []string{"school_laestab"}, Meaning: "Authority and establishment number."},
		{Name: "urn", Aliases: []string{"school_urn"}, Meaning: "Unique reference number; where it is blank the school is known by its laestab."},
		{Name: "school_name", Meaning: "Name of the school."},
		{Name: "school_type", Aliases: []string{"education_phase"}, Required: true, Meaning: "Phase."},
		{Name: "academy_type", Meaning: "Kind of academy."},
		{Name: "num_schools", Meaning: "Number of schools."},
		required("enrolments", "Enrolments, ages 5 to 15."),
		required("sess_possible", "Possible sessions."),
		required("sess_overall", "Sessions missed."),
		required("sess_authorised", "Sessions of authorised absence."),
		required("sess_unauthorised", "Sessions of unauthorised absence."),
		{Name: "enrolments_pa_10_exact", Aliases: []string{"enrolments_pa10_exact"}, Required: true, Meaning: "Enrolments that missed 10% or more of their own possible sessions."},
		{Name: "enrolments_pa_50_exact", Meaning: "Enrolments that missed 50% or more of their own possible sessions."},
	}
	for _, reason := range attendance.PublishedReasons {
		columns = append(columns, sheet.Column{Name: "sess_" + reason.ID, Meaning: "Sessions for this reason."})
	}
	return append(columns, breakdownColumns()...)
}

func (r *reader) absence(line sheet.Row) {
	r.noteColumns(line, "", absenceFigure)
	isSchool := strings.EqualFold(line.Text("geographic_level"), "School")
	former := ""
	if isSchool {
		var ours bool
		if former, ours = r.ours(line, "old_la_code", "urn"); !ours {
			return
		}
	}
	if !r.allPupils(line) {
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
	out := row{pos: line.Pos("time_period"), former: former}
	out.Phase, out.Period, out.Group = phase, period, attendance.AllPupils
	out.Counts = r.absenceCounts(line)
	if isSchool {
		out.Counts.Schools = 1
		if out.urn, out.laestab, ok = r.identity(line); !ok {
			return
		}
		out.typ = line.Text("academy_type")
		r.nameOf(line, &out)
	} else if out.Place, ok = r.place(line, period); !ok {
		return
	}
	r.add(out)
}

// nameOf keeps the name that a row gives its school.
func (r *reader) nameOf(line sheet.Row, school *row) {
	name := line.Text("school_name")
	if _, none := register.ParseSymbol(name); none {
		return
	}
	r.listings = append(r.listings, listing{source: fromFigures, year: int(school.Period.Year), pos: line.Pos("school_name"), former: school.former,
		Establishment: attendance.Establishment{URN: school.urn, LAESTAB: school.laestab, Name: name}})
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
	c.Severe = r.count(line, "enrolments_pa_50_exact")
	for _, reason := range attendance.PublishedReasons {
		if column := "sess_" + reason.ID; line.Has(column) {
			setReason(&c, r.reasonAt(reason), r.count(line, column))
		}
	}
	r.relations(&c, line, columnsOf{absence: "sess_overall", enrolments: "enrolments", pa10: "enrolments_pa_10_exact", severe: "enrolments_pa_50_exact"})
	return c
}

// absenceFigure reports whether a column that the format does not know may hold a
// figure of its own, and not a share of others or sessions that are neither attended
// nor missed.
func absenceFigure(column string) bool {
	if !strings.HasPrefix(column, "sess_") && !strings.HasPrefix(column, "enrolments_") {
		return false
	}
	for _, end := range []string{"_percent", "_rate", "_pa_10_exact", "_pa_50_exact", "_totalreasons", "_covid", "_exceptional", "_la_arrangements"} {
		if strings.HasSuffix(column, end) {
			return false
		}
	}
	return true
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
	if !attendance.IsURN(text) {
		r.report(line.Pos("urn"), diag.ValueUnreadable, "A URN has six digits, an LAESTAB seven.", "the row names no school: urn %q, laestab %q", line.Text("urn"), line.Text("laestab"))
		return "", "", false
	}
	return attendance.URN(text), laestab, true
}
