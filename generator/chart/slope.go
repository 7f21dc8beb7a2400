package chart

import (
	"math"

	"rollcall/generator/view"
)

const (
	slopeRow    = 36.0
	slopeNarrow = 226.0 // plot at 360 px
	slopeWide   = 480.0 // where nearness is judged for the wide page
	slopeName   = 176.0 // of the name of a row there
	slopeNow    = 46.0  // right edges of the columns of numbers, from the plot
	slopeChange = 102.0
	nearby      = 4.5 // pixels: closer than this, one disc hides the other
)

// slopeSVG draws a row for each place: a hollow disc a year before, a solid one now.
// Where the two would cover each other the hollow one becomes a ring around.
func slopeSVG(p *pen, c *view.Chart, words Words) {
	now, change := words.Text(view.T("chart.now")), words.Text(view.T("chart.change"))
	top, foot, f, labels := slopeFrame(c, words)
	open(p, c, words, "p-rows", foot+24)
	f.draw(p, c, words, labels, top, foot)
	if len(c.Rows) > 0 {
		p.label("e", 100, slopeNow, top-9, now)
		p.label("e", 100, slopeChange, top-9, change)
	}
	for i, row := range c.Rows {
		y := top + 28 + slopeRow*float64(i)
		p.line("grid", 0, 100, y, y)
		name, number, other := " b", "b e", ""
		if row.Role != view.This && row.Role != view.Flagged {
			name, number, other = " fk", "fk e", " o"
		}
		rowName(p, name, words.Text(row.Label), y, slopeName, slopeNarrow+slopeChange-4)
		f.slope(p, row, y, other, words)
		p.label(number, 100, slopeNow, y, words.Text(row.Text))
		p.label("e", 100, slopeChange, y, words.Text(row.Change))
	}
	p.raw("</svg>")
}

// slopeFrame lays out what surrounds the rows.
func slopeFrame(c *view.Chart, words Words) (top, foot float64, f columns, labels []stripLabel) {
	f = columns{scale: c.Scale, narrow: slopeNarrow, right: slopeChange, heads: []box{
		textBox(100, slopeNow, 0, words.Text(view.T("chart.now")), end),
		textBox(100, slopeChange, 0, words.Text(view.T("chart.change")), end)}}
	labels, rows := f.refs(c.Ref, words)
	top = 24 + stripRow*float64(max(rows-1, 0))
	return top, top + 10 + slopeRow*float64(len(c.Rows)), f, labels
}

// slope draws the marks of one row.
func (f columns) slope(p *pen, row view.ChartRow, y float64, other string, words Words) {
	now, isNow := drawn(row.Now)
	before, isBefore := drawn(row.Before)
	x, side := f.x(now)
	xb, sideb := f.x(before)
	if isNow && isBefore {
		p.line("l-link"+other, xb, x, y, y)
	}
	if isBefore && sideb != 0 {
		p.along = words.at(row.Before, sideb)
		f.beyond(p, "d-last"+other, xb, y, sideb)
	} else if isBefore {
		apart := math.Abs(x-xb) / 100
		ring := [2]bool{isNow && apart*slopeNarrow < nearby, isNow && apart*slopeWide < nearby}
		radius := func(near bool) float64 {
			if near {
				return 9
			}
			return 4.5
		}
		if ring[0] == ring[1] {
			p.along = words.at(row.Before, sideb)
			p.circle("d-last"+other, xb, y, radius(ring[0]))
		} else {
			p.along = words.at(row.Before, sideb)
			p.circle("d-last n"+other, xb, y, radius(ring[0]))
			p.along = words.at(row.Before, sideb)
			p.circle("d-last w"+other, xb, y, radius(ring[1]))
		}
	}
	if isNow {
		p.along = words.at(row.Now, side)
	}
	switch {
	case isNow && side != 0:
		f.beyond(p, "d-this"+other, x, y, side)
	case isNow && row.Role == view.Flagged:
		p.glyph("d-flag", diamond, x, y)
	case isNow:
		p.circle("d-this"+other, x, y, 6.5)
	}
}
