package strategy

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/yuin/goldmark"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// Kinds of page, as the front matter names them.
var kinds = []string{"strategy", "strand", "levels", "page"}

// Read reads the strategy in the folder dir of fsys; name is what problems call that
// folder. It reads every .md file there and nothing below. It returns nil when the
// folder has no readable index.md; the reason, like everything else that is wrong,
// is in problems.
func Read(fsys fs.FS, dir, name string, problems *diag.List) *Strategy {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		problems.Add(diag.Pos{File: name}, diag.FileUnreadable, "", "%v", err)
		return nil
	}
	r := reader{md: newMarkdown(), problems: problems, strategy: &Strategy{Dir: name}, taken: make(map[string]bool)}
	for _, e := range entries {
		if e.IsDir() || path.Ext(e.Name()) != ".md" {
			continue
		}
		if f, ok := open(fsys, path.Join(dir, e.Name()), path.Join(name, e.Name()), problems); ok {
			r.read(f, strings.TrimSuffix(e.Name(), ".md"))
		}
	}
	s := r.strategy
	if s.Index.Slug == "" {
		problems.Add(diag.Pos{File: name}, diag.StrategyPage, "Add index.md with kind: strategy.", "the folder has no index page that can be read")
		return nil
	}
	slices.SortStableFunc(s.Strands, func(a, b Page) int { return cmp.Compare(a.Number, b.Number) })
	slices.SortStableFunc(s.Pages, func(a, b Page) int { return cmp.Compare(a.Order, b.Order) })
	return s
}

// reader adds page after page to a strategy.
type reader struct {
	md       goldmark.Markdown
	problems *diag.List
	strategy *Strategy
	taken    map[string]bool // addresses of pages
}

// read reads one page into the strategy.
func (r *reader) read(f *file, slug string) {
	end, start, ok := f.split()
	if !ok {
		return
	}
	root, kind, ok := f.front(end)
	if !ok {
		return
	}
	if address := attendance.Slug(slug); address != slug {
		f.problems.Add(f.pos(0), diag.StrategyRead, "Name the file "+address+".md.", "%q cannot be part of an address, so the page is at %s", slug, address)
		slug = address
	}
	if r.taken[slug] {
		f.problems.Add(f.pos(0), diag.StrategyPage, "Name the file differently.", "another page is at the address %s", slug)
		return
	}
	r.taken[slug] = true
	if (slug == "index") != (kind == "strategy") {
		f.problems.Add(f.pos(0), diag.StrategyPage, "", "index.md and no other page is of kind strategy")
		return
	}
	s, p := r.strategy, Page{Slug: slug}
	var attach func(Page)
	must := fields{"kind": func(ast.Node) {}, "title": f.line(&p.Title)}
	if kind != "strategy" {
		must["summary"] = f.line(&p.Summary)
	}
	switch kind {
	case "strategy":
		f.strategy(root, must, s)
		s.Title = p.Title
		attach = func(p Page) { s.Index = p }
	case "strand":
		must["number"] = f.number(&p.Number)
		f.mapping(root, must, nil)
		f.once(s.Strands, "number", p.Number, func(q Page) int { return q.Number })
		attach = func(p Page) { s.Strands = append(s.Strands, p) }
	case "page":
		must["order"] = f.number(&p.Order)
		f.mapping(root, must, nil)
		f.once(s.Pages, "order", p.Order, func(q Page) int { return q.Order })
		attach = func(p Page) { s.Pages = append(s.Pages, p) }
	case "levels":
		levels := f.levels(root, must)
		attach = func(p Page) { levels.Page = p; s.Levels = append(s.Levels, levels) }
	default:
		f.problems.Add(f.pos(0), diag.StrategyFront, diag.DidYouMean(kind, kinds), "there is no page of kind %q", kind)
		return
	}
	p.Body, p.Headings = f.body(r.md, start, p.Title)
	attach(p)
}

// once reports a page that claims the place of another.
func (f *file) once(pages []Page, what string, n int, of func(Page) int) {
	for _, q := range pages {
		if n > 0 && of(q) == n {
			f.problems.Add(f.pos(0), diag.StrategyPage, "Give each its own.", "%s.md has %s %d as well", q.Slug, what, n)
		}
	}
}
