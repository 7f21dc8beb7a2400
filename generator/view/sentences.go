package view

import (
	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
	"rollcall/generator/measure"
)

// sentence is one entry of the catalogue of what a page can open with. It says
// nothing, a zero Text, unless its rule fires. Sentences of one topic make a
// paragraph.
type sentence struct {
	topic int
	say   func(*Book, disclosure.At) Text
}

// catalogue is every opening sentence, the most important first. A page takes the
// first mostSentences of those that fire.
var catalogue = []sentence{
	{1, (*Book).sayLevel},
	{1, func(b *Book, at disclosure.At) Text { return b.changeSentence(at, "attendance") }},
	{2, (*Book).sayPersistent},
	{2, func(b *Book, at disclosure.At) Text { return b.changeSentence(at, "pa_10") }},
	{2, (*Book).saySevereStands},
	{3, (*Book).sayTarget},
	{3, (*Book).sayNear},
	{3, (*Book).sayReason},
	{3, (*Book).sayGroup},
	{2, (*Book).saySevere},
}

const mostSentences = 6

// story opens a page: the sentences of the catalogue that have something to say, as
// paragraphs.
func (b *Book) story(at disclosure.At) []Text {
	topics := make([][]Text, 4)
	said := 0
	for _, s := range catalogue {
		if said == mostSentences {
			break
		}
		if text := s.say(b, at); !text.IsZero() {
			topics[s.topic] = append(topics[s.topic], text)
			said++
		}
	}
	var out []Text
	for _, sentences := range topics {
		if len(sentences) == 0 {
			continue
		}
		para := sentences[0]
		for _, next := range sentences[1:] {
			para = T("join", TextArg("a", para), TextArg("b", next))
		}
		out = append(out, para)
	}
	return out
}

// sayLevel: always, where attendance is shown.
func (b *Book) sayLevel(at disclosure.At) Text {
	now := b.Pub.Rate(at, "attendance")
	if !now.Shown() {
		return Text{}
	}
	for _, versus := range b.versus(at, "attendance") {
		if d := insight.Between(now, versus.figure); d.Known() {
			return T("say.level."+sideOf(d.Tenths), PercentArg("now", now).Bold(), GapArg("gap", d.Tenths), TextArg("there", b.inPhase(versus.place, at.Phase)), PercentArg("figure", versus.figure))
		}
	}
	return T("story.attendance", PercentArg("now", now).Bold())
}

// sayPersistent: always, where persistent absence is shown.
func (b *Book) sayPersistent(at disclosure.At) Text { return b.sayShare(at, "pa_10") }

// saySevere: where severe absence is shown and nothing more pressing is to be said.
func (b *Book) saySevere(at disclosure.At) Text {
	if !b.saySevereStands(at).IsZero() {
		return Text{}
	}
	return b.sayShare(at, "severe")
}

// severeStands is how many tenths of a point above its comparator severe absence has
// to be to be said before other things.
const severeStands = 10

// saySevereStands: where severe absence changed by more than usual, or is a point or
// more above the comparator's.
func (b *Book) saySevereStands(at disclosure.At) Text {
	text := b.sayShare(at, "severe")
	if text.IsZero() {
		return text
	}
	if b.change(at, "severe").Verdict == insight.Signal {
		return T("join", TextArg("a", text), TextArg("b", b.changeSentence(at, "severe")))
	}
	for _, versus := range b.versus(at, "severe") {
		if d := insight.Between(b.Pub.Rate(at, "severe"), versus.figure); d.Known() && d.Tenths >= severeStands {
			return T("join", TextArg("a", text), TextArg("b", T("story.versus.below", TextArg("there", b.inPhase(versus.place, at.Phase)), PercentArg("figure", versus.figure))))
		}
	}
	return Text{}
}

func (b *Book) sayShare(at disclosure.At, id string) Text {
	now := b.Pub.Rate(at, id)
	if !now.Shown() {
		return Text{}
	}
	if n := b.Pub.Count(at, countOf[id]); n.Shown() {
		return b.worked("story."+id+".counted", PercentArg("now", now).Bold(), NumberArg("n", n))
	}
	return T("story."+id, PercentArg("now", now).Bold())
}

// sayTarget: where there is a target for the period.
func (b *Book) sayTarget(at disclosure.At) Text {
	t, ok := b.target(at, "attendance")
	if !ok {
		return Text{}
	}
	d, ok := insight.ToTarget(b.Pub, at, "attendance", t.Value)
	if !ok {
		return Text{}
	}
	state := "gap"
	switch {
	case d.Met:
		state = "room"
	case hair(d):
		state = "hair"
	}
	return b.worked("say.target."+state, WordsArg("target", d.Target.String()), WorkedArg("sessions", int(d.Sessions)), WordsArg("days", oneDecimal(d.Days)))
}

// sayNear: where pupils were counted and some are within two days of the line.
func (b *Book) sayNear(at disclosure.At) Text {
	n := b.Pub.Count(at, disclosure.NearPA)
	if v, ok := n.Num(); !ok || v == 0 {
		return Text{}
	}
	return b.worked("say.near", NumberArg("n", n))
}

// sayReason: the reason that changed most among those outside their usual range.
func (b *Book) sayReason(at disclosure.At) Text {
	most, name := b.reasonChanged(at)
	if name.IsZero() {
		return Text{}
	}
	return T("say.reason", TextArg("reason", name), PercentArg("then", most.From), PercentArg("now", most.To), TextArg("finding", b.finding(most)))
}

// reasonChanged finds the reason for absence that changed most among those outside
// their usual range, with its name; the name is zero where there is none.
func (b *Book) reasonChanged(at disclosure.At) (most insight.Change, name Text) {
	for _, r := range b.Pub.Reasons() {
		if r.Category != attendance.Authorised && r.Category != attendance.Unauthorised {
			continue
		}
		c := b.change(at, measure.ReasonPrefix+r.ID)
		if c.Known() && c.Verdict == insight.Signal && size(c.Tenths) > size(most.Tenths) {
			most, name = c, reasonWords(r)
		}
	}
	return most, name
}

// groupStands is how many tenths of a point below all pupils a group has to be to be
// said.
const groupStands = 20

// sayGroup: the group of pupils furthest below all pupils, where it is two points or
// more below. Two groups together, and the groups of social care, have tables of
// their own.
func (b *Book) sayGroup(at disclosure.At) Text {
	all := b.Pub.Rate(at, "attendance")
	level, ok := all.Tenths()
	if !ok {
		return Text{}
	}
	var furthest Figure
	var name string
	gap := int64(groupStands - 1)
	for _, group := range b.Pub.Groups(at.Place, at.Period, at.Phase) {
		g := at
		g.Group = group
		f := b.Pub.Rate(g, "attendance")
		if v, ok := f.Tenths(); ok && level-v > gap && attendance.KindOf(group) == attendance.PupilGroup {
			furthest, name, gap = f, group, level-v
		}
	}
	if name == "" {
		return Text{}
	}
	return T("say.group", TextArg("group", groupName(name)), PercentArg("figure", furthest), GapArg("gap", gap))
}

// size is a difference without its sign.
func size(tenths int64) int64 { return max(tenths, -tenths) }
