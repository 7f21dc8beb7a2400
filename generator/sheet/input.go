package sheet

import (
	"fmt"
	"io/fs"
	"strings"

	"rollcall/generator/diag"
)

// Input is one file that a site names.
type Input struct {
	FS      fs.FS
	Path    string            // within FS
	Name    string            // as problems show it
	Format  string            // the name of a Format; "" to find it by the header
	Columns map[string]string // our name of a column to the one that the file has
	// Torn is called for every row that was reported for its width and left out, so
	// that it can be found out what it is about; nil for nobody. Its cells may stand
	// under the wrong columns.
	Torn func(Format, Row)
}

// Rows opens the input, finds the format of each of its sheets and calls each for
// every row. It reports what cannot be read and returns false when that is a whole
// sheet or more.
func (in Input) Rows(formats []Format, problems *diag.List, each func(Format, Row)) bool {
	file, ok := Open(in.FS, in.Path, in.Name, problems)
	if !ok {
		return false
	}
	torn := in.Torn
	if torn == nil {
		torn = func(Format, Row) {}
	}
	for _, s := range file.Sheets() {
		format, known := in.format(s, formats, problems)
		if !known || !s.rows(format, in.Columns, problems, func(row Row) { each(format, row) }, func(row Row) { torn(format, row) }) {
			ok = false
		}
	}
	return ok
}

// format finds the format that the site names, or else the one that the header
// shows.
func (in Input) format(s *Sheet, formats []Format, problems *diag.List) (Format, bool) {
	var names []string
	for i, f := range formats {
		if !f.Refused {
			names = append(names, f.Name)
		}
		if f.Name == in.Format {
			s.Detect(formats[i:i+1], in.Columns) // which finds the header too
			s.reportLeads(problems)
			return f, true
		}
	}
	hint := "The formats are " + strings.Join(names, ", ") + "."
	if in.Format != "" {
		problems.Add(s.Pos(), diag.FormatUnknown, diag.DidYouMean(in.Format, names), "there is no format %s", in.Format)
		return Format{}, false
	}
	f, ok := s.Detect(formats, in.Columns)
	if !ok {
		if near, missing, ok := s.Closest(formats, in.Columns); ok {
			hint = fmt.Sprintf("It comes nearest to %s, which also needs %s.", near.Name, strings.Join(missing, ", "))
		}
		problems.Add(s.Pos(), diag.FormatUnknown, hint, "the columns match no known format")
	}
	s.reportLeads(problems)
	return f, ok
}
