package chart

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"rollcall/generator/view"
)

// Option returns the ECharts option of a chart as JSON that may stand in a script
// element, or nil for a spark, which is too small to explore. Its values, names, order
// and scale are those of the static picture; looks are left to the script of the
// theme, which knows the colours of the page. The script finds the role of a series in
// its id: the part before the first hyphen.
//
// The name of a datum is its value as printed, with the name of the school where a
// datum is a school.
func Option(c *view.Chart, words Words) ([]byte, error) {
	o := &option{plot: charts.NewLine(), chart: sound(c), words: words}
	switch c.Kind {
	case view.LineChart:
		o.line()
	case view.SlopeChart:
		o.slope()
	case view.BarChart:
		o.bar()
	case view.DotChart:
		o.dot()
	case view.FunnelChart:
		o.funnel()
	case view.HeatChart:
		o.heat()
	case view.RankChart:
		o.rank()
	case view.IntervalChart:
		o.interval()
	default:
		return nil, nil
	}
	return o.json()
}

// option is an option in the making. A line chart of go-echarts carries it: its axes
// are those of bars and dots too.
type option struct {
	plot  *charts.Line
	chart *view.Chart
	words Words
	x, y  []any // axes, in place of those that the builder cannot express
	tints *visualMap
	foot  float64
	zoom  bool
}

// missing is how ECharts writes that there is no value.
const missing = "-"

// json puts the parts together. The builder drops zeros and has no render mode, and
// it adds components that are not wanted, so its map is mended before it is written.
func (o *option) json() ([]byte, error) {
	o.plot.SetGlobalOptions(
		charts.WithGridOpts(opts.Grid{Top: px(o.plotTop()), Bottom: px(o.foot)}),
	)
	o.plot.Validate()
	m := o.plot.JSON()
	for _, name := range []string{"title", "legend", "toolbox", "color", "animation"} {
		delete(m, name)
	}
	trigger := "item"
	if o.chart.Kind == view.LineChart {
		trigger = "axis"
	}
	m["tooltip"] = map[string]any{"trigger": trigger}
	m["xAxis"], m["yAxis"] = o.x, o.y
	if o.tints != nil {
		m["visualMap"] = o.tints
	}
	if o.zoom {
		m["dataZoom"] = []map[string]any{{"type": "inside", "start": 0, "end": 100, "filterMode": "none"}}
	}
	b, err := json.Marshal(m) // writes < > & as escapes
	if err != nil {
		return nil, fmt.Errorf("option of chart %s: %w", o.chart.ID, err)
	}
	b = bytes.ReplaceAll(b, []byte(`{"value":"`+missing+`"}`), []byte(`"`+missing+`"`))
	return datum.ReplaceAll(b, []byte("[$1,$2]")), nil
}

// datum finds a named value, which is written as a pair: half of a large option would
// be the words name and value. The script of the theme reads the pairs.
var datum = regexp.MustCompile(`\{"name":("(?:[^"\\]|\\.)*"),"value":(\[[^\]]*\]|[^]"{}]+)\}`)

func px(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// round keeps what is computed, such as a place in a column, to what matters.
func round(v float64) float64 {
	if v = math.Round(v*100) / 100; v != 0 && !math.IsNaN(v) && !math.IsInf(v, 0) {
		return v
	}
	return 0
}

// Axes as ECharts knows them.
type (
	valueAxis struct {
		Type     string  `json:"type"`
		Min      float64 `json:"min"`
		Max      float64 `json:"max"`
		Interval float64 `json:"interval,omitempty"`
		Inverse  bool    `json:"inverse,omitempty"`
		Show     *bool   `json:"show,omitempty"`
		Name     string  `json:"name,omitempty"`
		// Labels are the words at the steps, from the lowest.
		Labels []string `json:"labels,omitempty"`
	}
	categoryAxis struct {
		Type        string   `json:"type"`
		Data        []string `json:"data"`
		BoundaryGap bool     `json:"boundaryGap"`
		Inverse     bool     `json:"inverse,omitempty"`
	}
	// visualMap gives each step of a heat map a colour of its own, which the theme
	// fills in. The builder's own would leave out the step 0.
	visualMap struct {
		Type      string      `json:"type"`
		Show      bool        `json:"show"`
		Dimension int         `json:"dimension"`
		Pieces    []tintPiece `json:"pieces"`
	}
	tintPiece struct {
		Value int    `json:"value"`
		Label string `json:"label"` // h0, hw1 to hw4, hb1 to hb4
	}
)

func (o *option) scaleAxis(s view.Scale) valueAxis {
	kind := "value"
	if logarithmic(s) {
		kind, s.Min, s.Step = "log", lowest(s), 0
	}
	a := valueAxis{Type: kind, Min: round(s.Min), Max: round(s.Max), Interval: max(round(s.Step), 0)}
	values := ticks(s)
	for i, v := range values {
		a.Labels = append(a.Labels, o.words.tickLabel(s, v, i == len(values)-1))
	}
	return a
}

func (o *option) scatter(id, name string, data []opts.ScatterData, more ...charts.SeriesOpts) {
	s := charts.NewScatter()
	s.AddSeries(name, data, append([]charts.SeriesOpts{charts.WithSeriesId(id)}, more...)...)
	o.plot.Overlap(s)
}

// refs draws reference lines across the values, which run along x or y.
func (o *option) refs(alongX bool) {
	for i, ref := range o.chart.Ref {
		v, ok := drawn(ref.Value)
		if !ok {
			continue
		}
		label := o.words.Text(ref.Label)
		mark := charts.WithMarkLineNameYAxisItemOpts(opts.MarkLineNameYAxisItem{Name: label, YAxis: v})
		if alongX {
			mark = charts.WithMarkLineNameXAxisItemOpts(opts.MarkLineNameXAxisItem{Name: label, XAxis: v})
		}
		o.scatter(fmt.Sprintf("ref%s-%d", roleName(ref.Role), i), label, nil, mark)
	}
}

// roleName begins the id of a series.
func roleName(r view.Role) string {
	switch r {
	case view.Last:
		return "last"
	case view.Comparator:
		return "comp"
	case view.Target:
		return "tgt"
	case view.Flagged:
		return "flag"
	}
	return "this"
}

// keyLabel returns what the key says about a mark.
func (o *option) keyLabel(mark string) string {
	for _, k := range o.chart.Key {
		if k.Mark == mark {
			return o.words.Text(k.Label)
		}
	}
	return ""
}

// plotTop is where the static plot begins, so that the two pictures lie over each
// other.
func (o *option) plotTop() float64 {
	c, w := o.chart, o.words
	switch c.Kind {
	case view.LineChart, view.RankChart:
		return 14 + layStrip(c, w, lineNarrow).height
	case view.SlopeChart:
		top, _, _, _ := slopeFrame(c, w)
		return top + 10
	case view.BarChart:
		top, _, _, _ := barFrame(c, w)
		return top + 9
	case view.DotChart:
		top, _, _ := dotFrame(c, w)
		return top
	case view.HeatChart:
		if c.Heat != nil {
			return layHeads(c.Heat.Columns, w).height
		}
	case view.IntervalChart:
		top, _, _, _ := intervalFrame(c, w)
		return top + 10
	}
	return 14
}
