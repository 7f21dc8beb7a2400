package disclosure

import "rollcall/generator/register"

// Mode is how an edition protects small numbers of pupils.
type Mode uint8

const (
	// Primary hides counts of 1 to the threshold, and what would give them away on
	// the same row. It is for readers who may see each school's own return.
	Primary Mode = iota
	// Open shows every count. A site file must ask for it in words.
	Open
	// Exact hides counts of up to the threshold, and as many others as it takes that
	// none of them can be worked out. What is shown is exact.
	Exact
	// Rounded hides as Exact does, and rounds every other count of pupils.
	Rounded
)

// Policy is the rule of one edition.
type Policy struct {
	Edition   string
	Mode      Mode
	Threshold register.Count // the largest count of pupils that is hidden
	MinBase   register.Count // the smallest number of pupils that a percentage is made of, or a group of a school has
	Step      register.Count // what counts of pupils are rounded to
	Width     int            // how many whole numbers a hidden count might be, at the least, for all that a reader can work out
	Schools   register.Count // the fewest schools that a group of schools is shown for
	Without   Rules          // what is switched off, in experiments
}

// Intranet is the default policy of the authority's own edition: counts of 1 to 5
// are hidden, and percentages of fewer than 20 pupils.
var Intranet = Policy{Edition: "intranet", Mode: Primary, Threshold: 5, MinBase: 20}

// Public is the default policy of an edition for everybody: counts up to 7 are
// hidden, the others rounded to the nearest 5.
var Public = Policy{Edition: "public", Mode: Rounded, Threshold: 7, MinBase: 20, Step: 5, Width: 5, Schools: 3}

// Linked reports whether the tables are protected together, so that what is hidden
// cannot be worked out from what is shown.
func (p Policy) Linked() bool { return p.Mode == Exact || p.Mode == Rounded }

// small reports whether a count of pupils may not be shown. In linked tables a zero
// is hidden with them: shown, it would tell what the others are. A rounded count has to
// be large enough that a hidden part of it may still be any of Width numbers.
func (p Policy) small(c register.Count) bool {
	switch p.Mode {
	case Primary:
		return c > 0 && c <= p.Threshold
	case Open:
		return false
	}
	return c >= 0 && !(c == 0 && p.lacks(Zeros)) && (c <= p.Threshold || p.Mode == Rounded && int(p.round(c)-p.Step/2) < p.Width-1)
}

// nextToSmall reports whether a count is so small that it may not be shown where others
// of its line narrow it: what is left of a rounded count may be as narrow as that of a
// hidden one, so it has to be that much larger.
func (p Policy) nextToSmall(c register.Count) bool {
	if p.Mode == Rounded {
		c -= register.Count(p.Width)
	}
	return p.small(max(c, 0))
}

// smallRest reports whether a group is hidden because of the rest, which nobody shows but
// anybody can take from the whole.
func (p Policy) smallRest(rest register.Count) bool {
	return !p.lacks(Complements) && p.nextToSmall(rest)
}

// tellsBetween reports whether a count and one that lies inside it, both shown, tell of the
// few pupils between the two: exact ones always, and rounded ones where both are written as
// the same number.
func (p Policy) tellsBetween(larger, inner register.Count) bool {
	switch {
	case p.lacks(Nested):
		return false
	case p.Mode == Exact:
		return larger > inner && p.small(larger-inner)
	}
	return p.Mode == Rounded && p.round(larger) == p.round(inner)
}

// hidesShare reports whether k of n pupils may not be shown: because k is small,
// because the rest is, or because n is too few for a percentage.
func (p Policy) hidesShare(k, n register.Count) bool {
	switch p.Mode {
	case Open:
		return false
	case Primary:
		return n.Known() && (n < p.MinBase || k.Known() && (p.small(k) || p.small(n-k)))
	}
	return n.Known() && n < p.MinBase // the counts are protected already
}

// hidesGroup reports whether a group of n pupils is too small for any of its
// figures to be shown: mean sessions give counts away too.
func (p Policy) hidesGroup(n register.Count) bool {
	return p.Mode == Primary && n.Known() && n > 0 && n <= p.Threshold
}

// round gives a count of pupils as the edition writes it.
func (p Policy) round(c register.Count) register.Count {
	if p.Mode != Rounded || !c.Known() {
		return c
	}
	return (c + p.Step/2) / p.Step * p.Step
}

// slack says by how much a shown count of pupils may be lower and higher than it is,
// for all that a reader can tell.
func (p Policy) slack(c register.Count) (down, up int32) {
	if p.Mode != Rounded {
		return 0, 0
	}
	low := p.round(c) - p.Step/2
	return int32(c - max(low, 0)), int32(low + p.Step - 1 - c)
}
