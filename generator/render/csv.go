package render

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"

	"rollcall/generator/disclosure"
	"rollcall/generator/view"
)

// GuardText returns the text of a CSV cell so that a spreadsheet takes it for text:
// what begins like a formula gets an apostrophe before it. A number keeps its sign.
func GuardText(text string) string {
	if text == "" || !strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return text
	}
	if text[0] == '-' {
		if _, err := strconv.ParseFloat(text, 64); err == nil {
			return text
		}
	}
	return "'" + text
}

// TableCSV returns a table as a CSV file: its headings, then its rows. Numbers have
// no separators and no signs of percent; a number that is not shown is its symbol.
// Columns of dots, which repeat another column's number, are left out.
func (w *Words) TableCSV(t *view.Table) []byte {
	var b bytes.Buffer
	out := csv.NewWriter(&b) // a bytes.Buffer has no write errors
	var record []string
	for _, c := range t.Columns {
		if c.Dots == nil {
			record = append(record, GuardText(w.Text(c.Label)))
		}
	}
	out.Write(record)
	for i := range t.Rows {
		record = record[:0]
		for j := range t.Rows[i].Cells {
			if c := &t.Rows[i].Cells[j]; c.Kind != view.CellDot {
				record = append(record, w.csvCell(c))
			}
		}
		out.Write(record)
	}
	out.Flush()
	return b.Bytes()
}

func (w *Words) csvCell(c *view.Cell) string {
	if symbol := hidden(c); symbol != disclosure.Shown {
		return symbol.String()
	}
	switch c.Kind {
	case view.CellPercent:
		tenths, _ := c.Figure.Tenths()
		return csvTenths(tenths)
	case view.CellNumber:
		n, _ := c.Figure.Num()
		return strconv.FormatInt(n, 10)
	case view.CellPoints:
		if c.Value.Points {
			return csvTenths(c.Value.Tenths)
		}
		tenths, _ := c.Value.Figure.Tenths()
		return csvTenths(tenths)
	case view.CellTag:
		if c.Tag == nil {
			return ""
		}
		return GuardText(w.Text(c.Tag.Label))
	}
	return GuardText(w.Text(c.Text))
}

func csvTenths(n int64) string { return strconv.FormatFloat(float64(n)/10, 'f', 1, 64) }
