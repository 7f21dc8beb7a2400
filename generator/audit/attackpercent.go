package audit

import "strings"

// writePercentages writes the ratios: each published percentage of which a count is
// not published, or that is not the quotient of what is.
func (p *puzzle) writePercentages() {
	b := p.book
	for _, c := range b.columns {
		if c.unit != percentUnit {
			continue
		}
		num, den := b.columnAt[strings.TrimSuffix(c.name, "_percent")], b.columnAt["enrolments"]
		attended := c.name == "attendance_percent"
		switch {
		case attended || c.name == "sess_overall_percent":
			num, den = b.columnAt["sess_overall"], b.columnAt["sess_possible"]
		case c.name == "severe_plan_percent":
			den = b.columnAt["severe"]
		}
		if num == nil || den == nil {
			continue
		}
		for row := range b.rows {
			if v := c.at(int32(row)); v >= 0 {
				p.writePercentage(c, num, den, int32(row), v, attended)
			}
		}
	}
}

// hundredth of a millionth: a share of one in the unit of ratio.
const wholeShare = 100 * percentScale

// half returns half of the last digit of a percentage. One that is printed without
// its zeros has a digit after the point where others of its column do. Of long ones
// only so many digits are used, and then all of the last.
func (c *column) half(v int64) int64 {
	if c.digits > percentPlace && v%10 != 0 {
		return 2
	}
	half := int64(percentScale)
	for digits := 0; half > 1 && (v%half != 0 || digits < min(c.digits, 1)); digits++ {
		half /= 10
	}
	return max(half/2, 1)
}

func (p *puzzle) writePercentage(c, num, den *column, row int32, v int64, attended bool) {
	half := c.half(v)
	r := ratio{least: v - half, most: v + half, openAbove: true, percentage: v, row: row, column: c}
	if attended {
		r.least, r.most, r.openAbove, r.openBelow = wholeShare-v-half, wholeShare-v+half, false, true
	}
	if n, d := num.at(row), den.at(row); d >= 0 && num.unit == pupilsUnit && p.book.protection.rounded() {
		if n >= 0 && r.met(n, d) {
			return // the quotient of what is published
		}
		if n < 0 && p.roundedShare(&r, num, row, d) {
			return
		}
	} else if num.unit == pupilsUnit && p.book.protection.rounded() {
		return // of rounded counts that are not published either
	}
	var ok, good bool
	if r.num, ok = p.operand(num, row); !ok {
		return
	}
	if r.den, good = p.operand(den, row); good && (r.num.unknown >= 0 || r.den.unknown >= 0) {
		p.ratios = append(p.ratios, r)
	}
}

// roundedShare uses a percentage that was made of rounded counts: the count is near a
// multiple of the step that gives it. It is false where none does, so that the
// percentage must be of the true counts.
func (p *puzzle) roundedShare(r *ratio, num *column, row int32, den int64) bool {
	step := p.book.protection.Step
	first, last := int64(-1), int64(-1)
	for n := r.fewest(den) / step * step; n <= r.largest(den); n += step {
		if r.met(n, den) {
			if first < 0 {
				first = n
			}
			last = n
		}
	}
	if first < 0 {
		return false
	}
	if o, ok := p.operand(num, row); ok && o.unknown >= 0 {
		u := &p.unknowns[o.unknown]
		if first == 0 {
			first = step / 2
		}
		u.low, u.high = max(u.low, first-step/2), min(u.high, last+(step-1)/2)
	}
	return true
}

// tooLarge is a count that a ratio is not worked out for.
const tooLarge = int64(1) << 35

// fewest returns the smallest numerator for a denominator.
func (r *ratio) fewest(den int64) int64 {
	n := max(r.least, 0) * min(den, tooLarge)
	if r.openBelow {
		return n/wholeShare + 1
	}
	return (n + wholeShare - 1) / wholeShare
}

// largest returns the largest numerator for a denominator.
func (r *ratio) largest(den int64) int64 {
	if den > tooLarge {
		return largest
	}
	n := r.most * den
	if r.openAbove {
		return (n+wholeShare-1)/wholeShare - 1
	}
	return n / wholeShare
}

func (r *ratio) met(num, den int64) bool { return num >= r.fewest(den) && num <= r.largest(den) }
