package source

import (
	"strconv"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// firstSixHTs is the first year that England published over six half-terms.
const firstSixHTs attendance.AcademicYear = 2012

// academicYear reads the year of a published row: 201819, or 2018/19.
func academicYear(s string) (attendance.AcademicYear, bool) {
	if len(s) == 7 && (s[4] == '/' || s[4] == '-') {
		s = s[:4] + s[5:]
	}
	if len(s) != 6 {
		return 0, false
	}
	n, err := strconv.ParseUint(s, 10, 32)
	y := attendance.AcademicYear(n / 100)
	return y, err == nil && (int(y)+1)%100 == int(n%100)
}

// publishedPeriod reads the year and the part of it that a published row is of. It is
// open where the row says no more than the year, which may have only begun.
func (r *reader) publishedPeriod(line sheet.Row) (p attendance.Period, open, ok bool) {
	year, ok := academicYear(line.Text("time_period"))
	part := strings.ToLower(strings.Join(strings.Fields(line.Text("time_identifier")), " "))
	if strings.HasPrefix(part, "week") {
		r.refuse(line.Pos("time_identifier"), weekly)
		return p, false, false
	}
	if ok {
		switch part {
		case "", "academic year", "year to date":
			return attendance.Period{Year: year, Grain: attendance.Year}, true, true
		case "five half terms":
			return attendance.Period{Year: year, Grain: attendance.YearFiveHTs}, false, true
		case "six half terms":
			return attendance.Period{Year: year, Grain: attendance.Year}, false, true
		case "autumn and spring term", "autumn and spring terms":
			return attendance.UpTo(year, 4), false, true
		}
		for i, term := range attendance.TermNames {
			if part == term || part == term+" term" {
				return attendance.Period{Year: year, Grain: attendance.Term, Number: uint8(i + 1)}, false, true
			}
		}
	}
	if !r.in.Period.IsZero() && line.Text("time_period") == "" && part == "" {
		return r.in.Period, false, true
	}
	r.report(line.Pos("time_period"), diag.PeriodUnknown, "A published row is of an academic year, such as 201819, or of a term of one. Where the rows do not say which, give the input a period in site.yaml.",
		"%q, %q is not a period", line.Text("time_identifier"), line.Text("time_period"))
	return p, false, false
}

// absencePeriod reads the period of a row of the absence files, which say over how many
// half-terms a year was published, or leave it to the year.
func (r *reader) absencePeriod(line sheet.Row) (attendance.Period, bool) {
	p, open, ok := r.publishedPeriod(line)
	if !ok {
		return p, false
	}
	if open {
		switch breakdown := strings.ToLower(line.Text("year_breakdown")); breakdown {
		case "five half terms":
			p.Grain, open = attendance.YearFiveHTs, false
		case "six half terms":
			open = false
		default:
			if p.Year < firstSixHTs {
				p.Grain = attendance.YearFiveHTs
			}
		}
	}
	return r.agreed(line.Pos("time_period"), p, open)
}

// agreed is the period of a row, given what the row says and what the site gives the
// input. The site's word counts where the row says no more than the year, or nothing;
// a row that says something else is refused, once for the file.
func (r *reader) agreed(pos diag.Pos, said attendance.Period, open bool) (attendance.Period, bool) {
	given := r.in.Period
	switch {
	case given.IsZero() || given == said:
		return said, true
	case open && given.Year == said.Year:
		return given, true
	}
	if !r.told[oncePeriod] {
		r.told[oncePeriod] = true
		r.problems.Add(pos, diag.PeriodDiffers, "Remove the period of the input in site.yaml, or give each period a file of its own.",
			"the row is of %s, and site.yaml gives the file the period %s", said, given)
	}
	return given, false
}
