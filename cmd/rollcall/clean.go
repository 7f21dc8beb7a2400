package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"rollcall/generator/publish"
)

func cleanCommand(t terminal) *cobra.Command {
	return &cobra.Command{
		Use:   "clean DIR",
		Short: "Remove a site that was built",
		Long: `Clean removes the site in DIR, the manifest and receipt beside it, and what an
interrupted build left there. It removes only files that a build wrote: what somebody
else put into the folder stays. No other place holds anything of a site: Rollcall has
no cache and keeps nothing in a home or temporary folder.`,
		Args: arguments(1, "DIR"),
		RunE: func(_ *cobra.Command, args []string) error {
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
