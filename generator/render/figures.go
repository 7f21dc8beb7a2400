package render

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"

	"rollcall/generator/disclosure"
	"rollcall/generator/view"
)

// Figures returns a figures.csv. Its columns and symbols are a contract with other
// programs, so they are the same in every language. Percentages are unrounded in the
// intranet edition and as printed in the others; a figure that is not shown is its
// symbol.
func (r *Renderer) Figures(t *view.FigureTable) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.Write(t.Columns); err != nil {
		return nil, err
	}
	record := make([]string, 0, len(t.Columns))
	for row := range t.Rows {
		record = record[:0]
		for _, label := range row.Labels {
			record = append(record, GuardText(label))
		}
		for _, f := range row.Figures {
			record = append(record, r.csvFigure(f))
		}
		record = append(record, row.Status)
		for _, f := range row.More {
			record = append(record, r.csvFigure(f))
		}
		if len(record) != len(t.Columns) {
			return nil, fmt.Errorf("render: a row of %d cells in a table of %d columns", len(record), len(t.Columns))
		}
		if err := w.Write(record); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

func (r *Renderer) csvFigure(f view.Figure) string {
	if f.Shown() && f.Kind() != disclosure.Count && r.options.Unrounded {
		s, _ := f.Unrounded()
		return s
	}
	return FileFigure(f)
}

// FileFigure returns a figure as the files of an edition that leaves the council hold
// it: its number, a percentage to one decimal, or the symbol in its place.
func FileFigure(f view.Figure) string {
	if !f.Shown() {
		return f.Symbol().String()
	}
	if f.Kind() == disclosure.Count {
		n, _ := f.Num()
		return strconv.FormatInt(n, 10)
	}
	tenths, _ := f.Tenths()
	return csvTenths(tenths)
}
