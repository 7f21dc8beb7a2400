package view

import (
	"slices"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// Letter is what one place is told by email: how it did, against what, what changed,
// what is due and where to read on. It holds figures and message ids, as a page does.
type Letter struct {
	Place     attendance.Place
	Council   string // who writes
	Base      string // what addresses begin with, https://host/path/; empty where that is not known
	Synthetic bool

	Subject   Text // the finding, without any number of pupils
	Preheader Text // what stands beside it in a list of messages; no number of pupils either
	Kick      Text // the place and period
	H1        Text // the finding
	Lead      []Text
	Measures  []LetterMeasure
	Basis     Text // what stretch of time every figure is of

	Changed []Text
	Schools *LetterTable // of a group: those to look at first
	DueHead Text
	Due     []LetterDue
	DueMore Text // what else is due, or that nothing is

	Links  []LetterLink // the page, then the brief
	Folder string       // of those pages, from the top of the site
	Where  Text         // where they are, for a letter without addresses

	Chart *Chart
	Alt   Text         // the chart in one sentence
	Table *LetterTable // its values
	Foot  []Text
}

// LetterMeasure is one headline measure.
type LetterMeasure struct {
	Label   Text
	Value   Text // 91.4%
	Small   Text // 124 pupils
	Move    *Move
	Against []Text // its target, the authority's figure for the phase
}

// LetterLink leads to a page. Path is from the top of the site.
type LetterLink struct {
	Label Text
	Path  string
}

// LetterTable is a small table. Its first column names the row.
type LetterTable struct {
	Heading Text
	Note    Text
	Columns []Text
	Rows    [][]Text
}

// mostMeasures is how many headline measures a letter shows: the first that have a
// figure. The page has them all, and says why another is hidden.
const mostMeasures = 3

// mostChanged is how many changes a letter tells. The page of the place has them all.
const mostChanged = 2

// Letter makes the letter of a place for the current period: of a school from the book of
// its head, of a group of schools from the book that all share. It is false where the
// place has no page, where the school has closed, and where the book is another's.
func (b *Book) Letter(place attendance.Place) (Letter, bool) {
	if _, ok := b.folder(place); !ok || b.current.IsZero() || !b.isOpen(place) {
		return Letter{}, false
	}
	ofSchool := place.Level == attendance.LevelSchool
	if ofSchool && !b.inFull(place) || !ofSchool && b.isHeads() {
		return Letter{}, false
	}
	at := b.at(place, b.current)
	l := Letter{Place: place, Council: b.Authority, Base: b.BaseURL, Synthetic: b.Synthetic, H1: b.attendanceHeading(at),
		Kick: T("letter.kick", TextArg("place", b.Name(place)), PeriodArg("period", at.Period))}
	l.Subject = T("letter.subject", TextArg("place", b.Name(place)), TextArg("finding", l.H1))
	switch {
	case b.Pub.Rate(at, "attendance").Shown():
		b.letterFigures(&l, at)
	case b.unreturned(at):
		say := "letter.missing"
		if len(b.asideIn(attendance.URN(place.Code), at.Period)) > 0 {
			say = "letter.aside"
		}
		l.Lead = []Text{T(say, PeriodArg("period", at.Period), WordsArg("council", l.Council))}
	default:
		l.Lead = []Text{T("letter.hidden")}
	}
	b.letterDue(&l, at)
	l.Preheader = b.letterPreheader(&l, at)
	b.letterLinks(&l, at)
	switch {
	case !ofSchool:
		l.Schools = b.letterSchools(at)
		l.Foot = append(l.Foot, T("letter.shared"))
	case len(l.Measures) > 0:
		l.Foot = append(l.Foot, T("letter.own", TextArg("place", b.Name(place))))
		if b.Threshold > 0 {
			l.Foot = append(l.Foot, T("letter.small", IntArg("n", b.Threshold)))
		}
	}
	l.Foot = append(l.Foot, T("letter.why", WordsArg("council", l.Council), TextArg("place", b.Name(place)), DateArg("date", b.AsOf)))
	return l, true
}

// unreturned reports whether a school has no figures because it sent none, or not all.
func (b *Book) unreturned(at disclosure.At) bool {
	return at.Place.Level == attendance.LevelSchool && b.Pub.Rate(at, "attendance").Symbol() == disclosure.NotAvailable
}

// letterFigures tells the figures of a place that has some.
func (b *Book) letterFigures(l *Letter, at disclosure.At) {
	for _, paragraph := range [][]Text{{b.changeSentence(at, "attendance"), b.sayTarget(at)}, {b.letterCoverage(at)}} {
		if said := together(paragraph); !said.IsZero() {
			l.Lead = append(l.Lead, said)
		}
	}
	for _, id := range headlineMeasures {
		if len(l.Measures) < mostMeasures && b.Pub.Rate(at, id).Shown() {
			l.Measures = append(l.Measures, b.letterMeasure(at, id))
		}
	}
	basis := "letter.basis.term"
	switch {
	case at.Period.IsYear():
		basis = "letter.basis.year"
	case at.Period.Grain == attendance.ToDate:
		basis = "letter.basis.todate"
	}
	l.Basis = T(basis, PeriodArg("period", at.Period))
	if b.change(at, "attendance").Known() {
		l.Basis = joined([]Text{l.Basis, T("letter.basis.change", PeriodArg("before", at.Period.YearBefore()))})
	}
	if b.Pub.Rate(at, "attendance").Provisional() {
		l.Basis = joined([]Text{l.Basis, T("letter.provisional")})
	}
	l.Changed = b.letterChanges(at)
	b.letterChart(l, at)
	if b.Pub.Rate(at, "pa_10").Shown() {
		l.Foot = append(l.Foot, T("letter.pa"))
	}
}

// letterChanges says what else changed: of attendance the letter has told already.
func (b *Book) letterChanges(at disclosure.At) []Text {
	others := slices.DeleteFunc(slices.Clone(judged), func(id string) bool { return id == "attendance" })
	changed, rest := b.judgedChanges(at, others)
	if more := len(changed) - mostChanged; more > 0 {
		changed = append(changed[:mostChanged:mostChanged], T("letter.changed.more", IntArg("n", more)))
	}
	if len(changed) == 0 && len(rest) > 0 && rest[0].ID == "brief.usual" {
		rest = append([]Text{T("letter.changed.none")}, rest...)
	}
	if said := together(rest); !said.IsZero() {
		changed = append(changed, said)
	}
	return changed
}

// letterMeasure is a headline measure as a letter shows it.
func (b *Book) letterMeasure(at disclosure.At, id string) LetterMeasure {
	h := b.headlineOf(at, id)
	m := LetterMeasure{Label: h.Label, Value: h.Value, Small: h.Small, Move: h.Move}
	if t, ok := b.target(at, id); ok {
		m.Against = append(m.Against, T("letter.target", WordsArg("t", t.Value.String())))
	}
	if all := b.versus(at, id); len(all) > 0 {
		m.Against = append(m.Against, T("letter.there", TextArg("there", b.inPhase(all[0].place, at.Phase)), PercentArg("figure", all[0].figure)))
	}
	return m
}

// letterCoverage says how many schools of a group returned, where not all did.
func (b *Book) letterCoverage(at disclosure.At) Text {
	returned, expected, known := b.Pub.Coverage(at)
	if at.Place.Level == attendance.LevelSchool || !known || returned >= expected {
		return Text{}
	}
	return T("letter.coverage", IntArg("returned", returned), IntArg("expected", expected))
}

// letterPreheader goes on where the subject ends: against what, and what is due.
func (b *Book) letterPreheader(l *Letter, at disclosure.At) Text {
	said := []Text{b.changeSentence(at, "attendance")}
	switch {
	case !said[0].IsZero():
	case len(l.Lead) > 0:
		said[0] = l.Lead[0]
	default:
		said[0] = l.Basis
	}
	if len(l.Due) > 0 {
		said = append(said, l.DueHead)
	}
	return together(said)
}

// together joins those sentences that say something; it is zero where none does.
func together(sentences []Text) Text {
	said := slices.DeleteFunc(sentences, Text.IsZero)
	if len(said) == 0 {
		return Text{}
	}
	return joined(said)
}

// letterLinks says where to read on.
func (b *Book) letterLinks(l *Letter, at disclosure.At) {
	page := b.Path(at.Place, b.PeriodsOf(at.Place)[0])
	l.Folder = strings.TrimSuffix(page, "index.html")
	if at.Place.Level == attendance.LevelSchool {
		l.Links = []LetterLink{{T("letter.page.school"), page}}
		if b.HasBrief(at.Place) {
			l.Links = append(l.Links, LetterLink{T("letter.page.brief"), b.BriefPath(at.Place, b.PeriodsOf(at.Place)[0])})
		}
		l.Where = T("letter.where.school", WordsArg("folder", l.Folder), WordsArg("council", l.Council))
		return
	}
	l.Links = []LetterLink{{T("letter.page.group", TextArg("place", b.Name(at.Place))), page}}
	for _, g := range b.Groupings {
		if g.Level == at.Place.Level && b.HasMeeting(g) {
			l.Links = append(l.Links, LetterLink{T("letter.page.meeting"), b.MeetingPath(at.Place)})
		}
	}
	if len(l.Links) == 1 {
		l.Links = append(l.Links, LetterLink{T("letter.page.front"), b.Path(b.Pub.Authority(), b.current)})
	}
	l.Where = T("letter.where.group", WordsArg("folder", l.Folder), WordsArg("council", l.Council))
}
