package chart

import (
	"fmt"
	"strconv"

	"rollcall/generator/view"
)

const (
	heatRow   = 30.0
	heatName  = 92.0            // of the name of a row on a narrow page
	heatWide  = 156.0           // and from 34rem,
	heatClose = 124.0           // where there are more columns than heatMany
	heatSmall = 12.0 / fontSize // its words and numbers
	heatTiny  = 11.0 / fontSize // numbers in more columns than heatMany
	heatMany  = 16
	mostTint  = 4
)

// heatTiers are the widths of the figure from which more of a heat map shows, with the
// class of what shows from there on, and of what shows until there.
var heatTiers = [...]struct {
	width       float64
	from, until string
}{{328, "", ""}, {544, "w", "n"}, {736, "x", "nx"}}

// heatNames is the room for the names of rows in a tier.
func heatNames(t, columns int) float64 {
	switch {
	case t == 0:
		return heatName
	case columns > heatMany:
		return heatClose
	}
	return heatWide
}

// cellWidth is the width of a cell in a tier: of what the names and margins leave.
func cellWidth(t, columns int) float64 {
	return (heatTiers[t].width - heatNames(t, columns) - 16) / float64(columns)
}

// heatCell is a cell that is shown, as it is drawn.
type heatCell struct {
	row, column, step int
	text              string
	mark              string // before its coordinates
	marked            bool
}

// readHeat returns the cells that are shown, row by row. A hidden cell has no tint
// either.
func readHeat(g *view.Heat, words Words) []heatCell {
	var cells []heatCell
	for r := range g.Rows {
		for k := range min(len(g.Rows[r].Cells), len(g.Columns)) {
			cell := &g.Rows[r].Cells[k]
			if text := words.short(cell.Value); text != "" {
				cells = append(cells, heatCell{r, k, min(max(cell.Step, -mostTint), mostTint), text, words.mark(cell.Value, Stands), cell.Mark})
			}
		}
	}
	return cells
}

// heatSVG draws a table as tints. Where a cell has no room for its number, a stroke
// stands for it: upright for the worse, level for the better, the thicker the more, and
// a dot for none.
func heatSVG(p *pen, c *view.Chart, words Words) {
	g := c.Heat
	if g == nil {
		g = &view.Heat{}
	}
	rows, columns := len(g.Rows), len(g.Columns)
	cells := readHeat(g, words)
	head := layHeads(g.Columns, words)
	h := heatRow * float64(rows)
	class := "p-heat"
	if columns > heatMany {
		class = "p-heat many"
	}
	open(p, c, words, join(class, head.lift), head.height+h+4)
	p.raw(`<svg width="100%"`)
	p.attr("y", head.height)
	p.attr("height", h)
	p.raw(">")
	head.draw(p)
	if rows > 0 && columns > 0 {
		numbers := numbersFrom(cells, columns)
		p.raw(fmt.Sprintf(`<svg width="100%%" height="%v" viewBox="0 0 %d %d" preserveAspectRatio="none">`, h, columns, rows))
		tints(p, cells)
		heatGrid(p, rows, columns)
		if numbers > 0 {
			strokes(p, cells, numbers)
		}
		heatMarks(p, cells)
		p.raw("</svg>")
		if numbers < len(heatTiers) {
			heatNumbers(p, cells, columns, heatTiers[numbers].from)
		}
	}
	for r, row := range g.Rows {
		name, y := words.Text(row.Label), heatRow*(float64(r)+0.5)
		if textWidth(name)*heatSmall <= heatName {
			p.label("rl fk", 0, 0, y, name)
			continue
		}
		p.lines("rl fk n", 0, 0, y, wrap(name, heatName/heatSmall, 2))
		p.lines("rl fk w", 0, 0, y, wrap(name, heatNames(1, columns)/heatSmall, 2))
	}
	p.raw("</svg></svg>")
}

// numbersFrom returns the tier from which the numbers of all cells have room, or one
// past the last.
func numbersFrom(cells []heatCell, columns int) int {
	widest, size := 0.0, heatSmall
	if columns > heatMany {
		size = heatTiny
	}
	for _, cell := range cells {
		widest = max(widest, textWidth(cell.text)*size+1)
	}
	for t := range heatTiers {
		if cellWidth(t, columns) >= widest {
			return t
		}
	}
	return len(heatTiers)
}

// strokesUntil ends the name of a swatch of tints: with the widths at which strokes stand
// for the numbers, or with nothing where there are none.
func strokesUntil(cells []heatCell, columns int) string {
	switch t := numbersFrom(cells, columns); {
	case t == 0:
		return ""
	case t < len(heatTiers):
		return "-" + heatTiers[t].until
	}
	return "-all"
}

// tintClass is the class of a step: h0, hw1 to hw4 for the worse, hb1 to hb4.
func tintClass(step int) string {
	switch {
	case step > 0:
		return "hw" + strconv.Itoa(step)
	case step < 0:
		return "hb" + strconv.Itoa(-step)
	}
	return "h0"
}

// cellPath gathers the cells for which at writes something into one path.
func cellPath(p *pen, class string, cells []heatCell, at func(heatCell) string) {
	opened := false
	for _, cell := range cells {
		d := at(cell)
		if d == "" {
			continue
		}
		if !opened {
			p.raw(`<path class="`, class, `" d="`)
			opened = true
		}
		p.raw(d)
	}
	if opened {
		p.raw(`"/>`)
	}
}

// tints fills the cells, one path a step: a hundred rectangles would be ten times as
// long.
func tints(p *pen, cells []heatCell) {
	for step := -mostTint; step <= mostTint; step++ {
		cellPath(p, tintClass(step), cells, func(cell heatCell) string {
			if cell.step != step {
				return ""
			}
			return fmt.Sprintf("M%s%d %dh1v1h-1z", cell.mark, cell.column, cell.row)
		})
	}
}

// heatGrid parts the cells.
func heatGrid(p *pen, rows, columns int) {
	p.raw(`<path class="ln hg" d="`)
	for i := range columns + 1 {
		p.raw(fmt.Sprintf("M%d 0v%d", i, rows))
	}
	for i := range rows + 1 {
		p.raw(fmt.Sprintf("M0 %dh%d", i, columns))
	}
	p.raw(`"/>`)
}

// strokes stand for the numbers below tier until.
func strokes(p *pen, cells []heatCell, until int) {
	class := ""
	if until < len(heatTiers) {
		class = " " + heatTiers[until].until
	}
	cellPath(p, "ln hs0"+class, cells, func(cell heatCell) string {
		if cell.step != 0 {
			return ""
		}
		return fmt.Sprintf("M%d.5 %d.5h.01", cell.column, cell.row)
	})
	for step := 1; step <= mostTint; step++ {
		cellPath(p, "ln hs hs"+strconv.Itoa(step)+class, cells, func(cell heatCell) string {
			switch cell.step {
			case step:
				return fmt.Sprintf("M%d.5 %d.25v.5", cell.column, cell.row)
			case -step:
				return fmt.Sprintf("M%d.25 %d.5h.5", cell.column, cell.row)
			}
			return ""
		})
	}
}

// heatMarks frames the cells that a signal rule named.
func heatMarks(p *pen, cells []heatCell) {
	cellPath(p, "ln hm", cells, func(cell heatCell) string {
		if !cell.marked {
			return ""
		}
		return fmt.Sprintf("M%d.05 %d.07h.9v.86h-.9z", cell.column, cell.row)
	})
}

// heatNumbers writes the numbers, one text a row.
func heatNumbers(p *pen, cells []heatCell, columns int, class string) {
	size := "hv"
	if columns > heatMany {
		size = "hv tiny"
	}
	for i := 0; i < len(cells); {
		row := cells[i].row
		p.raw(`<text class="`, join(size, class), `"`)
		p.attr("y", heatRow*(float64(row)+0.5))
		p.raw(">")
		for ; i < len(cells) && cells[i].row == row; i++ {
			p.raw("<tspan")
			p.pct("x", 100*(float64(cells[i].column)+0.5)/float64(columns))
			p.raw(">")
			p.text(cells[i].text)
			p.raw("</tspan>")
		}
		p.raw("</text>")
	}
}
