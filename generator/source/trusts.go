package source

import (
	"strings"

	"rollcall/generator/sheet"
)

// trustsFile is the group links of Get Information about Schools: the trust of each
// academy on the day of the extract, not in the years of the figures. A sponsor is
// not a trust.
var trustsFile = kind{sheet.Format{
	Name:    "trust-links",
	Meaning: "Academies and their trusts on one day (Get Information about Schools).",
	Ragged:  true,
	Columns: append([]sheet.Column{
		required("URN", "Unique reference number."),
		required("Group Name", "Name of the trust or sponsor."),
		required("Group Type", "Multi-academy trust, Single-academy trust or School sponsor."),
		{Name: "Joined date", Meaning: "Day on which the school joined."},
		required("EstablishmentName", "Name of the school."),
		required("LA (code)", "Three-digit number of the authority."),
	}, unread("Linked UID", "Companies House Number", "Closed Date", "Group Status", "FederationType", "TypeOfEstablishment (code)",
		"TypeOfEstablishment (name)", "PhaseOfEducation (code)", "PhaseOfEducation (name)", "LA (name)", "HasSharedHT")...),
}, (*reader).trust, aboutSchools}

func (r *reader) trust(line sheet.Row) {
	former, ours := r.ours(line, "LA (code)", "URN")
	if !ours {
		return
	}
	urn, ok := r.urn(line, "URN")
	if !ok {
		return
	}
	l := listing{source: fromTrusts, former: former, pos: line.Pos("URN")}
	l.URN, l.Name = urn, line.Text("EstablishmentName")
	if !strings.EqualFold(line.Text("Group Type"), "School sponsor") {
		joined := r.publishedDate(line, "Joined date")
		l.year = joined.Year()*10000 + int(joined.Month())*100 + joined.Day()
		l.Groupings = map[string]string{"trust": line.Text("Group Name")}
	}
	r.listings = append(r.listings, l)
}
