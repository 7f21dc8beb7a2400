package chart

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Look is how the style sheets of a theme have charts on a light, narrow page. The marks
// of a picture get their colours, widths and sizes from where those of a page do, so a
// change of brand changes both.
type Look struct {
	tokens map[string]string // --paper: #fdfcf9
	rules  []rule            // in the order in which later ones win
}

// rule is one selector with its declarations.
type rule struct {
	path   []compound // the last is the element itself, those before are around it
	weight int
	decls  []decl
}

// compound is what one element has to have.
type compound struct {
	element string
	classes []string
}

type decl struct{ name, value string }

// ReadLook reads style sheets, in the order in which a page links them. It takes in the
// subset that charts are drawn with: selectors of elements and classes, custom properties
// of :root, and container queries of a width in rem. Rules for other media are left out.
func ReadLook(sheets ...[]byte) (*Look, error) {
	look := &Look{tokens: make(map[string]string)}
	for _, sheet := range sheets {
		if err := look.read(uncommented(string(sheet))); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(look.rules, func(a, b rule) int { return cmp.Compare(a.weight, b.weight) })
	if _, err := look.color("var(--paper)"); err != nil {
		return nil, fmt.Errorf("the style sheets have no --paper to draw charts on: %w", err)
	}
	return look, nil
}

func uncommented(css string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(css, "/*")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		_, css, _ = strings.Cut(rest, "*/")
	}
}

// read takes in the rules of a sheet, or of a block within one.
func (l *Look) read(css string) error {
	for {
		css = strings.TrimSpace(css)
		open := strings.IndexAny(css, "{;")
		if open < 0 {
			return nil
		}
		head := strings.TrimSpace(css[:open])
		if css[open] == ';' { // @charset, @import
			css = css[open+1:]
			continue
		}
		shut := closing(css, open)
		if shut < 0 {
			return fmt.Errorf("style sheet: %q is not closed", head)
		}
		body := css[open+1 : shut]
		css = css[shut+1:]
		if !strings.HasPrefix(head, "@") {
			l.add(head, body)
		} else if holds(head) {
			if err := l.read(body); err != nil {
				return err
			}
		}
	}
}

// closing returns where the brace at open closes, or -1.
func closing(css string, open int) int {
	depth := 0
	for i := open; i < len(css); i++ {
		switch css[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// holds reports whether a container query is true of a letter. Media are those of paper,
// of dark screens and of people's own colours: none is a letter's.
func holds(head string) bool {
	query, ok := strings.CutPrefix(head, "@container(")
	bound, value, ok2 := strings.Cut(strings.TrimSuffix(query, "rem)"), ":")
	rem, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if !ok || !ok2 || err != nil {
		return false
	}
	switch bound {
	case "min-width":
		return letterWidth >= rem*16
	case "max-width":
		return letterWidth <= rem*16
	}
	return false
}

func (l *Look) add(head, body string) {
	var decls []decl
	for part := range strings.SplitSeq(body, ";") {
		if name, value, ok := strings.Cut(part, ":"); ok {
			decls = append(decls, decl{strings.TrimSpace(name), strings.TrimSpace(value)})
		}
	}
	for selector := range strings.SplitSeq(head, ",") {
		if selector = strings.TrimSpace(selector); selector == ":root" {
			for _, d := range decls {
				l.tokens[d.name] = d.value
			}
			continue
		}
		if path, weight, ok := parseSelector(selector); ok {
			l.rules = append(l.rules, rule{path, weight, decls})
		}
	}
}

// parseSelector reads a selector; it is false for one that no chart is drawn with.
func parseSelector(s string) (path []compound, weight int, ok bool) {
	if s == "" || strings.ContainsAny(s, ":[]>+~*#()\"") {
		return nil, 0, false
	}
	for field := range strings.FieldsSeq(s) {
		parts := strings.Split(field, ".")
		path = append(path, compound{parts[0], parts[1:]})
		weight += 100 * (len(parts) - 1)
		if parts[0] != "" {
			weight++
		}
	}
	return path, weight, true
}

// matches reports whether a rule is about an element, given what is around it from the
// outside in.
func (r rule) matches(around []compound, own compound) bool {
	last := len(r.path) - 1
	if !own.has(r.path[last]) {
		return false
	}
	i := 0
	for _, c := range around {
		if i < last && c.has(r.path[i]) {
			i++
		}
	}
	return i == last
}

func (c compound) has(want compound) bool {
	if want.element != "" && want.element != c.element {
		return false
	}
	for _, class := range want.classes {
		if !slices.Contains(c.classes, class) {
			return false
		}
	}
	return true
}
