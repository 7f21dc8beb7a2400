package view

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// notePath is the page of the note to a school.
func notePath(urn attendance.URN) string {
	return "returns/" + strings.ToLower(string(urn)) + "/index.html"
}

// faultsOf lists what was found in the rows of a school, on the page of its latest
// period and where the edition says who returned what.
func (b *Book) faultsOf(at disclosure.At) []Problem {
	if at.Place.Level != attendance.LevelSchool || !b.latest(at.Place, at.Period) || !b.hasReturns() {
		return nil
	}
	return b.Faults[attendance.URN(at.Place.Code)]
}

// returnNotes are the pages of a note to each school with faults, which are reached
// from the page of returns.
func (b *Book) returnNotes() []Study {
	if !b.hasReturns() {
		return nil
	}
	var out []Study
	for _, s := range b.Pub.Schools() {
		if len(b.Faults[s.URN]) == 0 {
			continue
		}
		part := Study{Path: notePath(s.URN), Title: T("note.title", TextArg("name", b.Name(school(s.URN)))), Part: true}
		part.Make = func() Document { return b.returnNote(part, s.URN) }
		out = append(out, part)
	}
	return out
}

// returnNote is a note that can be copied into an email: what was found in the return
// of a school, where, and what to do about it. It is addressed to a role and holds no
// name of a person.
func (b *Book) returnNote(s Study, urn attendance.URN) Document {
	faults := b.Faults[urn]
	page := b.studyPage(s)
	page.Crumbs = b.frame(s.Path, navStudies, Link{Label: T("nav.studies"), Href: page.Root + studiesPath},
		Link{Label: T("study.returns"), Href: page.Root + returnsPath}, Link{Label: b.Name(school(urn))}).Crumbs
	page.H1 = T("note.h1", IntArg("n", len(faults)), TextArg("name", b.Name(school(urn))))
	page.Intro = []Text{T("note.intro", TextArg("name", b.Name(school(urn))).Linked(b.href(page.Root, school(urn))))}

	paragraph := func(texts ...Text) []Fragment {
		out := []Fragment{{HTML: "<p>"}}
		for i := range texts {
			out = append(out, Fragment{Text: &texts[i]})
		}
		return append(out, Fragment{HTML: "</p>"})
	}
	period, opening, by := PeriodArg("period", b.current), "note.opening", "note.by"
	if slices.Contains(b.Pub.Missing(b.Pub.Authority(), b.current), urn) {
		opening = "note.opening.missing"
		if len(b.asideIn(urn, b.current)) > 0 {
			opening, by = "note.opening.aside", "note.by.aside"
		}
	}
	prose := paragraph(b.greeting(urn))
	prose = append(prose, paragraph(T(opening, TextArg("name", b.Name(school(urn))), period, IntArg("n", len(faults))))...)
	prose = append(prose, Fragment{HTML: "<ol>"})
	for _, p := range faults[:min(len(faults), mostRows)] {
		item := noteItem(p)
		prose = append(prose, Fragment{HTML: "<li>"}, Fragment{Text: &item}, Fragment{HTML: "</li>"})
	}
	prose = append(prose, Fragment{HTML: "</ol>"})
	if left := len(faults) - mostRows; left > 0 {
		prose = append(prose, paragraph(T("note.left", IntArg("n", left)))...)
	}
	prose = append(prose, paragraph(T(by, DateArg("date", b.replyBy())))...)
	prose = append(prose, paragraph(T("note.thanks"))...)
	prose = append(prose, paragraph(T("note.from", WordsArg("authority", b.Authority)))...)
	page.Sections = section("note", T("note.heading"), []Text{T("note.rail"), T("note.rail.by", IntArg("n", b.LateDays))}, Block{Prose: prose})
	page.Next = []Link{{Label: T("study.returns"), Href: page.Root + returnsPath}}
	return page
}

// noteItem says what was found, in the figures of which period and group, and what to do
// about it. The school has never seen the file, so no line of it is named. What the checks say of
// a missing return is for the authority, so a school is asked in other words.
func noteItem(p Problem) Text {
	what := WordsArg("what", fullSentence(p.Message))
	if p.Code == "return-missing" {
		return T("note.item.missing", what)
	}
	fix := WordsArg("fix", p.Hint)
	switch {
	case p.Period.IsZero():
		return T("note.item.plain", what, fix)
	case p.Group == "" || p.Group == attendance.AllPupils:
		return T("note.item", PeriodArg("period", p.Period), what, fix)
	}
	return T("note.item.group", PeriodArg("period", p.Period), WordsArg("group", p.Group), what, fix)
}

// greeting addresses whoever is the school's contact by the role.
func (b *Book) greeting(urn attendance.URN) Text {
	if s := b.Pub.School(urn); s != nil && s.Contact != "" {
		return T("note.greeting", WordsArg("role", s.Contact))
	}
	return T("note.greeting.none")
}

// replyBy is the day by which a school is asked to answer: as many days after the day
// on which the site is judged as a return has after the end of its period.
func (b *Book) replyBy() string {
	day, err := time.Parse(time.DateOnly, b.AsOf)
	if err != nil {
		return b.AsOf
	}
	return day.AddDate(0, 0, b.LateDays).Format(time.DateOnly)
}

// whereText names the place of a problem as somebody with the file open would.
func whereText(p Problem) Text {
	file := WordsArg("file", p.File)
	switch {
	case p.Sheet != "" && p.Line > 0:
		return T("note.where.cell", file, WordsArg("sheet", p.Sheet), WordsArg("cell", p.Place[strings.LastIndexByte(p.Place, '!')+1:]))
	case p.Line > 0 && p.Col > 1:
		return T("note.where.column", file, WordsArg("line", strconv.Itoa(p.Line)), WordsArg("col", strconv.Itoa(p.Col)))
	case p.Line > 0:
		return T("note.where.line", file, WordsArg("line", strconv.Itoa(p.Line)))
	}
	return T("note.where.file", file)
}

// fullSentence makes a sentence of a message, which begins small and has no full stop.
func fullSentence(message string) string {
	if message == "" || strings.HasSuffix(message, ".") {
		return message
	}
	r := []rune(message)
	return strings.ToUpper(string(r[:1])) + string(r[1:]) + "."
}
