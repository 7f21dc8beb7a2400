package view

import (
	"fmt"
	"slices"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/returns"
	"rollcall/generator/strategy"
)

// scores are the scores that stand for some questions in some schools.
type scores struct {
	sum, count int
	low        int // scores that are developing
	unshown    int // scores without evidence

	// earlier are those that were given before: how many, and the sums of these scores
	// then and now.
	earlier, then, now int
}

// scoresOf adds up the scores of schools on the questions of an area.
func (b *Book) scoresOf(urns []attendance.URN, questions []strategy.Question) scores {
	var out scores
	for _, urn := range urns {
		for _, q := range questions {
			history := b.SelfEvaluation.History(urn, q.ID)
			if len(history) == 0 {
				continue
			}
			s := history[len(history)-1]
			if len(history) > 1 {
				out.earlier++
				out.then, out.now = out.then+history[len(history)-2].Score, out.now+s.Score
			}
			out.sum, out.count = out.sum+s.Score, out.count+1
			if stageOf(s.Score) == "developing" {
				out.low++
			}
			if s.Evidence == "" {
				out.unshown++
			}
		}
	}
	return out
}

// The words of scores. Of twelve steps each has four.
func stageOf(score int) string {
	switch {
	case score <= 4:
		return "developing"
	case score <= 8:
		return "established"
	}
	return "embedded"
}

// stageTag is the word of a score with its shape.
func stageTag(score int) *Tag {
	tag := Tag{Tone: Attention, Icon: IconRisk, Label: T("status.developing")}
	switch stageOf(score) {
	case "established":
		tag = Tag{Tone: Info, Icon: IconPart, Label: T("status.established")}
	case "embedded":
		tag = Tag{Tone: Good, Icon: IconDone, Label: T("status.embedded")}
	}
	return &tag
}

// whole is the mean score rounded half up: the score whose word it has. There has to
// be a score.
func (s scores) whole() int { return (2*s.sum + s.count) / (2 * s.count) }

// meanTenths is the mean of some scores in tenths, rounded half up.
func meanTenths(sum, count int) int64 { return int64((20*sum + count) / (2 * count)) }

// meanArg is the mean score with one decimal.
func (s scores) meanArg() Arg {
	tenths := meanTenths(s.sum, s.count)
	return WordsArg("mean", fmt.Sprintf("%d.%d", tenths/10, tenths%10))
}

// summary is the mean of scores with the share of those that are developing, and how
// the mean of those that were given before has changed.
func (s scores) summary() Cell {
	if s.count == 0 {
		return TextCell(T("self.none"))
	}
	cell := TextCell(T("self.mean.value", s.meanArg()))
	share := (200*s.low + s.count) / (2 * s.count) // percent, rounded half up
	cell.Meta = T("self.share", IntArg("percent", share), IntArg("low", s.low), IntArg("of", s.count))
	if s.earlier > 0 {
		then, now := meanTenths(s.then, s.earlier), meanTenths(s.now, s.earlier)
		cell.Meta = cell.Meta.and(T("self.since", PointsArg("change", now-then), IntArg("n", s.earlier)))
	}
	return cell
}

// middleScore is the middle of the scale from 1 to 12, in tenths.
const middleScore = 65

// scoreTint is how many tenths of a score one step of a tint stands for.
const scoreTint = 5

// cell is the mean of scores with its word.
func (s scores) cell() Cell {
	if s.count == 0 {
		return TextCell(T("self.none"))
	}
	return Cell{Kind: CellTag, Tag: stageTag(s.whole()), Meta: T("self.mean", s.meanArg(), IntArg("low", s.low), IntArg("of", s.count))}
}

// scoredSchools are those of some schools that scored themselves, by name.
func (b *Book) scoredSchools(urns []attendance.URN) []attendance.URN {
	scored := make(map[attendance.URN]bool)
	for i := range b.SelfEvaluation {
		scored[b.SelfEvaluation[i].School] = true
	}
	return slices.DeleteFunc(b.byName(urns), func(urn attendance.URN) bool { return !scored[urn] })
}

// contradiction is a score that the data do not bear out.
type contradiction struct {
	school   attendance.URN
	question strategy.Question
	score    returns.SelfEvaluation
	check
}

// contradicted lists the contradictions of some schools.
func (b *Book) contradicted(w *strategy.Framework, urns []attendance.URN) []contradiction {
	var out []contradiction
	for _, urn := range urns {
		for _, a := range w.Areas {
			for _, q := range a.Questions {
				s, ok := b.SelfEvaluation.Latest(urn, q.ID)
				if !ok {
					continue
				}
				if said := b.checked(urn, q, s.Score); said.verdict == otherwise {
					out = append(out, contradiction{urn, q, s, said})
				}
			}
		}
	}
	return out
}

func questionName(q strategy.Question) Text {
	return T("self.named", WordsArg("id", q.ID), WordsArg("question", q.Text))
}

func scoreCell(s returns.SelfEvaluation) Cell {
	return Cell{Kind: CellTag, Tag: stageTag(s.Score), Meta: T("self.of", IntArg("n", s.Score), IntArg("of", returns.BestScore))}
}

func dateText(d time.Time) Text { return T("framework.date", DateArg("date", d.Format(time.DateOnly))) }
