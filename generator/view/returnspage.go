package view

import (
	"cmp"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/returns"
)

// Return is what a school sent for the current period.
type Return struct {
	Parts       []attendance.Period // the periods that rows came for: the current one or parts of it
	On          string              // the last day on which something came: 2006-01-02; empty where the rows do not say
	Late        int                 // days after the day by which it was due; 0 where it came in time
	Provisional bool
	Revised     bool // an earlier part of the year came after a later one, or the school corrected its figures
}

// returnsPath is the page of who returned what.
const returnsPath = "returns/index.html"

// mostReturns is how many schools a page lists within its budget.
const mostReturns = 150

// hasReturns reports whether the edition says who returned what: to the authority's
// own staff, and where the figures are made of returns.
func (b *Book) hasReturns() bool {
	if !b.internal() || b.current.IsZero() {
		return false
	}
	_, _, known := b.Pub.Coverage(b.at(b.Pub.Authority(), b.current))
	return known
}

// standing is how the return of one school stands. The higher its urgency, the sooner
// somebody has to ask.
type standing struct {
	urn     attendance.URN
	sent    Return
	missing bool
	aside   []SetAside      // why it is missing, where it was set aside
	step    returns.SignOff // the latest; none has no state
	faults  int
	urgency int
}

// standings lists the schools that should have returned for the current period, those
// that have to be asked first.
func (b *Book) standings() []standing {
	place := b.Pub.Authority()
	missing, signing := b.Pub.Missing(place, b.current), b.signing(b.current)
	var out []standing
	for _, urn := range b.byName(b.Pub.Members(place)) {
		s := standing{urn: urn, sent: b.Returns[urn], missing: slices.Contains(missing, urn), step: b.signOff(urn, b.current), faults: len(b.Faults[urn])}
		if !s.missing && !slices.Contains(b.Pub.Periods(school(urn)), b.current) {
			continue
		}
		if s.missing {
			s.aside = b.asideIn(urn, b.current)
		}
		s.urgency = s.weigh(signing)
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(x, y standing) int { return cmp.Compare(y.urgency, x.urgency) })
	return out
}

func (s *standing) weigh(signing bool) int {
	switch {
	case len(s.aside) > 0:
		return 6
	case s.missing:
		return 5
	case s.step.State == returns.Query:
		return 4
	case s.sent.Late > 0:
		return 3
	case s.faults > 0:
		return 2
	case signing && s.step.State != returns.Signed:
		return 1
	}
	return 0
}

// returnsPage says who returned for the current period, and how far each return has
// come.
func (b *Book) returnsPage(s Study) Document {
	page := b.studyPage(s)
	returned, expected, _ := b.Pub.Coverage(b.at(b.Pub.Authority(), b.current))
	args := []Arg{IntArg("returned", returned), IntArg("expected", expected), PeriodArg("period", b.current)}
	heading, signed := "returns.h1", "returns.h1.signed"
	if aside, _ := b.splitMissing(b.Pub.Missing(b.Pub.Authority(), b.current), b.current); len(aside) > 0 {
		heading, signed = "returns.h1.aside", "returns.h1.aside.signed"
	}
	page.H1 = T(heading, args...)
	if b.signing(b.current) {
		open, of := b.Unconfirmed()
		page.H1 = T(signed, append(args, IntArg("signed", of-len(open)))...)
	}
	all := b.standings()
	page.Intro = b.returnsIntro(all)
	add := func(id string, rail Text, blocks ...Block) {
		page.Sections = append(page.Sections, section(id, T("returns."+id), []Text{rail}, blocks...)...)
	}
	add("schools", T("returns.schools.rail"), Block{Table: b.returnsTable(all, page.Root)})
	if table := b.asideTable(mostReturns, page.Root); table != nil {
		add("aside", T("returns.aside.rail"), Block{Table: table})
	}
	add("files", T("returns.files.rail"), Block{Table: b.fileFaults()})
	add("rules", T("returns.rules.rail"), Block{Notes: []Text{T("returns.rule.late", IntArg("n", b.LateDays)), T("returns.rule.revised"), T("returns.rule.signed"), T("returns.rule.faults")}})
	page.Contents = contents(page.Sections)
	return page
}

func (b *Book) returnsIntro(all []standing) []Text {
	var aside, missing, late, faulty int
	for i := range all {
		switch s := &all[i]; {
		case len(s.aside) > 0:
			aside++
		case s.missing:
			missing++
		case s.sent.Late > 0:
			late++
		}
		if all[i].faults > 0 {
			faulty++
		}
	}
	out := []Text{T("returns.intro", IntArg("missing", missing), IntArg("late", late), IntArg("faulty", faulty))}
	if aside > 0 {
		out = append(out, T("returns.intro.aside", IntArg("n", aside), PeriodArg("period", b.current)))
	}
	return out
}

// returnsTable lists the schools, those to ask first, as many as a page has room for.
func (b *Book) returnsTable(all []standing, up string) *Table {
	t := &Table{ID: "returns-table", Caption: T("returns.caption", PeriodArg("period", b.current)), Hidden: true, Style: StackTable, Columns: []Column{
		{Label: T("column.school")}, {Label: T("column.returned")}, {Label: T("column.state")}, {Label: T("column.faults")}}}
	for i := range all[:min(len(all), mostReturns)] {
		s := &all[i]
		faults := TextCell(T("value.int", IntArg("n", s.faults)))
		if s.faults > 0 {
			faults = LinkCell(T("returns.faults", IntArg("n", s.faults)), up+notePath(s.urn))
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{LinkCell(b.Name(school(s.urn)), b.href(up, school(s.urn))), returnedCell(s), b.signOffCell(s), faults}})
	}
	if left := len(all) - mostReturns; left > 0 {
		t.Notes = []Text{T("returns.left", IntArg("n", left))}
	}
	return t
}

// returnedCell says when a return came, and what is to be known of it.
func returnedCell(s *standing) Cell {
	if len(s.aside) > 0 {
		return Cell{Kind: CellTag, Tag: &Tag{Attention, IconRisk, T("returns.aside.tag")}, Meta: periodList(s.aside)}
	}
	if s.missing {
		cell := Cell{Kind: CellTag, Tag: &Tag{Attention, IconOverdue, T("returns.missing")}}
		for _, p := range s.sent.Parts {
			part := PeriodArg("period", p)
			if cell.Meta.IsZero() {
				cell.Meta = T("returns.only", part)
			} else {
				cell.Meta = T("returns.and", TextArg("a", cell.Meta), part)
			}
		}
		return cell
	}
	cell := TextCell(T("returns.undated"))
	if s.sent.On != "" {
		cell = TextCell(T("plan.due.date", DateArg("date", s.sent.On)))
	}
	for _, mark := range []struct {
		is   bool
		text Text
	}{{s.sent.Late > 0, T("returns.late", IntArg("n", s.sent.Late))}, {s.sent.Provisional, T("status.provisional")}, {s.sent.Revised, T("returns.revised")}} {
		switch {
		case !mark.is:
		case cell.Meta.IsZero():
			cell.Meta = mark.text
		default:
			cell.Meta = T("list.more", TextArg("a", cell.Meta), TextArg("b", mark.text))
		}
	}
	return cell
}

// periodList names the periods of returns.
func periodList(all []SetAside) Text {
	var list Text
	for i, s := range all {
		if part := PeriodArg("period", s.Period); i == 0 {
			list = T("returns.part", part)
		} else {
			list = T("returns.and", TextArg("a", list), part)
		}
	}
	return list
}

// fileFaults lists the problems that stand in no school's row and ask something of somebody.
func (b *Book) fileFaults() *Table {
	faults := slices.DeleteFunc(slices.Clone(b.Problems), func(p Problem) bool { return p.OfSchool || p.Noted })
	if len(faults) == 0 {
		return nil
	}
	return problemTable("returns-files", faults[:min(len(faults), mostRows)])
}
