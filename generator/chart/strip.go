package chart

import (
	"strings"

	"rollcall/generator/view"
)

const stripRow = 16.0

// stripLabel is a label above a chart.
type stripLabel struct {
	class    string
	role     view.Role
	x, dx, y float64
	text     string
}

// strip is what stands above a line chart, where no line can run through it.
type strip struct {
	labels []stripLabel
	reach  []float64 // how far above the plot the line of each break goes, in pixels
	height float64
}

// layStrip places the names of breaks and, above them, those of spans, so that the
// line of a break strikes no words. They are laid out for the narrowest plot.
func layStrip(c *view.Chart, words Words) strip {
	n := len(c.X)
	s := strip{reach: make([]float64, len(c.Breaks))}
	space := room{widths: []float64{lineNarrow, lineWide, 620}, left: lineMarginL, right: lineMarginRn}
	write := func(t view.Text, x float64) (top float64) {
		lines := wrap(words.Text(t), lineNarrow*0.7, 3)
		for row := range 12 {
			for _, a := range []anchor{start, end, middle} {
				if block, ok := stripBlock(&space, lines, x, row, a); ok {
					s.labels = append(s.labels, block...)
					top = stripRow * float64(row+len(lines))
					s.height = max(s.height, top)
					return top
				}
			}
		}
		return 0
	}
	for i, b := range c.Breaks {
		if x, ok := breakAt(b, n); ok {
			s.reach[i] = write(b.Label, x)
			space.take(box{x, -3, 3, -s.reach[i], 0})
		}
	}
	for _, span := range c.Spans {
		if from, _, ok := spanEdges(span, n); ok {
			write(span.Label, from)
		}
	}
	return s
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
		labels = append(labels, stripLabel{class: strings.TrimSpace(a.class("")), x: x, dx: dx, y: y, text: text})
	}
	space.taken = append(space.taken, boxes...)
	return labels, true
}
