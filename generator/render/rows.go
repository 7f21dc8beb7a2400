package render

import (
	"strconv"

	"rollcall/generator/disclosure"
	"rollcall/generator/view"
)

// tableRow writes the rows of one table, and remembers which symbols they held.
type tableRow struct {
	*sheet
	table       *view.Table
	labels      []string
	numericFrom int       // from this column on the table sets its cells right
	held        [256]bool // by symbol
	rounded     bool      // some number of pupils was rounded
}

func (r *tableRow) append(dst []byte, row *view.Row) []byte {
	dst = append(dst, "<tr"...)
	if row.Strong {
		dst = appendAttr(dst, "class", "all")
	}
	for _, d := range row.Data {
		dst = appendAttr(dst, "data-"+d.Name, d.Value)
	}
	dst = append(dst, '>')
	for i := 0; i < len(row.Cells); {
		run := r.hiddenRun(row.Cells[i:])
		switch {
		case i == 0:
			dst = r.appendRowHead(dst, &row.Cells[0])
			run = 1
		case run > 0:
			dst = r.appendHidden(dst, i, run, hidden(&row.Cells[i]))
		default:
			dst = r.appendCell(dst, i, &row.Cells[i])
			run = 1
		}
		i += run
	}
	return append(dst, '\n')
}

// hiddenRun counts the cells from the first on that hide under one symbol, which
// one wide cell can say once. A table that may be sorted keeps its columns.
func (r *tableRow) hiddenRun(cells []view.Cell) int {
	symbol := hidden(&cells[0])
	if symbol == disclosure.Shown {
		return 0
	}
	n := 1
	for !r.table.Sortable && n < len(cells) && hidden(&cells[n]) == symbol {
		n++
	}
	return n
}

// hidden returns the symbol in the place of a cell's number, or Shown.
func hidden(c *view.Cell) disclosure.Symbol {
	switch c.Kind {
	case view.CellPercent, view.CellNumber:
		if !c.Figure.Shown() {
			return c.Figure.Symbol()
		}
		if c.Kind == view.CellNumber && c.Figure.Kind() == disclosure.Percent {
			return disclosure.NotAvailable // published without its counts
		}
	case view.CellPoints, view.CellDot:
		if _, ok := c.Value.Number(); ok {
			return disclosure.Shown
		}
		if c.Value.Points {
			return disclosure.NotAvailable
		}
		return c.Value.Figure.Symbol()
	}
	return disclosure.Shown
}

// appendHidden appends the cell that stands in the place of run numbers. One cell
// holds its symbol, with words for those who hear it; a run has room to say why.
func (r *tableRow) appendHidden(dst []byte, column, run int, symbol disclosure.Symbol) []byte {
	dst = append(dst, "<td"...)
	class := "none"
	if symbol == disclosure.Suppressed {
		class = "supp"
	}
	if run > 1 {
		dst = appendAttr(dst, "class", class)
		dst = appendAttr(dst, "colspan", strconv.Itoa(run))
		dst = append(dst, "><span>"...)
		dst = appendEscaped(dst, r.symbol(symbol))
		return append(dst, "</span>"...)
	}
	r.held[symbol] = true
	if column < r.numericFrom {
		class = "r " + class
	}
	dst = appendAttr(dst, "class", class)
	dst = r.appendLabel(dst, column)
	if r.table.Sortable {
		dst = append(dst, ` data-sort=""`...) // last, whichever way
	}
	dst = append(dst, "><span>["...)
	dst = appendEscaped(dst, symbol.String())
	dst = append(dst, `]<span class="vh"> `...)
	dst = appendEscaped(dst, r.Text(r.symbolText(symbol, ".short")))
	return append(dst, "</span></span>"...)
}

// appendLegend says what the symbols mean that stood alone in cells, and that numbers
// were rounded.
func (r *tableRow) appendLegend(dst []byte) []byte {
	open := false
	say := func(t view.Text) {
		if !open {
			dst = append(dst, `<p class="note">`...)
			open = true
		} else {
			dst = append(dst, ' ')
		}
		dst = r.sheet.append(dst, t, markup)
	}
	for _, symbol := range []disclosure.Symbol{disclosure.Suppressed, disclosure.NotAvailable, disclosure.NotApplicable, disclosure.LowCount} {
		if r.held[symbol] {
			say(r.symbolText(symbol, ".legend"))
		}
	}
	if r.rounded {
		say(view.T("rounded.note", view.IntArg("step", r.step)))
	}
	if open {
		dst = append(dst, "</p>"...)
	}
	return dst
}
