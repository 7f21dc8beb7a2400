package attendance

import "strings"

// GroupKind says what puts pupils into a group, so that like stands beside like in
// tables.
type GroupKind uint8

const (
	PupilGroup    GroupKind = iota // who the pupils are: girls, free school meals, ...
	YearGroupKind                  // their year group
	KeyStageKind
	ClassKind
	TransferKind
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
	}
	for y := nursery1; y <= reception+lastYear; y++ {
		switch group {
		case y.String():
			return YearGroupKind
		case y.KeyStage().String():
			return KeyStageKind
		}
	}
	return PupilGroup
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
