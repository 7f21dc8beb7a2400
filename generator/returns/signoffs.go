package returns

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

var signoffsFile = sheet.Format{
	Name:    "signoffs",
	Key:     "urn",
	Meaning: "How far a school has confirmed its figures of a period: one row a step, and rows are only added.",
	Columns: []sheet.Column{
		{Name: "urn", Required: true, Meaning: "The school."},
		{Name: "period", Required: true, Meaning: "2024-25, 2024-25 autumn, 2024-25 HT3, 2024-25 to HT4 or 2024-25 W07."},
		{Name: "state", Required: true, Meaning: "draft, query, corrected or signed."},
		{Name: "date", Required: true, Meaning: "The day on which it came into that state: 2025-01-10."},
		{Name: "by", Meaning: "Role of whoever said so; never a person's name."},
		{Name: "note", Meaning: "What was asked, or what was corrected."},
	},
}

// SignOffState says how far a school has confirmed its figures.
type SignOffState string

const (
	NoSignOff SignOffState = ""          // the files do not say
	Draft     SignOffState = "draft"     // sent to the school to look at
	Query     SignOffState = "query"     // one side has asked about it
	Corrected SignOffState = "corrected" // the school has sent other figures
	Signed    SignOffState = "signed"    // the school stands by them
)

// SignOffStates lists the states in the order in which figures go through them.
var SignOffStates = []SignOffState{Draft, Query, Corrected, Signed}

// SignOff is one step on the way to figures that a school stands by.
type SignOff struct {
	School attendance.URN // its newest
	Period attendance.Period
	State  SignOffState
	Date   time.Time // in UTC
	By     string    // role
	Note   string
	Pos    diag.Pos // of its row
}

// SignOffs are the histories of every school and period.
type SignOffs struct {
	list []SignOff
}

// All returns every step, in order of school, period and date; of one day, the one
// that is further on comes last.
func (s *SignOffs) All() []SignOff { return s.list }

// History returns the steps of one school and period, the oldest first.
func (s *SignOffs) History(school attendance.URN, period attendance.Period) []SignOff {
	key := SignOff{School: school, Period: period}
	from, _ := slices.BinarySearchFunc(s.list, key, func(x, y SignOff) int { return cmp.Or(x.compareKey(&y), +1) })
	to, _ := slices.BinarySearchFunc(s.list, key, func(x, y SignOff) int { return cmp.Or(x.compareKey(&y), -1) })
	return s.list[from:to:to]
}

func (s *SignOff) compareKey(t *SignOff) int {
	return cmp.Or(cmp.Compare(s.School, t.School), s.Period.Compare(t.Period))
}

type signOffKey struct {
	school attendance.URN
	period attendance.Period
	state  SignOffState
	date   time.Time
	by     string
	note   string
}

func (l line) signOff() {
	s := SignOff{By: l.Text("by"), Note: l.Text("note")}
	var ok [6]bool
	_, ok[0] = l.filled("urn")
	_, ok[5] = l.filled("state")
	s.School, ok[1] = l.school()
	s.Period, ok[2] = l.period()
	s.Date, ok[3] = l.day("date")
	s.State, ok[4] = word(l, "state", "state of a sign-off", NoSignOff, SignOffStates)
	if slices.Contains(ok[:], false) {
		return
	}
	if !s.Period.Recorded(s.Date) {
		l.problems.Add(l.Pos("date"), diag.DayOutside, "", "date is %s, which cannot be for %s", s.Date.Format(time.DateOnly), s.Period)
		return
	}
	if l.first(signOffKey{s.School, s.Period, s.State, s.Date, s.By, s.Note}, s, l.Pos("urn"), "", fmt.Sprintf("%s of school %s for %s", s.State, s.School, s.Period)) {
		s.Pos = l.Pos("urn")
		l.signOffs = append(l.signOffs, s)
	}
}

func (r *reader) settleSignOffs() *SignOffs {
	slices.SortStableFunc(r.signOffs, func(a, b SignOff) int {
		return cmp.Or(a.compareKey(&b), a.Date.Compare(b.Date),
			cmp.Compare(slices.Index(SignOffStates, a.State), slices.Index(SignOffStates, b.State)),
			cmp.Compare(a.By, b.By), cmp.Compare(a.Note, b.Note))
	})
	return &SignOffs{r.signOffs}
}
