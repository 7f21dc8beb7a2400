package sheet

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"unicode/utf8"

	"github.com/gocarina/gocsv"
	"rollcall/generator/diag"
)

// textCursor reads the records of a CSV file through gocsv. gocsv knows only the
// number of a record, so the places come from the csv.Reader beneath it.
type textCursor struct {
	display string
	file    fs.File
	reader  *csv.Reader
	decoder gocsv.SimpleDecoder
	guard   *guard
	record  []string
}

func openText(in *File) (*textCursor, error) {
	f, err := in.fsys.Open(in.path)
	if err != nil {
		return nil, err
	}
	g := &guard{r: in.text.decode(f)}
	reader := csv.NewReader(g)
	reader.Comma = in.text.separator
	reader.FieldsPerRecord = -1 // the width is checked where the header is known
	reader.ReuseRecord = true
	c := &textCursor{display: in.display, file: f, reader: reader, decoder: gocsv.NewSimpleDecoderFromCSVReader(reader), guard: g}
	if in.text.declared {
		if _, err := c.next(); err != nil && err != io.EOF {
			return nil, err
		}
	}
	return c, nil
}

func (c *textCursor) close() { c.file.Close() }

func (c *textCursor) next() ([]string, error) {
	record, err := c.decoder.GetCSVRow()
	c.guard.start = c.reader.InputOffset()
	c.record = record
	var parse *csv.ParseError
	switch {
	case err == nil:
		return record, nil
	case errors.Is(err, io.EOF):
		return nil, io.EOF
	case errors.Is(err, errRecordSize):
		return nil, &fault{diag.Pos{File: c.display}, diag.FileTooLarge,
			"Look for a quote that is not closed.", fmt.Sprintf("a row is longer than %d MB", MaxRecord>>20), true}
	case errors.As(err, &parse):
		c.record = nil
		code := diag.RowWidth
		if parse.Line > parse.StartLine { // what is in between may be other rows
			code = diag.RowQuotes
		}
		return nil, &fault{diag.Pos{File: c.display, Line: parse.StartLine}, code,
			"Write a quote inside a cell twice, and close every quoted cell.", "the quotes of this row do not match", false}
	}
	return nil, &fault{diag.Pos{File: c.display}, diag.FileUnreadable, "", err.Error(), true}
}

// pos turns the byte column of csv.Reader into one that counts characters: every
// earlier cell of the line may hold characters of several bytes.
func (c *textCursor) pos(cell int) diag.Pos {
	if len(c.record) == 0 {
		return diag.Pos{File: c.display}
	}
	if cell < 0 || cell >= len(c.record) {
		line, _ := c.reader.FieldPos(0)
		return diag.Pos{File: c.display, Line: line}
	}
	line, column := c.reader.FieldPos(cell)
	for i := cell - 1; i >= 0; i-- {
		text := c.record[i]
		last := strings.LastIndexByte(text, '\n')
		text = text[last+1:]
		column -= len(text) - utf8.RuneCountInString(text)
		if last >= 0 {
			break // the cell began on an earlier line
		}
	}
	return diag.Pos{File: c.display, Line: line, Col: column}
}

var errRecordSize = errors.New("record too long")

// guard stops a reader that takes in far more than a record without finding its
// end, as it does after a quote that is never closed.
type guard struct {
	r     io.Reader
	read  int64
	start int64 // where the current record starts
}

func (g *guard) Read(p []byte) (int, error) {
	if g.read-g.start > MaxRecord {
		return 0, errRecordSize
	}
	n, err := g.r.Read(p)
	g.read += int64(n)
	return n, err
}
