// Package register holds the confidential counts of a return, as supplied, before
// anything is summed or hidden. Nothing here may reach a page: only disclosure
// makes what can be printed.
package register

import (
	"slices"
	"time"

	"rollcall/generator/attendance"
)

// Count is a number of sessions, enrolments or schools, or one of the negative
// values below, which say why there is none. A count that is not known is never
// zero.
type Count int64

const (
	Missing       Count = -1 // x: not available
	Withheld      Count = -2 // c: suppressed by whoever published it
	NotApplicable Count = -3 // z
	Low           Count = -4 // rounds to zero, and is not zero
)

// Known reports whether the count is a number.
func (c Count) Known() bool { return c >= 0 }

// Plus adds two counts. The sum is known only where both are.
func (c Count) Plus(d Count) Count {
	switch {
	case c.Known() && d.Known():
		return c + d
	case c == d:
		return c
	}
	return Missing
}

// Counts are the counts of one place, period, phase and group, in sessions and
// enrolments. Use None for a value with nothing known.
type Counts struct {
	Schools      Count
	Enrolments   Count
	Possible     Count // sessions at which pupils were expected
	Overall      Count // sessions missed
	Authorised   Count
	Unauthorised Count
	Late         Count // sessions late before the register closed; counted as present
	PA10         Count // enrolments that missed 10% or more of their own possible sessions
	PA15         Count
	PA20         Count
	Severe       Count   // enrolments that missed 50% or more
	NearPA       Count   // enrolments under the 10% line that four more sessions missed would bring to it
	SeverePlan   Count   // severely absent enrolments with a joint plan agreed
	Reasons      []Count // sessions, one for each of Dataset.Reasons; nil when none was supplied
	Bands        []Count // enrolments, one for each band of Dataset.BandSets, in order; nil when none was supplied
}

// None returns counts of which nothing is known.
func None() Counts {
	return Counts{Schools: Missing, Enrolments: Missing, Possible: Missing, Overall: Missing, Authorised: Missing,
		Unauthorised: Missing, Late: Missing, PA10: Missing, PA15: Missing, PA20: Missing, Severe: Missing,
		NearPA: Missing, SeverePlan: Missing}
}

// fields lists the single counts, for whatever treats them alike.
func (c *Counts) fields() [13]*Count {
	return [...]*Count{&c.Schools, &c.Enrolments, &c.Possible, &c.Overall, &c.Authorised, &c.Unauthorised, &c.Late,
		&c.PA10, &c.PA15, &c.PA20, &c.Severe, &c.NearPA, &c.SeverePlan}
}

// Add adds other to c, field by field. What one of them does not know, the sum
// does not know. It never writes to other's lists.
func (c *Counts) Add(other *Counts) {
	mine, theirs := c.fields(), other.fields()
	for i := range mine {
		*mine[i] = mine[i].Plus(*theirs[i])
	}
	c.Reasons = plus(c.Reasons, other.Reasons)
	c.Bands = plus(c.Bands, other.Bands)
}

// plus adds a list to another in place; nil where either is not known.
func plus(to, more []Count) []Count {
	if to == nil || more == nil {
		return nil
	}
	for i := range to {
		to[i] = to[i].Plus(more[i])
	}
	return to
}

// Fill takes from other what c has no count of.
func (c *Counts) Fill(other *Counts) {
	mine, theirs := c.fields(), other.fields()
	for i := range mine {
		if *mine[i] == Missing {
			*mine[i] = *theirs[i]
		}
	}
	c.Reasons, c.Bands = filled(c.Reasons, other.Reasons), filled(c.Bands, other.Bands)
}

// filled returns a list with what it lacks taken from another. It writes to neither.
func filled(list, other []Count) []Count {
	switch {
	case list == nil:
		return other
	case other == nil:
		return list
	}
	list = slices.Clone(list)
	for i := range list {
		if list[i] == Missing {
			list[i] = other[i]
		}
	}
	return list
}

// Equal reports whether two rows have the same counts.
func (c *Counts) Equal(other *Counts) bool {
	mine, theirs := c.fields(), other.fields()
	for i := range mine {
		if *mine[i] != *theirs[i] {
			return false
		}
	}
	return slices.Equal(c.Reasons, other.Reasons) && slices.Equal(c.Bands, other.Bands)
}

// Agrees reports whether the counts have the same numbers wherever both have one.
func (c *Counts) Agrees(other *Counts) bool {
	same := func(x, y Count) bool { return !x.Known() || !y.Known() || x == y }
	mine, theirs := c.fields(), other.fields()
	for i := range mine {
		if !same(*mine[i], *theirs[i]) {
			return false
		}
	}
	alike := func(x, y []Count) bool {
		for i := range min(len(x), len(y)) {
			if !same(x[i], y[i]) {
				return false
			}
		}
		return true
	}
	return alike(c.Reasons, other.Reasons) && alike(c.Bands, other.Bands)
}

// Clone returns a copy that shares nothing with c.
func (c *Counts) Clone() Counts {
	d := *c
	d.Reasons, d.Bands = slices.Clone(c.Reasons), slices.Clone(c.Bands)
	return d
}

// Status says whether a figure may still be revised.
type Status string

const (
	Final       Status = ""
	Provisional Status = "provisional"
)

// Row is one row of a return: one place, period, phase and group. A school is
// named by its newest URN, whatever number the file gave.
type Row struct {
	Place    attendance.Place
	Phase    attendance.Phase
	Period   attendance.Period
	Group    string
	Status   Status
	Returned time.Time // the day on which it was sent; zero when the return does not say
	Origin   Origin
	Counts   Counts
}

// Origin is where a row stands in the input: the line or row of a file, and the
// worksheet where it is one.
type Origin struct {
	File, Sheet string
	Line        int
}

// Rate is a percentage that was published without its counts. It can be shown and
// compared, never summed, rolled up or multiplied by a roll.
type Rate struct {
	Place   attendance.Place
	Phase   attendance.Phase
	Period  attendance.Period
	Group   string
	Measure string // the ID of the measure: pa_15, overall, ...
	Percent attendance.Decimal
	Method  string // the rule by which it was worked out, in the publisher's terms
}

// Tally is a count of something beside attendance itself: families, notices issued,
// pupils who reached a threshold.
type Tally struct {
	Place   attendance.Place
	Period  attendance.Period
	Measure string // what was counted, from the general to the particular: service.penalty-notice.paid
	Count   Count
	Of      Count // out of how many; Missing where it is not a share
	People  bool  // it counts people, so a small number is hidden
	Sums    bool  // a group of schools has the sum of its schools' and its own
}

// SetAside is a return that was left out of the dataset, for faults in its rows: all
// rows of one school and one period. It counts as one that has not come.
type SetAside struct {
	School attendance.URN // its newest number; of any school that a row names, known or not
	Period attendance.Period
	Faults []Origin // where they are, the first few of them
}

// Unreturned is a return that no input has, of a school of our own list that was open in a
// period for which others returned.
type Unreturned struct {
	School attendance.URN // its newest number
	Period attendance.Period
}

// Dataset is everything that the inputs of one site hold.
type Dataset struct {
	Schools []attendance.Establishment // in order of URN
	Reasons []attendance.Reason        // in the order of tables
	Rows    []Row
	Rates   []Rate
	Tallies []Tally
	// SetAside lists the returns that were left out, in order of school and period.
	SetAside []SetAside
	// Unreturned lists the returns that never came, in order of school and period. Of
	// periods within one another it names the shortest.
	Unreturned []Unreturned
	// Unpublished are the periods for which a published row of the authority itself was
	// left out for a fault in it, in order of time: the authority is then the sum of its
	// schools, as where nothing was published.
	Unpublished []attendance.Period
	// BandSets say what Counts.Bands holds: the bands of each set, one set after
	// another.
	BandSets []attendance.BandSet
	Names    map[attendance.Place]string // of authorities, regions and countries
	// Public marks the inputs that the world already has: rows whose place, period,
	// phase and group stand in a file listed under already_public.
	Public map[Key]bool
}

// Key names a row.
type Key struct {
	Place  attendance.Place
	Phase  attendance.Phase
	Period attendance.Period
	Group  string
}

// Key names the row.
func (r *Row) Key() Key { return Key{r.Place, r.Phase, r.Period, r.Group} }
