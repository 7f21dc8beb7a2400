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
		written := endLines(words.Text(t.Name), value)
		if cut := len(written) > 1 && strings.Join(written[:len(written)-1], " ") != words.Text(t.Name); cut && !t.Short.IsZero() {
			written = endLines(words.Text(t.Short), value)
		}
		ends = append(ends, endLabel{t.Role, across(last, n), written, value})
		ys = append(ys, y(t.v[last]))
		tall = append(tall, labelGap+lineHeight*float64(len(written)-1))
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

// endLines puts a name and value on one line, or the value beneath the name.
func endLines(name, value string) []string {
	if one := name + " " + value; textWidth(one) <= endLabelWidth {
		return []string{one}
	}
	return append(wrap(name, endLabelWidth, 2), value)
}
