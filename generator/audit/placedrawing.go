package audit

import (
	"bytes"
	"encoding/json"
	"fmt"
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

// measured are the classes of marks that stand for a value.
var measured = []string{"b-this", "b-last", "d-this", "d-last", "d-comp", "d-met", "d-no", "d-flag", "ring", "l-tick",
	"l-this", "l-last", "l-comp", "l-tgt", "pt-this", "pt-last", "pt-comp",
	"h0", "hw1", "hw2", "hw3", "hw4", "hb1", "hb2", "hb3", "hb4"}

// marks checks that every mark of a drawing that stands for a value has one in the ledger:
// a bar that nothing is told of would be a hidden value.
func (c *pageCheck) marks(tags []*tag) {
	for _, t := range tags {
		if t.drawing == nil || !slices.ContainsFunc(t.classes, func(class string) bool { return slices.Contains(measured, class) }) {
			continue
		}
		want, have := 1, c.listedIn(t)
		switch t.name {
		case "path":
			if d, ok := attribute(c.page[t.at:t.end], "d"); ok && !slices.Contains(t.classes, "out") && !slices.Contains(t.classes, "d-flag") {
				want = strings.Count(d, "M") + strings.Count(d, "L")
			}
		case "circle", "line", "rect":
		default:
			continue
		}
		if have == 0 && want == 1 && t.box != nil && t.box.drawing != nil {
			have = c.listedIn(t.box) // a glyph, placed by the picture around it
		}
		if have < want {
			c.fault(t.at, "%.60q of a drawing stands for %d values, and the page accounts for %d", c.page[t.at:t.end], want, have)
		}
	}
}

func (c *pageCheck) listedIn(t *tag) (n int) {
	for _, i := range t.numbers {
		if c.listed[i] {
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
			c.fault(c.numbers[m.number].at, "%s: drawn at %.2f, where %.2f would be the place of %g, %s", c.around(m.number), m.pixel, want, m.value, m.what)
		}
	}
}

// options checks the charts that scripts draw: every number of their JSON is one that the
// page accounts for elsewhere, the place of a row, or part of a scale.
func (c *pageCheck) options(tags []*tag) {
	for _, t := range tags {
		if !t.option {
			continue
		}
		end := bytes.Index(c.page[t.end:], []byte("</script"))
		if end < 0 {
			continue
		}
		if fault := c.option(c.page[t.end : t.end+end]); fault != "" {
			c.fault(t.at, "a chart's numbers for scripts: %s", fault)
		}
	}
}

// chartOption is what is read of a chart.
type chartOption struct {
	Series []struct {
		ID       string            `json:"id"`
		Data     []json.RawMessage `json:"data"`
		MarkLine struct {
			Data []map[string]any `json:"data"`
		} `json:"markLine"`
	} `json:"series"`
	XAxis []chartAxis `json:"xAxis"`
	YAxis []chartAxis `json:"yAxis"`
}

type chartAxis struct {
	Type     string            `json:"type"`
	Data     []json.RawMessage `json:"data"`
	Min, Max float64
	Show     *bool `json:"show"`
}

// curves begin the ids of series that are worked out from figures: limits of chance, and
// the ranges that are usual.
var curves = []string{"limit-", "whisk-", "base-", "usual-"}

func (c *pageCheck) option(text []byte) string {
	var o chartOption
	if err := json.Unmarshal(text, &o); err != nil {
		return fmt.Sprintf("they cannot be read: %v", err)
	}
	rows, ends := 0, []float64{}
	stacked := false
	for _, axis := range slices.Concat(o.XAxis, o.YAxis) {
		rows = max(rows, len(axis.Data))
		ends = append(ends, axis.Min, axis.Max)
		stacked = stacked || axis.Show != nil && !*axis.Show
	}
	for _, s := range o.Series {
		curve := slices.ContainsFunc(curves, func(prefix string) bool { return strings.HasPrefix(s.ID, prefix) })
		for _, line := range s.MarkLine.Data {
			for _, key := range []string{"xAxis", "yAxis"} {
				if v, ok := line[key].(float64); ok && !c.known(v, max(rows, 1), ends) {
					return fmt.Sprintf("a line at %g, which the page does not account for", v)
				}
			}
		}
		if curve || stacked {
			continue
		}
		for _, datum := range s.Data {
			for _, v := range values(datum) {
				if !c.known(v, rows, ends) && !isRank(datum, v) && !strings.HasPrefix(s.ID, "heat-") {
					return fmt.Sprintf("%g in %.60s, which the page does not account for", v, datum)
				}
			}
		}
	}
	return ""
}

// known reports whether a number of a chart is a value that the page says, an end of the
// scale, or the place of a row.
func (c *pageCheck) known(v float64, rows int, ends []float64) bool {
	if slices.Contains(ends, v) || v == math.Trunc(v) && v >= 0 && v < float64(rows) {
		return true
	}
	t := math.Round(v * 10)
	return math.Abs(v*10-t) < 1e-6 && c.seen[int64(math.Abs(t))]
}

// isRank reports whether a number is the middle of the two ranks that a datum's own words
// say it shares: 8.5 of "8 to 9 of 22".
func isRank(datum json.RawMessage, v float64) bool {
	var said []float64
	for _, n := range numbersOf(datum) {
		if x, err := strconv.ParseFloat(string(datum[n.at:n.end]), 64); err == nil {
			said = append(said, x)
		}
	}
	return len(said) >= 3 && v == (said[0]+said[1])/2 && said[0] < said[1] && said[1] <= said[2]
}

// values returns the numbers of a datum, at whatever depth they stand in it.
func values(datum json.RawMessage) (out []float64) {
	var v any
	if json.Unmarshal(datum, &v) != nil {
		return nil
	}
	var visit func(any)
	visit = func(v any) {
		switch v := v.(type) {
		case float64:
			out = append(out, v)
		case []any:
			for _, x := range v {
				visit(x)
			}
		case map[string]any:
			for _, x := range v {
				visit(x)
			}
		}
	}
	visit(v)
	return out
}
