package chart

import (
	"fmt"
	"math"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"rollcall/generator/view"
)

const zoomAbove = 20 // ticks from which a reader may zoom into a line chart

// periods sets the axis of a chart over time.
func (o *option) periods() {
	c := o.chart
	names := make([]string, len(c.X))
	for i, t := range c.X {
		names[i] = o.words.Text(t.Label)
	}
	for _, r := range groups(c.X, names, o.words) {
		for i := r.from; i <= r.to; i++ {
			names[i] += "\n" + r.name
		}
	}
	o.x = []any{categoryAxis{Type: "category", Data: names}}
	o.foot = layTicks(c.X, o.words, pagePlot).height
}

func (o *option) line() {
	c, n := o.chart, len(o.chart.X)
	o.periods()
	o.y = []any{o.scaleAxis(c.Scale)}
	o.zoom = n > zoomAbove
	lines := traces(c, n)
	for i, t := range lines {
		for from := 0; from < len(t.v); {
			to := from + 1
			for to < len(t.v) && !atBreak(c.Breaks, to) {
				to++
			}
			o.piece(t, fmt.Sprintf("%s-%d-%d", roleName(t.Role), i, from), from, to, n)
			from = to
		}
	}
	for i, r := range usualRuns(c) {
		o.usual(i, r)
	}
	o.refs(false)
	o.moments()
}

// usual adds a stretch of the usual range: an unseen line at its low end, and the
// distance from there to the high end, filled.
func (o *option) usual(i int, r run) {
	low, high := make([]opts.LineData, len(o.chart.X)), make([]opts.LineData, len(o.chart.X))
	for k := range low {
		low[k].Value, high[k].Value = missing, missing
		if k < r.from || k > r.to {
			continue
		}
		l, _ := limits(o.chart, k)
		from, to := math.Round(l.Low*10)/10, math.Round(l.High*10)/10
		low[k].Value = from
		high[k] = opts.LineData{Name: o.span(from, to), Value: math.Round((to-from)*10) / 10}
	}
	stack := charts.WithLineChartOpts(opts.LineChart{Stack: fmt.Sprintf("usual-%d", i)})
	o.plot.AddSeries("", low, charts.WithSeriesId(fmt.Sprintf("base-%d", i)), stack)
	o.plot.AddSeries(o.words.Text(o.chart.Usual.Label), high, charts.WithSeriesId(fmt.Sprintf("usual-%d", i)), stack)
}

// span writes two ends of an axis of the chart.
func (o *option) span(low, high float64) string {
	write := func(v float64) string {
		if o.chart.Scale.Unit == view.UnitPoints {
			return o.words.signed(v, 1)
		}
		return o.words.Number(v, 1)
	}
	text := o.words.Text(view.T("chart.range", view.WordsArg("low", write(low)), view.WordsArg("high", write(high))))
	if o.chart.Scale.Unit == view.UnitPercent {
		text += "%"
	}
	return text
}

// moments adds the spans, breaks and events of a chart over time.
func (o *option) moments() {
	c, n := o.chart, len(o.chart.X)
	for i, s := range c.Spans {
		if _, _, ok := spanEdges(s, n); ok {
			o.scatter(fmt.Sprintf("span-%d", i), "", nil, charts.WithMarkAreaData([]opts.MarkAreaData{
				{Name: o.words.Text(s.Label), XAxis: max(s.From, 0)}, {XAxis: min(s.To, n-1)}}))
		}
	}
	mark := func(id string, at int, label view.Text) {
		o.scatter(id, "", nil, charts.WithMarkLineNameXAxisItemOpts(opts.MarkLineNameXAxisItem{Name: o.words.Text(label), XAxis: at}))
	}
	for i, b := range c.Breaks {
		if _, ok := breakAt(b.At, n); ok {
			mark(fmt.Sprintf("brk-%d", i), b.At, b.Label)
		}
	}
	moments, _ := Events(c)
	for i, m := range moments {
		mark(fmt.Sprintf("evt-%d", i), m.At, m.Label)
	}
}

// piece adds the stretch of a line between two breaks.
func (o *option) piece(t trace, id string, from, to, n int) {
	data := make([]opts.LineData, n)
	shown := false
	for i := range data {
		data[i].Value = missing
		if i >= from && i < to && t.shown[i] {
			data[i] = opts.LineData{Name: o.words.value(t.Values[i]), Value: t.v[i]}
			shown = true
		}
	}
	if shown {
		o.plot.AddSeries(o.words.Text(t.Name), data, charts.WithSeriesId(id))
	}
}

func atBreak(breaks []view.Break, i int) bool {
	return slices.ContainsFunc(breaks, func(b view.Break) bool { return b.At == i })
}

// rank gives each period the middle of the ranks it shares, and says the ranks.
func (o *option) rank() {
	c := o.chart
	r := readRanks(c)
	o.periods()
	axis := valueAxis{Type: "value", Min: 1, Max: float64(max(r.of, 1)), Inverse: true}
	o.y = []any{axis}
	var data []opts.ScatterData
	for i, k := range r.at {
		if k.Of > 0 {
			said := o.words.Text(view.T("chart.rank.said", view.WordsArg("rank", o.words.rank(k)), view.IntArg("of", k.Of)))
			data = append(data, opts.ScatterData{Name: said, Value: []any{i, float64(k.Low+k.High) / 2}})
		}
	}
	o.scatter("this-0", "", data)
	o.moments()
}
