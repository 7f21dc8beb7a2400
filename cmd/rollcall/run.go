package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"rollcall/generator/diag"
)

// The exit codes.
const (
	exitDone  = 0
	exitInput = 1
	exitUsage = 2
	exitFault = 3
)

// usageError is a command line that cannot be understood.
type usageError struct{ message, hint string }

func (e usageError) Error() string { return e.message }

// refusal is work that was not done for a reason that the user can mend; what is
// wrong is its message, or was reported as problems already.
type refusal struct{ message, hint string }

func (e refusal) Error() string { return e.message }

// terminal is where the program reads and writes.
type terminal struct {
	in       io.Reader
	out, err io.Writer
}

// run carries out one command line and returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) (code int) {
	defer func() {
		if fault := recover(); fault != nil {
			apologise(stderr, fault)
			code = exitFault
		}
	}()
	root := rootCommand(terminal{stdin, stdout, stderr})
	root.SetArgs(args)
	executed, err := root.ExecuteC()
	return report(stderr, executed.CommandPath(), err)
}

// report prints an error and returns the exit code that it stands for.
func report(stderr io.Writer, command string, err error) int {
	var usage usageError
	var refused refusal
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "%s: %s\n", command, usage.message)
		indent(stderr, usage.hint)
		fmt.Fprintf(stderr, "    `%s --help` says more.\n", command)
		return exitUsage
	case errors.As(err, &refused):
		refused.print(stderr, command)
		return exitInput
	}
	if refused, ok := ofMachine(err); ok {
		refused.print(stderr, command)
		return exitInput
	}
	fmt.Fprintf(stderr, "%s: internal error: %v\n", command, err)
	indent(stderr, "Please report it with this text and the command that you gave.")
	return exitFault
}

// print says why work was not done, where that was not reported as problems already.
func (e refusal) print(stderr io.Writer, command string) {
	if e.message == "" {
		return
	}
	fmt.Fprintf(stderr, "%s: %s\n", command, e.message)
	indent(stderr, e.hint)
}

func indent(w io.Writer, hint string) {
	if hint != "" {
		fmt.Fprintf(w, "    %s\n", hint)
	}
}

// apologise says that the program failed. What it was working on may be
// confidential, so the details are printed only when they are asked for.
func apologise(stderr io.Writer, fault any) {
	fmt.Fprintf(stderr, "rollcall: internal error (%s). Your files are not the cause.\n", version())
	fmt.Fprintln(stderr, "    Nothing was published. Please report it with this text and the command that you gave.")
	if os.Getenv("ROLLCALL_TRACE") == "" {
		fmt.Fprintln(stderr, "    Run it again with ROLLCALL_TRACE=1 to see where it happened; look for names and figures before you send that on.")
		return
	}
	fmt.Fprintf(stderr, "%v\n%s", fault, debug.Stack())
}

func rootCommand(t terminal) *cobra.Command {
	root := &cobra.Command{
		Use:               "rollcall",
		Short:             "Make a static site about school attendance",
		Long:              "Rollcall makes a static site about school attendance from a folder that holds site.yaml.",
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.SetIn(t.in)
	root.SetOut(t.out)
	root.SetErr(t.err)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{message: err.Error()} })
	root.AddCommand(initCommand(t), sampleCommand(t), checkCommand(t), importCommand(t), buildCommand(t), meetingCommand(t), serveCommand(t), auditCommand(t), publishCommand(t), mailCommand(t), cleanCommand(t), explainCommand(t), versionCommand(t))
	root.Args = func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		return usageError{fmt.Sprintf("there is no command %q", args[0]), diag.DidYouMean(args[0], commandNames(root))}
	}
	root.RunE = func(*cobra.Command, []string) error {
		return usageError{"no command given", "Commands: " + strings.Join(commandNames(root), ", ") + "."}
	}
	return root
}

func commandNames(root *cobra.Command) []string {
	var names []string
	for _, c := range root.Commands() {
		names = append(names, c.Name())
	}
	return names
}

// arguments accepts the named arguments, no fewer than least of them.
func arguments(least int, names ...string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usageError{message: names[len(args)] + " is missing"}
		case len(args) > len(names):
			return usageError{message: fmt.Sprintf("%q is one argument too many", args[len(names)])}
		}
		return nil
	}
}
