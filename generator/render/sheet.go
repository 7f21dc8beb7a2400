package render

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"text/template/parse"

	"rollcall/generator/locale"
	"rollcall/generator/view"
)

// sheet renders one page at a time: words, and templates whose functions speak
// with those words.
type sheet struct {
	*Words
	pages   map[string]*template.Template
	scripts bool // the page loads the interactive bundle
}

func newSheet(r *Renderer) *sheet {
	s := &sheet{Words: r.Words(), pages: make(map[string]*template.Template, len(r.pages))}
	if r.options.Ledger {
		s.ledger = newLedger()
	}
	for name, t := range r.pages {
		t = template.Must(t.Clone()) // fails only for a template that has run, and these never do
		s.pages[name] = t.Funcs(s.funcs())
	}
	return s
}

// funcs are what templates call.
func (s *sheet) funcs() template.FuncMap {
	return template.FuncMap{
		"t":     func(id string) string { return s.Message(id) },                // a message of the theme
		"words": func(t view.Text) template.HTML { return s.HTML(t) },           // a text, with links
		"plain": func(t view.Text) string { return s.Text(t) },                  // a text, for an attribute
		"href":  safeHref,                                                       // the address of a link
		"date":  func(iso string) string { return s.date(iso) },                 // 8 May 2026
		"safe":  func(html string) template.HTML { return template.HTML(html) }, // a Fragment's HTML
		"mark":  func(t view.Tag) template.HTML { return s.mark(t) },            // a shape alone
		"chart": func(c *view.Chart) template.HTML { return s.chart(c) },        // a chart or spark line
		"table": func(t *view.Table) template.HTML { return s.table(t) },        // a table in its box
		"tag":   func(t view.Tag) template.HTML { return template.HTML(s.appendTag(nil, t)) },
		"icon": func(i view.Icon, t view.Tone) template.HTML {
			return template.HTML(appendIcon(nil, i, t))
		},
		"scriptWords": func() map[string]string { return scriptWords(s.locale) },
		"inc":         func(n int) int { return n + 1 },
		"findings":    findings,
		"folds":       folds,
		"urgent":      urgent,
		"strandOf":    strandOf,
		"strandsOf":   strandsOf,
	}
}

// folds reports whether a section has charts or tables, which a narrow page keeps
// folded until they are asked for.
func folds(blocks []view.Block) bool {
	return slices.ContainsFunc(blocks, func(b view.Block) bool { return b.Chart != nil || b.Table != nil })
}

// findings returns the titles that stand above those charts and tables, which a narrow
// page shows in their place.
func findings(blocks []view.Block) []view.Text {
	var titles []view.Text
	for _, b := range blocks {
		switch {
		case b.Chart != nil:
			titles = append(titles, b.Chart.Title)
		case b.Table != nil && !b.Table.Hidden:
			titles = append(titles, b.Table.Caption)
		}
	}
	return titles
}

// scriptPrefix starts the ids of the messages that scripts say.
const scriptPrefix = "script."

// scriptWords returns what scripts say, by its id without the prefix and with its
// gaps as they are: the browser fills them.
func scriptWords(l *locale.Locale) map[string]string {
	words := map[string]string{}
	for _, id := range l.IDs() {
		name, ok := strings.CutPrefix(id, scriptPrefix)
		if !ok {
			continue
		}
		m, _ := l.Message(id) // it is listed
		for p := range l.Parts(m, nil) {
			words[name] += p.Text
			if p.Gap != "" {
				words[name] += "{" + p.Gap + "}"
			}
		}
	}
	return words
}

func (s *sheet) date(iso string) string {
	date, err := s.locale.Date(iso)
	if err != nil {
		s.fault("%q is not a date", iso)
	}
	return date
}

func (s *sheet) chart(c *view.Chart) template.HTML { return template.HTML(s.appendChart(nil, c)) }
func (s *sheet) table(t *view.Table) template.HTML { return template.HTML(s.appendTable(nil, t)) }

// checkMessages reports every message that a template names and the language lacks.
func checkMessages(pages map[string]*template.Template, l *locale.Locale) error {
	missing := NewWords(l, 0)
	for _, page := range pages {
		for _, t := range page.Templates() {
			if t.Tree != nil {
				walk(t.Tree.Root, func(id string) { missing.Message(id) })
			}
		}
	}
	if faults := missing.Faults(); len(faults) > 0 {
		return fmt.Errorf("theme: %s", strings.Join(faults, "; "))
	}
	return nil
}

// walk calls found with the id of every {{t "id"}} beneath a node.
func walk(n parse.Node, found func(id string)) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n != nil {
			for _, c := range n.Nodes {
				walk(c, found)
			}
		}
	case *parse.ActionNode:
		walk(n.Pipe, found)
	case *parse.IfNode:
		walkBranch(&n.BranchNode, found)
	case *parse.WithNode:
		walkBranch(&n.BranchNode, found)
	case *parse.RangeNode:
		walkBranch(&n.BranchNode, found)
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			walk(c, found)
		}
	case *parse.CommandNode:
		for i, a := range n.Args {
			if id, ok := a.(*parse.IdentifierNode); ok && id.Ident == "t" && i+1 < len(n.Args) {
				if s, ok := n.Args[i+1].(*parse.StringNode); ok {
					found(s.Text)
				}
			}
			walk(a, found)
		}
	}
}

func walkBranch(n *parse.BranchNode, found func(id string)) {
	walk(n.Pipe, found)
	walk(n.List, found)
	walk(n.ElseList, found)
}
