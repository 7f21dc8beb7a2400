package insight

import (
	"cmp"
	"math/big"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// leastUsers is how many schools of a phase must use a code before the use that one
// of them makes of it is judged.
const leastUsers = 8

// CodeUseRules say what use of a code is far from that of other schools.
type CodeUseRules struct {
	Fences        attendance.Decimal // how many interquartile ranges beyond a quartile
	LeastSessions int64              // that a school must have missed
}

// UnusualCode is a school that records far more, or far less, of its absence under a
// code than the schools of its phase do. It asks for a look at the register: a
// school with a reason of its own is unusual too.
type UnusualCode struct {
	URN              attendance.URN
	Phase            attendance.Phase
	Reason           attendance.Reason
	Sessions, Missed disclosure.Figure // under the code, of all that were missed
	Direction        int               // +1 for more than other schools, -1 for less

	// Shares of the sessions missed, in tenths of a percent. Low and High are the
	// fences; no school can be under a Low that is not above zero.
	Tenths, Median, Low, High int64
	Schools, Users            int // of the phase that were compared; of those that use the code

	beyond *big.Rat // how far from the median, in interquartile ranges
}

// CodeUse lists the unusual uses of codes of absence in a period, the furthest from
// the rest of its phase first.
//
// The share is the sessions under the code by all sessions missed, so a school with
// much absence is not unusual in every code. It is unusual where it lies beyond
// Tukey's fences: under the lower quartile, or over the upper, by more than
// CodeUseRules.Fences interquartile ranges. A code is judged where at least eight
// schools of the phase and more than half of them use it, and not all alike: where
// most schools never do, the fences are so narrow that every use would be unusual.
func CodeUse(pub *disclosure.Publication, period attendance.Period, rules CodeUseRules) []UnusualCode {
	var out []UnusualCode
	schools := byPhase(pub, period)
	for _, phase := range single() {
		for i, reason := range pub.Reasons() {
			if reason.Category == attendance.Authorised || reason.Category == attendance.Unauthorised {
				out = append(out, unusual(codeShares(pub, schools[phase], i, rules.LeastSessions), rules.Fences)...)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b UnusualCode) int {
		return cmp.Or(b.beyond.Cmp(a.beyond), cmp.Compare(a.URN, b.URN))
	})
	return out
}

// codeShare is a school's use of one code.
type codeShare struct {
	UnusualCode
	share *big.Rat // percent
}

// codeShares lists the schools' shares of one reason, the smallest first, of schools
// that missed enough for a share to mean something.
func codeShares(pub *disclosure.Publication, schools []disclosure.At, reason int, least int64) []codeShare {
	var out []codeShare
	for _, at := range schools {
		sessions, missed := pub.Reason(at, reason), pub.Count(at, disclosure.Overall)
		n, ok := sessions.Num()
		of, also := missed.Num()
		if !ok || !also || of < max(least, 1) {
			continue
		}
		share := big.NewRat(n, of)
		share.Mul(share, big.NewRat(100, 1))
		out = append(out, codeShare{share: share, UnusualCode: UnusualCode{
			URN: attendance.URN(at.Place.Code), Phase: at.Phase, Reason: pub.Reasons()[reason],
			Sessions: sessions, Missed: missed, Tenths: rounded(share, 1).Unscaled,
		}})
	}
	slices.SortStableFunc(out, func(a, b codeShare) int { return a.share.Cmp(b.share) })
	return out
}

// unusual returns the shares beyond the fences.
func unusual(rising []codeShare, fences attendance.Decimal) []UnusualCode {
	users := 0
	for _, s := range rising {
		users += s.share.Sign()
	}
	if users < leastUsers {
		return nil
	}
	lower, median, upper := quartiles(rising)
	spread := new(big.Rat).Sub(upper.share, lower.share)
	if median.share.Sign() == 0 || spread.Sign() == 0 {
		return nil
	}
	reach := new(big.Rat).Mul(fences.Rat(), spread)
	low, high := new(big.Rat).Sub(lower.share, reach), new(big.Rat).Add(upper.share, reach)
	var out []UnusualCode
	for _, s := range rising {
		u := s.UnusualCode
		switch {
		case s.share.Cmp(low) < 0:
			u.Direction = -1
		case s.share.Cmp(high) > 0:
			u.Direction = +1
		default:
			continue
		}
		u.Median, u.Low, u.High = median.Tenths, rounded(low, 1).Unscaled, rounded(high, 1).Unscaled
		u.Schools, u.Users = len(rising), users
		u.beyond = new(big.Rat).Sub(s.share, median.share)
		u.beyond.Quo(u.beyond.Abs(u.beyond), spread)
		out = append(out, u)
	}
	return out
}
