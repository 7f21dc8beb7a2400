package source

import (
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// informationFile is the school information of the performance tables and its
// successor services: names, kinds, postcodes, dates. Cells at the end of a row are
// often left out.
var informationFile = kind{sheet.Format{
	Name:    "school-information",
	Meaning: "School information: names, types, postcodes and dates (Department for Education).",
	Ragged:  true,
	Columns: append([]sheet.Column{
		required("URN", "Unique reference number."),
		required("LA", "Three-digit number of the authority."),
		required("LAESTAB", "Authority and establishment number."),
		required("SCHNAME", "Name of the school."),
		required("POSTCODE", "Postcode."),
		required("SCHOOLTYPE", "Kind of establishment."),
		required("OPENDATE", "Day of opening, if after 12 September 2018: 01-05-2019."),
		required("CLOSEDATE", "Day of closing."),
	}, unread("LANAME", "ESTAB", "STREET", "LOCALITY", "ADDRESS3", "TOWN", "SCHSTATUS", "MINORGROUP", "ISPRIMARY", "ISSECONDARY",
		"ISPOST16", "AGELOW", "AGEHIGH", "GENDER", "RELCHAR", "ADMPOL", "OFSTEDRATING", "OFSTEDLASTINSP")...),
}, (*reader).information, aboutSchools}

func (r *reader) information(line sheet.Row) {
	former, ours := r.ours(line, "LA", "URN")
	if !ours {
		return
	}
	urn, ok := r.urn(line, "URN")
	if !ok {
		return
	}
	r.listings = append(r.listings, listing{source: fromInformation, former: former, pos: line.Pos("URN"), Establishment: attendance.Establishment{
		URN: urn, LAESTAB: line.Text("LAESTAB"), Name: line.Text("SCHNAME"), Type: line.Text("SCHOOLTYPE"), Postcode: line.Text("POSTCODE"),
		Opened: r.publishedDate(line, "OPENDATE"), Closed: r.publishedDate(line, "CLOSEDATE")}})
}

// publishedDate reads a day as the Department writes it, 31-08-2022.
func (r *reader) publishedDate(line sheet.Row, column string) time.Time {
	text := line.Text(column)
	if text == "" {
		return time.Time{}
	}
	if day, err := time.Parse("02-01-2006", text); err == nil {
		return day
	}
	day, ok := line.Date(column)
	if !ok {
		r.report(line.Pos(column), r.unreadable(diag.DateUnreadable), "Write it as 31-08-2022.", "%s is %q, which is not a date", column, text)
	}
	return day
}
