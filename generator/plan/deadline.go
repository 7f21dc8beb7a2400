package plan

import (
	"regexp"
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
func (d Deadline) same(e Deadline) bool { return d.Kind == e.Kind && d.Date.Equal(e.Date) }

// ParseDeadline reads a deadline: a date as ParseDate reads it, the word Ongoing, or
// nothing. Anything else is unreadable, and keeps its text; Options can read the end
// of a stretch of the school year.
func ParseDeadline(s string) Deadline {
	d := Deadline{Text: strings.TrimSpace(s)}
	if date, ok := ParseDate(d.Text); ok {
		d.Kind, d.Date = Dated, date
		return d
	}
	switch {
	case d.Text == "":
		d.Kind = NoDeadline
	case strings.EqualFold(d.Text, "ongoing"):
		d.Kind = Ongoing
	default:
		d.Kind = Unreadable
	}
	return d
}

var britishDate = regexp.MustCompile(`^\d{1,2}/\d{1,2}/(\d{2}|\d{4})$`)

// ParseDate reads 2012-09-01, 1/9/2012 and 01/09/12, day before month. A year of two
// digits is of this century. It is false for a day that no calendar has, and for
// years outside 1900 to 2199: those are slips of the pen.
func ParseDate(s string) (time.Time, bool) {
	date, err := time.Parse(time.DateOnly, s)
	if form := britishDate.FindStringSubmatch(s); form != nil {
		if len(form[1]) == 2 {
			s = s[:len(s)-2] + "20" + form[1]
		}
		date, err = time.Parse("2/1/2006", s)
	}
	return date, err == nil && date.Year() >= 1900 && date.Year() < 2200
}
