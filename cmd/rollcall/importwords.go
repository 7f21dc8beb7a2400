package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"rollcall/generator/config"
	"rollcall/generator/mapping"
)

// tellColumns says which column is which.
func tellColumns(w io.Writer, m *mapping.Mapping, file, like string) {
	fmt.Fprintf(w, "%s as %s, like %s\n", file, m.Format.Name, like)
	said := map[mapping.How][]string{}
	for _, c := range m.Columns {
		words := strconv.Quote(c.Own)
		switch c.How {
		case mapping.Recognised, mapping.Further:
			words = c.Name
		case mapping.Remembered, mapping.Told:
			words = fmt.Sprintf("%s is %q", c.Name, c.Own)
		}
		said[c.How] = append(said[c.How], words)
	}
	tell(w, "recognised", said[mapping.Recognised])
	tell(w, "remembered", said[mapping.Remembered])
	tell(w, "told", said[mapping.Told])
	tell(w, "further", said[mapping.Further])
	tell(w, "unknown", said[mapping.Unknown])
	var missing []string
	for _, lack := range m.Missing {
		words := lack.Name
		if lack.Nearest != "" {
			words = fmt.Sprintf("%s, perhaps %q", lack.Name, lack.Nearest)
		}
		missing = append(missing, words)
	}
	tell(w, "missing", missing)
	tell(w, "no longer", m.Gone)
}

// tellChanges says what a file holds, beside the earlier one.
func tellChanges(w io.Writer, before, now mapping.Contents, like string, item config.Input) {
	fmt.Fprintf(w, "Against %s\n", like)
	tell(w, "rows", []string{fmt.Sprintf("%d, before %d", now.Rows, before.Rows)})
	tell(w, "schools", []string{fmt.Sprintf("%d, before %d", len(now.Schools), len(before.Schools))})
	tell(w, "new", mapping.Gone(now.Schools, before.Schools))
	tell(w, "gone", mapping.Gone(before.Schools, now.Schools))
	periods := now.Periods
	if len(periods) == 0 && !item.Period.IsZero() {
		periods = []string{item.Period.String()}
	}
	tell(w, "periods", periods)
	tell(w, "also there", mapping.Gone(periods, mapping.Gone(periods, before.Periods)))
}

// mostTold is how many things a line lists.
const mostTold = 20

// tell prints a line of things, or nothing where there are none.
func tell(w io.Writer, label string, things []string) {
	if len(things) == 0 {
		return
	}
	more := ""
	if left := len(things) - mostTold; left > 0 {
		things, more = things[:mostTold], fmt.Sprintf(" and %d more", left)
	}
	fmt.Fprintf(w, "  %-11s %s%s\n", label, strings.Join(things, ", "), more)
}
