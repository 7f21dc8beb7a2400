package measure

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

// Bands share out the enrolments of a place by how much each missed of its own
// sessions, the least first. They are made of the counts of persistent and severe
// absence, so their cuts are theirs: a pupil that missed exactly 10% is in the
// second band, one that missed exactly half in the third.
var Bands = []Measure{
	{"band_under_10", Enrolments, Higher, "under 10% of own possible sessions", func(c *register.Counts) Fraction { return Fraction{less(c.Enrolments, c.PA10), c.Enrolments} }},
	{"band_10_50", Enrolments, Lower, "10% or more and under 50% of own possible sessions", func(c *register.Counts) Fraction { return Fraction{less(c.PA10, c.Severe), c.Enrolments} }},
	{"band_50", Enrolments, Lower, "50% or more of own possible sessions", func(c *register.Counts) Fraction { return Fraction{c.Severe, c.Enrolments} }},
}

// IsBand reports whether a measure is one of the bands.
func IsBand(id string) bool {
	return slices.ContainsFunc(Bands, func(m Measure) bool { return m.ID == id })
}

// less subtracts a count from another that holds it.
func less(whole, part register.Count) register.Count {
	if !whole.Known() || !part.Known() || part > whole {
		return register.Missing
	}
	return whole - part
}

// NoReason is the absence that no reason of the return accounts for. Published
// reasons do not always add up to the absence; the rest is shown, never spread.
const NoReason = ReasonPrefix + "none"

func noReason(reasons []attendance.Reason) Measure {
	return Measure{ID: NoReason, Unit: Sessions, Better: Neither, Fraction: func(c *register.Counts) Fraction {
		if c.Reasons == nil || !c.Overall.Known() {
			return Fraction{register.Missing, c.Possible}
		}
		var sum register.Count
		for i, r := range reasons {
			if (r.Category == attendance.Authorised || r.Category == attendance.Unauthorised) && c.Reasons[i].Known() {
				sum += c.Reasons[i]
			}
		}
		return Fraction{less(c.Overall, sum), c.Possible}
	}}
}
