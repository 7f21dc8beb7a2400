package view

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/plan"
	"rollcall/generator/returns"
)

// LetterDue is one thing to do: an action of the plan, or what a meeting agreed.
type LetterDue struct {
	Tag   Tag
	Title Text   // as the input has it, but for what every letter may ask
	Owner string // a role; may be empty
	When  Text   // may be zero

	late bool
	by   time.Time // zero where no day is set
}

// mostToDo is how many things to do a letter lists.
const mostToDo = 4

// letterDue lists what is overdue, what is due soon and what is at risk, the first day
// first. What is on its way and due later is on the page.
func (b *Book) letterDue(l *Letter, at disclosure.At) {
	due := append(b.dueActions(at.Place), b.dueAgreements(at.Place)...)
	slices.SortStableFunc(due, func(x, y LetterDue) int { return cmp.Or(cmp.Compare(x.rank(), y.rank()), x.by.Compare(y.by)) })
	due = append(b.toReturn(at), due...)
	late := 0
	for _, d := range due {
		if d.late {
			late++
		}
	}
	switch {
	case late > 0:
		l.DueHead = T("letter.due.overdue", IntArg("n", late))
	case len(due) > 0:
		l.DueHead = T("letter.due.soon", IntArg("n", len(due)))
	case len(b.states)+len(b.Agreements) > 0: // where nothing is followed, nothing can be late
		l.DueHead, l.DueMore = T("letter.due.head"), T("letter.due.none", IntArg("n", b.PlanRules.DueSoonDays))
	}
	if more := len(due) - mostToDo; more > 0 {
		l.DueMore = T("letter.due.more", IntArg("n", more))
	}
	l.Due = due[:min(len(due), mostToDo)]
}

// rank puts what is overdue first and what has no day last.
func (d *LetterDue) rank() int {
	switch {
	case d.late:
		return 0
	case d.by.IsZero():
		return 2
	}
	return 1
}

// toReturn asks a school for figures that it has not sent, and to confirm those that it
// has, where schools are asked to. It stands first: all else rests on the figures.
func (b *Book) toReturn(at disclosure.At) []LetterDue {
	if at.Place.Level != attendance.LevelSchool {
		return nil
	}
	ask, tag := "letter.confirm", "letter.confirm.tag"
	switch {
	case b.unreturned(at) && len(b.asideIn(attendance.URN(at.Place.Code), at.Period)) > 0:
		ask, tag = "letter.return.aside", "letter.return.aside.tag"
	case b.unreturned(at):
		ask, tag = "letter.return", "letter.return.tag"
	case b.signOffLine(at).IsZero():
		return nil
	case b.signOff(attendance.URN(at.Place.Code), at.Period).State == returns.Query:
		ask = "letter.confirm.query"
	}
	return []LetterDue{{Tag: Tag{Attention, IconRisk, T(tag)}, Title: T(ask, PeriodArg("period", at.Period))}}
}

// dueActions are the actions about a place that are overdue, due soon or at risk.
func (b *Book) dueActions(place attendance.Place) []LetterDue {
	var out []LetterDue
	for _, i := range b.ActionsOf(place) {
		s := &b.states[i]
		late := s.Status == plan.Overdue
		if !b.tells(s.Action) || s.Status.Ended() || !late && !s.DueSoon && s.Status != plan.AtRisk {
			continue
		}
		d := LetterDue{Tag: statusTag(s.Status), Title: Words(s.Action.Title), Owner: strings.Join(s.Action.Owners, "; "), late: late}
		if s.Deadline.Kind == plan.Dated {
			d.by = s.Deadline.Date
		}
		switch {
		case d.by.IsZero():
			d.When = T("letter.due.unset", TextArg("due", b.due(s.Deadline)))
		default:
			d.When = dueWhen(d.by, s.DaysLate, s.DaysLeft)
		}
		out = append(out, d)
	}
	return out
}

// dueAgreements are what the last meeting about a place agreed and is overdue or due
// soon.
func (b *Book) dueAgreements(place attendance.Place) []LetterDue {
	var out []LetterDue
	for _, a := range b.Agreements.Last(place) {
		left := int(a.Due.Sub(b.asOf()) / (24 * time.Hour))
		if a.Status.Ended() || a.Due.IsZero() || left > b.PlanRules.DueSoonDays {
			continue
		}
		out = append(out, LetterDue{Tag: b.agreementTag(&a), Title: Words(a.Text), Owner: a.Owner, When: dueWhen(a.Due, -left, left), late: left < 0, by: a.Due})
	}
	return out
}

// dueWhen says when a thing is due, and how long that is from now.
func dueWhen(day time.Time, late, left int) Text {
	date := DateArg("date", day.Format(time.DateOnly))
	switch {
	case late > 0:
		return T("letter.due.late", date, IntArg("n", late))
	case left > 0:
		return T("letter.due.left", date, IntArg("n", left))
	}
	return T("letter.due.today", date)
}
