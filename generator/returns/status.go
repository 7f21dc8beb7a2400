package returns

import (
	"slices"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// Status says how far something has come that was undertaken: a component of a
// checklist, a recommendation, what a meeting agreed. Each file has words of its own.
type Status string

const (
	NotStarted Status = "not started"
	InProgress Status = "in progress"
	InPlace    Status = "in place"
	Stopped    Status = "stopped"
	Accepted   Status = "accepted"
	Complete   Status = "complete"
	Rejected   Status = "rejected"
	Open       Status = "open"
	Done       Status = "done"
	Dropped    Status = "dropped"
)

// The statuses of each file, in the order in which things go through them.
var (
	ChecklistStatuses      = []Status{NotStarted, InProgress, InPlace, Stopped}
	RecommendationStatuses = []Status{Accepted, InProgress, Complete, Rejected}
	AgreementStatuses      = []Status{Open, InProgress, Done, Dropped}
)

// Ended reports whether nobody has to do anything more.
func (s Status) Ended() bool {
	switch s {
	case InPlace, Stopped, Complete, Rejected, Done, Dropped:
		return true
	}
	return false
}

// status reads one of the words of a file, which has to be there.
func (l line) status(what string, allowed []Status) (Status, bool) {
	text, ok := l.filled("status")
	if !ok {
		return "", false
	}
	for _, end := range []Status{InPlace, Complete, Done} {
		if slices.Contains(allowed, end) && slices.Contains(finished, attendance.Fold(text)) {
			if attendance.Fold(text) != string(end) {
				l.problems.Add(l.Pos("status"), diag.RecordRead, "", "the %s %q was read as %s", what, text, end)
			}
			return end, true
		}
	}
	return word(l, "status", what, "", allowed)
}

// finished are words for the last status of a file, whatever it is called there.
var finished = []string{"complete", "completed", "done", "finished"}

// past reads a day that has to be there and is not ahead of the day on which the
// site is judged. A record that is ahead says nothing yet, so it is left out.
func (l line) past(column string) (time.Time, bool) {
	d, ok := l.day(column)
	return d, ok && l.reached(column, d)
}

func (l line) reached(column string, d time.Time) bool {
	if l.opt.AsOf.IsZero() || !d.After(l.opt.AsOf) {
		return true
	}
	l.problems.Add(l.Pos(column), diag.DateAhead, "Correct the date, or as_of in site.yaml. Until that day the row does not count.",
		"%s is %s, and the site is judged on %s", column, d.Format(time.DateOnly), l.opt.AsOf.Format(time.DateOnly))
	return false
}

// updated reads the day from which a row says what stands. It is the day on which the
// matter began where the cell is empty, and never an earlier one.
func (l line) updated(began time.Time) (time.Time, bool) {
	d, ok := l.date("updated")
	switch {
	case !ok:
		return d, false
	case d.IsZero():
		return began, true
	case d.Before(began):
		l.problems.Add(l.Pos("updated"), diag.RecordValue, "Correct one of the dates.", "updated is %s, before %s", d.Format(time.DateOnly), began.Format(time.DateOnly))
		return d, false
	}
	return d, l.reached("updated", d)
}

// due reads a day by which something is to be done, which may be empty.
func (l line) due(began time.Time) (time.Time, bool) {
	d, ok := l.date("due")
	if ok && !d.IsZero() && d.Before(began) {
		l.problems.Add(l.Pos("due"), diag.DeadlineEarly, "Correct one of the dates.", "due is %s, before %s", d.Format(time.DateOnly), began.Format(time.DateOnly))
	}
	return d, ok
}
