package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"rollcall/generator/diag"
)

func mailCheck(t terminal) *cobra.Command {
	var j mailJob
	cmd := &cobra.Command{
		Use:   "check SITE --plan HASH",
		Short: "Take every message of a plan apart again and say what may not be sent",
		Long: `Check knows nothing of how the messages were made. It takes each of them apart and
compares it with the plan, with contacts.csv and the schools as they are now, and with
the built headteacher edition. Send does the same before it sends anything.`,
		Args: arguments(1, "SITE"),
		RunE: func(_ *cobra.Command, args []string) error {
			j.dir = args[0]
			if err := j.manner.check(); err != nil {
				return err
			}
			o := &outcome{started: time.Now(), failure: "Send nothing of this plan. "}
			var problems diag.List
			box, err := j.checked(t, &problems)
			if err != nil {
				return err
			}
			if box != nil {
				o.Plan, o.Messages = box.Hash, len(box.Entries())
				o.summary = fmt.Sprintf("Plan %s, %s: ", box.Hash, count(len(box.Entries()), "message"))
				o.next = fmt.Sprintf("Next: rollcall mail send %s --plan %s", j.dir, box.Hash)
			}
			return j.finish(t, o, &problems)
		},
	}
	j.flags(cmd)
	j.planFlag(cmd)
	return cmd
}
