package disclosure

import (
	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

// narrowed reports whether the sum of one phase of a place is next to small, and rounded
// sums leave fewer than Width numbers for it: what the place has in all, less what it has
// in its other phases. Less the schools that are shown, it would then tell of the few
// pupils of the others.
func (t *tables) narrowed(r ref) bool {
	c, p := t.cell(r), &t.cube.Places[r.place]
	n := c.Counts.Enrolments
	if t.policy.Mode != Rounded || t.isSchool(r) || c.Phase == attendance.Total || !t.policy.nextToSmall(n) {
		return false
	}
	at := func(phase attendance.Phase) (low, high register.Count, known bool) {
		i, ok := p.Find(c.Period, phase, c.Group)
		if !ok {
			return 0, 0, phase != attendance.Total
		}
		of := p.Cells[i].Counts.Enrolments
		if !of.Known() || t.policy.small(of) {
			return 0, unbounded, false
		}
		down, up := t.policy.slack(of)
		return of - register.Count(down), of + register.Count(up), true
	}
	low, high, ok := at(attendance.Total)
	for _, phase := range attendance.Phases {
		if phase != attendance.Total && phase != c.Phase {
			least, most, known := at(phase)
			low, high, ok = low-most, high-least, ok && known
		}
	}
	down, up := t.policy.slack(n)
	return ok && min(high, n+register.Count(up))-max(low, n-register.Count(down)) < register.Count(t.policy.Width)-1
}
