package insight

import (
	"math"
	"strings"

	"rollcall/generator/disclosure"
)

// z95 is the 97.5th percentile of the normal distribution: 95% lie within it on
// either side.
const z95 = 1.959964

// Interval is a stretch in which a value lies with 95% confidence.
type Interval struct {
	Lower, Upper float64
}

// Wilson returns the score interval of k of n, in percent (Wilson, Journal of the
// American Statistical Association 22, 1927). It never leaves 0 to 100 and holds for
// few pupils and for shares near either end. It is false where k of n is no share.
func Wilson(k, n int64) (Interval, bool) {
	if k < 0 || n <= 0 || k > n {
		return Interval{}, false
	}
	size := float64(n)
	p := float64(k) / size
	const z2 = z95 * z95
	centre := (p + z2/(2*size)) / (1 + z2/size)
	half := z95 / (1 + z2/size) * math.Sqrt(p*(1-p)/size+z2/(4*size*size))
	out := Interval{100 * max(centre-half, 0), 100 * min(centre+half, 1)}
	if k == 0 {
		out.Lower = 0
	}
	if k == n {
		out.Upper = 100
	}
	return out, true
}

// AttainmentPrefix starts the measure of pupils who reached a threshold:
// attainment.level-2.>=94.
const AttainmentPrefix = "attainment."

// WilsonOf returns the interval of a share of pupils. It is false for a figure that is
// not shown or has no counts, and for a rate of sessions: those are clustered within
// pupils, so an interval on their number would be far too narrow.
func WilsonOf(f disclosure.Figure) (Interval, bool) {
	k, ok := f.Num()
	n, also := f.Den()
	_, pupils := ShareOf(f)
	if !ok || !also || !pupils && !strings.HasPrefix(f.Ref().Measure, AttainmentPrefix) {
		return Interval{}, false
	}
	return Wilson(k, n)
}
