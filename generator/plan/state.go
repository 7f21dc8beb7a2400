package plan

import "time"

// Rules say how the status of an action is worked out.
type Rules struct {
	DueSoonDays int                  // due soon from so many days before the deadline
	StaleDays   int                  // stale after so many days without a report
	Until       map[string]time.Time // the last day of each strategy, by ID; an ended one is judged on that day
}

// Rule names the rule that gave a status. The first that holds gives it.
type Rule string

const (
	RuleEnded      Rule = "ended"           // complete or stopped was stated: that stands
	RuleUnreported Rule = "unreported"      // the deadline has passed, and no status was ever stated
	RulePassed     Rule = "deadline-passed" // the deadline has passed: overdue
	RuleStated     Rule = "stated"          // what was stated stands
	RuleNotStated  Rule = "not-stated"      // nothing was stated, and no deadline has passed
)

// State is where an action stands on a day.
type State struct {
	Action   *Action
	Day      time.Time // on which it is judged
	Status   Status    // worked out
	Rule     Rule      // that gave it
	Stated   Status    // by the plan or the latest report that says
	Progress string    // the latest stated
	Deadline Deadline  // the latest set
	Moved    int       // how often the deadline was moved
	News     time.Time // of the latest report; zero when there is none
	DaysLate int       // after a passed deadline, while it is not complete or stopped
	DaysLeft int       // to a deadline still to come, likewise; 0 also on the day itself
	DueSoon  bool
	Stale    bool
}

// At works out the state of every action on a day, in the order of Actions. Reports
// of a later date do not count. An action of a strategy that has ended is judged on
// the strategy's last day: what was left undone then does not grow later for ever.
func (p *Plan) At(day time.Time, rules Rules) []State {
	out := make([]State, len(p.Actions))
	for i := range p.Actions {
		out[i] = p.Actions[i].at(day, rules)
	}
	return out
}

func (a *Action) at(day time.Time, rules Rules) State {
	day = dayOf(day)
	if until, ok := rules.Until[a.Strategy]; ok && !until.IsZero() && until.Before(day) {
		day = dayOf(until)
	}
	s := State{Action: a, Day: day, Stated: a.Status, Progress: a.Progress, Deadline: a.Deadline}
	for _, e := range a.History {
		if e.Date.After(day) {
			break
		}
		s.News = e.Date
		if e.Status != NotStated {
			s.Stated = e.Status
		}
		if e.Progress != "" {
			s.Progress = e.Progress
		}
		if e.Deadline.Kind != NoDeadline {
			if e.Deadline.Kind != s.Deadline.Kind || !e.Deadline.Date.Equal(s.Deadline.Date) {
				s.Moved++
			}
			s.Deadline = e.Deadline
		}
	}
	s.judge(rules)
	return s
}

func (s *State) judge(rules Rules) {
	s.Status, s.Rule = s.Stated, RuleStated
	if s.Stated.Ended() {
		s.Rule = RuleEnded
		return
	}
	if s.Stated == NotStated {
		s.Rule = RuleNotStated
	}
	if s.Deadline.Kind == Dated {
		left := days(s.Day, s.Deadline.Date)
		s.DaysLate, s.DaysLeft = max(-left, 0), max(left, 0)
		s.DueSoon = left >= 0 && left <= rules.DueSoonDays
		switch {
		case left >= 0:
		case s.Stated == NotStated:
			s.Status, s.Rule = Unreported, RuleUnreported
		default:
			s.Status, s.Rule = Overdue, RulePassed
		}
	}
	since := s.News
	if since.IsZero() {
		since = s.Action.Start // an action without either gives no day to count from
	}
	s.Stale = !since.IsZero() && days(since, s.Day) > rules.StaleDays
}

// dayOf drops the time of day.
func dayOf(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// days counts the days from one day to another; both are midnights in UTC.
func days(from, to time.Time) int { return int((to.Unix() - from.Unix()) / (24 * 60 * 60)) }
