package chart

import "rollcall/generator/view"

const (
	lineHeightPx  = 280.0 // of the plot of a line chart
	lineNarrow    = 240.0 // its width at 360 px
	lineWide      = 356.0 // and at 34rem, with the wide margins
	lineMarginL   = 36.0
	lineMarginR   = 152.0 // from 34rem
	lineMarginRn  = 48.0
	endLabelWidth = lineMarginR - 12
)

// plotSize is the room that lines over periods have.
type plotSize struct {
	height float64
	widths []float64               // that it may have
	tiers  [len(tierClass)]float64 // widths from which more labels show
	ends   float64                 // of names in the margin at the ends of lines, where every line has its name; 0 where the page names them
}

// A letter is no place to scroll: its plot is lower than that of a page.
var (
	pagePlot   = plotSize{height: lineHeightPx, widths: []float64{lineNarrow, lineWide, 620}, tiers: [...]float64{lineNarrow, lineWide, 560}}
	letterPlot = plotSize{height: 150, widths: []float64{letterPlotW}, tiers: [...]float64{letterPlotW, letterPlotW, letterPlotW}, ends: letterMarginR - 10}
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

// timeFrame is what a chart over periods has around its marks: spans, breaks and events
// with their names above, gridlines, and the periods beneath.
type timeFrame struct {
	strip       strip
	axis        axis
	top, bottom float64
	h           float64 // of the plot
}

func layTime(c *view.Chart, words Words, size plotSize) timeFrame {
	f := timeFrame{strip: layStrip(c, words, size.tiers[0]), axis: layTicks(c.X, words, size), h: size.height}
	f.top, f.bottom = f.strip.height+14, f.axis.height
	return f
}

// open begins the picture and its plot, and shades the spans.
func (f timeFrame) open(p *pen, c *view.Chart, words Words, class string) {
	open(p, c, words, class, f.top+f.h+f.bottom)
	p.raw("<svg")
	p.attr("y", f.top)
	p.raw(` width="100%"`)
	p.attr("height", f.h+f.bottom)
	p.raw(">")
	for _, s := range c.Spans {
		if from, to, ok := spanEdges(s, len(c.X)); ok {
			p.raw(`<rect class="span"`)
			p.pct("x", from)
			p.pct("width", to-from)
			p.attr("y", -f.strip.height)
			p.attr("height", f.h+f.strip.height)
			p.raw("/>")
		}
	}
}

// draw appends the periods, and the lines of breaks and events.
func (f timeFrame) draw(p *pen, c *view.Chart) {
	f.axis.draw(p, f.h)
	for i, b := range c.Breaks {
		if x, ok := breakAt(b.At, len(c.X)); ok {
			p.line("brk", x, x, -f.strip.reach[i], f.h)
			p.glyph("brk", "M-5 5-1-5M1 5 5-5", x, f.h)
		}
	}
	f.strip.events.draw(p, f.h)
	for _, s := range f.strip.labels {
		p.label(s.class, s.x, s.dx, s.y, s.text)
	}
}

// lineSVG draws series over periods, their names at their ends.
func lineSVG(p *pen, c *view.Chart, words Words) {
	h, n := p.plot.height, len(c.X)
	y := func(v float64) float64 {
		at, _ := place(c.Scale, v)
		return h * (1 - at)
	}
	lines := traces(c, n)
	frame := layTime(c, words, p.plot)
	frame.open(p, c, words, "p-line")
	if c.Usual != nil {
		p.stretched(h, func() { band(p, c, y) })
	}
	values := ticks(c.Scale)
	for i, v := range values {
		class := "grid"
		if i == 0 {
			class = "axis"
		}
		p.up = words.ruled(v)
		p.line(class, 0, 100, y(v), y(v))
		p.label("e", 0, -8, y(v), words.tickLabel(c.Scale, v, i == len(values)-1))
	}
	frame.draw(p, c)
	for _, ref := range c.Ref {
		if v, ok := drawn(ref.Value); ok {
			_, side := place(c.Scale, v)
			p.up = words.at(ref.Value, side)
			p.line(refClass(c, ref), 0, 100, y(v), y(v))
		}
	}
	p.stretched(h, func() {
		for i := len(lines) - 1; i >= 0; i-- { // the first series lies on top
			path(p, lines[i], n, y, c.Scale, words)
		}
		if Pointed(c) {
			for i := len(lines) - 1; i >= 0; i-- {
				points(p, lines[i], n, y, c.Scale, words)
			}
		}
	})
	space := &room{widths: p.plot.widths, left: 10, right: 20}
	for _, t := range lines {
		occupy(space, t, n, y)
	}
	if p.plot.ends > 0 {
		letterMarks(space, c, lines, y)
		letterEnds(p, space, c, lines, words, frame, y)
		lineMarks(p, space, c, lines, words, y)
	} else {
		lineMarks(p, space, c, lines, words, y)
		refLabels(p, space, c, words, y)
		lineEnds(p, lines, words, n, y)
	}
	p.raw("</svg></svg>")
}

const mostPoints = 26 // ticks up to which points have room

// Pointed reports whether the lines of a chart have a mark at each point, of a shape
// of their own. Lines that stand for the place and what it is compared with are told
// apart by weight; those of a chart of differences are equals, and lie close together.
func Pointed(c *view.Chart) bool {
	return c.Kind == view.LineChart && c.Scale.Unit == view.UnitPoints && len(c.X) <= mostPoints
}

// refClass is how a reference line looks: in a chart of differences it is where zero
// lies, and no line among the others.
func refClass(c *view.Chart, ref view.RefLine) string {
	if c.Scale.Unit == view.UnitPoints {
		return "l-lim"
	}
	return lineClass(ref.Role)
}

// points marks each point of a line with a dot that stroke caps make: a disc, a
// square or a ring, by the role.
func points(p *pen, t trace, n int, y func(float64) float64, scale view.Scale, words Words) {
	at := func(class string) {
		p.raw(`<path class="ln `, class, `" d="`)
		for i, v := range t.v {
			if t.shown[i] {
				p.raw("M")
				p.num(across(i, n))
				_, side := place(scale, v)
				p.raw(" ", words.at(t.Values[i], side))
				p.num(tenth(y(v)))
				p.raw("h.01")
			}
		}
		p.raw(`"/>`)
	}
	switch t.Role {
	case view.This, view.Flagged:
		at("pt-this")
	case view.Last:
		at("pt-last")
		at("pt-hole")
	default:
		at("pt-comp")
	}
}

// path appends the line of a series, broken at gaps and breaks.
func path(p *pen, t trace, n int, y func(float64) float64, scale view.Scale, words Words) {
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
		_, side := place(scale, v)
		p.raw(" ", words.at(t.Values[i], side))
		p.num(tenth(y(v)))
	}
	p.raw(`"/>`)
}

// breakAt returns where a break or event in front of tick i is drawn: half-way from the
// tick before.
func breakAt(i, n int) (float64, bool) {
	if i < 1 || i >= n {
		return 0, false
	}
	return (across(i-1, n) + across(i, n)) / 2, true
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
