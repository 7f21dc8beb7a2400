package insight

import (
	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// PastLine lists the schools of a phase whose measure lies on the worse side of a line
// in a period, in order of URN, and says how many schools have a figure. The line is in
// percent and decides by the exact figure: 92.96% is under 93 although 93.0 is printed.
// A figure at the line is not past it.
func PastLine(pub *disclosure.Publication, period attendance.Period, phase attendance.Phase, id string, line attendance.Decimal) (past []attendance.URN, of int) {
	for _, at := range byPhase(pub, period)[phase] {
		value, ok := exact(pub.Rate(at, id))
		if !ok {
			continue
		}
		of++
		if int64(value.Cmp(line.Rat()))*side(id) < 0 {
			past = append(past, attendance.URN(at.Place.Code))
		}
	}
	return past, of
}
