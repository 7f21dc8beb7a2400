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

// checked sets the data of the current period beside a score. A score of 9 and more
// claims what the green description says, one of 4 and less what the red one does;
// those between claim neither. A score of 0 is none.
func (b *Book) checked(urn attendance.URN, q strategy.Question, score int) check {
	fact, good, known := b.factFor(urn, q.Check)
	out := check{fact: fact}
	switch {
	case !known || score == 0 || stageOf(score) == "established":
	case (stageOf(score) == "embedded") == good:
		out.verdict = agree
	case good:
		out.verdict = kinder
	default:
		out.verdict = otherwise
	}
	return out
}

// factFor is what the data of the current period answer, and whether it is what the
// green description asks for.
func (b *Book) factFor(urn attendance.URN, c strategy.Check) (fact Text, good, known bool) {
	at := b.at(school(urn), b.current)
	switch c {
	case strategy.PABelowLastYear, strategy.AttendanceAboveLastYear:
		id := "pa_10"
		if c == strategy.AttendanceAboveLastYear {
			id = "attendance"
		}
		change := b.change(at, id)
		if !change.Known() {
			return T("self.fact.none"), false, false
		}
		return T("self.fact.year", TextArg("measure", measureName(id)), PercentArg("now", change.To), PercentArg("then", change.From)), change.Better() > 0, true
	case strategy.ReturnsOnTime:
		sent := b.Returns[urn]
		switch {
		case slices.Contains(b.Pub.Missing(b.Pub.Authority(), b.current), urn):
			return T("self.fact.missing", PeriodArg("period", b.current)), false, true
		case sent.Late > 0:
			return T("self.fact.late", PeriodArg("period", b.current), IntArg("n", sent.Late)), false, true
		case sent.On != "":
			return T("self.fact.ontime", PeriodArg("period", b.current)), true, true
		}
		return T("self.fact.none"), false, false
	case strategy.TargetMet:
		target, ok := b.target(at, "attendance")
		if !ok {
			return T("self.fact.notarget"), false, false
		}
		d, ok := insight.ToTarget(b.Pub, at, "attendance", target.Value)
		if !ok {
			return T("self.fact.none"), false, false
		}
		return T("self.fact.target", PercentArg("now", b.Pub.Rate(at, "attendance")), WordsArg("target", target.Value.String())), d.Met, true
	}
	return Text{}, false, false
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
