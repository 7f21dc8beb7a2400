package insight

import (
	"cmp"
	"math/big"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/plan"
)

// PriorityKind says what a rule looks at.
type PriorityKind string

const (
	ByLevel   PriorityKind = "level"   // the measure is on the wrong side of the line
	ByGap     PriorityKind = "gap"     // it is so many points or more worse than its phase in the authority
	ByTrend   PriorityKind = "trend"   // that gap has worsened by so many points or more over the years
	ByLimits  PriorityKind = "limits"  // it is worse than the funnel's 99.8% limit
	BySevere  PriorityKind = "severe"  // severe absence is above the line
	ByMissing PriorityKind = "missing" // the school returned for the year, and not for the period
	ByOverdue PriorityKind = "overdue" // an action about the school is overdue
)

// PriorityRule is one rule that flags a school.
type PriorityRule struct {
	Kind    PriorityKind
	Measure string             // of level, gap, trend and limits
	Phase   attendance.Phase   // the only phase that it is for; Total for every phase
	Line    attendance.Decimal // percent of level and severe, points of gap and trend
	Years   int                // figures that a trend runs over, the present one included
	Weight  int
}

// PriorityRules say which schools come first.
type PriorityRules struct {
	Least int // sum of weights that makes a priority school
	Flags []PriorityRule
}

// Flag is a rule that caught a school, and what it rests on.
type Flag struct {
	Rule   PriorityRule
	Figure disclosure.Figure // that was judged; not available for missing and overdue
	// Gaps are the differences from the authority's figure for the phase: one for gap
	// and limits, one for each of the years of a trend, the first year first.
	Gaps []Difference
	// Tenths is the figure less the line for level and severe, the gap for gap and
	// limits, and how the gap changed for trend; all as printed.
	Tenths  int64
	Funnel  Funnel   // of limits: how many schools they rest on, and how far they spread
	Actions []string // that are overdue
}

// PrioritySchool is a school that at least one rule caught.
type PrioritySchool struct {
	URN      attendance.URN
	Phase    attendance.Phase
	Weight   int        // of its flags together
	Priority bool       // that is enough
	Gap      Difference // of its attendance from its phase in the authority
	Flags    []Flag     // in the order of the rules
}

// Prioritise lists the schools that the rules catch in a period, the most urgent
// first: by the weight of their flags, then by how far attendance is below the
// phase, then by URN. A line decides by the exact figure, so a school at 92.96% is
// under 93 although 93.0 is printed. A rule that meets a hidden figure does not
// catch.
func Prioritise(pub *disclosure.Publication, period attendance.Period, states []plan.State, rules PriorityRules) []PrioritySchool {
	j := priorities{pub: pub, period: period, overdue: overdue(states), missing: pub.Missing(pub.Authority(), period),
		funnels: make(map[disclosure.Ref]Funnel)}
	var out []PrioritySchool
	gaps := make(map[attendance.URN]*big.Rat)
	for i := range pub.Schools() {
		school := &pub.Schools()[i]
		at, returned := pupilsOf(pub, school.URN, period)
		if !returned {
			at = disclosure.All(schoolAt(school.URN), period, school.Phase)
		}
		s := PrioritySchool{URN: school.URN, Phase: at.Phase, Gap: j.gap(at, "attendance")}
		for _, rule := range rules.Flags {
			if rule.Phase != attendance.Total && rule.Phase != at.Phase {
				continue
			}
			if flag, caught := j.flag(school, at, rule); caught {
				s.Flags = append(s.Flags, flag)
				s.Weight += rule.Weight
			}
		}
		if len(s.Flags) > 0 {
			s.Priority = s.Weight >= rules.Least
			gaps[s.URN] = worse(s.Gap)
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b PrioritySchool) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), compareGaps(gaps[b.URN], gaps[a.URN]), cmp.Compare(a.URN, b.URN))
	})
	return out
}
