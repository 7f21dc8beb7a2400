package insight

import (
	"math"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// Verdict says whether a measure is within what is usual for its series.
type Verdict uint8

const (
	NotJudged Verdict = iota // there is nothing to compare
	TooFew                   // too few earlier values to say what is usual
	Usual                    // within the usual range
	Level                    // the change is usual, and a rule fired at the level that it led to
	Signal                   // the change is more than usual, by a rule
)

// Rules are the settings of the signal rules, from the site file.
type Rules struct {
	LeastPoints int // earlier values that are needed before one is judged; 0 is 8
}

func (r Rules) least() int {
	if r.LeastPoints == 0 {
		return 8
	}
	return r.LeastPoints
}

// Basis says which values a change was judged by, all in points.
type Basis uint8

const (
	OwnValues       Basis = iota // the rates of the same part of each year
	HalfTermChanges              // the changes of half-terms since the year before
	GapValues                    // the gaps to another place of years, or of terms
)

// Change is the change of a measure since the same period a year before, and what
// may be said of it.
type Change struct {
	Difference
	Verdict Verdict
	Basis   Basis   // of a verdict that could be given
	Rule    Rule    // of a signal or level: which rule fired
	Side    int     // of a signal or level: +1 above what is usual, -1 below
	Value   float64 // the last value judged, of the basis
	Step    float64 // of GapValues: how the gap changed since the value before, in points
	Limits  Limits  // what is usual of the values of the basis
	Earlier int     // how many earlier values the limits rest on
}

// ChangeOf works out the change of a measure and judges it by the rules of the XmR
// chart (see Limits), from at least Rules.LeastPoints earlier values. A value may be
// unusual although it hardly changed, when it stayed where an earlier change led; that
// is told apart: a Signal is a change that is more than usual, a Level a value that
// is.
//
// A term or half-term is judged by the changes of its half-terms since the year
// before, which takes the season out. All of them must be beyond the same limit, or
// the last must end a run of eight; what is usual is what was so up to the year
// before. Where a half-term is missing, or there are too few, the rates of the same
// term of each year are judged, as a whole year's or a stretch to date are.
//
// A year that has too few like it, because the series breaks from five half-terms to
// six, and a term that has neither half-terms nor enough years, are judged by their
// gap to versus: both sides of a gap are measured alike, and have the same season. The gap itself is judged, and its changes are not: a gap that moves and
// stays is one signal among its changes, and as many as there are years among its
// values.
func ChangeOf(pub *disclosure.Publication, at disclosure.At, id string, versus attendance.Place, rules Rules) Change {
	c, _ := judged(pub, at, id, versus, rules)
	return c
}

// judged returns a change with the series that it was judged by.
func judged(pub *disclosure.Publication, at disclosure.At, id string, versus attendance.Place, rules Rules) (Change, series) {
	c := Change{Difference: OverTime(pub.Pair(at, at.Period.YearBefore(), id))}
	if !c.Known() {
		return c, series{}
	}
	c.Verdict = TooFew
	for _, basis := range basesOf(at, versus) {
		s := seriesOf(basis, pub, at, id, versus, c.Difference)
		f, ok := s.judge(at.Period, rules.least())
		if !ok {
			c.Earlier = max(c.Earlier, f.earlier) // of the basis that is nearest to enough
			continue
		}
		c.Verdict, c.Basis, c.Earlier = Usual, basis, f.earlier
		c.Rule, c.Side, c.Value, c.Limits = f.rule, f.side, f.value, f.limits
		if basis == GapValues {
			c.Step = f.step
		}
		switch {
		case f.changed && c.large(f) && (basis != HalfTermChanges || c.Agrees()):
			c.Verdict = Signal
		case f.rule != NoRule:
			c.Verdict = Level
		}
		return c, s
	}
	return c, series{}
}

// leastChange is the smallest change that is called one, in tenths of a point: both
// figures are rounded, and rounding alone makes a difference of one tenth.
const leastChange = 2

// large reports whether a change can be told from rounding: that of the gap, where the
// gap was judged, and of the figure otherwise.
func (c *Change) large(f finding) bool {
	if c.Basis == GapValues {
		return math.Abs(f.step) >= leastChange/10.0-speck
	}
	return abs(c.Tenths) >= leastChange
}

// basesOf lists what a period may be judged by, the best first.
func basesOf(at disclosure.At, versus attendance.Place) []Basis {
	switch {
	case at.Period.Grain == attendance.Term || at.Period.Grain == attendance.HalfTerm:
		if versus != at.Place && at.Period.Grain == attendance.Term {
			return []Basis{HalfTermChanges, OwnValues, GapValues}
		}
		return []Basis{HalfTermChanges, OwnValues}
	case at.Period.IsYear() && versus != at.Place:
		return []Basis{OwnValues, GapValues}
	}
	return []Basis{OwnValues}
}

// Better says whether the change is for the better (+1), for the worse (-1) or
// neither. A signal is as good as the side on which it lies: a rate that recovers and
// is still below what is usual is for the worse.
func (c Change) Better() int {
	if c.Verdict != Signal {
		return c.Difference.Better()
	}
	return better(c.To.Ref().Measure, float64(c.Side))
}

// Agrees reports whether the figure as printed moved to the side on which the signal
// lies, so that the move itself may be called unusual.
func (c Change) Agrees() bool {
	return c.Side > 0 && c.Tenths > 0 || c.Side < 0 && c.Tenths < 0
}

// points returns a difference in points, as precise as its figures are.
func points(d Difference) float64 {
	to, _ := d.To.Value()
	from, _ := d.From.Value()
	return to - from
}
