package view

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/measure"
	"rollcall/generator/plan"
	"rollcall/generator/strategy"
)

// statusOrder is the order in which the plan shows its statuses: what needs
// somebody first.
var statusOrder = []plan.Status{plan.Overdue, plan.AtRisk, plan.Unreported, plan.OnTrack, plan.NotStarted, plan.NotStated, plan.Complete, plan.Stopped}

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

// judgePlan works out where every action stands.
func (b *Book) judgePlan() {
	if b.Plan == nil {
		return
	}
	rules := b.PlanRules
	rules.Until = make(map[string]time.Time)
	for _, s := range b.Strategies {
		rules.Until[s.ID] = s.Until
	}
	day, _ := time.Parse(time.DateOnly, b.AsOf)
	b.states = b.Plan.At(day, rules)
}

// PlanPage makes the action plan.
func (b *Book) PlanPage() Plan {
	page := Plan{Frame: b.frame("actions/index.html", navActions, Link{Label: T("plan.title")})}
	count := b.tally(b.states)
	page.Title = T("plan.title")
	page.Kick = T("kick.plan", DateArg("date", b.planDay()))
	complete, overdue := IntArg("complete", count[plan.Complete]), IntArg("overdue", count[plan.Overdue])
	page.H1 = T("plan.h1", IntArg("n", len(b.states)), complete, overdue)
	if ended, s := b.planEnded(); ended {
		page.H1 = T("plan.h1.ended", IntArg("n", len(b.states)), complete)
		page.Lede.Story = append(page.Lede.Story, T("plan.story.ended", DateArg("date", s.Until.Format(time.DateOnly))))
	}
	page.Lede.Story = append(page.Lede.Story, T("plan.story.state", TextArg("sum", sumOf(count))))
	if n := count[plan.Unreported]; n > 0 {
		page.Lede.Story = append(page.Lede.Story, T("plan.story.unreported", IntArg("n", n)))
	}
	if n := b.withoutStrand(); n > 0 {
		page.Lede.Story = append(page.Lede.Story, T("plan.story.strand", IntArg("n", n)))
	}
	page.Lede.NextHead = T("plan.next")
	page.Lede.Next = b.planSteps()
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

func (b *Book) tally(states []plan.State) map[plan.Status]int {
	count := make(map[plan.Status]int)
	for _, s := range states {
		count[s.Status]++
	}
	return count
}

// sumOf says how many actions have each status: 2 overdue, 3 on track.
func sumOf(count map[plan.Status]int) Text {
	var list Text
	for _, status := range statusOrder {
		if count[status] == 0 {
			continue
		}
		one := T("plan.count", IntArg("n", count[status]), TextArg("status", T("status."+statusID(status))))
		if list.IsZero() {
			list = one
		} else {
			list = T("list.more", TextArg("a", list), TextArg("b", one))
		}
	}
	return list
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

// planSteps names the actions that need somebody first.
func (b *Book) planSteps() []Text {
	var out []Text
	for i := range b.states {
		s := &b.states[i]
		if s.Status == plan.Overdue && len(out) < 5 {
			out = append(out, T("plan.step.overdue", WordsArg("id", s.Action.ID).Linked("../"+b.actionPath(s.Action)), WordsArg("title", s.Action.Title), IntArg("n", s.DaysLate)))
		}
	}
	soon := 0
	for i := range b.states {
		if b.states[i].DueSoon && !b.states[i].Status.Ended() {
			soon++
		}
	}
	if soon > 0 {
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

// planNext points from the front page to what needs somebody.
func (b *Book) planNext(up string) []Text {
	var out []Text
	count := b.tally(b.states)
	if n := count[plan.Overdue]; n > 0 {
		out = append(out, T("next.overdue", IntArg("n", n)).to(up+"actions/index.html#overdue"))
	}
	if n := count[plan.Unreported]; n > 0 {
		out = append(out, T("next.unreported", IntArg("n", n)).to(up+"actions/index.html#unreported"))
	}
	return out
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

// planSection is the part of the plan that concerns a place.
func (b *Book) planSection(place attendance.Place, up string) []Section {
	var block Block
	for _, i := range b.actionsOf(place) {
		block.Actions = append(block.Actions, b.action(i, up))
	}
	if len(block.Actions) == 0 {
		return nil
	}
	return section("actions", T("section.actions"), []Text{T("plan.rail"), T("plan.all.link").to(up + "actions/index.html")}, block)
}

// planSummary is the plan on the front page: each strand with a mark for each of its
// actions, and the actions that are overdue.
func (b *Book) planSummary(up string) []Section {
	var strands, overdue Block
	for _, s := range b.Strategies {
		if rows := b.strandRows(s, up); slices.ContainsFunc(rows, func(r StrandRow) bool { return len(r.Marks) > 0 }) {
			strands.Strands = append(strands.Strands, rows...)
		}
	}
	for i := range b.states {
		if b.states[i].Status == plan.Overdue && len(overdue.Actions) < 5 {
			overdue.Actions = append(overdue.Actions, b.action(i, up))
		}
	}
	return section("actions", T("section.actions"), []Text{T("plan.marks.rail"), T("plan.all.link").to(up + "actions/index.html")}, strands, overdue)
}

// strandOf finds the strand of an action in its strategy.
func (b *Book) strandOf(a *plan.Action) (*strategy.Strategy, *strategy.Page) {
	for _, s := range b.Strategies {
		if s.ID != a.Strategy {
			continue
		}
		for i := range s.Strands {
			if strconv.Itoa(s.Strands[i].Number) == a.Strand {
				return s, &s.Strands[i]
			}
		}
	}
	return nil, nil
}

func (b *Book) strandName(s *strategy.Strategy, p *strategy.Page) Text {
	return Words(fmt.Sprintf("%d. %s", p.Number, p.Title))
}

func (b *Book) inStrand(s *strategy.Strategy, number string) []int {
	var out []int
	for i := range b.states {
		if a := b.states[i].Action; a.Strategy == s.ID && a.Strand == number {
			out = append(out, i)
		}
	}
	return out
}

// strandRows shows each strand of a strategy with a mark for each of its actions,
// and last the actions that name none.
func (b *Book) strandRows(s *strategy.Strategy, up string) []StrandRow {
	row := func(label Text, href string, actions []int) StrandRow {
		out := StrandRow{Label: label, Href: href}
		var states []plan.State
		for _, status := range statusOrder {
			for _, i := range actions {
				if b.states[i].Status == status {
					out.Marks = append(out.Marks, statusTag(status))
					states = append(states, b.states[i])
				}
			}
		}
		out.Sum = T("plan.noactions")
		if len(states) > 0 {
			out.Sum = T("plan.sum", TextArg("list", sumOf(b.tally(states))))
		}
		return out
	}
	var out []StrandRow
	for i := range s.Strands {
		p := &s.Strands[i]
		out = append(out, row(b.strandName(s, p), up+b.strandPath(s, p), b.inStrand(s, strconv.Itoa(p.Number))))
	}
	if none := b.inStrand(s, ""); len(none) > 0 {
		out = append(out, row(T("plan.strand.none"), up+"actions/index.html", none))
	}
	return out
}

// strandActions lists the actions of a strand.
func (b *Book) strandActions(s *strategy.Strategy, p *strategy.Page, up string) []Section {
	var block Block
	for _, i := range b.inStrand(s, strconv.Itoa(p.Number)) {
		block.Actions = append(block.Actions, b.action(i, up))
	}
	return section("actions", T("section.actions"), nil, block)
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
