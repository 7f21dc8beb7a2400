package chart

import (
	"cmp"
	"slices"

	"rollcall/generator/view"
)

// columns is the frame of a chart of rows: gridlines, reference lines with their
// names above, and the labels of the axis beneath. On a narrow page the stylesheet
// dashes the upright lines (class v) so that they stop at the name of each row.
type columns struct {
	scale       view.Scale
	narrow      float64 // width of the plot at 360 px
	left, right float64 // margins that labels may run into there
	heads       []box   // of the columns of numbers
}

// x returns where a value stands, in percent, and on which side of the scale it is.
func (f columns) x(v float64) (float64, int) {
	at, side := place(f.scale, v)
	return 100 * at, side
}

// refs places the names of reference lines in rows above the plot.
func (f columns) refs(lines []view.RefLine, words Words) (labels []stripLabel, rows int) {
	space := room{widths: []float64{f.narrow, 280, 540}, left: f.left, right: f.right, taken: f.heads}
	lines = slices.DeleteFunc(slices.Clone(lines), func(r view.RefLine) bool {
		_, ok := drawn(r.Value)
		return !ok
	})
	slices.SortStableFunc(lines, func(a, b view.RefLine) int {
		v, _ := drawn(a.Value)
		w, _ := drawn(b.Value)
		return cmp.Compare(v, w)
	})
	for i, ref := range lines {
		v, _ := drawn(ref.Value)
		x, _ := f.x(v)
		text := words.Text(ref.Label)
		sides := []anchor{middle, start, end}
		if len(lines) > 1 && i == 0 {
			sides = []anchor{end, start, middle}
		} else if len(lines) > 1 {
			sides = []anchor{start, end, middle}
		}
		label, row := f.above(&space, x, text, sides)
		label.role = ref.Role
		labels = append(labels, label)
		rows = max(rows, row+1)
	}
	return labels, rows
}

// above finds the lowest free row for a name.
func (f columns) above(space *room, x float64, text string, sides []anchor) (stripLabel, int) {
	for row := range 6 {
		y := -stripRow * float64(row)
		for _, a := range sides {
			dx := [...]float64{start: -3, middle: 0, end: 3}[a]
			b := textBox(x, dx, y, text, a)
			b.left, b.right = b.left-4, b.right+4
			if space.free(b) {
				space.take(b)
				return stripLabel{class: a.class(""), x: x, dx: dx, y: y, text: text}, row
			}
		}
	}
	a := start // no room at any width: at least inside the page
	if x > 50 {
		a = end
	}
	return stripLabel{class: a.class(""), x: x, y: -stripRow * 6, text: text}, 6
}

// draw appends gridlines, reference lines and names between top and foot.
func (f columns) draw(p *pen, c *view.Chart, words Words, labels []stripLabel, top, foot float64) {
	values := ticks(f.scale)
	every, widest := 1, 0.0
	for i, v := range values {
		widest = max(widest, textWidth(words.tickLabel(f.scale, v, i == len(values)-1))+6)
	}
	for every < len(values) && float64(every)*f.narrow/float64(max(len(values)-1, 1)) < widest {
		every *= 2
	}
	for i, v := range values {
		x, _ := f.x(v)
		class := "grid v"
		if v == 0 {
			class = "axis v"
		}
		p.along = words.ruled(v)
		p.line(class, x, x, top, foot)
		if (len(values)-1-i)%every == 0 {
			p.label("m", x, 0, foot+14, words.tickLabel(f.scale, v, i == len(values)-1))
		}
	}
	for _, ref := range c.Ref {
		if v, ok := drawn(ref.Value); ok {
			x, side := f.x(v)
			p.along = words.at(ref.Value, side)
			p.line(lineClass(ref.Role)+" v", x, x, top, foot)
		}
	}
	for _, l := range labels {
		p.label(labelClass(l.role)+l.class, l.x, l.dx, top-9+l.y, l.text)
	}
}

// rowName writes the name of a row: beside the plot in up to two lines where there
// is room, otherwise above the marks in one.
func rowName(p *pen, class, name string, y, beside, above float64) {
	if textWidth(name) <= min(beside, above) {
		p.label("rl halo"+class, 0, 0, y, name)
		return
	}
	p.lines("rl halo w"+class, 0, 0, y, wrap(name, beside, 2))
	p.label("rl halo n"+class, 0, 0, y, shorten(name, above))
}

// beyond draws the mark of a value that lies outside the scale.
func (f columns) beyond(p *pen, class string, x, y float64, side int) {
	glyph := pastMax
	if side < 0 {
		glyph = pastMin
	}
	p.glyph("out "+class, glyph, x, y)
}
