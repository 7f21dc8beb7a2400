package plan

import (
	"slices"
	"strings"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// line is a row whose cells are read by what they mean.
type line struct {
	sheet.Row
	problems *diag.List
}

func (l line) filled(column string) string {
	s := l.Text(column)
	if s == "" {
		l.problems.Add(l.Pos(column), diag.ValueMissing, "", "%s is empty", column)
	}
	return s
}

// list reads values separated by semicolons.
func (l line) list(column string) []string {
	var out []string
	for part := range strings.SplitSeq(l.Text(column), ";") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// deadline reads a deadline. The end of a half-term that names no year is the first
// on or after a day.
func (l line) deadline(column string, options Options, after time.Time) Deadline {
	d := ParseDeadline(l.Text(column))
	if date, ok := l.Date(column); ok && d.Kind == Unreadable { // a date cell of a workbook
		d = Deadline{Kind: Dated, Text: date.Format(time.DateOnly), Date: date}
	}
	if d.Kind == Unreadable {
		d = options.ending(d, after)
	}
	d.Pos = l.Pos(column)
	if d.Kind == Unreadable {
		l.problems.Add(d.Pos, diag.DeadlineUnclear, "", "deadline not readable: %s", d.Text)
	}
	return d
}

func (l line) date(column string) time.Time {
	text := l.Text(column)
	if text == "" {
		return time.Time{}
	}
	date, ok := ParseDate(text)
	if !ok {
		date, ok = l.Date(column)
	}
	if !ok {
		l.problems.Add(l.Pos(column), diag.DateUnreadable, "Write a date as 2026-05-08.", "%s is %q, which is not a date", column, text)
	}
	return date
}

func (l line) status(column string) Status {
	s := Status(strings.ToLower(strings.Join(strings.Fields(l.Text(column)), " ")))
	if s != NotStated && !slices.Contains(Statuses, s) {
		names := make([]string, len(Statuses))
		for i, known := range Statuses {
			names[i] = string(known)
		}
		l.problems.Add(l.Pos(column), diag.ActionStatus, "Use "+strings.Join(names, ", ")+", or leave it empty.", "%q is not a status", l.Text(column))
		return NotStated
	}
	return s
}

func (l line) amount(column string) Amount {
	text := l.Text(column)
	if text == "" {
		return Amount{}
	}
	n, err := attendance.ParseDecimal(text)
	if err != nil {
		l.problems.Add(l.Pos(column), diag.NumberUnreadable, "", "%s is %q, which is not a number", column, text)
	}
	return Amount{n, err == nil}
}

func (l line) scope(column string) attendance.Place {
	text := l.Text(column)
	if text == "" {
		return attendance.Place{}
	}
	level, code, ok := strings.Cut(text, ":")
	if !ok || level == "" || code == "" {
		l.problems.Add(l.Pos(column), diag.ActionScope, "", "%q is not a place", text)
		return attendance.Place{}
	}
	return attendance.Place{Level: attendance.Level(level), Code: code}
}
