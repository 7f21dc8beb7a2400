package chart

import (
	"slices"
	"strings"

	"rollcall/generator/view"
)

const (
	lineHeightPx  = 280.0 // of the plot of a line chart
	lineNarrow    = 240.0 // its width at 360 px
	lineWide      = 368.0 // and at 34rem, with the wide margins
	lineMarginL   = 36.0
	lineMarginR   = 140.0 // from 34rem
	lineMarginRn  = 48.0
	endLabelWidth = lineMarginR - 12
)

// across returns where tick i of n stands, in percent.
func across(i, n int) float64 {
	if n < 2 {
		return 50
	}
	return 100 * float64(i) / float64(n-1)
}

// trace is a series with its values as they are drawn.
type trace struct {
	*view.Series
	v     []float64
	shown []bool // false leaves a gap
	start []bool // the line begins anew: after a gap or at a break
}

// traces reads the values of each series once, for at most n ticks.
func traces(c *view.Chart, n int) []trace {
	all := make([]trace, len(c.Series))
	for k := range c.Series {
		s := &c.Series[k]
		m := min(len(s.Values), n)
		t := trace{s, make([]float64, m), make([]bool, m), make([]bool, m)}
		for i := range m {
			t.v[i], t.shown[i] = drawn(s.Values[i])
			t.start[i] = i == 0 || !t.shown[i-1]
		}
		for _, b := range c.Breaks {
			if b.At >= 0 && b.At < m {
				t.start[b.At] = true
			}
		}
		all[k] = t
	}
	return all
}

// last returns the index of the last value that is shown, or -1.
func (t trace) last() int {
	for i := len(t.shown) - 1; i >= 0; i-- {
		if t.shown[i] {
			return i
		}
	}
	return -1
}

// alone reports whether no line reaches point i.
func (t trace) alone(i int) bool {
	return t.start[i] && (i+1 == len(t.v) || t.start[i+1] || !t.shown[i+1])
}

// endLabel is the name and value at the last point of a series.
type endLabel struct {
	role  view.Role
	x     float64
	wide  []string // its lines
	value string
}

func lineSVG(p *pen, c *view.Chart, words Words) {
	const h = lineHeightPx
	n := len(c.X)
	y := func(v float64) float64 {
		at, _ := place(c.Scale, v)
		return h * (1 - at)
	}
	strip, rows := stripLabels(c, words)
	lines := traces(c, n)
	names := legend(lines, words)
	axis := layTicks(c.X, words)
	top := 14 + stripRow*float64(rows)
	bottom := axis.height
	if len(names) > 0 {
		bottom += names[len(names)-1].y + 14
	}
	open(p, c, words, "p-line", top+h+bottom)
	p.raw("<svg")
	p.attr("y", top)
	p.raw(` width="100%"`)
	p.attr("height", h+bottom)
	p.raw(">")

	for _, s := range c.Spans {
		if from, to, ok := spanEdges(s, n); ok {
			p.raw(`<rect class="span"`)
			p.pct("x", from)
			p.pct("width", to-from)
			p.attr("y", -stripRow*float64(rows))
			p.attr("height", h+stripRow*float64(rows))
			p.raw("/>")
		}
	}
	values := ticks(c.Scale)
	for i, v := range values {
		class := "grid"
		if i == 0 {
			class = "axis"
		}
		p.line(class, 0, 100, y(v), y(v))
		p.label("e", 0, -8, y(v), words.tickLabel(c.Scale, v, i == len(values)-1))
	}
	axis.draw(p, h)
	for _, b := range c.Breaks {
		if x, ok := breakAt(b, n); ok {
			p.line("brk", x, x, -stripRow*float64(rows), h)
			p.glyph("brk", "M-5 5-1-5M1 5 5-5", x, h)
		}
	}
	for _, s := range strip {
		p.label(s.class, s.x, s.dx, s.y, s.text)
	}
	for _, ref := range c.Ref {
		if v, ok := drawn(ref.Value); ok {
			p.line(lineClass(ref.Role), 0, 100, y(v), y(v))
		}
	}
	p.stretched(h, func() {
		for i := len(lines) - 1; i >= 0; i-- { // the first series lies on top
			path(p, lines[i], n, y)
		}
	})
	lineMarks(p, c, lines, words, y)
	lineEnds(p, lines, words, n, y)
	for _, s := range names {
		at := h + axis.height + s.y
		p.raw(`<path class="n ln `, lineClass(s.role), `" d="M`)
		p.num(s.dx)
		p.raw(" ")
		p.num(at)
		p.raw(`h18"/>`)
		p.label("n", 0, s.dx+23, at, s.text)
	}
	p.raw("</svg></svg>")
}

// path appends the line of a series, broken at gaps and breaks.
func path(p *pen, t trace, n int, y func(float64) float64) {
	p.raw(`<path class="ln `, lineClass(t.Role), `" d="`)
	for i, v := range t.v {
		if !t.shown[i] {
			continue
		}
		if t.start[i] {
			p.raw("M")
		} else {
			p.raw("L")
		}
		p.num(across(i, n))
		p.raw(" ")
		p.num(y(v))
	}
	p.raw(`"/>`)
}

// breakAt returns where a break is drawn: half-way between two ticks.
func breakAt(b view.Break, n int) (float64, bool) {
	if b.At < 1 || b.At >= n {
		return 0, false
	}
	return (across(b.At-1, n) + across(b.At, n)) / 2, true
}

// spanEdges returns the edges of a span, half a tick beyond its ends.
func spanEdges(s view.Span, n int) (from, to float64, ok bool) {
	if n == 0 || s.From > s.To || s.From >= n || s.To < 0 {
		return 0, 0, false
	}
	if n == 1 {
		return 0, 100, true
	}
	half := 50 / float64(n-1)
	return max(across(max(s.From, 0), n)-half, 0), min(across(min(s.To, n-1), n)+half, 100), true
}

// lineMarks draws the discs of marked points and of points that no line reaches, the
// marks of values beyond the scale, and the words beside marks and reference lines.
func lineMarks(p *pen, c *view.Chart, lines []trace, words Words, y func(float64) float64) {
	n := len(c.X)
	space := room{widths: []float64{lineNarrow, lineWide, 620}, left: 10, right: 20}
	for _, t := range lines {
		occupy(&space, t, n, y)
	}
	for k := len(lines) - 1; k >= 0; k-- {
		t := lines[k]
		last := t.last()
		for i, v := range t.v {
			if !t.shown[i] {
				continue
			}
			x := across(i, n)
			if _, side := place(c.Scale, v); side != 0 {
				p.glyph("out "+markFill(t.Role), sideGlyph(side), x, y(v))
				if i != last {
					p.label("b m halo", x, 0, y(v)+14*float64(side), words.short(t.Values[i]))
				}
			} else if t.alone(i) && !slices.Contains(t.Marked, i) {
				p.circle(discClass(t.Role), x, y(v), 4)
			}
		}
		for _, i := range t.Marked {
			if i < 0 || i >= len(t.v) || !t.shown[i] {
				continue
			}
			if _, side := place(c.Scale, t.v[i]); side == 0 {
				lineMark(p, &space, t, i, n, y(t.v[i]), words, i == last)
			}
		}
	}
	for _, ref := range c.Ref {
		refLabel(p, &space, ref, words, y)
	}
}

// lineMark draws one marked point and its value, which the last point has at the end
// of the line instead.
func lineMark(p *pen, space *room, t trace, i, n int, at float64, words Words, last bool) {
	x := across(i, n)
	p.circle(discClass(t.Role), x, at, 5)
	space.take(box{x: x, left: -6, right: 6, top: at - 6, bottom: at + 6})
	if last {
		return
	}
	text := words.short(t.Values[i])
	offsets := []float64{17, -17, 31, -31}
	for _, dy := range offsets {
		if b := textBox(x, 0, at+dy, text, middle); space.free(b) {
			space.take(b)
			p.label("b m halo", x, 0, at+dy, text)
			return
		}
	}
	p.label("b m halo", x, 0, at+offsets[0], text) // over a line, with its halo
}

// refLabel writes the name of a reference line on it, where nothing else stands.
func refLabel(p *pen, space *room, ref view.RefLine, words Words, y func(float64) float64) {
	v, ok := drawn(ref.Value)
	if !ok {
		return
	}
	text := words.Text(ref.Label)
	places := []struct {
		x, dy float64
		a     anchor
	}{{0, -10, start}, {100, -10, end}, {0, 11, start}, {100, 11, end}, {50, -10, middle}, {50, 11, middle}, {0, -10, start}}
	for i, at := range places {
		if b := textBox(at.x, 0, y(v)+at.dy, text, at.a); space.free(b) || i == len(places)-1 {
			space.take(b)
			p.label(at.a.class(labelClass(ref.Role)), at.x, 0, y(v)+at.dy, text)
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

// lineEnds writes the names and values of the series at their last points.
func lineEnds(p *pen, lines []trace, words Words, n int, y func(float64) float64) {
	var ends []endLabel
	var ys, tall, one []float64
	for _, t := range lines {
		last := t.last()
		if last < 0 {
			continue
		}
		value := words.value(t.Values[last])
		written := endLines(words.Text(t.Name), value)
		if cut := len(written) > 1 && strings.Join(written[:len(written)-1], " ") != words.Text(t.Name); cut && !t.Short.IsZero() {
			written = endLines(words.Text(t.Short), value)
		}
		ends = append(ends, endLabel{t.Role, across(last, n), written, value})
		ys = append(ys, y(t.v[last]))
		tall = append(tall, labelGap+lineHeight*float64(len(written)-1))
		one = append(one, labelGap)
	}
	wide := spread(ys, tall, 0, lineHeightPx-4)
	narrow := spread(ys, one, 0, lineHeightPx-4)
	for i, e := range ends {
		class := labelClass(e.role)
		p.lines(class+" w", e.x, 10, wide[i], e.wide)
		p.label(class+" n", e.x, 8, narrow[i], e.value)
	}
}

// endLines puts a name and value on one line, or the value beneath the name.
func endLines(name, value string) []string {
	if one := name + " " + value; textWidth(one) <= endLabelWidth {
		return []string{one}
	}
	return append(wrap(name, endLabelWidth, 2), value)
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
