package attendance

import (
	"errors"
	"math/big"
	"strconv"
	"strings"
)

// Decimal is an exact decimal number, Unscaled / 10^Scale. Targets and published
// percentages are decimals: binary floating point would put thousands of real
// cases on the wrong side of a line.
type Decimal struct {
	Unscaled int64
	Scale    uint8 // digits after the point, at most 16
}

var errDecimal = errors.New("not a decimal number")

// ParseDecimal reads digits with at most one point and an optional leading minus.
// Digits past the seventeenth after the point, an artefact of the floating point
// of whoever published the figure, are cut off.
func ParseDecimal(s string) (Decimal, error) {
	whole, fraction, _ := strings.Cut(s, ".")
	if len(fraction) > 0 && strings.Trim(fraction, "0123456789") != "" {
		return Decimal{}, errDecimal
	}
	fraction = strings.TrimRight(fraction, "0")
	digits := strings.TrimPrefix(whole, "-")
	if strings.Trim(digits, "0123456789") != "" || len(digits) == 0 && len(fraction) == 0 {
		return Decimal{}, errDecimal
	}
	for len(fraction) > 16 || len(fraction) > 0 && len(strings.TrimLeft(digits, "0"))+len(fraction) > 17 {
		fraction = fraction[:len(fraction)-1]
	}
	n, err := strconv.ParseInt(whole+fraction, 10, 64)
	if err != nil {
		return Decimal{}, errDecimal
	}
	return Decimal{n, uint8(len(fraction))}, nil
}

// String gives the number without trailing zeros.
func (d Decimal) String() string {
	if d.Scale == 0 {
		return strconv.FormatInt(d.Unscaled, 10)
	}
	return strings.TrimRight(strings.TrimRight(d.Rat().FloatString(int(d.Scale)), "0"), ".")
}

// Rat returns the exact number.
func (d Decimal) Rat() *big.Rat {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(d.Scale)), nil)
	return new(big.Rat).SetFrac(big.NewInt(d.Unscaled), scale)
}

// Float returns the nearest float64, for drawing only.
func (d Decimal) Float() float64 {
	f, _ := d.Rat().Float64()
	return f
}

// PercentOf returns the largest whole number that is not more than this many
// percent of n, in exact arithmetic.
func (d Decimal) PercentOf(n int64) int64 {
	r := new(big.Rat).Mul(d.Rat(), new(big.Rat).SetInt64(n))
	r.Quo(r, big.NewRat(100, 1))
	q := new(big.Int).Div(r.Num(), r.Denom()) // floors: the denominator is positive
	return q.Int64()
}

// Less reports whether d is smaller than e, exactly.
func (d Decimal) Less(e Decimal) bool { return d.Rat().Cmp(e.Rat()) < 0 }

// Tenths returns the number in tenths, rounded half up: 94.86 is 949.
func (d Decimal) Tenths() int64 {
	r := new(big.Rat).Mul(d.Rat(), big.NewRat(10, 1))
	r.Add(r, big.NewRat(1, 2))
	return new(big.Int).Div(r.Num(), r.Denom()).Int64()
}

// FromHundred returns 100 less the number: the absence that an attendance target
// allows.
func (d Decimal) FromHundred() Decimal {
	hundred := int64(100)
	for range d.Scale {
		hundred *= 10
	}
	return Decimal{hundred - d.Unscaled, d.Scale}
}
