package sheet

import (
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// Date reads the cell of a column as a day: as attendance.ParseDay does, or a cell of a
// worksheet that holds a number of days. It is false for anything else. Where another
// country would read another day it is noted, once a file and form.
func (r Row) Date(column string) (time.Time, bool) {
	if day, ok := r.monthCell(column); ok {
		return day, true
	}
	text := r.Text(column)
	if d, ok := attendance.ParseDay(text); ok {
		if d.Form != "" && r.table.problems != nil {
			r.table.problems.Add(r.Pos(column), diag.DayFirst, "", "days written as %s were read with the day first", d.Form)
		}
		return d.Time, true
	}
	if book := r.table.sheet.file.book; book != nil {
		return serialDay(text, book.from1904())
	}
	return time.Time{}, false
}

// monthCell returns the day of a cell of a worksheet that shows only its month and year,
// as Excel makes it of Dec-26. Its text is what it shows.
func (r Row) monthCell(column string) (time.Time, bool) {
	w, isBook := r.table.cursor.(*worksheet)
	i, ok := r.table.layout.at[column]
	if !isBook || !ok {
		return time.Time{}, false
	}
	day, ok := w.months[i]
	return day, ok
}
