// Package plan reads the action plan of a strategy and the dated updates to it, and
// works out where each action stands on a day.
//
// The plan is a file of actions as the strategy wrote them; updates are appended to
// a second file and never change the first. An update counts from its date on, so
// the plan can be shown as it stood on any day, and neither the order of rows nor
// of files matters.
package plan

import (
	"slices"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// Plan is every action of a site.
type Plan struct {
	Actions []Action // in order of ID, C2 before C10
}

// Action is one action as its strategy states it. What has happened since stands in
// its history.
type Action struct {
	ID       string
	Strategy string // ID of its strategy
	Focus    string // the target or team focus it is grouped under
	Title    string // what is to be done
	Owners   []string
	Deadline Deadline
	Start    time.Time // zero when not given

	Strand string // number or name; empty when none is given
	// StrandAssigned says that the strand is ours: the document names none, and the
	// cell says so with "(assigned)".
	StrandAssigned bool

	Status   Status // as the plan states it
	Unread   string // the status as written, where it has no single meaning
	Progress string // as the plan states it
	Impact   string

	Measure     string // the ID of a measure, or evidence in words
	Baseline    Amount
	TargetValue Amount
	TargetDate  time.Time // zero when not given

	Scope     attendance.Place // zero for the whole authority
	ScopeText string           // as written; whoever knows the places reads it into Scope
	DependsOn []string         // IDs of actions of the plan, none in a circle
	Extra     []Extra          // further columns of the file
	History   []Event          // in order of date
	Pos       diag.Pos         // of its row
}

// Extra is a filled cell of a column that the format does not know, such as a budget.
type Extra struct{ Name, Text string }

// Amount is a number that may not have been given.
type Amount struct {
	Number attendance.Decimal
	Given  bool
	Text   string // as written, where it cannot be read
}

// Event is one dated update. An empty field says nothing: what was known stays.
type Event struct {
	Date     time.Time
	Status   Status
	Unread   string // the status as written, where it has no single meaning
	Progress string
	Deadline Deadline
	By       string // the role that reported it
}

// Status says how far an action is.
type Status string

const (
	NotStated  Status = "" // neither the plan nor an update says
	NotStarted Status = "not started"
	OnTrack    Status = "on track"
	AtRisk     Status = "at risk"
	Overdue    Status = "overdue"
	Complete   Status = "complete"
	Stopped    Status = "stopped"

	// Unreported is worked out and never stated: the strategy is over, the deadline
	// passed within it, and nobody ever reported a status. The action may well have
	// been done; the document does not say. While a strategy runs its owners can be
	// asked, and such an action is overdue.
	Unreported Status = "unreported"
)

// Statuses lists what a file may state, from the first step to the last.
var Statuses = []Status{NotStarted, OnTrack, AtRisk, Overdue, Complete, Stopped}

// Ended reports whether nothing more is to be done.
func (s Status) Ended() bool { return s == Complete || s == Stopped }

// Check reports actions of no strategy or of one that is not in from, and deadlines before
// the action's own start or the first day of its strategy, whether the plan or an update
// sets them. A strategy with a zero day sets no beginning.
func (p *Plan) Check(from map[string]time.Time, problems *diag.List) {
	for i := range p.Actions {
		a := &p.Actions[i]
		start, ok := from[a.Strategy]
		switch {
		case a.Strategy == "":
			problems.Add(a.Pos, diag.ActionScope, strategyHint("", from), "action %s names no strategy", a.ID)
		case !ok:
			problems.Add(a.Pos, diag.ActionScope, strategyHint(a.Strategy, from), "action %s is of strategy %q, which the site does not have", a.ID, a.Strategy)
		}
		early := func(due Deadline, said string) {
			switch {
			case due.Kind != Dated:
			case due.Date.Before(a.Start):
				problems.Add(due.Pos, diag.DeadlineEarly, "", "action %s %s %s, before it starts", a.ID, said, due.Text)
			case due.Date.Before(start):
				problems.Add(due.Pos, diag.DeadlineEarly, "", "action %s %s %s, before its strategy begins", a.ID, said, due.Text)
			}
		}
		early(a.Deadline, "is due on")
		for _, e := range a.History {
			early(e.Deadline, "is moved to")
		}
	}
}

func strategyHint(id string, from map[string]time.Time) string {
	var known []string
	for k := range from {
		known = append(known, k)
	}
	slices.Sort(known)
	return diag.DidYouMean(id, known)
}
