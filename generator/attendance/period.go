package attendance

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// AcademicYear is the year in which an academic year begins: 2024 is 2024-25,
// 1 September 2024 to 31 August 2025.
type AcademicYear int

// String gives 2024-25.
func (y AcademicYear) String() string { return fmt.Sprintf("%d-%02d", int(y), (int(y)+1)%100) }

// Plausible reports whether figures can be of a year. Registers older than these are
// in archives, and a year after them is a slip.
func (y AcademicYear) Plausible() bool { return y >= 1950 && y < 2150 }

// Grain is the kind of a period. Only periods of one grain are compared.
type Grain uint8

const (
	NoGrain     Grain = iota
	Week              // number 1 to 53 of the academic year
	HalfTerm          // number 1 to 6
	Term              // number 1 autumn, 2 spring, 3 summer
	ToDate            // from September to the end of the numbered half-term
	Year              // six half-terms
	YearFiveHTs       // a year that England published over five half-terms, to 2011/12
)

// Period is a stretch of one academic year. The zero Period is no period.
type Period struct {
	Year   AcademicYear
	Grain  Grain
	Number uint8 // which week, half-term or term; 0 for a year
}

// TermNames in order, as periods are written.
var TermNames = [...]string{"autumn", "spring", "summer"}

var periodForm = regexp.MustCompile(`^(\d{4})[-/](\d{2}|\d{4})(?:\s+(.+))?$`)

// ParsePeriod reads a period as users write it: 2024-25, 2024-25 autumn,
// 2024-25 HT3, 2024-25 to HT4, 2024-25 W07, 2011-12 HT1-5. "To HT1" is the first
// half-term, "to HT2" the autumn term and "to HT6" the year, so that one stretch
// of time has one name.
func ParsePeriod(s string) (Period, error) {
	m := periodForm.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return Period{}, fmt.Errorf("%q is not a period", s)
	}
	start, _ := strconv.Atoi(m[1])
	end, _ := strconv.Atoi(m[2])
	if end%100 != (start+1)%100 {
		return Period{}, fmt.Errorf("%q: an academic year ends in the year after it began", s)
	}
	y := AcademicYear(start)
	if !y.Plausible() {
		return Period{}, fmt.Errorf("%q: no school of today was open in %s", s, y)
	}
	part := strings.ToLower(strings.Join(strings.Fields(m[3]), " "))
	if part == "" {
		return Period{Year: y, Grain: Year}, nil
	}
	if part == "ht1-5" {
		return Period{Year: y, Grain: YearFiveHTs}, nil
	}
	for i, name := range TermNames {
		if part == name || part == name+" term" {
			return Period{y, Term, uint8(i + 1)}, nil
		}
	}
	for _, form := range []struct {
		prefix string
		grain  Grain
		last   int
	}{{"to ht", ToDate, 6}, {"ht", HalfTerm, 6}, {"w", Week, 53}} {
		digits, ok := strings.CutPrefix(part, form.prefix)
		if n, err := strconv.Atoi(digits); ok && err == nil && n >= 1 && n <= form.last {
			return Period{y, form.grain, uint8(n)}.canonical(), nil
		}
	}
	return Period{}, fmt.Errorf("%q: %q is not a part of a year", s, m[3])
}

// UpTo is the period from September to the end of a half-term, under its one name.
func UpTo(y AcademicYear, halfTerm int) Period {
	return Period{y, ToDate, uint8(halfTerm)}.canonical()
}

func (p Period) canonical() Period {
	switch {
	case p.Grain == ToDate && p.Number == 1:
		return Period{p.Year, HalfTerm, 1}
	case p.Grain == ToDate && p.Number == 2:
		return Period{p.Year, Term, 1}
	case p.Grain == ToDate && p.Number == 6:
		return Period{Year: p.Year, Grain: Year}
	}
	return p
}

// String gives the period as ParsePeriod reads it.
func (p Period) String() string {
	y := p.Year.String()
	switch p.Grain {
	case Week:
		return fmt.Sprintf("%s W%02d", y, p.Number)
	case HalfTerm:
		return fmt.Sprintf("%s HT%d", y, p.Number)
	case Term:
		return y + " " + TermNames[p.Number-1]
	case ToDate:
		return fmt.Sprintf("%s to HT%d", y, p.Number)
	case YearFiveHTs:
		return y + " HT1-5"
	case Year:
		return y
	}
	return ""
}

// Slug gives the period as part of a path: 2024-25-autumn.
func (p Period) Slug() string {
	return strings.ToLower(strings.ReplaceAll(p.String(), " ", "-"))
}

// IsZero reports whether this is no period.
func (p Period) IsZero() bool { return p == Period{} }

// IsYear reports whether the period is a whole year, as published over six
// half-terms or over five.
func (p Period) IsYear() bool { return p.Grain == Year || p.Grain == YearFiveHTs }

// HalfTerms returns the first and last half-term that the period covers, or 0, 0
// for a week.
func (p Period) HalfTerms() (first, last int) {
	switch p.Grain {
	case HalfTerm:
		return int(p.Number), int(p.Number)
	case Term:
		return int(p.Number)*2 - 1, int(p.Number) * 2
	case ToDate:
		return 1, int(p.Number)
	case Year:
		return 1, 6
	case YearFiveHTs:
		return 1, 5
	}
	return 0, 0
}

// Within reports whether the period lies in another of the same year, or is it.
func (p Period) Within(long Period) bool {
	if p == long {
		return true
	}
	a, b := p.HalfTerms()
	c, d := long.HalfTerms()
	return p.Year == long.Year && a > 0 && c > 0 && c <= a && b <= d
}

// YearBefore returns the same stretch of the year before, which is what a period
// is compared with.
func (p Period) YearBefore() Period {
	p.Year--
	return p
}

// Comparable reports whether two periods are like with like: the same part of
// their years, over the same number of half-terms.
func (p Period) Comparable(q Period) bool { return p.Grain == q.Grain && p.Number == q.Number }

// Compare orders periods by the year, then by when they end, then the shorter
// first. A week stands with the half-term that its last day lies in by Span.
func (p Period) Compare(q Period) int {
	pf, pl := p.stretch()
	qf, ql := q.stretch()
	return cmp.Or(
		cmp.Compare(p.Year, q.Year),
		cmp.Compare(pl, ql),
		cmp.Compare(qf, pf),
		cmp.Compare(p.Grain, q.Grain),
		cmp.Compare(p.Number, q.Number))
}

// EndsAfter reports whether a period ends later than another, by the half-term in which
// each ends.
func (p Period) EndsAfter(q Period) bool {
	_, pl := p.stretch()
	_, ql := q.stretch()
	return p.Year > q.Year || p.Year == q.Year && pl > ql
}

// stretch is HalfTerms, and for a week the half-term that its last day lies in.
func (p Period) stretch() (first, last int) {
	if p.Grain != Week {
		return p.HalfTerms()
	}
	_, next := p.Span()
	for ht := uint8(6); ht > 1; ht-- {
		if from, _ := (Period{p.Year, HalfTerm, ht}).Span(); from.Before(next) {
			return int(ht), int(ht)
		}
	}
	return 1, 1
}
