package source

import (
	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
	"rollcall/generator/sheet"
)

// columnsOf names the columns of a format at which a broken relation is shown.
type columnsOf struct {
	absence, enrolments, pa10, pa15, pa20, severe, plan string
}

// reasonTolerance is how far published reasons may exceed the absence that they
// explain, in parts of a thousand of it: authorities' rows of 2012/13 do so by a
// few dozen sessions in hundreds of thousands.
const reasonTolerance = 1

// relations checks what must hold between the counts of one row.
func (r *reader) relations(c *register.Counts, line sheet.Row, at columnsOf) {
	over := func(a, b register.Count) bool { return a.Known() && b.Known() && a > b }
	absence := max(c.Overall, c.Authorised.Plus(c.Unauthorised), c.Authorised, c.Unauthorised)
	if over(absence, c.Possible) {
		r.report(line.Pos(at.absence), diag.AbsenceOverflow, "", "%d sessions missed of %d possible", absence, c.Possible)
	}
	for _, pa := range []struct {
		n            register.Count
		name, column string
	}{{c.PA10, "persistently absent at 10%", at.pa10}, {c.PA15, "persistently absent at 15%", at.pa15}, {c.PA20, "persistently absent at 20%", at.pa20}, {c.Severe, "severely absent", at.severe}} {
		if over(pa.n, c.Enrolments) {
			r.report(line.Pos(pa.column), diag.PAOverflow, "", "%d %s of %d enrolments", pa.n, pa.name, c.Enrolments)
		}
	}
	if over(c.Severe, c.PA10) {
		r.report(line.Pos(at.severe), diag.SevereOverflow, "", "%d severely absent, but %d persistently absent", c.Severe, c.PA10)
	}
	if over(c.SeverePlan, c.Severe) {
		r.report(line.Pos(at.plan), diag.SevereOverflow, "", "%d with a joint plan, but %d severely absent", c.SeverePlan, c.Severe)
	}
	r.reasonSums(c, line, at)
}

func (r *reader) reasonSums(c *register.Counts, line sheet.Row, at columnsOf) {
	var authorised, unauthorised register.Count
	for i, n := range c.Reasons {
		switch category := r.reasons[i].Category; {
		case !n.Known():
		case category == attendance.Authorised:
			authorised += n
		case category == attendance.Unauthorised:
			unauthorised += n
		}
	}
	for _, sum := range []struct {
		reasons, total register.Count
		name           string
	}{{authorised, c.Authorised, "authorised"}, {unauthorised, c.Unauthorised, "unauthorised"}} {
		if sum.total.Known() && sum.reasons-sum.total > sum.total*reasonTolerance/1000 {
			r.report(line.Pos(at.absence), diag.ReasonsOverflow, "", "the reasons for %s absence are %d sessions, the absence %d", sum.name, sum.reasons, sum.total)
		}
	}
}
