package insight

import (
	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// series is the values by which one place's changes are judged, in order of time.
type series struct {
	basis  Basis
	points []point
}

// point is a value of a series. A value that is measured from something has that as
// its origin, in percent: origin and value together are the rate of the period.
type point struct {
	period        attendance.Period
	value, origin float64
}

// seriesOf gathers the values of a basis. The change of at.Period is given, because
// it may rest on fewer schools than the rates do: where returns are missing, it is of
// those that have both periods, so that a missing return cannot look like a change.
func seriesOf(basis Basis, pub *disclosure.Publication, at disclosure.At, id string, versus attendance.Place, now Difference) series {
	s := series{basis: basis}
	switch basis {
	case OwnValues:
		s.points = ownValues(pub, at, id, now)
	case HalfTermChanges:
		s.points = halfTermChanges(pub, at, id, now)
	case GapValues:
		s.points = gapValues(pub, at, id, versus)
	}
	return s
}

// ownValues are the rates of all periods of one grain.
func ownValues(pub *disclosure.Publication, at disclosure.At, id string, now Difference) []point {
	var out []point
	cell := at
	for _, p := range pub.Periods(at.Place) {
		if p.Grain != at.Period.Grain || p.Compare(at.Period) > 0 {
			continue
		}
		cell.Period = p
		f := pub.Rate(cell, id)
		v, ok := f.Value()
		if !ok || f.Ref().Rule != now.To.Ref().Rule {
			continue
		}
		if p == at.Period && now.matched() {
			cell.Period = p.YearBefore()
			before, _ := pub.Rate(cell, id).Value()
			v = before + points(now)
		}
		out = append(out, point{period: p, value: v})
	}
	return out
}

// halfTermChanges are the changes of half-terms since the same one a year before.
func halfTermChanges(pub *disclosure.Publication, at disclosure.At, id string, now Difference) []point {
	var out []point
	cell := at
	for _, p := range pub.Periods(at.Place) {
		if p.Grain != attendance.HalfTerm || p.Compare(at.Period) > 0 {
			continue
		}
		cell.Period = p
		here := pub.Rate(cell, id)
		cell.Period = p.YearBefore()
		before := pub.Rate(cell, id)
		origin, _ := before.Value()
		if p.Year == at.Period.Year && now.matched() {
			cell.Period = p
			here, before = pub.Pair(cell, p.YearBefore(), id)
		}
		if d := OverTime(here, before); d.Known() {
			out = append(out, point{p, points(d), origin})
		}
	}
	return out
}

// gapValues are the gaps of years, or of terms, to another place. A year that was
// published over five half-terms and over six counts once, over six.
func gapValues(pub *disclosure.Publication, at disclosure.At, id string, versus attendance.Place) []point {
	var out []point
	for _, p := range pub.Periods(at.Place) {
		if p.Grain != at.Period.Grain && !(p.IsYear() && at.Period.IsYear()) || p.Compare(at.Period) > 0 {
			continue
		}
		here := at
		here.Period = p
		if at.Place.Level == attendance.LevelSchool {
			here.Phase = pub.PhaseIn(at.Place, p)
		}
		there := here
		there.Place = versus
		d := Between(pub.Rate(here, id), pub.Rate(there, id))
		if !d.Known() {
			continue
		}
		if n := len(out); n > 0 && p.IsYear() && out[n-1].period.Year == p.Year {
			out = out[:n-1]
		}
		origin, _ := d.From.Value()
		out = append(out, point{p, points(d), origin})
	}
	return out
}

// matched reports whether a change is of only the schools that have both periods,
// because returns are missing.
func (d Difference) matched() bool { return d.To.Ref().Among > 0 }

// finding is what the rules say of one period of a series.
type finding struct {
	rule    Rule
	side    int
	value   float64 // the last value judged
	limits  Limits
	earlier int     // how many values the limits rest on
	step    float64 // since the year before
	changed bool    // the change since the year before is unusual, and not only the level
}

// judge holds a period against the values before it. It is false where a value of the
// period is missing or fewer than the least number are before it; the finding then
// holds only how many there are.
func (s series) judge(p attendance.Period, least int) (finding, bool) {
	values := make([]float64, 0, len(s.points))
	earlier, judged := 0, 0
	for _, q := range s.points {
		switch {
		case q.period.Compare(p) > 0 || s.basis == OwnValues && !q.period.Comparable(p):
			continue
		case s.before(q.period, p):
			earlier++
		case s.judges(q.period, p):
			judged++
		}
		values = append(values, q.value)
	}
	f := finding{earlier: earlier}
	limits, ok := XmR(values[:earlier])
	if !ok || earlier < least || judged == 0 || judged < s.parts(p) {
		return f, false
	}
	f.limits, f.value = limits, values[len(values)-1]
	f.rule, f.side = s.rule(limits, values, judged)
	f.changed = s.basis == HalfTermChanges && f.rule == Beyond
	if before, ok := s.at(p.YearBefore()); ok && s.basis != HalfTermChanges {
		f.leap(before)
	}
	if s.basis == OwnValues { // a rate stays within 0 and 100, whatever its limits
		f.limits.Lower, f.limits.Upper = max(limits.Lower, 0), min(limits.Upper, 100)
	}
	return f, true
}

// leap decides whether a value changed since the year before by more than is usual:
// the step is larger than steps are, or it led out of the limits.
func (f *finding) leap(before float64) {
	f.step = f.value - before
	if side := f.limits.Leaps(f.step); side != 0 {
		f.changed = true
		if f.rule != Beyond || f.side != side {
			f.rule, f.side = Moved, side
		}
		return
	}
	f.changed = f.rule == Beyond && f.limits.Outside(before) != f.side
}

// at returns the value of a period.
func (s series) at(p attendance.Period) (float64, bool) {
	for _, q := range s.points {
		if q.period.Year == p.Year && (q.period == p || q.period.IsYear() && p.IsYear()) {
			return q.value, true
		}
	}
	return 0, false
}

// before reports whether a value is one of those that say what is usual. Half-terms
// of the same year are not: spring would be judged by the autumn that it follows from.
func (s series) before(q, p attendance.Period) bool {
	if s.basis == HalfTermChanges {
		return q.Year < p.Year
	}
	return q.Compare(p) < 0
}

// judges reports whether a value is one of those that are judged.
func (s series) judges(q, p attendance.Period) bool {
	if s.basis != HalfTermChanges {
		return q == p
	}
	first, last := p.HalfTerms()
	return q.Year == p.Year && int(q.Number) >= first && int(q.Number) <= last
}

// parts returns how many values a period is judged by.
func (s series) parts(p attendance.Period) int {
	if s.basis != HalfTermChanges {
		return 1
	}
	first, last := p.HalfTerms()
	return last - first + 1
}

// rule applies the rules to the values of which the last few are judged. Half-terms
// are judged together: all must be outside on one side, or the last ends a run.
func (s series) rule(l Limits, values []float64, judged int) (Rule, int) {
	if s.basis != HalfTermChanges {
		return l.Fires(values)
	}
	last := values[len(values)-judged:]
	side := l.Outside(last[0])
	for _, v := range last[1:] {
		if l.Outside(v) != side {
			side = 0
		}
	}
	if side != 0 {
		return Beyond, side
	}
	if side := l.run(values); side != 0 {
		return Run, side
	}
	return NoRule, 0
}
