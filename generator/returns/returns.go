// Package returns reads the dated records of a site that are not attendance itself:
// targets and the calendar.
//
// A record is of one place, period and date. What a place is, and which number of a
// school is its newest, is for the caller to say.
package returns

import (
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// Options say what the records are checked against.
type Options struct {
	Measures []string // IDs, in the order of tables
	// Resolve returns a place as the dataset knows it, a school under its newest URN,
	// or false when there is no such place.
	Resolve func(attendance.Place) (attendance.Place, bool)
}

// Formats are the files of records.
var Formats = []sheet.Format{targetsFile, calendarFile}

// Read reads files of records, in any number and order. It reports every problem it
// meets; where one is an error the records are not fit for use.
func Read(inputs []sheet.Input, opt Options, problems *diag.List) (*Targets, *Calendar) {
	r := reader{opt: opt, problems: problems}
	for _, in := range inputs {
		in.Rows(Formats, problems, func(f sheet.Format, row sheet.Row) {
			line := line{row, &r}
			if f.Name == targetsFile.Name {
				line.target()
			} else {
				line.entry()
			}
		})
	}
	return r.settleTargets(), r.settleCalendar()
}

type reader struct {
	opt      Options
	problems *diag.List
	targets  []Target
	entries  []entry
}

// line is a row whose cells are read by what they mean. Each reading reports what
// it cannot read and returns false.
type line struct {
	sheet.Row
	*reader
}

func (l line) filled(column string) (string, bool) {
	s := l.Text(column)
	if s == "" {
		l.problems.Add(l.Pos(column), diag.ValueMissing, "", "%s is empty", column)
	}
	return s, s != ""
}

func (l line) period() (attendance.Period, bool) {
	p, err := attendance.ParsePeriod(l.Text("period"))
	if err != nil {
		l.problems.Add(l.Pos("period"), diag.PeriodUnknown, "Write it as 2024-25, 2024-25 autumn, 2024-25 HT3 or 2024-25 to HT4.", "%v", err)
	}
	return p, err == nil
}

// date reads a day. An empty cell is the zero day and no fault: whether it may be
// empty is for the caller.
func (l line) date(column string) (time.Time, bool) {
	if l.Text(column) == "" {
		return time.Time{}, true
	}
	d, ok := l.Date(column)
	if !ok {
		l.problems.Add(l.Pos(column), diag.DateUnreadable, "Write a date as 2026-05-08.", "%s is %q, which is not a date", column, l.Text(column))
	}
	return d, ok
}
