package view

import (
	"fmt"
	"strconv"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/strategy"
)

// strategyPath is the folder of a strategy's pages. The first strategy, which the
// site follows, has the folder itself.
func (b *Book) strategyPath(s *strategy.Strategy) string {
	if len(b.Strategies) > 0 && b.Strategies[0] == s {
		return "strategy/"
	}
	return "strategy/" + s.ID + "/"
}

// strandPath is the page of a strand.
func (b *Book) strandPath(s *strategy.Strategy, p *strategy.Page) string {
	return b.strategyPath(s) + p.Slug + "/index.html"
}

// StrategyIndex makes a strategy's front page.
func (b *Book) StrategyIndex(s *strategy.Strategy) Document {
	path := b.strategyPath(s) + "index.html"
	page := Document{Frame: b.frame(path, navStrategy, b.strategyCrumbs(s, path)...)}
	page.Title, page.H1 = Words(s.Title), Words(s.Title)
	page.Kick = T("kick.strategy", WordsArg("authority", s.Authority), WordsArg("from", strconv.Itoa(s.From.Year())), WordsArg("to", strconv.Itoa(s.Until.Year())))
	if s.Subtitle != "" {
		page.Intro = []Text{Words(s.Subtitle)}
	}
	page.Facts = []Fact{
		{T("strategy.source"), Words(s.Source.Title)},
		{T("strategy.publisher"), Words(s.Source.Publisher)},
		{T("strategy.dates"), T("strategy.fromto", DateArg("from", s.From.Format("2006-01-02")), DateArg("to", s.Until.Format("2006-01-02")))},
	}
	if s.DatesNote != "" {
		page.Facts = append(page.Facts, Fact{T("strategy.dates.note"), Words(s.DatesNote)})
	}
	if s.Source.Note != "" {
		page.Facts = append(page.Facts, Fact{T("strategy.note"), Words(s.Source.Note)})
	}
	add := func(sections []Section) { page.Sections = append(page.Sections, sections...) }
	add(section("strands", capital(s.StrandMany), nil, Block{Strands: b.strandRows(s, page.Root)}))
	add(b.prose(s, &s.Index))
	var more []Link
	for i := range s.Levels {
		more = append(more, b.pageLink(s, &s.Levels[i].Page, page.Root))
	}
	for i := range s.Pages {
		more = append(more, b.pageLink(s, &s.Pages[i], page.Root))
	}
	if b.HasAftermath(s) {
		more = append(more, Link{Label: T("aftermath.title"), Href: page.Root + b.aftermathPath(s), Note: T("aftermath.h1", TextArg("there", b.Name(b.country)))})
	}
	add(section("more", T("section.more"), nil, Block{Links: more}))
	if b.Strategies[0] == s {
		var others []Link
		for _, o := range b.Strategies[1:] {
			others = append(others, Link{Label: Words(o.Title), Href: page.Root + b.strategyPath(o) + "index.html", Note: Words(o.Authority)})
		}
		add(section("others", T("section.others"), nil, Block{Links: others}))
	}
	page.Contents = contents(page.Sections)
	return page
}

func (b *Book) strategyCrumbs(s *strategy.Strategy, path string) []Link {
	return []Link{{Label: Words(s.Title), Href: root(path) + b.strategyPath(s) + "index.html"}}
}

func (b *Book) pageLink(s *strategy.Strategy, p *strategy.Page, up string) Link {
	return Link{Label: Words(p.Title), Href: up + b.strandPath(s, p), Note: Words(p.Summary)}
}

// StrategyPage makes a strand or another page of a strategy.
func (b *Book) StrategyPage(s *strategy.Strategy, p *strategy.Page) Document {
	path := b.strandPath(s, p)
	crumbs := append(b.strategyCrumbs(s, path), Link{Label: Words(p.Title)})
	page := Document{Frame: b.frame(path, navStrategy, crumbs...)}
	page.Title, page.H1 = Words(p.Title), Words(p.Title)
	page.Kick = Words(s.Title)
	if p.Number > 0 {
		page.Kick = T("kick.strand", TextArg("strand", capital(s.StrandOne)), IntArg("n", p.Number), WordsArg("title", s.Title))
	}
	page.Intro = []Text{Words(p.Summary)}
	page.Sections = append(b.prose(s, p), responseSections(s, p)...)
	if p.Number > 0 {
		page.Sections = append(page.Sections, b.strandActions(s, p, page.Root)...)
		for i := range s.Strands {
			if o := &s.Strands[i]; o.Number == p.Number-1 || o.Number == p.Number+1 {
				page.Next = append(page.Next, Link{Label: T("strand.numbered", TextArg("strand", capital(s.StrandOne)), IntArg("n", o.Number), WordsArg("title", o.Title)), Href: page.Root + b.strandPath(s, o)})
			}
		}
	}
	page.Contents = contents(page.Sections)
	return page
}

// prose is the text of a page with its placeholders filled.
func (b *Book) prose(s *strategy.Strategy, p *strategy.Page) []Section {
	path := b.strandPath(s, p)
	if p == &s.Index {
		path = b.strategyPath(s) + "index.html"
	}
	var out []Fragment
	for _, f := range p.Body {
		if f.Placeholder == nil {
			out = append(out, Fragment{HTML: f.HTML})
			continue
		}
		filled, problem := b.fill(s, f.Placeholder, root(path))
		if problem.Reason != "" { // generator has reported it
			filled = Fragment{Gap: &Gap{Text: problem.Gap, Block: f.Placeholder.Placement == strategy.Block}}
		}
		out = append(out, filled)
	}
	if len(out) == 0 {
		return nil
	}
	text := Section{ID: "text", Heading: T("section.text"), Blocks: []Block{{Prose: out}}}
	if len(p.Headings) > 2 {
		var parts []Link
		for _, h := range p.Headings {
			if h.Level == 2 {
				parts = append(parts, Link{Label: Words(h.Text), Href: "#" + h.ID})
			}
		}
		text.Parts = parts
	}
	return []Section{text}
}

// Unfilled says why a placeholder cannot be filled.
type Unfilled struct {
	Reason string // in words, empty when it was filled
	Hint   string
	Gap    Text // what the page says in its place
}

// Fill puts a figure, chart or table in the place of a placeholder. Where there is none
// the page has a gap that says what is missing:
//
//	{{measure ID of=PLACE phase=PHASE period=PERIOD}}
//	{{chart trend|gap measure=ID of=PLACE phase=PHASE}}
//	{{targets}} {{levels}}
//	{{schools measure=ID line=PERCENT phase=PHASE}}
//
// PLACE is authority, country, school:URN or LEVEL:CODE; it is the authority where it
// is left out, as the phase is Total and the period the current one.
func (b *Book) Fill(s *strategy.Strategy, p *strategy.Placeholder) (Fragment, Unfilled) {
	return b.fill(s, p, "")
}

// fill is Fill on a page from which up leads to the top of the site.
func (b *Book) fill(s *strategy.Strategy, p *strategy.Placeholder, up string) (Fragment, Unfilled) {
	filled, problem := b.lookUp(s, p, up)
	if problem.Reason != "" && problem.Gap.IsZero() {
		problem.Gap = T("gap.asked", WordsArg("asked", p.Text))
	}
	return filled, problem
}

// lookUp finds what a placeholder asks for.
func (b *Book) lookUp(s *strategy.Strategy, p *strategy.Placeholder, up string) (Fragment, Unfilled) {
	switch {
	case p.Faulty:
		return Fragment{}, Unfilled{Reason: fmt.Sprintf("{{%s}} cannot be read", p.Text)}
	case p.Name == "targets" && !b.hasTargetsOf(b.Pub.Authority()):
		return Fragment{}, Unfilled{Reason: "there are no targets of the authority", Hint: "List targets.csv under inputs, or take the placeholder out."}
	case p.Name == "targets":
		return Fragment{Table: b.targetTable()}, Unfilled{}
	case p.Name == "levels" && len(s.Levels) == 0:
		return Fragment{}, Unfilled{Reason: "the strategy has no page of levels", Hint: "Add a page of kind levels, or take the placeholder out."}
	case p.Name == "levels":
		return Fragment{Table: b.levelTable(s)}, Unfilled{}
	}
	at, id, problem := b.asked(p)
	if problem.Reason != "" {
		return Fragment{}, problem
	}
	if p.Name == "schools" {
		return b.pastLine(s, p, at.Phase, id, up)
	}
	if p.Name == "measure" {
		f := b.Pub.Rate(at, id)
		if f.Symbol() == disclosure.NotAvailable {
			return Fragment{}, Unfilled{Reason: fmt.Sprintf("there is no %s of %s, %s, for %s", id, at.Place, at.Phase, at.Period), Hint: "See figures.csv for what there is.",
				Gap: T("gap.figure", TextArg("measure", measureName(id)), TextArg("place", b.inPhase(at.Place, at.Phase)), PeriodArg("period", at.Period))}
		}
		t := T("value.percent", PercentArg("f", f))
		return Fragment{Text: &t}, Unfilled{}
	}
	form := "trend"
	if len(p.Args) > 0 {
		form = p.Args[0].Value
	}
	var chart *Chart
	switch form {
	case "trend":
		chart = b.Trend(at.Place, at.Phase, id, b.current)
	case "gap":
		chart = b.Gap(at.Place, id)
	default:
		return Fragment{}, Unfilled{Reason: fmt.Sprintf("%q is not a form of chart", form), Hint: "Use trend or gap."}
	}
	if chart == nil {
		return Fragment{}, Unfilled{Reason: fmt.Sprintf("there is nothing to draw: %s of %s, %s", id, at.Place, at.Phase), Hint: "A chart needs figures of at least two periods."}
	}
	return Fragment{Chart: chart}, Unfilled{}
}

// asked reads what a placeholder asks about.
func (b *Book) asked(p *strategy.Placeholder) (at disclosure.At, id string, problem Unfilled) {
	at = disclosure.All(b.Pub.Authority(), b.current, attendance.Total)
	if p.Name == "measure" && len(p.Args) > 0 {
		id = p.Args[0].Value
	}
	for _, a := range p.Named {
		switch a.Key {
		case "measure":
			id = a.Value
		case "of":
			place, ok := b.place(a.Value)
			if !ok {
				return at, id, Unfilled{Reason: fmt.Sprintf("%q is not a place of this site", a.Value), Hint: "Use authority, country, school:URN or " + string(attendance.LevelCluster) + ":SLUG."}
			}
			at.Place = place
			at.Phase = b.phaseOf(place, b.current)
		case "phase":
			phase, ok := attendance.ParsePhase(a.Value)
			if !ok {
				return at, id, Unfilled{Reason: fmt.Sprintf("%q is not a phase", a.Value), Hint: "Use Total, Primary, Secondary, Special or AP."}
			}
			at.Phase = phase
		case "period":
			period, err := attendance.ParsePeriod(a.Value)
			if err != nil {
				return at, id, Unfilled{Reason: err.Error(), Hint: "Write it as 2024-25 or \"2024-25 autumn\"."}
			}
			at.Period = period
		case "line":
			if p.Name != "schools" {
				return at, id, Unfilled{Reason: fmt.Sprintf("a %s has no line", p.Name), Hint: "Only schools has one."}
			}
		default:
			return at, id, Unfilled{Reason: fmt.Sprintf("%q has no meaning here", a.Key), Hint: "Use of, phase, period or measure."}
		}
	}
	if _, ok := measure.ByID(id); !ok {
		return at, id, Unfilled{Reason: fmt.Sprintf("%q is not a measure", id), Hint: "Use one of: " + strings.Join(measure.IDs(), ", ") + "."}
	}
	return at, id, Unfilled{}
}

// place finds a place by what strategy texts and plans call it.
func (b *Book) place(name string) (attendance.Place, bool) {
	switch name {
	case "authority":
		return b.Pub.Authority(), true
	case "country":
		return b.country, b.country != (attendance.Place{})
	}
	level, code, _ := strings.Cut(name, ":")
	place := attendance.Place{Level: attendance.Level(level), Code: code}
	_, known := b.paths[place]
	return place, known
}
