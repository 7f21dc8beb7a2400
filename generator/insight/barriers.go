package insight

import (
	"cmp"
	"math/big"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
)

// BarrierRules say when a problem is the area's and not a school's.
type BarrierRules struct {
	LeastSchools int // that have figures for both periods
}

// barrierChance is the chance under which schools that rise together are more than
// chance: one in 500, as the outer limits of a funnel.
var barrierChance = big.NewRat(1, 500)

// Barrier is a reason for absence that rose in many schools at once since the same
// period of the year before.
type Barrier struct {
	Phase             attendance.Phase // Total for the schools of every phase
	Reason            attendance.Reason
	Rose, Fell, Alike int        // schools, by their rate of the reason before rounding
	Chance            float64    // of a split as uneven as this, were rising and falling as likely
	Change            Difference // of the authority's own rate, over schools that have both periods
}

// Compared is how many schools were.
func (b *Barrier) Compared() int { return b.Rose + b.Fell + b.Alike }

// Barriers lists the reasons that rose in so many schools of the authority, or of
// one phase, that chance does not explain it, all phases together first, then the
// least likely first.
//
// It is the exact two-sided sign test: of the schools in which the rate changed,
// the number that rose is set against a fair coin. How much a school changed does
// not count, so one large school cannot make a barrier. The authority's own rate must
// have risen as well, as printed: a barrier that a page shows as 0.3% after 0.3%
// would convince nobody.
func Barriers(pub *disclosure.Publication, period attendance.Period, rules BarrierRules) []Barrier {
	var out []Barrier
	schools := byPhase(pub, period)
	for _, reason := range pub.Reasons() {
		if reason.Category != attendance.Authorised && reason.Category != attendance.Unauthorised {
			continue
		}
		whole := Barrier{Phase: attendance.Total, Reason: reason}
		for _, phase := range single() {
			part := Barrier{Phase: phase, Reason: reason}
			for _, at := range schools[phase] {
				part.count(pub, at)
			}
			whole.Rose, whole.Fell, whole.Alike = whole.Rose+part.Rose, whole.Fell+part.Fell, whole.Alike+part.Alike
			if part.stands(pub, period, rules) {
				out = append(out, part)
			}
		}
		if whole.stands(pub, period, rules) {
			out = append(out, whole)
		}
	}
	slices.SortStableFunc(out, func(a, b Barrier) int {
		return cmp.Or(cmp.Compare(a.Phase, b.Phase), cmp.Compare(a.Chance, b.Chance))
	})
	return out
}

func (b *Barrier) measure() string { return measure.ReasonPrefix + b.Reason.ID }

// count sets a school's rate against its own of the year before.
func (b *Barrier) count(pub *disclosure.Publication, at disclosure.At) {
	before := at
	before.Period = at.Period.YearBefore()
	change := OverTime(pub.Rate(at, b.measure()), pub.Rate(before, b.measure()))
	if !change.Known() {
		return
	}
	now, _ := exact(change.To)
	then, _ := exact(change.From)
	switch now.Cmp(then) {
	case +1:
		b.Rose++
	case -1:
		b.Fell++
	default:
		b.Alike++
	}
}

// stands reports whether it is a barrier, and completes it.
func (b *Barrier) stands(pub *disclosure.Publication, period attendance.Period, rules BarrierRules) bool {
	if b.Compared() < max(rules.LeastSchools, 1) || b.Rose <= b.Fell {
		return false
	}
	chance := signTest(b.Rose, b.Fell)
	if chance.Cmp(barrierChance) >= 0 {
		return false
	}
	b.Chance, _ = chance.Float64()
	b.Change = OverTime(pub.Pair(disclosure.All(pub.Authority(), period, b.Phase), period.YearBefore(), b.measure()))
	return b.Change.Known() && b.Change.Tenths > 0
}

// signTest is the chance that of so many fair coins at least as many fall one way
// as did here, whichever way: 2 * sum of C(n, k) for k from the larger number to n,
// by 2 to the n, and never more than 1.
func signTest(rose, fell int) *big.Rat {
	n := int64(rose + fell)
	sum, ways := new(big.Int), big.NewInt(1) // C(n, n), then C(n, n-1) and so on
	for k := n; k >= int64(max(rose, fell)); k-- {
		sum.Add(sum, ways)
		ways.Mul(ways, big.NewInt(k)).Quo(ways, big.NewInt(n-k+1))
	}
	p := new(big.Rat).SetFrac(sum.Lsh(sum, 1), new(big.Int).Lsh(big.NewInt(1), uint(n)))
	if one := big.NewRat(1, 1); p.Cmp(one) > 0 {
		return one
	}
	return p
}
