package chart

import (
	"math"
	"slices"

	"rollcall/generator/view"
)

const (
	intervalRow    = 38.0
	intervalNarrow = 320.0 // plot at 360 px
	intervalName   = 176.0 // of the name of a row beside the plot
	intervalText   = 128.0 // of the words at its end
)

// spanned is the value of a row and the interval around it, as they are drawn: to the
// tenth. A row has a value by its figure, or by its range.
type spanned struct {
	at, low, high float64
	value, whisk  bool
}

func readInterval(row view.ChartRow) spanned {
	tenth := func(v float64) float64 { return math.Round(v*10) / 10 }
	s := spanned{whisk: drawable(row.Range)}
	if s.whisk {
		s.low, s.high = tenth(row.Range.Low), tenth(row.Range.High)
	}
	if s.at, s.value = drawn(row.Now); !s.value && s.whisk && !math.IsNaN(row.Point) && !math.IsInf(row.Point, 0) {
		s.at, s.value = tenth(row.Point), true
	}
	return s
}

// intervalSVG draws a row for each value: a whisker over the interval it lies in, a
// disc at the value, and both in words at the end.
func intervalSVG(p *pen, c *view.Chart, words Words) {
	top, foot, f, labels := intervalFrame(c, words)
	open(p, c, words, "p-ints", foot+24)
	f.draw(p, c, words, labels, top, foot)
	for i, row := range c.Rows {
		y := top + 29 + intervalRow*float64(i)
		p.line("grid", 0, 100, y, y)
		f.whisker(p, row, y, words)
		text := words.Text(row.Text)
		name := " b"
		if row.Role != view.This && row.Role != view.Flagged {
			name = " fk"
		}
		if row.Href != "" {
			p.raw(`<a href="`)
			p.text(row.Href)
			p.raw(`">`)
			name += " lk"
		}
		rowName(p, name, words.Text(row.Label), y, intervalName, max(intervalNarrow-textWidth(text)-12, 90))
		if row.Href != "" {
			p.raw("</a>")
		}
		if textWidth(text) <= intervalText {
			p.label("rv halo b", 100, 0, y, text)
		} else {
			p.label("rv halo b n", 100, 0, y, shorten(text, intervalNarrow-100))
			p.lines("rv halo b w", 100, 0, y, wrap(text, intervalText, 2))
		}
	}
	p.raw("</svg>")
}

// linked reports whether the rows of a picture are links.
func linked(c *view.Chart) bool {
	return c.Kind == view.IntervalChart && slices.ContainsFunc(c.Rows, func(r view.ChartRow) bool { return r.Href != "" })
}

// intervalFrame lays out what surrounds the rows.
func intervalFrame(c *view.Chart, words Words) (top, foot float64, f columns, labels []stripLabel) {
	f = columns{scale: c.Scale, narrow: intervalNarrow}
	labels, rows := f.refs(c.Ref, words)
	top = 6 + stripRow*float64(rows)
	return top, top + 12 + intervalRow*float64(len(c.Rows)), f, labels
}

// whisker draws the marks of one row. An end beyond the scale has no cap, but the mark
// of what goes on.
func (f columns) whisker(p *pen, row view.ChartRow, y float64, words Words) {
	s := readInterval(row)
	class := "d-this"
	if row.Role != view.This && row.Role != view.Flagged {
		class += " o"
	}
	if s.whisk {
		low, below := f.x(s.low)
		high, above := f.x(s.high)
		p.line("whisk", low, high, y, y)
		for _, at := range []struct {
			x    float64
			side int
		}{{low, below}, {high, above}} {
			if at.side == 0 {
				p.line("whisk", at.x, at.x, y-5, y+5)
			} else {
				p.along = words.mark(view.Mean(0), Stands)
				f.beyond(p, "d-comp", at.x, y, at.side)
			}
		}
	}
	if !s.value {
		return
	}
	x, side := f.x(s.at)
	value := row.Now
	if _, ok := drawn(value); !ok {
		value = view.Mean(int64(math.Round(10 * s.at))) // its point, which is worked out
	}
	p.along = words.at(value, side)
	switch {
	case side != 0:
		f.beyond(p, class, x, y, side)
	case row.Role == view.Flagged:
		p.glyph("d-flag", diamond, x, y)
	default:
		p.circle(class, x, y, 6)
	}
}
