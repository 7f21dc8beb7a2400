package view

import (
	"strconv"
	"time"

	"rollcall/generator/plan"
	"rollcall/generator/strategy"
)

// statusOrder is the order in which the plan shows its statuses: what needs
// somebody first.
var statusOrder = []plan.Status{plan.Overdue, plan.AtRisk, plan.Unreported, plan.OnTrack, plan.NotStarted, plan.NotStated, plan.Complete, plan.Stopped}

// judgePlan works out where every action stands.
func (b *Book) judgePlan() {
	if b.Plan == nil {
		return
	}
	day, _ := time.Parse(time.DateOnly, b.AsOf)
	b.states = b.Plan.At(day, b.rulesOfPlan())
	b.judgeOutcomes()
}

// rulesOfPlan are the rules of the site file, with the last day of each strategy.
func (b *Book) rulesOfPlan() plan.Rules {
	rules := b.PlanRules
	rules.Until = make(map[string]time.Time)
	for _, s := range b.Strategies {
		rules.Until[s.ID] = s.Until
	}
	return rules
}

// PlanPage makes the action plan.
func (b *Book) PlanPage() Plan {
	page := Plan{Frame: b.frame("actions/index.html", navActions, Link{Label: T("plan.title")})}
	page.Title = T("plan.title")
	page.Kick = T("kick.plan", DateArg("date", b.planDay()))
	page.H1 = b.planHeading()
	page.Lede.Story = b.planStory()
	if n := b.withoutStrand(); n > 0 {
		page.Lede.Story = append(page.Lede.Story, T("plan.story.strand", IntArg("n", n)))
	}
	page.Lede.NextHead = T("plan.next")
	page.Lede.Next = b.planSteps()
	page.Finders = []Link{{Label: T("plan.board.link"), Href: page.Root + boardPath}, {Label: T("plan.find"), Href: page.Root + findersPath}}
	page.Sections = append(b.courseSections(page.Root), b.outcomeSections(page.Root)...)
	page.Notes = b.ruleNotes()
	for _, s := range b.Strategies {
		page.Strands = append(page.Strands, b.strandRows(s, page.Root)...)
	}
	for _, status := range statusOrder {
		group := ActionGroup{ID: statusID(status), Heading: T("status." + statusID(status)), Tag: statusTag(status)}
		for i := range b.states {
			if b.states[i].Status == status {
				group.Actions = append(group.Actions, b.action(i, page.Root))
			}
		}
		if len(group.Actions) == 0 {
			continue
		}
		page.Groups = append(page.Groups, group)
		page.Key = append(page.Key, statusTag(status))
		page.ByStatus = append(page.ByStatus, Link{Label: group.Heading, Href: "#" + group.ID, Note: T("value.int", IntArg("n", len(group.Actions)))})
	}
	for _, s := range b.Strategies {
		for i := range s.Strands {
			if n := len(b.inStrand(s, strconv.Itoa(s.Strands[i].Number))); n > 0 {
				page.ByStrand = append(page.ByStrand, Link{Label: b.strandName(s, &s.Strands[i]), Href: "#only-" + strconv.Itoa(s.Strands[i].Number), Note: T("value.int", IntArg("n", n))})
			}
		}
	}
	return page
}

// planHeading is how the plan stands, in a line.
func (b *Book) planHeading() Text {
	count := b.tally(b.states)
	n, complete := IntArg("n", len(b.states)), IntArg("complete", count[plan.Complete])
	ended, _ := b.planEnded()
	switch {
	case count[plan.NotStated] == len(b.states):
		return T("plan.h1.unstated", n)
	case ended:
		return T("plan.h1.ended", n, complete)
	}
	return T("plan.h1", n, complete, IntArg("overdue", count[plan.Overdue]))
}

// planStory says how many actions have each status, and what a reader has to know of
// these.
func (b *Book) planStory() []Text {
	var out []Text
	if ended, s := b.planEnded(); ended {
		out = append(out, T("plan.story.ended", DateArg("date", s.Until.Format(time.DateOnly))))
	}
	count := b.tally(b.states)
	if count[plan.NotStated] < len(b.states) { // the heading says it otherwise
		out = append(out, T("plan.story.state", TextArg("sum", sumOf(count))))
	}
	if n := count[plan.Unreported]; n > 0 {
		out = append(out, T("plan.story.unreported", IntArg("n", n)))
	}
	clash, stale := 0, 0
	for i := range b.states {
		if b.states[i].Clash() {
			clash++
		}
		if b.states[i].Stale {
			stale++
		}
	}
	if clash > 0 {
		out = append(out, T("plan.story.clash", IntArg("n", clash)))
	}
	if stale > 0 {
		out = append(out, T("plan.story.stale", IntArg("n", stale), IntArg("days", b.PlanRules.StaleDays)))
	}
	return out
}

// ruleNotes state the rules of a status in the order in which they are asked.
func (b *Book) ruleNotes() []Text {
	out := []Text{T("plan.how")}
	for _, status := range b.PlanRules.Asked() {
		out = append(out, T("plan.how."+statusID(status), IntArg("soon", b.PlanRules.DueSoonDays), IntArg("stale", b.PlanRules.StaleDays)))
	}
	return append(out, T("plan.how.unreported"), T("plan.how.not-stated"), T("plan.how.movement"))
}

// planEnded reports whether the strategy that the site follows is over.
func (b *Book) planEnded() (bool, *strategy.Strategy) {
	if len(b.Strategies) == 0 {
		return false, nil
	}
	s := b.Strategies[0]
	return !s.Until.IsZero() && s.Until.Format(time.DateOnly) < b.AsOf, s
}

// planDay is the day on which the plan is judged.
func (b *Book) planDay() string {
	if ended, s := b.planEnded(); ended {
		return s.Until.Format(time.DateOnly)
	}
	return b.AsOf
}

func (b *Book) withoutStrand() int {
	n := 0
	for i := range b.Plan.Actions {
		if a := &b.Plan.Actions[i]; a.Strand == "" || a.StrandAssigned {
			n++
		}
	}
	return n
}

// dueSoon counts the actions that are due within the days of the site file.
func (b *Book) dueSoon() int {
	n := 0
	for i := range b.states {
		if b.states[i].DueSoon && !b.states[i].Status.Ended() {
			n++
		}
	}
	return n
}

// planSteps names the actions that need somebody first.
func (b *Book) planSteps() []Text {
	var out []Text
	for i := range b.states {
		s := &b.states[i]
		if s.Status == plan.Overdue && b.tells(s.Action) && len(out) < 5 {
			out = append(out, T("plan.step.overdue", WordsArg("id", s.Action.ID).Linked("../"+b.actionPath(s.Action)), WordsArg("title", s.Action.Title), IntArg("n", s.DaysLate)))
		}
	}
	if soon := b.dueSoon(); soon > 0 {
		out = append(out, T("plan.step.soon", IntArg("n", soon), IntArg("days", b.PlanRules.DueSoonDays)))
	}
	if ended, s := b.planEnded(); ended {
		if b.HasAftermath(s) {
			out = append(out, T("aftermath.title").to("../"+b.aftermathPath(s)))
		}
		for i := range s.Pages {
			out = append(out, T("next.read", WordsArg("title", s.Pages[i].Title)).to("../"+b.strandPath(s, &s.Pages[i])))
		}
	}
	return out
}
