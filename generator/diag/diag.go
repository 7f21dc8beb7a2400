// Package diag carries problems found in the input, each with its place.
//
// A bad row is not an error value that stops the reader: it is a Problem in a
// List, so that one run reports everything there is to mend. What a problem is
// called, how serious it is and what it means stands once, in the table of
// Codes.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Pos is a place in an input. Line and Col count from 1; Col counts characters,
// not bytes. A zero Line means the file as a whole. In a workbook Sheet names
// the worksheet, and Line and Col are the row and column of the cell.
type Pos struct {
	File  string
	Sheet string
	Line  int
	Col   int
}

// String gives file:line:column, or book.xlsx!Sheet!B7 for a worksheet cell.
func (p Pos) String() string {
	switch {
	case p.Sheet != "" && p.Line > 0:
		return fmt.Sprintf("%s!%s!%s%d", p.File, p.Sheet, column(max(p.Col, 1)), p.Line)
	case p.Sheet != "":
		return p.File + "!" + p.Sheet
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// column writes a column number as a worksheet does: 1 is A, 27 is AA.
func column(n int) string {
	var b []byte
	for ; n > 0; n = (n - 1) / 26 {
		b = append(b, byte('A'+(n-1)%26))
	}
	slices.Reverse(b)
	return string(b)
}

func (p Pos) compare(q Pos) int {
	return cmp.Or(
		cmp.Compare(p.File, q.File), cmp.Compare(p.Sheet, q.Sheet),
		cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
}

// Problem is one fault of the input. Times counts how often the same fault was
// met; Pos is then the first place, and Also holds others, in no order.
type Problem struct {
	Pos      Pos
	Code     Code
	Message  string
	Hint     string
	Severity Severity
	Times    int
	Also     []Pos
}

// mostPlaces is how many other places of one problem are remembered.
const mostPlaces = 2000

// String gives the problem as it is printed: the place, the code and the
// message on one line, the hint indented beneath.
func (p Problem) String() string {
	var b strings.Builder
	if s := p.Pos.String(); s != "" {
		b.WriteString(s + ": ")
	}
	fmt.Fprintf(&b, "%s: %s", p.Code, p.Message)
	if p.Times > 1 {
		fmt.Fprintf(&b, " (%d times; this is the first)", p.Times)
	}
	if p.Hint != "" {
		b.WriteString("\n    " + p.Hint)
	}
	return b.String()
}

// List collects problems. The zero List is ready to use.
type List struct {
	problems []Problem
	seen     map[fault]int
}

// fault is what makes two problems one: the same code and words in one file.
type fault struct {
	file, sheet string
	code        Code
	message     string
}

// Add records a problem; its severity comes from the table of codes, and its hint
// too where there is nothing closer to say. The same fault met again in the same
// file is counted, not listed twice.
func (l *List) Add(pos Pos, code Code, hint, format string, args ...any) {
	if hint == "" {
		entry, _ := Explain(code)
		hint = entry.Remedy
	}
	l.add(Problem{Pos: pos, Code: code, Hint: hint, Message: fmt.Sprintf(format, args...), Severity: code.Severity(), Times: 1})
}

// Merge adds every problem of another list.
func (l *List) Merge(other *List) {
	for _, p := range other.problems {
		l.add(p)
	}
}

// MergeIf adds those problems of another list that are wanted.
func (l *List) MergeIf(other *List, wanted func(Problem) bool) {
	for _, p := range other.problems {
		if wanted(p) {
			l.add(p)
		}
	}
}

// IsError reports whether a problem keeps an edition from being written.
func IsError(p Problem) bool { return p.Severity == Error }

func (l *List) add(p Problem) {
	key := fault{p.Pos.File, p.Pos.Sheet, p.Code, p.Message}
	if i, ok := l.seen[key]; ok {
		known := &l.problems[i]
		known.Times += p.Times
		if p.Pos.compare(known.Pos) < 0 {
			known.Pos, p.Pos = p.Pos, known.Pos
		}
		known.Also = append(known.Also, p.Pos)
		known.Also = append(known.Also, p.Also...)
		known.Also = known.Also[:min(len(known.Also), mostPlaces)]
		return
	}
	if l.seen == nil {
		l.seen = make(map[fault]int)
	}
	l.seen[key] = len(l.problems)
	l.problems = append(l.problems, p)
}

// Problems returns what was found, in order of place.
func (l *List) Problems() []Problem {
	out := slices.Clone(l.problems)
	slices.SortStableFunc(out, func(a, b Problem) int {
		return cmp.Or(a.Pos.compare(b.Pos), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
	return out
}

// Tally counts problems by severity, repeats included.
type Tally struct{ Notes, Warnings, SetAside, Errors int }

// Count returns how many problems there are of each severity.
func (l *List) Count() Tally {
	var n Tally
	for _, p := range l.problems {
		switch p.Severity {
		case Note:
			n.Notes += p.Times
		case Warning:
			n.Warnings += p.Times
		case SetAside:
			n.SetAside += p.Times
		case Error:
			n.Errors += p.Times
		}
	}
	return n
}

// Failed reports whether any problem is an error.
func (l *List) Failed() bool {
	return slices.ContainsFunc(l.problems, func(p Problem) bool { return p.Severity == Error })
}

// Harden turns every warning into an error, and everything that was set aside, as
// --strict asks. A note stays a note.
func (l *List) Harden() {
	for i := range l.problems {
		if l.problems[i].Severity > Note {
			l.problems[i].Severity = Error
		}
	}
}
