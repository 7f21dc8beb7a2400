package chart

import (
	"math"

	"rollcall/generator/view"
)

const sparkHeight = 40.0

// sparkSVG draws a small line that shows its shape only, on a scale of its own: on
// that of the larger charts every small line would be flat.
func sparkSVG(p *pen, c *view.Chart, words Words) {
	n := 0
	if len(c.Series) > 0 {
		n = len(c.Series[0].Values)
	}
	lines := traces(c, n)
	scale := ownScale(c, lines)
	y := func(v float64) float64 {
		at, _ := place(scale, v)
		return sparkHeight * (1 - at)
	}
	open(p, c, words, "spark", sparkHeight)
	for _, ref := range c.Ref {
		if v, ok := drawn(ref.Value); ok {
			p.up = words.at(ref.Value, 0)
			p.line(lineClass(ref.Role), 0, 100, y(v), y(v))
		}
	}
	for _, t := range lines {
		p.stretched(sparkHeight, func() { path(p, t, n, y, scale, words) })
		if i := t.last(); i >= 0 {
			p.up = words.at(t.Values[i], 0)
			p.circle("d-this", across(i, n), y(t.v[i]), 4.5)
		}
	}
	p.raw("</svg>")
}

// ownScale reaches a little beyond the values of a chart, and is never less than a
// point high: a tenth is not a mountain.
func ownScale(c *view.Chart, lines []trace) view.Scale {
	low, high := math.Inf(1), math.Inf(-1)
	for _, t := range lines {
		for i, v := range t.v {
			if t.shown[i] {
				low, high = min(low, v), max(high, v)
			}
		}
	}
	for _, ref := range c.Ref {
		if v, ok := drawn(ref.Value); ok {
			low, high = min(low, v), max(high, v)
		}
	}
	if low > high {
		return view.Scale{Max: 1}
	}
	pad := max((high-low)*0.12, (1-(high-low))/2)
	return view.Scale{Min: low - pad, Max: high + pad}
}
