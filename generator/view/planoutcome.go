package view

import (
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/insight"
	"rollcall/generator/measure"
	"rollcall/generator/plan"
)

// outcomesBy is how the measures of actions are judged.
func (b *Book) outcomesBy() insight.Outcomes {
	return insight.Outcomes{Pub: b.Pub, Latest: b.current, Days: b.days, Versus: b.country, Rules: b.Signals}
}

// judgeOutcomes works out what became of the measure of every action.
func (b *Book) judgeOutcomes() {
	by := b.outcomesBy()
	b.outcomes = make([]insight.Outcome, len(b.states))
	for i := range b.states {
		b.outcomes[i] = insight.Outcome{Movement: insight.NotMeasure}
		place, ok := b.scopeOf(b.states[i].Action)
		if !ok {
			continue
		}
		by.Versus = b.gapTo(place)
		b.outcomes[i] = by.Of(&b.states[i], place, b.begun(b.states[i].Action))
	}
}

// begun is the first day of the strategy of an action.
func (b *Book) begun(a *plan.Action) time.Time {
	for _, s := range b.Strategies {
		if s.ID == a.Strategy {
			return s.From
		}
	}
	return time.Time{}
}

// movementTag says what became of a measure. Only a movement by the stated rules has
// a tone.
func movementTag(m insight.Movement) Tag {
	tag := Tag{Tone: Plain, Icon: IconPart, Label: T("movement." + string(m))}
	switch m {
	case insight.MovedRight:
		tag.Tone, tag.Icon = Good, IconDone
	case insight.MovedWrong:
		tag.Tone, tag.Icon = Concern, IconOverdue
	case insight.NotMoved:
		tag.Icon = IconFlat
	}
	return tag
}

// movedName is the name of what an action is meant to move: a measure, a count of the
// service's work, or evidence in words.
func (b *Book) movedName(i int) Text {
	id := b.states[i].Action.Measure
	if _, ok := measure.ByID(id); ok {
		return measureName(id)
	}
	if name, ok := b.countName(id); ok {
		return name
	}
	if id != "" {
		return Words(id)
	}
	return T("plan.moves.none")
}

// tellMoves adds what an action is meant to move, with its figures, to a list.
func (b *Book) tellMoves(out *Action, i int, up string) {
	a, o := b.states[i].Action, b.outcomes[i]
	out.Moves = b.movedName(i)
	switch {
	case o.After.Shown() && o.Before.Shown():
		out.MovesRef = Link{Href: up + b.actionPath(a) + "#moves"}
		if b.isRate(o) && o.At.Place.Level != "" && needsSomebody(b.states[i].Status) {
			if out.Spark = b.spark(o.At, a.Measure); out.Spark != nil {
				out.Spark.ID += "-" + attendance.Slug(a.ID)
			}
		}
		line := b.beforeAndNow(o)
		if o.HasGap { // the two are not to be subtracted
			line = line.and(T("plan.movement.gap", PointsArg("points", o.Gap), TextArg("there", b.Name(b.country))))
		}
		out.MoveNote = T("plan.movement", TextArg("line", line), TextArg("reading", T("movement."+string(o.Movement))))
	case o.Movement != insight.NotMeasure:
		out.MoveNote = T("movement." + string(o.Movement))
	case a.Impact != "":
		out.MoveNote = T("plan.impact", WordsArg("text", a.Impact))
	}
}

func (b *Book) isRate(o insight.Outcome) bool { return o.Movement != insight.NotMeasure }

// beforeAndNow says the two figures of an outcome.
func (b *Book) beforeAndNow(o insight.Outcome) Text {
	args := []Arg{PeriodArg("then", o.Before.Ref().Period), PeriodArg("period", o.After.Ref().Period)}
	if b.isRate(o) {
		return T("plan.movement.rates", append(args, PercentArg("before", o.Before), PercentArg("now", o.After))...)
	}
	return T("plan.movement.counts", append(args, NumberArg("before", o.Before), NumberArg("now", o.After))...)
}

// outcomeSection is the measure of an action before it began and now, with its trend.
func (b *Book) outcomeSection(i int, up string) []Section {
	a, o := b.states[i].Action, b.outcomes[i]
	var blocks []Block
	say := func(sentences ...Text) {
		if len(sentences) > 0 {
			all := joined(sentences)
			blocks = append(blocks, Block{Prose: []Fragment{{Text: &all}}})
		}
	}
	if a.Impact != "" {
		say(T("plan.impact", WordsArg("text", a.Impact)))
	}
	var found []Text
	if o.Before.Shown() && o.After.Shown() {
		found = append(found, b.beforeAndNow(o))
	}
	if b.isRate(o) {
		say(append(found, b.movementSaid(o)...)...)
		say(b.targetSaid(i)...)
	} else {
		say(append(found, b.countsSet(i)...)...)
	}
	switch {
	case len(blocks) == 0 && a.Measure == "":
		return nil
	case len(blocks) == 0:
		say(T("movement.not-measure"))
	}
	rail := []Text{b.movedName(i)}
	if b.isRate(o) && o.At.Place.Level != "" {
		rail = append(rail, T("plan.moves.where", TextArg("place", b.inPhase(o.At.Place, o.At.Phase)).Linked(b.href(up, o.At.Place))))
		rail = append(rail, T("plan.moves.cause"))
	}
	return section("moves", T("action.moves"), rail, append(blocks, Block{Chart: b.outcomeTrend(i)})...)
}

// joined puts sentences one after the other.
func joined(sentences []Text) Text {
	all := sentences[0]
	for _, more := range sentences[1:] {
		all = T("join", TextArg("a", all), TextArg("b", more))
	}
	return all
}

// movementSaid says what became of a measure, and by which rule.
func (b *Book) movementSaid(o insight.Outcome) []Text {
	notes := []Text{T("movement.about."+string(o.Movement), PeriodArg("period", b.current))}
	switch {
	case o.HasGap && o.Movement != insight.NoFigures:
		notes = append(notes, T("movement.gap", PointsArg("points", o.Gap), TextArg("there", b.Name(b.country))))
	case o.Before.Shown() && o.Change.Known():
		notes = append(notes, T("movement.change", PointsArg("points", o.Change.Tenths)))
	}
	if o.Rule.Verdict == insight.Signal || o.Rule.Verdict == insight.Level {
		notes = append(notes, T("movement.rule", PeriodArg("period", o.Rule.To.Ref().Period), TextArg("finding", b.finding(o.Rule))))
	}
	return notes
}

// countsSet says what the plan set for what is not a rate: a count of the service's work,
// or evidence in words.
func (b *Book) countsSet(i int) []Text {
	a := b.states[i].Action
	var notes []Text
	if text := amountText(a.Baseline); text != "" {
		notes = append(notes, T("counts.set.baseline", WordsArg("baseline", text)))
	}
	if text := amountText(a.TargetValue); text != "" {
		notes = append(notes, T("counts.set.target", WordsArg("target", text)))
	}
	if !a.TargetDate.IsZero() && b.tells(a) {
		notes = append(notes, T("movement.by", DateArg("date", a.TargetDate.Format(time.DateOnly))))
	}
	return notes
}

// amountText is a number of the plan as it is read, or else as it is written.
func amountText(a plan.Amount) string {
	if a.Given {
		return a.Number.String()
	}
	return a.Text
}

// targetSaid says what the plan set for the measure, and how it stands to that.
func (b *Book) targetSaid(i int) []Text {
	a, o := b.states[i].Action, b.outcomes[i]
	var notes []Text
	set := ""
	if a.Baseline.Given {
		set = "baseline"
	}
	if a.TargetValue.Given {
		set += "target"
	}
	for _, unread := range []plan.Amount{a.Baseline, a.TargetValue} {
		if unread.Text != "" {
			notes = append(notes, T("counts.set.written", WordsArg("text", unread.Text)))
		}
	}
	if set != "" {
		args := []Arg{WordsArg("baseline", a.Baseline.Number.String()), WordsArg("target", a.TargetValue.Number.String())}
		notes = append(notes, T("movement.set."+set, args...))
	}
	if !a.TargetDate.IsZero() && b.tells(a) {
		notes = append(notes, T("movement.by", DateArg("date", a.TargetDate.Format(time.DateOnly))))
	}
	if o.HasTarget && o.At.Place.Level != "" {
		met := "movement.unmet"
		if o.Met {
			met = "movement.met"
		}
		notes = append(notes, T(met, PercentArg("now", o.After), PeriodArg("period", o.At.Period)))
	}
	return notes
}

// outcomeTrend draws the measure of an action with the days on which it began and is
// to have reached its target.
func (b *Book) outcomeTrend(i int) *Chart {
	a, o := b.states[i].Action, b.outcomes[i]
	if !b.isRate(o) || o.At.Place.Level == "" {
		return nil
	}
	c := b.Trend(o.At.Place, o.At.Phase, a.Measure, o.At.Period)
	if c == nil {
		return nil
	}
	if o.HasTarget {
		c.Ref = append(c.Ref, RefLine{Label: T("plan.chart.aim", WordsArg("t", o.Target.String())), Role: Target, Value: Of(b.Pub.Target(o.At, a.Measure, o.Target))})
	}
	c.Events = nil // those of the place would crowd out the action's own
	periods := b.trendPeriods(o.At.Place, o.At.Period)
	for _, e := range []struct {
		day   time.Time
		label Text
	}{{a.Start, T("plan.chart.start")}, {a.TargetDate, T("plan.chart.target")}} {
		if e.day.IsZero() || !b.tells(a) {
			continue
		}
		for at, p := range periods[:len(c.X)] {
			if _, next := b.days(p); next.After(e.day) {
				c.Events = append(c.Events, Moment{At: at, Label: e.label})
				break
			}
		}
	}
	return c
}
