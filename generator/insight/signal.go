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

// Basis says what a change was judged by.
type Basis uint8

const (
	OwnChanges Basis = iota // the series' own changes from year to year
	HalfTerms               // the changes of the half-terms within a term
	GapChanges              // the changes of the gap to another place
)

// Change is the change of a measure since the same period a year before, and what
// may be said of it.
type Change struct {
	Difference
	Verdict Verdict
	Basis   Basis
	Earlier int     // how many earlier changes it was judged against
	Limit   float64 // the largest usual change, in points
	Gap     float64 // with GapChanges: how the gap changed, in points
}

// ChangeOf works out the change of a measure and judges it by the moving-range
// rule: it is a signal where it is larger than 3.267 times the mean of the series'
// own earlier changes from year to year, like with like, at least
// Rules.LeastChanges of them.
//
// Where a term has too few, its half-terms are judged instead: each must have
// changed by more than the half-terms' limit, in the same direction. Where a year
// has too few, because the series breaks from five half-terms to six, its gap to
// versus is judged: both sides of a gap are measured alike in every year.
func ChangeOf(pub *disclosure.Publication, at disclosure.At, id string, versus attendance.Place, rules Rules) Change {
	c := Change{Difference: OverTime(pub.Pair(at, at.Period.YearBefore(), id))}
	if !c.Known() {
		return c
	}
	own := changes(pub, at, id, func(p attendance.Period) bool { return p.Comparable(at.Period) && p.Compare(at.Period) < 0 })
	c.Verdict, c.Earlier = TooFew, len(own)
	switch {
	case len(own) >= rules.LeastChanges:
		c.judge(own, points(c.Difference))
	case at.Period.Grain == attendance.Term:
		c.judgeHalfTerms(pub, at, id, rules)
	case at.Period.IsYear() && versus != at.Place:
		c.judgeGap(pub, at, id, versus, rules)
	}
	return c
}

// judge holds the changes given against the usual size of earlier ones: all of them
// must be beyond the limit, in one direction.
func (c *Change) judge(earlier []float64, now ...float64) {
	mean := 0.0
	for _, e := range earlier {
		mean += math.Abs(e) / float64(len(earlier))
	}
	c.Earlier, c.Limit, c.Verdict = len(earlier), rangeLimit*mean, Signal
	for _, n := range now {
		if math.Abs(n) <= c.Limit || (n > 0) != (now[0] > 0) {
			c.Verdict = Usual
		}
	}
}

func (c *Change) judgeHalfTerms(pub *disclosure.Publication, at disclosure.At, id string, rules Rules) {
	first, last := at.Period.HalfTerms()
	within := func(p attendance.Period) bool {
		return p.Grain == attendance.HalfTerm && p.Year == at.Period.Year && int(p.Number) >= first && int(p.Number) <= last
	}
	opening := attendance.Period{Year: at.Period.Year, Grain: attendance.HalfTerm, Number: uint8(first)}
	earlier := changes(pub, at, id, func(p attendance.Period) bool { return p.Grain == attendance.HalfTerm && p.Compare(opening) < 0 })
	now := changes(pub, at, id, within)
	if len(earlier) < rules.LeastChanges || len(now) != last-first+1 {
		return
	}
	c.judge(earlier, now...)
	c.Basis = HalfTerms
}

// judgeGap judges how the gap to another place changed. The change of the rate
// itself is still told; what is said of it rests on the gap.
func (c *Change) judgeGap(pub *disclosure.Publication, at disclosure.At, id string, versus attendance.Place, rules Rules) {
	var gaps []float64
	for _, p := range pub.Periods(at.Place) {
		here, there := at, at
		here.Period, there.Period, there.Place = p, p, versus
		if at.Place.Level == attendance.LevelSchool {
			here.Phase = pub.PhaseIn(at.Place, p)
			there.Phase = here.Phase
		}
		if d := Between(pub.Rate(here, id), pub.Rate(there, id)); p.IsYear() && p.Compare(at.Period) <= 0 && d.Known() {
			gaps = append(gaps, points(d))
		}
	}
	if len(gaps) < rules.LeastChanges+2 {
		return
	}
	var moves []float64
	for i := 1; i < len(gaps); i++ {
		moves = append(moves, gaps[i]-gaps[i-1])
	}
	last := len(moves) - 1
	c.judge(moves[:last], moves[last])
	c.Basis, c.Gap = GapChanges, moves[last]
}

// Better says whether the change is for the better (+1), for the worse (-1) or
// neither. A change that is judged by its gap is as good as the gap's.
func (c Change) Better() int {
	if c.Basis != GapChanges {
		return c.Difference.Better()
	}
	return better(c.To.Ref().Measure, c.Gap)
}

// changes lists the changes from year to year, in points, that end in the periods
// wanted.
func changes(pub *disclosure.Publication, at disclosure.At, id string, wanted func(attendance.Period) bool) []float64 {
	var out []float64
	for _, p := range pub.Periods(at.Place) {
		if !wanted(p) {
			continue
		}
		now, then := at, at
		now.Period, then.Period = p, p.YearBefore()
		if d := OverTime(pub.Rate(now, id), pub.Rate(then, id)); d.Known() {
			out = append(out, points(d))
		}
	}
	return out
}

// points returns a difference in points, as precise as its figures are.
func points(d Difference) float64 {
	to, _ := d.To.Value()
	from, _ := d.From.Value()
	return to - from
}
