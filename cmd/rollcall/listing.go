package main

import (
	"fmt"
	"io"
	"strings"

	"rollcall/generator/diag"
)

// listing says how the problems are told to people.
type listing uint8

const (
	plainly listing = iota // one after another
	byFile                 // under the file they stand in, each with its severity
)

// tell prints problems.
func (l listing) tell(w io.Writer, problems []diag.Problem) {
	for i, p := range problems {
		if l == plainly {
			fmt.Fprintln(w, p)
			continue
		}
		if i == 0 || p.Pos.File != problems[i-1].Pos.File {
			if i > 0 {
				fmt.Fprintln(w)
			}
			fmt.Fprintln(w, fileHead(p.Pos.File, problems))
		}
		place := p.Pos.String()
		fmt.Fprintf(w, "%s: %s: %s\n", place, p.Severity, strings.TrimPrefix(p.String(), place+": "))
	}
	if l == byFile && len(problems) > 0 {
		fmt.Fprintln(w)
	}
}

// fileHead names a file and counts what stands in it.
func fileHead(file string, problems []diag.Problem) string {
	errors, warnings := 0, 0
	for _, p := range problems {
		switch {
		case p.Pos.File != file:
		case p.Severity == diag.Error:
			errors += p.Times
		default:
			warnings += p.Times
		}
	}
	if file == "" {
		file = "The site as a whole"
	}
	var counts []string
	if errors > 0 {
		counts = append(counts, count(errors, "error"))
	}
	if warnings > 0 {
		counts = append(counts, count(warnings, "warning"))
	}
	return file + ": " + strings.Join(counts, ", ")
}
