package sheet

import (
	"fmt"
	"io/fs"
	"slices"
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
	Choices
	// Torn is called for every row that was reported and left out, so that it can be
	// found out what it is about; nil for nobody. Its cells may be under the wrong
	// columns.
	Torn func(Format, Row)
}

// Choices say what of a file is read, where that is not all of it.
type Choices struct {
	Sheets []string          // the names of worksheets; none for every one that is a table
	Others []string          // worksheets that somebody else reads
	Ignore []string          // columns that are left alone
	From   map[string]Origin // our names of columns that the table does not give
}

// Rows opens the input, finds the format of each of its sheets and calls each for
// every row. It reports what cannot be read and returns false when that is a whole
// sheet or more.
func (in Input) Rows(formats []Format, problems *diag.List, each func(Format, Row)) bool {
	file, ok := in.Open(problems)
	if !ok {
		return false
	}
	torn := in.Torn
	if torn == nil {
		torn = func(Format, Row) {}
	}
	tables, ok := in.tables(file, formats, problems)
	for _, t := range tables {
		t.sheet.reportLeads(problems)
		if !t.sheet.readRows(t.format, in.Columns, problems, func(row Row) { each(t.format, row) }, func(row Row) { torn(t.format, row) }) {
			ok = false
		}
	}
	return ok
}

// formatted is a sheet and the format that it is read as.
type formatted struct {
	sheet  *Sheet
	format Format
}

// tables finds the sheets to read. Of a workbook of several sheets, those that are no
// table of ours are passed over: a cover, a pivot table, a list to choose from. One that
// comes near to a format, or the only one, is refused where it does not fit.
func (in Input) tables(file *File, formats []Format, problems *diag.List) (tables []formatted, ok bool) {
	if in.Format != "" {
		named, found := in.named(formats)
		if !found {
			var names []string
			for _, f := range formats {
				if !f.Refused {
					names = append(names, f.Name)
				}
			}
			problems.Add(file.sheets[0].Pos(), diag.FormatUnknown, diag.DidYouMean(in.Format, names), "there is no format %s", in.Format)
			return nil, false
		}
		formats = []Format{named}
	}
	ok = true
	var others []*Sheet
	alone := len(file.sheets) == 1
	for _, s := range file.sheets {
		f, fits := s.Detect(formats, in.Columns)
		chosen := alone || len(in.Sheets) > 0
		near := false
		if !fits {
			_, _, near = s.Closest(formats, in.Columns)
		}
		switch {
		case s.state == veryHidden && !chosen:
			others = append(others, s)
		case fits:
			if s.state != visible {
				problems.Add(s.Pos(), diag.SheetHidden, "", "the worksheet is hidden in Excel, and its rows are read")
			}
			tables = append(tables, formatted{s, f})
		case in.Format != "" && (chosen || near && s.state == visible):
			tables = append(tables, formatted{s, formats[0]}) // reading it says what it lacks
		case chosen || near && s.state == visible:
			in.refuse(s, formats, problems)
			ok = false
		default:
			others = append(others, s)
		}
	}
	if len(tables) == 0 && ok {
		// The largest is the one that was meant.
		largest := 0
		for i, s := range others {
			if s.size() > others[largest].size() {
				largest = i
			}
		}
		in.refuse(others[largest], formats, problems)
		others = append(others[:largest], others[largest+1:]...)
		ok = false
	}
	for _, s := range others {
		ok = s.passOver(problems) && ok
	}
	return tables, ok
}

func (in Input) named(formats []Format) (Format, bool) {
	for _, f := range formats {
		if f.Name == in.Format {
			return f, true
		}
	}
	return Format{}, false
}

// refuse reports a sheet whose header is of no format.
func (in Input) refuse(s *Sheet, formats []Format, problems *diag.List) {
	run := fmt.Sprintf("Run `rollcall import %s` to say which column is which.", in.Name)
	hint := run
	if near, ok := s.Likest(formats, in.Columns); ok {
		if _, missing := s.match(s.header, near, near.names(in.Columns)); len(missing) > 0 {
			hint = fmt.Sprintf("It comes nearest to %s, which also needs %s. %s", near.Name, strings.Join(missing, ", "), run)
		}
	}
	problems.Add(s.headerPos(), diag.FormatUnknown, hint, "the columns in line %d match no known format", s.places[0].Line)
}

// size is how many cells the leading rows hold.
func (s *Sheet) size() (n int) {
	for _, l := range s.leads {
		for _, cell := range l.cells {
			if cell != "" {
				n++
			}
		}
	}
	return n
}

// passOver says that a sheet is not read. A damaged one is refused all the same: what
// it would have been cannot be seen.
func (s *Sheet) passOver(problems *diag.List) bool {
	c, problem := s.open()
	if problem == nil {
		defer c.close()
		for problem == nil {
			if _, err := c.next(); err != nil {
				f, bad := err.(*fault)
				if !bad {
					break
				}
				problem = f
			}
		}
	}
	if problem != nil {
		problem.report(problems)
		return false
	}
	problems.Add(s.Pos(), diag.SheetPassed, "", "the worksheet is no table of a known kind and was passed over")
	return true
}

// choose takes the sheets that the input names, and sets what it says of columns. It
// reports names that the workbook does not have.
func (in Input) choose(all []*Sheet, problems *diag.List) (chosen []*Sheet, ok bool) {
	ok = true
	var names []string
	for _, s := range all {
		names = append(names, s.name)
		for _, column := range in.Ignore {
			s.ignore = append(s.ignore, Normalise(column))
		}
		s.from = in.From
		if !slices.Contains(in.Others, s.name) && (len(in.Sheets) == 0 || all[0].file.book == nil || in.names(s)) {
			chosen = append(chosen, s)
		}
	}
	for _, want := range in.Sheets {
		if all[0].file.book != nil && !slices.ContainsFunc(names, func(name string) bool { return sameSheet(want, name) }) {
			problems.Add(diag.Pos{File: in.Name}, diag.SheetUnknown, diag.DidYouMean(want, names), "the workbook has no worksheet %s", want)
			ok = false
		}
	}
	return chosen, ok
}

func (in Input) names(s *Sheet) bool {
	return slices.ContainsFunc(in.Sheets, func(want string) bool { return sameSheet(want, s.name) })
}

func sameSheet(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}
