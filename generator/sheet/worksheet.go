package sheet

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"

	"rollcall/generator/diag"
)

// worksheet reads the rows of a worksheet in one pass, to the end of its part. A part
// that is cut short, or that is not well-formed XML, is a fault that names the last
// good cell, and never the end of the rows.
type worksheet struct {
	display string
	part
	book    *book
	decoder *xml.Decoder
	depth   int
	line    int // of the current row
	column  int // of the last cell that was read
	cells   []string
	unsaved []cell            // of the current row: those that hold a formula without its value
	hidden  bool              // the current row
	months  map[int]time.Time // the days of the cells of the current row that show a month
	value   []byte
}

func openWorksheet(b *book, display, name string) (*worksheet, error) {
	i := slices.IndexFunc(b.sheets, func(p part) bool { return p.name == name })
	if i < 0 {
		return nil, fmt.Errorf("the workbook has no worksheet %s", name)
	}
	content, ok := b.content(b.sheets[i].path)
	if !ok {
		return nil, fmt.Errorf("the workbook lacks the content of the worksheet %s", name)
	}
	return &worksheet{display: display, part: b.sheets[i], book: b, decoder: xml.NewDecoder(bytes.NewReader(content)), months: make(map[int]time.Time)}, nil
}

func (w *worksheet) close() {}

func (w *worksheet) pos(cell int) diag.Pos {
	return diag.Pos{File: w.display, Sheet: w.name, Line: w.line, Col: cell + 1}
}

// damaged is the fault of a part that cannot be read further.
func (w *worksheet) damaged(why string) *fault {
	message := "the worksheet is damaged before its first cell: " + why
	if w.line > 0 {
		last, _ := excelize.CoordinatesToCellName(max(w.column, 1), w.line)
		message = fmt.Sprintf("the worksheet is damaged after %s: %s", last, why)
	}
	return &fault{w.pos(w.column - 1), diag.SheetDamaged, "", message, true}
}

// next reads the next row that the part holds. Rows without cells may be left out of it.
func (w *worksheet) next() ([]string, error) {
	for {
		token, err := w.decoder.Token()
		switch {
		case err == io.EOF && w.line == 0 && w.decoder.InputOffset() == 0:
			return nil, w.damaged("it is empty")
		case err == io.EOF:
			return nil, io.EOF
		case err != nil:
			return nil, w.damaged(reasonOf(err))
		}
		row, ok := token.(xml.StartElement)
		if !ok || row.Name.Local != "row" {
			continue
		}
		if f := w.readRow(row); f != nil {
			return nil, f
		}
		return w.cells, nil
	}
}

// readRow reads the cells of a row that has begun.
func (w *worksheet) readRow(row xml.StartElement) *fault {
	line, isHidden := w.line+1, false
	for _, a := range row.Attr {
		switch a.Name.Local {
		case "r":
			n, err := strconv.Atoi(a.Value)
			if err != nil || n <= w.line || n > excelize.TotalRows {
				return w.damaged(fmt.Sprintf("a row with the number %q follows row %d", a.Value, w.line))
			}
			line = n
		case "hidden":
			isHidden = a.Value == "1" || a.Value == "true"
		}
	}
	w.line, w.column, w.hidden, w.cells, w.unsaved = line, 0, isHidden, w.cells[:0], w.unsaved[:0]
	clear(w.months)
	for {
		token, err := w.decoder.Token()
		if err != nil {
			return w.damaged(reasonOf(err))
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local != "c" {
				if err := w.decoder.Skip(); err != nil {
					return w.damaged(reasonOf(err))
				}
			} else if f := w.readCell(t); f != nil {
				return f
			}
		case xml.EndElement:
			return nil
		}
	}
}

// cell is a cell as the part writes it.
type cell struct {
	column, style    int
	kind             string // s, str, inlineStr, b, d, e; n or nothing for a number
	formula, isSaved bool
}

// readCell reads a cell that has begun and puts its text in its place in the row.
func (w *worksheet) readCell(start xml.StartElement) *fault {
	c := cell{column: w.column + 1}
	for _, a := range start.Attr {
		switch a.Name.Local {
		case "r":
			column, _, err := excelize.CellNameToCoordinates(a.Value)
			if err != nil || column <= w.column {
				return w.damaged(fmt.Sprintf("a cell named %q follows", a.Value))
			}
			c.column = column
		case "s":
			c.style, _ = strconv.Atoi(a.Value) // an empty or odd style is none
		case "t":
			c.kind = a.Value
		}
	}
	value, err := w.readValue(&c)
	if err != nil {
		return w.damaged(reasonOf(err))
	}
	text := string(value)
	if c.formula && (!c.isSaved || text == "" && c.kind != "str" || text == "0" && w.book.unfinished()) {
		w.unsaved = append(w.unsaved, c)
		text, c.kind = "", "str"
	}
	if c.kind == "s" {
		i, err := strconv.Atoi(text)
		if err != nil {
			i = -1
		}
		shared, ok, err := w.book.text(i)
		switch {
		case err != nil:
			return w.damaged("the texts of the workbook are damaged: " + reasonOf(err))
		case !ok:
			return w.damaged(fmt.Sprintf("a cell refers to text %s, which the workbook does not hold", text))
		}
		text = shared
	}
	w.column = c.column
	if w.book.format(c.style).month != nil && (c.kind == "" || c.kind == "n") {
		if day, ok := serialDay(text, w.book.from1904()); ok {
			w.months[c.column-1] = day
		}
	}
	if text = w.book.asShown(text, c); text != "" || c.formula {
		for len(w.cells) < c.column {
			w.cells = append(w.cells, "")
		}
		w.cells[c.column-1] = text
	}
	return nil
}

// readValue reads the value of a cell, to its end.
func (w *worksheet) readValue(c *cell) ([]byte, error) {
	w.value = w.value[:0]
	for depth := 1; ; {
		token, err := w.decoder.Token()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.EndElement:
			if depth--; depth == 0 {
				return w.value, nil
			}
		case xml.StartElement:
			switch t.Name.Local {
			case "f":
				c.formula = true
				err = w.decoder.Skip()
			case "v", "t":
				c.isSaved = true
				w.value, err = appendText(w.decoder, w.value)
			case "is", "r":
				depth++
			default:
				err = w.decoder.Skip()
			}
			if err != nil {
				return nil, err
			}
		}
	}
}

// asShown gives the text of a cell as the cell shows it.
func (b *book) asShown(text string, c cell) string {
	switch c.kind {
	case "", "n":
		return b.shown(text, c.style)
	case "b":
		switch text {
		case "0":
			return "FALSE"
		case "1":
			return "TRUE"
		}
	case "d":
		if len(text) > len("2006-01-02") && text[10] == 'T' {
			return text[:10]
		}
	case "str", "inlineStr":
		return unescaped(text)
	}
	return text
}

// reasonOf says what is wrong with a part in the words of the XML reader, without the
// line, which is no line that anybody sees.
func reasonOf(err error) string {
	if syntax, ok := err.(*xml.SyntaxError); ok {
		return syntax.Msg
	}
	return err.Error()
}
