package chart

import (
	"math"

	"rollcall/generator/view"
)

// place returns where a value stands on a scale, from 0 to 1, and on which side of
// the scale it lies: -1 below, 0 within, 1 above. What lies outside is drawn at the
// end with a mark that says so.
func place(s view.Scale, v float64) (at float64, side int) {
	if !(s.Max > s.Min) {
		return 0, 0
	}
	if logarithmic(s) {
		s.Min, s.Max, v = math.Log(lowest(s)), math.Log(s.Max), math.Log(max(v, 0))
	}
	at = (v - s.Min) / (s.Max - s.Min)
	switch {
	case !(at >= -1e-9): // NaN too
		return 0, -1
	case at > 1+1e-9:
		return 1, 1
	}
	return min(max(at, 0), 1), 0
}

// logarithmic reports whether a scale is one of ratios that reaches far: twice as large
// is then as far from one as half as large.
func logarithmic(s view.Scale) bool { return s.Unit == view.UnitTimes && s.Max > 5 }

// lowest is where a logarithmic scale begins, for it cannot begin at zero: one fifth is as
// far from one as five.
func lowest(s view.Scale) float64 {
	if s.Min > 0 {
		return s.Min
	}
	return 0.2
}

// ratios returns 1, 2 and 5 times each power of ten within a logarithmic scale.
func ratios(s view.Scale) []float64 {
	var values []float64
	for power := math.Floor(math.Log10(lowest(s))); power <= math.Log10(s.Max) && len(values) < 50; power++ {
		for _, m := range []float64{1, 2, 5} {
			if v := m * math.Pow(10, power); v >= lowest(s)*(1-1e-9) && v <= s.Max*(1+1e-9) {
				values = append(values, v)
			}
		}
	}
	return values
}

// ticks returns the values that the axis is marked at.
func ticks(s view.Scale) []float64 {
	if logarithmic(s) {
		return ratios(s)
	}
	n := (s.Max - s.Min) / s.Step
	if !(s.Step > 0) || !(n >= 1) || n > 50 {
		return nil
	}
	values := make([]float64, 0, int(n)+1)
	for i := range int(n+1e-9) + 1 {
		values = append(values, s.Min+float64(i)*s.Step)
	}
	return values
}

// tickLabel writes a value of the axis; the last carries the unit.
func (w Words) tickLabel(s view.Scale, v float64, last bool) string {
	decimals := 0
	if s.Unit == view.UnitTimes {
		for p := 1.0; v*p != math.Round(v*p) && decimals < 3; p *= 10 {
			decimals++
		}
		return w.Number(v, decimals) + "×"
	}
	if s.Step != math.Trunc(s.Step) || s.Min != math.Trunc(s.Min) {
		decimals = 1
	}
	switch {
	case s.Unit == view.UnitPoints && math.Abs(v) < 1e-9:
		return w.Number(0, 0)
	case s.Unit == view.UnitPoints:
		return w.signed(v, decimals)
	case last && s.Unit != view.UnitCount:
		return w.Number(v, decimals) + "%"
	}
	return w.Number(v, decimals)
}

// niceStep returns 1, 2 or 5 times a power of ten that divides max into at most n
// parts.
func niceStep(max, n float64) float64 {
	if !(max > 0) {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(max/n)))
	for _, m := range []float64{1, 2, 5} {
		if max/(m*power) <= n+1e-9 {
			return m * power
		}
	}
	return 10 * power
}
