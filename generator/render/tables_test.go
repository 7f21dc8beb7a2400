package render

import (
	"strings"
	"testing"

	"rollcall/generator/view"
)

// demoTable has a shown number, hidden ones and words that a spreadsheet would run.
func demoTable(t testing.TB) *view.Table {
	hidden := count(3)
	return &view.Table{
		ID: "t", Caption: view.Words("Caption"),
		Columns: []view.Column{{Label: view.Words("=School")}, {Label: view.Words("Rate"), Numeric: true}, {Dots: &view.Scale{Min: 80, Max: 100}}, {Label: view.Words("Pupils"), Numeric: true}, {Label: view.Words("Change"), Numeric: true}},
		Rows: []view.Row{
			{Cells: []view.Cell{view.TextCell(view.Words("@A, \"B\"")), view.PercentCell(rate(t, "93.1")), view.DotCell(view.Of(rate(t, "90")), view.Value{}), view.NumberCell(count(4210)), view.PointsCell(view.Points(-18, true))}},
			{Cells: []view.Cell{view.TextCell(view.Words("-1.5")), view.PercentCell(hidden), view.DotCell(view.Of(hidden), view.Value{}), view.NumberCell(hidden), view.PointsCell(view.Points(7, false))}},
			{Cells: []view.Cell{view.TextCell(view.Words("-x")), view.PercentCell(hidden), view.DotCell(view.Of(rate(t, "85")), view.Value{}), view.NumberCell(rate(t, "93.1")), view.TextCell(view.Words("\t5"))}},
		},
	}
}

func TestTable(t *testing.T) {
	s := newSheet(demoRenderer(t))
	table := demoTable(t)
	html := string(s.table(table))
	for _, want := range []string{
		`<table id="t" class="num">`, `<td>93.1%`, `<td>4,210`, `<td>−1.8`,
		`<circle class="d-this" cx="50.0%"`,
		`<td class="supp" colspan="3"><span>suppressed [c]: protects numbers of 5 or fewer</span>`,
		`<td class="none"><span>[x]<span class="vh"> not available</span></span>`,
		`<td class="supp"><span>[c]<span class="vh"> suppressed</span></span>`,
		`<p class="note">[c] suppressed: protects numbers of pupils`[:30],
		"[x] not available.</p>",
	} {
		if !strings.Contains(html, want) {
			t.Errorf("lacks %s in\n%s", want, html)
		}
	}
	words := *table
	words.Columns = append([]view.Column(nil), table.Columns...)
	words.Columns[4].Numeric = false
	if html := string(s.table(&words)); !strings.Contains(html, `<td class="r">93.1%`) || !strings.Contains(html, `<td class="r supp"><span>[c]`) {
		t.Errorf("a table with a column of words must set its numbers right cell by cell:\n%s", html)
	}
	table.Sortable = true
	html = string(s.table(table))
	if strings.Contains(html, "colspan") || !strings.Contains(html, " data-sortable>") {
		t.Error("a table to be sorted must keep its columns")
	}
	for _, want := range []string{`data-sort="931">93.1%`, `data-sort="4210">4,210`, `data-sort="-18">−1.8`, `data-sort=""><span>[c]`} {
		if !strings.Contains(html, want) {
			t.Errorf("lacks %s in\n%s", want, html)
		}
	}
	table.Style = view.StackTable
	if html := string(s.table(table)); !strings.Contains(html, `<td data-l="Rate" data-sort="931"><span>93.1%</span>`) {
		t.Errorf("a card lacks its labels:\n%s", html)
	}
	if faults := s.Faults(); len(faults) > 0 {
		t.Error(faults)
	}
}

func TestTableCSV(t *testing.T) {
	w := demoRenderer(t).Words()
	want := "'=School,Rate,Pupils,Change\n" +
		"\"'@A, \"\"B\"\"\",93.1,4210,-1.8\n" +
		"-1.5,c,c,x\n" +
		"'-x,c,x,'\t5\n"
	if got := string(w.TableCSV(demoTable(t))); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestGuardText(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "St Mary’s": "St Mary’s", "=1+1": "'=1+1", "+44": "'+44", "-0.4": "-0.4", "-1+1": "'-1+1", "@x": "'@x", "\tx": "'\tx", "\rx": "'\rx", "a=b": "a=b",
	} {
		if got := GuardText(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func BenchmarkTable(b *testing.B) {
	s := newSheet(demoRenderer(b))
	table := demoListing(b).Sections[0].Blocks[1].Table
	b.ReportAllocs()
	for b.Loop() {
		s.appendTable(nil, table)
	}
}
