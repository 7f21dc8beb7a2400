package view

import (
	"fmt"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
)

// headlineMeasures are shown first, in this order, as far as there are figures.
var headlineMeasures = []string{"attendance", "pa_10", "severe", "unauthorised", "authorised"}

// countOf is the column that holds the numerator of a measure of pupils.
var countOf = map[string]disclosure.Column{"pa_10": disclosure.PA10, "pa_15": disclosure.PA15, "severe": disclosure.Severe}

// measureName is the label of a measure.
func measureName(id string) Text { return T("measure." + id) }

// headlines are the headline measures of a place for a period.
func (b *Book) headlines(place attendance.Place, period attendance.Period) []Headline {
	out := b.measuresOf(b.at(place, period))
	if h, ok := b.meeting(place, period); ok {
		out = append(out, h)
	}
	return out
}

// measuresOf are the headline measures of a cell, as far as its place has them.
func (b *Book) measuresOf(at disclosure.At) []Headline {
	var out []Headline
	for _, id := range headlineMeasures {
		if len(out) < 4 && b.everShown(at, id) {
			out = append(out, b.headlineOf(at, id))
		}
	}
	return out
}

// headlineNote says what stands in headlines: since when the changes are, if there are
// any, and what the small charts show, if there are any.
func headlineNote(headlines []Headline, period attendance.Period) Text {
	has := func(what func(Headline) bool) bool { return slices.ContainsFunc(headlines, what) }
	switch {
	case has(func(h Headline) bool { return h.Move != nil }):
		return T("headline.note", PeriodArg("period", period.YearBefore()))
	case has(func(h Headline) bool { return h.Spark != nil }):
		return T("headline.shape")
	}
	return Text{}
}

func (b *Book) everShown(at disclosure.At, id string) bool {
	for _, at.Period = range b.PeriodsOf(at.Place) {
		if b.Pub.Rate(at, id).Shown() {
			return true
		}
	}
	return false
}

func (b *Book) headlineOf(at disclosure.At, id string) Headline {
	now := b.Pub.Rate(at, id)
	h := Headline{Label: measureName(id), Value: T("value.percent", PercentArg("f", now))}
	if !now.Shown() { // in large letters the one word; tables say the whole of it
		h.Value = T("symbol." + now.Symbol().String() + ".short")
	}
	if column, ok := countOf[id]; ok {
		if n := b.Pub.Count(at, column); n.Shown() {
			h.Small = T("value.pupils", NumberArg("n", n))
		}
	}
	change := b.change(at, id)
	h.Move = moveOf(change)
	if change.From.Shown() {
		h.Facts = append(h.Facts, Fact{T(factBefore(change), PeriodArg("period", change.From.Ref().Period)), T("value.percent", PercentArg("f", change.From))})
	}
	if t, ok := b.target(at, id); ok {
		h.Facts = append(h.Facts, Fact{T("fact.target"), T("value.target", WordsArg("t", t.Value.String()))})
		if d, ok := insight.ToTarget(b.Pub, at, id, t.Value); ok {
			tag := targetTag(d)
			h.Tag = &tag
		}
	}
	for _, versus := range b.versus(at, id) {
		h.Facts = append(h.Facts, Fact{versus.label, T("value.percent", PercentArg("f", versus.figure))})
	}
	h.Spark = b.spark(at, id)
	return h
}

// factBefore labels the figure of a year before.
func factBefore(c insight.Change) string {
	if c.From.Ref().Among > 0 {
		return "fact.before.matched"
	}
	return "fact.before"
}

// moveOf says how a measure changed. Its tone is plain unless the change is a
// signal.
func moveOf(c insight.Change) *Move {
	if !c.Known() {
		if c.Refusal == insight.OtherHalfTerms {
			return &Move{IconFlat, Plain, T("move.break")}
		}
		return nil
	}
	m := Move{Icon: IconFlat, Tone: Plain}
	switch {
	case c.Tenths > 0:
		m.Icon = IconUp
	case c.Tenths < 0:
		m.Icon = IconDown
	}
	basis := ""
	if c.Basis == insight.GapValues {
		basis = ".gap"
	}
	if c.Verdict == insight.Level && c.Tenths == 0 {
		m.Label = T("move.none")
		return &m
	}
	if c.Verdict != insight.Signal {
		m.Label = T("move."+verdictWord(c.Verdict)+basis, PointsArg("points", c.Tenths))
		return &m
	}
	switch c.Better() {
	case +1:
		m.Tone, m.Label = Good, T("move.better"+basis, PointsArg("points", c.Tenths))
	case -1:
		m.Tone, m.Label = Concern, T("move.worse"+basis, PointsArg("points", c.Tenths))
	}
	return &m
}

func verdictWord(v insight.Verdict) string {
	switch v {
	case insight.TooFew:
		return "few"
	case insight.Level:
		return "level"
	case insight.Signal:
		return "signal"
	}
	return "usual"
}

// targetTag says on which side of its target a figure stands.
func targetTag(d insight.Distance) Tag {
	side := "above"
	if d.GapTenths < 0 {
		side = "below"
	}
	switch {
	case d.Met:
		return Tag{Good, IconDone, T("target.met")}
	case d.GapTenths == 0:
		return Tag{Attention, IconRisk, T("target.just")}
	}
	return Tag{Attention, IconRisk, T("target."+side, GapArg("gap", d.GapTenths))}
}

// comparison is another place's figure for the same period and phase.
type comparison struct {
	label  Text
	place  attendance.Place
	figure Figure
}

// versus lists what a figure is held against: the authority's schools of the phase,
// then England's.
func (b *Book) versus(at disclosure.At, id string) []comparison {
	var out []comparison
	for _, place := range []attendance.Place{b.Pub.Authority(), b.country} {
		if place == at.Place || place == (attendance.Place{}) {
			continue
		}
		other := at
		other.Place, other.Group = place, attendance.AllPupils
		if f := b.Pub.Rate(other, id); f.Shown() {
			out = append(out, comparison{b.inPhase(place, at.Phase), place, f})
		}
	}
	return out
}

// inPhase names a place and a phase of it: Coventry primary. A school is all of
// one phase.
func (b *Book) inPhase(place attendance.Place, phase attendance.Phase) Text {
	if phase == attendance.Total || place.Level == attendance.LevelSchool {
		return b.Name(place)
	}
	return T("place.phase", TextArg("place", b.Name(place)), PhaseArg("phase", phase))
}

// spark draws the last like-for-like values of a measure, for their shape.
func (b *Book) spark(at disclosure.At, id string) *Chart {
	periods := b.trendPeriods(at.Place, at.Period)
	if len(periods) > 13 {
		periods = periods[len(periods)-13:]
	}
	if len(periods) < 2 {
		return nil
	}
	c := &Chart{ID: fmt.Sprintf("spark-%s", id), Kind: SparkChart, X: PeriodTicks(periods), Scale: b.scale(id, at.Place, at.Phase)}
	line := Series{Name: measureName(id), Role: This}
	for _, p := range periods {
		line.Values = append(line.Values, Of(b.Pub.Rate(b.then(at, p), id)))
	}
	c.Series = []Series{line}
	c.Breaks = breaks(periods)
	c.Title = T("chart.spark.title", TextArg("measure", measureName(id)))
	c.Desc = b.spell(line, periods)
	return c
}

// then is the cell of a place at another time: under the phase that a school had
// then, or the same phase of anything else.
func (b *Book) then(at disclosure.At, p attendance.Period) disclosure.At {
	if at.Place.Level == attendance.LevelSchool {
		at.Phase = b.phaseOf(at.Place, p)
	}
	at.Period = p
	return at
}

// spell says a line in words: from its first shown value to its last.
func (b *Book) spell(line Series, periods []attendance.Period) Text {
	first, last := -1, -1
	for i, v := range line.Values {
		if v.Figure.Shown() {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 || first == last {
		return T("chart.desc.none", TextArg("series", line.Name))
	}
	return T("chart.desc.line", TextArg("series", line.Name), PercentArg("from", line.Values[first].Figure), PeriodArg("start", periods[first]),
		PercentArg("to", line.Values[last].Figure), PeriodArg("end", periods[last]))
}

// breaks finds where a series of years goes from five half-terms to six.
func breaks(periods []attendance.Period) []Break {
	var out []Break
	for i := 1; i < len(periods); i++ {
		if periods[i].IsYear() && periods[i-1].IsYear() && periods[i].Grain != periods[i-1].Grain {
			out = append(out, Break{At: i, Label: T("break.halfterms")})
		}
	}
	return out
}

// meeting counts the schools of a place that meet their own attendance target.
func (b *Book) meeting(place attendance.Place, period attendance.Period) (Headline, bool) {
	met, judged := b.meetingTarget(place, period)
	if judged == 0 {
		return Headline{}, false
	}
	h := Headline{Label: T("headline.meeting"), Value: T("value.int", IntArg("n", met)), Small: T("value.of", IntArg("n", judged))}
	if was, of := b.meetingTarget(place, period.YearBefore()); of > 0 {
		h.Facts = append(h.Facts, Fact{T("fact.before", PeriodArg("period", period.YearBefore())), T("value.ofboth", IntArg("n", was), IntArg("of", of))})
	}
	return h, true
}

func (b *Book) meetingTarget(place attendance.Place, period attendance.Period) (met, judged int) {
	return b.metBy(b.Pub.Members(place), period)
}

// metBy counts the schools, of those given, that meet their own attendance target.
func (b *Book) metBy(schools []attendance.URN, period attendance.Period) (met, judged int) {
	for _, urn := range schools {
		if d, ok := b.distance(b.at(school(urn), period), "attendance"); ok {
			judged++
			if d.Met {
				met++
			}
		}
	}
	return met, judged
}
