package chart_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"testing"

	"rollcall/generator/chart"
	"rollcall/generator/view"
	"rollcall/themes"
)

// civic is the look of the theme, from the style sheets that pages link.
func civic(t testing.TB) *chart.Look {
	t.Helper()
	var sheets [][]byte
	for _, name := range []string{"civic.css", "charts.css"} {
		css, err := themes.FS.ReadFile("civic/static/" + name)
		if err != nil {
			t.Fatal(err)
		}
		sheets = append(sheets, css)
	}
	look, err := chart.ReadLook(sheets...)
	if err != nil {
		t.Fatal(err)
	}
	return look
}

// letterChart is a school's year so far against the year before, England and the target.
func letterChart() *view.Chart {
	c := &view.Chart{ID: "letter", Kind: view.LineChart, Title: view.Words("Every half term has beaten last year"), Scale: view.Scale{Min: 88, Max: 96, Step: 2},
		Ref: []view.RefLine{{Label: view.Words("Target 92.5% by July 2027"), Role: view.Target, Value: percent("92.5")}}}
	for i := range 6 {
		c.X = append(c.X, view.Tick{Label: view.Words(fmt.Sprint("HT", i+1)), Group: view.Words("2025/26")})
	}
	series := func(name string, role view.Role, values ...string) {
		s := view.Series{Name: view.Words(name), Role: role}
		for _, v := range values {
			if v == "" {
				s.Values = append(s.Values, hidden)
			} else {
				s.Values = append(s.Values, percent(v))
			}
		}
		c.Series = append(c.Series, s)
	}
	series("This year", view.This, "93.4", "91.3", "91.9", "90.9", "", "")
	series("Last year", view.Last, "92.9", "90.9", "91.2", "90.4", "90.1", "89.6")
	series("England, secondary", view.Comparator, "92.6", "91.4", "91.6", "91.1", "90.9", "90.4")
	c.Series[0].Marked = []int{3}
	return c
}

func drawPNG(t testing.TB, c *view.Chart, look *chart.Look) []byte {
	t.Helper()
	data, err := chart.PNG(c, english, look, 552, 2)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Pictures are opaque, have a palette, are as wide as asked for, and come out the same
// every time, whatever was drawn between. PNG_OUT names a folder to look at them in.
func TestPNG(t *testing.T) {
	look := civic(t)
	all := append(charts(), letterChart())
	first := make([][]byte, len(all))
	for i, c := range all {
		first[i] = drawPNG(t, c, look)
	}
	for i, c := range all {
		data := drawPNG(t, c, look)
		if !bytes.Equal(data, first[i]) {
			t.Errorf("%s: drawn twice, differs", c.ID)
		}
		picture, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		paletted, ok := picture.(*image.Paletted)
		if !ok || !paletted.Opaque() || picture.Bounds().Dx() != 1104 {
			t.Errorf("%s: %T, %v", c.ID, picture, picture.Bounds())
		}
		if out := os.Getenv("PNG_OUT"); out != "" {
			if err := os.WriteFile(filepath.Join(out, c.ID+".png"), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// Every element that a chart writes can be drawn, at its limits too.
func TestPNGDrawsAll(t *testing.T) {
	look := civic(t)
	for name, c := range edges() {
		if _, err := chart.PNG(c, english, look, 100, 1); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A picture that nobody could open is refused.
func TestPNGTooLarge(t *testing.T) {
	for _, width := range []int{0, -1, 5000} {
		if _, err := chart.PNG(letterChart(), english, civic(t), width, 2); err == nil {
			t.Errorf("%d pixels wide", width)
		}
	}
}

// A line whose values are not shown is no line: the picture is that of a chart without it.
func TestPNGHidesWhatIsHidden(t *testing.T) {
	look := civic(t)
	with, without := letterChart(), letterChart()
	for i := range with.Series[2].Values {
		with.Series[2].Values[i] = hidden
	}
	with.Series[2].Marked = []int{0, 5}
	without.Series = without.Series[:2]
	with.Ref = append(with.Ref, view.RefLine{Label: view.Words("hidden"), Role: view.Target, Value: hidden})
	if !bytes.Equal(drawPNG(t, with, look), drawPNG(t, without, look)) {
		t.Error("a hidden line left something behind")
	}
	for _, c := range []*view.Chart{slopeChart(), barChart()} {
		for i := range c.Rows {
			c.Rows[i].Now, c.Rows[i].Before, c.Rows[i].Versus = hidden, hidden, hidden
		}
		for _, p := range decoded(t, drawPNG(t, c, look)).Palette {
			if p == (color.RGBA{0x17, 0x50, 0x7a, 255}) {
				t.Errorf("%s: a mark of a hidden value", c.ID)
			}
		}
	}
}

func decoded(t *testing.T, data []byte) *image.Paletted {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return picture.(*image.Paletted)
}

// Lines lie where the scale has their values: from 88 to 96 over 150 pixels of 320, drawn
// 1104 wide, 90 lies 4/8 x 150 x 1104/320 = 258.75 beneath 94.
func TestPNGScale(t *testing.T) {
	look := civic(t)
	row := func(value string) float64 {
		c := letterChart()
		c.Series, c.Ref = c.Series[:1], nil
		for i := range c.Series[0].Values {
			c.Series[0].Values[i] = percent(value)
		}
		c.Series[0].Marked = nil
		picture := decoded(t, drawPNG(t, c, look))
		sum, n := 0, 0
		for y := range picture.Rect.Dy() {
			if picture.At(300, y) == (color.RGBA{0x17, 0x50, 0x7a, 255}) {
				sum, n = sum+y, n+1
			}
		}
		if n == 0 {
			t.Fatalf("no line at %s", value)
		}
		return float64(sum) / float64(n)
	}
	if got := row("90") - row("94"); math.Abs(got-258.75) > 1 {
		t.Errorf("90 lies %v pixels beneath 94, want 258.75", got)
	}
}

func BenchmarkPNG(b *testing.B) {
	look := civic(b)
	for _, c := range append(charts(), letterChart()) {
		b.Run(c.ID, func(b *testing.B) {
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				n = len(drawPNG(b, c, look))
			}
			b.ReportMetric(float64(n), "bytes")
		})
	}
}
