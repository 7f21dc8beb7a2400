package insight

import (
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/plan"
)

// Movement says what became of the measure that an action is meant to move.
type Movement string

const (
	MovedRight Movement = "right"       // it moved the right way
	MovedWrong Movement = "wrong"       // it moved the wrong way
	NotMoved   Movement = "same"        // it did not move more than is usual
	TooEarly   Movement = "early"       // less than one comparable period has passed since the start
	TooFewYet  Movement = "few"         // too few earlier values to say what is usual, and no target that decides
	NoFigures  Movement = "none"        // there is nothing to compare
	NotMeasure Movement = "not-measure" // the action names evidence in words, or a count of the service's work
)

// Outcome is what became of the measure of an action. That it moved does not say
// that the action moved it.
type Outcome struct {
	At       disclosure.At // of After; the zero At where there is no figure
	Movement Movement

	// Before is of the last period like After's that ended before the action began,
	// After of the latest period there is. Change is between them, and refused where
	// they cannot be compared.
	Before, After disclosure.Figure
	Change        Difference

	// Gap is the same of the gap to another place, in tenths of a point, where the
	// series breaks from five half-terms to six in between. The gap is judged then, and
	// the figures are shown.
	Gap    int64
	HasGap bool

	Rule Change // the change that decided: the latest more than usual since the start, or else the latest

	Target    attendance.Decimal // percent
	HasTarget bool
	Met       bool // After meets the target, by the exact figure
}

// Outcomes works out what became of the measures of actions.
type Outcomes struct {
	Pub    *disclosure.Publication
	Latest attendance.Period                              // the latest for which schools have figures
	Days   func(attendance.Period) (from, next time.Time) // its first day and the first after it
	Versus attendance.Place                               // whose gap a series is judged by where it has to be
	Rules  Rules
}

// Of works out the outcome of an action at a place, from its start or, where it has
// none, from the day on which its strategy began. An action of a strategy that has
// ended is judged on the strategy's last day, with the half-term in which that lies.
//
// The latest period is set against the last one like it, such as another spring term,
// that ended before the action began. It moved when that difference is more than
// rounding, and a change in one of the years since is more than usual by the signal
// rules (see ChangeOf) and goes the same way, or the target is met.
func (o Outcomes) Of(s *plan.State, place attendance.Place, begun time.Time) Outcome {
	id, day := s.Action.Measure, s.Day
	if !s.Action.Start.IsZero() {
		begun = s.Action.Start
	}
	if s.Over {
		day = halfTermEnd(day)
	}
	if _, known := measure.ByID(id); !known {
		return o.counted(id, place, begun, day)
	}
	out := Outcome{Movement: NoFigures, Target: s.Action.TargetValue.Number, HasTarget: s.Action.TargetValue.Given}
	at, ok := o.latest(place, id, day)
	if !ok {
		return out
	}
	out.At, out.After = at, o.Pub.Rate(at, id)
	out.Met = out.HasTarget && meets(out.After, out.Target)
	if begun.IsZero() {
		return out
	}
	if first, _ := o.Days(at.Period); first.Before(begun) {
		out.Movement = TooEarly
		return out
	}
	if !o.compare(&out, id, begun) {
		return out
	}
	out.Movement = o.judge(&out, id, begun)
	return out
}

// halfTermEnd is the first day after the longest half-term in which a day lies.
func halfTermEnd(day time.Time) time.Time {
	p := attendance.Period{Year: attendance.AcademicYear(day.Year() - 1), Grain: attendance.HalfTerm}
	for ; ; p.Year++ {
		for p.Number = 1; p.Number <= 6; p.Number++ {
			if _, next := p.Span(); next.After(day) {
				return next
			}
		}
	}
}

// latest is the last period like the latest of the site with a figure that had ended
// by a day.
func (o Outcomes) latest(place attendance.Place, id string, day time.Time) (disclosure.At, bool) {
	var found disclosure.At
	ok := false
	for _, p := range o.Pub.Periods(place) {
		if !o.headline(p) || p.Compare(o.Latest) > 0 {
			continue
		}
		phase := attendance.Total
		if place.Level == attendance.LevelSchool {
			phase = o.Pub.PhaseIn(place, p)
		}
		at := disclosure.All(place, p, phase)
		if _, next := o.Days(p); !next.After(day.AddDate(0, 0, 1)) && o.Pub.Rate(at, id).Shown() && (!ok || p.Compare(found.Period) > 0) {
			found, ok = at, true
		}
	}
	return found, ok
}

// headline reports whether a period is of the kind at which the site speaks.
func (o Outcomes) headline(p attendance.Period) bool {
	return p.Grain == o.Latest.Grain || p.IsYear() && o.Latest.IsYear()
}

// compare finds the figure from before the action began, and the difference.
func (o Outcomes) compare(out *Outcome, id string, begun time.Time) bool {
	for then := out.At.Period.YearBefore(); then.Year > out.At.Period.Year-mostYearsBack; then = then.YearBefore() {
		if _, next := o.Days(then); next.After(begun) {
			continue
		}
		if now, before := o.Pub.Pair(out.At, then, id); before.Shown() {
			out.Before, out.After, out.Change = before, now, OverTime(now, before)
			return out.Change.Known()
		}
		five := out.At
		five.Period = attendance.Period{Year: then.Year, Grain: attendance.YearFiveHTs}
		if before := o.Pub.Rate(five, id); then.Grain == attendance.Year && before.Shown() {
			out.Before, out.Change = before, OverTime(out.After, before)
			return o.acrossBreak(out, five, id)
		}
	}
	return false
}

// mostYearsBack is how many years before the latest figure one is looked for.
const mostYearsBack = 10

// acrossBreak works out how the gap to the other place changed.
func (o Outcomes) acrossBreak(out *Outcome, before disclosure.At, id string) bool {
	if o.Versus == out.At.Place {
		return false
	}
	gap := func(at disclosure.At) Difference {
		there := at
		there.Place = o.Versus
		return Between(o.Pub.Rate(at, id), o.Pub.Rate(there, id))
	}
	now, then := gap(out.At), gap(before)
	out.Gap, out.HasGap = now.Tenths-then.Tenths, now.Known() && then.Known()
	return out.HasGap
}

// judge decides whether the measure moved.
func (o Outcomes) judge(out *Outcome, id string, begun time.Time) Movement {
	moved := out.Change.Tenths
	if out.HasGap {
		moved = out.Gap
	}
	way := better(id, float64(moved))
	if abs(moved) < leastChange {
		way = 0
	}
	judgedAny, unusual := false, false
	for at := out.At; ; at.Period = at.Period.YearBefore() {
		if first, _ := o.Days(at.Period); first.Before(begun) {
			break
		}
		c := ChangeOf(o.Pub, at, id, o.Versus, o.Rules)
		if at == out.At {
			out.Rule = c
		}
		judgedAny = judgedAny || c.Verdict >= Usual
		if (c.Verdict == Signal || c.Verdict == Level) && !unusual && way != 0 && better(id, float64(c.Side)) == way {
			out.Rule, unusual = c, true
		}
	}
	switch {
	case way > 0 && (unusual || out.Met):
		return MovedRight
	case way < 0 && unusual:
		return MovedWrong
	case judgedAny, out.HasTarget && !out.Met && way == 0:
		return NotMoved
	}
	return TooFewYet
}

// meets reports whether a figure meets a target, before rounding.
func meets(f disclosure.Figure, target attendance.Decimal) bool {
	value, ok := exact(f)
	return ok && int64(value.Cmp(target.Rat()))*side(f.Ref().Measure) >= 0
}

// counted sets counts of the service's work side by side. Nobody can say from a count
// alone whether more of it is better, so nothing is judged.
func (o Outcomes) counted(id string, place attendance.Place, begun, day time.Time) Outcome {
	out := Outcome{Movement: NotMeasure}
	for _, t := range o.Pub.Tallies(place, id) {
		_, next := o.Days(t.Period)
		if f := o.Pub.Tally(place, t.Period, id); t.Measure == id && f.Shown() && !next.After(day.AddDate(0, 0, 1)) {
			out.After, out.At = f, disclosure.All(place, t.Period, attendance.Total)
		}
	}
	if !out.After.Shown() || begun.IsZero() {
		return out
	}
	for then := out.At.Period.YearBefore(); then.Year > out.At.Period.Year-mostYearsBack; then = then.YearBefore() {
		if _, next := o.Days(then); next.After(begun) {
			continue
		}
		if f := o.Pub.Tally(place, then, id); f.Shown() {
			out.Before = f
			return out
		}
	}
	return out
}

// Unaddressed is a measure that became worse, by a signal, where no action is about
// it.
type Unaddressed struct {
	At     disclosure.At
	Change Change
}

// Unaddressed lists the measures that became worse by a signal and that no running
// action is about: of the priority schools, in their order, where no action is about
// the school; then of the authority's phases, where no action for the whole
// authority is meant to move the measure. scope says which place an action is about.
func (o Outcomes) Unaddressed(ids []string, priorities []PrioritySchool, states []plan.State, scope func(*plan.Action) attendance.Place) []Unaddressed {
	about := make(map[attendance.Place]bool)
	meant := make(map[string]bool)
	for i := range states {
		if s := &states[i]; !s.Status.Ended() && !s.Over {
			place := scope(s.Action)
			about[place] = true
			meant[s.Action.Measure] = meant[s.Action.Measure] || place == o.Pub.Authority()
		}
	}
	var out []Unaddressed
	add := func(at disclosure.At, id string) {
		if c := ChangeOf(o.Pub, at, id, o.Versus, o.Rules); c.Verdict == Signal && c.Better() < 0 {
			out = append(out, Unaddressed{at, c})
		}
	}
	for _, p := range priorities {
		if place := schoolAt(p.URN); p.Priority && !about[place] {
			for _, id := range ids {
				add(disclosure.All(place, o.Latest, p.Phase), id)
			}
		}
	}
	for _, phase := range single() {
		for _, id := range ids {
			if !meant[id] {
				add(disclosure.All(o.Pub.Authority(), o.Latest, phase), id)
			}
		}
	}
	return out
}
