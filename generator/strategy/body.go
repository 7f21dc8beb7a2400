package strategy

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// newMarkdown makes the parser and renderer of page bodies: CommonMark, tables, task
// lists and placeholders. Raw HTML stays off, and cells are aligned by a class: a
// style attribute would break the content security policy.
func newMarkdown() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone))),
		goldmark.WithParserOptions(parser.WithInlineParsers(
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(markParser{}, 50),
		)),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(nodes{}, 100))),
	)
}

// body is a page body while it is checked and prepared.
type body struct {
	*file
	text     []byte
	base     int // the offset of text in the file
	headings []Heading
	title    string         // of the page: labels tables that come before any heading
	labels   map[string]int // how many tables have had a label
	ids      map[string]bool
	doubles  map[string]int // how many ids were made from a slug that was taken
	links    []*ast.Link    // into this page
	unshown  []ast.Node     // of which only the words are kept
}

// body turns the Markdown from offset base on into fragments, and reports what a
// page may not hold.
func (f *file) body(md goldmark.Markdown, base int, title string) ([]Fragment, []Heading) {
	b, tree := f.tree(md, base, title)
	return b.render(md, tree), b.headings
}

// tree parses a body and checks and prepares its nodes.
func (f *file) tree(md goldmark.Markdown, base int, title string) (*body, ast.Node) {
	b := &body{file: f, text: f.text[base:], base: base, title: title, labels: map[string]int{}, ids: map[string]bool{}, doubles: map[string]int{}}
	tree := md.Parser().Parse(text.NewReader(b.text))
	var marks []*mark
	_ = ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			if m, ok := n.(*mark); ok {
				marks = append(marks, m)
			} else {
				b.check(n)
			}
		}
		return ast.WalkContinue, nil
	})
	for _, l := range b.links {
		if id := string(l.Destination[1:]); !b.ids[id] {
			b.leaveOut(l, "Link to the heading by its words, in small letters with hyphens.", "this page has no heading #%s", id)
		}
	}
	for _, n := range b.unshown { // after the walk, since it moves nodes
		b.keepWords(n)
	}
	for _, m := range marks { // after the walk, since it moves nodes
		b.settle(m)
	}
	return b, tree
}

// render writes a prepared tree, or a part of it.
func (b *body) render(md goldmark.Markdown, tree ast.Node) []Fragment {
	var out fragments
	if err := md.Renderer().Render(&out, b.text, tree); err != nil {
		b.refuse(tree, "", "the page cannot be written as HTML: %v", err)
	}
	return out.finish()
}

// check prepares a node for rendering.
func (b *body) check(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		b.heading(n)
	case *ast.HTMLBlock, *ast.RawHTML:
		b.leaveOut(n, "Write it in Markdown.", "HTML is not shown")
	case *ast.Image:
		b.leaveOut(n, "Say in words what it shows.", "pictures are not carried into the site")
	case *ast.Link:
		b.link(n, string(n.Destination))
	case *ast.AutoLink:
		b.link(n, string(n.URL(b.text)))
	case *extast.Table:
		n.SetAttributeString(labelAttribute, []byte(b.label()))
	case *extast.TableCell:
		if n.Parent().Kind() == extast.KindTableHeader {
			n.SetAttributeString("scope", []byte("col"))
		}
		if n.Alignment == extast.AlignRight {
			n.SetAttributeString("class", []byte("r"))
		}
	}
}

// heading gives a heading its id. The title of the page is the only heading of
// the first level, and no level is left out, for those who move by headings.
func (b *body) heading(n *ast.Heading) {
	above := 1
	if len(b.headings) > 0 {
		above = b.headings[len(b.headings)-1].Level
	}
	if level := min(max(n.Level, 2), above+1); level != n.Level {
		b.warn(n, "The title stands in the front matter; sections begin with ##, their parts with ###.", "a heading of level %d is shown as one of level %d", n.Level, level)
		n.Level = level
	}
	words := b.plain(n)
	slug := attendance.Slug(words)
	id := slug
	for b.ids[id] {
		b.doubles[slug]++
		id = fmt.Sprintf("%s-%d", slug, b.doubles[slug]+1)
	}
	b.ids[id] = true
	n.SetAttributeString("id", []byte(id))
	b.headings = append(b.headings, Heading{ID: id, Text: words, Level: n.Level})
}

// label names a table for those who cannot see it, by the heading it stands under.
func (b *body) label() string {
	label := b.title
	if len(b.headings) > 0 {
		label = b.headings[len(b.headings)-1].Text
	}
	b.labels[label]++
	if n := b.labels[label]; n > 1 {
		return fmt.Sprintf("%s (%d)", label, n)
	}
	return label
}

// link allows the web, mail and headings of this page. A page cannot know where
// another page will be published.
func (b *body) link(n ast.Node, to string) {
	scheme, _, _ := strings.Cut(strings.ToLower(to), ":")
	inside, local := n.(*ast.Link)
	_, auto := n.(*ast.AutoLink)
	switch {
	case scheme == "http" || scheme == "https":
		n.SetAttributeString("rel", []byte("noreferrer"))
	case scheme == "mailto" || auto && strings.Contains(to, "@"):
	case local && strings.HasPrefix(to, "#"):
		b.links = append(b.links, inside)
	default:
		b.leaveOut(n, "Use https://, http://, mailto: or # and a heading of this page.", "a page cannot link to %q", to)
	}
}

// settle reads a placeholder and sees that it stands where it can be filled: words
// in running text, a chart or table in a paragraph of its own, which it replaces.
func (b *body) settle(m *mark) {
	p := b.placeholder(m, b.base)
	m.placeholder = p
	if p.Faulty {
		return
	}
	parent := m.Parent()
	for n := parent; n != nil; n = n.Parent() {
		if n.Kind() == ast.KindHeading {
			b.problems.Add(p.Pos, diag.PlaceholderBad, "Put it in the text below.", "a placeholder cannot stand in a heading")
			p.Placement, p.Faulty = Inline, true
			return
		}
	}
	if p.Placement == Block {
		paragraph := parent.Kind() == ast.KindParagraph || parent.Kind() == ast.KindTextBlock
		if !paragraph || parent.ChildCount() != 1 {
			b.problems.Add(p.Pos, diag.PlaceholderBad, "Leave an empty line before and after it.", "{{%s}} has to stand in a paragraph of its own", p.Name)
			p.Placement, p.Faulty = Inline, true
			return
		}
		parent.Parent().ReplaceChild(parent.Parent(), parent, m)
	}
}

// plain returns the words of a node without markup.
func (b *body) plain(n ast.Node) string {
	var words bytes.Buffer
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			value := n.Value(b.text)
			if n.Parent().Kind() != ast.KindCodeSpan {
				value = util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(value)))
			}
			words.Write(value)
			if n.SoftLineBreak() || n.HardLineBreak() {
				words.WriteByte(' ')
			}
		case *ast.String:
			words.Write(n.Value)
		case *ast.AutoLink:
			words.Write(n.Label(b.text))
		}
		return ast.WalkContinue, nil
	})
	return strings.Join(strings.Fields(words.String()), " ")
}

// warn reports something that is shown in another way.
func (b *body) warn(n ast.Node, hint, format string, args ...any) {
	b.problems.Add(b.pos(b.base+max(n.Pos(), 0)), diag.StrategyText, hint, format, args...)
}

// leaveOut reports something that pages cannot show, and keeps its words.
func (b *body) leaveOut(n ast.Node, hint, format string, args ...any) {
	b.warn(n, hint, format, args...)
	b.unshown = append(b.unshown, n)
}

// keepWords puts the words of a node in its place: those of a link or picture with what
// is in them, those of HTML without its tags.
func (b *body) keepWords(n ast.Node) {
	parent := n.Parent()
	switch n := n.(type) {
	case *ast.RawHTML:
	case *ast.HTMLBlock:
		if words := b.withoutTags(n); words != "" {
			paragraph := ast.NewParagraph()
			paragraph.AppendChild(paragraph, ast.NewString([]byte(words)))
			parent.InsertBefore(parent, n, paragraph)
		}
	case *ast.AutoLink:
		parent.InsertBefore(parent, n, ast.NewString(n.Label(b.text)))
	default:
		for child := n.FirstChild(); child != nil; {
			next := child.NextSibling()
			parent.InsertBefore(parent, n, child)
			child = next
		}
	}
	parent.RemoveChild(parent, n)
}

// hidden is what browsers do not show of HTML: its tags, and the text of some.
var hidden = regexp.MustCompile(`(?is)<!--.*?(?:-->|$)|<(?:script|style)\b.*?(?:</(?:script|style)[^>]*>|$)|<[^>]*(?:>|$)`)

// withoutTags returns the words of a block of HTML.
func (b *body) withoutTags(n *ast.HTMLBlock) string {
	var block bytes.Buffer
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		block.Write(line.Value(b.text))
	}
	if n.HasClosure() {
		block.Write(n.ClosureLine.Value(b.text))
	}
	return strings.Join(strings.Fields(hidden.ReplaceAllString(block.String(), " ")), " ")
}

// refuse reports something that a page may not hold.
func (b *body) refuse(n ast.Node, hint, format string, args ...any) {
	b.problems.Add(b.pos(b.base+max(n.Pos(), 0)), diag.StrategyPage, hint, format, args...)
}
