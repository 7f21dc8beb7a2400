package audit

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"
)

const (
	offBy    = 0.2  // of a coordinate: pixels are rounded to tenths,
	rounding = 0.05 // which makes each of them this much wrong
	offByBin = 2.6  // of a column of dots, in percent of the plot: half of the widest column
)

// draw notes where a drawing places a value.
func (c *pageCheck) draw(at int, e *ledgerEntry, v *value) string {
	n := c.numbers[at]
	pixel, err := strconv.ParseFloat(string(c.page[n.at:n.end]), 64)
	if err != nil {
		return "a coordinate that is no number"
	}
	d := drawn{value: e.literal, pixel: pixel, number: at, ruled: true}
	if e.figure() {
		d = drawn{value: float64(v.n), pixel: pixel, number: at, of: e}
		if e.percent() {
			d.value /= 10
		}
	} else if e.letter != "=" {
		return "" // worked out: there is nothing to place it by
	}
	if n.at > 0 && c.page[n.at-1] == '-' {
		d.pixel = -d.pixel
	}
	switch n.attr {
	case "x", "x1", "x2", "cx":
		n.drawing.along = append(n.drawing.along, d)
	case "width":
		n.drawing.wide = append(n.drawing.wide, d)
	case "y", "y1", "y2", "cy", "d":
		n.drawing.up = append(n.drawing.up, d)
	default:
		return "a coordinate in the attribute " + n.attr
	}
	if !slices.Contains(c.drawings, n.drawing) {
		c.drawings = append(c.drawings, n.drawing)
	}
	return ""
}

// isMeasured reports whether marks of a class stand for a value.
func isMeasured(class []byte) bool {
	switch string(class) {
	case "b-this", "b-last", "d-this", "d-last", "d-comp", "d-met", "d-no", "d-flag", "ring", "l-tick",
		"l-this", "l-last", "l-comp", "l-tgt", "pt-this", "pt-last", "pt-comp",
		"h0", "hw1", "hw2", "hw3", "hw4", "hb1", "hb2", "hb3", "hb4":
		return true
	}
	return false
}

// marks checks that every mark of a drawing that stands for a value has one in the ledger:
// a bar that nothing is told of would be a hidden value.
func (c *pageCheck) marks(tags []tag) {
	for i := range tags {
		t := &tags[i]
		if t.drawing == nil {
			continue
		}
		measured, outline := false, false
		for class := range bytes.FieldsSeq(t.class) {
			measured = measured || isMeasured(class)
			outline = outline || string(class) == "out" || string(class) == "d-flag"
		}
		if !measured {
			continue
		}
		want, have := 1, c.listedIn(t)
		switch t.name {
		case "path":
			if d, ok := attribute(c.page[t.at:t.end], ` d="`); ok && !outline {
				want = bytes.Count(d, []byte("M")) + bytes.Count(d, []byte("L"))
			}
		case "circle", "line", "rect":
		default:
			continue
		}
		if have == 0 && want == 1 && t.box >= 0 {
			have = c.listedIn(&tags[t.box]) // a glyph, placed by the picture around it
		}
		if have < want {
			c.fault(t.at, "%.60q of a drawing stands for %d values, and the page accounts for %d", c.page[t.at:t.end], want, have)
		}
	}
}

func (c *pageCheck) listedIn(t *tag) (n int) {
	for i := t.first; i < t.past; i++ {
		if c.listed[i] && c.numbers[i].attr != "" {
			n++
		}
	}
	return n
}

// ruler places values on an axis: a coordinate of each value, or of its logarithm.
type ruler struct {
	from, each float64
	log        bool
	low, high  float64 // the values that it was laid by
}

// reach is by how much a place may be wrong because the two that the ruler was laid by are
// rounded: more, the further a value lies outside of them.
func (r ruler) reach(v float64) float64 {
	return rounding * ((math.Abs(v-r.low)+math.Abs(r.high-v))/(r.high-r.low) - 1)
}

func (r ruler) at(v float64) float64 {
	if r.log {
		v = math.Log(v)
	}
	return r.from + r.each*v
}

// measure lays a ruler to every drawing: the places of its marks are those of its values
// on one scale, which the steps of the axis give where there are any.
func (c *pageCheck) measure() {
	for _, d := range c.drawings {
		along, ok := c.ruled(d, d.along)
		if ok {
			c.lay(d, d.along, along, along.at)
			zero := along.at(0)
			c.lay(d, d.wide, along, func(v float64) float64 { return math.Abs(along.at(v) - zero) })
		} else if len(d.wide) > 0 {
			c.fault(c.numbers[d.wide[0].number].at, "%s: a bar of a drawing without a scale", c.around(d.wide[0].number))
		}
		if up, ok := c.ruled(d, d.up); ok {
			c.lay(d, d.up, up, up.at)
		}
	}
}

// ruled makes the ruler of an axis: from the steps that the picture is marked with, or
// from its own values. It is false where fewer than two differ.
func (c *pageCheck) ruled(d *drawing, marks []drawn) (ruler, bool) {
	fit := func(use func(drawn) bool) (low, high drawn, ok bool) {
		for _, m := range marks {
			if !use(m) {
				continue
			}
			if !ok {
				low, high, ok = m, m, true
			}
			if m.value < low.value {
				low = m
			}
			if m.value > high.value {
				high = m
			}
		}
		return low, high, ok && high.value > low.value
	}
	low, high, ok := fit(func(m drawn) bool { return m.ruled })
	if !ok {
		low, high, ok = fit(func(m drawn) bool { return !d.dots || m.pixel > 0 && m.pixel < 100 })
	}
	if !ok {
		return ruler{}, false
	}
	r := line(low, high, false)
	if low.value > 0 && slices.ContainsFunc(marks, func(m drawn) bool { return m.ruled && math.Abs(r.at(m.value)-m.pixel) > offBy }) {
		r = line(low, high, true)
	}
	return r, true
}

func line(low, high drawn, log bool) ruler {
	a, b := low.value, high.value
	if log {
		a, b = math.Log(a), math.Log(b)
	}
	each := (high.pixel - low.pixel) / (b - a)
	return ruler{low.pixel - each*a, each, log, low.value, high.value}
}

// lay holds marks against a ruler.
func (c *pageCheck) lay(d *drawing, marks []drawn, r ruler, at func(float64) float64) {
	slack := offBy
	if strings.Contains(d.name, "p-dots") {
		slack = offByBin
	}
	for _, m := range marks {
		want := at(m.value)
		if d.dots { // one beyond the scale stands at its end
			want = min(max(want, 0), 100)
		}
		if !(math.Abs(want-m.pixel) <= slack+r.reach(m.value)) {
			c.fault(c.numbers[m.number].at, "%s: drawn at %.2f, where %.2f would be the place of %g, %s", c.around(m.number), m.pixel, want, m.value, m.what())
		}
	}
}
