package disclosure

import "rollcall/generator/register"

// Mode is how an edition protects small numbers of pupils.
type Mode uint8

const (
	// Exact hides counts of 1 to the threshold, and what would give them away on
	// the same row.
	Exact Mode = iota
	// Open shows every count. A site file must ask for it in words.
	Open
)

// Policy is the rule of one edition.
type Policy struct {
	Edition   string
	Mode      Mode
	Threshold register.Count // the largest count of pupils that is hidden
	MinBase   register.Count // the smallest number of pupils that a percentage is made of
}

// Intranet is the default policy of the authority's own edition: counts of 1 to 5
// are hidden, and percentages of fewer than 20 pupils.
var Intranet = Policy{Edition: "intranet", Mode: Exact, Threshold: 5, MinBase: 20}

// small reports whether a count of pupils may not be shown.
func (p Policy) small(c register.Count) bool {
	return p.Mode == Exact && c > 0 && c <= p.Threshold
}

// hidesShare reports whether k of n pupils may not be shown: because k is small,
// because the rest is, or because n is too few for a percentage.
func (p Policy) hidesShare(k, n register.Count) bool {
	return p.Mode == Exact && n.Known() && (n < p.MinBase || k.Known() && (p.small(k) || p.small(n-k)))
}

// hidesGroup reports whether a group of n pupils is too small for any of its
// figures to be shown: mean sessions give counts away too.
func (p Policy) hidesGroup(n register.Count) bool {
	return p.Mode == Exact && n.Known() && n > 0 && n <= p.Threshold
}
