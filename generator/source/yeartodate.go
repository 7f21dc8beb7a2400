package source

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// The attendance files call the year to date an academic year from September on. How
// far the year had come shows in the possible sessions of a pupil.

// sessionsTo is about how many possible sessions a pupil has had at the end of each
// half-term, by the published files of 2022/23 to 2024/25: they begin in the second
// week of September and have no training days.
var sessionsTo = [...]float64{0, 62, 128, 183, 240, 289, 362}

const (
	wholeYear     = 335 // sessions from which a year is taken for whole
	endsNear      = 10  // sessions, one week, within which a file ends with a half-term
	contradictory = 20  // sessions by which a period of the site may differ from its file
	weekSessions  = 10
)

// openness says of what a row is that names no more than its year.
type openness uint8

const (
	closed   openness = iota // it names its part of the year
	openYear                 // an academic year
	toDate                   // a year to date
)

// openRows are the open rows of one academic year.
type openRows struct {
	first            diag.Pos
	toDate           bool  // one of them is of a year to date
	possible, pupils int64 // sums over the rows that have both; pupils in thousandths
}

// average reads the pupils of a published row, an average over days, in thousandths. It
// is 0 where there are none.
func average(line sheet.Row, column string) int64 {
	pupils, err := strconv.ParseFloat(line.Text(column), 64)
	if err != nil || !(pupils > 0 && pupils < 1e8) {
		return 0
	}
	return int64(math.Round(pupils * 1000))
}

// closeYears finds out which part of a year the open rows are of. Rows that are of no
// part that can be compared are left out.
func (r *reader) closeYears() {
	years := make(map[attendance.AcademicYear]*openRows)
	for i := range r.rows {
		row := &r.rows[i]
		if row.open == closed {
			continue
		}
		y := years[row.Period.Year]
		if y == nil {
			y = &openRows{first: row.pos}
			years[row.Period.Year] = y
		}
		y.toDate = y.toDate || row.open == toDate
		if n := row.Counts.Possible; n > 0 && n < 1e11 && row.average > 0 {
			y.possible += int64(n)
			y.pupils += row.average
		}
	}
	if len(years) == 0 {
		return
	}
	parts := make(map[attendance.AcademicYear]attendance.Period)
	for _, year := range slices.Sorted(maps.Keys(years)) {
		if p, ok := r.partOf(year, years[year]); ok {
			parts[year] = p
		}
	}
	rows := r.rows[:0]
	for _, row := range r.rows {
		if ok := row.open == closed; !ok {
			if row.Period, ok = parts[row.Period.Year]; !ok {
				continue
			}
		}
		rows = append(rows, row)
	}
	rates := r.rates[:0]
	for _, rate := range r.rates {
		if ok := rate.open == closed; !ok {
			if rate.Period, ok = parts[rate.Period.Year]; !ok {
				continue
			}
		}
		rates = append(rates, rate)
	}
	r.rows, r.rates = rows, rates
}

// partOf finds the part of a year that open rows are of, and reports what is doubtful.
func (r *reader) partOf(year attendance.AcademicYear, y *openRows) (attendance.Period, bool) {
	given := r.in.Period
	whole := attendance.Period{Year: year, Grain: attendance.Year}
	name := "the academic year"
	if y.toDate {
		name = "the year to date"
	}
	switch {
	case y.pupils == 0 && !given.IsZero():
		return given, true
	case y.pupils == 0 && y.toDate:
		r.problems.Add(y.first, diag.PeriodUnknown, "Give the input a period in site.yaml, such as "+attendance.UpTo(year, 4).String()+".", "the rows are of a year to date, and do not say where it ends")
		return whole, false
	case y.pupils == 0:
		return whole, true
	}
	sessions := float64(y.possible) * 1000 / float64(y.pupils)
	about := fmt.Sprintf("%.0f possible sessions a pupil", sessions)
	if !given.IsZero() {
		if fits(given, sessions) {
			return given, true
		}
		r.problems.Add(y.first, diag.PeriodBySessions, "Give the period up to which the file goes, or use a file that ends with the half-term.",
			"the rows of %s have %s, and %s, the period that site.yaml gives the file, has about %.0f. They are not compared", year, about, given, usual(given))
		return given, false
	}
	if sessions >= wholeYear {
		return whole, true
	}
	for ht := 1; ht < 6; ht++ {
		if p := attendance.UpTo(year, ht); math.Abs(sessions-sessionsTo[ht]) <= endsNear {
			r.problems.Add(y.first, diag.PeriodBySessions, "If it ends elsewhere, give the input its period in site.yaml.",
				"the file says %s, and its rows of %s have %s. They are used for %s", name, year, about, p)
			return p, true
		}
	}
	r.problems.Add(y.first, diag.PeriodBySessions, "Use a file that ends with a half-term, a term or the year.",
		"the file says %s, and its rows of %s have %s, which is no whole half-term, term or year. They are not compared", name, year, about)
	return whole, false
}

// usual is about how many possible sessions a pupil has in a period.
func usual(p attendance.Period) float64 {
	first, last := p.HalfTerms()
	if first == 0 {
		return weekSessions
	}
	return sessionsTo[last] - sessionsTo[first-1]
}

// fits reports whether so many possible sessions may be those of a period.
func fits(p attendance.Period, sessions float64) bool {
	if p.Grain == attendance.Year {
		return sessions >= wholeYear
	}
	return math.Abs(sessions-usual(p)) <= contradictory
}
