package chart

import (
	"fmt"
	"math"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"rollcall/generator/view"
)

func (o *option) rows() {
	labels := make([]string, len(o.chart.Rows))
	for i, r := range o.chart.Rows {
		labels[i] = o.words.Text(r.Label)
	}
	o.x = []any{o.scaleAxis(o.chart.Scale)}
	o.y = []any{categoryAxis{Type: "category", Data: labels, BoundaryGap: true, Inverse: true}}
	o.foot = 24
}

func (o *option) slope() {
	o.rows()
	var before []opts.ScatterData
	now := map[view.Role][]opts.ScatterData{}
	for i, r := range o.chart.Rows {
		if v, ok := o.inside(r.Before); ok {
			before = append(before, opts.ScatterData{Name: o.words.value(r.Before), Value: []any{v, i}})
		}
		if v, ok := o.inside(r.Now); ok {
			now[r.Role] = append(now[r.Role], opts.ScatterData{Name: o.words.value(r.Now), Value: []any{v, i}})
		}
	}
	for _, role := range []view.Role{view.This, view.Last, view.Comparator, view.Target, view.Flagged} {
		if len(now[role]) > 0 {
			o.scatter(roleName(role)+"-0", o.keyLabel("this"), now[role])
		}
	}
	o.scatter("before-1", o.keyLabel("last"), before)
	o.refs(true)
}

func (o *option) bar() {
	o.rows()
	n := len(o.chart.Rows)
	focus, rest := make([]opts.BarData, n), make([]opts.BarData, n)
	var versus []opts.ScatterData
	for i, r := range o.chart.Rows {
		focus[i].Value, rest[i].Value = missing, missing
		if v, ok := o.inside(r.Now); ok {
			bar := opts.BarData{Name: o.words.value(r.Now), Value: v}
			if r.Role == view.Last || r.Role == view.Comparator {
				rest[i] = bar
			} else {
				focus[i] = bar
			}
		}
		if v, ok := o.inside(r.Versus); ok {
			versus = append(versus, opts.ScatterData{Name: o.words.value(r.Versus), Value: []any{v, i}})
		}
	}
	bars := charts.NewBar()
	over := charts.WithBarChartOpts(opts.BarChart{BarGap: "-100%", BarWidth: "16"})
	bars.AddSeries("", focus, charts.WithSeriesId("this-0"), over)
	bars.AddSeries("", rest, charts.WithSeriesId("last-1"), over)
	o.plot.Overlap(bars)
	o.scatter("versus-2", o.keyLabel("comp"), versus)
	o.refs(true)
}

// inside returns a value as it is printed, moved to the end of the scale where it lies
// beyond: ECharts would leave it out.
func (o *option) inside(v view.Value) (float64, bool) {
	x, ok := drawn(v)
	s := o.chart.Scale
	return min(max(x, s.Min), s.Max), ok
}

func (o *option) dot() {
	c := o.chart
	top, panels, foot := dotFrame(c, o.words)
	hidden := false
	o.x = []any{o.scaleAxis(c.Scale)}
	o.y = []any{valueAxis{Type: "value", Max: round(foot - top), Inverse: true, Show: &hidden}}
	o.foot = 24
	data := map[view.Role][]opts.ScatterData{}
	size := pitches[0]
	for _, sp := range panels {
		size = sp.pitch
		for _, d := range sp.dots {
			x := round(c.Scale.Min + d.x/100*(c.Scale.Max-c.Scale.Min)) // of its column
			data[d.dot.Role] = append(data[d.dot.Role], opts.ScatterData{
				Name: o.words.Text(d.dot.Name) + ": " + o.words.value(d.dot.Value), Value: []any{x, round(d.y - top)}})
		}
	}
	o.dots(data, size)
	o.refs(true)
}

// dots adds the schools of a distribution or funnel; the second part of the id is the
// size of a mark.
func (o *option) dots(data map[view.Role][]opts.ScatterData, pitch float64) {
	for _, role := range []view.Role{view.This, view.Last, view.Comparator, view.Target, view.Flagged} {
		if len(data[role]) > 0 {
			o.scatter(fmt.Sprintf("%s-%v", roleName(role), pitch), "", data[role])
		}
	}
}

func (o *option) funnel() {
	c, g := o.chart, o.chart.Funnel
	if g == nil {
		g = &view.Funnel{}
	}
	sizes := view.Scale{Max: float64(g.SizeMax), Step: niceStep(float64(g.SizeMax), 5)}
	x := valueAxis{Type: "value", Max: sizes.Max, Interval: sizes.Step, Name: o.words.Text(g.SizeLab)}
	for _, v := range ticks(sizes) {
		x.Labels = append(x.Labels, o.words.Number(v, 0))
	}
	o.x, o.y = []any{x}, []any{o.scaleAxis(c.Scale)}
	o.foot = 48
	for i, l := range g.Limits {
		for k, shares := range [][]float64{l.Lower, l.Upper} {
			var data []opts.LineData
			for j := range min(len(l.Sizes), len(shares)) {
				if !math.IsNaN(shares[j]) && !math.IsInf(shares[j], 0) {
					data = append(data, opts.LineData{Value: []any{l.Sizes[j], round(min(max(shares[j], c.Scale.Min), c.Scale.Max))}})
				}
			}
			o.plot.AddSeries(o.words.Text(l.Label), data, charts.WithSeriesId(fmt.Sprintf("limit-%d-%d", i, k)))
		}
	}
	if v, ok := drawn(view.Of(g.Mean)); ok {
		o.scatter("mean-0", "", nil, charts.WithMarkLineNameYAxisItemOpts(opts.MarkLineNameYAxisItem{Name: o.words.Text(g.MeanLab), YAxis: v}))
	}
	data := map[view.Role][]opts.ScatterData{}
	count := 0
	for i := range g.Dots {
		d := &g.Dots[i]
		v, ok := o.inside(d.Value)
		size, ok2 := d.Size.Value()
		if !ok || !ok2 {
			continue
		}
		count++
		said := o.words.Text(d.Name) + ": " + o.words.value(d.Value) + "\n" + o.words.Text(g.SizeLab) + ": " + o.words.Number(size, 0)
		data[d.Role] = append(data[d.Role], opts.ScatterData{Name: said, Value: []any{min(size, float64(g.SizeMax)), v}})
	}
	o.dots(data, funnelPitch(count))
}

// interval gives each row its value and the ends of its whisker.
func (o *option) interval() {
	o.rows()
	c := o.chart
	data := map[view.Role][]opts.ScatterData{}
	least := c.Scale.Min
	if logarithmic(c.Scale) {
		least = lowest(c.Scale)
	}
	inside := func(v float64) float64 { return min(max(v, least), c.Scale.Max) }
	for i, row := range c.Rows {
		s := readInterval(row)
		if s.value {
			said := o.words.Text(row.Text)
			if said == "" {
				said = o.words.value(row.Now)
			}
			data[row.Role] = append(data[row.Role], opts.ScatterData{Name: said, Value: []any{inside(s.at), i}})
		}
		if s.whisk {
			o.plot.AddSeries("", []opts.LineData{{Value: []any{inside(s.low), i}}, {Value: []any{inside(s.high), i}}}, charts.WithSeriesId(fmt.Sprintf("whisk-%d", i)))
		}
	}
	for _, role := range []view.Role{view.This, view.Last, view.Comparator, view.Target, view.Flagged} {
		if len(data[role]) > 0 {
			o.scatter(fmt.Sprintf("%s-0", roleName(role)), "", data[role])
		}
	}
	o.refs(true)
}
