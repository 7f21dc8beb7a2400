package insight

import (
	"math/big"

	"rollcall/generator/disclosure"
)

// DaysMissed returns the mean days that each enrolment missed over a period, to one
// decimal place, and the enrolments. A day is two sessions.
func DaysMissed(pub *disclosure.Publication, at disclosure.At) (days string, enrolments disclosure.Figure, ok bool) {
	missed, known := pub.Count(at, disclosure.Overall).Num()
	enrolments = pub.Count(at, disclosure.Enrolments)
	n, also := enrolments.Num()
	if !known || !also || n == 0 {
		return "", enrolments, false
	}
	return big.NewRat(missed, 2*n).FloatString(1), enrolments, true
}
