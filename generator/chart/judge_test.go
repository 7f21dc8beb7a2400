package chart_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"rollcall/generator/chart"
	"rollcall/generator/view"
)

func draw(c *view.Chart) string { return string(chart.SVG(nil, c, english)) }

// A ring stands around what lies outside the limits as printed, and only there. The
// limits of the chart are 91.9 and 92.6, less and plus 0.96: 90.94 to 92.86, and from
// the break on 91.64 to 93.56.
func TestRings(t *testing.T) {
	for _, v := range []struct {
		at    int
		value string
		want  int
	}{
		{3, "92.86", 1}, // printed 92.9
		{3, "92.84", 0}, // printed 92.8
		{3, "90.9", 1},
		{3, "91.0", 0},
		{9, "92.9", 0}, // after the break the range is higher
		{7, "80.0", 0}, // no range there
		{1, "99.0", 0}, // nor there, and beyond the scale
	} {
		c := usualChart()
		for i := range c.Series[0].Values {
			c.Series[0].Values[i] = percent("92.3")
		}
		c.Series[0].Values[v.at] = percent(v.value)
		if got := strings.Count(draw(c), `class="ring"`); got != v.want || chart.Unusual(c) != (v.want > 0) {
			t.Errorf("%s at tick %d: %d rings, want %d", v.value, v.at, got, v.want)
		}
	}
}

// The band ends where the range is not known and where the series breaks: ticks 2 to 6,
// 8 alone, and 9 to 14.
func TestUsualBandBreaks(t *testing.T) {
	_, d, found := strings.Cut(draw(usualChart()), `class="usual" d="`)
	if d, _, _ = strings.Cut(d, `"`); !found || strings.Count(d, "M") != 3 || strings.Count(d, "Z") != 3 {
		t.Errorf("want three stretches: %s", d)
	}
}

func TestEvents(t *testing.T) {
	few, many := eventsChart(2), eventsChart(5)
	if svg := draw(few); !strings.Contains(svg, `class="evt w"`) || !strings.Contains(svg, `class="evt n"`) || !strings.Contains(svg, ">New national registration<") {
		t.Error("two events have names where there is room, and numbers where there is not")
	}
	if svg := draw(many); strings.Contains(svg, "evt w") || strings.Contains(svg, ">New national") || strings.Count(svg, `class="evt-no"`) != 5 {
		t.Error("five events have numbers at every width")
	}
	many.Events = append(many.Events, view.Moment{At: 0}, view.Moment{At: 12}, view.Moment{At: -4})
	if moments, numbered := chart.Events(many); len(moments) != 5 || !numbered {
		t.Errorf("%d events, want the five between two ticks", len(moments))
	}
}

// A hidden cell is blank whatever its step says.
func TestHiddenCellsAreBlank(t *testing.T) {
	c := heatChart(2, 3)
	for r := range c.Heat.Rows {
		for k := range c.Heat.Rows[r].Cells {
			cell := &c.Heat.Rows[r].Cells[k]
			cell.Value, cell.Step, cell.Mark = view.Points(31, false), 4, true
		}
	}
	svg := draw(c)
	for _, bad := range []string{"hw4", "hm", "tspan", "hs"} {
		if strings.Contains(svg, bad) {
			t.Errorf("a hidden cell left %s", bad)
		}
	}
	option, err := chart.Option(c, english)
	if err != nil || strings.Contains(string(option), "3.1") {
		t.Errorf("a hidden cell is in the option: %s", option)
	}
}

// Numbers stand in the cells of a small table at every width, and in those of a large
// one where there is room; below that, strokes stand for them.
func TestHeatNumbers(t *testing.T) {
	if svg := draw(heatChart(8, 6)); !strings.Contains(svg, `<text class="hv" `) || strings.Contains(svg, "ln hs") {
		t.Error("six columns have room for numbers")
	}
	if svg := draw(heatChart(30, 24)); !strings.Contains(svg, `<text class="hv tiny x" `) || !strings.Contains(svg, `class="ln hs hs2 nx"`) {
		t.Error("24 columns have numbers on a wide page and strokes on others")
	}
}

// The option holds the step 0 and a piece for each of the nine, and no data but those
// of cells that are shown.
func TestHeatOption(t *testing.T) {
	c := heatChart(8, 6)
	option, err := chart.Option(c, english)
	if err != nil {
		t.Fatal(err)
	}
	var o struct {
		VisualMap struct {
			Type   string
			Pieces []struct {
				Value *int
				Label string
			}
		}
		Series []struct {
			Type string
			Data [][2]any // the name and the value of a cell
		}
	}
	if err := json.Unmarshal(option, &o); err != nil {
		t.Fatal(err)
	}
	if o.VisualMap.Type != "piecewise" || len(o.VisualMap.Pieces) != 9 || o.VisualMap.Pieces[4].Value == nil || *o.VisualMap.Pieces[4].Value != 0 {
		t.Errorf("pieces: %+v", o.VisualMap)
	}
	shown := 0
	for _, row := range c.Heat.Rows {
		for _, cell := range row.Cells {
			if cell.Value.Known {
				shown++
			}
		}
	}
	if len(o.Series) != 1 || o.Series[0].Type != "heatmap" || len(o.Series[0].Data) != shown {
		t.Errorf("want one heatmap of %d cells", shown)
	}
}

// Rank 1 stands at the top and the last at the foot of a plot of 280 pixels: with 141
// ranks, two pixels each.
func TestRanks(t *testing.T) {
	c := &view.Chart{ID: "r", Kind: view.RankChart, X: terms(4), Ranks: []view.Rank{{Low: 1, High: 1, Of: 141}, {Low: 71, High: 81, Of: 141}, {}, {Low: 141, High: 141, Of: 141}}}
	svg := draw(c)
	for _, want := range []string{
		`<circle class="d-this" r="5"/>`,
		`<line class="rk" x1="33.33%" x2="33.33%" y1="140" y2="160"/>`,
		`<circle class="d-this" cx="100%" cy="280" r="5"/>`,
		`>of 141</text>`, `>1</text>`,
	} {
		if !strings.Contains(svg, want) {
			t.Errorf("lacks %s", want)
		}
	}
	if strings.Count(svg, "<circle") != 2 {
		t.Error("a rank that is not known is drawn")
	}
}

// On a scale of ratios from 0.5 to 8 that reaches beyond five, 2 is half-way: it is four
// times the one end and a quarter of the other.
func TestRatiosAreLogarithmic(t *testing.T) {
	c := timesChart(8)
	c.Rows = []view.ChartRow{{Point: 2, Range: view.Interval{Low: 1, High: 4, Known: true}}}
	svg := draw(c)
	for _, want := range []string{`cx="50%"`, `class="whisk" x1="25%" x2="75%"`, ">0.5×<", ">5×<"} {
		if !strings.Contains(svg, want) {
			t.Errorf("lacks %s", want)
		}
	}
	c.Scale = view.Scale{Min: 0, Max: 4, Step: 1, Unit: view.UnitTimes}
	if svg := draw(c); !strings.Contains(svg, `cx="50%"`) || !strings.Contains(svg, `x1="25%" x2="100%"`) {
		t.Error("up to five the scale is even")
	}
}

func TestIntervalUnknown(t *testing.T) {
	c := timesChart(5)
	for _, row := range []view.ChartRow{{Point: 2}, {Point: math.NaN(), Range: view.Interval{Low: 1, High: 2}}, {Now: hidden, Point: 3}} {
		c.Rows = []view.ChartRow{row}
		if svg := draw(c); strings.Contains(svg, "<circle") || strings.Contains(svg, "whisk") {
			t.Errorf("%+v is drawn", row)
		}
	}
	c = intervalChart()
	svg := draw(c)
	if !strings.Contains(svg, `role="group"`) || strings.Count(svg, `<a href="schools/`) != len(c.Rows) {
		t.Error("rows link, and a picture with links is a group")
	}
	if strings.Count(svg, "d-flag") != 1 {
		t.Error("a flagged row has the diamond")
	}
}

func TestKey(t *testing.T) {
	marks := func(c *view.Chart) string {
		var names []string
		for _, item := range chart.Key(c, english) {
			names = append(names, item.Mark)
		}
		return strings.Join(names, " ")
	}
	bands := barChart()
	bands.Key = nil
	ownLimit := funnelChart(45)
	ownLimit.Key = []view.KeyItem{{Mark: "limit", Label: view.Words("the inner limits")}}
	for _, c := range []struct {
		name  string
		chart *view.Chart
		want  string
	}{
		{"usual", usualChart(), "usual signal"},
		{"line", lineChart(11), ""},
		{"funnel", funnelChart(45), "unmet flag line-comp limit limit-outer"},
		{"named", ownLimit, "limit unmet flag line-comp limit-outer"},
		{"bars", bands, "comp"},
		{"small heat", heatChart(8, 6), "signal-cell heat-worse heat-better "},
		{"large heat", heatChart(30, 24), "signal-cell heat-worse-nx heat-better-nx "},
		{"rank", rankChart(), "ranks"},
		{"nothing", &view.Chart{Kind: view.HeatChart}, ""},
	} {
		if got := marks(c.chart); got != c.want {
			t.Errorf("%s: key %q, want %q", c.name, got, c.want)
		}
	}
}
