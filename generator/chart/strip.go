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
	events events
}

// layStrip places the names of breaks and events and, above them, those of spans, so
// that the line of a break strikes no words. They are laid out for the narrowest plot;
// names of events for the wide one, and their numbers for the other.
func layStrip(c *view.Chart, words Words, least float64) strip {
	n := len(c.X)
	s := strip{reach: make([]float64, len(c.Breaks))}
	narrow := &room{widths: []float64{least}, left: lineMarginL, right: lineMarginRn}
	wide := &room{widths: []float64{lineWide, 620}, left: lineMarginL, right: lineMarginRn}
	write := func(t view.Text, x float64, sides ...anchor) (top float64) {
		block, top := stripBlock([]*room{narrow, wide}, wrap(words.Text(t), least*0.7, 3), x, sides)
		s.labels = append(s.labels, block...)
		s.height = max(s.height, top)
		return top
	}
	for i, b := range c.Breaks {
		if x, ok := breakAt(b.At, n); ok {
			s.reach[i] = write(b.Label, x, start, end, middle)
			for _, space := range []*room{narrow, wide} {
				space.take(box{x, -3, 3, -s.reach[i], 0})
			}
		}
	}
	s.events = layEvents(c, words, narrow, wide)
	s.height = max(s.height, s.events.height)
	for _, span := range c.Spans {
		if from, _, ok := spanEdges(span, n); ok {
			if write(span.Label, from, start) == 0 { // beside its shade at worst
				write(span.Label, from, end, middle)
			}
		}
	}
	return s
}

// stripBlock places the lines of one label above each other in the lowest rows that
// are free in every room, all on the first of the sides of their mark that has room
// there. Top is how far they reach above the plot; 0 where there is no room.
func stripBlock(rooms []*room, lines []string, x float64, trial []anchor) (labels []stripLabel, top float64) {
	for row := range 12 {
	sides:
		for _, a := range trial {
			dx := [...]float64{start: 4, middle: 0, end: -4}[a]
			var boxes []box
			labels = labels[:0]
			for i, text := range lines {
				y := -9 - stripRow*float64(row+len(lines)-1-i)
				b := textBox(x, dx, y, text, a)
				b.left, b.right = b.left-4, b.right+4
				for _, space := range rooms {
					if !space.free(b) {
						continue sides
					}
				}
				boxes = append(boxes, b)
				labels = append(labels, stripLabel{class: strings.TrimSpace(a.class("")), x: x, dx: dx, y: y, text: text})
			}
			for _, space := range rooms {
				space.taken = append(space.taken, boxes...)
			}
			return labels, stripRow * float64(row+len(lines))
		}
	}
	return nil, 0
}
