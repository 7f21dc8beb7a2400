package main

import (
	"fmt"
	"io"
	"io/fs"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"rollcall/generator/diag"
	"rollcall/generator/locale"
	"rollcall/generator/measure"
	"rollcall/themes"
)

func explainCommand(t terminal) *cobra.Command {
	return &cobra.Command{
		Use:   "explain [CODE]",
		Short: "Explain a problem or a measure, or list them all",
		Args:  arguments(0, "CODE"),
		RunE: func(_ *cobra.Command, args []string) error {
			civic, err := fs.Sub(themes.FS, "civic")
			if err != nil {
				return err
			}
			words, err := locale.Load(civic, "en")
			if err != nil {
				return err
			}
			if len(args) == 0 {
				return explainAll(t.out, words)
			}
			return explain(t.out, words, args[0])
		},
	}
}

func explain(w io.Writer, words *locale.Locale, name string) error {
	if e, ok := diag.Explain(diag.Code(name)); ok {
		_, err := fmt.Fprintf(w, "%s (%s)\n    %s\n    %s\n", e.Code, e.Severity, e.Meaning, e.Remedy)
		return err
	}
	if m, ok := measure.ByID(name); ok {
		title, meaning, err := defined(words, m)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%s: %s\n    %s\n", m.ID, title, meaning)
		if m.Rule != "" {
			fmt.Fprintf(w, "    Rule: %s.\n", m.Rule)
		}
		return nil
	}
	known := measure.IDs()
	for _, e := range diag.Codes {
		known = append(known, string(e.Code))
	}
	hint := "`rollcall explain` lists all."
	if near := diag.Nearest(name, known); near != "" {
		hint = "Did you mean " + near + "?"
	}
	return usageError{fmt.Sprintf("there is no problem or measure %q", name), hint}
}

func explainAll(w io.Writer, words *locale.Locale) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "Problems")
	for _, e := range diag.Codes {
		fmt.Fprintf(table, "  %s\t%s\t%s\n", e.Code, e.Severity, e.Meaning)
	}
	fmt.Fprintln(table, "\nMeasures")
	for _, m := range measure.All {
		title, _, err := defined(words, m)
		if err != nil {
			return err
		}
		fmt.Fprintf(table, "  %s\t\t%s\n", m.ID, title)
	}
	return table.Flush()
}

// defined returns the name and the definition of a measure.
func defined(words *locale.Locale, m measure.Measure) (title, meaning string, err error) {
	if title, err = sentence(words, "measure."+m.ID); err != nil {
		return "", "", err
	}
	meaning, err = sentence(words, "measure."+m.ID+".means")
	return title, meaning, err
}

// sentence returns a message that has no gaps.
func sentence(words *locale.Locale, id string) (string, error) {
	message, err := words.Message(id)
	if err != nil {
		return "", err
	}
	text := ""
	for part := range words.Parts(message, func(string) (int64, bool) { return 0, false }) {
		text += part.Text
	}
	return text, nil
}
