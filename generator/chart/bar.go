package chart

import "rollcall/generator/view"

const (
	barRow    = 38.0
	barPlot   = 276.0 // at 360 px, and again at 34rem
	barWide   = 468.0 // at 46rem
	barMargin = 52.0
)

// barSVG draws a bar from zero for each row, with an upright tick for the comparator.
func barSVG(p *pen, c *view.Chart, words Words) {
	top, foot, f, labels := barFrame(c, words)
	open(p, c, words, "p-one", foot+24)
	f.draw(p, c, words, labels, top, foot)
	for i, row := range c.Rows {
		y := top + 28 + barRow*float64(i) // the middle of the bar
		rowName(p, " fk", words.Text(row.Label), y, 196, barPlot+barMargin)
		f.bar(p, row, y, words)
	}
	p.raw("</svg>")
}

// barFrame lays out what surrounds the rows.
func barFrame(c *view.Chart, words Words) (top, foot float64, f columns, labels []stripLabel) {
	f = columns{scale: c.Scale, narrow: barPlot, right: barMargin}
	labels, rows := f.refs(c.Ref, words)
	top = 4 + stripRow*float64(rows)
	return top, top + 9 + barRow*float64(len(c.Rows)), f, labels
}

// bar draws one row. Its words stand clear of both the bar and the tick.
func (f columns) bar(p *pen, row view.ChartRow, y float64, words Words) {
	reach := 0.0
	zero, _ := f.x(0)
	if v, ok := drawn(row.Now); ok {
		x, side := f.x(v)
		class := "b-this"
		if row.Role == view.Last || row.Role == view.Comparator {
			class = "b-last"
		}
		p.raw(`<rect class="`, class, `"`)
		p.pct("x", min(zero, x))
		p.along = words.at(row.Now, side)
		p.pct("width", max(zero, x)-min(zero, x))
		p.attr("y", y-8)
		p.raw(` height="16"/>`)
		if side != 0 {
			p.along = words.at(row.Now, side)
			f.beyond(p, class, x, y, side)
		}
		reach = x
	}
	if v, ok := drawn(row.Versus); ok {
		x, side := f.x(v)
		p.line("l-halo", x, x, y-11, y+11)
		p.along = words.at(row.Versus, side)
		p.line("l-tick", x, x, y-11, y+11)
		reach = max(reach, x)
	}
	text := words.Text(row.Text)
	fits := func(plot float64) bool { return reach/100*plot+8+textWidth(text) <= plot+barMargin }
	switch {
	case fits(barPlot):
		p.label("b halo", reach, 8, y, text)
	case fits(barWide):
		p.label("b halo e nx", 100, barMargin-2, y, text)
		p.label("b halo x", reach, 8, y, text)
	default:
		p.label("b halo e", 100, barMargin-2, y, text)
	}
}
