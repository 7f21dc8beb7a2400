package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"rollcall/generator/mail"
)

func mailPreview(t terminal) *cobra.Command {
	var j mailJob
	cmd := &cobra.Command{
		Use:   "preview SITE --plan HASH [NUMBER|URN]",
		Short: "Show a message as its readers see it",
		Long: `Preview writes a page that shows a message wide and narrow, without images, where a
program turns light into dark, and as plain text, and says where it is. Without a
number or the URN of a school it says where the list of all messages is.`,
		Args: arguments(1, "SITE", "NUMBER"),
		RunE: func(_ *cobra.Command, args []string) error {
			j.dir = args[0]
			box, err := j.open()
			if err != nil {
				return err
			}
			if len(args) == 1 {
				fmt.Fprintf(t.out, "Open %s in a browser.\n", indexOf(box.Dir))
				return nil
			}
			i := box.Find(args[1])
			if i < 0 {
				return refusal{fmt.Sprintf("the plan has no message %s", args[1]), fmt.Sprintf("Give a number from 1 to %d, a URN, or the slug of a cluster.", len(box.Entries()))}
			}
			page, err := box.Preview(i)
			switch {
			case errors.Is(err, mail.ErrChanged), errors.Is(err, os.ErrNotExist):
				return refusal{err.Error(), "Send nothing of it. Make the same plan again with --now and its day: that restores it."}
			case err != nil:
				return err
			}
			fmt.Fprintf(t.out, "Open %s in a browser.\n", page)
			return nil
		},
	}
	j.planFlag(cmd)
	return cmd
}
