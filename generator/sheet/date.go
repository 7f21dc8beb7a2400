package sheet

import (
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// Date reads the cell of a column as a day: as attendance.ParseDay does, or a date cell of a
// worksheet, which holds a number of days. It is false for anything else. Where another
// country would read another day it is noted, once a file and form.
func (r Row) Date(column string) (time.Time, bool) {
	text := r.Text(column)
	if d, ok := attendance.ParseDay(text); ok {
		if d.Form != "" && r.table.problems != nil {
			r.table.problems.Add(r.Pos(column), diag.DayFirst, "", "days written as %s were read with the day first", d.Form)
		}
		return d.Time, true
	}
	book := r.table.sheet.file.book
	if book == nil {
		return time.Time{}, false
	}
	days, err := strconv.ParseFloat(text, 64)
	if err != nil || days < 1 || days >= 2958466 { // 31 December 9999
		return time.Time{}, false
	}
	from1904 := book.WorkBook != nil && book.WorkBook.WorkbookPr != nil && book.WorkBook.WorkbookPr.Date1904
	d, err := excelize.ExcelDateToTime(days, from1904)
	if err != nil {
		return time.Time{}, false
	}
	return d.Truncate(24 * time.Hour), true
}
