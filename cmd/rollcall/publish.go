package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"rollcall/generator/publish"
)

func publishCommand(t terminal) *cobra.Command {
	var to, committed string
	cmd := &cobra.Command{
		Use:   "publish DIR",
		Short: "Prepare a public site to be handed over",
		Long: `Publish checks that DIR is a public site that passed its audit and that no file of it
was changed, added or removed since. It then copies the site to the folder named with
--to: the pages in site, beside it the hash of each page and the receipt of the audit.
Nothing in that folder says what the site was made from, and a folder that holds anything
else is refused. Nothing is sent anywhere. With --committed it says instead what a push of
the commit in that folder would publish.`,
		Args: arguments(0, "DIR"),
		RunE: func(_ *cobra.Command, args []string) error {
			if committed != "" {
				return checkCommit(t, committed)
			}
			if len(args) == 0 {
				return usageError{message: "DIR is missing"}
			}
			dir := filepath.Clean(args[0])
			if to == "" {
				to = dir + "-handover"
			}
			return handOver(t, dir, to)
		},
	}
	cmd.Flags().StringVar(&committed, "committed", "", "check the commit in this folder before it is pushed")
	cmd.Flags().StringVar(&to, "to", "", "the folder to hand over, such as one of init --github-pages (default DIR-handover)")
	return cmd
}

func handOver(t terminal, dir, to string) error {
	site, err := publish.Verify(dir)
	var changed *publish.Difference
	switch {
	case errors.Is(err, publish.ErrNoManifest):
		return refusal{err.Error(), "Give the folder of a public site, such as out/SITE/public."}
	case errors.Is(err, publish.ErrNotAudited), errors.Is(err, publish.ErrOtherReceipt):
		return refusal{err.Error(), "Build it again with --edition public: a build that passes its audit writes a receipt."}
	case errors.As(err, &changed):
		return refusal{fmt.Sprintf("%s: %v", dir, err), "No audit has seen it as it is. Build it again, and keep files of your own elsewhere."}
	case err != nil:
		return err
	case site.Edition != "public":
		return refusal{fmt.Sprintf("%s is the %s edition", dir, site.Edition), "Only the public edition is published: build it with --edition public."}
	}
	if err := refuseStrangers(to); err != nil {
		return err
	}
	pages := filepath.Join(to, "site")
	err = site.Copy(pages)
	switch {
	case errors.Is(err, publish.ErrForeign), errors.As(err, &changed):
		return refusal{fmt.Sprintf("%s: %v", pages, err), "Move what is not ours away, or name another folder with --to. What was there stays as it was."}
	case errors.Is(err, publish.ErrBusy):
		return refusal{fmt.Sprintf("%s: %v", pages, err), "Wait until it is done."}
	case err != nil:
		return err
	}
	if err := admitOnlySite(to); err != nil {
		return err
	}
	fmt.Fprintf(t.out, "The public site of %s, audited, is in %s.\nOpen %s in a browser before you hand it over.\n", site.AsOf, pages, indexOf(pages))
	return nil
}
