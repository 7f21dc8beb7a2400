package main

import (
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"rollcall/generator/audit"
	"rollcall/generator/diag"
)

func auditCommand(t terminal) *cobra.Command {
	var m manner
	limits := audit.DefaultLimits
	cmd := &cobra.Command{
		Use:   "audit DIR",
		Short: "Attack a site that was built",
		Long: `Audit reads a finished site as a stranger would: it follows every link, looks for
scripts and styles that nobody put there, and weighs every page. Of an edition that
leaves the council it takes every number, of words, markup and drawings, back to a
published figure.`,
		Args: arguments(1, "DIR"),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := m.check(); err != nil {
				return err
			}
			o := &outcome{started: time.Now(), summary: "Every file was read: "}
			var problems diag.List
			root, err := os.OpenRoot(args[0])
			if err != nil {
				problems.Add(diag.Pos{File: filepath.ToSlash(args[0])}, diag.FileUnreadable, "Give the folder of a site.", "%v", err)
				return m.finish(t, o, &problems)
			}
			defer root.Close()
			audit.Site(root.FS(), limits, &problems)
			return m.finish(t, o, &problems)
		},
	}
	m.flags(cmd)
	cmd.Flags().IntVar(&limits.PageKB, "page-kb", limits.PageKB, "the budget of a page, in KB")
	cmd.Flags().StringSliceVar(&limits.Hosts, "hosts", limits.Hosts, "hosts that links may lead to; .gov.uk stands for all of it")
	return cmd
}
