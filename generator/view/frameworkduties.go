package view

import (
	"cmp"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/strategy"
)

// dutiesPath is the folder of the responsibilities. The page of a party or tier has
// its id beneath it.
const dutiesPath = "responsibilities/"

// dutiesPage is the matrix of tiers by parties, with the pupils of each tier.
func (b *Book) dutiesPage(s Study) Document {
	w := b.framework(strategy.Responsibilities)
	page := b.frameworkPage(s, w)
	page.Intro = []Text{T("duties.intro", IntArg("tiers", len(w.Tiers)), IntArg("parties", len(w.Parties)))}
	at := b.at(b.Pub.Authority(), b.current)
	add := func(s []Section) { page.Sections = append(page.Sections, s...) }
	add(section("party", T("duties.pick.party"), []Text{T("duties.pick.party.rail")}, Block{Links: partyLinks(w, page.Root, "")}))
	add(section("tier", T("duties.pick.tier"), []Text{T("duties.overlap")}, Block{Table: b.tierTable(w, at, page.Root)}))
	for _, t := range w.Tiers {
		add(section(t.ID, tierName(t), []Text{b.tierSum(at, t)}, safe(t.Text), Block{Cards: tierCards(w, t, page.Root)}))
	}
	add(b.frameworkText(w))
	page.Contents = contents(page.Sections)
	return page
}

// dutiesStudies are the pages of the parties and of the tiers.
func (b *Book) dutiesStudies() []Study {
	w := b.framework(strategy.Responsibilities)
	if w == nil || b.current.IsZero() {
		return nil
	}
	var out []Study
	add := func(id string, title Text, make func(Study) Document) {
		s := Study{Path: dutiesPath + id + "/index.html", Title: title, Part: true}
		s.Make = func() Document { return make(s) }
		out = append(out, s)
	}
	for i, p := range w.Parties {
		add(p.ID, Words(p.Name), func(s Study) Document { return b.partyPage(s, w, i) })
	}
	for i, t := range w.Tiers {
		add(t.ID, tierName(t), func(s Study) Document { return b.tierPage(s, w, i) })
	}
	return out
}

// dutiesPart begins the page of a party or tier.
func (b *Book) dutiesPart(s Study, w *strategy.Framework) Document {
	page := b.studyPage(s)
	parent := Link{Label: T("study.responsibilities"), Href: page.Root + dutiesPath + "index.html"}
	last := len(page.Crumbs) - 1
	page.Crumbs = append(page.Crumbs[:last:last], parent, page.Crumbs[last])
	page.Kick = Words(w.Title)
	return page
}

// partyPage is what one party does, tier by tier.
func (b *Book) partyPage(s Study, w *strategy.Framework, party int) Document {
	page := b.dutiesPart(s, w)
	p := w.Parties[party]
	page.H1 = T("duties.party.h1", WordsArg("party", p.Name))
	page.Intro = []Text{T("duties.dated", IntArg("year", w.Dated))}
	at := b.at(b.Pub.Authority(), b.current)
	for _, t := range w.Tiers {
		rail := []Text{b.tierSum(at, t), T("duties.everybody").to(page.Root + tierPath(t))}
		page.Sections = append(page.Sections, section(t.ID, tierName(t), rail, safe(t.Duties[party]))...)
	}
	page.Next = partyLinks(w, page.Root, p.ID)
	page.Contents = contents(page.Sections)
	return page
}

// tierPage is what every party does for the pupils of one tier, and how many of them
// there are.
func (b *Book) tierPage(s Study, w *strategy.Framework, tier int) Document {
	page := b.dutiesPart(s, w)
	t := w.Tiers[tier]
	page.Kick = T("duties.tier.kick", IntArg("n", t.Number), IntArg("of", len(w.Tiers)), WordsArg("title", w.Title))
	page.H1 = Words(t.Title)
	page.Intro = []Text{T("duties.dated", IntArg("year", w.Dated))}
	page.Sections = section("duties", T("section.duties"), []Text{b.tierSum(b.at(b.Pub.Authority(), b.current), t)}, safe(t.Text), Block{Cards: tierCards(w, t, page.Root)})
	page.Sections = append(page.Sections, section("pupils", T("duties.where"), []Text{T("duties.overlap")}, Block{Table: b.tierPlaces(t, page.Root)})...)
	for _, i := range []int{tier - 1, tier + 1} {
		if i >= 0 && i < len(w.Tiers) {
			page.Next = append(page.Next, Link{Label: tierName(w.Tiers[i]), Href: page.Root + tierPath(w.Tiers[i])})
		}
	}
	page.Contents = contents(page.Sections)
	return page
}

// dutiesSection is the tiers of one school or group that have a number here. It is a
// list and no table: the page has much else to hold.
func (b *Book) dutiesSection(at disclosure.At, up string) []Section {
	w := b.framework(strategy.Responsibilities)
	if w == nil {
		return nil
	}
	var links []Link
	for _, t := range w.Tiers {
		if sum := b.tierHere(at, t); !sum.IsZero() {
			links = append(links, Link{Label: tierName(t), Href: up + tierPath(t), Note: sum})
		}
	}
	rail := []Text{T("duties.here"), T("duties.whole", IntArg("n", len(w.Tiers))).to(up + dutiesPath + "index.html")}
	return section("duties", T("section.duties"), rail, Block{Links: links})
}

// tierHere says briefly how many pupils a tier has in a place; nothing where they are
// not counted.
func (b *Book) tierHere(at disclosure.At, t strategy.Tier) Text {
	var sum Text
	for _, c := range b.tierCounts(at, t) {
		if c.pupil.Symbol() == disclosure.NotAvailable {
			continue
		}
		this := T("duties.number", NumberArg("n", c.pupil), NumberArg("of", b.Pub.Count(at, disclosure.Enrolments)))
		switch {
		case !c.pupil.Shown():
			this = T("duties.few")
		case t.Pupils.All:
			this = T("value.pupils", NumberArg("n", c.pupil))
		}
		if len(t.Pupils.Groups) > 1 || t.Pupils.Lowest {
			this = T("duties.group", TextArg("group", c.what), TextArg("sum", this))
		}
		sum = sum.and(this)
	}
	return sum
}

// and puts another sentence after a text.
func (t Text) and(next Text) Text {
	if t.IsZero() {
		return next
	}
	if next.IsZero() {
		return t
	}
	return T("join", TextArg("a", t), TextArg("b", next))
}

func tierPath(t strategy.Tier) string { return dutiesPath + t.ID + "/index.html" }

func tierName(t strategy.Tier) Text {
	return T("duties.tier", IntArg("n", t.Number), WordsArg("title", t.Title))
}

// partyLinks lead to the pages of the parties, but for the one whose page it is.
func partyLinks(w *strategy.Framework, up, but string) []Link {
	var out []Link
	for _, p := range w.Parties {
		if p.ID != but {
			out = append(out, Link{Label: Words(p.Name), Href: up + dutiesPath + p.ID + "/index.html"})
		}
	}
	return out
}

func tierCards(w *strategy.Framework, t strategy.Tier, up string) []Card {
	var out []Card
	for i, p := range w.Parties {
		out = append(out, Card{Heading: Words(p.Name), Href: up + dutiesPath + p.ID + "/index.html#" + t.ID, HTML: t.Duties[i]})
	}
	return out
}

// counted is a number of pupils of a tier, and what it counts.
type counted struct {
	what  Text
	pupil Figure // a count, or a rate whose numerator it is
}

// tierCounts are the pupils of a tier in a cell of all pupils. A tier of several
// groups has a number for each: a pupil may be in more than one.
func (b *Book) tierCounts(at disclosure.At, t strategy.Tier) []counted {
	switch who := t.Pupils; {
	case who.All:
		return []counted{{groupName(attendance.AllPupils), b.Pub.Count(at, disclosure.Enrolments)}}
	case who.Measure != "":
		return []counted{{measureName(who.Measure), b.Pub.Rate(at, who.Measure)}}
	default:
		var out []counted
		for _, group := range who.Groups {
			cell := at
			cell.Group = group
			out = append(out, counted{groupName(group), b.Pub.Count(cell, disclosure.Enrolments)})
		}
		if !who.Lowest {
			return out
		}
		for _, group := range b.lowestGroups(at, mostCohorts) {
			cell := at
			cell.Group = group
			what := T("duties.lowest", TextArg("group", groupName(group)), PercentArg("f", b.Pub.Rate(cell, "attendance")))
			out = append(out, counted{what, b.Pub.Count(cell, disclosure.Enrolments)})
		}
		return out
	}
}

// mostCohorts is how many groups a tier of cohorts with lower attendance names.
const mostCohorts = 3

// lowestGroups are the groups of pupils of a cell whose attendance is below that of
// all pupils, the lowest first, at most n of them: who the pupils are, and their year
// groups.
func (b *Book) lowestGroups(at disclosure.At, n int) []string {
	all, ok := b.Pub.Rate(at, "attendance").Tenths()
	if !ok {
		return nil
	}
	level := make(map[string]int64)
	var out []string
	for _, group := range b.Pub.Groups(at.Place, at.Period, at.Phase) {
		kind := attendance.KindOf(group)
		cell := at
		cell.Group = group
		v, shown := b.Pub.Rate(cell, "attendance").Tenths()
		if shown && v < all && (kind == attendance.PupilGroup || kind == attendance.YearGroupKind) {
			level[group] = v
			out = append(out, group)
		}
	}
	slices.SortStableFunc(out, func(x, y string) int { return cmp.Compare(level[x], level[y]) })
	return out[:min(n, len(out))]
}

// tierSum says how many pupils a tier has, in words.
func (b *Book) tierSum(at disclosure.At, t strategy.Tier) Text {
	var out Text
	if t.Pupils.Lowest && len(b.lowestGroups(at, mostCohorts)) > 0 {
		out = T("duties.lowest.intro")
	}
	for _, c := range b.tierCounts(at, t) {
		this := T("duties.uncounted", TextArg("what", c.what))
		switch {
		case c.pupil.Shown() && t.Pupils.All:
			this = T("duties.all", NumberArg("n", c.pupil), TextArg("place", b.Name(at.Place)))
		case c.pupil.Shown():
			this = T("duties.sum", TextArg("what", c.what), NumberArg("n", c.pupil), NumberArg("of", b.Pub.Count(at, disclosure.Enrolments)), TextArg("place", b.Name(at.Place)))
		case c.pupil.Symbol() == disclosure.Suppressed:
			this = T("duties.hidden", TextArg("what", c.what))
		}
		out = out.and(this)
	}
	if out.IsZero() {
		return T("duties.nonumber")
	}
	if t.Pupils.Measure == "severe" {
		if n, of := b.Pub.Count(at, disclosure.SeverePlan), b.Pub.Count(at, disclosure.Severe); n.Shown() && of.Shown() {
			out = out.and(T("duties.plan", NumberArg("n", n), NumberArg("of", of)))
		}
	}
	return out
}

// tierTable lists the tiers with the pupils of one place.
func (b *Book) tierTable(w *strategy.Framework, at disclosure.At, up string) *Table {
	t := &Table{ID: "tiers-table", Caption: T("duties.caption", TextArg("place", b.Name(at.Place)), PeriodArg("period", at.Period)), Hidden: true, Style: StackTable,
		Columns: []Column{{Label: T("column.tier")}, {Label: T("column.counted")}, {Label: T("column.pupils"), Numeric: true}, {Label: T("column.of"), Numeric: true}}}
	for _, tier := range w.Tiers {
		name := LinkCell(tierName(tier), up+tierPath(tier))
		counts := b.tierCounts(at, tier)
		if len(counts) == 0 {
			t.Rows = append(t.Rows, Row{Cells: []Cell{name, TextCell(T("duties.nonumber")), TextCell(T("duties.blank")), TextCell(T("duties.blank"))}})
		}
		for _, c := range counts {
			t.Rows = append(t.Rows, Row{Cells: []Cell{name, TextCell(c.what), NumberCell(c.pupil), NumberCell(b.Pub.Count(at, disclosure.Enrolments))}})
		}
	}
	return t
}

// tierPlaces lists the pupils of one tier in the authority and in its main groups. It
// is nil where nobody was counted.
func (b *Book) tierPlaces(tier strategy.Tier, up string) *Table {
	places := []attendance.Place{b.Pub.Authority()}
	if len(b.Groupings) > 0 {
		if groups := b.Pub.Places(b.Groupings[0].Level); len(groups) <= mostRows {
			places = append(places, groups...)
		}
	}
	t := &Table{ID: "places-table", Caption: T("duties.places.caption", WordsArg("tier", tier.Title), PeriodArg("period", b.current)), Hidden: true,
		Columns: []Column{{Label: T("column.place")}}}
	some := false
	planned := tier.Pupils.Measure == "severe" && b.Pub.Count(b.at(b.Pub.Authority(), b.current), disclosure.SeverePlan).Symbol() != disclosure.NotAvailable
	if tier.Pupils.Lowest { // the same groups in every place
		tier.Pupils = strategy.Pupils{Groups: b.lowestGroups(b.at(b.Pub.Authority(), b.current), mostCohorts)}
	}
	for i, place := range places {
		at := b.at(place, b.current)
		row := Row{Strong: i == 0, Cells: []Cell{LinkCell(b.Name(place), b.href(up, place))}}
		for _, c := range b.tierCounts(at, tier) {
			if i == 0 {
				t.Columns = append(t.Columns, Column{Label: c.what, Numeric: true})
			}
			some = some || c.pupil.Symbol() != disclosure.NotAvailable
			row.Cells = append(row.Cells, NumberCell(c.pupil))
		}
		if !tier.Pupils.All {
			row.Cells = append(row.Cells, NumberCell(b.Pub.Count(at, disclosure.Enrolments)))
		}
		if planned {
			row.Cells = append(row.Cells, NumberCell(b.Pub.Count(at, disclosure.SeverePlan)))
		}
		t.Rows = append(t.Rows, row)
	}
	if !tier.Pupils.All {
		t.Columns = append(t.Columns, Column{Label: groupName(attendance.AllPupils), Numeric: true})
	}
	if planned {
		t.Columns = append(t.Columns, Column{Label: measureName("severe_plan"), Numeric: true})
	}
	if !some {
		return nil
	}
	return t
}
