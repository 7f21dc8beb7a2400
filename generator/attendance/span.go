package attendance

import "time"

// halfTermStarts are the first days that the half-terms can have, and the end of
// the last.
var halfTermStarts = [...]struct {
	month time.Month
	day   int
}{{time.September, 1}, {time.October, 15}, {time.January, 1}, {time.February, 5}, {time.April, 1}, {time.May, 20}, {time.September, 1}}

// Span returns the longest stretch of days that a period can have: from its first day
// to the first day after it. A calendar knows better.
func (p Period) Span() (from, to time.Time) {
	if p.Grain == Week {
		from = time.Date(int(p.Year), time.September, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, 7*(int(p.Number)-1))
		return from, from.AddDate(0, 0, 7)
	}
	start := func(halfTerm int) time.Time {
		s := halfTermStarts[halfTerm-1]
		year := int(p.Year)
		if halfTerm > 2 {
			year++
		}
		return time.Date(year, s.month, s.day, 0, 0, 0, 0, time.UTC)
	}
	first, last := p.HalfTerms()
	if first == 0 {
		return from, to
	}
	return start(first), start(last + 1)
}
