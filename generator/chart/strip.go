package chart

import "rollcall/generator/view"

const stripRow = 16.0

// stripLabel is a label in the strip above a line chart, or in its legend.
type stripLabel struct {
	class    string
	role     view.Role
	x, dx, y float64
	text     string
}

// stripLabels places the names of spans and breaks in rows above the plot, where no
// line can run through them. They are laid out for the narrowest plot.
func stripLabels(c *view.Chart, words Words) (labels []stripLabel, rows int) {
	n := len(c.X)
	space := room{widths: []float64{lineNarrow, lineWide, 620}, left: lineMarginL, right: lineMarginRn}
	write := func(t view.Text, x float64) {
		lines := wrap(words.Text(t), lineNarrow*0.7, 3)
		for row := range 12 {
			for _, a := range []anchor{start, end, middle} {
				if block, ok := stripBlock(&space, lines, x, row, a); ok {
					labels = append(labels, block...)
					rows = max(rows, row+len(lines))
					return
				}
			}
		}
	}
	for _, s := range c.Spans {
		if from, _, ok := spanEdges(s, n); ok {
			write(s.Label, from)
		}
	}
	for _, b := range c.Breaks {
		if x, ok := breakAt(b, n); ok {
			write(b.Label, x)
		}
	}
	return labels, rows
}

// stripBlock places the lines of one label above each other, the last in the row
// given, all on one side of their mark.
func stripBlock(space *room, lines []string, x float64, row int, a anchor) ([]stripLabel, bool) {
	dx := [...]float64{start: 4, middle: 0, end: -4}[a]
	var labels []stripLabel
	var boxes []box
	for i, text := range lines {
		y := -9 - stripRow*float64(row+len(lines)-1-i)
		b := textBox(x, dx, y, text, a)
		b.left, b.right = b.left-4, b.right+4
		if !space.free(b) {
			return nil, false
		}
		boxes = append(boxes, b)
		labels = append(labels, stripLabel{class: a.class("halo"), x: x, dx: dx, y: y, text: text})
	}
	space.taken = append(space.taken, boxes...)
	return labels, true
}

// legend names the lines beneath a narrow plot, which has no room at their ends.
func legend(lines []trace, words Words) []stripLabel {
	if len(lines) < 2 {
		return nil
	}
	var items []stripLabel
	x, y := -lineMarginL, 6.0
	for _, s := range lines {
		if s.last() < 0 {
			continue
		}
		name := words.Text(s.Short)
		if s.Short.IsZero() {
			name = words.Text(s.Name)
		}
		name = shorten(name, lineNarrow)
		if wide := 23 + textWidth(name); x+wide > lineNarrow+lineMarginRn-8 && x > -lineMarginL {
			x, y = -lineMarginL, y+18
		}
		items = append(items, stripLabel{role: s.Role, dx: x, y: y, text: name})
		x += 23 + textWidth(name) + 14
	}
	return items
}
