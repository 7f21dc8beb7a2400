package chart

import (
	"slices"

	"rollcall/generator/view"
)

// lineMarks draws the discs of marked points and of points that no line reaches, the
// marks of values beyond the scale, and the words beside marks.
func lineMarks(p *pen, space *room, c *view.Chart, lines []trace, words Words, y func(float64) float64) {
	n, pointed := len(c.X), Pointed(c)
	for k := len(lines) - 1; k >= 0; k-- {
		t := lines[k]
		last := t.last()
		for i, v := range t.v {
			if !t.shown[i] {
				continue
			}
			x := across(i, n)
			if _, side := place(c.Scale, v); side != 0 {
				p.up = words.at(t.Values[i], side)
				p.glyph("out "+markFill(t.Role), sideGlyph(side), x, y(v))
				if i != last {
					valueBeyond(p, space, x, y(v)+14*float64(side), words.short(t.Values[i]))
				}
			} else if t.alone(i) && !pointed && !slices.Contains(t.Marked, i) {
				p.up = words.at(t.Values[i], 0)
				p.circle(discClass(t.Role), x, y(v), 4)
			}
		}
		for _, i := range t.Marked {
			if i < 0 || i >= len(t.v) || !t.shown[i] {
				continue
			}
			if _, side := place(c.Scale, t.v[i]); side != 0 {
				continue
			}
			x, at := across(i, n), y(t.v[i])
			if !pointed {
				p.up = words.at(t.Values[i], 0)
				p.circle(discClass(t.Role), x, at, 5)
			}
			space.take(box{x: x, left: -6, right: 6, top: at - 6, bottom: at + 6})
			if i != last { // the last has its value at the end of the line
				markValue(p, space, x, at, words.short(t.Values[i]))
			}
		}
	}
	if len(lines) > 0 {
		rings(p, c, lines[0], y, words)
	}
}

// refLabels writes the names of the reference lines.
func refLabels(p *pen, space *room, c *view.Chart, words Words, y func(float64) float64) {
	for _, ref := range c.Ref {
		refLabel(p, space, c, ref, words, y)
	}
}

// valueBeyond writes the value of a point beyond the scale; in a letter only where it meets
// nothing, since there all values stand beneath.
func valueBeyond(p *pen, space *room, x, at float64, text string) {
	if p.plot.ends > 0 {
		b := textBox(x, 0, at, text, middle)
		if !space.free(b) {
			return
		}
		space.take(b)
	}
	p.label("b m halo", x, 0, at, text)
}

// markValue writes the value of a marked point beside it.
func markValue(p *pen, space *room, x, at float64, text string) {
	offsets := []float64{17, -17, 31, -31}
	if p.plot.ends > 0 { // a letter has its values beneath, where a page may have them folded
		offsets = offsets[:2]
	}
	for _, dy := range offsets {
		if b := textBox(x, 0, at+dy, text, middle); space.free(b) {
			space.take(b)
			p.label("b m halo", x, 0, at+dy, text)
			return
		}
	}
	if p.plot.ends == 0 {
		p.label("b m halo", x, 0, at+offsets[0], text) // over a line, with its halo
	}
}

// refLabel writes the name of a reference line on it, where nothing else stands.
func refLabel(p *pen, space *room, c *view.Chart, ref view.RefLine, words Words, y func(float64) float64) {
	v, ok := drawn(ref.Value)
	if !ok {
		return
	}
	text := words.Text(ref.Label)
	class := labelClass(ref.Role)
	if c.Scale.Unit == view.UnitPoints {
		class = "halo"
	}
	places := []struct {
		x, dy float64
		a     anchor
	}{{0, -10, start}, {100, -10, end}, {0, 11, start}, {100, 11, end}, {50, -10, middle}, {50, 11, middle}, {25, -10, middle}, {75, -10, middle}, {25, 11, middle}, {75, 11, middle}, {0, -10, start}}
	for i, at := range places {
		if b := textBox(at.x, 0, y(v)+at.dy, text, at.a); space.free(b) || i == len(places)-1 {
			space.take(b)
			p.label(at.a.class(class), at.x, 0, y(v)+at.dy, text)
			return
		}
	}
}

// occupy marks where a line runs, so that words keep clear of it.
func occupy(space *room, t trace, n int, y func(float64) float64) {
	const parts = 4
	for i := 1; i < len(t.v); i++ {
		if t.start[i] || !t.shown[i] {
			continue
		}
		from, to := y(t.v[i-1]), y(t.v[i])
		for k := range parts + 1 {
			f := float64(k) / parts
			at := from + (to-from)*f
			space.take(box{across(i-1, n) + (across(i, n)-across(i-1, n))*f, -4, 4, at - 2, at + 2})
		}
	}
}

func discClass(r view.Role) string {
	switch r {
	case view.This, view.Flagged:
		return "d-this"
	case view.Last:
		return "d-last"
	}
	return "d-comp"
}

func markFill(r view.Role) string {
	if r == view.Comparator || r == view.Target {
		return "d-comp"
	}
	return "d-this"
}

func sideGlyph(side int) string {
	if side > 0 {
		return pastTop
	}
	return pastLow
}
