package chart

import (
	"math"
	"strconv"

	"rollcall/generator/view"
)

const funnelHeight = 240.0

// funnelSVG draws each school's share against its size, with the curves between
// which chance alone would leave most schools.
func funnelSVG(p *pen, c *view.Chart, words Words) {
	const top, h = 14, funnelHeight
	g := c.Funnel
	if g == nil {
		g = &view.Funnel{}
	}
	x := func(size float64) float64 {
		at, _ := place(view.Scale{Max: float64(g.SizeMax)}, size)
		return 100 * at
	}
	y := func(v float64) float64 {
		at, _ := place(c.Scale, v)
		return h * (1 - at)
	}
	marks := funnelMarks(g, x, y)
	pitch := funnelPitch(len(marks))
	open(p, c, words, "p-line z"+strconv.Itoa(int(pitch)), top+h+48)
	p.raw(`<svg y="14" width="100%"`)
	p.attr("height", h+48)
	p.raw(">")
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
	if g.SizeMax > 0 {
		step := niceStep(float64(g.SizeMax), 5)
		for v := 0.0; v <= float64(g.SizeMax)+1e-9; v += step {
			p.along = words.ruled(v)
			p.label("m", x(v), 0, h+14, words.Number(v, 0))
		}
	}
	p.label("m", 50, 0, h+33, words.Text(g.SizeLab))
	p.stretched(h, func() {
		for i, limit := range g.Limits {
			curve(p, i, limit.Sizes, limit.Lower, x, y)
			curve(p, i, limit.Sizes, limit.Upper, x, y)
		}
	})
	funnelEnds(p, c, g, words, y)
	space := make([]named, len(marks))
	for i, m := range marks {
		space[i] = m.named
		v, _ := drawn(m.dot.Value)
		_, past := place(c.Scale, v)
		p.raw("<svg")
		p.along = words.at(view.Of(m.dot.Size), m.side)
		p.pct("x", m.x)
		p.raw(">")
		p.up = words.at(m.dot.Value, past|m.side)
		mark(p, m.dot.Role, m.side, pitch, m.y)
		p.raw("</svg>")
	}
	nameDots(p, space, words, funnelNames, pitch/2, nil, -top, h-4)
	p.raw("</svg></svg>")
}

// funnelPitch is the size of the marks: the more there are, the smaller.
func funnelPitch(n int) float64 {
	switch {
	case n > 300:
		return 7
	case n > 120:
		return 9
	}
	return 13
}

// funnelMark is a named mark that may lie beyond the sizes of the plot.
type funnelMark struct {
	named
	side int
}

func funnelMarks(g *view.Funnel, x, y func(float64) float64) []funnelMark {
	var marks []funnelMark
	for i := range g.Dots {
		d := &g.Dots[i]
		v, ok := drawn(d.Value)
		size, ok2 := d.Size.Value()
		if !ok || !ok2 {
			continue
		}
		m := funnelMark{named: named{dot: d, x: x(size), y: y(v), clear: true}}
		if size > float64(g.SizeMax) {
			m.side = 1
		}
		marks = append(marks, m)
	}
	return marks
}

// limitClass is the line of the i-th pair of limits, from the inner one.
func limitClass(i int) string {
	if i == 0 {
		return "l-lim"
	}
	return "l-lim2"
}

// curve appends one control limit.
func curve(p *pen, i int, sizes []int64, shares []float64, x, y func(float64) float64) {
	p.raw(`<path class="ln `, limitClass(i), `" d="`)
	pen := "M"
	for k := range min(len(sizes), len(shares)) {
		if math.IsNaN(shares[k]) || math.IsInf(shares[k], 0) {
			pen = "M"
			continue
		}
		p.raw(pen)
		p.num(x(float64(sizes[k])))
		p.raw(" ")
		p.num(tenth(y(shares[k])))
		pen = "L"
	}
	p.raw(`"/>`)
}

// funnelEnds draws the line of the overall share, and names it and the limits at
// the right.
func funnelEnds(p *pen, c *view.Chart, g *view.Funnel, words Words, y func(float64) float64) {
	type name struct {
		class, text string
	}
	var names []name
	var ys, tall []float64
	add := func(class, text string, at float64) {
		names = append(names, name{class, text})
		ys = append(ys, at)
		tall = append(tall, 16)
	}
	if v, ok := drawn(view.Of(g.Mean)); ok {
		_, side := place(c.Scale, v)
		p.up = words.at(view.Of(g.Mean), side)
		p.line("l-comp", 0, 100, y(v), y(v))
		p.label("fc n", 100, 6, y(v), words.value(view.Of(g.Mean)))
		add("fc w", shorten(words.Text(g.MeanLab), endLabelWidth), y(v))
	}
	for _, limit := range g.Limits {
		if n := min(len(limit.Sizes), len(limit.Upper)); n > 0 && !math.IsNaN(limit.Upper[n-1]) {
			add("w", shorten(words.Text(limit.Label), endLabelWidth), y(limit.Upper[n-1]))
		}
	}
	for i, at := range spread(ys, tall, 0, funnelHeight) {
		p.label(names[i].class, 100, 8, at, names[i].text)
	}
}
