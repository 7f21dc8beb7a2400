package view

import (
	"time"

	"rollcall/generator/attendance"
)

// academicYear returns the academic year that a day lies in; it turns on 1 September.
func academicYear(t time.Time) attendance.AcademicYear {
	if t.Month() >= time.September {
		return attendance.AcademicYear(t.Year())
	}
	return attendance.AcademicYear(t.Year() - 1)
}
