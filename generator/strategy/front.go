package strategy

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// The front matter is read from the parser's tree and not decoded into structs:
// the tree keeps the place of every value and the digits of every number, and so
// one run can report all that is wrong.

// fields are the keys that a mapping may hold, each with what reads its value.
type fields map[string]func(ast.Node)

// front parses the YAML of text[4:end] and returns its top mapping and the word
// after kind.
func (f *file) front(end int) (root ast.Node, kind string, ok bool) {
	text := f.text[len("---\n"):end]
	tree, err := parser.ParseBytes(text, 0)
	if err != nil {
		if quoted, lines := quoteValues(text); len(lines) > 0 {
			if again, failed := parser.ParseBytes(quoted, 0); failed == nil {
				tree, err = again, nil
				f.sayQuoted(quoted, lines)
			}
		}
	}
	if err != nil {
		pos, message := f.pos(0), err.Error()
		if located, ok := errors.AsType[yaml.Error](err); ok {
			pos, message = f.token(located.GetToken()), located.GetMessage()
		}
		f.problems.Add(pos, diag.StrategyFront, "Write key: value, one a line. A value with a colon, a quote or a sign at its beginning goes in double quotes.", "%s", message)
		return nil, "", false
	}
	if len(tree.Docs) > 0 {
		root = tree.Docs[0].Body
	}
	entries, mapping := entries(root)
	if !mapping || len(tree.Docs) != 1 {
		f.problems.Add(f.pos(0), diag.StrategyFront, "Write key: value, one a line.", "the front matter is not a list of keys")
		return nil, "", false
	}
	for _, e := range entries {
		if key(e) == "kind" {
			f.line(&kind)(e.Value)
			return root, kind, kind != ""
		}
	}
	f.problems.Add(f.pos(0), diag.StrategyFront, "Write kind: and what the page is, such as page, strand or tier.", "the page does not say what kind it is")
	return nil, "", false
}

// mapping reads a mapping: every key of must has to be there, those of may can be,
// and any other is an error.
func (f *file) mapping(node ast.Node, must, may fields) {
	entries, ok := entries(node)
	if !ok {
		f.wrong(node, "Write key: value.", "this is not a list of keys")
		return
	}
	known := slices.Concat(slices.Collect(maps.Keys(must)), slices.Collect(maps.Keys(may)))
	given := make(map[string]bool)
	for _, e := range entries {
		name := key(e)
		read, required := must[name]
		if !required {
			read = may[name]
		}
		switch {
		case read == nil:
			f.wrong(e.Key, diag.DidYouMean(name, known), "%q has no meaning here", name)
		case given[name]:
			f.wrong(e.Key, "Keep one of them.", "%s is given twice", name)
		case !empty(e.Value):
			read(e.Value)
		case required:
			f.wrong(e.Key, "Fill it in.", "%s is empty", name)
		}
		given[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(must)) {
		if !given[name] {
			f.wrong(node, "Add it.", "%s is missing", name)
		}
	}
}

// sequence reads each item of a list.
func (f *file) sequence(node ast.Node, each func(ast.Node)) {
	list, ok := node.(*ast.SequenceNode)
	if !ok {
		f.wrong(node, "Write a list: each item on a line of its own after a hyphen, or all in [ ].", "this is not a list")
		return
	}
	for _, item := range list.Values {
		each(item)
	}
}

// line reads a text, on one line, as it was typed: 94.860 stays 94.860.
func (f *file) line(to *string) func(ast.Node) {
	return func(node ast.Node) {
		switch n := node.(type) {
		case *ast.StringNode:
			*to = strings.Join(strings.Fields(n.Value), " ")
		case *ast.LiteralNode:
			*to = strings.Join(strings.Fields(n.Value.Value), " ")
		case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
			*to = n.GetToken().Value
		default:
			f.wrong(node, "Put it in quotes if it is text.", "this is not a plain value")
		}
	}
}

// word reads a text that parse accepts; the hint says what it accepts.
func word[T any](f *file, to *T, hint string, parse func(string) (T, bool)) func(ast.Node) {
	return func(node ast.Node) {
		var s string
		f.line(&s)(node)
		if s == "" {
			return
		}
		v, ok := parse(s)
		if !ok {
			f.wrong(node, hint, "%q is not allowed here", s)
			return
		}
		*to = v
	}
}

func (f *file) number(to *int) func(ast.Node) {
	return word(f, to, "Write a whole number from 1.", func(s string) (int, bool) {
		n, err := strconv.Atoi(s)
		return n, err == nil && n >= 1
	})
}

func (f *file) date(to *time.Time) func(ast.Node) {
	return func(node ast.Node) {
		word(f, to, "Write a date as 2014-07-31.", func(s string) (time.Time, bool) {
			day, ok := attendance.ParseDay(s)
			if ok && day.Form != "" {
				f.problems.Add(f.place(node), diag.DayFirst, "", "days written as %s were read with the day first", day.Form)
			}
			return day.Time, ok && attendance.InYears(day.Time)
		})(node)
	}
}

func (f *file) flag(to *bool) func(ast.Node) {
	return word(f, to, "Write true or false.", func(s string) (bool, bool) { return s == "true", s == "true" || s == "false" })
}

func (f *file) percent(to *attendance.Decimal) func(ast.Node) {
	return word(f, to, "Write a percentage from 0 to 100 without its sign.", func(s string) (attendance.Decimal, bool) {
		d, err := attendance.ParseDecimal(s)
		return d, err == nil && d.Unscaled >= 0 && !attendance.Decimal{Unscaled: 100}.Less(d)
	})
}

// slug reads a name that becomes part of an address.
func (f *file) slug(to *string) func(ast.Node) {
	return word(f, to, "Use small letters, digits and hyphens.", func(s string) (string, bool) { return s, attendance.Slug(s) == s })
}

func (f *file) nation(to *attendance.Nation) func(ast.Node) {
	return word(f, to, "Write England or Wales.", func(s string) (attendance.Nation, bool) {
		n := attendance.Nation(s)
		return n, n == attendance.England || n == attendance.Wales
	})
}

// wrong reports a fault of the front matter at a node.
func (f *file) wrong(node ast.Node, hint, format string, args ...any) {
	f.problems.Add(f.place(node), diag.StrategyFront, hint, format, args...)
}

// place returns where a node begins.
func (f *file) place(node ast.Node) diag.Pos {
	if entries, ok := entries(node); ok && len(entries) > 0 {
		node = entries[0].Key
	}
	if node == nil {
		return f.pos(0)
	}
	return f.token(node.GetToken())
}

func (f *file) token(t *token.Token) diag.Pos {
	if t == nil || t.Position == nil {
		return f.pos(0)
	}
	return f.at(t.Position.Line+1, t.Position.Column) // the line of hyphens comes first
}

func entries(node ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := node.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

func key(e *ast.MappingValueNode) string { return e.Key.GetToken().Value }

func empty(node ast.Node) bool {
	if node == nil {
		return true
	}
	switch n := node.(type) {
	case *ast.NullNode:
		return true
	case *ast.StringNode:
		return strings.TrimSpace(n.Value) == ""
	}
	return false
}
