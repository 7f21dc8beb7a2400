package returns

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

var calendarFile = sheet.Format{
	Name:    "calendar",
	Meaning: "The days and sessions of each period: of the authority, or of one school.",
	Columns: []sheet.Column{
		{Name: "period", Required: true, Meaning: "2024-25, 2024-25 autumn, 2024-25 HT3, 2024-25 to HT4 or 2024-25 W07."},
		{Name: "from", Required: true, Meaning: "Its first day: 2024-09-02."},
		{Name: "to", Required: true, Meaning: "Its last day: 2024-12-20."},
		{Name: "sessions", Required: true, Meaning: "How many sessions a school is open; a session is half a day."},
		{Name: "urn", Meaning: "The school it is for; empty for every other school."},
	},
}

// CalendarEntry is one period of the authority's calendar, or of one school's.
type CalendarEntry struct {
	Period   attendance.Period
	From, To time.Time      // first and last day, in UTC
	Sessions int            // of half a day
	URN      attendance.URN // the school's newest; empty for the authority
}

// Calendar says how long periods are.
type Calendar struct {
	list []CalendarEntry // in order of period, the authority's before the schools'
	at   map[calendarKey]int
}

type calendarKey struct {
	period attendance.Period
	urn    attendance.URN
}

// Find returns the entry of a school for exactly this period, or else that of the
// authority. An empty URN asks for the authority's.
func (c *Calendar) Find(period attendance.Period, urn attendance.URN) (CalendarEntry, bool) {
	i, ok := c.at[calendarKey{period, urn}]
	if !ok {
		i, ok = c.at[calendarKey{period, ""}]
	}
	if !ok {
		return CalendarEntry{}, false
	}
	return c.list[i], true
}

// entry is an entry with its place in the file.
type entry struct {
	CalendarEntry
	pos diag.Pos
}

func (l line) entry() {
	var e entry
	var ok [5]bool
	e.Period, ok[0] = l.period()
	e.From, ok[1] = l.day("from")
	e.To, ok[2] = l.day("to")
	e.Sessions, ok[3] = l.sessions()
	e.URN, ok[4] = l.school()
	if slices.Contains(ok[:], false) {
		return
	}
	days := int((e.To.Unix()-e.From.Unix())/(24*60*60)) + 1
	switch {
	case !l.inPeriod("from", e.Period, e.From), !l.inPeriod("to", e.Period, e.To):
	case days < 1:
		l.problems.Add(l.Pos("to"), diag.RecordValue, "Correct one of the dates.", "%s ends before it begins", e.Period)
	case e.Sessions > 2*days:
		l.problems.Add(l.Pos("sessions"), diag.RecordValue, "A session is half a day.", "%d sessions do not fit into %d days", e.Sessions, days)
	case l.first(e.key(), e, l.Pos("period"), "", e.Period.String()+" in the calendar"):
		e.pos = l.Pos("period")
		l.entries = append(l.entries, e)
	}
}

func (e *entry) key() calendarKey { return calendarKey{e.Period, e.URN} }

// inPeriod reports a day that no school can have in the year of a period.
func (l line) inPeriod(column string, p attendance.Period, day time.Time) bool {
	if p.Near(day) {
		return true
	}
	l.problems.Add(l.Pos(column), diag.DayOutside, "", "%s of %s is %s, outside the year %s", column, p, day.Format(time.DateOnly), p.Year)
	return false
}

func (l line) sessions() (int, bool) {
	text, ok := l.filled("sessions")
	if !ok {
		return 0, false
	}
	n, err := strconv.ParseUint(text, 10, 16)
	if err != nil || n == 0 {
		l.problems.Add(l.Pos("sessions"), diag.RecordValue, "", "sessions is %q, which is not a number of sessions", text)
		return 0, false
	}
	return int(n), true
}

func (r *reader) settleCalendar() *Calendar {
	slices.SortStableFunc(r.entries, func(a, b entry) int {
		return cmp.Or(a.Period.Compare(b.Period), cmp.Compare(a.URN, b.URN))
	})
	out := &Calendar{at: make(map[calendarKey]int)}
	for _, e := range r.entries {
		out.at[e.key()] = len(out.list)
		out.list = append(out.list, e.CalendarEntry)
	}
	return out
}
