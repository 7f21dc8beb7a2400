package plan

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"rollcall/generator/attendance"
)

// Options say what a plan is read beside.
type Options struct {
	// LastDay returns the last day of a period by the calendar, and false where it does
	// not hold the period. Nil is no calendar.
	LastDay func(attendance.Period) (time.Time, bool)
	// From is the first day of each strategy, by ID.
	From map[string]time.Time
}

// termForm reads the end of a stretch of the school year: by the end of half-term 5,
// HT5 2013-14, end of spring term 2026, Autumn 2 2025/26, end of 2025-26. A season needs
// the word term or end, or the number of its half-term, for spring alone is a season of
// the weather.
var termForm = regexp.MustCompile(`^(?:by )?(?:the )?(end of )?(?:the )?` +
	`(?:(\d{4}[-/]\d{2,4}) )?` +
	`(?:(?:half[- ]?term|ht) ?([1-6])|(aut(?:umn)?|spr(?:ing)?|sum(?:mer)?)( term)?(?: ([12]))?|(?:school|academic) year)?` +
	`(?:,? ?(?:of )?\b(\d{4}(?:[-/]\d{2,4})?))?$`)

// ending reads a deadline that names a stretch of the school year. One that names no
// year is the first such stretch that ends on or after a day, and cannot be read when
// there is no such day.
func (o Options) ending(d Deadline, after time.Time) Deadline {
	m := termForm.FindStringSubmatch(attendance.Fold(d.Text))
	if m == nil {
		return d
	}
	end, halfTerm, season, term, half := m[1] != "", m[3], m[4], m[5] != "", m[6]
	year := m[2]
	if year == "" {
		year = m[7]
	} else if m[7] != "" {
		return d // two years
	}
	p := attendance.Period{Grain: attendance.Year}
	switch {
	case halfTerm != "":
		p.Grain, p.Number = attendance.HalfTerm, halfTerm[0]-'0'
	case half != "":
		p.Grain, p.Number = attendance.HalfTerm, 2*termNumber(season)-2+half[0]-'0'
	case season != "" && (end || term):
		p.Grain, p.Number = attendance.Term, termNumber(season)
	case season != "", !end, len(year) == 4: // the end of 2026 is a day of no school year
		return d
	}
	switch {
	case len(year) > 4:
		whole, err := attendance.ParsePeriod(year)
		if err != nil {
			return d
		}
		p.Year = whole.Year
	case year != "":
		p.Year = calendarYear(p, year)
	case after.IsZero():
		return d
	default:
		p.Year = attendance.AcademicYear(after.Year() - 1)
		for last, _ := o.lastDay(p); last.Before(after); last, _ = o.lastDay(p) {
			p.Year++
		}
	}
	last, known := o.lastDay(p)
	if !attendance.InYears(last) {
		return d // a slip of the pen
	}
	return Deadline{Kind: Dated, Text: d.Text, Date: last, Period: p, Longest: !known}
}

// termNumber is the number of a term by its name or the first letters of it.
func termNumber(season string) uint8 {
	return uint8(slices.IndexFunc(attendance.TermNames[:], func(name string) bool { return strings.HasPrefix(name, season) }) + 1)
}

// calendarYear is the academic year in which a part of it lies that is named by the
// year of the calendar: the spring term of 2026 is of 2025-26.
func calendarYear(p attendance.Period, year string) attendance.AcademicYear {
	n, _ := strconv.Atoi(year)
	if first, _ := p.HalfTerms(); first > 2 {
		n--
	}
	return attendance.AcademicYear(n)
}

// lastDay is the last day of a period: by the calendar, or else of its longest
// stretch. It never calls an action late too early.
func (o Options) lastDay(p attendance.Period) (last time.Time, known bool) {
	if o.LastDay != nil {
		if last, known = o.LastDay(p); known {
			return last, true
		}
	}
	_, next := p.Span()
	return next.AddDate(0, 0, -1), false
}
