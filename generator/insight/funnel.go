package insight

import "math"

// Limits are control limits of a funnel: the shares between which schools of each
// size would lie by chance if all had the same underlying share.
type Limits struct {
	Z            float64 // how many standard errors wide
	Sizes        []int64
	Lower, Upper []float64 // percent
}

// The widths of the two pairs of limits: 95% and 99.8%.
const (
	Z95  = 1.960
	Z998 = 3.090
)

// FunnelLimits works out limits around an overall share (percent) for schools of up
// to the given number of pupils, from the binomial standard error of a share.
func FunnelLimits(mean, z float64, largest int64) Limits {
	l := Limits{Z: z}
	p := mean / 100
	for n := int64(10); ; n = n*5/4 + 1 {
		n = min(n, largest)
		se := z * math.Sqrt(p*(1-p)/float64(n))
		l.Sizes = append(l.Sizes, n)
		l.Lower = append(l.Lower, 100*math.Max(p-se, 0))
		l.Upper = append(l.Upper, 100*math.Min(p+se, 1))
		if n >= largest {
			return l
		}
	}
}

// Outside reports whether a share (percent) of n pupils lies outside the limits of
// the given width.
func Outside(share, mean, z float64, n int64) bool {
	p := mean / 100
	return math.Abs(share-mean) > 100*z*math.Sqrt(p*(1-p)/float64(n))
}
