// Package chart draws a view.Chart twice from the same values: SVG makes the static
// picture that every page holds, Option the ECharts option that replaces it where
// scripts run. Both draw the printed tenth and no finer, so a picture gives away no
// more than the words beside it; a value that is not shown leaves nothing behind.
//
// PNG makes the picture of a letter of what SVG writes, in the colours of the same style
// sheets: one drawing and one look, so that a letter cannot say other than its page.
//
// The static picture is fluid: x is in percent, y in CSS pixels, text in rem, and
// the outer svg has no viewBox, so a narrow page never shrinks the words. The
// stylesheet owns the colours, the margins at the sides and which labels show at
// which width: n below 34rem, w from there on, x from 46rem, nx up to there.
//
// What a chart means never rests on colour: a value outside its usual range has a ring,
// a cell of a heat map its number, or a stroke where there is no room for one.
package chart

import "rollcall/generator/view"

// Words puts texts and numbers into the language of the page. Text returns plain
// words; they are escaped here.
type Words struct {
	Text   func(view.Text) string
	Number func(value float64, decimals int) string
	// Mark and Axis return the mark that stands before a number about a value, or
	// about a step of an axis; nil where numbers are not accounted for.
	Mark func(view.Value, Use) string
	Axis func(step float64) string
}

// minus is what a negative number is written with.
const minus = "\u2212"

// signed writes a difference with its sign: +0.4, −1.8, 0.0.
func (w Words) signed(v float64, decimals int) string {
	switch {
	case v > 0:
		return "+" + w.Number(v, decimals)
	case v < 0:
		return minus + w.Number(-v, decimals)
	}
	return w.Number(0, decimals)
}

// value writes a value as the tables do: 93.1%, +0.4, or 9 for a count. It is empty
// for a value that is not shown.
func (w Words) value(v view.Value) string {
	if s := w.bare(v); s != "" {
		return w.mark(v, Printed) + s
	}
	return ""
}

// bare is value without a mark.
func (w Words) bare(v view.Value) string {
	if v.Points {
		if !v.Known {
			return ""
		}
		if v.Whole {
			return w.Number(float64(v.Tenths)/10, 0)
		}
		if v.Plain {
			return w.Number(float64(v.Tenths)/10, 1)
		}
		return w.signed(float64(v.Tenths)/10, 1)
	}
	if tenths, ok := v.Figure.Tenths(); ok {
		return w.Number(float64(tenths)/10, 1) + "%"
	}
	if n, ok := v.Figure.Num(); ok {
		return w.Number(float64(n), 0)
	}
	return ""
}

// short is value without the percent sign, for labels on a marked line.
func (w Words) short(v view.Value) string {
	if tenths, ok := v.Figure.Tenths(); ok && !v.Points {
		return w.mark(v, Printed) + w.Number(float64(tenths)/10, 1)
	}
	return w.value(v)
}

// drawn returns the value as it is printed: a percentage or difference to a tenth,
// a count whole. It is false for a value that is not shown.
func drawn(v view.Value) (float64, bool) {
	if v.Points {
		return v.Number()
	}
	if tenths, ok := v.Figure.Tenths(); ok {
		return float64(tenths) / 10, true
	}
	return v.Figure.Value()
}
