package strategy

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"rollcall/generator/diag"
)

// cell is what stands under one heading of the second level, as safe HTML.
type cell struct {
	heading string
	pos     diag.Pos
	text    string
}

// cells turns the Markdown from offset base on into what stands under each of its
// headings, and what comes before the first. A cell is shown within pages that it
// does not know, so it holds no headings of its own, no links to them and no
// placeholders.
func (f *file) cells(md goldmark.Markdown, base int, title string) (before string, out []cell) {
	b, tree := f.tree(md, base, title)
	for _, l := range b.links {
		b.refuse(l, "Say it in words.", "this text is shown within other pages and cannot link to a heading")
	}
	_ = ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if h, ok := n.(*ast.Heading); ok && entering && (h.Level > 2 || h.Parent() != ast.Node(tree)) {
			b.refuse(n, "Use a paragraph or a list.", "this text is shown within other pages and holds no further headings")
		}
		return ast.WalkContinue, nil
	})
	part := ast.NewDocument()
	end := func() {
		if text := join(f.unfilled(b.render(md, part))); len(out) == 0 {
			before = text
		} else {
			out[len(out)-1].text = text
		}
		part = ast.NewDocument()
	}
	for n := tree.FirstChild(); n != nil; {
		next := n.NextSibling()
		if h, ok := n.(*ast.Heading); ok && h.Level == 2 {
			end()
			out = append(out, cell{heading: b.plain(h), pos: f.pos(base + max(h.Pos(), 0))})
		} else {
			part.AppendChild(part, n)
		}
		n = next
	}
	end()
	return before, out
}

// plainBody turns a body without headings into safe HTML.
func (f *file) plainBody(md goldmark.Markdown, base int, title string) string {
	text, cells := f.cells(md, base, title)
	for _, c := range cells {
		f.problems.Add(c.pos, diag.StrategyPage, "Use paragraphs and lists.", "this text is shown within other pages and has no headings")
	}
	return text
}

// unfilled reports placeholders: the pages of a framework put figures with its text by
// themselves.
func (f *file) unfilled(body []Fragment) []Fragment {
	for _, part := range body {
		if part.Placeholder != nil {
			f.problems.Add(part.Placeholder.Pos, diag.PlaceholderBad, "Leave it out: figures are shown with the text by themselves.", "a framework has no placeholders")
		}
	}
	return body
}

// join writes fragments one after the other, with a placeholder as it was typed.
func join(body []Fragment) string {
	var text strings.Builder
	for _, part := range body {
		if p := part.Placeholder; p != nil {
			text.WriteString(`<span class="gap">{{` + string(util.EscapeHTML([]byte(p.Text))) + `}}</span>`)
		}
		text.WriteString(part.HTML)
	}
	return text.String()
}
