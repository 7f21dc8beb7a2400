package view

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"rollcall/generator/attendance"
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

// statusOf is the mark of the status of an action. One that was reported in words of no
// single meaning is in these words.
func (b *Book) statusOf(s *plan.State) Tag {
	tag := statusTag(s.Status)
	if s.Rule == plan.RuleUnread && b.tells(s.Action) {
		tag.Label = Words(s.Unread)
	}
	return tag
}

// statedIn is what was reported, in words.
func statedIn(status plan.Status, unread string) Text {
	if unread != "" {
		return Words(unread)
	}
	return T("status." + statusID(status))
}

// statusID is a status as a name in the page and in the locale files.
func statusID(s plan.Status) string {
	if s == plan.NotStated {
		return "not-stated"
	}
	return strings.ReplaceAll(string(s), " ", "-")
}

// tells reports whether the edition says who does an action, when, and how far it has
// come in words. Only the authority's own staff and its head are told where it is about a
// single school.
func (b *Book) tells(a *plan.Action) bool {
	return a.Scope.Level != attendance.LevelSchool || b.inFull(a.Scope)
}

// action is one action as lists show it.
func (b *Book) action(i int, up string) Action {
	s := &b.states[i]
	a := s.Action
	out := Action{ID: a.ID, Href: up + b.actionPath(a), Title: Words(a.Title), Status: b.statusOf(s), StatusID: statusID(s.Status),
		Progress: Words(s.Progress), StrandID: attendance.Slug(a.Strand)}
	if out.Strand = T("plan.strand.none"); a.Strand != "" {
		out.Strand = Words(a.Strand) // no page of a strategy has its number
	}
	if st, p := b.strandOf(a); p != nil {
		out.Strand, out.StrandID = b.strandName(st, p), strconv.Itoa(p.Number)
		if a.StrandAssigned {
			out.Strand = T("plan.strand.assigned", TextArg("strand", out.Strand))
		}
	}
	if b.tells(a) {
		b.tellWhen(&out, s)
	} else {
		out.Progress, out.Due = Text{}, T("plan.withheld")
	}
	b.tellMoves(&out, i, up)
	if place, ok := b.scopeOf(a); ok && place != b.Pub.Authority() {
		out.Scope = []Link{{Label: b.Name(place), Href: b.href(up, place)}}
	}
	return out
}

// tellWhen adds who does an action, when it is due, and its history.
func (b *Book) tellWhen(out *Action, s *plan.State) {
	out.Owner = T("plan.owner.none")
	if owners := s.Action.Owners; len(owners) > 0 {
		out.Owner = Words(strings.Join(owners, "; "))
	}
	out.Due = b.due(s.Deadline)
	switch {
	case s.Status == plan.Overdue && s.DaysLate > 0:
		out.Late = T("plan.late", IntArg("n", s.DaysLate))
	case s.DueSoon && !s.Status.Ended():
		out.Late = T("plan.left", IntArg("n", s.DaysLeft))
	}
	if s.Deadline.Kind == plan.Unreadable {
		out.Problem = T("plan.due.unreadable")
	}
	out.Said = b.said(s)
	out.History = b.events(s)
}

// said is what a reader should know of an action beside its status.
func (b *Book) said(s *plan.State) []Text {
	var out []Text
	if began := b.begun(s.Action); s.Deadline.Kind == plan.Dated && s.Deadline.Date.Before(began) {
		out = append(out, T("plan.due.before", DateArg("date", began.Format(time.DateOnly))))
	}
	if s.Clash() {
		out = append(out, T("plan.clash", TextArg("stated", T("status."+statusID(s.Stated))), TextArg("status", T("status."+statusID(s.Status))), DateArg("date", s.Since.Format(time.DateOnly))))
	}
	if len(s.Moves) > 0 {
		out = append(out, b.slippage(s))
	}
	if s.Stale {
		out = append(out, T("plan.silent", IntArg("n", s.Silent)))
	}
	if len(s.BlockedBy) > 0 {
		out = append(out, T("plan.waits", WordsArg("ids", strings.Join(s.BlockedBy, ", "))))
	}
	return out
}

// slippage says how often a deadline moved, and how far in all.
func (b *Book) slippage(s *plan.State) Text {
	slip, known := s.Slip()
	times, way := TextArg("times", T("times.once")), "later"
	if n := len(s.Moves); n > 1 {
		times = TextArg("times", T("times.many", IntArg("n", n)))
	}
	if slip.Earlier {
		way = "earlier"
	}
	switch {
	case !known:
		return T("plan.moved", times)
	case slip.Months > 0:
		return T("plan.moved.months."+way, times, IntArg("n", slip.Months))
	}
	return T("plan.moved.days."+way, times, IntArg("n", slip.Days))
}

func (b *Book) actionPath(a *plan.Action) string {
	path := "actions/" + attendance.Slug(a.ID) + "/index.html"
	if b.isOwn(a.Scope) {
		return ownFolder(b.head) + path
	}
	return path
}

func (b *Book) due(d plan.Deadline) Text {
	date := DateArg("date", d.Date.Format(time.DateOnly))
	switch {
	case d.Kind == plan.Dated && d.Longest:
		return T("plan.due.longest", date, PeriodArg("period", d.Period))
	case d.Kind == plan.Dated && !d.Period.IsZero():
		return T("plan.due.period", date, PeriodArg("period", d.Period))
	case d.Kind == plan.Dated:
		return T("plan.due.date", date)
	case d.Kind == plan.Ongoing:
		return T("plan.due.ongoing")
	case d.Kind == plan.Unreadable:
		return T("plan.due.written", WordsArg("text", d.Text))
	}
	return T("plan.due.none")
}

// dueAsWritten is a deadline as the plan writes it, and as it is read, where the two
// are not the same: a slip of the pen stays in sight.
func (b *Book) dueAsWritten(d plan.Deadline) Text {
	if d.Kind != plan.Dated || d.Text == "" || d.Text == d.Date.Format(time.DateOnly) {
		return b.due(d)
	}
	return T("plan.due.read", WordsArg("text", d.Text), TextArg("due", b.due(d)))
}

// events is the history of an action up to the day on which it is judged, the latest
// first.
func (b *Book) events(s *plan.State) []Event {
	var out []Event
	add := func(day time.Time, text Text) { out = append(out, Event{Date: day.Format(time.DateOnly), Text: text}) }
	if start := s.Action.Start; !start.IsZero() && !start.After(s.Day) {
		add(start, T("plan.event.start"))
	}
	moves := s.Moves
	for _, e := range s.Action.History {
		if e.Date.After(s.Day) {
			break
		}
		text, said := Words(e.Progress), e.Status != plan.NotStated || e.Unread != ""
		switch {
		case said && e.Progress != "":
			text = T("plan.event", TextArg("status", statedIn(e.Status, e.Unread)), WordsArg("text", e.Progress))
		case said:
			text = statedIn(e.Status, e.Unread)
		}
		if len(moves) > 0 && moves[0].On.Equal(e.Date) && moves[0].To == e.Deadline {
			moved := T("plan.event.moved", TextArg("from", b.due(moves[0].From)), TextArg("to", b.due(moves[0].To)))
			moves = moves[1:]
			if text.IsZero() {
				text = moved
			} else {
				text = T("join", TextArg("a", text), TextArg("b", moved))
			}
		}
		if e.By != "" {
			text = T("plan.event.by", TextArg("text", text), WordsArg("by", e.By))
		}
		add(e.Date, text)
	}
	if s.Rule == plan.RulePassed {
		add(s.Since, T("plan.event.passed"))
	}
	slices.SortStableFunc(out, func(a, b Event) int { return strings.Compare(a.Date, b.Date) })
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

// ActionsOf lists the actions about a place, by their index.
func (b *Book) ActionsOf(place attendance.Place) []int {
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
	page.Facts = b.actionFacts(s, page.Action)
	page.Sections = append(b.outcomeSection(i, page.Root), b.dependsSection(i, page.Root)...)
	return page
}

// actionFacts are who, when, and by which rule the action has its status.
func (b *Book) actionFacts(s *plan.State, shown Action) []Fact {
	a := s.Action
	var out []Fact
	fact := func(label string, value Text) {
		if !value.IsZero() {
			out = append(out, Fact{T(label), value})
		}
	}
	date := func(day time.Time) Arg { return DateArg("date", day.Format(time.DateOnly)) }
	fact("action.owner", shown.Owner)
	due := shown.Due
	if b.tells(a) {
		due = b.dueAsWritten(s.Deadline)
	}
	fact("action.due", due)
	fact("plan.rule.label", T("plan.rule."+string(s.Rule), date(s.Day), IntArg("soon", b.PlanRules.DueSoonDays), IntArg("stale", b.PlanRules.StaleDays)))
	stated := statedIn(s.Stated, "")
	if b.tells(a) {
		stated = statedIn(s.Stated, s.Unread)
		if !s.Since.IsZero() {
			fact("plan.since", T("plan.due.date", date(s.Since)))
		}
		if !s.StatedOn.IsZero() {
			stated = T("plan.stated.on", TextArg("status", stated), date(s.StatedOn))
		}
		if !a.Start.IsZero() {
			fact("plan.start", T("plan.due.date", date(a.Start)))
		}
	}
	fact("plan.stated", stated)
	if s.Over {
		fact("plan.judged", T("plan.judged.over", date(s.Day)))
	}
	if a.Progress != s.Progress && b.tells(a) { // a report has said more since
		fact("plan.progress", Words(a.Progress))
	}
	fact("plan.focus", Words(a.Focus))
	fact("focus.target", b.focusTarget(a.Focus))
	if b.begun(a).IsZero() && a.Strategy != "" && len(b.Strategies) > 0 {
		fact("plan.strategy", Words(a.Strategy)) // as written: the site has none of that name
	}
	if b.tells(a) {
		fact("plan.scope", Words(a.ScopeText)) // likewise
	}
	if b.internal() { // a budget or a risk is for the authority's own staff
		for _, x := range a.Extra {
			out = append(out, Fact{Words(x.Name), Words(x.Text)})
		}
	}
	return out
}

// dependsSection is what an action waits for, and what waits for it.
func (b *Book) dependsSection(i int, up string) []Section {
	var before, after []Link
	link := func(j int) Link {
		s := &b.states[j]
		return Link{Label: T("pack.action", WordsArg("id", s.Action.ID), WordsArg("title", s.Action.Title)), Href: up + b.actionPath(s.Action), Note: T("status." + statusID(s.Status))}
	}
	for j := range b.states {
		if slices.Contains(b.states[i].Action.DependsOn, b.states[j].Action.ID) {
			before = append(before, link(j))
		}
		if slices.Contains(b.states[j].Action.DependsOn, b.states[i].Action.ID) {
			after = append(after, link(j))
		}
	}
	out := section("depends", T("plan.depends"), []Text{T("plan.depends.rail")}, Block{Links: before})
	return append(out, section("needed", T("plan.needed"), []Text{T("plan.needed.rail")}, Block{Links: after})...)
}
