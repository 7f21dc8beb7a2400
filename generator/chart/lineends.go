package chart

import (
	"strings"

	"rollcall/generator/view"
)

// endLabel is the name and value at the last point of a series.
type endLabel struct {
	role  view.Role
	x     float64
	wide  []string // its lines
	value string
}

// lineEnds writes the names and values of the series at their last points.
func lineEnds(p *pen, lines []trace, words Words, n int, y func(float64) float64) {
	var ends []endLabel
	var ys, tall, one []float64
	for _, t := range lines {
		last := t.last()
		if last < 0 {
			continue
		}
		value := words.value(t.Values[last])
		written := endLines(t, value, n, words)
		ends = append(ends, endLabel{t.Role, across(last, n), written, value})
		ys = append(ys, y(t.v[last]))
		height := labelGap
		if len(written) > 1 { // apart enough that each value goes with its name
			height = lineHeight*float64(len(written)) + 7
		}
		tall = append(tall, height)
		one = append(one, labelGap)
	}
	wide := spread(ys, tall, 0, lineHeightPx-4)
	narrow := spread(ys, one, 0, lineHeightPx-4)
	for i, e := range ends {
		class := labelClass(e.role)
		p.lines(class+" w", e.x, 10, wide[i], e.wide)
		p.label(class+" n", e.x, 8, narrow[i], e.value)
	}
}

// endLines puts a name and value on one line or, in the margin, the value beneath the
// name. Within the plot, where a line ends early, there is room for one short line.
func endLines(t trace, value string, n int, words Words) []string {
	name, short := words.Text(t.Name), words.Text(t.Short)
	if t.Role == view.Target { // its name holds the value, as it was set
		return []string{name}
	}
	if t.Short.IsZero() {
		short = name
	}
	if one := name + " " + value; textWidth(one) <= endLabelWidth {
		return []string{one}
	}
	if t.last() < n-1 {
		return []string{shorten(short, endLabelWidth) + " " + value}
	}
	lines := wrap(name, endLabelWidth, 2)
	if strings.Join(lines, " ") != name { // it was cut
		lines = wrap(short, endLabelWidth, 2)
	}
	if one := strings.Join(lines, " ") + " " + value; textWidth(one) <= endLabelWidth {
		return []string{one}
	}
	return append(lines, value)
}
