package plan

import (
	"slices"
	"time"
)

// Rules say how the status of an action is worked out.
type Rules struct {
	// Order is the order in which the rules are asked, each by the status that it gives;
	// the first that holds gives the status. Nil is the order of Asked.
	Order       []Status
	DueSoonDays int                  // due soon from so many days before the deadline
	StaleDays   int                  // stale after so many days without a report
	Until       map[string]time.Time // the last day of each strategy, by ID; an ended one is judged on that day
}

// Asked is the order in which the rules are asked where a site states none.
var Asked = []Status{Overdue, AtRisk, OnTrack, NotStarted, Complete, Stopped}

// Asked returns the order in which these rules are asked.
func (r Rules) Asked() []Status {
	if r.Order == nil {
		return Asked
	}
	return r.Order
}

// Rule names the rule that gave a status.
type Rule string

const (
	RuleEnded      Rule = "ended"           // complete or stopped was stated: no other rule holds
	RulePassed     Rule = "deadline-passed" // overdue: the deadline was before the day, and it has not ended
	RuleSilent     Rule = "silent"          // at risk: due soon, and nothing reported for too long
	RuleStated     Rule = "stated"          // overdue, at risk, on track or not started: it was stated
	RuleUnreported Rule = "unreported"      // the strategy is over, the deadline passed, and no status was ever stated
	RuleUnread     Rule = "unread"          // what was stated has no single meaning, and no rule holds
	RuleNotStated  Rule = "not-stated"      // no rule holds
)

// judge asks the rules in their order.
func (s *State) judge(rules Rules) {
	s.measure(rules)
	for _, status := range rules.Asked() {
		if rule, since, ok := s.holds(status, rules); ok {
			s.Status, s.Rule, s.Since = status, rule, since
			return
		}
	}
	switch s.Status = NotStated; {
	case s.Unread != "":
		s.Rule, s.Since = RuleUnread, s.StatedOn
	case s.DaysLate > 0:
		s.Status, s.Rule, s.Since = Unreported, RuleUnreported, s.Day
	default:
		s.Rule = RuleNotStated
	}
}

// measure counts the days that the rules ask for.
func (s *State) measure(rules Rules) {
	if s.Stated.Ended() {
		return
	}
	if s.Deadline.Kind == Dated {
		left := days(s.Day, s.Deadline.Date)
		s.DaysLate, s.DaysLeft = max(-left, 0), max(left, 0)
		s.DueSoon = left >= 0 && left <= rules.DueSoonDays
	}
	if since := s.heard(); !since.IsZero() {
		s.Silent = max(days(since, s.Day), 0)
		s.Stale = s.Silent > rules.StaleDays
	}
}

// heard is the day from which silence is counted: an action with neither a report nor
// a start has none.
func (s *State) heard() time.Time {
	if s.News.IsZero() {
		return s.Action.Start
	}
	return s.News
}

// holds asks the rule of one status: whether it holds, by which clause, and since
// when.
func (s *State) holds(status Status, rules Rules) (Rule, time.Time, bool) {
	stated := s.Stated == status
	switch {
	case s.Stated.Ended():
		return RuleEnded, s.StatedOn, stated
	case status == Overdue && s.DaysLate > 0 && !(s.Over && s.Stated == NotStated):
		return RulePassed, s.Deadline.Date.AddDate(0, 0, 1), true
	case status == AtRisk && !stated && s.DueSoon && s.Stale:
		soon, stale := s.Deadline.Date.AddDate(0, 0, -rules.DueSoonDays), s.heard().AddDate(0, 0, rules.StaleDays+1)
		return RuleSilent, slices.MaxFunc([]time.Time{soon, stale}, time.Time.Compare), true
	}
	return RuleStated, s.StatedOn, stated
}
