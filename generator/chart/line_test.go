package chart_test

import (
	"fmt"
	"strings"
	"testing"

	"rollcall/generator/chart"
	"rollcall/generator/view"
)

// Lines of differences are equals: each has a mark of its own at each point, and the
// line of zero looks like none of them.
func TestDifferencesHavePoints(t *testing.T) {
	line := func(role view.Role, tenths ...int64) view.Series {
		s := view.Series{Name: view.Words("a"), Role: role, Marked: []int{len(tenths) - 1}}
		for _, v := range tenths {
			s.Values = append(s.Values, view.Points(v, true))
		}
		return s
	}
	c := &view.Chart{ID: "gap", Kind: view.LineChart, Title: view.Words("Gap"), X: terms(3), Scale: view.Scale{Min: -2, Max: 2, Step: 1, Unit: view.UnitPoints},
		Series: []view.Series{line(view.This, 1, 2, 3), line(view.Comparator, 1, 2, 2), line(view.Last, -9, -8, -9)},
		Ref:    []view.RefLine{{Label: view.Words("England"), Role: view.Comparator, Value: view.Points(0, true)}}}
	svg := string(chart.SVG(nil, c, english))
	for _, want := range []string{`class="ln pt-this" d="M0 `, `class="ln pt-comp"`, `class="ln pt-last"`, `class="ln pt-hole"`, `<line class="l-lim"`} {
		if !strings.Contains(svg, want) {
			t.Errorf("lacks %s", want)
		}
	}
	if strings.Contains(svg, "<circle") || strings.Contains(svg, `<line class="l-comp"`) {
		t.Error("points are marked twice, or zero looks like a line")
	}
	c.Scale.Unit = view.UnitPercent
	if svg := string(chart.SVG(nil, c, english)); strings.Contains(svg, "pt-") || chart.Pointed(c) {
		t.Error("lines of rates have points")
	}
}

// The name of a span stands above that of a break, whose line stops beneath it.
func TestBreakStrikesNoName(t *testing.T) {
	c := lineChart(12)
	c.Spans = []view.Span{{From: 3, To: 8, Label: view.Words("Strategy 2012 to 2014")}}
	c.Breaks = []view.Break{{At: 6, Label: view.Words("from here, six half-terms")}}
	svg := string(chart.SVG(nil, c, english))
	y := func(before string) (at float64) {
		i := strings.Index(svg, before)
		if i < 0 {
			t.Fatalf("lacks %q", before)
		}
		tag := svg[strings.LastIndex(svg[:i], "<"):]
		_, tag, _ = strings.Cut(tag, ` y`)
		tag = strings.TrimPrefix(tag, "1")
		if _, err := fmt.Sscanf(tag, `="%g"`, &at); err != nil {
			t.Fatalf("%v in %s", err, tag)
		}
		return at
	}
	span, name, line := y(">Strategy"), y(">from here"), y(`"brk" x1`)
	if !(span < line && line < name) {
		t.Errorf("the span is named at %v, the break at %v, and its line reaches %v", span, name, line)
	}
}
