package chart

import (
	"strconv"

	"rollcall/generator/view"
)

const dotPlot = 312.0 // width of the plot at 360 px

// dotSVG draws a distribution: one mark a school, in columns, a panel for each
// phase, all on one scale.
func dotSVG(p *pen, c *view.Chart, words Words) {
	f := columns{scale: c.Scale, narrow: dotPlot}
	labels, _ := f.refs(c.Ref, words)
	top, panels, foot := dotFrame(c, words)
	pitch := pitches[0]
	if len(panels) > 0 {
		pitch = panels[0].pitch
	}
	open(p, c, words, "p-dots z"+strconv.Itoa(int(pitch)), foot+24)
	f.draw(p, c, words, labels, top, foot)
	for _, sp := range panels {
		p.line("axis", 0, 100, sp.base, sp.base)
		p.label("b halo", 0, 0, sp.top+14, words.Text(sp.panel.Label))
		p.label("halo", 0, 0, sp.top+31, words.Text(sp.panel.Sub))
		marks := make([]named, 0, len(sp.dots))
		for i := 0; i < len(sp.dots); {
			x := sp.dots[i].x
			p.raw("<svg")
			p.along = words.at(sp.dots[i].dot.Value, sp.dots[i].side)
			p.pct("x", x)
			p.raw(">")
			for ; i < len(sp.dots) && sp.dots[i].x == x; i++ {
				d := &sp.dots[i]
				p.up = words.mark(d.dot.Value, Stands)
				mark(p, d.dot.Role, d.side, pitch, d.y)
				marks = append(marks, named{dot: d.dot, x: x, y: d.y, clear: d.top})
			}
			p.raw("</svg>")
		}
		name := textBox(0, 0, sp.top+22, words.Text(sp.panel.Sub), start)
		name.top, name.bottom, name.right = sp.top+4, sp.top+40, max(name.right, textWidth(words.Text(sp.panel.Label)))
		nameDots(p, marks, words, dotNames, pitch/2, []box{name}, sp.top, sp.base)
	}
	p.raw("</svg>")
}

// dotFrame lays out the panels beneath the names of the reference lines.
func dotFrame(c *view.Chart, words Words) (top float64, panels []stackedPanel, foot float64) {
	_, rows := columns{scale: c.Scale, narrow: dotPlot}.refs(c.Ref, words)
	top = 20 + stripRow*float64(max(rows-1, 0))
	panels, foot = stackDots(c, words, top)
	return top, panels, foot
}

// mark draws one school at the left edge of the svg around it.
func mark(p *pen, role view.Role, side int, pitch, y float64) {
	half := min(pitch/2, 6.5)
	up := p.take(&p.up)
	switch {
	case side > 0:
		p.raw(`<path class="out `, dotClass(role), `" d="M-1 `, up)
		p.num(y - half)
		p.raw("l")
		p.num(half + 1)
		p.raw(" ")
		p.num(half)
		p.raw(" ")
		p.num(-half - 1)
		p.raw(" ")
		p.num(half)
		p.raw(`Z"/>`)
	case side < 0:
		p.raw(`<path class="out `, dotClass(role), `" d="M1 `, up)
		p.num(y - half)
		p.raw("l")
		p.num(-half - 1)
		p.raw(" ")
		p.num(half)
		p.raw(" ")
		p.num(half + 1)
		p.raw(" ")
		p.num(half)
		p.raw(`Z"/>`)
	case role == view.Flagged:
		half = max(half, 3.5)
		p.raw(`<path class="d-flag" d="M0 `, up)
		p.num(y - half)
		p.raw("l")
		p.num(tenth(half * 0.92))
		p.raw(" ")
		p.num(half)
		p.raw(" ")
		p.num(tenth(-half * 0.92))
		p.raw(" ")
		p.num(half)
		p.raw(" ")
		p.num(tenth(-half * 0.92))
		p.raw(" ")
		p.num(-half)
		p.raw(`Z"/>`)
	default:
		p.raw(`<circle class="`, dotClass(role), `"`)
		p.up = up
		p.attr("cy", y)
		p.raw("/>")
	}
}

func dotClass(r view.Role) string {
	switch r {
	case view.This:
		return "d-met"
	case view.Flagged:
		return "d-flag"
	}
	return "d-no"
}
