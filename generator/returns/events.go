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

var eventsFile = sheet.Format{
	Name:    "events",
	Meaning: "Dated events that figures are read against: one row an event and place.",
	Columns: []sheet.Column{
		{Name: "date", Required: true, Meaning: "The day on which it was or began: 2024-08-19."},
		{Name: "event", Required: true, Meaning: "What happened, in a few words; rows with the same words are one event."},
		{Name: "until", Meaning: "Its last day; empty for a single day, or while it lasts."},
		{Name: "level", Meaning: "school, cluster, authority, or the name of another grouping; empty for the authority."},
		{Name: "code", Meaning: "The URN of a school, the slug of a group, the code of an authority."},
		{Name: "kind", Meaning: "policy, codes, closure, initiative or other; empty for other."},
		{Name: "note", Meaning: "What else has to be known."},
	},
}

// EventKind says what sort of thing happened.
type EventKind string

const (
	Policy     EventKind = "policy"     // a rule or a way of working began
	CodeChange EventKind = "codes"      // codes came to count otherwise
	Closure    EventKind = "closure"    // schools were shut
	Initiative EventKind = "initiative" // some schools took part in something
	OtherEvent EventKind = "other"
)

// EventKinds lists the kinds of event.
var EventKinds = []EventKind{Policy, CodeChange, Closure, Initiative, OtherEvent}

// Event is one thing that happened, at one place or several.
type Event struct {
	Name  string // in the file's words
	Kind  EventKind
	Parts []EventPart // at least one, in order of date and place
}

// EventPart is an event at one place. A part of an initiative at a school says that
// the school takes part from that day.
type EventPart struct {
	Place attendance.Place // the authority, unless the file names another
	From  time.Time        // in UTC
	Until time.Time        // last day; zero when the file gives none
	Note  string
	Pos   diag.Pos // of its row
}

// Schools returns the parts of an event that are about one school each.
func (e *Event) Schools() []EventPart {
	var out []EventPart
	for _, p := range e.Parts {
		if p.Place.Level == attendance.LevelSchool {
			out = append(out, p)
		}
	}
	return out
}

// eventRow is a part of an event with the event that it is of.
type eventRow struct {
	EventPart
	name string
	kind EventKind
}

type eventKey struct {
	name  string
	place attendance.Place
	from  time.Time
}

func (l line) event() {
	e := eventRow{EventPart: EventPart{Note: l.Text("note")}}
	var ok [5]bool
	e.From, ok[0] = l.day("date")
	e.name, ok[1] = l.filled("event")
	e.Until, ok[2] = l.date("until")
	e.Place, ok[3] = l.eventPlace()
	e.kind, ok[4] = word(l, "kind", "kind of event", OtherEvent, EventKinds)
	if slices.Contains(ok[:], false) {
		return
	}
	if !e.Until.IsZero() && e.Until.Before(e.From) {
		l.problems.Add(l.Pos("until"), diag.RecordValue, "Correct one of the dates.", "the event ends before it begins")
		return
	}
	if l.first(e.key(), e, l.Pos("date"), "", fmt.Sprintf("%q of %s on %s", e.name, e.Place, e.From.Format(time.DateOnly))) {
		e.Pos = l.Pos("date")
		l.events = append(l.events, e)
	}
}

func (e *eventRow) key() eventKey { return eventKey{e.name, e.Place, e.From} }

// eventPlace is the place that a row names, or else the authority.
func (l line) eventPlace() (attendance.Place, bool) {
	if l.Text("level") == "" && l.Text("code") == "" {
		return l.opt.Authority, true
	}
	return l.place(diag.PlaceUnknown)
}

// settleEvents puts the rows of one event together, and the events in order of their
// first day.
func (r *reader) settleEvents() []Event {
	slices.SortStableFunc(r.events, func(a, b eventRow) int {
		return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.name, b.name), comparePlaces(a.Place, b.Place))
	})
	at := make(map[string]int)
	var out []Event
	for _, e := range r.events {
		i, known := at[e.name]
		if !known {
			i = len(out)
			at[e.name] = i
			out = append(out, Event{Name: e.name, Kind: e.kind})
		}
		if out[i].Kind != e.kind {
			r.problems.Add(e.Pos, diag.RecordValue, "Give all its rows one kind, or two events two names.",
				"%q is of the kind %s here and %s at %s", e.name, e.kind, out[i].Kind, out[i].Parts[0].Pos)
			continue
		}
		out[i].Parts = append(out[i].Parts, e.EventPart)
	}
	return out
}
