package insight

import (
	"math/big"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// Pool is several figures of one measure taken together: their counts are summed
// and divided once. A mean of rates would give a school of fifty the weight of one
// of a thousand.
type Pool struct {
	Figures  []disclosure.Figure // those with counts, in the order given
	Num, Den int64               // in the unit of the measure: sessions or enrolments
}

// PoolOf takes figures of one measure together. One that is not shown, or that was
// published without its counts, is left out.
func PoolOf(figures ...disclosure.Figure) Pool {
	var p Pool
	for _, f := range figures {
		num, ok := f.Num()
		den, also := f.Den()
		if !ok || !also {
			continue
		}
		p.Figures = append(p.Figures, f)
		p.Num += num
		p.Den += den
	}
	return p
}

// Known reports whether there is a rate.
func (p Pool) Known() bool { return p.Den > 0 }

// Tenths returns the rate in tenths of a percent, rounded half up, as
// disclosure.Figure does. It is 0 where the rate is not known.
func (p Pool) Tenths() int64 {
	if !p.Known() {
		return 0
	}
	return rounded(p.percent(), 1).Unscaled
}

// percent returns the exact rate. It is for a pool that is known.
func (p Pool) percent() *big.Rat {
	r := big.NewRat(p.Num, p.Den)
	return r.Mul(r, big.NewRat(100, 1))
}

// exact returns the percentage of a figure before it is rounded, for a rule that
// decides by a line.
func exact(f disclosure.Figure) (*big.Rat, bool) {
	if p := PoolOf(f); p.Known() {
		return p.percent(), true
	}
	text, ok := f.Unrounded()
	if !ok {
		return nil, false
	}
	return new(big.Rat).SetString(text)
}

// rounded gives a number so many digits after the point, rounded half up.
func rounded(r *big.Rat, digits uint8) attendance.Decimal {
	scale := attendance.Decimal{Unscaled: 1, Scale: digits}.Rat()
	r = new(big.Rat).Quo(r, scale)
	r.Add(r, big.NewRat(1, 2))
	return attendance.Decimal{Unscaled: new(big.Int).Div(r.Num(), r.Denom()).Int64(), Scale: digits}
}
