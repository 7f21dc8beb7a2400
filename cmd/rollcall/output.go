package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"rollcall/generator/diag"
)

// manner is how a command tells what it found.
type manner struct{ quiet, json bool }

func (m *manner) flags(cmd *cobra.Command) {
	cmd.Flags().BoolVarP(&m.quiet, "quiet", "q", false, "print errors only")
	cmd.Flags().BoolVar(&m.json, "json", false, "print one JSON document on standard output")
}

func (m *manner) check() error {
	if m.quiet && m.json {
		return usageError{message: "--quiet and --json exclude each other"}
	}
	return nil
}

// outcome is what a command did.
type outcome struct {
	Problems []problem      `json:"problems"`
	Errors   int            `json:"errors"`
	SetAside int            `json:"set_aside"` // returns and records that were left out
	Warnings int            `json:"warnings"`
	Noted    int            `json:"noted"`
	Site     string         `json:"site,omitempty"` // the folder that was written
	Schools  int            `json:"schools,omitempty"`
	Pages    int            `json:"pages,omitempty"`
	Files    int            `json:"files,omitempty"`
	Bytes    int64          `json:"bytes,omitempty"`
	Plan     string         `json:"plan,omitempty"` // the hash of messages to be sent
	Messages int            `json:"messages,omitempty"`
	Due      int            `json:"due,omitempty"`    // of them, still to be sent
	States   map[string]int `json:"states,omitempty"` // of messages, after sending
	Notes    []string       `json:"notes,omitempty"`
	Figures  *attack        `json:"figures,omitempty"` // what an attack on them came to
	Worlds   *apart         `json:"worlds,omitempty"`  // what came of comparing two
	Seconds  float64        `json:"seconds"`

	summary string // for people
	failure string // what an error means, for people
	details string // where to read of every problem when there is no error, for people
	next    string // what to do when there is no error, for people
	listing listing
	started time.Time
}

// problem is a diag.Problem as JSON gives it.
type problem struct {
	File     string `json:"file"`
	Sheet    string `json:"sheet,omitempty"`
	Line     int    `json:"line,omitempty"`
	Column   int    `json:"column,omitempty"`
	Code     string `json:"code"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
	Times    int    `json:"times"`
}

// finish prints the outcome, and returns a refusal when there are errors.
func (m manner) finish(t terminal, o *outcome, problems *diag.List) error {
	n := problems.Count()
	o.Errors, o.SetAside, o.Warnings, o.Noted = n.Errors, n.SetAside, n.Warnings, n.Notes
	if m.json {
		if err := m.document(t.out, o, problems); err != nil {
			return err
		}
	} else {
		all := problems.Problems()
		if m.quiet {
			all = slices.DeleteFunc(all, func(p diag.Problem) bool { return p.Severity != diag.Error })
		}
		o.listing.tell(t.err, all)
		m.words(t, o)
	}
	if problems.Failed() {
		return refusal{}
	}
	return nil
}

func (m manner) document(w io.Writer, o *outcome, problems *diag.List) error {
	o.Seconds = time.Since(o.started).Seconds()
	o.Problems = []problem{}
	for _, p := range problems.Problems() {
		o.Problems = append(o.Problems, problem{p.Pos.File, p.Pos.Sheet, p.Pos.Line, p.Pos.Col, string(p.Code), p.Severity.String(), p.Message, p.Hint, p.Times})
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(o)
}

func (m manner) words(t terminal, o *outcome) {
	if m.quiet {
		return
	}
	if o.Errors > 0 {
		fmt.Fprintf(t.err, "%s. %s`rollcall explain CODE` says more about a problem.\n", o.summed(), o.failure)
		for _, note := range o.Notes {
			fmt.Fprintln(t.err, note)
		}
		return
	}
	if o.details != "" && o.SetAside+o.Warnings+o.Noted > 0 {
		fmt.Fprintln(t.out, o.details)
	}
	for _, note := range o.Notes {
		fmt.Fprintln(t.out, note)
	}
	if o.next != "" {
		fmt.Fprintln(t.out, o.next)
	}
	if o.Site != "" {
		fmt.Fprintf(t.out, "Open %s in a browser.\n", indexOf(o.Site))
	}
	fmt.Fprintf(t.out, "%s%s.\n", o.summary, o.summed()) // last, where it is still on the screen
}

func count(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
