package measure

import (
	"slices"
	"strings"

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

// BandPrefix starts the name of the share of one band of a set:
// band_default_100-95.
const BandPrefix = "band_"

// BandID names the share of a band of a set.
func BandID(set attendance.BandSet, i int) string {
	return BandPrefix + set.ID + "_" + set.Bands[i].ID
}

// OfBand returns the measure of the enrolments in one band of a set that was counted
// from pupils, or false where there is no such band.
func OfBand(id string, sets []attendance.BandSet) (Measure, bool) {
	first := 0
	for _, set := range sets {
		for i := range set.Bands {
			if BandID(set, i) != id {
				continue
			}
			at := first + i
			return Measure{ID: id, Unit: Enrolments, Better: Neither, Rule: "share of own possible sessions attended", Fraction: func(c *register.Counts) Fraction {
				if c.Bands == nil {
					return Fraction{register.Missing, c.Enrolments}
				}
				return Fraction{c.Bands[at], c.Enrolments}
			}}, true
		}
		first += len(set.Bands)
	}
	return Measure{}, false
}

// isBand reports whether a measure is one of Bands, or of a set that was counted
// from pupils.
func isBand(id string) bool {
	return strings.HasPrefix(id, BandPrefix)
}

// Siblings lists the counts that a band gives away with it: those of its whole set,
// or of persistent and severe absence where the bands are made of them. It is nil
// for any other measure.
func Siblings(id string, sets []attendance.BandSet, c *register.Counts) []register.Count {
	switch {
	case !isBand(id):
		return nil
	case slices.ContainsFunc(Bands, func(m Measure) bool { return m.ID == id }):
		return []register.Count{less(c.Enrolments, c.PA10), c.PA10, less(c.PA10, c.Severe), c.Severe}
	}
	first := 0
	for _, set := range sets {
		last := first + len(set.Bands)
		if strings.HasPrefix(id, BandPrefix+set.ID+"_") && last <= len(c.Bands) {
			return c.Bands[first:last]
		}
		first = last
	}
	return nil
}

// less subtracts a count from another that holds it. What is left of one that is
// withheld is withheld too.
func less(whole, part register.Count) register.Count {
	switch {
	case whole == register.Withheld || part == register.Withheld:
		return register.Withheld
	case !whole.Known() || !part.Known() || part > whole:
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
