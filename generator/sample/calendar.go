package sample

import (
	"io"
	"strconv"
	"time"

	"rollcall/generator/attendance"
)

// One pattern serves every year: the weeks and days of each half-term, counted
// from the first Monday of September, and the sessions that are left when training
// days and the May bank holiday are taken out. They make 380.
var pattern = [halfTerms]struct{ firstWeek, firstDay, lastWeek, lastDay int }{
	{0, 2, 7, 4}, {9, 0, 15, 4}, {18, 1, 23, 4}, {25, 0, 29, 4}, {32, 0, 37, 4}, {39, 0, 46, 1},
}

var sessions = [halfTerms]int{74, 68, 58, 50, 56, 74}

// returned is the last half-term of 2025-26 that has been returned.
const returned = 4

// lastHalfTerm returns how many half-terms of a year have been returned.
func lastHalfTerm(y attendance.AcademicYear) int {
	if y == latest {
		return returned
	}
	return halfTerms
}

// halfTermDates returns the first and last day of a half-term, 1 to 6.
func halfTermDates(y attendance.AcademicYear, number int) (from, to time.Time) {
	monday := time.Date(int(y), time.September, 1, 0, 0, 0, 0, time.UTC)
	for monday.Weekday() != time.Monday {
		monday = monday.AddDate(0, 0, 1)
	}
	p := pattern[number-1]
	return monday.AddDate(0, 0, 7*p.firstWeek+p.firstDay), monday.AddDate(0, 0, 7*p.lastWeek+p.lastDay)
}

// yearPeriods lists the half-terms and terms of a year, and the year.
func yearPeriods(y attendance.AcademicYear) []attendance.Period {
	var out []attendance.Period
	for n := range uint8(halfTerms) {
		out = append(out, attendance.Period{Year: y, Grain: attendance.HalfTerm, Number: n + 1})
	}
	for n := range uint8(spans - 1) {
		out = append(out, attendance.Period{Year: y, Grain: attendance.Term, Number: n + 1})
	}
	if y == latest {
		out = append(out, toDate)
	}
	return append(out, attendance.Period{Year: y, Grain: attendance.Year})
}

// toDate is the year so far.
var toDate = attendance.Period{Year: latest, Grain: attendance.ToDate, Number: returned}

// whole is the period of a year's last span: the year, or the year so far.
func whole(y attendance.AcademicYear) attendance.Period {
	if y == latest {
		return toDate
	}
	return attendance.Period{Year: y, Grain: attendance.Year}
}

func sessionsOf(p attendance.Period) int {
	first, last := p.HalfTerms()
	n := 0
	for h := first; h <= last; h++ {
		n += sessions[h-1]
	}
	return n
}

func (a *authority) writeCalendar(w io.Writer) error {
	out := newTable(w, "period", "from", "to", "sessions")
	for y := a.first; y <= latest; y++ {
		for _, p := range yearPeriods(y) {
			first, last := p.HalfTerms()
			from, _ := halfTermDates(y, first)
			_, to := halfTermDates(y, last)
			out.row(p.String(), from.Format(time.DateOnly), to.Format(time.DateOnly), strconv.Itoa(sessionsOf(p)))
		}
	}
	return out.close()
}
