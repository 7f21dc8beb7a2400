package plan

import (
	"testing"
	"time"

	"rollcall/generator/attendance"
)

// calendar knows half-term 5 and the spring term of 2025-26.
func calendar(t testing.TB) func(attendance.Period) (time.Time, bool) {
	last := map[string]time.Time{"2025-26 HT5": day(t, "2026-05-22"), "2025-26 spring": day(t, "2026-03-27")}
	return func(p attendance.Period) (time.Time, bool) { d, ok := last[p.String()]; return d, ok }
}

// A deadline may name the end of a stretch of the school year. Without its year it is
// the first that ends on or after the start of the action. Where the calendar holds no
// such stretch, its longest is taken: half-term 5 ends before half-term 6 can begin on
// 20 May, the spring term before April.
func TestEndOfStretch(t *testing.T) {
	options := Options{LastDay: calendar(t)}
	for text, want := range map[string]string{
		"HT5 2025-26":                       "2026-05-22 2025-26 HT5",
		"2025/26 HT5":                       "2026-05-22 2025-26 HT5",
		"by end of half term 5":             "2026-05-22 2025-26 HT5",
		"By the end of Half-Term 5":         "2026-05-22 2025-26 HT5",
		"end of half term 5, 2026":          "2026-05-22 2025-26 HT5",
		"end of spring term":                "2027-03-31 2026-27 spring longest", // the spring of 2026 ended before the start
		"end of spring term 2026":           "2026-03-27 2025-26 spring",
		"by the end of the spring 2025-26":  "2026-03-27 2025-26 spring",
		"end of the autumn term 2026":       "2026-12-31 2026-27 autumn longest",
		"HT5 2013-14":                       "2014-05-19 2013-14 HT5 longest",
		"end of 2013-14":                    "2014-08-31 2013-14 longest",
		"end of the school year 2013-14":    "2014-08-31 2013-14 longest",
		"by the end of the academic year":   "2026-08-31 2025-26 longest",
		"Summer term 2027":                  "2027-08-31 2026-27 summer longest",
		"end of Autumn 2":                   "2026-12-31 2026-27 HT2 longest",
		"Autumn 2 2025/26":                  "2025-12-31 2025-26 HT2 longest",
		"by the end of Spr 1 2026":          "2026-02-04 2025-26 HT3 longest",
		"Summer 1":                          "2026-05-22 2025-26 HT5",
		"end of Half–term 5":                "2026-05-22 2025-26 HT5", // the dash of a word processor
		"autumn 3":                          "unreadable",
		"autumn 22025":                      "unreadable",
		"spring":                            "unreadable",
		"spring 2026":                       "unreadable",
		"2025-26":                           "unreadable", // its beginning or its end
		"end of year":                       "unreadable", // of school, or of the calendar
		"end of 2026":                       "unreadable",
		"HT7 2025-26":                       "unreadable",
		"HT5 2025-27":                       "unreadable",
		"2024-25 HT5 2025-26":               "unreadable",
		"end of HT5 0001-02":                "unreadable",
		"by end of half term 5 if possible": "unreadable",
	} {
		d := options.ending(ParseDeadline(text), day(t, "2026-04-01"))
		got := "unreadable"
		if d.Kind == Dated {
			got = d.Date.Format(time.DateOnly) + " " + d.Period.String()
			if d.Longest {
				got += " longest"
			}
		}
		if got != want || d.Text != text {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
	if d := options.ending(ParseDeadline("end of HT5"), time.Time{}); d.Kind != Unreadable {
		t.Errorf("a half-term of no year, after no day, is %+v", d)
	}
}

// The year of a half-term is found from the action's start, else from the first day of
// its strategy; that of an update from its own day.
func TestYearOfHalfTerm(t *testing.T) {
	read := func(actions, updates string) (*Plan, []string) {
		return readWith(t, actions, updates, Options{LastDay: calendar(t), From: map[string]time.Time{"s": day(t, "2025-09-01")}})
	}
	p, problems := read("A,s,f,a,o,end of HT5,,,,,,\nB,s,f,a,o,end of HT5,2026-06-01,,,,,\nC,other,f,a,o,end of HT5,,,,,,\n", "2026-01-05,A,,,end of HT6,\n")
	if len(problems) != 1 || problems[0][:36] != "actions.csv:4:15: deadline-unreadabl" {
		t.Errorf("problems %q", problems)
	}
	for i, want := range []string{"2025-26 HT5", "2026-27 HT5", ""} {
		if got := p.Actions[i].Deadline.Period.String(); got != want {
			t.Errorf("%s is due at the end of %s, want %s", p.Actions[i].ID, got, want)
		}
	}
	if got := p.Actions[0].History[0].Deadline.Period.String(); got != "2025-26 HT6" {
		t.Errorf("the update says %s", got)
	}
}
