package source

import (
	"fmt"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// academicYearColumn names the year of a row whose period is only a part of one.
var academicYearColumn = sheet.Column{Name: "academic_year", Meaning: "Academic year, 2025/26, where the period is only its part: Autumn 1, Spring, HT3."}

// period reads the period of a row of our own files. One that is not written as a site
// writes it is noted, once for each way of writing it.
func (r *reader) period(row sheet.Row, column string) (attendance.Period, bool) {
	p, ofSite, err := r.ownPeriod(row, row.Text(column))
	if err != nil {
		r.report(row.Pos(column), diag.PeriodUnknown, "", "%s", err)
		return p, false
	}
	r.notePeriod(row.Pos(column), row.Text(column), p)
	if ofSite {
		return p, true
	}
	return r.agreed(row.Pos(column), p, false)
}

func (r *reader) notePeriod(pos diag.Pos, text string, p attendance.Period) {
	if _, err := attendance.ParsePeriod(text); err != nil && text != "" {
		r.problems.Add(pos, diag.PeriodForm, "", "%q was read as %s", text, p)
	}
}

// ownPeriod reads the period of a row of our own files: what the row says or, where it
// says nothing, what the site gives the input. A part of a year is of the year that
// the row gives in a column of its own, or else of the year that the site gives the
// input; ofSite says that the site's word is in the period already.
func (r *reader) ownPeriod(row sheet.Row, text string) (p attendance.Period, ofSite bool, err error) {
	given := r.in.Period
	if text == "" && !given.IsZero() {
		return given, true, nil
	}
	if p, err := attendance.ParsePeriod(text); err == nil {
		return p, false, nil
	}
	var year attendance.AcademicYear
	if own := row.Text(academicYearColumn.Name); own != "" {
		if year, err = attendance.ReadYear(own); err != nil {
			return p, false, fmt.Errorf("%s is %q, which is not an academic year", academicYearColumn.Name, own)
		}
	}
	if p, err = attendance.ReadPeriod(text, year); err == nil || !given.IsYear() || year != 0 {
		return p, false, err
	}
	p, err = attendance.ReadPeriod(text, given.Year)
	return p, err == nil, err
}
