package attendance

import "time"

// FirstYear is the calendar year before which no day of the data can lie.
const FirstYear = 1990

// yearsAhead is how many years after the day of judgement a date may lie: calendars and
// plans are made ahead.
const yearsAhead = 10

// PlausibleDay reports whether a day can belong to the data of a site that is judged as
// on asOf: from FirstYear to ten years ahead. What lies outside is a slip in the year,
// such as 0209 or 2209.
func PlausibleDay(day, asOf time.Time) bool {
	return day.Year() >= FirstYear && day.Year() <= asOf.Year()+yearsAhead
}
