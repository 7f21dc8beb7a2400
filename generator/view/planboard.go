package view

import (
	"cmp"
	"slices"
	"strconv"

	"rollcall/generator/attendance"
	"rollcall/generator/plan"
	"rollcall/generator/strategy"
)

const (
	boardPath   = "actions/board/index.html"
	findersPath = "actions/by/index.html"
)

// BoardPage shows the plan as a board: a row for each strand, a column for each
// status.
func (b *Book) BoardPage() Plan {
	page := Plan{Frame: b.frame(boardPath, navActions, Link{Label: T("plan.title"), Href: root(boardPath) + "actions/index.html"}, Link{Label: T("plan.board")})}
	page.Title, page.H1 = T("plan.board"), T("plan.board.h1")
	page.Kick = T("kick.plan", DateArg("date", b.planDay()))
	page.Lede.Story = []Text{T("plan.story.state", TextArg("sum", sumOf(b.tally(b.states))))}
	page.Board = b.board(page.Root)
	return page
}

// board puts the cards into rows and columns. A status that no action has gets no
// column.
func (b *Book) board(up string) *Board {
	board := &Board{}
	var columns []plan.Status
	for _, status := range statusOrder {
		if slices.ContainsFunc(b.states, func(s plan.State) bool { return s.Status == status }) {
			columns = append(columns, status)
			board.Columns = append(board.Columns, statusTag(status))
		}
	}
	row := func(label Text, href string, actions []int) {
		if len(actions) == 0 {
			return
		}
		r := BoardRow{Label: label, Href: href, Cells: make([][]Action, len(columns))}
		for _, i := range actions {
			at := slices.Index(columns, b.states[i].Status)
			card := b.action(i, up)
			card.History, card.Spark = nil, nil
			r.Cells[at] = append(r.Cells[at], card)
		}
		board.Rows = append(board.Rows, r)
	}
	for _, s := range b.Strategies {
		for i := range s.Strands {
			p := &s.Strands[i]
			row(b.strandName(s, p), up+b.strandPath(s, p), b.inStrand(s, strconv.Itoa(p.Number)))
		}
		row(T("plan.strand.none"), "", b.inStrand(s, ""))
	}
	return board
}

// finder is a way of looking for actions: those of one owner, focus, strand, status or
// place.
type finder struct {
	kind    string // owner, focus, strand, status, or what a place is: cluster, school
	slug    string
	label   Text
	actions []int
}

func (f finder) path() string { return "actions/by/" + f.kind + "-" + f.slug + "/index.html" }

// finders lists every way of looking for actions, in the order in which they are
// offered.
func (b *Book) finders() []finder {
	var out []finder
	add := func(f finder) {
		if len(f.actions) > 0 {
			out = append(out, f)
		}
	}
	for _, status := range statusOrder {
		f := finder{kind: "status", slug: statusID(status), label: T("status." + statusID(status))}
		for i := range b.states {
			if b.states[i].Status == status {
				f.actions = append(f.actions, i)
			}
		}
		add(f)
	}
	for n, s := range b.Strategies {
		for i := range s.Strands {
			add(finder{"strand", strandSlug(n, &s.Strands[i]), b.strandName(s, &s.Strands[i]), b.inStrand(s, strconv.Itoa(s.Strands[i].Number))})
		}
		add(finder{"strand", noStrandSlug(n), T("plan.strand.none"), b.inStrand(s, "")})
	}
	out = append(out, b.focusFinders()...)
	out = append(out, b.ownerFinders()...)
	for _, g := range b.Groupings {
		for _, place := range b.Pub.Places(g.Level) {
			add(finder{"cluster", attendance.Slug(string(g.Level)) + "-" + place.Code, b.Name(place), b.ActionsOf(place)})
		}
	}
	for _, place := range b.schoolPlaces() {
		add(finder{"school", place.Code, b.Name(place), b.ActionsOf(place)})
	}
	return out
}

// strandSlug tells the strands of several strategies apart.
func strandSlug(strategy int, p *strategy.Page) string {
	if strategy == 0 {
		return strconv.Itoa(p.Number)
	}
	return strconv.Itoa(strategy+1) + "-" + strconv.Itoa(p.Number)
}

// noStrandSlug stands for the actions of a strategy that name no strand.
func noStrandSlug(strategy int) string {
	if strategy == 0 {
		return "not-stated"
	}
	return strconv.Itoa(strategy+1) + "-not-stated"
}

// ownerFinders are the owners by name, as far as the edition tells them.
func (b *Book) ownerFinders() []finder {
	var out []finder
	for i := range b.states {
		a := b.states[i].Action
		if !b.tells(a) {
			continue
		}
		for _, name := range a.Owners {
			slug := attendance.Slug(name)
			at := slices.IndexFunc(out, func(f finder) bool { return f.slug == slug })
			if at < 0 {
				at = len(out)
				out = append(out, finder{kind: "owner", slug: slug, label: Words(name)})
			}
			if !slices.Contains(out[at].actions, i) {
				out[at].actions = append(out[at].actions, i)
			}
		}
	}
	slices.SortFunc(out, func(a, b finder) int { return cmp.Compare(a.slug, b.slug) })
	return out
}

// ActionLists are the pages on which actions are found: the list of ways, and one for
// each of them.
func (b *Book) ActionLists() []Study {
	out := []Study{{Path: findersPath, Title: T("plan.find"), Make: b.findersPage}}
	for _, f := range b.finders() {
		out = append(out, Study{Path: f.path(), Title: f.label, Make: func() Document { return b.foundPage(f) }})
	}
	return out
}

func (b *Book) findersPage() Document {
	page := Document{Frame: b.frame(findersPath, navActions, Link{Label: T("plan.title"), Href: root(findersPath) + "actions/index.html"}, Link{Label: T("plan.find")})}
	page.Title, page.H1 = T("plan.find"), T("plan.find.h1")
	page.Kick = T("kick.plan", DateArg("date", b.planDay()))
	finders := b.finders()
	for _, kind := range []string{"status", "focus", "strand", "owner", "cluster", "school"} {
		var links []Link
		for _, f := range finders {
			if f.kind == kind {
				link := Link{Label: f.label, Href: page.Root + f.path(), Note: T("plan.find.count", IntArg("n", len(f.actions)))}
				if target := b.targetOf(f); !target.IsZero() {
					link.Note = T("focus.note", TextArg("count", link.Note), TextArg("target", target))
				}
				links = append(links, link)
			}
		}
		page.Sections = append(page.Sections, section(kind, T("plan.find."+kind), nil, Block{Links: links})...)
	}
	page.Contents = contents(page.Sections)
	return page
}

// foundPage lists the actions that one way of looking finds.
func (b *Book) foundPage(f finder) Document {
	page := Document{Frame: b.frame(f.path(), navActions, Link{Label: T("plan.title"), Href: root(f.path()) + "actions/index.html"},
		Link{Label: T("plan.find"), Href: root(f.path()) + findersPath}, Link{Label: f.label})}
	page.Title, page.H1 = f.label, f.label
	page.Kick = T("kick.plan", DateArg("date", b.planDay()))
	states := make([]plan.State, len(f.actions))
	for k, i := range f.actions {
		states[k] = b.states[i]
	}
	page.Intro = []Text{T("plan.story.state", TextArg("sum", sumOf(b.tally(states))))}
	if target := b.targetOf(f); !target.IsZero() {
		page.Intro = append(page.Intro, target)
	}
	page.Sections = section("list", T("heading.actions"), []Text{T("plan.find").to(page.Root + findersPath)}, Block{Table: b.actionTable("found", f.actions, page.Root)})
	return page
}
