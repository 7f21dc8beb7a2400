package attendance

import "time"

// The years in which days of the records of a site can lie.
const (
	earliestYear = 1990 // attendance was first published for schools not long after
	latestYear   = 2100
)

// InYears reports whether a day lies within the years of the data. A day outside is a
// slip of the pen, such as the year 209 or 2209, or what a spreadsheet makes of an empty
// cell: 1 January 1900.
func InYears(day time.Time) bool { return day.Year() >= earliestYear && day.Year() <= latestYear }

// mostYearsAfter is for how many years after a period something may still be recorded
// about it.
const mostYearsAfter = 10

// Recorded reports whether something about a period, such as the return of a school or
// its signature, can bear a day: not before the academic year began, nor many years
// after.
func (p Period) Recorded(day time.Time) bool {
	from, _ := p.Year.around()
	return InYears(day) && !day.Before(from) && day.Before(from.AddDate(mostYearsAfter, 0, 0))
}

// Near reports whether a day can be one of a period: it lies within the academic year or
// within a month of it, since schools do not all begin and end on its days.
func (p Period) Near(day time.Time) bool {
	from, next := p.Year.around()
	return InYears(day) && !day.Before(from) && day.Before(next)
}

// YearOf returns the academic year that a day lies in, which begins on 1 September.
func YearOf(day time.Time) AcademicYear {
	if day.Month() < time.September {
		return AcademicYear(day.Year() - 1)
	}
	return AcademicYear(day.Year())
}

// around is the academic year with a month before it and after it.
func (y AcademicYear) around() (from, next time.Time) {
	return time.Date(int(y), time.August, 1, 0, 0, 0, 0, time.UTC), time.Date(int(y)+1, time.October, 1, 0, 0, 0, 0, time.UTC)
}
