package plan

import (
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
		l.problems.Add(l.Pos(column), diag.RecordValue, "Fill it in.", "%s is empty", column)
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
	if date, ok := l.Date(column); ok && attendance.InYears(date) {
		if d.Kind == Unreadable { // a date cell of a workbook
			d.Text = date.Format(time.DateOnly)
		}
		d.Kind, d.Date = Dated, date
	}
	if d.Kind == Unreadable {
		d = options.ending(d, after)
	}
	d.Pos = l.Pos(column)
	if d.Kind == Unreadable {
		l.problems.Add(d.Pos, diag.DeadlineUnclear, deadlineHint(d.Text), "deadline not readable: %s", d.Text)
	}
	return d
}

// deadlineHint is about a day in the order of another country; any other deadline has
// the guide's remedy.
func deadlineHint(text string) string {
	if hint := attendance.DayHint(text); strings.Contains(hint, "meant?") {
		return hint
	}
	return ""
}

// date reads a day of an action. One that cannot be read is left out.
func (l line) date(column string) time.Time {
	date, ok := l.day(column)
	if !ok {
		l.problems.Add(l.Pos(column), diag.ActionCell, attendance.DayHint(l.Text(column)), "%s is %q, which is not a date", column, l.Text(column))
	}
	return date
}

// day reads a day within the years of the data. It is the zero day where the cell is
// empty or cannot be read, and false for the latter.
func (l line) day(column string) (time.Time, bool) {
	if l.Text(column) == "" {
		return time.Time{}, true
	}
	date, ok := l.Date(column)
	if !ok || !attendance.InYears(date) {
		return time.Time{}, false
	}
	return date, true
}

// status reads a status, and gives the words as written where they have no single
// meaning.
func (l line) status(column string) (s Status, unread string) {
	text := l.Text(column)
	s, own, ok := parseStatus(text)
	switch {
	case !ok:
		l.problems.Add(l.Pos(column), diag.ActionStatus, statusHint(), "%q is not a status", text)
		return NotStated, text
	case s != NotStated && !own:
		l.problems.Add(l.Pos(column), diag.RecordRead, "", "the status %q was read as %s", text, s)
	}
	return s, ""
}

func statusHint() string {
	names := make([]string, len(Statuses))
	for i, known := range Statuses {
		names[i] = string(known)
	}
	return "Use " + strings.Join(names, ", ") + ", or leave it empty."
}

func (l line) amount(column string) Amount {
	text := l.Text(column)
	if text == "" {
		return Amount{}
	}
	n, err := attendance.ParseDecimal(strings.TrimSpace(strings.TrimSuffix(text, "%")))
	if err != nil {
		l.problems.Add(l.Pos(column), diag.ActionCell, "Write a number such as 94.5.", "%s is %q, which is not a number", column, text)
		return Amount{Text: text}
	}
	return Amount{Number: n, Given: true}
}

// extra are the columns of the site's own, such as a budget or a risk, in the order of
// the file.
func (l line) extra() []Extra {
	var out []Extra
	for _, i := range l.Family("") {
		if text := l.At(i); text != "" {
			out = append(out, Extra{Name: strings.TrimSpace(l.Sheet().Header()[i]), Text: text})
		}
	}
	return out
}
