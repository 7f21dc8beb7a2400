package insight

import "math"

// Limits are the natural process limits of a series by the chart of individuals and
// moving ranges (XmR): between Lower and Upper its values move by chance.
type Limits struct {
	Centre, Lower, Upper float64
	Step                 float64 // the mean step from one value to the next
}

// naturalWidth is half the width of natural limits, in mean moving ranges. The mean
// range of two values is d2 = 1.128 standard deviations, and the limits stand three
// of those from the centre: 3/1.128 = 2.66 (Wheeler, Understanding Variation, 1993).
const naturalWidth = 2.66

// stepWidth is the limit of the chart of moving ranges, in mean ranges: that of two
// values is 1.128 standard deviations, its own deviation 0.8525, and 1 + 3 *
// 0.8525/1.128 = 3.267 (D4 for two).
const stepWidth = 3.267

// speck is far below any difference that a count can make, in points. It keeps a
// value that stands on a line from passing it by an error of binary arithmetic.
const speck = 1e-9

// leastStep is the smallest mean step that limits rest on, in points: half of the
// last digit that is printed. The sum of many schools hardly moves, and a change that
// prints as none would be a signal.
const leastStep = 0.05

// XmR works out the limits of a baseline, in order of time: the mean of its values,
// and on either side 2.66 times the mean step from one value to the next, or leastStep
// where that is larger. It is false for fewer than two values.
func XmR(baseline []float64) (Limits, bool) {
	if len(baseline) < 2 {
		return Limits{}, false
	}
	sum, moved := baseline[0], 0.0
	for i := 1; i < len(baseline); i++ {
		sum += baseline[i]
		moved += math.Abs(baseline[i] - baseline[i-1])
	}
	centre := sum / float64(len(baseline))
	step := max(moved/float64(len(baseline)-1), leastStep)
	half := naturalWidth * step
	return Limits{centre, centre - half, centre + half, step}, true
}

// ChanceSignals is about how many of 100 series in which nothing changes have a signal at
// their last value, by simulation of normal noise.
const ChanceSignals = 3

// Rule names a rule by which a value is a signal.
type Rule string

const (
	NoRule Rule = ""
	Beyond Rule = "beyond" // outside the limits
	Run    Rule = "run"    // the last of eight in a row on one side of the centre
	Near   Rule = "near"   // with two of the three before it, nearer to one limit than to the centre
	Moved  Rule = "moved"  // the step to it is beyond the limit of the chart of steps
)

// How many values the rules Run and Near look at, and how many must be near.
const (
	runLength  = 8
	nearWindow = 4
	nearLeast  = 3
)

// Fires returns the first of the rules that fires at the last of the values, in
// order of time, and on which side of the centre: +1 above, -1 below.
func (l Limits) Fires(values []float64) (Rule, int) {
	if len(values) == 0 {
		return NoRule, 0
	}
	if side := l.Outside(values[len(values)-1]); side != 0 {
		return Beyond, side
	}
	if side := l.run(values); side != 0 {
		return Run, side
	}
	if side := l.near(values); side != 0 {
		return Near, side
	}
	return NoRule, 0
}

// Outside returns +1 for a value above the limits, -1 for one below them, and
// otherwise 0.
func (l Limits) Outside(v float64) int { return beside(v, l.Lower, l.Upper) }

// Leaps returns +1 for a step up that is larger than steps usually are, -1 for such a
// step down, and otherwise 0.
func (l Limits) Leaps(step float64) int { return beside(step, -stepWidth*l.Step, stepWidth*l.Step) }

func (l Limits) run(values []float64) int {
	if len(values) < runLength {
		return 0
	}
	last := values[len(values)-runLength:]
	side := beside(last[0], l.Centre, l.Centre)
	for _, v := range last[1:] {
		if beside(v, l.Centre, l.Centre) != side {
			return 0
		}
	}
	return side
}

// near asks that the last value is one of the three, so that a usual value is not
// called a signal for those before it.
func (l Limits) near(values []float64) int {
	if len(values) < nearWindow {
		return 0
	}
	lower, upper := (l.Lower+l.Centre)/2, (l.Upper+l.Centre)/2
	side := beside(values[len(values)-1], lower, upper)
	alike := 0
	for _, v := range values[len(values)-nearWindow:] {
		if beside(v, lower, upper) == side {
			alike++
		}
	}
	if alike < nearLeast {
		return 0
	}
	return side
}

// beside says on which side of a stretch a value lies.
func beside(v, lower, upper float64) int {
	switch {
	case v > upper+speck:
		return +1
	case v < lower-speck:
		return -1
	}
	return 0
}
