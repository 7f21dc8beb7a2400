package sheet

import (
	"bytes"
	"strings"

	"github.com/xuri/excelize/v2"

	"rollcall/generator/diag"
)

// maxMerged is the most bytes of worksheets in which merged cells are looked for: the
// library that finds them takes many times as much memory. In a larger workbook they
// are met as the empty cells that they are.
const maxMerged = 64 << 20

// merge is a range of merged cells that holds something.
type merge struct {
	area     string // B2:C7
	from, to int    // its first and last row, from 1
	column   int    // its first, from 1
}

// merges lists the merged cells of a worksheet.
func (s *Sheet) merges() (out []merge) {
	book := s.file.book
	if book == nil || !mergesSomewhere(book) {
		return nil
	}
	defer func() {
		if recover() != nil {
			out = nil // the workbook is damaged, which reading its rows reports
		}
	}()
	cells, err := book.GetMergeCells(s.name)
	if err != nil {
		return nil
	}
	for _, cell := range cells {
		column, from, err := excelize.CellNameToCoordinates(cell.GetStartAxis())
		_, to, err2 := excelize.CellNameToCoordinates(cell.GetEndAxis())
		if err == nil && err2 == nil && strings.TrimSpace(cell.GetCellValue()) != "" {
			out = append(out, merge{cell.GetStartAxis() + ":" + cell.GetEndAxis(), from, to, column})
		}
	}
	return out
}

// mergesSomewhere reports whether a workbook merges any cells, and is small enough to
// ask which.
func mergesSomewhere(book *excelize.File) bool {
	size, found := 0, false
	book.Pkg.Range(func(name, content any) bool {
		part, ok := content.([]byte)
		if path, named := name.(string); ok && named && strings.HasPrefix(path, "xl/worksheets/") {
			size += len(part)
			found = found || bytes.Contains(part, []byte("<mergeCell "))
		}
		return true
	})
	return found && size <= maxMerged
}

// reportMerged reports the merged cells of the table and marks the rows that they
// reach into, which cannot be read. It returns false when the header is one of them.
// Above the header they do no harm.
func (s *Sheet) reportMerged(problems *diag.List) (rows map[int]bool, ok bool) {
	header, ok := s.places[0].Line, true
	for _, m := range s.merges() {
		if m.to < header || m.column > len(s.header) {
			continue
		}
		problems.Add(diag.Pos{File: s.file.display, Sheet: s.name, Line: m.from, Col: m.column}, diag.CellMerged, "", "the cells %s are merged", m.area)
		if m.from <= header {
			ok = false
		}
		if rows == nil {
			rows = make(map[int]bool)
		}
		for row := m.from; row <= min(m.to, m.from+mostMergedRows); row++ {
			rows[row] = true
		}
	}
	return rows, ok
}

// mostMergedRows bounds what a hostile workbook can make us remember.
const mostMergedRows = 100_000
