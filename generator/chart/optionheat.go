package chart

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"rollcall/generator/view"
)

// heat gives each cell its column, row and step; the theme colours the steps.
func (o *option) heat() {
	g := o.chart.Heat
	if g == nil {
		g = &view.Heat{}
	}
	columns, rows := make([]string, len(g.Columns)), make([]string, len(g.Rows))
	for i, c := range g.Columns {
		columns[i] = o.words.Text(c)
	}
	for i, r := range g.Rows {
		rows[i] = o.words.Text(r.Label)
	}
	o.x = []any{categoryAxis{Type: "category", Data: columns, BoundaryGap: true}}
	o.y = []any{categoryAxis{Type: "category", Data: rows, BoundaryGap: true, Inverse: true}}
	o.foot = 4
	var data []opts.HeatMapData
	for _, cell := range readHeat(g, o.words) {
		said := o.words.Text(g.Rows[cell.row].Cells[cell.column].Note)
		if said == "" {
			said = rows[cell.row] + ", " + columns[cell.column] + ": " + o.words.value(g.Rows[cell.row].Cells[cell.column].Value)
		}
		data = append(data, opts.HeatMapData{Name: said, Value: []int{cell.column, cell.row, cell.step}})
	}
	o.tints = &visualMap{Type: "piecewise", Dimension: 2}
	for step := -mostTint; step <= mostTint; step++ {
		o.tints.Pieces = append(o.tints.Pieces, tintPiece{step, tintClass(step)})
	}
	cells := charts.NewHeatMap()
	cells.AddSeries("", data, charts.WithSeriesId("heat-0"))
	o.plot.Overlap(cells)
}
