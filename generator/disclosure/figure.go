// Package disclosure decides what may be published, and is the only maker of a
// Figure: the one thing that pages, charts, sentences and downloads can print.
package disclosure

import (
	"fmt"
	"math/big"
	"math/bits"

	"rollcall/generator/attendance"
)

// Symbol stands in the place of a number that is not shown.
type Symbol byte

const (
	Shown         Symbol = 0
	NotAvailable  Symbol = 'x'
	Suppressed    Symbol = 'c' // primary and secondary alike
	NotApplicable Symbol = 'z'
	LowCount      Symbol = 'l' // written low: rounds to zero, and is not zero
)

// String gives the symbol as tables and files hold it.
func (s Symbol) String() string {
	switch s {
	case Shown:
		return ""
	case LowCount:
		return "low"
	}
	return string(rune(s))
}

// Kind says what a figure is.
type Kind uint8

const (
	Nothing Kind = iota
	Rate         // a percentage of counts
	Percent      // a percentage published without its counts
	Count        // a number of sessions, enrolments or schools
)

// Ref says what a figure is of. Two figures are like with like only where their
// refs agree in what the comparison holds fixed.
type Ref struct {
	Place   attendance.Place
	Period  attendance.Period
	Phase   attendance.Phase
	Group   string
	Measure string // a measure, or the column of a count
	Rule    string // the whole rule of the measure, when it has one
	Among   int    // of how many schools it is, where only those with both of two periods count; else 0
}

// Figure is one publishable number, or the symbol that stands in its place. A
// figure that is not shown holds no number, so nothing that prints it, in whatever
// way, can give the number away. The zero Figure is not available.
type Figure struct {
	kind        Kind
	symbol      Symbol
	provisional bool
	num, den    int64
	percent     attendance.Decimal
	ref         Ref
}

// Ref says what the figure is of.
func (f Figure) Ref() Ref { return f.ref }

// Kind says what the figure is.
func (f Figure) Kind() Kind { return f.kind }

// Provisional reports whether the figure may still be revised.
func (f Figure) Provisional() bool { return f.provisional }

// Shown reports whether the figure has a number.
func (f Figure) Shown() bool { return f.kind != Nothing && f.symbol == Shown }

// Symbol returns what stands in the figure's place, or Shown.
func (f Figure) Symbol() Symbol {
	if f.kind == Nothing && f.symbol == Shown {
		return NotAvailable
	}
	return f.symbol
}

// Num returns the numerator of a rate or the number of a count. It is false for a
// figure that is not shown, and for a percentage published without its counts.
func (f Figure) Num() (int64, bool) { return f.num, f.Shown() && f.kind != Percent }

// Den returns the denominator of a rate.
func (f Figure) Den() (int64, bool) { return f.den, f.Shown() && f.kind == Rate }

// rat returns the exact value: a fraction of one for a rate, the number of a count.
func (f Figure) rat() *big.Rat {
	switch f.kind {
	case Rate:
		return big.NewRat(f.num, f.den)
	case Percent:
		return new(big.Rat).Quo(f.percent.Rat(), big.NewRat(100, 1))
	}
	return big.NewRat(f.num, 1)
}

// Tenths returns a percentage in tenths of a point, rounded half up: 931 is 93.1%.
// It is what every page prints and every difference is made of.
func (f Figure) Tenths() (int64, bool) {
	if !f.Shown() || f.kind == Count {
		return 0, false
	}
	if f.kind == Rate && f.num < 1<<52 && f.den < 1<<52 {
		return (f.num*2000 + f.den) / (2 * f.den), true
	}
	r := f.rat()
	r.Mul(r, big.NewRat(1000, 1))
	r.Add(r, big.NewRat(1, 2))
	return new(big.Int).Div(r.Num(), r.Denom()).Int64(), true
}

// Value returns the percentage (0 to 100) or the count, for drawing and for rules
// that judge unrounded values.
func (f Figure) Value() (float64, bool) {
	if !f.Shown() {
		return 0, false
	}
	switch f.kind {
	case Rate:
		return 100 * float64(f.num) / float64(f.den), true
	case Percent:
		return f.percent.Float(), true
	}
	return float64(f.num), true
}

// Unrounded writes a percentage with up to ten digits after the point, as
// figures.csv of the intranet edition holds it.
func (f Figure) Unrounded() (string, bool) {
	if !f.Shown() || f.kind == Count {
		return "", false
	}
	if f.kind == Rate {
		// 10^12 times the share is the percentage with ten digits after the point.
		hi, lo := bits.Mul64(uint64(f.num), 1e12)
		lo, carry := bits.Add64(lo, uint64(f.den)/2, 0)
		if hi += carry; hi < uint64(f.den) {
			n, _ := bits.Div64(hi, lo, uint64(f.den))
			return trimZeros(fmt.Sprintf("%d.%010d", n/1e10, n%1e10)), true
		}
	}
	r := f.rat()
	return trimZeros(r.Mul(r, big.NewRat(100, 1)).FloatString(10)), true
}

func trimZeros(s string) string {
	for len(s) > 0 && s[len(s)-1] == '0' {
		s = s[:len(s)-1]
	}
	if len(s) > 0 && s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	return s
}
