package mapping

import (
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// First finds out which format a sheet comes nearest to, takes the row that shows it for
// the header, and maps the columns. It returns false where the sheet is like none: fewer
// than half of what a format needs are there.
func First(s *sheet.Sheet, formats []sheet.Format, answers Answers, problems *diag.List) (*Mapping, bool) {
	format, ok := s.Detect(formats, answers.Told)
	if !ok {
		if format, ok = s.Likest(formats, answers.Told); !ok {
			return nil, false
		}
	}
	return Of(TableOf(s), format, Earlier{}, answers, problems), true
}

// TableOf is what is looked at of a sheet.
func TableOf(s *sheet.Sheet) Table { return Table{Header: s.Header(), Rows: s.Leading()} }
