package config

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// value is a node of the file and the keys that lead to it: thresholds.pa.
type value struct {
	node ast.Node
	path string
}

// take puts a value where it belongs, or reports why it cannot.
type take func(value)

// field is a key that a mapping may have.
type field struct {
	key  string
	take take
}

// reader turns the tree of site.yaml into a Site. Its methods make the takes.
type reader struct {
	file     string
	problems *diag.List
	lines    []string
}

// pos returns the place of a node, which for a mapping is its first key.
func (r *reader) pos(n ast.Node) diag.Pos {
	if m, ok := n.(*ast.MappingNode); ok && !m.IsFlowStyle && len(m.Values) > 0 {
		n = m.Values[0].Key
	}
	if t := n.GetToken(); t != nil && t.Position != nil {
		return r.within(t.Position.Line, t.Position.Column)
	}
	return diag.Pos{File: r.file}
}

// within keeps a place inside the file: the parser puts some tokens, such as the
// end of a folded text, past it.
func (r *reader) within(line, col int) diag.Pos {
	line = min(max(line, 1), max(len(r.lines), 1))
	width := 1
	if line <= len(r.lines) {
		width = len([]rune(r.lines[line-1])) + 1
	}
	return diag.Pos{File: r.file, Line: line, Col: min(max(col, 1), width)}
}

func (r *reader) wrong(v value, hint, format string, args ...any) {
	r.problems.Add(r.pos(v.node), diag.ConfigValue, hint, "%s: %s", v.path, fmt.Sprintf(format, args...))
}

// scalar returns the text of a value as it is written, so that 0331 stays 0331.
func (r *reader) scalar(v value, hint string) (string, bool) {
	var s string
	switch n := v.node.(type) {
	case *ast.StringNode:
		s = n.Value
	case *ast.LiteralNode:
		s = n.Value.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		s = n.GetToken().Value
	case *ast.NullNode:
		r.wrong(v, hint, "nothing is written here")
		return "", false
	default:
		r.wrong(v, hint, "one value is expected here, not a list, mapping, anchor or tag")
		return "", false
	}
	if s = strings.TrimSpace(s); s == "" {
		r.wrong(v, hint, "nothing is written here")
		return "", false
	}
	return s, true
}

// mapping takes the fields of v and reports keys that are unknown, doubled or,
// when they are required, missing.
func (r *reader) mapping(v value, fields []field, required ...string) {
	m, ok := v.node.(*ast.MappingNode)
	if !ok {
		r.wrong(v, "Write one of its keys a line: "+keys(fields)+".", "keys and values are expected here")
		return
	}
	prefix := ""
	if v.path != "" {
		prefix = v.path + "."
	}
	seen := make(map[string]bool)
	for _, pair := range m.Values {
		key := pair.Key.GetToken().Value
		at := slices.IndexFunc(fields, func(f field) bool { return f.key == key })
		switch {
		case at < 0:
			r.problems.Add(r.pos(pair.Key), diag.ConfigUnknownKey, nearest(key, fields), "%s%s is not a key of site.yaml", prefix, key)
		case seen[key]:
			r.problems.Add(r.pos(pair.Key), diag.ConfigValue, "Keep one of them.", "%s%s stands twice", prefix, key)
		default:
			fields[at].take(value{pair.Value, prefix + key})
		}
		seen[key] = true
	}
	for _, key := range required {
		if !seen[key] {
			r.problems.Add(r.pos(v.node), diag.ConfigValue, "Add it.", "%s%s is missing", prefix, key)
		}
	}
}

func keys(fields []field) string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.key
	}
	return strings.Join(names, ", ")
}

func nearest(key string, fields []field) string {
	if secret(key) {
		// The file is copied, mailed and versioned.
		return "Remove it and change the password: name a file in mail.password_file, or set ROLLCALL_SMTP_PASSWORD."
	}
	if near := diag.Nearest(key, strings.Split(keys(fields), ", ")); near != "" {
		return "Did you mean " + near + "?"
	}
	return "Known keys here: " + keys(fields) + "."
}

// in takes a mapping.
func (r *reader) in(fields []field, required ...string) take {
	return func(v value) { r.mapping(v, fields, required...) }
}

// each takes every item of a list that has some.
func (r *reader) each(item take) take {
	every := r.every(item)
	return func(v value) {
		if list, ok := v.node.(*ast.SequenceNode); ok && len(list.Values) == 0 {
			r.wrong(v, "Add an item, or remove the key.", "the list is empty")
		}
		every(v)
	}
}

// every takes every item of a list, which may be empty.
func (r *reader) every(item take) take {
	return func(v value) {
		list, ok := v.node.(*ast.SequenceNode)
		if !ok {
			r.wrong(v, "Begin each item with a hyphen, or write [a, b].", "a list is expected here")
			return
		}
		for i, n := range list.Values {
			item(value{n, fmt.Sprintf("%s[%d]", v.path, i+1)})
		}
	}
}

// text takes words.
func (r *reader) text(to *string) take {
	return func(v value) {
		if s, ok := r.scalar(v, "Write it after the colon, or remove the key."); ok {
			*to = s
		}
	}
}

// texts takes a list of words, none of them twice.
func (r *reader) texts(to *[]string, item func(*string) take) take {
	return func(v value) {
		var got []string
		r.each(func(v value) {
			var s string
			item(&s)(v)
			switch {
			case s == "":
			case slices.Contains(got, s):
				r.wrong(v, "Keep one of them.", "%s stands twice", s)
			default:
				got = append(got, s)
			}
		})(v)
		if len(got) > 0 {
			*to = got
		}
	}
}

// checked takes words that a check accepts; the check returns a hint otherwise.
func (r *reader) checked(to *string, check func(string) (hint string)) take {
	return func(v value) {
		s, ok := r.scalar(v, "Write it after the colon, or remove the key.")
		if !ok {
			return
		}
		if hint := check(s); hint != "" {
			r.wrong(v, hint, "%q is not allowed", s)
			return
		}
		*to = s
	}
}

// one takes one of the words that are allowed.
func one[S ~string](r *reader, to *S, allowed ...S) take {
	return func(v value) {
		words := make([]string, len(allowed))
		for i, a := range allowed {
			words[i] = string(a)
		}
		hint := "Use " + strings.Join(words, ", ") + "."
		s, ok := r.scalar(v, hint)
		if !ok {
			return
		}
		if i := slices.IndexFunc(words, func(word string) bool { return strings.EqualFold(word, s) }); i >= 0 {
			*to = allowed[i]
			return
		}
		if near := diag.Nearest(s, words); near != "" {
			hint += " Did you mean " + near + "?"
		}
		r.wrong(v, hint, "%q is not allowed", s)
	}
}

// whole takes a whole number from least to most.
func (r *reader) whole(to *int, least, most int) take {
	return func(v value) {
		hint := fmt.Sprintf("Write a whole number from %d to %d.", least, most)
		s, ok := r.scalar(v, hint)
		if !ok {
			return
		}
		n, err := strconv.Atoi(s)
		if err != nil || n < least || n > most {
			r.wrong(v, hint, "%q is not allowed", s)
			return
		}
		*to = n
	}
}

// decimal takes a percentage between 0 and 100.
func (r *reader) decimal(to *attendance.Decimal) take {
	return func(v value) {
		const hint = "Write a percentage between 0 and 100, such as 92.5, without a sign."
		s, ok := r.scalar(v, hint)
		if !ok {
			return
		}
		d, err := attendance.ParseDecimal(s)
		if err != nil || !(attendance.Decimal{}).Less(d) || !d.Less(attendance.Decimal{Unscaled: 100}) {
			r.wrong(v, hint, "%q is not allowed", s)
			return
		}
		*to = d
	}
}

// number takes a decimal number from least to most, of four decimal places or fewer.
func (r *reader) number(to *attendance.Decimal, least, most int64) take {
	return func(v value) {
		hint := fmt.Sprintf("Write a number from %d to %d, such as %d or %d.5, without a sign.", least, most, most, least)
		s, ok := r.scalar(v, hint)
		if !ok {
			return
		}
		d, err := attendance.ParseDecimal(s)
		if err != nil || d.Scale > 4 || d.Less(attendance.Decimal{Unscaled: least}) || (attendance.Decimal{Unscaled: most}).Less(d) {
			r.wrong(v, hint, "%q is not allowed", s)
			return
		}
		*to = d
	}
}

// percent takes one of the percentages that there are counts of.
func (r *reader) percent(to *attendance.Decimal, allowed ...string) take {
	return func(v value) {
		var d attendance.Decimal
		r.decimal(&d)(v)
		if d.Unscaled == 0 {
			return
		}
		if !slices.Contains(allowed, d.String()) {
			r.wrong(v, "Use "+strings.Join(allowed, ", ")+".", "no figures count the pupils who missed %s%%", d)
			return
		}
		*to = d
	}
}

// truth takes true or false.
func (r *reader) truth(to *bool) take {
	return func(v value) {
		b, ok := v.node.(*ast.BoolNode)
		if !ok {
			r.wrong(v, "Write true or false.", "true or false is expected here")
			return
		}
		*to = b.Value
	}
}

// date takes a day.
func (r *reader) date(to *time.Time) take {
	return func(v value) {
		const hint = "Write it as 2026-05-08."
		s, ok := r.scalar(v, hint)
		if !ok {
			return
		}
		day, ok := attendance.ParseDay(s)
		if !ok || !attendance.InYears(day.Time) {
			r.wrong(v, hint, "%q is not a date", s)
			return
		}
		if day.Form != "" {
			r.problems.Add(r.pos(v.node), diag.DayFirst, "", "days written as %s were read with the day first", day.Form)
		}
		*to = day.Time
	}
}

// period takes an academic year or a part of one.
func (r *reader) period(to *attendance.Period) take {
	return func(v value) {
		const hint = "Write it as 2024-25, 2024-25 autumn, 2024-25 HT3 or 2024-25 to HT4."
		s, ok := r.scalar(v, hint)
		if !ok {
			return
		}
		p, err := attendance.ParsePeriod(s)
		if err != nil {
			r.wrong(v, hint, "%q is not a period", s)
			return
		}
		*to = p
	}
}
