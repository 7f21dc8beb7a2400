package sheet

import (
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

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
	layout *layout
	cursor cursor
	key    int          // the cell that says what a row is about; -1 for none
	merged map[int]bool // rows of merged cells, which cannot be read

	problems *diag.List // to which reading a cell adds notes
}

// Rows reads a sheet as one of a format and calls each for every row that is not
// blank. It reports what is wrong with the header, and rows that are wider or
// narrower than it, which it leaves out. It returns false when the header or the
// file cannot be used; rows given before that are then not all there is.
func (s *Sheet) Rows(format Format, columns map[string]string, problems *diag.List, each func(Row)) bool {
	return s.rows(format, columns, problems, each, func(Row) {})
}

// rows is Rows, and calls torn for every row of a wrong width.
func (s *Sheet) rows(format Format, columns map[string]string, problems *diag.List, each, torn func(Row)) bool {
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
	merged, ok := s.reportMerged(problems)
	if !ok {
		return false
	}
	t := &table{s, l, c, -1, merged, problems}
	if i, ok := l.at[format.Key]; ok {
		t.key = i
	}
	for {
		record, fault, done := t.read(format.Ragged)
		switch {
		case done:
			return true
		case fault != nil:
			fault.report(problems)
			if fault.final {
				return false
			}
			if fault.code == diag.RowWidth && record != nil {
				torn(Row{t, record})
			}
		case record == nil || merged != nil && merged[c.pos(-1).Line]:
		case t.isTotal(record):
			problems.Add(c.pos(t.key), diag.RowTotal, "", "the row is a total of others")
		default:
			each(Row{t, record})
		}
	}
}

// read returns the next record with the width of the header, or nil for a blank
// one. A record of another width comes with its problem.
func (t *table) read(ragged bool) (record []string, problem *fault, done bool) {
	record, err := t.cursor.next()
	switch err := err.(type) {
	case nil:
	case *fault:
		return nil, err, false
	default:
		return nil, nil, err == io.EOF
	}
	if blank(record) {
		return nil, nil, false
	}
	if fault := tooLarge(t.cursor, record); fault != nil {
		return nil, fault, false
	}
	width := len(t.sheet.header)
	if len(record) > width && blank(record[width:]) && (ragged || t.sheet.file.book != nil) {
		record = record[:width]
	}
	if len(record) > width || len(record) < width && !ragged && t.sheet.file.book == nil {
		return record, t.badWidth(record), false
	}
	for _, i := range t.layout.unnamed {
		if i < len(record) && record[i] != "" {
			return nil, &fault{t.cursor.pos(i), diag.ColumnUnknown, "Name the column, or empty it.", "a cell stands under no column name", false}, false
		}
	}
	return record, nil, false
}

// badWidth reports a row that is wider or narrower than the header. One that runs over
// several lines may have swallowed other rows.
func (t *table) badWidth(record []string) *fault {
	row := Row{t, record}
	if row.ManyLines() {
		return &fault{t.cursor.pos(-1), diag.RowQuotes, "", "a quoted cell runs over several lines", false}
	}
	return &fault{t.cursor.pos(-1), diag.RowWidth, "",
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
	return r.table.cursor.pos(i)
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
