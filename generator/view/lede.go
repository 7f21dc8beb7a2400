package view

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
	"rollcall/generator/measure"
)

// headingOf is the finding, and how many pupils are persistently absent.
func (b *Book) headingOf(at disclosure.At) Text {
	first := b.attendanceHeading(at)
	if pa := b.Pub.Rate(at, "pa_10"); pa.Shown() && b.Pub.Rate(at, "attendance").Shown() {
		return T("h1.pa", TextArg("first", first), PercentArg("pa", pa))
	}
	return first
}

// attendanceHeading is the finding: the level of attendance against the comparator, or
// the change where a signal rule fired.
func (b *Book) attendanceHeading(at disclosure.At) Text {
	now := b.Pub.Rate(at, "attendance")
	if !now.Shown() {
		return T("h1.none", PeriodArg("period", at.Period))
	}
	change := b.change(at, "attendance")
	if change.Verdict == insight.Signal && change.Basis == insight.HalfTermChanges && change.Agrees() {
		return T("h1."+direction(change.Tenths), PercentArg("now", now), GapArg("points", change.Tenths))
	}
	if all := b.versus(at, "attendance"); len(all) > 0 {
		versus := all[len(all)-1]
		if d := insight.Between(now, versus.figure); d.Known() {
			return T("h1.level."+sideOf(d.Tenths), PercentArg("now", now), GapArg("gap", d.Tenths), TextArg("there", b.inPhase(versus.place, at.Phase)))
		}
	}
	return T("h1.plain", PercentArg("now", now))
}

func direction(tenths int64) string {
	if tenths < 0 {
		return "fell"
	}
	return "rose"
}

func sideOf(tenths int64) string {
	switch {
	case tenths < 0:
		return "below"
	case tenths > 0:
		return "above"
	}
	return "equal"
}

// changeSentence says how a measure changed since the year before, and whether
// that is more than usual.
func (b *Book) changeSentence(at disclosure.At, id string) Text {
	c := b.change(at, id)
	before := PeriodArg("before", at.Period.YearBefore())
	if !c.Known() {
		if b.brokenBefore(at) {
			return T("story.change.break", before)
		}
		return Text{}
	}
	say := T
	if m, ok := measure.ByID(id); ok && m.Unit == measure.Enrolments {
		say = b.worked
	}
	args := []Arg{before, PercentArg("then", c.From), PointsArg("points", c.Tenths), IntArg("earlier", c.Earlier)}
	switch {
	case c.Verdict == insight.Signal, c.Verdict == insight.Level:
		return say("story.change.signal", append(args, TextArg("finding", b.finding(c)))...)
	case c.Basis == insight.GapValues:
		return say("story.change.usual.gap", append(args, TextArg("there", b.inPhase(b.country, at.Phase)))...)
	}
	if c.Tenths == 0 && c.Verdict == insight.Usual {
		return say("story.change.same", args...)
	}
	return say("story.change."+verdictWord(c.Verdict), args...)
}

// change judges how a measure changed, by its gap to England where it has to be.
func (b *Book) change(at disclosure.At, id string) insight.Change {
	return insight.ChangeOf(b.Pub, at, id, b.gapTo(at.Place), b.Signals)
}

// brokenBefore reports whether the year before was published over another number
// of half-terms.
func (b *Book) brokenBefore(at disclosure.At) bool {
	if at.Period.Grain != attendance.Year {
		return false
	}
	five := disclosure.All(at.Place, attendance.Period{Year: at.Period.Year - 1, Grain: attendance.YearFiveHTs}, at.Phase)
	return b.Pub.Rate(five, "attendance").Shown()
}

// coverageLine says which returns are missing, before any figure.
func (b *Book) coverageLine(root string, place attendance.Place, period attendance.Period) Text {
	line := b.returnsLine(root, place, period)
	if place == b.Pub.Authority() && slices.Contains(b.Unpublished, period) {
		return together([]Text{T("coverage.unpublished", PeriodArg("period", period)), line})
	}
	return line
}

// returnsLine says which returns are missing.
func (b *Book) returnsLine(root string, place attendance.Place, period attendance.Period) Text {
	returned, expected, known := b.Pub.Coverage(b.at(place, period))
	if !known || returned >= expected {
		return Text{}
	}
	line := b.missingLine(root, place, period, returned, expected)
	if n := b.change(b.at(place, period), "attendance").To.Ref().Among; n > 0 {
		line = T("join", TextArg("a", line), TextArg("b", T("coverage.matched", IntArg("n", n))))
	}
	return line
}

func (b *Book) missingLine(root string, place attendance.Place, period attendance.Period, returned, expected int) Text {
	missing := b.Pub.Missing(place, period)
	aside, _ := b.splitMissing(missing, period)
	named, counted := "coverage.named", "coverage.counted"
	if len(aside) > 0 {
		named, counted = "coverage.named.aside", "coverage.counted.aside"
	}
	args := []Arg{IntArg("returned", returned), IntArg("expected", expected), IntArg("missing", expected-returned), IntArg("aside", len(aside))}
	if len(missing) > 0 && len(missing) <= 3 {
		return T(named, append(args, TextArg("names", b.nameList(root, missing)))...)
	}
	return T(counted, append(args, TextArg("list", T("coverage.link")).Linked(root+"coverage/index.html"))...)
}

// nameList joins the names of schools, each a link.
func (b *Book) nameList(root string, urns []attendance.URN) Text {
	var list Text
	for i, urn := range urns {
		name := TextArg("b", b.Name(school(urn))).Linked(b.href(root, school(urn)))
		switch {
		case i == 0:
			name.Name = "a"
			list = T("list.one", name)
		case i == len(urns)-1:
			list = T("list.last", TextArg("a", list), name)
		default:
			list = T("list.more", TextArg("a", list), name)
		}
	}
	return list
}
