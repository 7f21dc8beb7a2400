package attendance

import (
	"slices"
	"strings"
)

// GroupKind says what puts pupils into a group, so that like stands beside like in
// tables.
type GroupKind uint8

const (
	PupilGroup    GroupKind = iota // who the pupils are: girls, free school meals, ...
	YearGroupKind                  // their year group
	KeyStageKind
	ClassKind
	TransferKind
	FactorKind  // how many factors of vulnerability they have
	CrossedKind // two groups together
)

// KindOf tells the kind of a group by its name. All pupils are a pupil group.
func KindOf(group string) GroupKind {
	_, _, crossed := Crossed(group)
	switch {
	case crossed:
		return CrossedKind
	case strings.HasPrefix(group, classPrefix):
		return ClassKind
	case IsTransfer(group):
		return TransferKind
	case isNamed(group, "Year ") || group == reception.String() || group == nursery1.String():
		return YearGroupKind
	case isNamed(group, "Key stage ") || group == earlyYears.String():
		return KeyStageKind
	case slices.Contains(FactorGroups[:], group):
		return FactorKind
	}
	return PupilGroup
}

// isNamed reports whether a group is a prefix and a number: Year 7. It is asked of every
// cell of an authority, so it makes no names to compare with.
func isNamed(group, prefix string) bool {
	digits, ok := strings.CutPrefix(group, prefix)
	return ok && digits != "" && len(digits) <= 2 && strings.Trim(digits, "0123456789") == ""
}

// YearGroupNames lists the names of year groups from nursery on.
func YearGroupNames() []string {
	out := []string{nursery1.String()}
	for y := reception; y <= reception+lastYear; y++ {
		out = append(out, y.String())
	}
	return out
}

// KeyStageNames lists the names of key stages from early years on.
func KeyStageNames() []string {
	var out []string
	for k := earlyYears; k <= earlyYears+5; k++ {
		out = append(out, k.String())
	}
	return out
}

// GroupSet names the set that a group belongs to: groups that share out the pupils of
// a place among them, as girls and boys do, or the year groups and key stages. A group
// of pupils of whom something is true, such as free school meals, is a set of its own.
func GroupSet(group string) string {
	switch KindOf(group) {
	case YearGroupKind, KeyStageKind:
		return "age"
	case FactorKind:
		return "factors"
	case PupilGroup:
		if group == Girls.String() || group == Boys.String() {
			return "sex"
		}
		if column, _, ok := strings.Cut(group, ": "); ok {
			return column
		}
	}
	return group
}
