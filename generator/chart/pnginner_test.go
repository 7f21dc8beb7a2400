package chart

import (
	"encoding/xml"
	"fmt"
	"image/color"
	"maps"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"rollcall/generator/view"
	"rollcall/themes"
)

// plain is a stand-in for the locale.
var plain = Words{
	Text:   func(t view.Text) string { return t.Literal },
	Number: func(v float64, decimals int) string { return strconv.FormatFloat(v, 'f', decimals, 64) },
}

func testLook(t *testing.T) *Look {
	t.Helper()
	var sheets [][]byte
	for _, name := range []string{"civic.css", "charts.css"} {
		css, err := themes.FS.ReadFile("civic/static/" + name)
		if err != nil {
			t.Fatal(err)
		}
		sheets = append(sheets, css)
	}
	look, err := ReadLook(sheets...)
	if err != nil {
		t.Fatal(err)
	}
	return look
}

// The looks of a letter are those of a light, narrow page: what later rules, dark screens,
// wide pages and print say besides is not a letter's.
func TestLook(t *testing.T) {
	look, err := ReadLook([]byte(`/* a */@charset "x";:root{--paper:#fff;--ink:#102030;--mix:color-mix(in oklab,var(--ink) 100%,var(--paper))}
@media print{:root{--ink:#000}.a{display:none}}
.plot .a{fill:var(--ink);font:700 1rem/1 x}.a{fill:#abc;stroke-width:2px}.a.b{fill:var(--mix);stroke-dasharray:5 4}.a:hover,p>.a{fill:#f00}
.w{display:none}@container(min-width:34rem){.w{display:inline}.a{fill:#0f0}}@container(max-width:33rem){.a{stroke-width:3}}`))
	if err != nil {
		t.Fatal(err)
	}
	around := []compound{{"svg", []string{"plot"}}}
	ink := color.RGBA{0x10, 0x20, 0x30, 255}
	s, err := look.style(around, compound{"line", []string{"a", "b"}})
	if err != nil || s.fill.RGBA != ink || s.width != 3 || len(s.dash) != 2 || !s.bold || s.size != 16 || s.hidden {
		t.Errorf("%+v, %v", s, err)
	}
	if s, _ := look.style(nil, compound{"line", []string{"a"}}); s.fill.RGBA != (color.RGBA{0xaa, 0xbb, 0xcc, 255}) {
		t.Errorf("outside a plot: %+v", s.fill)
	}
	if s, _ := look.style(around, compound{"text", []string{"w"}}); !s.hidden {
		t.Error("words of wide pages show")
	}
	for _, bad := range []string{"", ":root{--paper:red}", ":root{--paper:#fff", ":root{--paper:var(--paper)}", ":root{--paper:color-mix(in oklab,#fff x%,#000)}"} {
		if _, err := ReadLook([]byte(bad)); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

// Mixed as Chromium does: color-mix(in oklab, #17507a 13%, #fdfcf9).
func TestMixed(t *testing.T) {
	white, black := color.RGBA{255, 255, 255, 255}, color.RGBA{0, 0, 0, 255}
	if got := mixed(white, black, 1); got != white {
		t.Errorf("all white is %v", got)
	}
	// The lightness of black and white half and half is 0.5, whose cube is 0.125 of light:
	// 1.055 x 0.125^(1/2.4) - 0.055 = 0.3886, or 99 of 255.
	if got := mixed(white, black, 0.5); got != (color.RGBA{99, 99, 99, 255}) {
		t.Errorf("half and half is %v", got)
	}
}

func TestParsePath(t *testing.T) {
	show := func(all []outline) string {
		var b strings.Builder
		for _, o := range all {
			fmt.Fprintf(&b, "%v%v ", o.points, o.closed)
		}
		return strings.TrimSpace(b.String())
	}
	for d, want := range map[string]string{
		diamond:              "[{0 -6.5} {6 0} {0 6.5} {-6 0}]true",
		"M-5 5-1-5M1 5 5-5":  "[{-5 5} {-1 -5}]false [{1 5} {5 -5}]false",
		"M0 1h.5v-.5h-.5zM2": "",
		"M3 4h1v1h-1z":       "[{3 4} {4 4} {4 5} {3 5}]true",
		"M1.5 .25v.5":        "[{1.5 0.25} {1.5 0.75}]false",
		"":                   "",
		"M1 1C2 2 3 3 4 4":   "",
		"M1 NaN":             "",
	} {
		all, err := parsePath(d, func(x, y float64) point { return point{x, y} })
		if bad := want == "" && d != ""; bad != (err != nil) || !bad && show(all) != want {
			t.Errorf("%q: %s, %v", d, show(all), err)
		}
	}
}

// The fonts have the letters of Welsh and all signs that charts write, and no words are
// wider than the layout reckons with.
func TestFaces(t *testing.T) {
	fonts, err := faces()
	if err != nil {
		t.Fatal(err)
	}
	c := new(canvas)
	for _, f := range fonts {
		for _, r := range "âêîôûŵŷÂÊÎÔÛŴŶáéíóúẃýàèìòùẁỳäëïöüẅÿ’‘“”…–—−×%£·•" {
			if i, err := f.GlyphIndex(&c.font, r); err != nil || i == 0 {
				t.Errorf("no %c", r)
			}
		}
	}
	for _, s := range []string{"This year", "Last year", "England, secondary", "Target 92.5% by July 2027", "2025/26", "HT6", "93.4%", "Blwyddyn ddiwethaf", "Yr awdurdod lleol", "Hanner tymor 3"} {
		for _, bold := range []bool{false, true} {
			if _, w, err := c.set(s, fontSize, bold); err != nil || w > textWidth(s)*1.03 {
				t.Errorf("%s (bold %v) is %.1f wide, reckoned %.1f", s, bold, w, textWidth(s))
			}
		}
	}
}

// In the letters of a thousand schools no words meet others or the edge of the picture, and
// all lines have their names.
func TestLetterLabelsKeepApart(t *testing.T) {
	look := testLook(t)
	random := rand.New(rand.NewPCG(6, 1))
	for i := range 1000 {
		c := &view.Chart{ID: "c", Kind: view.LineChart, Scale: view.Scale{Min: 84, Max: 98, Step: 2}}
		for k := range 6 {
			c.X = append(c.X, view.Tick{Label: view.Words(fmt.Sprint("HT", k+1)), Group: view.Words([]string{"Autumn", "Spring", "Summer"}[k/2])})
		}
		level := int64(850 + random.IntN(125))
		for k, name := range []string{"This year", "Last year", "Wexcombe"}[:2+i%2] {
			s := view.Series{Name: view.Words(name), Role: view.Role(k)}
			shown := 6
			if k == 0 {
				shown = 1 + random.IntN(6)
				s.Marked = []int{shown - 1}
			}
			for h := range 6 {
				s.Values = append(s.Values, view.Value{Tenths: level + int64(random.IntN(30)-15), Points: true, Plain: true, Known: h < shown})
			}
			c.Series = append(c.Series, s)
		}
		c.Ref = []view.RefLine{{Label: view.Words("Target 92.5%"), Role: view.Target, Value: view.Mean(level + int64(random.IntN(40)-10))}}
		if i%5 == 0 {
			c.Breaks = []view.Break{{At: 3 + i%3, Label: view.Words("Counted over five half-terms until here")}}
		}
		texts := letterTexts(t, look, c)
		for a := range texts {
			if x := texts[a]; x.left < -0.5 || x.right > letterWidth+0.5 {
				t.Errorf("chart %d: %q runs from %.0f to %.0f", i, x.text, x.left, x.right)
			}
			for b := range a {
				x, y := texts[a], texts[b]
				if x.left < y.right-1 && y.left < x.right-1 && x.top < y.bottom-2 && y.top < x.bottom-2 {
					t.Errorf("chart %d: %q meets %q", i, x.text, y.text)
				}
			}
		}
		all := ""
		for _, x := range texts {
			all += x.text + " "
		}
		for _, s := range append([]view.Series(nil), c.Series...) {
			if !strings.Contains(all, s.Name.Literal) {
				t.Errorf("chart %d: %s has no name", i, s.Name.Literal)
			}
		}
	}
}

// A letter has the marks of the page: the same lines, discs and grid, each as often.
func TestLetterHasTheMarksOfThePage(t *testing.T) {
	c := &view.Chart{ID: "c", Kind: view.LineChart, Scale: view.Scale{Min: 88, Max: 96, Step: 2}, X: make([]view.Tick, 4),
		Ref:    []view.RefLine{{Label: view.Words("Target"), Role: view.Target, Value: view.Mean(925)}},
		Usual:  &view.Usual{Limits: []view.Interval{{}, {Low: 90, High: 92, Known: true}, {Low: 90, High: 92, Known: true}, {Low: 90, High: 92, Known: true}}},
		Breaks: []view.Break{{At: 2}}}
	for k, tenths := range [][]int64{{934, 913, 919, 990}, {929, 909, 912, 904}} {
		s := view.Series{Role: view.Role(k), Marked: []int{1, 3}}
		for i, v := range tenths {
			s.Values = append(s.Values, view.Value{Tenths: v, Points: true, Plain: true, Known: k == 0 || i != 1})
		}
		c.Series = append(c.Series, s)
	}
	count := func(size plotSize) map[string]int {
		p := &pen{plot: size}
		drawChart(p, c, plain)
		var root node
		if err := xml.Unmarshal(p.b, &root); err != nil {
			t.Fatal(err)
		}
		marks := make(map[string]int)
		var visit func(n *node)
		visit = func(n *node) {
			if name := n.XMLName.Local; name != "svg" && name != "text" {
				marks[name+" "+n.attr("class")]++
			}
			for i := range n.Kids {
				visit(&n.Kids[i])
			}
		}
		visit(&root)
		return marks
	}
	page, letter := count(pagePlot), count(letterPlot)
	if len(page) < 8 || !maps.Equal(page, letter) {
		t.Errorf("page %v\nletter %v", page, letter)
	}
}

type writtenText struct {
	text                     string
	left, right, top, bottom float64
}

// letterTexts returns the words of a chart of lines where a letter has them.
func letterTexts(t *testing.T, look *Look, c *view.Chart) (all []writtenText) {
	t.Helper()
	p := &pen{plot: letterPlot}
	drawChart(p, c, plain)
	var root node
	if err := xml.Unmarshal(p.b, &root); err != nil {
		t.Fatal(err)
	}
	faces := new(canvas)
	around := []compound{root.compound()}
	for _, n := range root.Kids[0].Kids {
		s, err := look.style(around, n.compound())
		if err != nil {
			t.Fatal(err)
		}
		if n.XMLName.Local != "text" || s.hidden {
			continue
		}
		_, w, err := faces.set(n.Text, s.size, s.bold)
		if err != nil {
			t.Fatal(err)
		}
		x := lineMarginL + frame{w: letterPlotW, sx: 1}.along(n.attr("x")) + n.number("dx")
		x -= w * [...]float64{start: 0, middle: 0.5, end: 1}[s.anchor]
		all = append(all, writtenText{n.Text, x, x + w, n.number("y") - 6.5, n.number("y") + 6.5})
	}
	return all
}
