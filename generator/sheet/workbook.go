package sheet

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"rollcall/generator/diag"
)

// workbookMark is how every zip archive starts, and so every workbook.
var workbookMark = []byte("PK\x03\x04")

// openWorkbook unpacks a workbook in memory: what it holds is confidential and
// must not lie in a temporary folder.
func openWorkbook(r io.Reader) (book *excelize.File, err error) {
	defer recoverInto(&err)
	return excelize.OpenReader(r, excelize.Options{RawCellValue: true, UnzipSizeLimit: MaxUnzipped, UnzipXMLSizeLimit: MaxUnzipped})
}

// recoverInto makes an error of a panic: a workbook is hostile input, and the
// library that reads it promises nothing about those.
func recoverInto(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("the workbook is damaged: %v", r)
	}
}

// bookCursor reads the rows of one worksheet.
type bookCursor struct {
	display, sheet string
	rows           *excelize.Rows
	line           int
}

func openWorksheet(book *excelize.File, display, sheet string) (c *bookCursor, err error) {
	defer recoverInto(&err)
	rows, err := book.Rows(sheet)
	if err != nil {
		return nil, err
	}
	return &bookCursor{display: display, sheet: sheet, rows: rows}, nil
}

func (c *bookCursor) close() { c.rows.Close() }

func (c *bookCursor) next() ([]string, error) {
	record, more, err := c.advance()
	switch {
	case err != nil:
		return nil, &fault{c.pos(-1), diag.FileUnreadable, "", err.Error(), true}
	case !more:
		return nil, io.EOF
	}
	return record, nil
}

func (c *bookCursor) advance() (record []string, more bool, err error) {
	defer recoverInto(&err)
	if !c.rows.Next() {
		return nil, false, c.rows.Error()
	}
	c.line++
	record, err = c.rows.Columns()
	return record, true, err
}

func (c *bookCursor) pos(cell int) diag.Pos {
	return diag.Pos{File: c.display, Sheet: c.sheet, Line: c.line, Col: cell + 1}
}
