package render

import (
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/view"
)

func TestPeriods(t *testing.T) {
	w := demoRenderer(t).Words()
	for _, c := range []struct{ period, full, label, tick string }{
		{"2025-26 spring", "Spring term 2025/26", "Spring 2025/26", "Spring"},
		{"2025-26 HT3", "Half-term\u00a03, 2025/26", "Half-term\u00a03, 2025/26", "HT3"},
		{"2025-26 to HT4", "2025/26 to the end of half-term 4", "2025/26 to half-term 4", "To HT4"},
		{"2025-26", "2025/26", "2025/26", "2025/26"},
		{"2011-12 HT1-5", "2011/12 (five half-terms)", "2011/12 (five half-terms)", "2011/12"},
		{"2025-26 W07", "Week 7, 2025/26", "Week 7, 2025/26", "W7"},
	} {
		p, err := attendance.ParsePeriod(c.period)
		if err != nil {
			t.Fatal(err)
		}
		for id, want := range map[string]string{"period.full": c.full, "period.short": c.label, "period.tick": c.tick} {
			if got := w.Text(view.T(id, view.PeriodArg("period", p))); got != want {
				t.Errorf("%s of %s: got %q, want %q", id, c.period, got, want)
			}
		}
	}
	if faults := w.Faults(); len(faults) > 0 {
		t.Error(faults)
	}
}

func TestArgs(t *testing.T) {
	w := demoRenderer(t).Words()
	for _, c := range []struct {
		text view.Text
		want string
	}{
		{view.T("demo.percent", view.PercentArg("f", rate(t, "93.05"))), "93.1%"},
		{view.T("demo.percent", view.PercentArg("f", count(3))), "suppressed [c]: protects numbers of 5 or fewer"},
		{view.T("demo.percent", view.PercentArg("f", notAvailable)), "not available"},
		{view.T("demo.percent", view.NumberArg("f", rate(t, "93.1"))), "not available"}, // a rate without its counts
		{view.T("demo.number", view.NumberArg("n", count(4210))), "4,210"},
		{view.T("demo.signed", view.PointsArg("p", -18)), "−1.8"},
		{view.T("demo.percent", view.PointsArg("f", 4)), "+0.4\u00a0points"},
		{view.T("demo.percent", view.PointsArg("f", 0)), "no change"},
		{view.T("demo.signed", view.IntArg("p", 2024)), "2024"},
		{view.T("demo.percent", view.IntArg("f", 2024)), "2,024"},
		{view.T("demo.percent", view.GapArg("f", -9)), "0.9"},
		{view.T("demo.percent", view.DateArg("f", "2026-05-08")), "8\u00a0May 2026"},
		{view.T("demo.percent", view.PhaseArg("f", attendance.Secondary)), "secondary"},
		{view.T("phase.label", view.PhaseArg("phase", attendance.AP)), "Alternative provision"},
		{view.T("join", view.TextArg("a", view.T("measure.severe")), view.TextArg("b", view.Words("is <low>"))), "Severe absence is <low>"},
	} {
		if got := w.Text(c.text); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
	if faults := w.Faults(); len(faults) > 0 {
		t.Error(faults)
	}
	got := w.HTML(view.T("join", view.WordsArg("a", "A & <B>").Linked("x.html?a=1&b").Bold(), view.TextArg("b", view.Words("'"))))
	if want := `<a href="x.html?a=1&amp;b"><b>A &amp; &lt;B&gt;</b></a> &#39;`; string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
	w.Text(view.T("demo.signed", view.WordsArg("p", "x")))
	w.Text(view.T("demo.percent", view.DateArg("f", "01/09/012")))
	w.Text(view.T("period.tick", view.PeriodArg("period", attendance.Period{})))
	if faults := w.Faults(); len(faults) != 3 {
		t.Errorf("faults %q", faults)
	}
}

func TestSafeHref(t *testing.T) {
	for in, want := range map[string]string{
		"schools/index.html": "schools/index.html", "../x.html": "../x.html", "#a:b": "#a:b", "https://example.org/": "https://example.org/",
		"mailto:a@example.org": "mailto:a@example.org", "javascript:alert(1)": "./javascript:alert(1)", "data:text/html,x": "./data:text/html,x", "": "",
	} {
		if got := safeHref(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
