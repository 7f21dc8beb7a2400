package config

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Item writes an input as an item of the list inputs of site.yaml, its lines indented
// by so many spaces.
func (in Input) Item(indent int) string {
	pad := strings.Repeat(" ", indent)
	var b strings.Builder
	fmt.Fprintf(&b, "%s- path: %s\n", pad, quoted(in.Path))
	if in.Format != "" {
		fmt.Fprintf(&b, "%s  format: %s\n", pad, quoted(in.Format))
	}
	if !in.Period.IsZero() {
		fmt.Fprintf(&b, "%s  period: %s\n", pad, in.Period)
	}
	if len(in.Sheets) > 0 {
		fmt.Fprintf(&b, "%s  sheet: %s\n", pad, list(in.Sheets))
	}
	if len(in.Columns) > 0 {
		var pairs []string
		for _, name := range slices.Sorted(maps.Keys(in.Columns)) {
			pairs = append(pairs, name+": "+quoted(in.Columns[name]))
		}
		fmt.Fprintf(&b, "%s  columns: {%s}\n", pad, strings.Join(pairs, ", "))
	}
	if len(in.Ignore) > 0 {
		fmt.Fprintf(&b, "%s  ignore: %s\n", pad, list(in.Ignore))
	}
	if len(in.From) > 0 {
		var pairs []string
		for _, name := range slices.Sorted(maps.Keys(in.From)) {
			pairs = append(pairs, name+": "+quoted(in.From[name].String()))
		}
		fmt.Fprintf(&b, "%s  from: {%s}\n", pad, strings.Join(pairs, ", "))
	}
	return b.String()
}

func list(words []string) string {
	items := make([]string, len(words))
	for i, word := range words {
		items[i] = quoted(word)
	}
	return "[" + strings.Join(items, ", ") + "]"
}

// String writes an origin as site.yaml has it.
func (o Origin) String() string {
	switch {
	case o.Sheet:
		return "sheet"
	case o.Header:
		return "header"
	case o.Cell != "":
		return "cell " + o.Cell
	}
	return "file " + o.File
}

// quoted writes words so that YAML reads them as they are: as they stand where they
// begin with a letter and hold nothing of a meaning of its own.
func quoted(s string) string {
	plain := strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz0123456789_./-") == ""
	letter := s != "" && strings.ContainsRune("abcdefghijklmnopqrstuvwxyz", rune(s[0]|0x20))
	switch strings.ToLower(s) {
	case "null", "true", "false", "yes", "no", "on", "off", "y", "n":
		letter = false
	}
	if plain && letter {
		return s
	}
	return strconv.Quote(s)
}

// AppendInput adds an input to the end of the list inputs in the text of a site file,
// and leaves every other byte as it is. It is false where that list is neither empty nor
// written with an item a line. The result is not checked; Load does that.
func AppendInput(text string, in Input) (string, bool) {
	lines := strings.SplitAfter(text, "\n")
	start := slices.IndexFunc(lines, func(line string) bool { return strings.HasPrefix(line, "inputs:") })
	if start < 0 {
		return "", false
	}
	rest := strings.TrimSpace(strings.TrimPrefix(lines[start], "inputs:"))
	if begun, comment, found := strings.Cut(rest, "[]"); found && begun == "" {
		rest = strings.TrimSpace(comment)
		lines[start] = strings.Replace(lines[start], " []", "", 1)
		return insertAt(lines, start, rest, in)
	}
	if rest != "" && rest[0] != '#' {
		return "", false
	}
	last, indent := -1, -1
	for i, line := range lines[start+1:] {
		content := strings.TrimLeft(line, " ")
		depth := len(line) - len(content)
		content = strings.TrimRight(content, "\r\n")
		switch {
		case content == "" || content[0] == '#':
			continue
		case indent < 0 && strings.HasPrefix(content, "-"):
			indent = depth
		case depth <= max(indent, 0) && !(depth == indent && strings.HasPrefix(content, "-")):
			return insert(lines, start+1+last, indent, in)
		}
		last = i
	}
	return insert(lines, start+1+last, indent, in)
}

// insertAt puts the first input of a list after its key, which a comment may follow.
func insertAt(lines []string, key int, comment string, in Input) (string, bool) {
	if comment != "" && comment[0] != '#' {
		return "", false
	}
	const indent = 2
	return insert(lines, key, indent, in)
}

// insert puts an input after a line.
func insert(lines []string, after, indent int, in Input) (string, bool) {
	if indent < 0 {
		return "", false
	}
	item := in.Item(indent)
	if strings.HasSuffix(lines[0], "\r\n") {
		item = strings.ReplaceAll(item, "\n", "\r\n")
	}
	if !strings.HasSuffix(lines[after], "\n") {
		item = "\n" + item
	}
	return strings.Join(slices.Insert(lines, after+1, item), ""), true
}
