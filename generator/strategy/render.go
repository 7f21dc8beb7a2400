package strategy

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// fragments collects what the renderer writes, cut at the placeholders. It is the
// buffer that goldmark writes to, so a node's renderer can reach it.
type fragments struct {
	bytes.Buffer
	list []Fragment
}

// Buffered and Flush complete goldmark's buffer; there is nothing to flush to.
func (f *fragments) Buffered() int { return f.Len() }
func (f *fragments) Flush() error  { return nil }

func (f *fragments) cut(p *Placeholder) {
	f.finish()
	f.list = append(f.list, Fragment{Placeholder: p})
}

// finish ends the running stretch of HTML and returns all fragments.
func (f *fragments) finish() []Fragment {
	if f.Len() > 0 {
		f.list = append(f.list, Fragment{HTML: f.String()})
		f.Reset()
	}
	return f.list
}

// labelAttribute carries the accessible name from a table's node to its renderer.
const labelAttribute = "region-label"

// nodes renders what goldmark does not: placeholders, tables that scroll by
// themselves, and task marks that are words and not lifeless input boxes.
type nodes struct{}

func (nodes) RegisterFuncs(to renderer.NodeRendererFuncRegisterer) {
	to.Register(kindMark, renderMark)
	to.Register(extast.KindTable, renderTable)
	to.Register(extast.KindTaskCheckBox, renderTask)
}

func renderMark(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	m := n.(*mark)
	if out, ok := w.(*fragments); ok && entering && m.placeholder != nil {
		out.cut(m.placeholder)
	}
	return ast.WalkContinue, nil
}

func renderTable(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, err := w.WriteString("</table>\n</div>\n")
		return ast.WalkContinue, err
	}
	label, _ := n.AttributeString(labelAttribute)
	name, _ := label.([]byte)
	_, _ = w.WriteString(`<div class="scroll" role="region" tabindex="0" aria-label="`)
	_, _ = w.Write(util.EscapeHTML(name))
	_, err := w.WriteString("\">\n<table>\n")
	return ast.WalkContinue, err
}

func renderTask(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	state := `<span class="task" role="img" aria-label="to do">☐</span> `
	if n.(*extast.TaskCheckBox).IsChecked {
		state = `<span class="task" role="img" aria-label="done">☑</span> `
	}
	_, err := w.WriteString(state)
	return ast.WalkContinue, err
}
