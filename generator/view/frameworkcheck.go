package view

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/insight"
	"rollcall/generator/strategy"
)

// verdict says how a score and the data go together.
type verdict uint8

const (
	unsaid    verdict = iota // the data have no answer, or the score claims nothing
	agree                    // a high score and the data is good, or a low one and it is not
	otherwise                // a high score that the data do not bear out
	kinder                   // a low score, and the data are better
)

// check is what the data say about a question.
type check struct {
	verdict verdict
	fact    Text // the figure; none where there is nothing to say
}

// colour is which description of a question the data bear out.
type colour uint8

const (
	unknown colour = iota // there are no data
	green
	red
	neither
)

// checked sets the data beside a score. A score of 9 and more claims what the green
// description says, one of 4 and less what the red one does; those between claim
// neither. A score of 0 is none.
func (b *Book) checked(urn attendance.URN, q strategy.Question, score int) check {
	fact, said := b.factFor(urn, q.Check)
	out := check{fact: fact}
	if said == unknown || score == 0 {
		return out
	}
	switch stage := stageOf(score); {
	case stage == "embedded" && said != green:
		out.verdict = otherwise
	case stage == "developing" && said == green:
		out.verdict = kinder
	case stage == "embedded", stage == "developing" && said == red:
		out.verdict = agree
	}
	return out
}

// factFor is what the data up to the current period answer, and which description
// that bears out.
func (b *Book) factFor(urn attendance.URN, c strategy.Check) (Text, colour) {
	switch c {
	case strategy.PABelowLastYear, strategy.AttendanceAboveLastYear:
		if c == strategy.AttendanceAboveLastYear {
			return b.consistently(urn, "attendance")
		}
		return b.consistently(urn, "pa_10")
	case strategy.ReturnsOnTime:
		sent := b.Returns[urn]
		switch {
		case len(b.asideIn(urn, b.current)) > 0:
			return T("self.fact.aside", PeriodArg("period", b.current)), unknown
		case slices.Contains(b.Pub.Missing(b.Pub.Authority(), b.current), urn):
			return T("self.fact.missing", PeriodArg("period", b.current)), red
		case sent.Late > 0:
			return T("self.fact.late", PeriodArg("period", b.current), IntArg("n", sent.Late)), red
		case sent.On != "":
			return T("self.fact.ontime", PeriodArg("period", b.current)), green
		}
		return T("self.fact.none"), unknown
	}
	return Text{}, unknown
}

// consistentYears is how many years are asked for at most, before what is better or
// worse than a year before is called consistent.
const consistentYears = 3

// consistentRule says what counts as consistent.
func consistentRule() Text { return T("self.consistent", IntArg("n", consistentYears)) }

// consistently sets the current period beside the same one a year before, and so do
// the years before it, as far back as they can be compared. Green is better in each
// of them, red in none.
func (b *Book) consistently(urn attendance.URN, id string) (Text, colour) {
	var years, better int
	var latest insight.Difference
	for p := b.current; years < consistentYears; p = p.YearBefore() {
		d := insight.OverTime(b.Pub.Pair(b.at(school(urn), p), p.YearBefore(), id))
		if !d.Known() {
			break
		}
		if years == 0 {
			latest = d
		}
		years++
		if d.Better() > 0 {
			better++
		}
	}
	if years == 0 {
		return T("self.fact.none"), unknown
	}
	fact := T("self.fact.year", TextArg("measure", measureName(id)), PercentArg("now", latest.To), PercentArg("then", latest.From))
	if years > 1 {
		fact = fact.and(T("self.fact.years", IntArg("n", better), IntArg("of", years)))
	}
	switch better {
	case years:
		return fact, green
	case 0:
		return fact, red
	}
	return fact, neither
}

// cell is what the data say, with a word where they agree with the score or not.
func (c check) cell() Cell {
	tag := Tag{}
	switch c.verdict {
	case unsaid:
		if c.fact.IsZero() {
			return TextCell(T("self.unchecked"))
		}
		return TextCell(c.fact)
	case agree:
		tag = Tag{Tone: Plain, Icon: IconDone, Label: T("self.agree")}
	case otherwise:
		tag = Tag{Tone: Attention, Icon: IconFlag, Label: T("self.differ")}
	case kinder:
		tag = Tag{Tone: Info, Icon: IconFlag, Label: T("self.kinder")}
	}
	return Cell{Kind: CellTag, Tag: &tag, Meta: c.fact}
}
