package plan

import "time"

// State is where an action stands on a day.
type State struct {
	Action *Action
	Day    time.Time // on which it is judged
	Over   bool      // its strategy ended before the day that was asked for

	Status   Status    // worked out
	Rule     Rule      // that gave it
	Since    time.Time // the first day on which the rule held; zero when what was stated bears no date
	Stated   Status    // by the plan or the latest report that says
	StatedOn time.Time // of the report that first said so; zero when it was the plan
	Unread   string    // what was stated, as written, where it has no single meaning; Stated is NotStated then

	Progress string   // the latest stated
	Deadline Deadline // the latest set
	Moves    []Move   // of the deadline, in order
	DaysLate int      // after a passed deadline, while it is not complete or stopped
	DaysLeft int      // to a deadline still to come, likewise; 0 also on the day itself
	DueSoon  bool

	News   time.Time // of the latest report; zero when there is none
	Silent int       // days since the latest report, or since the start, while it is not complete or stopped
	Stale  bool      // longer than the rules allow

	BlockedBy []string // IDs of the actions it depends on that are not complete, while it is not ended itself
}

// Move is one change of a deadline.
type Move struct {
	On       time.Time // the day of the report
	From, To Deadline
}

// Clash reports whether the status that was stated and the one that was worked out
// differ.
func (s *State) Clash() bool { return s.Stated != NotStated && s.Stated != s.Status }

// Slip is how far a deadline has moved in all: from the first day that was set to the
// latest. Whole months, and the days beyond them.
type Slip struct {
	Months, Days int
	Earlier      bool // the latest day is before the first
}

// Slip works out how far the deadline moved. It is false where it did not, or where
// one of its ends is not a day.
func (s *State) Slip() (Slip, bool) {
	if len(s.Moves) == 0 || s.Deadline.Kind != Dated {
		return Slip{}, false
	}
	first := s.Deadline.Date
	for i := len(s.Moves) - 1; i >= 0; i-- {
		if s.Moves[i].From.Kind == Dated {
			first = s.Moves[i].From.Date
		}
	}
	from, to := first, s.Deadline.Date
	slip := Slip{Earlier: to.Before(from)}
	if slip.Earlier {
		from, to = to, from
	}
	slip.Months = (to.Year()-from.Year())*12 + int(to.Month()) - int(from.Month())
	if slip.Months > 0 && from.AddDate(0, slip.Months, 0).After(to) {
		slip.Months--
	}
	slip.Days = days(from.AddDate(0, slip.Months, 0), to)
	return slip, !from.Equal(to)
}

// At works out the state of every action on a day, in the order of Actions. Reports
// of a later date do not count. An action of a strategy that has ended is judged on
// the strategy's last day: what was left undone then does not grow later for ever.
func (p *Plan) At(day time.Time, rules Rules) []State {
	out := make([]State, len(p.Actions))
	status := make(map[string]Status, len(p.Actions))
	for i := range p.Actions {
		out[i] = p.Actions[i].at(day, rules)
		status[p.Actions[i].ID] = out[i].Status
	}
	for i := range out {
		if out[i].Stated.Ended() {
			continue
		}
		for _, id := range out[i].Action.DependsOn {
			if now, known := status[id]; known && now != Complete {
				out[i].BlockedBy = append(out[i].BlockedBy, id)
			}
		}
	}
	return out
}

func (a *Action) at(day time.Time, rules Rules) State {
	day = dayOf(day)
	s := State{Action: a, Stated: a.statedBy(day), Unread: a.Unread, Progress: a.Progress, Deadline: a.Deadline}
	if until := rules.Until[a.Strategy]; !until.IsZero() && until.Before(day) {
		day, s.Over = dayOf(until), true
		s.Stated = a.statedBy(day)
	}
	s.Day = day
	for _, e := range a.History {
		if e.Date.After(day) {
			break
		}
		s.News = e.Date
		if e.Status != NotStated || e.Unread != "" {
			if e.Status != s.Stated || e.Unread != s.Unread || s.StatedOn.IsZero() {
				s.StatedOn = e.Date
			}
			s.Stated, s.Unread = e.Status, e.Unread
		}
		if e.Progress != "" {
			s.Progress = e.Progress
		}
		if e.Deadline.Kind != NoDeadline {
			if !e.Deadline.same(s.Deadline) {
				s.Moves = append(s.Moves, Move{e.Date, s.Deadline, e.Deadline})
			}
			s.Deadline = e.Deadline
		}
	}
	s.judge(rules)
	return s
}

// statedBy is the status that the plan itself states, as far as it can have held on a
// day. It bears no date; but what was reported on later had not ended.
func (a *Action) statedBy(day time.Time) Status {
	if !a.Status.Ended() {
		return a.Status
	}
	for _, e := range a.History {
		if e.Date.After(day) && e.Status != NotStated {
			return NotStated
		}
	}
	return a.Status
}

// dayOf drops the time of day.
func dayOf(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// days counts the days from one day to another; both are midnights in UTC.
func days(from, to time.Time) int { return int((to.Unix() - from.Unix()) / (24 * 60 * 60)) }
