package chart_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rollcall/generator/chart"
	"rollcall/generator/view"
)

var update = flag.Bool("update", false, "write the pictures in testdata anew; then look at them")

func TestGolden(t *testing.T) {
	for _, c := range charts() {
		t.Run(c.ID, func(t *testing.T) {
			svg := chart.SVG(nil, c, english)
			golden(t, c.ID+".svg", svg)
			option, err := chart.Option(c, english)
			if err != nil {
				t.Fatal(err)
			}
			if c.Kind == view.SparkChart {
				if option != nil {
					t.Error("a spark has an option")
				}
				return
			}
			golden(t, c.ID+".json", option)
		})
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs: run with -update and look at the picture", name)
	}
}

// edges are charts at their limits.
func edges() map[string]*view.Chart {
	all := map[string]*view.Chart{}
	for _, c := range charts() {
		all[c.ID] = c
	}
	kinds := map[string]view.ChartKind{"line": view.LineChart, "spark": view.SparkChart, "slope": view.SlopeChart, "bar": view.BarChart, "dot": view.DotChart, "funnel": view.FunnelChart,
		"heat": view.HeatChart, "rank": view.RankChart, "interval": view.IntervalChart}
	for name, kind := range kinds {
		all["nothing "+name] = &view.Chart{ID: "n", Kind: kind}
		one := &view.Chart{ID: "o", Kind: kind, Title: view.Words(hostile), Desc: view.Words(hostile + "\x00\x1b\xff"), Scale: view.Scale{Max: 10, Step: 5},
			X: terms(1), Series: []view.Series{{Name: view.Words(hostile), Values: []view.Value{percent("3")}, Marked: []int{-1, 0, 7}}},
			Rows: []view.ChartRow{{Label: view.Words(hostile), Now: percent("3"), Before: percent("3"), Versus: percent("30"), Text: view.Words(hostile), Href: hostile, Point: math.NaN(), Range: view.Interval{Low: -1, High: 300, Known: true}},
				{Label: view.Words(rightToLeft), Point: math.Inf(1), Range: view.Interval{Low: 2, High: 1, Known: true}}},
			Panels: []view.Panel{{Label: view.Words(hostile), Dots: []view.Dot{{Name: view.Words(hostile), Value: percent("3"), Named: true}}}},
			Funnel: &view.Funnel{SizeMax: 100, Dots: []view.Dot{{Name: view.Words(hostile), Value: percent("3"), Size: percent("500").Figure, Named: true}},
				Limits: []view.Limit{{Sizes: []int64{1, 2, 3}, Lower: []float64{math.NaN()}, Upper: []float64{math.Inf(1), 2, math.NaN()}}, {}}},
			Heat: &view.Heat{Legend: view.Words(hostile), Columns: []view.Text{view.Words(hostile)}, Rows: []view.HeatRow{{Label: view.Words(hostile + rightToLeft),
				Cells: []view.HeatCell{{Value: percent("3"), Step: 99, Mark: true, Note: view.Words(hostile)}, {Value: percent("3")}}}}},
			Ranks:  []view.Rank{{Low: 1, High: 1, Of: 1}, {Low: 3, High: 9, Of: 5}},
			Events: []view.Moment{{At: -1}, {At: 0}, {At: 1, Label: view.Words(hostile)}, {At: 1, Label: view.Words(hostile + rightToLeft)}, {At: 2, Label: view.Words(hostile)}, {At: 99}},
			Usual:  &view.Usual{Label: view.Words(hostile), Limits: []view.Interval{{Low: math.NaN(), High: 1, Known: true}, {Low: 1, High: math.Inf(1), Known: true}, {Low: 4, High: 5, Known: true}}},
			Ref:    []view.RefLine{{Label: view.Words(hostile), Value: percent("99")}, {Label: view.Words(hostile), Value: percent("3")}, {Value: hidden}},
			Spans:  []view.Span{{From: -3, To: 9, Label: view.Words(hostile)}, {From: 4, To: 2}}, Breaks: []view.Break{{At: 0}, {At: 1, Label: view.Words(hostile)}}}
		all["one "+name] = one
		for what, scale := range map[string]view.Scale{"no scale": {}, "backward scale": {Min: 5, Max: 1, Step: 1}, "endless scale": {Max: math.Inf(1), Step: 1}, "fine scale": {Max: 1, Step: 1e-9}, "unknown scale": {Min: math.NaN(), Max: 1, Step: math.NaN()}, "beside": {Min: 50, Max: 60, Step: 5}} {
			c := *one
			c.Scale = scale
			all[what+" "+name] = &c
		}
		hiddenAll := *one
		hiddenAll.X = terms(3)
		hiddenAll.Series = []view.Series{{Values: []view.Value{hidden, hidden, view.Points(99, false)}, Marked: []int{2}}}
		hiddenAll.Rows = []view.ChartRow{{Now: hidden, Before: hidden, Versus: hidden}}
		hiddenAll.Heat = &view.Heat{Columns: []view.Text{view.Words("a")}, Rows: []view.HeatRow{{Cells: []view.HeatCell{{Value: hidden, Step: 4, Mark: true}}}, {}}}
		hiddenAll.Ranks = []view.Rank{{}, {Low: 0, High: 3, Of: 9}}
		hiddenAll.Usual = &view.Usual{Limits: []view.Interval{{Low: 1, High: 2}}}
		hiddenAll.Panels = []view.Panel{{Dots: []view.Dot{{Value: hidden, Named: true}}}}
		hiddenAll.Funnel = &view.Funnel{Dots: []view.Dot{{Value: hidden}, {Value: percent("3")}}}
		all["hidden "+name] = &hiddenAll
	}
	return all
}

func TestWellFormed(t *testing.T) {
	for name, c := range edges() {
		t.Run(name, func(t *testing.T) {
			svg := chart.SVG(nil, c, english)
			for _, bad := range []string{"style=", "NaN", "Inf", "-0\"", "-0%", "<b>", "</script"} {
				if bytes.Contains(svg, []byte(bad)) {
					t.Errorf("picture contains %q", bad)
				}
			}
			ids := map[string]bool{}
			d := xml.NewDecoder(bytes.NewReader(svg))
			for {
				token, err := d.Token()
				if err == io.EOF {
					break
				}
				if err != nil {
					t.Fatalf("%v in %s", err, svg)
				}
				if e, ok := token.(xml.StartElement); ok {
					for _, a := range e.Attr {
						if a.Name.Local == "id" {
							if ids[a.Value] {
								t.Errorf("id %q twice", a.Value)
							}
							ids[a.Value] = true
						}
					}
				}
			}
			option, err := chart.Option(c, english)
			if err != nil {
				t.Fatal(err)
			}
			if option != nil && !json.Valid(option) {
				t.Errorf("not JSON: %s", option)
			}
			if bytes.ContainsAny(option, "<>") || bytes.Contains(option, []byte("__f__")) {
				t.Error("option may not stand in a script element")
			}
			if again, _ := chart.Option(c, english); !bytes.Equal(option, again) || !bytes.Equal(svg, chart.SVG(nil, c, english)) {
				t.Error("drawn twice, differs")
			}
		})
	}
}

// What is hidden leaves no trace: a chart of hidden values is that of none.
func TestHiddenLeavesNothing(t *testing.T) {
	c := slopeChart()
	c.Rows = c.Rows[:1]
	c.Rows[0].Now, c.Rows[0].Before = hidden, hidden
	c.Ref = nil
	svg := string(chart.SVG(nil, c, english))
	if strings.Contains(svg, "<circle") || strings.Contains(svg, "l-link") {
		t.Errorf("a mark of a hidden value: %s", svg)
	}
	d := dotChart(3)
	d.Panels = d.Panels[:1]
	for i := range d.Panels[0].Dots {
		d.Panels[0].Dots[i].Value = view.Points(int64(i), false)
	}
	if svg := string(chart.SVG(nil, d, english)); strings.Contains(svg, "<circle") || strings.Contains(svg, "d-flag") {
		t.Errorf("a mark of a hidden value: %s", svg)
	}
}

// A picture gives away no more than the printed tenth.
func TestDrawnAsPrinted(t *testing.T) {
	a, b := slopeChart(), slopeChart()
	a.Rows[0].Now, b.Rows[0].Now = percent("92.6501"), percent("92.7499")
	if !bytes.Equal(chart.SVG(nil, a, english), chart.SVG(nil, b, english)) {
		t.Error("two values that are printed alike are drawn apart")
	}
}

// The hollow disc of last year shows however near the disc of now is.
func TestNearDiscsBothShow(t *testing.T) {
	c := slopeChart()
	c.Ref = nil
	for _, before := range []string{"93", "93.1", "92.9"} {
		c.Rows = []view.ChartRow{{Now: percent("93"), Before: percent(before)}}
		svg := string(chart.SVG(nil, c, english))
		if !strings.Contains(svg, `r="9"`) {
			t.Errorf("93.0 and %s: no ring", before)
		}
	}
	c.Rows = []view.ChartRow{{Now: percent("93"), Before: percent("95")}}
	if svg := string(chart.SVG(nil, c, english)); strings.Contains(svg, `r="9"`) {
		t.Error("a ring where the discs lie apart")
	}
}

func TestManySchoolsStayLow(t *testing.T) {
	for _, n := range []int{45, 90, 327, 400} {
		svg := string(chart.SVG(nil, dotChart(n), english))
		var height float64
		if _, err := readHeight(svg, &height); err != nil || height > 424 {
			t.Errorf("%d schools: %v px high (%v)", n, height, err)
		}
	}
}

// readHeight reads the height of a picture.
func readHeight(svg string, height *float64) (int, error) {
	_, rest, _ := strings.Cut(svg, `height="`)
	return fmt.Sscanf(rest, "%g", height)
}
