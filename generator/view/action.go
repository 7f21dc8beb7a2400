package view

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/measure"
	"rollcall/generator/plan"
)

// statusTag is the mark of a status: shape, word and tone.
func statusTag(s plan.Status) Tag {
	tag := Tag{Label: T("status." + statusID(s)), Tone: Plain, Icon: IconNone}
	switch s {
	case plan.Overdue:
		tag.Tone, tag.Icon = Concern, IconOverdue
	case plan.AtRisk:
		tag.Tone, tag.Icon = Attention, IconRisk
	case plan.Unreported:
		tag.Icon = IconPart
	case plan.OnTrack:
		tag.Tone, tag.Icon = Info, IconTrack
	case plan.Complete:
		tag.Tone, tag.Icon = Good, IconDone
	case plan.Stopped:
		tag.Icon = IconStopped
	}
	return tag
}

// statusID is a status as a name in the page and in the locale files.
func statusID(s plan.Status) string {
	if s == plan.NotStated {
		return "not-stated"
	}
	return strings.ReplaceAll(string(s), " ", "-")
}

// action is one action as lists show it.
func (b *Book) action(i int, up string) Action {
	s := &b.states[i]
	a := s.Action
	out := Action{ID: a.ID, Href: up + b.actionPath(a), Title: Words(a.Title), Status: statusTag(s.Status), StatusID: statusID(s.Status),
		Progress: Words(s.Progress), Owner: T("plan.owner.none"), Due: b.due(s), StrandID: attendance.Slug(a.Strand)}
	if len(a.Owners) > 0 {
		out.Owner = Words(strings.Join(a.Owners, "; "))
	}
	out.Strand = T("plan.strand.none")
	if st, p := b.strandOf(a); p != nil {
		out.Strand, out.StrandID = b.strandName(st, p), strconv.Itoa(p.Number)
		if a.StrandAssigned {
			out.Strand = T("plan.strand.assigned", TextArg("strand", out.Strand))
		}
	}
	switch {
	case s.Status == plan.Overdue:
		out.Late = T("plan.late", IntArg("n", s.DaysLate))
	case s.DueSoon && !s.Status.Ended():
		out.Late = T("plan.left", IntArg("n", s.DaysLeft))
	}
	if s.Deadline.Kind == plan.Unreadable {
		out.Problem = T("plan.due.unreadable", WordsArg("text", s.Deadline.Text))
	}
	out.Moves = T("plan.moves.none")
	if _, ok := measure.ByID(a.Measure); ok {
		out.Moves = measureName(a.Measure)
	}
	if a.Impact != "" {
		out.MoveNote = T("plan.impact", WordsArg("text", a.Impact))
	}
	out.History = b.events(a)
	if place, ok := b.scopeOf(a); ok && place != b.Pub.Authority() {
		out.Scope = []Link{{Label: b.Name(place), Href: b.href(up, place)}}
	}
	return out
}

func (b *Book) actionPath(a *plan.Action) string {
	return "actions/" + attendance.Slug(a.ID) + "/index.html"
}

func (b *Book) due(s *plan.State) Text {
	switch s.Deadline.Kind {
	case plan.Dated:
		return T("plan.due.date", DateArg("date", s.Deadline.Date.Format(time.DateOnly)))
	case plan.Ongoing:
		return T("plan.due.ongoing")
	case plan.Unreadable:
		return T("plan.due.unreadable", WordsArg("text", s.Deadline.Text))
	}
	return T("plan.due.none")
}

// events is the history of an action, the latest first.
func (b *Book) events(a *plan.Action) []Event {
	var out []Event
	for _, e := range a.History {
		text := Words(e.Progress)
		if e.Status != plan.NotStated {
			text = T("plan.event", TextArg("status", T("status."+statusID(e.Status))), WordsArg("text", e.Progress))
		}
		if e.Deadline.Kind == plan.Dated {
			text = T("plan.event.moved", TextArg("a", text), DateArg("date", e.Deadline.Date.Format(time.DateOnly)))
		}
		out = append(out, Event{Date: e.Date.Format(time.DateOnly), Text: text})
	}
	slices.Reverse(out)
	return out
}

// scopeOf is the place that an action is about: the authority where none is given.
func (b *Book) scopeOf(a *plan.Action) (attendance.Place, bool) {
	if a.Scope == (attendance.Place{}) {
		return b.Pub.Authority(), true
	}
	_, ok := b.paths[a.Scope]
	return a.Scope, ok
}

// actionsOf lists the actions about a place, by their index.
func (b *Book) actionsOf(place attendance.Place) []int {
	var out []int
	for i := range b.states {
		if scope, ok := b.scopeOf(b.states[i].Action); ok && scope == place {
			out = append(out, i)
		}
	}
	return out
}

// ActionPage makes the page of one action, by its index in the plan.
func (b *Book) ActionPage(i int) ActionPage {
	s := &b.states[i]
	a := s.Action
	path := b.actionPath(a)
	page := ActionPage{Frame: b.frame(path, navActions, Link{Label: T("plan.title"), Href: root(path) + "actions/index.html"}, Link{Label: Words(a.ID)})}
	page.Title = T("plan.action.title", WordsArg("id", a.ID))
	page.Kick = T("plan.action.title", WordsArg("id", a.ID))
	page.H1 = Words(a.Title)
	page.Action = b.action(i, page.Root)
	fact := func(label string, value Text) {
		page.Facts = append(page.Facts, Fact{T(label), value})
	}
	fact("plan.rule.label", T("plan.rule."+string(s.Rule), DateArg("date", s.Day.Format(time.DateOnly))))
	fact("plan.stated", T("status."+statusID(s.Stated)))
	if a.Focus != "" {
		fact("plan.focus", Words(a.Focus))
	}
	if !a.Start.IsZero() {
		fact("plan.start", T("plan.due.date", DateArg("date", a.Start.Format(time.DateOnly))))
	}
	if s.Moved > 0 {
		fact("plan.moved.label", T("plan.moved", IntArg("n", s.Moved)))
	}
	if len(a.DependsOn) > 0 {
		fact("plan.depends", Words(strings.Join(a.DependsOn, ", ")))
	}
	return page
}
