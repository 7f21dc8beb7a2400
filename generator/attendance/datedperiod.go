package attendance

import (
	"errors"
	"regexp"
	"strings"
	"time"
)

// halfTermEdges are the days on which a half-term can begin, and those on which it can
// end. No two half-terms share one of either.
var halfTermEdges = [6]struct{ begins, ends window }{
	{window{time.August, 20, time.September, 15}, window{time.October, 10, time.November, 3}},
	{window{time.October, 16, time.November, 15}, window{time.December, 10, time.January, 1}},
	{window{time.January, 1, time.January, 15}, window{time.February, 1, time.February, 28}},
	{window{time.February, 8, time.March, 5}, window{time.March, 15, time.April, 18}},
	{window{time.March, 30, time.May, 3}, window{time.May, 16, time.June, 3}},
	{window{time.May, 22, time.June, 15}, window{time.July, 5, time.August, 31}},
}

var writtenDay = regexp.MustCompile(`\d{1,2}/\d{1,2}/\d{4}|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{1,2}-\d{1,2}|\d{1,2} [a-z]{3,9} \d{4}`)

var dayForms = [...]string{"2/1/2006", "2.1.2006", "2006-1-2", "2 Jan 2006", "2 January 2006"}

// errDays is a text of days that are not those of a period.
var errDays = errors.New("not the first and the last day of a half-term, a term or a year; write the period as 2025-26 HT1")

// datedPeriod reads a period that is written as its first and its last day. is reports
// whether the text is of that kind.
func datedPeriod(words string) (p Period, is bool, err error) {
	places := writtenDay.FindAllStringIndex(words, 3)
	if len(places) == 0 {
		return p, false, nil
	}
	if len(places) != 2 {
		return p, true, errDays
	}
	a, b := places[0], places[1]
	around := words[:a[0]] + " " + words[a[1]:b[0]] + " " + words[b[1]:]
	switch strings.Join(strings.Fields(around), " ") {
	case "-", "to", "and", "from to", "from -":
	default:
		return p, true, errDays
	}
	from, ok := readDay(words[a[0]:a[1]])
	to, also := readDay(words[b[0]:b[1]])
	if !ok || !also || !from.Before(to) {
		return p, true, errDays
	}
	year := from.Year()
	if from.Month() < time.August {
		year--
	}
	first, last := 0, 0
	for i, e := range halfTermEdges {
		if e.begins.holds(from, year) {
			first = i + 1
		}
		if e.ends.holds(to, year) {
			last = i + 1
		}
	}
	if first == 0 || last < first || !AcademicYear(year).Plausible() {
		return p, true, errDays
	}
	p, ok = halfTerms(AcademicYear(year), first, last)
	if !ok {
		return p, true, errDays
	}
	return p, true, nil
}

// halfTerms is the period from one half-term of a year to another, where it has a name.
func halfTerms(year AcademicYear, first, last int) (Period, bool) {
	switch {
	case first == last:
		return Period{year, HalfTerm, uint8(first)}, true
	case first == 1:
		return UpTo(year, last), true
	case first%2 == 1 && last == first+1:
		return Period{year, Term, uint8(last / 2)}, true
	}
	return Period{}, false
}

func readDay(text string) (time.Time, bool) {
	for _, form := range dayForms {
		if day, err := time.Parse(form, text); err == nil {
			return day, true
		}
	}
	return time.Time{}, false
}

// window is a stretch of days of any school year, both ends included.
type window struct {
	fromMonth time.Month
	fromDay   int
	toMonth   time.Month
	toDay     int
}

// holds reports whether a day lies in the window of an academic year.
func (w window) holds(day time.Time, year int) bool {
	at := func(month time.Month, day, year int) time.Time {
		return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	}
	start, end := year, year
	if w.fromMonth < time.August {
		start++
	}
	if w.toMonth < time.August || start > year {
		end++
	}
	return !day.Before(at(w.fromMonth, w.fromDay, start)) && !day.After(at(w.toMonth, w.toDay, end))
}
