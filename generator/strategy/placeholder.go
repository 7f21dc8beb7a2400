package strategy

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"rollcall/generator/diag"
)

// placements names the placeholders and says what stands in their place.
var placements = []struct {
	name      string
	placement Placement
}{
	{"measure", Inline},
	{"chart", Block},
	{"targets", Block},
	{"levels", Block},
	{"schools", Block},
}

const placeholderForm = `Write {{name word key=value key="two words"}}.`

// mark is a placeholder in the tree of a page.
type mark struct {
	ast.BaseInline
	raw         []byte       // what stands between the braces
	start       int          // the offset of raw in the body
	closed      bool         // the closing braces stand on the same line
	placeholder *Placeholder // nil until checked, and when it is wrong
}

var kindMark = ast.NewNodeKind("Placeholder")

func (m *mark) Kind() ast.NodeKind { return kindMark }

func (m *mark) Dump(source []byte, level int) { ast.DumpHelper(m, source, level, nil, nil) }

// markParser finds {{...}} on one line of running text; code is left alone.
type markParser struct{}

func (markParser) Trigger() []byte { return []byte{'{'} }

func (markParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("{{")) {
		return nil
	}
	m := &mark{start: segment.Start + 2}
	quoted := false
	for i := 2; i < len(line); i++ {
		if line[i] == '"' {
			quoted = !quoted
		}
		if !quoted && bytes.HasPrefix(line[i:], []byte("}}")) {
			m.raw, m.closed = line[2:i], true
			block.Advance(i + 2)
			return m
		}
	}
	m.raw = bytes.TrimSuffix(line[2:], []byte("\n"))
	block.Advance(len(m.raw) + 2)
	return m
}

// placeholder reads a placeholder. One that cannot be read is reported, and marks a gap
// within the text. Base is the offset of the body in the file.
func (f *file) placeholder(m *mark, base int) *Placeholder {
	text := strings.Join(strings.Fields(string(m.raw)), " ")
	p := f.readPlaceholder(m, base)
	if p == nil {
		return &Placeholder{Text: text, Faulty: true, Pos: f.pos(base + m.start - 2)}
	}
	p.Text = text
	return p
}

// readPlaceholder reads a placeholder, or reports what is wrong with it and returns nil.
func (f *file) readPlaceholder(m *mark, base int) *Placeholder {
	at := func(i int) diag.Pos { return f.pos(base + m.start + i) }
	if !m.closed {
		f.problems.Add(at(-2), diag.PlaceholderBad, placeholderForm, "{{ has no }} on its line")
		return nil
	}
	args, wrong := cutArgs(string(m.raw), at)
	if wrong != nil {
		f.problems.Add(wrong.Pos, diag.PlaceholderBad, placeholderForm, "%q cannot be read as part of a placeholder", wrong.Value)
		return nil
	}
	if len(args) == 0 || args[0].Key != "" {
		f.problems.Add(at(-2), diag.PlaceholderBad, placeholderForm, "a placeholder begins with its name")
		return nil
	}
	p := &Placeholder{Name: args[0].Value, Pos: at(-2)}
	if !p.place() {
		f.problems.Add(args[0].Pos, diag.PlaceholderBad, diag.DidYouMean(p.Name, placeholderNames()), "there is no placeholder %q", p.Name)
		return nil
	}
	for _, a := range args[1:] {
		if a.Key == "" {
			p.Args = append(p.Args, a)
			continue
		}
		if _, doubled := p.Get(a.Key); doubled {
			f.problems.Add(a.Pos, diag.PlaceholderBad, "Keep one of them.", "%s is given twice", a.Key)
			return nil
		}
		p.Named = append(p.Named, a)
	}
	return p
}

// place sets the placement by the name; it is false for an unknown name.
func (p *Placeholder) place() bool {
	for _, known := range placements {
		if known.name == p.Name {
			p.Placement = known.placement
			return true
		}
	}
	return false
}

func placeholderNames() []string {
	var names []string
	for _, known := range placements {
		names = append(names, known.name)
	}
	return names
}

// cutArgs cuts a placeholder at its spaces into words, key=value and
// key="quoted value". The second result is the first part that is none of these.
func cutArgs(raw string, at func(int) diag.Pos) (args []Arg, wrong *Arg) {
	for i := 0; i < len(raw); {
		if isSpace(raw[i]) {
			i++
			continue
		}
		end, quoted := i, false
		for end < len(raw) && (quoted || !isSpace(raw[end])) {
			quoted = quoted != (raw[end] == '"')
			end++
		}
		part := Arg{Value: raw[i:end], Pos: at(i)}
		arg := part
		if key, value, named := strings.Cut(part.Value, "="); named && !strings.HasPrefix(part.Value, `"`) {
			arg.Key, arg.Value = key, value
			if !isKey(key) {
				return nil, &part
			}
		}
		banned := `"{}`
		if inner, ok := strings.CutPrefix(arg.Value, `"`); ok {
			banned = `"`
			if arg.Value, ok = strings.CutSuffix(inner, `"`); !ok {
				return nil, &part
			}
		}
		if arg.Value == "" || strings.ContainsAny(arg.Value, banned) {
			return nil, &part
		}
		args = append(args, arg)
		i = end
	}
	return args, nil
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

func isKey(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}
