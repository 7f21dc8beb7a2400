package insight

import (
	"slices"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
)

// TooFewSchools is the refusal of a comparison with so few schools that it would be
// about each of them.
const TooFewSchools Refusal = "too-few-schools"

func schoolAt(urn attendance.URN) attendance.Place {
	return attendance.Place{Level: attendance.LevelSchool, Code: string(urn)}
}

// pupilsOf names the cell of all pupils of a school for a period, under the phase
// that its figures stand under. It is false where the school has none.
func pupilsOf(pub *disclosure.Publication, urn attendance.URN, period attendance.Period) (disclosure.At, bool) {
	place := schoolAt(urn)
	if !slices.Contains(pub.Periods(place), period) {
		return disclosure.At{}, false
	}
	return disclosure.All(place, period, pub.PhaseIn(place, period)), true
}

// byPhase lists the schools that have figures for a period, under their phase of
// that period, each list in order of URN. Schools without a phase are in none.
func byPhase(pub *disclosure.Publication, period attendance.Period) map[attendance.Phase][]disclosure.At {
	out := make(map[attendance.Phase][]disclosure.At)
	for i := range pub.Schools() {
		if at, ok := pupilsOf(pub, pub.Schools()[i].URN, period); ok && at.Phase != attendance.Total {
			out[at.Phase] = append(out[at.Phase], at)
		}
	}
	return out
}

// single lists the phases that a school can have.
func single() []attendance.Phase { return attendance.Phases[1:] }

// side is +1 for a measure that is better the higher it is, -1 for one that is
// better the lower it is, and 0 for any other.
func side(id string) int64 {
	if m, ok := measure.ByID(id); ok {
		return int64(m.Better)
	}
	if strings.HasPrefix(id, measure.ReasonPrefix) {
		return int64(measure.Lower)
	}
	return 0
}

// quartiles returns the members of a rising list at its lower quartile, median and
// upper quartile by nearest rank: the first that at least a quarter, a half, three
// quarters of the list do not exceed. Each is a value that is there, so a quartile
// of schools is the figure of a school. The list may not be empty.
func quartiles[T any](rising []T) (lower, median, upper T) {
	n := len(rising)
	return rising[(n+3)/4-1], rising[(n+1)/2-1], rising[(3*n+3)/4-1]
}
