package view

import (
	"cmp"
	"slices"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/plan"
	"rollcall/generator/strategy"
)

// mostDue is how many actions the overview lists as due next.
const mostDue = 10

// Overview makes the front page of a site without figures. It says what is followed,
// how the plan stands, what is due and what was recommended, so it is also the report
// that a committee prints: there is no other.
func (b *Book) Overview() Pack {
	s := b.Strategies[0] // generator refuses a site with neither figures nor a strategy
	page := Pack{Kind: "overview", Frame: b.frame("index.html", navAuthority)}
	up := page.Root
	page.Title, page.Kick, page.H1 = Words(s.Title), b.kick(), Words(s.Title)
	page.Lede = Lede{Story: []Text{b.followed(s, up)}, About: Words(s.Subtitle), NextHead: T("next.where"), Next: b.overviewNext(s, up)}
	if len(b.states) > 0 {
		page.H1 = b.planHeading()
		page.Lede.Story = append(page.Lede.Story, b.planStory()...)
		if n := b.neverReported(); n > 0 {
			page.Lede.Story = append(page.Lede.Story, T("overview.never", IntArg("n", n)))
		}
		page.Lede.Measures = b.planHeadlines()
	}
	add := func(s []Section) { page.Sections = append(page.Sections, s...) }
	add(section("strands", capital(s.StrandMany), []Text{T("plan.marks"), T("plan.all.link").to(up + "actions/index.html")}, b.strandBlock(up)))
	add(b.exceptions(up))
	add(section("due", T("overview.due"), []Text{T("overview.due.rail")}, Block{Table: b.actionTable("due-table", b.dueNext(), up)}))
	add(b.courseSections(up))
	add(b.recommended())
	add(section("events", T("overview.events"), []Text{T("overview.events.rail")}, Block{History: b.happened()}))
	add(b.limits(s, up))
	page.Contents = contents(page.Sections)
	return page
}

// followed says in a sentence which strategy the site is about.
func (b *Book) followed(s *strategy.Strategy, up string) Text {
	return T("overview.follows", WordsArg("title", s.Title).Linked(up+b.strategyPath(s)+"index.html"),
		DateArg("from", s.From.Format(time.DateOnly)), DateArg("to", s.Until.Format(time.DateOnly)))
}

// overviewNext says where to look next: at what is late or due, then at the text.
func (b *Book) overviewNext(s *strategy.Strategy, up string) []Text {
	out := b.planNext(up)
	if n := b.dueSoon(); n > 0 {
		out = append(out, T("plan.step.soon", IntArg("n", n), IntArg("days", b.PlanRules.DueSoonDays)).to("#due"))
	}
	if n := b.recommendationsLate(); n > 0 {
		out = append(out, T("overview.late", IntArg("n", n)).to("#recommendations"))
	}
	out = append(out, T("next.read", WordsArg("title", s.Title)).to(up+b.strategyPath(s)+"index.html"))
	for i := range s.Levels {
		out = append(out, T("next.read", WordsArg("title", s.Levels[i].Title)).to(up+b.strandPath(s, &s.Levels[i].Page)))
	}
	return append(out, T("overview.limits.link").to("#limits"))
}

// planHeadlines are the plan in numbers: what is complete, what needs somebody, what
// was never reported on, and which recommendations are still to be done.
func (b *Book) planHeadlines() []Headline {
	number := func(label string, n int, small Text) Headline {
		return Headline{Label: T(label), Value: T("value.int", IntArg("n", n)), Small: small}
	}
	needs := 0
	for i := range b.states {
		if needsSomebody(b.states[i].Status) {
			needs++
		}
	}
	of := T("overview.of", IntArg("n", len(b.states)))
	out := []Headline{number("status.complete", b.tally(b.states)[plan.Complete], of), number("overview.needs", needs, of), number("overview.silent", b.neverReported(), of)}
	if all := len(b.Recommendations); all > 0 {
		out = append(out, number("overview.open", b.recommendationsOpen(), T("overview.open.of", IntArg("n", all))))
	}
	return out
}

// neverReported counts the actions of which neither the plan nor a report says
// anything.
func (b *Book) neverReported() int {
	n := 0
	for i := range b.states {
		if s := &b.states[i]; s.News.IsZero() && s.Stated == plan.NotStated {
			n++
		}
	}
	return n
}

// dueNext lists the actions with a day still to come, the soonest first. A strategy
// that is over plans nothing more.
func (b *Book) dueNext() []int {
	var out []int
	if ended, _ := b.planEnded(); ended {
		return nil
	}
	for i := range b.states {
		s := &b.states[i]
		if s.Deadline.Kind == plan.Dated && !s.Deadline.Date.Before(s.Day) && !s.Status.Ended() && b.tells(s.Action) {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(i, j int) int {
		return cmp.Compare(b.states[i].DaysLeft, b.states[j].DaysLeft)
	})
	return out[:min(len(out), mostDue)]
}

// happened are the events of the authority, the latest first.
func (b *Book) happened() []Event {
	var out []Event
	for _, e := range b.Events {
		for _, part := range e.Parts {
			if part.Place.Level == attendance.LevelSchool && !b.inFull(part.Place) {
				continue
			}
			said := []Text{T("overview.event", WordsArg("name", e.Name))}
			if !part.Until.IsZero() {
				said[0] = T("overview.event.until", WordsArg("name", e.Name), DateArg("date", part.Until.Format(time.DateOnly)))
			}
			if part.Place != b.Pub.Authority() {
				said = append(said, T("overview.event.at", TextArg("place", b.Name(part.Place))))
			}
			if part.Note != "" && (b.internal() || !b.HasFigures()) { // notes on figures are for the authority's own staff
				said = append(said, Words(part.Note))
			}
			out = append(out, Event{Date: part.From.Format(time.DateOnly), Text: joined(said)})
		}
	}
	slices.SortStableFunc(out, func(x, y Event) int { return cmp.Compare(y.Date, x.Date) })
	return out
}

// limits say what the site cannot show, and why.
func (b *Book) limits(s *strategy.Strategy, up string) []Section {
	source := Link{Label: Words(s.Title), Href: up + b.strategyPath(s) + "index.html", Note: Words(s.Source.Note)}
	return section("limits", T("overview.limits"), []Text{T("overview.limits.rail")}, Block{Notes: b.siteNotes()}, Block{Links: []Link{source}})
}

// methodOfPlan is the method of a site without figures: the rules of the plan and of
// recommendations alone.
func (b *Book) methodOfPlan(page Document) Document {
	page.H1, page.Intro = T("overview.method"), []Text{T("overview.method.intro")}
	add := func(id string, heading Text, notes ...Text) {
		page.Sections = append(page.Sections, section(id, heading, nil, Block{Notes: notes})...)
	}
	if len(b.states) > 0 {
		add("plan", T("plan.title"), b.ruleNotes()...)
	}
	if len(b.Recommendations) > 0 {
		add("recommendations", T("section.recommendations"), T("recommendations.intro", DateArg("date", b.AsOf)))
	}
	add("left-out", T("section.left-out"), b.leftOut()...)
	add("notes", T("section.notes"), b.siteNotes()...)
	page.Contents = contents(page.Sections)
	return page
}
