package strategy

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/yuin/goldmark"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

const frameworkKind = "framework"

// parts says of what kind the pages of a framework are, besides its index.
var parts = map[FrameworkKind]string{Responsibilities: "tier", SelfEvaluation: "area", Checklist: "component", Practice: "practice"}

// IsFramework reports whether a folder holds a framework: its index page says so. A
// folder that cannot be read is taken for a strategy, whose reader reports it.
func IsFramework(fsys fs.FS, dir string) bool {
	var ignored diag.List
	f, ok := open(fsys, path.Join(dir, "index.md"), "index.md", &ignored)
	if !ok {
		return false
	}
	end, _, ok := f.split()
	if !ok {
		return false
	}
	_, kind, _ := f.front(end)
	return kind == frameworkKind
}

// ReadFramework reads the framework in the folder dir of fsys; name is what problems
// call that folder. It reads every .md file there and nothing below. It returns nil
// when the index page does not say which framework this is; the reason, like
// everything else that is wrong, is in problems.
func ReadFramework(fsys fs.FS, dir, name string, problems *diag.List) *Framework {
	r := frameworkReader{md: newMarkdown(), framework: &Framework{Dir: name}}
	index, ok := open(fsys, path.Join(dir, "index.md"), path.Join(name, "index.md"), problems)
	if !ok || !r.index(index) {
		return nil
	}
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		problems.Add(diag.Pos{File: name}, diag.FileUnreadable, "", "%v", err)
		return nil
	}
	for _, e := range entries {
		if e.IsDir() || path.Ext(e.Name()) != ".md" || e.Name() == "index.md" {
			continue
		}
		if f, ok := open(fsys, path.Join(dir, e.Name()), path.Join(name, e.Name()), problems); ok {
			r.page(f, strings.TrimSuffix(e.Name(), ".md"))
		}
	}
	r.finish(problems)
	return r.framework
}

// frameworkReader adds page after page to a framework.
type frameworkReader struct {
	md        goldmark.Markdown
	framework *Framework
}

// index reads index.md; it is false where the kind of framework stays unknown.
func (r *frameworkReader) index(f *file) bool {
	end, start, ok := f.split()
	if !ok {
		return false
	}
	root, _, ok := f.front(end)
	if !ok {
		return false
	}
	w := r.framework
	var kind string
	must := fields{"kind": func(ast.Node) {}, "id": f.slug(&w.ID), "title": f.line(&w.Title), "dated": f.year(&w.Dated),
		"framework": f.choice(&kind, string(Responsibilities), string(SelfEvaluation), string(Checklist), string(Practice)),
		"source":    f.source(&w.Source)}
	if f.named(root, "framework") == string(Responsibilities) {
		must["parties"] = func(n ast.Node) {
			f.sequence(n, func(n ast.Node) { w.Parties = append(w.Parties, f.party(n, w.Parties)) })
		}
	}
	f.mapping(root, must, nil)
	w.Kind = FrameworkKind(kind)
	var body []Fragment
	body, w.Index.Headings = f.body(r.md, start, w.Title)
	w.Index.Slug, w.Index.Title, w.Index.Body = "index", w.Title, f.unfilled(body)
	return kind != ""
}

// page reads one further page.
func (r *frameworkReader) page(f *file, slug string) {
	end, start, ok := f.split()
	if !ok {
		return
	}
	root, kind, ok := f.front(end)
	if !ok {
		return
	}
	w := r.framework
	if want := parts[w.Kind]; kind != want {
		f.problems.Add(f.pos(0), diag.StrategyFront, fmt.Sprintf("Write kind: %s.", want), "a framework of %s has no page of kind %q", w.Kind, kind)
		return
	}
	if attendance.Slug(slug) != slug {
		f.problems.Add(f.pos(0), diag.StrategyPage, "Use small letters, digits and hyphens.", "%q cannot be part of an address", slug)
	}
	must := fields{"kind": func(ast.Node) {}}
	switch w.Kind {
	case Responsibilities:
		t := f.tier(root, must)
		for _, o := range w.Tiers {
			f.doubled("id", o.ID == t.ID, t.ID)
			f.doubled("number", o.Number == t.Number, fmt.Sprint(t.Number))
		}
		for _, p := range w.Parties {
			f.doubled("id", p.ID == t.ID, t.ID)
		}
		var cells []cell
		t.Text, cells = f.cells(r.md, start, t.Title)
		t.Duties = f.duties(cells, w.Parties)
		w.Tiers = append(w.Tiers, t)
	case SelfEvaluation:
		a := f.area(root, must, w)
		a.Text = f.plainBody(r.md, start, a.Title)
		w.Areas = append(w.Areas, a)
	case Checklist:
		c := f.component(root, must)
		for _, o := range w.Components {
			f.doubled("id", o.ID == c.ID, c.ID)
			f.doubled("number", o.Number == c.Number, fmt.Sprint(c.Number))
		}
		c.Text = f.plainBody(r.md, start, c.Title)
		w.Components = append(w.Components, c)
	case Practice:
		n := f.note(root, must)
		n.Slug = slug
		n.Text = f.plainBody(r.md, start, n.Title)
		if n.Text == "" {
			f.problems.Add(f.pos(0), diag.StrategyPage, "Write what was done, and what came of it.", "the note has no text")
		}
		w.Notes = append(w.Notes, n)
	}
}

// doubled reports a page that claims what another has.
func (f *file) doubled(what string, same bool, value string) {
	if same && value != "" && value != "0" {
		f.problems.Add(f.pos(0), diag.StrategyPage, "Give each its own.", "%s %s is taken", what, value)
	}
}

// finish sorts the pages and reports what is missing among them.
func (r *frameworkReader) finish(problems *diag.List) {
	w := r.framework
	slices.SortStableFunc(w.Tiers, func(a, b Tier) int { return cmp.Compare(a.Number, b.Number) })
	slices.SortStableFunc(w.Areas, func(a, b Area) int { return cmp.Or(cmp.Compare(a.Part, b.Part), cmp.Compare(a.ID, b.ID)) })
	slices.SortStableFunc(w.Components, func(a, b Component) int { return cmp.Compare(a.Number, b.Number) })
	slices.SortStableFunc(w.Notes, func(a, b Note) int { return b.Date.Compare(a.Date) })
	given := make(map[int]bool)
	for _, t := range w.Tiers {
		given[t.Number] = true
	}
	for _, c := range w.Components {
		given[c.Number] = true
	}
	for n := range slices.Max(append(slices.Collect(maps.Keys(given)), 0)) {
		if !given[n+1] {
			problems.Add(diag.Pos{File: w.Dir}, diag.StrategyPage, "Add it, or number the others from 1.", "there is no %s %d", parts[w.Kind], n+1)
			return // a far number would report thousands
		}
	}
	if len(w.Tiers)+len(w.Areas)+len(w.Components)+len(w.Notes) == 0 {
		problems.Add(diag.Pos{File: w.Dir}, diag.StrategyPage, "Add pages beside index.md.", "the folder has no page of kind %s", parts[w.Kind])
	}
}
