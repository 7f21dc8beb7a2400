package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"rollcall/generator/config"
	"rollcall/generator/mail"
	"rollcall/generator/publish"
)

func cleanCommand(t terminal) *cobra.Command {
	return &cobra.Command{
		Use:   "clean DIR | SITE/mail",
		Short: "Remove a site that was built, or letters that were not sent",
		Long: `Clean removes the site in DIR, the manifest and receipt beside it, and what an
interrupted build left there. It removes only files that a build wrote: what somebody
else put into the folder stays. Of SITE/mail it removes the plans of which nothing was
sent; what says who was written to stays. No other place holds anything of a site:
Rollcall has no cache and keeps nothing in a home or temporary folder.`,
		Args: arguments(1, "DIR"),
		RunE: func(_ *cobra.Command, args []string) error {
			if ofMail(args[0]) {
				return cleanMail(t, args[0])
			}
			removed, kept, err := publish.Clean(args[0])
			switch {
			case errors.Is(err, publish.ErrForeign):
				return refusal{err.Error(), "Nothing was removed. Give the folder of a site, such as out/SITE/public."}
			case errors.Is(err, publish.ErrBusy):
				return refusal{fmt.Sprintf("%s: %v", args[0], err), "Wait until it is done. Nothing was removed."}
			case err != nil:
				return err
			}
			fmt.Fprintf(t.out, "%s removed.\n", count(removed, "file"))
			if len(kept) > 0 {
				fmt.Fprintf(t.out, "Not ours, and still there: %s\n", strings.Join(kept, ", "))
			}
			return nil
		},
	}
}

// ofMail reports whether a folder is the one of the plans of a site.
func ofMail(dir string) bool {
	dir, err := filepath.Abs(dir)
	if err != nil || filepath.Base(dir) != "mail" {
		return false
	}
	info, err := os.Stat(filepath.Join(filepath.Dir(dir), config.FileName))
	return err == nil && info.Mode().IsRegular()
}

func cleanMail(t terminal, dir string) error {
	removed, kept, err := mail.Clean(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	fmt.Fprintf(t.out, "%s removed.\n", count(removed, "plan"))
	if len(kept) > 0 {
		fmt.Fprintf(t.out, "Sent, and still there: %s\n", strings.Join(kept, ", "))
	}
	return nil
}
