package source

import (
	"strconv"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// schoolListFile is a short list of names and postcodes, made of the school
// information of several years; each row says of which.
var schoolListFile = kind{sheet.Format{
	Name:    "school-list",
	Meaning: "Names and postcodes of schools, old numbers too.",
	Columns: append([]sheet.Column{
		required("urn", "Unique reference number."),
		required("school_name", "Name of the school."),
		required("la", "Three-digit number of the authority."),
		required("estab", "Four-digit number of the school."),
		required("postcode", "Postcode."),
		{Name: "name_source_year", Meaning: "Year that the name is of."},
	}, unread("town")...),
}, (*reader).listed, aboutSchools}

func (r *reader) listed(line sheet.Row) {
	former, ours := r.ours(line, "la", "urn")
	if !ours {
		return
	}
	urn, ok := r.urn(line, "urn")
	if !ok {
		return
	}
	year := 0
	if text := line.Text("name_source_year"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			r.report(line.Pos("name_source_year"), r.unreadable(diag.NumberUnreadable), "", "%q is not a year", text)
		}
		year = n
	}
	r.listings = append(r.listings, listing{source: fromSchoolList, former: former, year: year, pos: line.Pos("urn"), Establishment: attendance.Establishment{
		URN: urn, LAESTAB: laestab(line.Text("la"), line.Text("estab")), Name: line.Text("school_name"), Postcode: line.Text("postcode")}})
}
