package plan

import (
	"slices"
	"strings"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// Deadline is when an action is due, as it stands in the plan.
type Deadline struct {
	Kind DeadlineKind
	Text string    // as written
	Date time.Time // the day in UTC, when Dated
	Pos  diag.Pos  // of its cell

	// Period is the stretch at whose end the action is due, where the plan names one in
	// place of a day: the end of half-term 5. Longest says that no calendar holds it, so
	// that Date is the last day that it could have.
	Period  attendance.Period
	Longest bool
}

// DeadlineKind says what the cell of a deadline holds.
type DeadlineKind uint8

const (
	NoDeadline DeadlineKind = iota
	Dated
	Ongoing
	Unreadable // words or a slip of the pen; nothing is guessed from it
)

// same reports whether two deadlines are the same, however they are written.
func (d Deadline) same(e Deadline) bool {
	return d.Kind == e.Kind && d.Date.Equal(e.Date) && (d.Kind != Unreadable || d.Text == e.Text)
}

// The words for no deadline, and for one that never ends.
var (
	noDeadline = []string{"", "-", "n/a", "na", "none", "not applicable"}
	ongoing    = []string{"ongoing", "on-going", "on going"}
)

// ParseDeadline reads a deadline: a day as attendance.ParseDay reads it, a month of a year,
// which stands for its last day, the word Ongoing, or nothing; "by" and "end of" may come
// before. Anything else is unreadable, and keeps its text; Options can read the end of a
// stretch of the school year.
func ParseDeadline(s string) Deadline {
	d := Deadline{Text: strings.TrimSpace(s)}
	text := attendance.Fold(d.Text)
	switch {
	case slices.Contains(noDeadline, text):
		return d
	case slices.Contains(ongoing, text):
		d.Kind = Ongoing
		return d
	}
	d.Kind = Unreadable
	text = strings.TrimPrefix(strings.TrimPrefix(text, "by "), "the ")
	if day, ok := attendance.ParseDay(text); ok && attendance.InYears(day.Time) {
		d.Kind, d.Date = Dated, day.Time
		return d
	}
	text = strings.TrimPrefix(strings.TrimPrefix(text, "end "), "of ")
	if year, month, ok := attendance.ParseMonth(text); ok {
		if last := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC); attendance.InYears(last) {
			d.Kind, d.Date = Dated, last
		}
	}
	return d
}
