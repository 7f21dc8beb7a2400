package render

import (
	"strconv"

	"rollcall/generator/chart"
	"rollcall/generator/disclosure"
	"rollcall/generator/view"
)

func (r *tableRow) appendLabel(dst []byte, column int) []byte {
	if column < len(r.labels) {
		dst = appendAttr(dst, "data-l", r.labels[column])
	}
	return dst
}

func (r *tableRow) appendRowHead(dst []byte, c *view.Cell) []byte {
	dst = append(dst, `<th scope="row">`...)
	return r.appendInside(dst, c)
}

func (r *tableRow) appendCell(dst []byte, column int, c *view.Cell) []byte {
	dst = append(dst, "<td"...)
	switch {
	case c.Kind == view.CellDot:
		dst = appendAttr(dst, "class", "cell")
	case column < r.numericFrom && column < len(r.table.Columns) && r.table.Columns[column].Numeric:
		dst = appendAttr(dst, "class", "r")
	}
	if c.Kind == view.CellDot {
		dst = append(dst, '>')
		return r.appendDot(dst, column, c)
	}
	dst = r.appendLabel(dst, column)
	if key, ok := sortKey(c); ok && r.table.Sortable {
		dst = appendAttr(dst, "data-sort", r.sortMark(c)+strconv.FormatInt(key, 10))
	}
	dst = append(dst, '>')
	if r.labels != nil { // a card lays out the label beside one element
		dst = append(dst, "<span>"...)
	}
	dst = r.appendInside(dst, c)
	if r.labels != nil {
		dst = append(dst, "</span>"...)
	}
	return dst
}

// sortKey returns what a cell of numbers is sorted by: its number as it is printed,
// so that the order of rows tells no more than the rows do.
func sortKey(c *view.Cell) (int64, bool) {
	switch c.Kind {
	case view.CellPercent:
		return c.Figure.Tenths()
	case view.CellNumber:
		return c.Figure.Num()
	case view.CellPoints:
		if c.Value.Points {
			return c.Value.Tenths, c.Value.Known
		}
		return c.Value.Figure.Tenths()
	}
	return 0, false
}

// sortMark marks the number that a cell is sorted by.
func (r *tableRow) sortMark(c *view.Cell) string {
	if c.Kind == view.CellPoints {
		return r.ledger.value(c.Value, chart.Printed)
	}
	return r.ledger.figure(c.Figure, c.Kind == view.CellNumber, chart.Printed)
}

// appendInside appends what a cell says.
func (r *tableRow) appendInside(dst []byte, c *view.Cell) []byte {
	if c.Href != "" {
		dst = appendOpenLink(dst, c.Href)
	}
	switch c.Kind {
	case view.CellText:
		dst = r.sheet.append(dst, c.Text, markup)
	case view.CellPercent:
		dst = appendEscaped(dst, r.percent(c.Figure))
	case view.CellNumber:
		r.rounded = r.rounded || r.step > 0 && view.OfPupils(c.Figure)
		dst = appendEscaped(dst, r.count(c.Figure))
	case view.CellPoints:
		dst = appendEscaped(dst, r.points(c.Value))
	case view.CellTag:
		if c.Tag != nil {
			dst = r.appendTag(dst, *c.Tag)
		}
	}
	if c.Href != "" {
		dst = append(dst, "</a>"...)
	}
	if !c.Meta.IsZero() {
		dst = append(dst, `<span class="meta">`...)
		dst = r.sheet.append(dst, c.Meta, markup)
		dst = append(dst, "</span>"...)
	}
	return dst
}

// points writes a difference for a column headed in points.
func (s *sheet) points(v view.Value) string {
	if !v.Points {
		return s.percent(v.Figure)
	}
	if !v.Known {
		return s.symbol(disclosure.NotAvailable)
	}
	return s.ledger.value(v, chart.Printed) + s.locale.Signed(v.Tenths)
}

// appendDot draws a value as a dot on its column's scale, with a line from the
// comparator. The number itself stands in another cell of the row.
func (r *tableRow) appendDot(dst []byte, column int, c *view.Cell) []byte {
	v, ok := r.drawn(c.Value)
	if !ok || column >= len(r.table.Columns) || r.table.Columns[column].Dots == nil {
		r.fault("table %q: a dot without a value or a scale", r.table.ID)
		return dst
	}
	scale := r.table.Columns[column].Dots
	x := percentOf(scale, v)
	dst = append(dst, `<svg class="plot" height="20" aria-hidden="true"><line class="grid" x2="100%" y1="10" y2="10"/>`...)
	if versus, ok := r.drawn(c.Versus); ok {
		x0 := percentOf(scale, versus)
		dst = append(dst, `<line class="l-link" x1="`+x0+`%" x2="`+x+`%" y1="10" y2="10"/><line class="l-comp" x1="`+r.ledger.value(c.Versus, chart.Drawn)+x0+`%" x2="`+x0+`%" y1="0" y2="20"/>`...)
	}
	return append(dst, `<circle class="d-this" cx="`+r.ledger.value(c.Value, chart.Drawn)+x+`%" cy="10" r="5.5"/></svg>`...)
}

// drawn returns the value that a dot stands for: as it is printed, where numbers are
// accounted for, so that its place says no more.
func (s *sheet) drawn(v view.Value) (float64, bool) {
	if t, ok := v.Figure.Tenths(); ok && !v.Points && s.ledger != nil {
		return float64(t) / 10, true
	}
	return v.Number()
}

// percentOf places a value on a scale, in percent of its length. A value off the
// scale is drawn at its end.
func percentOf(scale *view.Scale, v float64) string {
	if scale.Max <= scale.Min {
		return "0"
	}
	x := 100 * (v - scale.Min) / (scale.Max - scale.Min)
	return strconv.FormatFloat(min(max(x, 0), 100), 'f', 1, 64)
}
