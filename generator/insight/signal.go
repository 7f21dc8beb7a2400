package insight

import (
	"math"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// Verdict says whether a change is more than the series' usual movement.
type Verdict uint8

const (
	NotJudged Verdict = iota // there is nothing to compare
	TooFew                   // too few earlier changes to say what is usual
	Usual                    // within the usual range
	Signal                   // outside it
)

// Rules are the settings of the signal rule, from the site file.
type Rules struct {
	LeastChanges int // earlier changes that are needed before a change is judged
}

// rangeLimit is the upper limit of a moving-range chart, as a multiple of the mean
// range of two neighbouring points (D4 for n = 2).
const rangeLimit = 3.267

// Change is the change of a measure since the same period a year before, and what
// may be said of it.
type Change struct {
	Difference
	Verdict Verdict
	Earlier int     // how many earlier changes it was judged against
	Limit   float64 // the largest usual change, in points
}

// ChangeOf works out the change of a measure and judges it by the moving-range
// rule: it is a signal where it is larger than 3.267 times the mean of the series'
// own earlier changes from year to year, like with like, at least
// Rules.LeastChanges of them. A term that has too few is judged by its half-terms:
// it is a signal where each of them changed by more than the half-terms' limit, in
// the same direction.
func ChangeOf(pub *disclosure.Publication, at disclosure.At, id string, rules Rules) Change {
	then := at
	then.Period = at.Period.YearBefore()
	c := Change{Difference: OverTime(pub.Rate(at, id), pub.Rate(then, id))}
	if !c.Known() {
		return c
	}
	mean, n := usual(pub, at, id, at.Period, func(p attendance.Period) bool { return p.Comparable(at.Period) })
	if n >= rules.LeastChanges {
		c.judge(mean, n, func(limit float64) bool { return math.Abs(points(c.Difference)) > limit })
		return c
	}
	first, last := at.Period.HalfTerms()
	if at.Period.Grain != attendance.Term {
		c.Verdict, c.Earlier = TooFew, n
		return c
	}
	opening := attendance.Period{Year: at.Period.Year, Grain: attendance.HalfTerm, Number: uint8(first)}
	mean, n = usual(pub, at, id, opening, func(p attendance.Period) bool { return p.Grain == attendance.HalfTerm })
	if n < rules.LeastChanges {
		c.Verdict, c.Earlier = TooFew, n
		return c
	}
	c.judge(mean, n, func(limit float64) bool {
		for ht := first; ht <= last; ht++ {
			d := yearChange(pub, at, id, attendance.Period{Year: at.Period.Year, Grain: attendance.HalfTerm, Number: uint8(ht)})
			if !d.Known() || math.Abs(points(d)) <= limit || (points(d) > 0) != (c.Tenths > 0) {
				return false
			}
		}
		return true
	})
	return c
}

func (c *Change) judge(mean float64, n int, beyond func(limit float64) bool) {
	c.Earlier, c.Limit, c.Verdict = n, rangeLimit*mean, Usual
	if beyond(c.Limit) && c.Tenths != 0 {
		c.Verdict = Signal
	}
}

// usual returns the mean size in points of the changes from year to year that ended
// before the given period, over the periods that belong to the series.
func usual(pub *disclosure.Publication, at disclosure.At, id string, before attendance.Period, belongs func(attendance.Period) bool) (mean float64, n int) {
	for _, p := range pub.Periods(at.Place) {
		if !belongs(p) || p.Compare(before) >= 0 {
			continue
		}
		if d := yearChange(pub, at, id, p); d.Known() {
			mean += math.Abs(points(d))
			n++
		}
	}
	if n > 0 {
		mean /= float64(n)
	}
	return mean, n
}

func yearChange(pub *disclosure.Publication, at disclosure.At, id string, p attendance.Period) Difference {
	now, then := at, at
	now.Period, then.Period = p, p.YearBefore()
	return OverTime(pub.Rate(now, id), pub.Rate(then, id))
}

// points returns a difference in points, as precise as its figures are.
func points(d Difference) float64 {
	to, _ := d.To.Value()
	from, _ := d.From.Value()
	return to - from
}
