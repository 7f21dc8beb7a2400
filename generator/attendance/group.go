package attendance

import (
	"strconv"
	"strings"
)

// Groups of pupils are named in words, as pages show them. A group that a pupil file
// makes has its name from here.
const (
	Joined           = "Joined during the year"     // came from another school after the first half-term
	InAuthority      = "In the authority's schools" // of a virtual school
	OutsideAuthority = "Outside the authority"      // of a virtual school
	classPrefix      = "Class "
	transferPrefix   = "Transfer: "
)

// LevelVirtual is the level of a virtual school: pupils of many schools seen as if
// they attended one.
const LevelVirtual Level = "virtual"

// The virtual schools.
var (
	LookedAfterChildren = Place{LevelVirtual, "looked-after"}  // whom the authority looks after, wherever they attend
	SocialWorkerPupils  = Place{LevelVirtual, "social-worker"} // who have, or have had, a social worker
)

// YearGroup is the year group of a pupil. The zero YearGroup is not stated.
type YearGroup uint8

const (
	nursery1 YearGroup = iota + 1
	nursery2
	reception
)

// lastYear is the highest year group: 12 to 14 are sixth form.
const lastYear = 14

// ParseYearGroup reads N1, N2, R or 1 to 14, with or without "Year" or "Y" before it.
// An empty text is no year group.
func ParseYearGroup(s string) (YearGroup, bool) {
	s = strings.ToUpper(strings.TrimSpace(s))
	switch s {
	case "":
		return 0, true
	case "N1":
		return nursery1, true
	case "N2":
		return nursery2, true
	case "R", "RECEPTION":
		return reception, true
	}
	s = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(s, "YEAR"), "Y"))
	n := 0
	for _, digit := range []byte(s) {
		if n = n*10 + int(digit-'0'); digit < '0' || digit > '9' || n > lastYear {
			return 0, false
		}
	}
	return reception + YearGroup(n), n > 0
}

// String gives the group of the year group: Nursery, Reception, Year 7. It is empty
// for one that is not stated.
func (y YearGroup) String() string {
	switch {
	case y == 0:
		return ""
	case y < reception:
		return "Nursery"
	case y == reception:
		return "Reception"
	}
	return "Year " + strconv.Itoa(int(y-reception))
}

// YearGroups is a stretch of year groups, both ends included. The zero YearGroups is
// every year group, stated or not.
type YearGroups struct{ First, Last YearGroup }

// ParseYearGroups reads one year group, or two with a hyphen between: 10-11.
func ParseYearGroups(s string) (YearGroups, bool) {
	from, to, two := strings.Cut(s, "-")
	first, ok := ParseYearGroup(from)
	last, also := first, ok
	if two {
		last, also = ParseYearGroup(to)
	}
	return YearGroups{first, last}, ok && also && first > 0 && first <= last
}

// Hold reports whether a year group is among them.
func (y YearGroups) Hold(year YearGroup) bool {
	return y == YearGroups{} || y.First <= year && year <= y.Last
}

// KeyStage returns the key stage that the year group belongs to.
func (y YearGroup) KeyStage() KeyStage {
	switch year := y - reception; {
	case y == 0:
		return 0
	case y <= reception:
		return earlyYears
	case year <= 2:
		return earlyYears + 1
	case year <= 6:
		return earlyYears + 2
	case year <= 9:
		return earlyYears + 3
	case year <= 11:
		return earlyYears + 4
	}
	return earlyYears + 5
}

// KeyStage is a stage of the curriculum. The zero KeyStage is not stated.
type KeyStage uint8

const earlyYears KeyStage = 1

// ParseKeyStage reads EY, EYFS, early years or 1 to 5, with or without "Key stage"
// or "KS" before it. An empty text is no key stage.
func ParseKeyStage(s string) (KeyStage, bool) {
	s = strings.ToUpper(strings.Join(strings.Fields(s), " "))
	switch s {
	case "":
		return 0, true
	case "EY", "EYFS", "EARLY YEARS":
		return earlyYears, true
	}
	s = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(s, "KEY STAGE"), "KS"))
	if len(s) != 1 || s[0] < '1' || s[0] > '5' {
		return 0, false
	}
	return earlyYears + KeyStage(s[0]-'0'), true
}

// String gives the group of the key stage: Early years, Key stage 2. It is empty for
// one that is not stated.
func (k KeyStage) String() string {
	switch k {
	case 0:
		return ""
	case earlyYears:
		return "Early years"
	}
	return "Key stage " + string('0'+rune(k-earlyYears))
}

// Sex is the sex of a pupil as the register has it. The zero Sex is not stated.
type Sex uint8

const (
	Girls Sex = iota + 1
	Boys
)

// ParseSex reads F, girl or female and M, boy or male. An empty text is no sex.
func ParseSex(s string) (Sex, bool) {
	switch strings.ToLower(s) {
	case "":
		return 0, true
	case "f", "girl", "girls", "female":
		return Girls, true
	case "m", "boy", "boys", "male":
		return Boys, true
	}
	return 0, false
}

// String gives the group: Girls or Boys. It is empty for one that is not stated.
func (s Sex) String() string { return [...]string{"", "Girls", "Boys"}[s] }

// Flag is something that is true of a pupil or not, and puts it into a group.
type Flag uint8

const (
	FreeMeals Flag = iota
	SENSupport
	HealthCarePlan
	LookedAfter
	PreviouslyLookedAfter
	SocialWorker
	EverSocialWorker
	AdditionalLanguage
	YoungCarer
	PartTimeTimetable
)

// Flags lists every flag by the column of a pupil file and the name of its group.
var Flags = [...]struct{ Column, Group string }{
	FreeMeals:             {"fsm", "Free school meals"},
	SENSupport:            {"sen_support", "SEN support"},
	HealthCarePlan:        {"ehcp", "Education, health and care plan"},
	LookedAfter:           {"looked_after", "Looked after"},
	PreviouslyLookedAfter: {"previously_looked_after", "Previously looked after"},
	SocialWorker:          {"social_worker", "Social worker"},
	EverSocialWorker:      {"ever_social_worker", "Ever had a social worker"},
	AdditionalLanguage:    {"eal", "English as an additional language"},
	YoungCarer:            {"young_carer", "Young carer"},
	PartTimeTimetable:     {"part_time_timetable", "Part-time timetable"},
}

// ParseYesNo reads a word of a column of flags: yes, y, true or 1, and no, n, false
// or 0. An empty text is no.
func ParseYesNo(s string) (yes, ok bool) {
	switch strings.ToLower(s) {
	case "", "no", "n", "false", "0":
		return false, true
	case "yes", "y", "true", "1":
		return true, true
	}
	return false, false
}

// ClassGroup names the pupils of a class. Classes of one name in two schools have
// nothing to do with each other, so they are never summed.
func ClassGroup(class string) string { return classPrefix + single(class) }

// single makes a value fit for the name of a single group.
func single(value string) string { return strings.ReplaceAll(value, crossing, " x ") }

// IsClass reports whether a group is a class, alone or together with another group.
func IsClass(group string) bool {
	a, b, _ := Crossed(group)
	return strings.HasPrefix(a, classPrefix) || strings.HasPrefix(b, classPrefix)
}

// FlagGroup names the pupils of whom a further column of a pupil file says yes:
// "in_choir" gives "In choir".
func FlagGroup(column string) string {
	words := strings.Join(strings.FieldsFunc(column, func(r rune) bool { return r == '_' || r == ' ' }), " ")
	first := []rune(words)
	if len(first) == 0 {
		return ""
	}
	return strings.ToUpper(string(first[:1])) + string(first[1:])
}

// CategoryGroup names the pupils who have one value of a column: "Ethnicity: Gypsy or
// Roma".
func CategoryGroup(column, value string) string {
	return FlagGroup(column) + ": " + single(value)
}

// Transfer names the pupils whose school had one phase the year before and has
// another from the academic year that is named: "Transfer: Primary to Secondary,
// 2024-25". The group has figures of both years, to be compared.
func Transfer(from, to Phase, year AcademicYear) string {
	return transferPrefix + from.String() + " to " + to.String() + ", " + year.String()
}

// IsTransfer reports whether a group is one of Transfer.
func IsTransfer(group string) bool { return strings.HasPrefix(group, transferPrefix) }
