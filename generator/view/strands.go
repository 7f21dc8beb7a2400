package view

import (
	"fmt"
	"slices"
	"strconv"

	"rollcall/generator/attendance"
	"rollcall/generator/plan"
	"rollcall/generator/strategy"
)

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
		switch status { // two statuses that are no adjectives
		case plan.Unreported:
			one = T("plan.count.unreported", IntArg("n", count[status]))
		case plan.NotStated:
			one = T("plan.count.not-stated", IntArg("n", count[status]))
		}
		if list.IsZero() {
			list = one
		} else {
			list = T("list.more", TextArg("a", list), TextArg("b", one))
		}
	}
	return list
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

// planSection is the part of the plan that concerns a place. The history of an action
// stands on its own page, and its trend on the page that this is.
func (b *Book) planSection(place attendance.Place, up string) []Section {
	var block Block
	for _, i := range b.ActionsOf(place) {
		a := b.action(i, up)
		a.History, a.Spark = nil, nil
		block.Actions = append(block.Actions, a)
	}
	if len(block.Actions) == 0 {
		return nil
	}
	return section("actions", T("section.actions"), []Text{T("plan.rail"), T("plan.all.link").to(up + "actions/index.html")}, block)
}

// planSummary is the plan on the front page: each strand with a mark for each of its
// actions, and the actions that are overdue.
func (b *Book) planSummary(up string) []Section {
	var overdue Block
	for i := range b.states {
		if b.states[i].Status == plan.Overdue && len(overdue.Actions) < 5 {
			overdue.Actions = append(overdue.Actions, b.action(i, up))
		}
	}
	return section("actions", T("section.actions"), []Text{T("plan.marks.rail"), T("plan.all.link").to(up + "actions/index.html")}, b.strandBlock(up), overdue)
}

// strandBlock shows the strands of every strategy that has actions.
func (b *Book) strandBlock(up string) Block {
	var out Block
	for _, s := range b.Strategies {
		if rows := b.strandRows(s, up); slices.ContainsFunc(rows, func(r StrandRow) bool { return len(r.Marks) > 0 }) {
			out.Strands = append(out.Strands, rows...)
		}
	}
	return out
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
