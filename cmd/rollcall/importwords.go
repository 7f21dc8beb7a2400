package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"rollcall/generator/diag"
	"rollcall/generator/mapping"
)

// mostListed is how many things a line lists.
const mostListed = 20

// signs mark how a column was known. One with ? is a proposal.
var signs = map[mapping.How]string{mapping.Unknown: "?", mapping.Named: "?", mapping.Shaped: "?"}

// tellColumns lists which column is taken for what, with some of its values.
func tellColumns(w io.Writer, c *candidate) {
	m := c.mapping
	fmt.Fprintf(w, "%s%s is read as %s.\n    %s\n", c.input.Path, sheetsOf(c), m.Format.Name, firstSentence(m.Format.Meaning))
	if line := c.sheet.HeaderLine(); line > 1 {
		fmt.Fprintf(w, "    The header is in line %d.\n", line)
	}
	width := 0
	for _, column := range m.Columns {
		if column.How != mapping.Left {
			width = max(width, utf8.RuneCountInString(column.Own))
		}
	}
	var left, further []string
	for i, column := range m.Columns {
		switch column.How {
		case mapping.Left:
			left = append(left, fmt.Sprintf("%d %s", i+1, column.Own))
			continue
		case mapping.Further:
			further = append(further, column.Own)
			continue
		}
		fmt.Fprintf(w, "%3d %-*s %1s %-17s %s\n", i+1, width, column.Own, signs[column.How], cmp.Or(column.Name, "not known"), shownSamples(m, column))
	}
	list(w, "Kept as columns of your own", further)
	list(w, "Not needed", left)
	list(w, "No longer there", m.Gone)
	var missing []string
	for _, lack := range m.Missing {
		missing = append(missing, lack.Name)
	}
	list(w, "Missing", missing)
}

func sheetsOf(c *candidate) string {
	if c.sheet.Name() == "" {
		return ""
	}
	return fmt.Sprintf(" (%s)", strings.Join(append([]string{c.sheet.Name()}, rest(c.input.Sheets)...), ", "))
}

func rest(names []string) []string {
	if len(names) < 2 {
		return nil
	}
	return names[1:]
}

// shownSamples are some values of a column. The keys of pupils and families are nobody's
// to read on a screen.
func shownSamples(m *mapping.Mapping, c mapping.Column) string {
	if m.Format.Name == "pupils" && (c.Name == "pupil" || c.Name == "family") {
		return "(not shown)"
	}
	const most = 24
	var shown []string
	for _, text := range c.Samples {
		if utf8.RuneCountInString(text) > most {
			text = string([]rune(text)[:most-3]) + "..."
		}
		shown = append(shown, text)
	}
	return strings.Join(shown, " | ")
}

func firstSentence(text string) string {
	first, _, _ := strings.Cut(text, ". ")
	return strings.TrimRight(first, ".") + "."
}

// tellContents says what the file holds, compared with the earlier one where there is one.
func (c *candidate) tellContents(w io.Writer) {
	now := mapping.Read(c.open(), c.mapping.Format, new(diag.List))
	periods := now.Periods
	if len(periods) == 0 && !c.input.Period.IsZero() {
		periods = []string{c.input.Period.String()}
	}
	if c.like == nil {
		list(w, "It holds", []string{count(now.Rows, "row"), count(len(now.Schools), "school")})
		list(w, "Periods", periods)
		return
	}
	fmt.Fprintf(w, "    Compared with %s:\n", c.like.Path)
	list(w, "Rows", []string{fmt.Sprintf("%d, before %d", now.Rows, c.was.Rows)})
	list(w, "Schools", []string{fmt.Sprintf("%d, before %d", len(now.Schools), len(c.was.Schools))})
	list(w, "New schools", mapping.Gone(now.Schools, c.was.Schools))
	list(w, "Schools gone", mapping.Gone(c.was.Schools, now.Schools))
	list(w, "Periods", periods)
	list(w, "Periods in both", mapping.Gone(periods, mapping.Gone(periods, c.was.Periods)))
}

// list prints a line of things, or nothing where there are none.
func list(w io.Writer, label string, things []string) {
	if len(things) == 0 {
		return
	}
	more := ""
	if left := len(things) - mostListed; left > 0 {
		things, more = things[:mostListed], fmt.Sprintf(" and %d more", left)
	}
	fmt.Fprintf(w, "    %s: %s%s\n", label, strings.Join(things, ", "), more)
}
