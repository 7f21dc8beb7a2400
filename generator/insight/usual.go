package insight

import (
	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// UsualRanges say what was usual of a series, period by period, by one basis.
type UsualRanges struct {
	Basis  Basis
	Ranges []Range // one for each period of the place, in the same order
}

// Range is what was usual of one period, judged by the values before it. Everything
// is in percent, so that it can be drawn on the axis of the rate.
type Range struct {
	Period       attendance.Period
	Value        float64 // the rate that was judged
	Lower, Upper float64
	Rule         Rule // which rule fired at this period
	Side         int  // +1 above, -1 below
	Known        bool // false where nothing was judged
}

// UsualRange returns the usual range of each period up to at, by the basis on which
// ChangeOf judges at, so that a chart shows what its words rest on. The range of a
// half-term is the rate a year before and the usual changes; that of a gap is the
// rate of versus and the usual gaps. It is false where at is not judged.
//
// A term that is judged by its half-terms has no range of its own: the half-terms
// have.
func UsualRange(pub *disclosure.Publication, at disclosure.At, id string, versus attendance.Place, rules Rules) (UsualRanges, bool) {
	c, s := judged(pub, at, id, versus, rules)
	if c.Verdict != Usual && c.Verdict != Signal {
		return UsualRanges{}, false
	}
	periods := pub.Periods(at.Place)
	out := UsualRanges{Basis: c.Basis, Ranges: make([]Range, len(periods))}
	next := 0 // the points are in the order of the periods
	for i, p := range periods {
		out.Ranges[i].Period = p
		if next == len(s.points) || s.points[next].period != p {
			continue
		}
		q := s.points[next]
		next++
		if f, ok := s.judge(p, rules.least()); ok {
			out.Ranges[i] = Range{Period: p, Value: q.origin + q.value, Rule: f.rule, Side: f.side, Known: true,
				Lower: max(q.origin+f.limits.Lower, 0), Upper: min(q.origin+f.limits.Upper, 100)}
		}
	}
	return out, true
}
