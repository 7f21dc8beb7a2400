package insight

import (
	"math"
	"strings"

	"rollcall/generator/disclosure"
)

// Ratio is how many times as likely pupils of one band of attendance were to reach a
// threshold as those of another: the relative risk.
type Ratio struct {
	Of, Against disclosure.Figure
	Times       float64
	Interval    Interval // of Times
	Refusal     Refusal
}

// Known reports whether there is a ratio.
func (r Ratio) Known() bool { return r.Refusal == Compared }

// More is by how many percent more likely the first band was: a ratio of 1.94 is 94%
// more. It is below zero where it was less likely.
func (r Ratio) More() float64 { return (r.Times - 1) * 100 }

// ZeroCell refuses a ratio of shares of which one is none or all: its logarithm or its
// interval does not exist, or would claim certainty.
const ZeroCell Refusal = "zero-cell"

// RatioOf sets the share of one band against that of another for the same place,
// period and threshold. With a of n1 and b of n2 pupils the ratio is (a/n1) / (b/n2),
// and the standard error of its logarithm is the root of 1/a - 1/n1 + 1/b - 1/n2
// (Katz and others, Biometrics 34, 1978).
func RatioOf(of, against disclosure.Figure) Ratio {
	r := Ratio{Of: of, Against: against}
	x, y := of.Ref(), against.Ref()
	switch {
	case x.Place != y.Place:
		r.Refusal = OtherPlace
	case x.Period != y.Period:
		r.Refusal = OtherPeriod
	case threshold(x.Measure) == "" || threshold(x.Measure) != threshold(y.Measure):
		r.Refusal = OtherMeasure
	}
	if !r.Known() {
		return r
	}
	a, n1, ok := shareCounts(of)
	b, n2, also := shareCounts(against)
	switch {
	case !ok || !also:
		r.Refusal = NotShown
	case a == 0 || b == 0 || a == n1 || b == n2:
		r.Refusal = ZeroCell
	default:
		r.Times, r.Interval = relativeRisk(a, n1, b, n2)
	}
	return r
}

// relativeRisk works out the ratio of a of n1 to b of n2, and its 95% interval.
func relativeRisk(a, n1, b, n2 float64) (float64, Interval) {
	times := (a / n1) / (b / n2)
	spread := math.Exp(z95 * math.Sqrt(1/a-1/n1+1/b-1/n2))
	return times, Interval{times / spread, times * spread}
}

func shareCounts(f disclosure.Figure) (num, den float64, ok bool) {
	k, known := f.Num()
	n, also := f.Den()
	return float64(k), float64(n), known && also && n > 0
}

// threshold is the part of a tally's measure that names what was reached; empty for
// anything else.
func threshold(measure string) string {
	rest, ok := strings.CutPrefix(measure, AttainmentPrefix)
	if !ok {
		return ""
	}
	name, _, _ := strings.Cut(rest, ".")
	return name
}
