package insight

import (
	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
)

// Distance is how far a figure is from its target.
type Distance struct {
	Figure    disclosure.Figure
	Target    attendance.Decimal // percent
	Met       bool
	GapTenths int64 // the figure as printed less the target, in tenths of a point

	// What it would take, or the room there is where the target is met. Sessions are
	// of attendance and absence, Pupils of persistent absence.
	Sessions, Pupils int64
	Days             float64 // for each pupil, over the figure's own period
	HasDays          bool
}

// ToTarget works out the distance of a figure from a target for the same period.
// It is false for a figure that is not shown or that is a percentage without
// counts.
//
// Sessions to win back are (A+U) - floor((1-t)*P); pupils to move are k -
// floor(q*N); both in exact decimal arithmetic. A session is half a day.
func ToTarget(pub *disclosure.Publication, at disclosure.At, id string, target attendance.Decimal) (Distance, bool) {
	f := pub.Rate(at, id)
	num, ok := f.Num()
	den, _ := f.Den()
	m, known := measure.ByID(id)
	if !ok || !known || f.Kind() != disclosure.Rate {
		return Distance{}, false
	}
	tenths, _ := f.Tenths()
	d := Distance{Figure: f, Target: target, GapTenths: tenths - target.Tenths()}
	missed, allowed := num, target.PercentOf(den)
	if m.Better == measure.Higher {
		missed, allowed = den-num, target.FromHundred().PercentOf(den)
	}
	over := missed - allowed
	d.Met = over <= 0
	if m.Unit == measure.Enrolments {
		d.Pupils = abs(over)
		return d, true
	}
	d.Sessions = abs(over)
	if n, ok := pub.Count(at, disclosure.Enrolments).Num(); ok && n > 0 {
		d.Days, d.HasDays = float64(d.Sessions)/float64(2*n), true
	}
	return d, true
}

func abs(n int64) int64 {
	if n < 0 {
		return -n
	}
	return n
}
