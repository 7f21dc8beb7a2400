package locale

import (
	"math"
	"strconv"
	"time"
)

// Integer writes 4,210.
func (l *Locale) Integer(n int64) string {
	if n < 0 {
		return l.bare("number.minus") + l.digits(strconv.FormatUint(uint64(-n), 10))
	}
	return l.digits(strconv.FormatInt(n, 10))
}

// digits sets the separator between thousands.
func (l *Locale) digits(s string) string {
	if len(s) <= 3 {
		return s
	}
	return l.digits(s[:len(s)-3]) + l.group + s[len(s)-3:]
}

// Tenths writes 93.1 from 931, with a minus sign where it is due.
func (l *Locale) Tenths(n int64) string {
	if n < 0 {
		return l.bare("number.minus") + l.Gap(n)
	}
	return l.Gap(n)
}

// Gap writes a difference without its sign: 0.9 from 9 or from -9 tenths.
func (l *Locale) Gap(n int64) string {
	u := uint64(n)
	if n < 0 {
		u = -u
	}
	return l.digits(strconv.FormatUint(u/10, 10)) + l.point + strconv.FormatUint(u%10, 10)
}

// Signed writes a difference of two percentages for a column headed in points:
// +0.4, −1.8, 0.0.
func (l *Locale) Signed(n int64) string {
	if n > 0 {
		return "+" + l.Gap(n)
	}
	return l.Tenths(n)
}

// Percent writes 93.1% from 931.
func (l *Locale) Percent(tenths int64) string {
	return l.fill("number.percent", "n", l.Tenths(tenths))
}

// Points writes a change between two percentages: +0.4 points, −1.8 points, no
// change.
func (l *Locale) Points(tenths int64) string {
	if tenths == 0 {
		return l.bare("number.nochange")
	}
	return l.fill("number.points", "n", l.Signed(tenths))
}

// Number writes a number with a fixed count of decimals, for the axes of charts. A
// number that rounds to zero has no sign.
func (l *Locale) Number(f float64, decimals int) string {
	s := strconv.FormatFloat(math.Abs(f), 'f', decimals, 64)
	whole, fraction := s, ""
	if decimals > 0 && len(s) > decimals {
		whole, fraction = s[:len(s)-decimals-1], l.point+s[len(s)-decimals:]
	}
	s = l.digits(whole) + fraction
	if r, err := strconv.ParseFloat(strconv.FormatFloat(f, 'f', decimals, 64), 64); err == nil && r < 0 {
		return l.bare("number.minus") + s
	}
	return s
}

// Year writes an academic year by the year in which it begins: 2025/26.
func (l *Locale) Year(first int) string {
	next := strconv.Itoa(100 + (first+1)%100)
	return l.fill("number.year", "first", strconv.Itoa(first), "next", next[1:])
}

// Date writes a date given as 2006-01-02: 8 May 2026.
func (l *Locale) Date(iso string) (string, error) {
	d, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return "", err
	}
	return l.fill("date.long",
		"day", strconv.Itoa(d.Day()),
		"month", l.bare("month."+strconv.Itoa(int(d.Month()))),
		"year", strconv.Itoa(d.Year())), nil
}
