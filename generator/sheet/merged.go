package sheet

import (
	"bytes"
	"encoding/xml"
	"maps"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"rollcall/generator/diag"
)

// merge is a range of merged cells. Its first cell holds what it shows.
type merge struct {
	area                string // B2:C7
	column, row         int    // its first, from 1
	lastColumn, lastRow int
	value               string // of the first cell, once that was read
}

// readMerges lists the merged cells of a worksheet in the order of their first rows. A
// part holds them after its rows, so only its end is read.
func readMerges(content []byte) (out []*merge) {
	at := max(bytes.LastIndex(content, []byte("sheetData>")), bytes.LastIndex(content, []byte("sheetData/>")))
	if at < 0 || !bytes.Contains(content[at:], []byte("mergeCell")) {
		return nil
	}
	d := xml.NewDecoder(bytes.NewReader(content[at+len("sheetData>"):]))
	for {
		token, err := d.RawToken()
		if err != nil {
			break // its end; damage is for who reads the rows
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "mergeCell" {
			continue
		}
		for _, a := range start.Attr {
			from, to, ranged := strings.Cut(a.Value, ":")
			column, row, err := excelize.CellNameToCoordinates(from)
			lastColumn, lastRow, err2 := excelize.CellNameToCoordinates(to)
			if a.Name.Local == "ref" && ranged && err == nil && err2 == nil && column <= lastColumn && row <= lastRow {
				out = append(out, &merge{area: a.Value, column: column, row: row, lastColumn: lastColumn, lastRow: lastRow})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b *merge) int { return a.row - b.row })
	return out
}

// merges lists the merged cells of the sheet.
func (s *Sheet) merges() []*merge {
	book := s.file.book
	if book == nil {
		return nil
	}
	i := slices.IndexFunc(book.sheets, func(p part) bool { return p.name == s.name })
	if i < 0 {
		return nil
	}
	content, _ := book.content(book.sheets[i].path)
	return readMerges(content)
}

// merged are the merged cells of a sheet while its rows are read from top to bottom.
// The nil merged is of a sheet that has none.
type merged struct {
	ahead  []*merge       // that begin further down
	active map[int]*merge // that reach into the current row, by their first column
	sheet  *Sheet
}

func (s *Sheet) mergedCells() *merged {
	all := s.merges()
	if len(all) == 0 {
		return nil
	}
	return &merged{ahead: all, active: make(map[int]*merge), sheet: s}
}

// checkHeader reports merged cells that give one name to several columns. Above the
// header they do no harm, and a name over two rows is one name.
func (m *merged) checkHeader(l *layout, problems *diag.List) (ok bool) {
	if m == nil {
		return true
	}
	ok = true
	for _, a := range m.ahead {
		if a.row <= m.sheet.last && a.lastRow >= m.sheet.last && a.column < a.lastColumn && m.touches(a, l) {
			problems.Add(m.sheet.pos(a.row, a.column), diag.HeaderMerged, "", "the cells %s of the header are merged", a.area)
			ok = false
		}
	}
	return ok
}

// row takes the merged cells into account for the row at a line: it fills labels down,
// passes over a row that is one heading, and reports a merge over figures, whose rows
// cannot be read. keyFilled says that the key of the row is a label from above.
func (m *merged) row(line int, record []string, t *table, problems *diag.List) (filled []string, keyFilled bool, problem *fault) {
	if m == nil {
		return record, false, nil
	}
	for len(m.ahead) > 0 && m.ahead[0].row <= line {
		m.active[m.ahead[0].column] = m.ahead[0]
		m.ahead = m.ahead[1:]
	}
	for _, column := range slices.Sorted(maps.Keys(m.active)) {
		a, cell := m.active[column], column-1
		if a.lastRow < line {
			delete(m.active, column)
			continue
		}
		if a.row == line && cell < len(record) {
			a.value = strings.TrimSpace(record[cell])
		}
		switch {
		case a.value == "" || !m.touches(a, t.layout):
		case a.column < a.lastColumn && onlyHolds(record, cell) && !isFigure(a.value):
			problems.Add(m.sheet.pos(line, column), diag.RowHeading, "", "a row that is one heading was passed over")
			return nil, false, nil
		case a.column < a.lastColumn || cell != t.key && isFigure(a.value):
			return record, false, &fault{m.sheet.pos(line, column), diag.CellMerged, "", "the cells " + a.area + " are merged over figures", false}
		case a.row < line:
			for len(record) <= cell {
				record = append(record, "")
			}
			problems.Add(m.sheet.pos(line, column), diag.CellFilled, "", "a label in merged cells was read for each of their rows")
			record[cell], keyFilled = a.value, keyFilled || cell == t.key
		}
	}
	return record, keyFilled, nil
}

// onlyHolds reports whether a record is blank but for one cell.
func onlyHolds(record []string, cell int) bool {
	return cell < len(record) && blank(record[:cell]) && blank(record[cell+1:])
}

// touches reports whether a merge covers a column that is read.
func (m *merged) touches(a *merge, l *layout) bool {
	for column := a.column; column <= min(a.lastColumn, len(m.sheet.header)); column++ {
		if l.read[column-1] {
			return true
		}
	}
	return false
}
