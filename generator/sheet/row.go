package sheet

import (
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"rollcall/generator/diag"
)

// Row is one row of a sheet. It is valid until the function that was given it
// returns.
type Row struct {
	table *table
	cells []string
}

// table is a sheet while its rows are read.
type table struct {
	sheet  *Sheet
	format Format
	layout *layout
	cursor cursor
	key    int // the cell that says what a row is about; -1 for none
	merged *merged
	block  []int // the cells that are of one value of a wide table; none where it is not wide

	problems *diag.List // to which reading a cell adds notes
}

// Rows reads a sheet as one of a format and calls each for every row that is not
// blank. It reports what is wrong with the header, and rows that cannot be read, which
// it leaves out. It returns false when the header or the file cannot be used; rows given
// before that are then not all there is.
func (s *Sheet) Rows(format Format, columns map[string]string, problems *diag.List, each func(Row)) bool {
	return s.readRows(format, columns, problems, each, func(Row) {})
}

// readRows is Rows, and calls torn for every row that is left out and has cells.
func (s *Sheet) readRows(format Format, columns map[string]string, problems *diag.List, each, torn func(Row)) bool {
	l, ok := s.layout(format, columns, problems)
	if !ok {
		return false
	}
	c, fault := s.open()
	if fault == nil {
		defer c.close()
		_, fault = skipTo(c, s.before)
	}
	if fault != nil {
		fault.report(problems)
		return false
	}
	t := &table{s, format, l, c, -1, s.mergedCells(), nil, problems}
	if i, ok := l.at[format.Key]; ok {
		t.key = i
	}
	if !t.merged.checkHeader(l, problems) {
		return false
	}
	tables := t.tables(s.wideColumn())
	give := func(record []string, to func(Row)) {
		for _, of := range tables {
			if of.filled(record) {
				to(Row{of, record})
			}
		}
	}
	for {
		record, fault, done := t.read(problems)
		switch {
		case done:
			return true
		case fault != nil && fault.final:
			fault.report(problems)
			return false
		case fault != nil:
			fault.report(problems)
			if record != nil && fault.code != diag.RowQuotes { // which may be several rows
				give(record, torn)
			}
		case record != nil:
			give(record, each)
		}
	}
}

// read returns the next record with the width of the header and what is supplied, or
// nil for one that is blank or passed over. A record that cannot be read comes with its
// problem, its cells perhaps under the wrong columns.
func (t *table) read(problems *diag.List) (record []string, problem *fault, done bool) {
	record, err := t.cursor.next()
	switch err := err.(type) {
	case nil:
	case *fault:
		return nil, err, false
	default:
		return nil, nil, err == io.EOF
	}
	sheet, isBook := t.cursor.(*worksheet)
	if isBook {
		if problem = t.workOut(sheet, record, problems); problem != nil {
			return record, problem, false
		}
	}
	if blank(record) {
		return nil, nil, false
	}
	if fault := tooLarge(t.cursor, record); fault != nil {
		return nil, fault, false
	}
	keyFilled := false
	if isBook {
		if record, keyFilled, problem = t.merged.row(sheet.line, record, t, problems); problem != nil || record == nil {
			return record, problem, false
		}
	}
	if problem = t.misfit(record, isBook, problems); problem != nil {
		return record, problem, false
	}
	record = record[:min(len(record), len(t.sheet.header))]
	if t.isTotal(record, keyFilled) {
		at := t.key
		if at >= len(t.sheet.header) {
			at = -1
		}
		problems.Add(t.pos(at), diag.RowTotal, "", "a row that is a total of others was passed over")
		return nil, nil, false
	}
	if t.isRemark(record) {
		problems.Add(t.pos(t.key), diag.CellStray, "", "a row of words without a figure was passed over")
		return nil, nil, false
	}
	if isBook && sheet.hidden {
		problems.Add(t.pos(-1), diag.RowHidden, "", "a row that is hidden in Excel was read")
	}
	if width := len(t.sheet.header); len(t.layout.supplied.cells) > 0 {
		for len(record) < width {
			record = append(record, "")
		}
		record = append(record[:width:width], t.layout.supplied.cells...)
	}
	return record, nil, false
}

// workOut works out the formulas of a row that were saved without their values, where
// they are in columns that are read. Never is one taken for an empty cell.
func (t *table) workOut(w *worksheet, record []string, problems *diag.List) *fault {
	for _, c := range w.unsaved {
		i := c.column - 1
		if !t.layout.read[i] {
			continue
		}
		name, err := excelize.CoordinatesToCellName(c.column, w.line)
		if err != nil {
			continue
		}
		text, ok := t.sheet.file.book.calculate(w.name, name, c.style)
		if !ok {
			return &fault{w.pos(i), diag.FormulaUnsaved, "", "a formula without a saved value", false}
		}
		problems.Add(w.pos(i), diag.FormulaComputed, "", "a formula without a saved value was worked out")
		record[i] = text
	}
	return nil
}

// misfit reports a record that does not fit the header. Words right of the table or in a
// column without a name are a comment, which is said; a figure there may be one of ours.
func (t *table) misfit(record []string, isBook bool, problems *diag.List) *fault {
	width := len(t.sheet.header)
	beyond := len(record) > width && (isBook || blank(record[width:]))
	if !beyond && (len(record) > width || len(record) < width && !t.format.Ragged && !isBook) {
		return t.badWidth(record)
	}
	for _, i := range t.layout.unnamed {
		if problem := t.nameless(record, i, problems); problem != nil {
			return problem
		}
	}
	for i := width; i < len(record); i++ {
		if problem := t.nameless(record, i, problems); problem != nil {
			return problem
		}
	}
	return nil
}

// nameless judges a cell that is in no column with a name.
func (t *table) nameless(record []string, cell int, problems *diag.List) *fault {
	switch {
	case cell >= len(record) || strings.TrimSpace(record[cell]) == "":
	case isFigure(record[cell]):
		return &fault{t.pos(cell), diag.ColumnUnknown, "Name the column, or empty it.", "a figure is in a column without a name", false}
	default:
		problems.Add(t.pos(cell), diag.CellStray, "", "words in a column without a name were passed over")
	}
	return nil
}

// isFigure reports whether a cell holds a number, however it is written.
func isFigure(text string) bool {
	text = strings.TrimSpace(text)
	return strings.Trim(text, "0123456789.,%-+ \u00a0") == "" && strings.ContainsAny(text, "0123456789")
}

// pos is the place of a cell of the current row, or of what is supplied for it.
func (t *table) pos(cell int) diag.Pos {
	if i := cell - len(t.sheet.header); i >= 0 && i < len(t.layout.supplied.places) {
		return t.layout.supplied.places[i]
	}
	return t.cursor.pos(cell)
}

// badWidth reports a row that is wider or narrower than the header. One that runs over
// several lines may have swallowed other rows.
func (t *table) badWidth(record []string) *fault {
	row := Row{t, record}
	if row.ManyLines() {
		return &fault{t.pos(-1), diag.RowQuotes, "", "a quoted cell runs over several lines", false}
	}
	return &fault{t.pos(-1), diag.RowWidth, "",
		"the row has " + strconv.Itoa(len(record)) + " cells, the header " + strconv.Itoa(len(t.sheet.header)), false}
}

// ManyLines reports whether a cell of the row runs over several lines.
func (r Row) ManyLines() bool {
	return slices.ContainsFunc(r.cells, func(cell string) bool { return strings.ContainsAny(cell, "\n\r") })
}

// noBreak is the space that web pages and word processors put between words.
const noBreak = "\u00a0"

func (r Row) cell(i int) string {
	if i >= len(r.cells) { // a worksheet row ends with its last filled cell
		return ""
	}
	cell := strings.TrimSpace(r.cells[i])
	if strings.Contains(cell, noBreak) {
		cell = strings.ReplaceAll(cell, noBreak, " ")
	}
	return cell
}

// Text returns the cell of a column without surrounding spaces; "" when it is
// empty or the file has no such column.
func (r Row) Text(column string) string {
	i, ok := r.table.layout.at[column]
	if !ok {
		return ""
	}
	return r.cell(i)
}

// Has reports whether the file has a column.
func (r Row) Has(column string) bool {
	_, ok := r.table.layout.at[column]
	return ok
}

// Sheet returns the sheet that the row stands in.
func (r Row) Sheet() *Sheet { return r.table.sheet }

// Index returns where a column stands in every row of the sheet, for At; -1 when the
// file has no such column. It serves files of millions of rows.
func (r Row) Index(column string) int {
	if i, ok := r.table.layout.at[column]; ok {
		return i
	}
	return -1
}

// At returns the text of the cell at an index; "" for -1.
func (r Row) At(i int) string {
	if i < 0 {
		return ""
	}
	return r.cell(i)
}

// Family goes through the columns of a family as Prefixed does, and gives the name
// and the index of each.
func (r Row) Family(prefix string) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for _, f := range r.table.layout.families {
			if f.prefix == prefix && !yield(f.name, f.cell) {
				return
			}
		}
	}
}

// Pos returns the place of the cell of a column, which may also be the full name
// of one of a family; of the row when there is no such column.
func (r Row) Pos(column string) diag.Pos {
	i, ok := r.table.layout.at[column]
	if !ok {
		i = -1
		for _, f := range r.table.layout.families {
			if f.name == column {
				i = f.cell
			}
		}
	}
	return r.table.pos(i)
}

// Prefixed goes through the columns of a family, in the order of the file: the
// full name of each, normalised, and its text. The prefix "" gives the extra
// columns.
func (r Row) Prefixed(prefix string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for name, i := range r.Family(prefix) {
			if !yield(name, r.cell(i)) {
				return
			}
		}
	}
}
