package sample

import (
	"math"
	"slices"

	"rollcall/generator/attendance"
)

// Quantile tables turn random bits into a pupil's absence. They are rounded to
// whole numbers when made, so that the last bit of a logarithm, which differs
// between machines, cannot change a count.
const tableSize = 4096

type quantiles [tableSize]int64

// tables are the distributions of the pupil model.
type tables struct {
	propensity [phases]*quantiles // share of sessions missed, in 2^20ths
	spells     quantiles          // a half-term against the pupil's own mean, in 1024ths
	constant   quantiles          // the same, for pupils who hardly attend at all
}

func newTables() *tables {
	return &tables{
		propensity: [phases]*quantiles{
			attendance.Primary:   propensity(0.0342, 0.78, 0.009),
			attendance.Secondary: propensity(0.0430, 0.80, 0.030),
			attendance.Special:   propensity(0.0440, 0.80, 0.050),
			attendance.AP:        propensity(0.088, 0.85, 0.140),
		},
		spells:   gamma(1.3),
		constant: gamma(14),
	}
}

// propensity is a log-normal of absence with a long tail, and a share of pupils
// who miss half of school or more.
func propensity(median, spread, severe float64) *quantiles {
	q := new(quantiles)
	for i := range q {
		u := (float64(i) + 0.5) / tableSize
		p := 0.0
		if u < 1-severe {
			p = median * math.Exp(spread*math.Sqrt2*math.Erfinv(2*u/(1-severe)-1))
		} else {
			p = 0.42 + 0.5*(u-1+severe)/severe
		}
		q[i] = int64(math.Round(1 << 20 * min(p, 0.95)))
	}
	slices.Sort(q[:])
	return q
}

// gamma is a distribution of mean 1 (Wilson and Hilferty's approximation).
func gamma(shape float64) quantiles {
	var q quantiles
	for i := range q {
		z := math.Sqrt2 * math.Erfinv(2*(float64(i)+0.5)/tableSize-1)
		root := max(0, 1-1/(9*shape)+z/(3*math.Sqrt(shape)))
		q[i] = int64(math.Round(1024 * root * root * root))
	}
	return q
}

// How much more absence a pupil of a cell has, in 1024ths.
var (
	mealFactor = [meals]int64{930, 1420}
	needFactor = [needs]int64{980, 1190, 1330}
)

// seasons is absence by half-term, in 1024ths: worst before Christmas and in
// January.
var seasons = [halfTerms]int64{870, 1150, 1130, 1020, 930, 990}

// How often pupils have a need, per 1,000.
var needShare = [phases][needs]int{
	attendance.Primary: {0, 145, 32}, attendance.Secondary: {0, 135, 30},
	attendance.Special: {0, 12, 985}, attendance.AP: {0, 560, 210},
}

// The share of absence that is unauthorised at no absence at all, in 1024ths; it
// grows with the absence.
var unauthorisedShare = [phases]int64{
	attendance.Primary: 175, attendance.Secondary: 215, attendance.Special: 130, attendance.AP: 330,
}

// turns is what each half-term of the latest year adds to the absence of a school
// whose attendance turns, in 1024ths of its mean. It comes to about two and a half
// points of attendance, more in spring than in autumn.
var turns = map[course][halfTerms]int64{
	improving: {-210, -210, -280, -280, -280, -280},
	worsening: {380, 430, 640, 640, 640, 640},
}

// factor is a school's absence in a year against the model's, in 1024ths.
func (s *school) factor(y attendance.AcademicYear) int64 {
	back := int64(latest - y)
	f := int64(s.effect)
	if _, level := turns[s.course]; !level {
		f = f * (1024 + 44*min(back, 2)) / 1024 // slow recovery
		f = f * (1024 + s.progress*back) / 1024
	}
	f = f * int64(700+s.fsm) / 940 // what a deprived neighbourhood adds for every pupil
	if s.course == drifting {
		f = f * (1250 - 140*min(back, 3)) / 1024
	}
	return f
}

// seasons is a school's absence by half-term of a year against its mean, in 1024ths.
func (s *school) seasons(y attendance.AcademicYear) [halfTerms]int64 {
	out := seasons
	if y == latest {
		for h, more := range turns[s.course] {
			out[h] += more
		}
	}
	return out
}
