package render

import (
	"strings"
	"testing"

	"rollcall/generator/chart"
	"rollcall/generator/view"
)

// TestFolded holds a section of a place to its form: what it shows stands open, with
// its titles in the summary, and words alone are not folded.
func TestFolded(t *testing.T) {
	r := demoRenderer(t)
	p := demoSchool(t)
	chart := demoTrend(t, "c")
	chart.Title = view.Words("What happened")
	hidden, shown := demoTable(t), demoTable(t)
	hidden.Hidden, hidden.ID, shown.ID = true, "u", "v"
	shown.Caption = view.Words("What else")
	p.Sections = []view.Section{
		{ID: "a", Heading: view.Words("A"), Blocks: []view.Block{{Chart: chart}, {Table: hidden}, {Table: shown}}},
		{ID: "b", Heading: view.Words("B"), Parts: []view.Link{{Label: view.Words("Part"), Href: "#part"}}, Blocks: []view.Block{{Notes: []view.Text{view.Words("Words")}}}},
	}
	page, err := r.Page(p)
	if err != nil {
		t.Fatal(err)
	}
	html := string(page)
	for _, want := range []string{
		`<details class="body" open><summary><b>What happened</b><b>What else</b><span>Show`,
		`<ul class="parts"><li><a href="#part">Part</a></li></ul></div>`,
		`<div class="body"><ol class="fns"><li>Words</li></ol>`,
	} {
		if !strings.Contains(html, want) {
			t.Errorf("lacks %s", want)
		}
	}
	if n := strings.Count(html, `<details class="body"`); n != 1 {
		t.Errorf("%d sections are folded, not 1", n)
	}
}

// TestRefresh holds a page that moved to where it leads.
func TestRefresh(t *testing.T) {
	p := demoDocument(t)
	p.Refresh = "../900001/index.html"
	page, err := demoRenderer(t).Page(p)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<meta http-equiv="refresh" content="0; url=../900001/index.html">`, `<link rel="canonical" href="../900001/index.html">`} {
		if !strings.Contains(string(page), want) {
			t.Errorf("lacks %s", want)
		}
	}
}

// TestLineKey names the lines of a chart for a narrow page, with the marks they have.
func TestLineKey(t *testing.T) {
	s := newSheet(demoRenderer(t))
	lines := []view.Series{{Name: view.Words("A long name"), Short: view.Words("Here"), Role: view.This}, {Name: view.Words("There"), Role: view.Comparator}, {Name: view.Words("Then"), Role: view.Last}}
	for kind, c := range map[string]*view.Chart{
		"line-":  {Kind: view.LineChart, Series: lines},
		"point-": {Kind: view.LineChart, Series: lines, Scale: view.Scale{Unit: view.UnitPoints}},
	} {
		html := string(s.appendKey(nil, "key n", chart.NarrowKey(c)))
		for _, want := range []string{`<ul class="key n">`, marks[kind+"this"] + "</svg>Here<", marks[kind+"comp"] + "</svg>There<", marks[kind+"last"] + "</svg>Then<"} {
			if !strings.Contains(html, want) {
				t.Errorf("the key of %s lines lacks %s", kind, want)
			}
		}
	}
	if chart.NarrowKey(&view.Chart{Kind: view.LineChart, Series: lines[:1]}) != nil || chart.NarrowKey(&view.Chart{Kind: view.BarChart, Series: lines}) != nil {
		t.Error("a chart without several lines has a key of lines")
	}
}

func TestNumericFrom(t *testing.T) {
	word, number := view.Column{}, view.Column{Numeric: true}
	for _, test := range []struct {
		columns []view.Column
		from    int
	}{
		{[]view.Column{word, number, number}, 1},
		{[]view.Column{word, word, number}, 2},
		{[]view.Column{word, number, word}, 3},
		{[]view.Column{word, word, word, number}, 4},
		{[]view.Column{word}, 1},
	} {
		if got := numericFrom(test.columns); got != test.from {
			t.Errorf("%v: from %d, want %d", test.columns, got, test.from)
		}
	}
}
