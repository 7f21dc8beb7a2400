package generator

import (
	"fmt"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// checkCalendar holds the returns against the calendar: a return that came more than
// so many days after the end of its period, and more possible sessions for each
// enrolment than the period has.
func (in *inputs) checkCalendar(lateDays int, problems *diag.List) {
	late := make(map[attendance.Place]bool)
	for i := range in.dataset.Rows {
		r := &in.dataset.Rows[i]
		if r.Place.Level != attendance.LevelSchool || r.Group != attendance.AllPupils {
			continue
		}
		entry, known := in.records.Calendar.Find(r.Period, attendance.URN(r.Place.Code))
		if !known {
			continue
		}
		pos := diag.Pos{File: r.Origin.File, Sheet: r.Origin.Sheet, Line: r.Origin.Line, Col: 1}
		due := dueBy(entry, lateDays)
		if r.Returned.After(due) && !late[r.Place] {
			late[r.Place] = true
			problems.Add(pos, diag.ReturnLate, fmt.Sprintf("It was due by %s, %d days after the period ended.", due.Format(time.DateOnly), lateDays),
				"school %s sent its return for %s on %s", r.Place.Code, r.Period, r.Returned.Format(time.DateOnly))
		}
		c := &r.Counts
		if most := int64(entry.Sessions) * int64(c.Enrolments); c.Enrolments > 0 && c.Possible.Known() && entry.Sessions > 0 && int64(c.Possible) > most+most/20 {
			problems.Add(pos, diag.SessionsCalendar, fmt.Sprintf("%d enrolments and %d sessions make at most %d.", c.Enrolments, entry.Sessions, most),
				"school %s has %d possible sessions for %s", r.Place.Code, c.Possible, r.Period)
		}
	}
}
