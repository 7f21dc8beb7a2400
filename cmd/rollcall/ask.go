package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// asker asks somebody at a terminal.
type asker struct {
	in  *bufio.Reader
	out io.Writer
}

// newAsker returns nil where nobody can be asked: answers come from a file or a pipe, or
// questions would go there.
func newAsker(t terminal) *asker {
	if !isTerminal(t.in) || !isTerminal(t.err) {
		return nil
	}
	return &asker{bufio.NewReader(t.in), t.err}
}

func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// ask returns an answer without the spaces around it. The end of the input stops the
// command.
func (a *asker) ask(question string) (string, error) {
	fmt.Fprintf(a.out, "%s\n> ", question)
	line, err := a.in.ReadString('\n')
	if errors.Is(err, io.EOF) && line == "" {
		fmt.Fprintln(a.out)
		return "", refusal{"stopped: nothing was written", ""}
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return strings.TrimSpace(line), nil
}

// yes asks a question that Enter answers with yes.
func (a *asker) yes(question string) (bool, error) {
	text, err := a.ask(question + " Enter for yes, n for no.")
	return text == "" || strings.HasPrefix(strings.ToLower(text), "y"), err
}

// no asks a question that Enter answers with no.
func (a *asker) no(question string) (bool, error) {
	text, err := a.ask(question + " Enter for no, y for yes.")
	return strings.HasPrefix(strings.ToLower(text), "y"), err
}
