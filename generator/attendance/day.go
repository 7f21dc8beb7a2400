package attendance

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// DayForm says how a day is written. It is empty where only one day can be meant
// whatever the country, and else how it was read: dd/mm/yyyy.
type DayForm string

// Day is a day as people write it, in UTC.
type Day struct {
	time.Time
	Form DayForm
}

var (
	yearFirst  = regexp.MustCompile(`^(\d{4})([-/.])(\d{1,2})([-/.])(\d{1,2})$`)
	dayFirst   = regexp.MustCompile(`^(\d{1,2})([-/.])(\d{1,2})([-/.])(\d{4}|\d{2})$`)
	dayInWords = regexp.MustCompile(`^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]([a-z]+)\.?(?:,? |-)(\d{4}|'?\d{2})$`)
	monthFirst = regexp.MustCompile(`^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?([a-z]+) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$`)

	// timeOfDay is what databases and spreadsheets put after a day.
	timeOfDay = regexp.MustCompile(`^(.*\d)[ t](\d{1,2}):\d{2}(?::\d{2}(?:\.\d{1,9})?)?( ?[ap]m)?(z|[+-]\d{2}:?\d{2})?$`)
)

// ParseDay reads a day in any way that can mean only one to a British reader:
// 2026-05-08, 08/05/2026, 8.5.26, 8 May 2026, 8th May 2026, 8-May-26, May 8, 2026, each
// with a time of day or without. The day comes before the month, and a year of two
// digits is of this century. It is false for a day that no calendar has, and for
// 08-05-26, in which either end may be the year.
func ParseDay(text string) (Day, bool) {
	text = Fold(text)
	if m := timeOfDay.FindStringSubmatch(text); m != nil {
		if m[4] != "" && m[2] == "23" { // it may be the midnight of British summer time
			return Day{}, false
		}
		text = m[1]
	}
	if m := yearFirst.FindStringSubmatch(text); m != nil && m[2] == m[4] {
		return dayOf("", m[1], m[3], m[5])
	}
	if m := dayFirst.FindStringSubmatch(text); m != nil && m[2] == m[4] && (m[2] != "-" || len(m[5]) == 4) {
		return dayOf(DayForm("dd"+m[2]+"mm"+m[2]+"yyyy"[4-len(m[5]):]), m[5], m[3], m[1])
	}
	if m := dayInWords.FindStringSubmatch(text); m != nil {
		return dayOf("", m[3], month(m[2]), m[1])
	}
	if m := monthFirst.FindStringSubmatch(text); m != nil {
		return dayOf("", m[3], month(m[1]), m[2])
	}
	return Day{}, false
}

// dayOf makes a day of its parts in digits; it is false where no calendar has it.
func dayOf(form DayForm, year, month, day string) (Day, bool) {
	year = strings.TrimPrefix(year, "'")
	if len(year) == 2 {
		year = "20" + year
	}
	var n [3]int
	for i, digits := range [3]string{year, month, day} {
		var err error
		if n[i], err = strconv.Atoi(digits); err != nil {
			return Day{}, false
		}
	}
	date := time.Date(n[0], time.Month(n[1]), n[2], 0, 0, 0, 0, time.UTC)
	y, m, d := date.Date()
	return Day{date, form}, n[0] > 0 && y == n[0] && int(m) == n[1] && d == n[2]
}

// month gives the number of a month by its name or the first letters of it, at least
// three; "" for any other word.
func month(name string) string {
	for m := time.January; m <= time.December; m++ {
		if len(name) >= 3 && strings.HasPrefix(strings.ToLower(m.String()), name) || name == "sept" && m == time.September {
			return strconv.Itoa(int(m))
		}
	}
	return ""
}

// ParseMonth reads a month of a year: December 2026, Dec 2026, Dec-26, Dec '26. It is
// false for Dec 26, which may be a day.
func ParseMonth(text string) (year int, of time.Month, ok bool) {
	m := monthOfYear.FindStringSubmatch(Fold(text))
	if m == nil {
		return 0, 0, false
	}
	first, ok := dayOf("", m[2]+m[3]+m[4]+m[5], month(m[1]), "1")
	return first.Year(), first.Month(), ok
}

var monthOfYear = regexp.MustCompile(`^([a-z]+)\.?(?:,? (\d{4})|[-/](\d{4})|-(\d{2})| ?('\d{2}))$`)

// DayHint says what to write in place of a day that ParseDay does not read.
func DayHint(text string) string {
	if m := dayFirst.FindStringSubmatch(Fold(text)); m != nil && m[2] == m[4] {
		if swapped := m[3] + m[2] + m[1] + m[4] + m[5]; m[2] != "-" || len(m[5]) == 4 {
			if _, ok := ParseDay(swapped); ok {
				return "The day comes before the month: is " + swapped + " meant?"
			}
		}
	}
	return "Write a date such as 2026-05-08 or 08/05/2026, the day before the month."
}
