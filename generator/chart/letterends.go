package chart

import (
	"math"
	"slices"
	"strings"

	"rollcall/generator/view"
)

// letterMarks keeps words clear of what a letter will have drawn: the values of its axis, its
// reference lines, and the discs of the points that are marked or that a line ends at. Its margin is taken.
func letterMarks(space *room, c *view.Chart, lines []trace, y func(float64) float64) {
	space.right = 3
	for _, v := range ticks(c.Scale) {
		space.take(box{left: -lineMarginL, right: -5, top: y(v) - 8, bottom: y(v) + 8})
	}
	for _, ref := range c.Ref {
		if v, ok := drawn(ref.Value); ok {
			space.take(box{right: space.widths[0], top: y(v) - 2, bottom: y(v) + 2})
		}
	}
	for _, t := range lines {
		for _, i := range append(slices.Clone(t.Marked), t.last()) {
			if i >= 0 && i < len(t.v) && t.shown[i] {
				space.take(box{across(i, len(c.X)), -6, 6, y(t.v[i]) - 6, y(t.v[i]) + 6})
			}
		}
	}
}

// letterEnds names the lines of a letter, which has no key: in the margin where a line goes
// on to the end, with the value there, and beside its last point where it stops before.
func letterEnds(p *pen, space *room, c *view.Chart, lines []trace, words Words, frame timeFrame, y func(float64) float64) {
	var ends []endLabel
	var ys, tall []float64
	add := func(role view.Role, v float64, written ...string) {
		ends = append(ends, endLabel{role: role, wide: written})
		ys = append(ys, y(v))
		tall = append(tall, lineHeight*float64(len(written))+3)
	}
	marks, top := len(space.taken), -14.0
	if high := frame.strip.height; high > 0 { // its names may reach into the margin
		top = 0
		space.take(box{right: space.widths[0], top: -high, bottom: 0})
	}
	for _, t := range lines {
		switch last := t.last(); {
		case last >= 0 && last == len(c.X)-1:
			add(t.Role, t.v[last], append(marginName(t, words, p.plot.ends), words.value(t.Values[last]))...)
		case last >= 0:
			innerEnd(p, space, marks, t, across(last, len(c.X)), y(t.v[last]), words)
		}
	}
	for _, ref := range c.Ref {
		if v, ok := drawn(ref.Value); ok {
			add(ref.Role, v, wrap(words.Text(ref.Label), p.plot.ends, 3)...)
		}
	}
	if len(ends) == 0 {
		return
	}
	most := slices.Max(tall) / 2
	for i, at := range spread(ys, tall, most+top, p.plot.height+6-most) {
		p.lines(labelClass(ends[i].role), 100, 9, at, ends[i].wide)
	}
}

// marginName breaks the name of a series for the margin, or its short one where the whole
// does not fit.
func marginName(t trace, words Words, width float64) []string {
	name := words.Text(t.Name)
	lines := wrap(name, width, 2)
	if !t.Short.IsZero() && strings.Join(lines, " ") != name {
		lines = wrap(words.Text(t.Short), width, 2)
	}
	return lines
}

// innerEnd writes the name and value of a line that stops within the plot where they meet
// nothing: on one line or on two, if need be further off with a thin line to them. At worst
// they stand over a line, with their halo, but over no words: those come after the marks.
func innerEnd(p *pen, space *room, marks int, t trace, x, at float64, words Words) {
	name, value := words.Text(t.Name), words.value(t.Values[t.last()])
	if !t.Short.IsZero() {
		name = words.Text(t.Short)
	}
	whole := [][]string{{name + " " + value}, {name, value}}
	for _, place := range candidates {
		for _, written := range whole {
			if writeEnd(p, space, t.Role, x, at, place, written) {
				return
			}
		}
	}
	said := room{widths: space.widths, left: space.left, right: space.right, taken: space.taken[marks:]}
	for _, place := range candidates {
		if writeEnd(p, &said, t.Role, x, at, place, whole[0]) {
			space.take(said.taken[len(said.taken)-1])
			return
		}
	}
}

// writeEnd writes words at a place beside the end of a line, if they have room there.
func writeEnd(p *pen, space *room, role view.Role, x, at float64, place candidate, written []string) bool {
	boxes := make([]box, len(written))
	for i, s := range written {
		dy := lineHeight * (float64(i) - float64(len(written)-1)/2)
		if place.dy != 0 { // the nearest of two is as near as one would be
			dy += math.Copysign(lineHeight/2*float64(len(written)-1), place.dy)
		}
		boxes[i] = textBox(x, place.dx, at+place.dy+dy, s, place.a)
		if !space.free(boxes[i]) || boxes[i].top < -10 || boxes[i].bottom > p.plot.height-2 {
			return false
		}
	}
	if place.leader {
		b := leaderBox(named{x: x, y: at}, place, 6.5)
		p.line("lead", x, x, b.top, b.bottom)
	}
	for i, s := range written {
		space.take(boxes[i])
		p.label(place.a.class(labelClass(role)), x, place.dx, (boxes[i].top+boxes[i].bottom)/2, s)
	}
	return true
}
