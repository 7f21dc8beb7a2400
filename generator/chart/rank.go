package chart

import (
	"slices"

	"rollcall/generator/view"
)

// ranked is the rank chart as it is drawn: the ranks that can be, and the foot of the
// axis.
type ranked struct {
	at []view.Rank // one for each tick; the zero Rank where there is none
	of int         // the most there were in any period
}

func readRanks(c *view.Chart) ranked {
	r := ranked{at: make([]view.Rank, len(c.X))}
	for i := range min(len(c.X), len(c.Ranks)) {
		if k := c.Ranks[i]; k.Low >= 1 && k.Low <= k.High && k.High <= k.Of {
			r.at[i] = k
			r.of = max(r.of, k.Of)
		}
	}
	return r
}

// y returns where a rank stands, in pixels from the top: the first above, the last at
// the foot.
func (r ranked) y(rank float64) float64 {
	if r.of < 2 {
		return lineHeightPx / 2
	}
	return lineHeightPx * (rank - 1) / float64(r.of-1)
}

// ticks returns the ranks that the axis is marked at, between the first and the last.
func (r ranked) ticks() []int {
	if r.of < 1 {
		return nil
	}
	values := []int{1}
	step := int(max(niceStep(float64(r.of), 4), 1))
	for v := step; v < r.of; v += step {
		if v > 1 && r.y(float64(v)) >= 16 && r.y(float64(r.of))-r.y(float64(v)) >= 16 {
			values = append(values, v)
		}
	}
	if r.of > 1 {
		values = append(values, r.of)
	}
	return values
}

// tickLabel writes a rank on the axis; the last says of how many.
func (r ranked) tickLabel(v int, words Words) string {
	if v == r.of {
		return words.Text(view.T("chart.rank.of", view.IntArg("n", v)))
	}
	return words.Number(float64(v), 0)
}

// rank writes a rank: one number, or the two between which places are shared.
func (w Words) rank(k view.Rank) string {
	if k.Low == k.High {
		return w.Number(float64(k.Low), 0)
	}
	return w.Text(view.T("chart.rank.range", view.IntArg("low", k.Low), view.IntArg("high", k.High)))
}

// written returns the ticks whose ranks are written: the first, the last, and the
// first of the best and of the worst.
func (r ranked) written() (ticks []int, last int) {
	first, best, worst := -1, -1, -1
	last = -1
	for i, k := range r.at {
		if k.Of == 0 {
			continue
		}
		if first < 0 {
			first, best, worst = i, i, i
		}
		if k.Low < r.at[best].Low {
			best = i
		}
		if k.High > r.at[worst].High {
			worst = i
		}
		last = i
	}
	for _, i := range []int{first, best, worst} {
		if i >= 0 && i != last && !slices.Contains(ticks, i) {
			ticks = append(ticks, i)
		}
	}
	return ticks, last
}

// rankSVG draws each period's rank as an upright stroke over the ranks that are shared,
// or a disc where none is. No line joins them: what lies between two ranks is no rank.
func rankSVG(p *pen, c *view.Chart, words Words) {
	n := len(c.X)
	r := readRanks(c)
	frame := layTime(c, words, pagePlot)
	frame.open(p, c, words, "p-line p-rank")
	for _, v := range r.ticks() {
		class := "grid"
		if v == r.of {
			class = "axis"
		}
		y := r.y(float64(v))
		p.up = words.ruled(float64(v))
		p.line(class, 0, 100, y, y)
		p.label("e", 0, -8, y, r.tickLabel(v, words))
	}
	frame.draw(p, c)
	space := room{widths: []float64{lineNarrow - 16, lineWide - 16, 620}, left: 10, right: 20}
	for i, k := range r.at {
		if k.Of == 0 {
			continue
		}
		x, top, foot := across(i, n), r.y(float64(k.Low)), r.y(float64(k.High))
		if k.Low == k.High {
			p.up = words.at(view.Whole(k.Low), 0)
			p.circle("d-this", x, top, 5)
		} else {
			p.line("rk", x, x, top, foot)
		}
		space.take(box{x, -6, 6, top - 6, foot + 6})
	}
	written, last := r.written()
	if last >= 0 {
		k := r.at[last]
		y := (r.y(float64(k.Low)) + r.y(float64(k.High))) / 2
		p.label("ft b halo", across(last, n), 11, y, words.rank(k))
	}
	for _, i := range written {
		k := r.at[i]
		x, text := across(i, n), words.rank(k)
		top, foot := r.y(float64(k.Low)), r.y(float64(k.High))
		at := top - 17
		for _, y := range []float64{top - 17, foot + 17, top - 31, foot + 31} {
			if b := textBox(x, 0, y, text, middle); y > -8 && y < lineHeightPx-8 && space.free(b) {
				at = y
				break
			}
		}
		space.take(textBox(x, 0, at, text, middle))
		p.label("b m halo", x, 0, at, text)
	}
	p.raw("</svg></svg>")
}
