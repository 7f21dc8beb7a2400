package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"rollcall/generator/diag"
)

// listing says how much of the problems a person is shown. Errors are always shown
// with their place and remedy.
type listing uint8

const (
	examples listing = iota // a few problems of each kind
	counts                  // the number of each kind, but for errors
)

const (
	mostExamples = 5  // of a kind
	mostErrors   = 6  // that a listing of counts shows all of
	mostLines    = 10 // of a listing of counts that has more of them
)

// kindOfProblem is the problems of one code.
type kindOfProblem struct {
	code     diag.Code
	severity diag.Severity
	problems []diag.Problem // in order of place
	times    int
}

// kindsOf sorts problems into kinds: the most severe first, of those the most frequent.
func kindsOf(problems []diag.Problem) []kindOfProblem {
	at := make(map[diag.Code]int)
	var kinds []kindOfProblem
	for _, p := range problems {
		i, ok := at[p.Code]
		if !ok {
			i = len(kinds)
			at[p.Code] = i
			kinds = append(kinds, kindOfProblem{code: p.Code, severity: p.Severity})
		}
		kinds[i].problems = append(kinds[i].problems, p)
		kinds[i].times += p.Times
	}
	slices.SortStableFunc(kinds, func(a, b kindOfProblem) int {
		return cmp.Or(-cmp.Compare(a.severity, b.severity), -cmp.Compare(a.times, b.times), cmp.Compare(a.code, b.code))
	})
	return kinds
}

// tell prints problems.
func (l listing) tell(w io.Writer, problems []diag.Problem) {
	kinds := kindsOf(problems)
	if l == counts {
		tellCounts(w, kinds)
		return
	}
	for i, k := range kinds {
		if i == 0 || k.severity != kinds[i-1].severity {
			if i > 0 {
				fmt.Fprintln(w)
			}
			fmt.Fprintln(w, heading(k.severity, kinds))
		}
		k.tellExamples(w, mostExamples)
	}
	if len(kinds) > 0 {
		fmt.Fprintln(w)
	}
}

// heading counts the problems of a severity.
func heading(s diag.Severity, kinds []kindOfProblem) string {
	n := 0
	for _, k := range kinds {
		if k.severity == s {
			n += k.times
		}
	}
	return severityCount(n, s) + ":"
}

// severityCount is a number of problems of a severity in words.
func severityCount(n int, s diag.Severity) string {
	if s == diag.SetAside {
		return fmt.Sprintf("%d set aside", n)
	}
	return count(n, s.String())
}

// tellExamples prints the first problems of a kind. A remedy that is the same for the
// next example is printed once, and a note needs none.
func (k *kindOfProblem) tellExamples(w io.Writer, most int) {
	shown := k.problems[:min(len(k.problems), most)]
	told := 0
	for i, p := range shown {
		told += p.Times
		hint := p.Hint
		if k.severity == diag.Note || i+1 < len(shown) && shown[i+1].Hint == hint {
			p.Hint = ""
		}
		fmt.Fprintln(w, p)
	}
	if left := k.times - told; left > 0 {
		fmt.Fprintf(w, "    and %d more of %s\n", left, k.code)
	}
}

// tellCounts prints the errors, one of each kind where there are many, and how many
// problems there are of any other kind.
func tellCounts(w io.Writer, kinds []kindOfProblem) {
	lines, width, errors := 0, 0, 0
	for _, k := range kinds {
		if k.severity == diag.Error {
			errors += k.times
		} else {
			width = max(width, len(k.code))
		}
	}
	most := mostErrors
	if errors > mostErrors {
		most = 1
	}
	for i, k := range kinds {
		if lines >= mostLines {
			fmt.Fprintf(w, "and %s\n", count(len(kinds)-i, "more kind"))
			return
		}
		if k.severity == diag.Error {
			k.tellExamples(w, most)
			lines += 2 * min(len(k.problems), most)
			continue
		}
		entry, _ := diag.Explain(k.code)
		fmt.Fprintf(w, "%5d  %-*s  %-9s  %s\n", k.times, width, k.code, k.severity, entry.Meaning)
		lines++
	}
}

// summed counts problems of every severity that there are any of; errors always.
func (o *outcome) summed() string {
	parts := []string{severityCount(o.Errors, diag.Error)}
	for _, s := range []struct {
		n int
		diag.Severity
	}{{o.SetAside, diag.SetAside}, {o.Warnings, diag.Warning}, {o.Noted, diag.Note}} {
		if s.n > 0 {
			parts = append(parts, severityCount(s.n, s.Severity))
		}
	}
	return strings.Join(parts, ", ")
}
