package strategy

import (
	"bytes"
	"regexp"
	"strings"

	"rollcall/generator/diag"
)

// plainLine is a line of front matter with a value.
var plainLine = regexp.MustCompile(`^([ ]*(?:- )?[a-z_]+:[ \t]+)(\S.*?)[ \t]*$`)

// quoteValues puts quotes around the values of front matter that YAML would take for
// something else than text: those with a colon, as in title: Belonging: our strategy,
// with a quote that does not end them, or with a sign of YAML at their beginning. Lines
// counts from 0, and lists those that were changed.
func quoteValues(text []byte) (quoted []byte, lines []int) {
	all := bytes.Split(text, []byte("\n"))
	for i, line := range all {
		m := plainLine.FindSubmatch(line)
		if m == nil || !needsQuotes(string(m[2])) {
			continue
		}
		value := `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(string(m[2])) + `"`
		all[i] = append(bytes.Clone(m[1]), value...)
		lines = append(lines, i)
	}
	return bytes.Join(all, []byte("\n")), lines
}

// needsQuotes reports whether a value on one line is text that has to be quoted.
func needsQuotes(value string) bool {
	first, last := value[0], value[len(value)-1]
	switch first {
	case '"', '\'':
		return len(value) < 2 || last != first
	case '[', '{', '|', '>':
		return false // a list, keys, or text on several lines
	case '@', '`', '%', '&', '*', '!':
		return true
	}
	return strings.Contains(value, ": ") || last == ':'
}

// sayQuoted notes the lines that were read with quotes.
func (f *file) sayQuoted(quoted []byte, lines []int) {
	all := bytes.Split(quoted, []byte("\n"))
	for _, i := range lines {
		line := strings.TrimSpace(string(all[i]))
		key, _, _ := strings.Cut(strings.TrimPrefix(line, "- "), ":")
		f.problems.Add(f.at(i+2, 1), diag.StrategyRead, "Write "+line, "%s was read as text, as if its value stood in quotes", key)
	}
}
