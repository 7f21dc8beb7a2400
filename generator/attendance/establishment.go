package attendance

import (
	"strings"
	"time"
)

// URN is the unique reference number of an establishment: six digits in England,
// seven in Wales. A school that becomes an academy gets a new one.
type URN string

// IsURN reports whether a text is written as a URN is.
func IsURN(s string) bool {
	return (len(s) == 6 || len(s) == 7) && strings.Trim(s, "0123456789") == ""
}

// Phase is the phase under which a school's absence is published.
type Phase uint8

const (
	Total Phase = iota // all phases together
	Primary
	Secondary
	Special
	AP // alternative provision and pupil referral units
)

// Phases lists every phase, all phases together first, in the order of tables.
var Phases = [...]Phase{Total, Primary, Secondary, Special, AP}

var phaseNames = [...]string{"Total", "Primary", "Secondary", "Special", "AP"}

// String gives the name of the phase as files hold it.
func (p Phase) String() string { return phaseNames[p] }

// ParsePhase reads a phase as published files and users write it.
func ParsePhase(s string) (Phase, bool) {
	s = strings.ToLower(strings.Join(strings.Fields(s), " "))
	s = strings.TrimPrefix(s, "state-funded ")
	for _, ending := range []string{" schools", " school"} {
		if short := strings.TrimSuffix(s, ending); short == "primary" || short == "secondary" || short == "special" {
			s = short
		}
	}
	switch s {
	case "total", "all":
		return Total, true
	case "primary", "middle deemed primary":
		return Primary, true
	case "secondary", "middle deemed secondary":
		return Secondary, true
	case "special":
		return Special, true
	case "ap", "pru", "alternative provision", "ap and pru", "state-funded ap and pru", "pupil referral unit", "alternative provision/pru", "alternative provision school":
		return AP, true
	}
	return Total, false
}

// PhaseOfType reads the phase of an establishment that the register of schools gives none,
// by its type: special schools and alternative provision.
func PhaseOfType(kind string) (Phase, bool) {
	kind = strings.ToLower(kind)
	switch {
	case strings.Contains(kind, "pupil referral unit"), strings.Contains(kind, "alternative provision"):
		return AP, true
	case strings.Contains(kind, "special"):
		return Special, true
	}
	return Total, false
}

// Nation decides which registration codes and rules apply.
type Nation string

const (
	England Nation = "England"
	Wales   Nation = "Wales"
)

// Establishment is a school, special school, nursery or pupil referral unit, as
// it stands today: its newest number and name, and the numbers it had before.
type Establishment struct {
	URN          URN
	LAESTAB      string // authority number and four-digit establishment number
	Name         string // empty when no file names it
	NameCy       string
	Phase        Phase
	Type         string // "Community school", "Academy converter", ...
	Postcode     string
	Groupings    map[string]string // column name, such as cluster, trust or ward, to its value
	Roll         int               // pupils on roll; 0 when not given
	FSM          Decimal           // percentage of pupils eligible for free school meals
	FSMKnown     bool
	Shares       map[string]Decimal // column name, such as eal_percent or sen_percent, to the number it holds; only what is known
	Contact      string             // role of the named contact
	Opened       time.Time
	Closed       time.Time
	Predecessors []URN // numbers of schools that this one followed
}

// Level says what a place is.
type Level string

const (
	LevelSchool    Level = "school"
	LevelCluster   Level = "cluster" // of the main grouping
	LevelAuthority Level = "authority"
	LevelRegion    Level = "region"
	LevelCountry   Level = "country"
)

// Place names anything that has figures: a school by its newest URN, a group of
// schools by the slug of its name, an authority, region or country by its code.
// The level of a grouping other than the main one is the grouping's own name, such
// as trust or ward.
type Place struct {
	Level Level
	Code  string
}

// String gives level:code.
func (p Place) String() string { return string(p.Level) + ":" + p.Code }

// AllPupils is the group of every pupil. Other groups are sub-populations of the
// same school: they overlap and are never summed to the school.
const AllPupils = "All pupils"

// CompareGroups orders groups of pupils by name, all pupils first.
func CompareGroups(a, b string) int {
	switch {
	case a == b:
		return 0
	case a == AllPupils:
		return -1
	case b == AllPupils:
		return 1
	}
	return strings.Compare(a, b)
}
