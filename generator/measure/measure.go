// Package measure defines what is measured: every rate as a fraction of counts,
// and the sums of counts over schools and periods.
//
// Sessions add over schools, groups and periods; enrolments add over the schools
// of one period; rates never add. So counts are summed here and divided once, in
// disclosure, where a figure is made.
package measure

import (
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

// Fraction is a rate before it is divided.
type Fraction struct {
	Num, Den register.Count
}

// Known reports whether the rate exists: both counts are known and the
// denominator is not zero.
func (f Fraction) Known() bool { return f.Num.Known() && f.Den > 0 }

// Unit says what a measure counts.
type Unit uint8

const (
	Sessions   Unit = iota // of possible sessions
	Enrolments             // of enrolments
)

// Direction says which way a measure is better.
type Direction int8

const (
	Lower   Direction = -1
	Neither Direction = 0
	Higher  Direction = +1
)

// Measure is a rate with its definition. Its words stand in the locale files
// under "measure.ID".
type Measure struct {
	ID       string
	Unit     Unit
	Better   Direction
	Rule     string // the whole rule of a persistent-absence figure: threshold, boundary, method
	Fraction func(*register.Counts) Fraction
}

// All lists every measure, in the order of tables.
var All = []Measure{
	{"attendance", Sessions, Higher, "", func(c *register.Counts) Fraction {
		if !c.Overall.Known() || !c.Possible.Known() {
			return Fraction{register.Missing, register.Missing}
		}
		return Fraction{c.Possible - c.Overall, c.Possible}
	}},
	{"overall", Sessions, Lower, "", func(c *register.Counts) Fraction { return Fraction{c.Overall, c.Possible} }},
	{"authorised", Sessions, Lower, "", func(c *register.Counts) Fraction { return Fraction{c.Authorised, c.Possible} }},
	{"unauthorised", Sessions, Lower, "", func(c *register.Counts) Fraction { return Fraction{c.Unauthorised, c.Possible} }},
	{"late", Sessions, Lower, "", func(c *register.Counts) Fraction { return Fraction{c.Late, c.Possible} }},
	{"pa_10", Enrolments, Lower, "10% or more of own possible sessions", func(c *register.Counts) Fraction { return Fraction{c.PA10, c.Enrolments} }},
	{"pa_15", Enrolments, Lower, "15%, by a fixed count of sessions", func(c *register.Counts) Fraction { return Fraction{c.PA15, c.Enrolments} }},
	{"pa_20", Enrolments, Lower, "20%, by a fixed count of sessions", func(c *register.Counts) Fraction { return Fraction{c.PA20, c.Enrolments} }},
	{"severe", Enrolments, Lower, "50% or more of own possible sessions", func(c *register.Counts) Fraction { return Fraction{c.Severe, c.Enrolments} }},
	{"near_pa", Enrolments, Lower, "under 10% of own possible sessions, and not with four more missed", func(c *register.Counts) Fraction { return Fraction{c.NearPA, c.Enrolments} }},
	{"severe_plan", Enrolments, Higher, "of those who missed 50% or more", func(c *register.Counts) Fraction { return Fraction{c.SeverePlan, c.Severe} }},
}

// RuleIn is the rule as a nation has it: Wales counts a pupil as persistently absent
// above 10%, England at 10%.
func (m Measure) RuleIn(nation attendance.Nation) string {
	switch {
	case nation == attendance.Wales && m.ID == "pa_10":
		return "more than 10% of own possible sessions"
	case nation == attendance.Wales && m.ID == "near_pa":
		return "10% or less of own possible sessions, and more with four more missed"
	}
	return m.Rule
}

// ByID finds a measure.
func ByID(id string) (Measure, bool) {
	for i := range All {
		if All[i].ID == id {
			return All[i], true
		}
	}
	for i := range Bands {
		if Bands[i].ID == id {
			return Bands[i], true
		}
	}
	return Measure{}, false
}

// DirectionOf says which way a measure is better, one of a reason included: less
// absence is better whatever its reason.
func DirectionOf(id string) Direction {
	if m, ok := ByID(id); ok {
		return m.Better
	}
	if strings.HasPrefix(id, ReasonPrefix) && id != NoReason {
		return Lower
	}
	return Neither
}

// IDs lists the measures' names, for hints.
func IDs() []string {
	ids := make([]string, len(All))
	for i, m := range All {
		ids[i] = m.ID
	}
	return ids
}

// ReasonPrefix starts the name of the rate of one reason: reason_auth_illness.
const ReasonPrefix = "reason_"

// OfReason returns the measure of sessions recorded under one reason, or false
// when the dataset has no such reason.
func OfReason(id string, reasons []attendance.Reason) (Measure, bool) {
	if id == NoReason {
		return noReason(reasons), true
	}
	name, ok := strings.CutPrefix(id, ReasonPrefix)
	if !ok {
		return Measure{}, false
	}
	for i, r := range reasons {
		if r.ID != name {
			continue
		}
		return Measure{ID: id, Unit: Sessions, Better: Lower, Fraction: func(c *register.Counts) Fraction {
			if c.Reasons == nil {
				return Fraction{register.Missing, c.Possible}
			}
			return Fraction{c.Reasons[i], c.Possible}
		}}, true
	}
	return Measure{}, false
}
