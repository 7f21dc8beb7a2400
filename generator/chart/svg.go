package chart

import (
	"math"

	"rollcall/generator/view"
)

// SVG appends the static picture of a chart to dst.
func SVG(dst []byte, c *view.Chart, words Words) []byte {
	p := &pen{b: dst, plot: pagePlot}
	drawChart(p, c, words)
	return p.b
}

// drawChart draws a chart with a pen, for a page or for a letter.
func drawChart(p *pen, c *view.Chart, words Words) {
	c = sound(c)
	switch c.Kind {
	case view.LineChart:
		lineSVG(p, c, words)
	case view.SparkChart:
		sparkSVG(p, c, words)
	case view.SlopeChart:
		slopeSVG(p, c, words)
	case view.BarChart:
		barSVG(p, c, words)
	case view.DotChart:
		dotSVG(p, c, words)
	case view.FunnelChart:
		funnelSVG(p, c, words)
	case view.HeatChart:
		heatSVG(p, c, words)
	case view.RankChart:
		rankSVG(p, c, words)
	case view.IntervalChart:
		intervalSVG(p, c, words)
	}
}

// sound returns the chart with a scale that can be drawn on: one without finite ends
// becomes none, on which nothing is marked.
func sound(c *view.Chart) *view.Chart {
	for _, v := range []float64{c.Scale.Min, c.Scale.Max, c.Scale.Step} {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			copied := *c
			copied.Scale = view.Scale{Unit: c.Scale.Unit}
			return &copied
		}
	}
	return c
}

// open begins the outer svg, with its description within. Its name is the heading of
// the figure around it, which has the id of the chart and -t; a spark, which stands
// alone, carries its own.
func open(p *pen, c *view.Chart, words Words, class string, height float64) {
	p.raw(`<svg class="plot `, class, `"`)
	p.attr("height", height)
	role := "img"
	if linked(c) { // the links of a picture would not be found in an image
		role = "group"
	}
	p.raw(` role="`, role, `" aria-labelledby="`)
	p.text(c.ID)
	p.raw("-t")
	if !c.Desc.IsZero() {
		p.raw(" ")
		p.text(c.ID)
		p.raw("-d")
	}
	p.raw(`">`)
	if c.Kind == view.SparkChart {
		p.raw(`<title id="`)
		p.text(c.ID)
		p.raw(`-t">`)
		p.text(words.Text(c.Title))
		p.raw("</title>")
	}
	if !c.Desc.IsZero() {
		p.raw(`<desc id="`)
		p.text(c.ID)
		p.raw(`-d">`)
		p.text(words.Text(c.Desc))
		p.raw("</desc>")
	}
}

// lineClass is how a line of a role looks.
func lineClass(r view.Role) string {
	switch r {
	case view.This, view.Flagged:
		return "l-this"
	case view.Last:
		return "l-last"
	case view.Target:
		return "l-tgt"
	}
	return "l-comp"
}

// labelClass is how words about a role look.
func labelClass(r view.Role) string {
	switch r {
	case view.This, view.Flagged:
		return "ft b halo"
	case view.Comparator:
		return "fc halo"
	case view.Target:
		return "fk halo"
	}
	return "halo"
}
