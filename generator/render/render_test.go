package render

import (
	"errors"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"rollcall/generator/view"
)

func TestPageNamesEveryFault(t *testing.T) {
	r := demoRenderer(t)
	p := demoAuthority(t)
	p.H1 = view.T("absent.one")
	p.Story = []view.Text{view.T("absent.two"), view.T("demo.percent"), view.T("period.full", view.WordsArg("period", "x"))}
	_, err := r.Page(p)
	var faults *FaultsError
	if !errors.As(err, &faults) || faults.Page != "index.html" {
		t.Fatalf("got %v", err)
	}
	for _, want := range []string{`"absent.one"`, `"absent.two"`, `"demo.percent": nothing fills its gap {f}`} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error %q lacks %s", err, want)
		}
	}
	if _, err := r.Page(demoAuthority(t)); err != nil {
		t.Errorf("a fault stays for the next page: %v", err)
	}
}

func TestPageIsNotAPage(t *testing.T) {
	if _, err := demoRenderer(t).Page(view.Authority{}); err == nil || !strings.Contains(err.Error(), "view.Authority is not a page") {
		t.Errorf("got %v", err)
	}
}

func TestNewFaults(t *testing.T) {
	theme := demoTheme(t).(fstest.MapFS)
	if _, err := New(theme, "cy", Options{}); err == nil || !strings.Contains(err.Error(), `no language "cy"`) {
		t.Errorf("got %v", err)
	}
	theme["pages/school.tmpl"] = &fstest.MapFile{Data: []byte(`{{t "absent.one"}}{{range .Sections}}{{if .ID}}{{t "absent.two"}}{{end}}{{end}}`)}
	if _, err := New(theme, "en", Options{}); err == nil || !strings.Contains(err.Error(), `"absent.one"`) || !strings.Contains(err.Error(), `"absent.two"`) {
		t.Errorf("got %v", err)
	}
	theme["pages/school.tmpl"] = &fstest.MapFile{Data: []byte(`{{if}}`)}
	theme["partials/lede.tmpl"] = &fstest.MapFile{Data: []byte(`{{end}}`)}
	if _, err := New(theme, "en", Options{}); err == nil || !strings.Contains(err.Error(), "pages/school.tmpl") || !strings.Contains(err.Error(), "partials/lede.tmpl") {
		t.Errorf("got %v", err)
	}
}

// TestHostileWords puts what could break out of its place into every place.
func TestHostileWords(t *testing.T) {
	r := demoRenderer(t)
	const evil = `"'></script></style><script>alert(1)</script><img src=x onerror=alert(1)>&\`
	p := demoSchool(t)
	p.Site, p.Authority = evil, evil
	p.Title, p.Kick, p.H1 = view.Words(evil), view.Words(evil), view.Words(evil)
	p.Story = []view.Text{view.T("demo.met", view.WordsArg("schools", evil).Linked("javascript:alert(1)").Bold())}
	p.Crumbs = []view.Link{{Label: view.Words(evil), Href: "javascript:alert(1)"}}
	p.Index = []view.Entry{{Name: evil, Href: evil, Note: evil}}
	p.Sections[1].Blocks[0].Chart.Title = view.Words(evil)
	p.Sections[1].Blocks[0].Chart.Series[0].Name = view.Words(evil)
	table := p.Sections[2].Blocks[0].Table
	table.Caption, table.Columns[1].Label = view.Words(evil), view.Words(evil)
	table.Rows[0].Cells[0] = view.LinkCell(view.Words(evil), "javascript:alert(1)")
	table.Rows[0].Data = []view.Datum{{Name: "phase", Value: evil}}
	for _, p.Scripts = range []bool{false, true} {
		html, err := r.Page(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, banned := range []string{"<script>", "<img", `href="javascript:`, " onerror=alert(1)>&\\"} {
			if strings.Contains(string(html), banned) {
				t.Errorf("the page holds %q", banned)
			}
		}
	}
}

func TestSameBytes(t *testing.T) {
	r := demoRenderer(t)
	want, err := r.Page(demoSchool(t))
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			got, err := r.Page(demoSchool(t))
			if err != nil || string(got) != string(want) {
				t.Errorf("another goroutine made other bytes (%v)", err)
			}
		})
	}
	wg.Wait()
}

func TestEditionCSS(t *testing.T) {
	css, err := demoRenderer(t).EditionCSS("A \"quoted\"\\ name</style>\n}")
	if err != nil {
		t.Fatal(err)
	}
	want := `@page{@bottom-left{content:"A \000022quoted\000022\00005c name\00003c/style>\00000a}";`
	if !strings.HasPrefix(string(css), want) {
		t.Errorf("got %s", css)
	}
	if !strings.Contains(string(css), `content:"Page " counter(page) " of " counter(pages) ;`) {
		t.Errorf("got %s", css)
	}
}

func TestStrands(t *testing.T) {
	chips := []view.Link{{Href: "#only-a"}, {Href: "#only-b"}}
	if _, err := strandsOf(chips); err != nil {
		t.Error(err)
	}
	if got := strandOf("b", chips); got != 2 {
		t.Errorf("strand b is %d", got)
	}
	if got := strandOf("c", chips); got != 0 {
		t.Errorf("strand c is %d", got)
	}
	if _, err := strandsOf(make([]view.Link, maxStrands+1)); err == nil {
		t.Error("too many strands have no error")
	}
	if _, err := strandsOf([]view.Link{{Href: "a"}}); err == nil {
		t.Error("a chip that leads elsewhere has no error")
	}
	css, err := fs.ReadFile(demoTheme(t), "static/civic.css")
	if err != nil || !strings.Contains(string(css), ".f16:target") || strings.Contains(string(css), ".f17:target") {
		t.Errorf("the style sheet filters by another number of strands than %d (%v)", maxStrands, err)
	}
}

func BenchmarkPage(b *testing.B) {
	r := demoRenderer(b)
	p := demoAuthority(b)
	b.ReportAllocs()
	for b.Loop() {
		html, err := r.Page(p)
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(html)))
	}
}
