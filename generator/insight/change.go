// Package insight judges published figures: how they changed, whether a change is
// more than usual, how far a target is. It sees figures only, so what is hidden
// cannot be judged, and it states facts; the words for them are the locale's.
package insight

import (
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
)

// Refusal says why two figures may not be compared.
type Refusal string

const (
	Compared       Refusal = ""
	NotShown       Refusal = "not-shown"       // one of them has no number
	OtherMeasure   Refusal = "other-measure"   // different things were measured
	OtherRule      Refusal = "other-rule"      // one measure, two definitions
	OtherPeriod    Refusal = "other-period"    // different parts of the year
	OtherHalfTerms Refusal = "other-halfterms" // a year of five half-terms against one of six
	OtherPhase     Refusal = "other-phase"
	OtherGroup     Refusal = "other-group"
	OtherPlace     Refusal = "other-place"
)

// Difference is a figure less another, in tenths of a point. It is made of the
// figures as they are printed, so that whoever subtracts gets the same.
type Difference struct {
	From, To disclosure.Figure
	Tenths   int64
	Refusal  Refusal
}

// Known reports whether the two figures could be compared.
func (d Difference) Known() bool { return d.Refusal == Compared }

// OverTime compares one place with itself at another time.
func OverTime(now, then disclosure.Figure) Difference {
	a, b := now.Ref(), then.Ref()
	d := Difference{From: then, To: now}
	switch {
	case a.Place != b.Place:
		d.Refusal = OtherPlace
	case a.Period.IsYear() && b.Period.IsYear() && a.Period.Grain != b.Period.Grain:
		d.Refusal = OtherHalfTerms
	case !a.Period.Comparable(b.Period):
		d.Refusal = OtherPeriod
	default:
		d.Refusal = alike(a, b)
	}
	return d.measured()
}

// Between compares two places over one period. The phases must agree.
func Between(here, there disclosure.Figure) Difference {
	a, b := here.Ref(), there.Ref()
	d := Difference{From: there, To: here}
	switch {
	case a.Period != b.Period:
		d.Refusal = OtherPeriod
	default:
		d.Refusal = alike(a, b)
	}
	return d.measured()
}

func alike(a, b disclosure.Ref) Refusal {
	switch {
	case a.Measure != b.Measure:
		return OtherMeasure
	case a.Rule != b.Rule:
		return OtherRule
	case a.Phase != b.Phase:
		return OtherPhase
	case a.Group != b.Group:
		return OtherGroup
	case a.Among != b.Among:
		return OtherPlace
	}
	return Compared
}

func (d Difference) measured() Difference {
	if d.Refusal != Compared {
		return d
	}
	to, ok := d.To.Tenths()
	from, also := d.From.Tenths()
	if !ok || !also {
		d.Refusal = NotShown
		return d
	}
	d.Tenths = to - from
	return d
}

// Better says whether a difference is for the better (+1), for the worse (-1) or
// neither, for its measure.
func (d Difference) Better() int {
	if !d.Known() {
		return 0
	}
	return better(d.To.Ref().Measure, float64(d.Tenths))
}

func better(id string, change float64) int {
	direction := measure.DirectionOf(id)
	switch {
	case change == 0 || direction == measure.Neither:
		return 0
	case (change > 0) == (direction == measure.Higher):
		return +1
	}
	return -1
}
