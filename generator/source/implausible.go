package source

import (
	"cmp"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// sessionsWithAbsence is from how many possible sessions on a return without a single
// absence is questioned: a week of 500 pupils.
const sessionsWithAbsence = 5000

// checkImplausible questions the rows of schools that can hardly be: they are used as they
// are, and somebody should ask.
func (a *assembly) checkImplausible(problems *diag.List) {
	for i := range a.rows {
		r := &a.rows[i]
		if r.urn == "" {
			continue
		}
		c := &r.Counts
		if c.Possible >= sessionsWithAbsence && c.Overall == 0 {
			problems.Add(r.pos, diag.AbsenceNone, "", "%s: no session missed of %d possible", a.about(r), c.Possible)
		}
		// Whoever is severely absent missed half of the sessions possible for a pupil, more
		// or less: a pupil who joined late had fewer.
		if c.Severe > 0 && c.Enrolments > 0 && c.Overall.Known() && int64(c.Severe)*int64(c.Possible) > 2*int64(c.Overall)*int64(c.Enrolments) {
			problems.Add(r.pos, diag.SevereSessions, "", "%s: severe is %d, and only %d sessions were missed of %d possible", a.about(r), c.Severe, c.Overall, c.Possible)
		}
	}
	a.checkNumbersOnce(problems)
}

// about names the school, the period and the group of a row.
func (a *assembly) about(r *row) string {
	name := string(r.urn)
	if s := a.school(r.urn); s != nil {
		name = cmp.Or(s.Name, name)
	}
	return name + ", " + r.Period.String() + ", " + cmp.Or(r.Group, attendance.AllPupils)
}

// checkNumbersOnce reports a URN that stands for two establishments in one period: their
// figures are shown as one school's.
func (a *assembly) checkNumbersOnce(problems *diag.List) {
	first := make(map[returnOf]*row)
	for i := range a.rows {
		r := &a.rows[i]
		if r.urn == "" || r.laestab == "" {
			continue
		}
		of := returnOf{r.urn, r.Period}
		switch before := first[of]; {
		case before == nil:
			first[of] = r
		case before.laestab != r.laestab:
			problems.Add(r.pos, diag.NumberShared, "", "%s: the URN %s stands for the establishments %s and %s", a.about(r), r.urn, before.laestab, r.laestab)
		}
	}
}
