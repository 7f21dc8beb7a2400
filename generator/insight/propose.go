package insight

import (
	"math/big"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
)

// TargetRules say how a target is proposed.
type TargetRules struct {
	Measure        string
	Years          int                // of previous figures, at most
	Ambition       attendance.Decimal // points that every school is to gain
	Share          attendance.Decimal // of the gap up to the benchmark; 0.5 is half of it
	Floor, Ceiling attendance.Decimal // percent, between which every target lies
}

// Capped names what a target was brought to: the latest figure, or an end of the range.
type Capped string

const (
	NotCapped Capped = ""
	AtLatest  Capped = "latest" // no target is worse than what was reached last
	AtFloor   Capped = "floor"
	AtCeiling Capped = "ceiling"
)

// Proposal is a target that the rules propose for a school, with its working. The
// steps are rounded to two decimals for a page; the value is worked out from the
// exact ones.
type Proposal struct {
	Place   attendance.Place
	Phase   attendance.Phase // of the latest previous figure
	Measure string
	Period  attendance.Period // that it is for

	Previous  Pool // the figures of the same period of earlier years, the latest first
	Benchmark Pool
	Mean      attendance.Decimal // of Previous, percent
	Gap       attendance.Decimal // points from Mean to a better benchmark; else 0
	Lift      attendance.Decimal // points asked for: the ambition and the share of the gap
	Capped    Capped
	Value     attendance.Decimal // percent, one decimal
	Refusal   Refusal            // where there is one, there is no value
}

// Propose works out a target of a school for a period from the same period of the
// years before it:
//
//	target = mean + ambition + share * (benchmark - mean)
//
// where mean is of the previous figures taken together, and the last term counts
// only where the benchmark is better. A target is never worse than the latest of the
// previous figures. Of a measure that is better the lower it is,
// the ambition and the gap are taken off. The benchmark is the caller's: the
// school's phase, or its similar schools. Without a benchmark or a previous figure
// nothing is proposed.
func Propose(pub *disclosure.Publication, school attendance.URN, period attendance.Period, rules TargetRules, benchmark Pool) Proposal {
	p := Proposal{Place: schoolAt(school), Measure: rules.Measure, Period: period, Benchmark: benchmark}
	p.Previous = previous(pub, school, period, rules)
	better := side(rules.Measure)
	if better == 0 || !p.Previous.Known() || !benchmark.Known() {
		p.Refusal = NotShown
		return p
	}
	p.Phase = p.Previous.Figures[0].Ref().Phase

	mean, sign := p.Previous.percent(), big.NewRat(better, 1)
	gap := new(big.Rat).Sub(benchmark.percent(), mean)
	if gap.Mul(gap, sign); gap.Sign() < 0 {
		gap.SetInt64(0)
	}
	lift := new(big.Rat).Mul(rules.Share.Rat(), gap)
	lift.Add(lift, rules.Ambition.Rat())
	p.Mean, p.Gap, p.Lift = rounded(mean, 2), rounded(gap, 2), rounded(lift, 2)

	value := new(big.Rat).Add(mean, new(big.Rat).Mul(sign, lift))
	latest := PoolOf(p.Previous.Figures[0]).percent()
	if behind := new(big.Rat).Sub(latest, value); behind.Mul(behind, sign).Sign() > 0 {
		value, p.Capped = latest, AtLatest
	}
	switch {
	case value.Cmp(rules.Floor.Rat()) < 0:
		value, p.Capped = rules.Floor.Rat(), AtFloor
	case value.Cmp(rules.Ceiling.Rat()) > 0:
		value, p.Capped = rules.Ceiling.Rat(), AtCeiling
	}
	p.Value = rounded(value, 1)
	return p
}

// previous takes together the figures of a school for the same period of the years
// before, under one phase. A year without one is passed over.
func previous(pub *disclosure.Publication, school attendance.URN, period attendance.Period, rules TargetRules) Pool {
	var figures []disclosure.Figure
	for range rules.Years {
		period = period.YearBefore()
		at, ok := pupilsOf(pub, school, period)
		if !ok {
			continue
		}
		f := pub.Rate(at, rules.Measure)
		if f.Shown() && (len(figures) == 0 || f.Ref().Phase == figures[0].Ref().Phase) {
			figures = append(figures, f)
		}
	}
	return PoolOf(figures...)
}

// RolledUp is a target that the targets of schools make for a place.
type RolledUp struct {
	Value   attendance.Decimal // percent, one decimal
	Schools int                // with a target and a weight
	Of      int                // with figures for the period of the weights
}

// RollUp works out the target of a place and phase that its schools reach together
// when each reaches its own: the mean of their targets, weighted by their possible
// sessions in the period given, or by their enrolments for a measure of pupils. The
// period is the latest that is like the one of the targets. Total takes schools of
// every phase. It is false where no school has both a target and a weight that is
// shown.
func RollUp(pub *disclosure.Publication, place attendance.Place, phase attendance.Phase, weights attendance.Period, id string, targets map[attendance.URN]attendance.Decimal) (RolledUp, bool) {
	column := disclosure.Possible
	if m, ok := measure.ByID(id); ok && m.Unit == measure.Enrolments {
		column = disclosure.Enrolments
	}
	var out RolledUp
	sum, total := new(big.Rat), new(big.Rat)
	for _, urn := range pub.Members(place) {
		at, ok := pupilsOf(pub, urn, weights)
		if !ok || phase != attendance.Total && phase != at.Phase {
			continue
		}
		out.Of++
		target, set := targets[urn]
		n, shown := pub.Count(at, column).Num()
		if !set || !shown || n == 0 {
			continue
		}
		out.Schools++
		weight := big.NewRat(n, 1)
		total.Add(total, weight)
		sum.Add(sum, weight.Mul(weight, target.Rat()))
	}
	if total.Sign() == 0 {
		return out, false
	}
	out.Value = rounded(sum.Quo(sum, total), 1)
	return out, true
}
