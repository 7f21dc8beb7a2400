package chart

import (
	"math"

	"rollcall/generator/view"
)

// limits returns the usual range at tick i; it is false where there is none.
func limits(c *view.Chart, i int) (view.Interval, bool) {
	if c.Usual == nil || i < 0 || i >= len(c.Usual.Limits) || i >= len(c.X) {
		return view.Interval{}, false
	}
	return c.Usual.Limits[i], drawable(c.Usual.Limits[i])
}

// drawable reports whether an interval is known and has two finite ends in order.
func drawable(v view.Interval) bool {
	return v.Known && v.Low <= v.High && !math.IsInf(v.Low, 0) && !math.IsInf(v.High, 0)
}

// unusual reports whether a value, as it is printed, lies outside the usual range of
// its tick. Only the first series is judged by it.
func unusual(c *view.Chart, i int, v float64) bool {
	const slack = 1e-9
	r, ok := limits(c, i)
	return ok && (v < r.Low-slack || v > r.High+slack)
}

// Unusual reports whether any value of a line chart lies outside its usual range, so
// that the key has to explain the ring around it.
func Unusual(c *view.Chart) bool {
	if c.Kind != view.LineChart || len(c.Series) == 0 {
		return false
	}
	for i, v := range c.Series[0].Values {
		if n, ok := drawn(v); ok && unusual(c, i, n) {
			return true
		}
	}
	return false
}

// usualRuns returns the stretches of ticks over which the usual range goes on: it ends
// where it is not known and where the series breaks.
func usualRuns(c *view.Chart) []run {
	var runs []run
	for i := range c.X {
		if _, ok := limits(c, i); !ok {
			continue
		}
		if last := len(runs) - 1; last >= 0 && runs[last].to == i-1 && !atBreak(c.Breaks, i) {
			runs[last].to = i
			continue
		}
		runs = append(runs, run{from: i, to: i})
	}
	return runs
}

// band draws the usual range, to the tenth. A range of one tick reaches a quarter of
// the way to its neighbours, or it would not be seen.
func band(p *pen, c *view.Chart, y func(float64) float64) {
	n := len(c.X)
	runs := usualRuns(c)
	if len(runs) == 0 {
		return
	}
	p.raw(`<path class="usual" d="`)
	point := func(command string, x, v float64) {
		p.raw(command)
		p.num(min(max(x, 0), 100))
		p.raw(" ")
		p.num(y(math.Round(v*10) / 10))
	}
	for _, r := range runs {
		if r.from == r.to {
			l, _ := limits(c, r.from)
			x, quarter := across(r.from, n), 25/float64(max(n-1, 1))
			point("M", x-quarter, l.Low)
			point("L", x+quarter, l.Low)
			point("L", x+quarter, l.High)
			point("L", x-quarter, l.High)
			p.raw("Z")
			continue
		}
		command := "M"
		for i := r.from; i <= r.to; i++ {
			l, _ := limits(c, i)
			point(command, across(i, n), l.Low)
			command = "L"
		}
		for i := r.to; i >= r.from; i-- {
			l, _ := limits(c, i)
			point("L", across(i, n), l.High)
		}
		p.raw("Z")
	}
	p.raw(`"/>`)
}

// rings draws a ring around each value of the first series that lies outside the usual
// range, and its disc where it has none: shape says it, with or without colour.
func rings(p *pen, c *view.Chart, t trace, y func(float64) float64, words Words) {
	for i, v := range t.v {
		if _, side := place(c.Scale, v); !t.shown[i] || side != 0 || !unusual(c, i, v) {
			continue
		}
		x := across(i, len(c.X))
		p.up = words.at(t.Values[i], 0)
		p.circle("ring", x, y(v), 8.5)
		if !Pointed(c) {
			p.up = words.at(t.Values[i], 0)
			p.circle(discClass(t.Role), x, y(v), 5)
		}
	}
}
