package insight

import (
	"math"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
)

// The widths of the two pairs of limits of a funnel, in standard errors: 95% and
// 99.8%.
const (
	Z95  = 1.960
	Z998 = 3.090
)

// Share is a percentage of so many pupils, as one school's point in a funnel.
type Share struct {
	Percent float64
	Of      int64
}

// ShareOf makes a share of a figure. It is false for a figure that is not shown, for
// a percentage published without its counts, and for a rate of sessions: sessions of
// one pupil are alike, so they are not so many separate chances.
func ShareOf(f disclosure.Figure) (Share, bool) {
	m, known := measure.ByID(f.Ref().Measure)
	n, ok := f.Den()
	if !known || m.Unit != measure.Enrolments || !ok || n <= 0 {
		return Share{}, false
	}
	v, _ := f.Value()
	return Share{v, n}, true
}

// Funnel says between which shares schools of each size would lie by chance if all
// had the same underlying share.
//
// Schools differ by more than chance: that is over-dispersion, and limits that leave
// it out would call many of them unusual. Phi measures it (Spiegelhalter, Funnel plots
// for comparing institutional performance, Statistics in Medicine 24, 2005): the mean
// square of z = (share - mean) / standard error, the lowest and highest tenth of z
// drawn in to their neighbours so that a few odd schools do not widen the limits.
type Funnel struct {
	Mean  float64 // the overall share, in percent
	Phi   float64 // 1 where schools differ as chance would have it; 0 without schools
	Units int     // how many schools it rests on
}

// leastUnits is how many schools Phi has to rest on before it widens the limits.
const leastUnits = 8

// FunnelOf makes the funnel of the schools of a place around the place's own share. It
// is false where that is not shown, or not a share of pupils.
func FunnelOf(pub *disclosure.Publication, at disclosure.At, id string) (Funnel, bool) {
	mean := pub.Rate(at, id)
	v, shown := mean.Value()
	if m, ok := measure.ByID(id); !ok || !shown || m.Unit != measure.Enrolments {
		return Funnel{}, false
	}
	var shares []Share
	for _, urn := range pub.Members(at.Place) {
		school := at
		school.Place = attendance.Place{Level: attendance.LevelSchool, Code: string(urn)}
		if s, ok := ShareOf(pub.Rate(school, id)); ok {
			shares = append(shares, s)
		}
	}
	return NewFunnel(v, shares), true
}

// NewFunnel makes a funnel around an overall share, in percent.
func NewFunnel(mean float64, shares []Share) Funnel {
	f := Funnel{Mean: mean}
	var z []float64
	for _, s := range shares {
		if se := f.standardError(s.Of); se > 0 {
			z = append(z, (s.Percent-mean)/se)
		}
	}
	f.Units = len(z)
	slices.Sort(z)
	tail := len(z) / 10
	for i := range z {
		drawn := z[min(max(i, tail), len(z)-1-tail)]
		f.Phi += drawn * drawn / float64(len(z))
	}
	return f
}

// standardError is that of a share of n pupils, in points.
func (f Funnel) standardError(n int64) float64 {
	if n <= 0 || f.Mean <= 0 || f.Mean >= 100 {
		return 0
	}
	return math.Sqrt(f.Mean * (100 - f.Mean) / float64(n))
}

// Width is how many times as wide the limits are as chance alone would make them: the
// square root of Phi, and 1 where schools differ no more than by chance or are too few
// to say.
func (f Funnel) Width() float64 {
	if f.Units < leastUnits || f.Phi <= 1 {
		return 1
	}
	return math.Sqrt(f.Phi)
}

// Outside reports whether a share lies outside the limits of a width.
func (f Funnel) Outside(s Share, z float64) bool {
	return math.Abs(s.Percent-f.Mean) > z*f.Width()*f.standardError(s.Of)+speck
}

// Curve is one pair of limits as it is drawn, for schools of each size.
type Curve struct {
	Sizes        []int64
	Lower, Upper []float64 // percent
}

// Curve works out the limits of a width for schools of 10 to the given number of
// pupils.
func (f Funnel) Curve(z float64, largest int64) Curve {
	var c Curve
	for n := int64(10); largest > 0; n = n*5/4 + 1 {
		n = min(n, largest)
		half := z * f.Width() * f.standardError(n)
		c.Sizes = append(c.Sizes, n)
		c.Lower = append(c.Lower, max(f.Mean-half, 0))
		c.Upper = append(c.Upper, min(f.Mean+half, 100))
		if n == largest {
			break
		}
	}
	return c
}
