package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"rollcall/generator"
	"rollcall/generator/diag"
)

func checkCommand(t terminal) *cobra.Command {
	var j job
	cmd := &cobra.Command{
		Use:   "check SITE",
		Short: "Report everything that is wrong with the input",
		Long: `Check reads the folder SITE as build does and reports every problem, file by file
and with how serious it is, but writes nothing.`,
		Args: arguments(1, "SITE"),
		RunE: func(_ *cobra.Command, args []string) error {
			j.dir = args[0]
			return j.inspect(t)
		},
	}
	j.flags(cmd)
	return cmd
}

func (j *job) inspect(t terminal) error {
	o := &outcome{started: time.Now(), listing: byFile, failure: "Mend the errors and check again; a build writes nothing before. ",
		next: "Next: rollcall build " + j.dir}
	var problems diag.List
	opt, f, ok, err := j.options(&problems)
	if f != nil {
		defer f.Close()
	}
	if err != nil {
		return err
	}
	if ok {
		built, err := generator.Build(opt, &problems)
		if err != nil {
			return err
		}
		o.Schools, o.Notes = built.Schools, built.Notes
		o.summary = fmt.Sprintf("%s, %s: ", count(built.Schools, "school"), count(len(built.Inputs), "input"))
	}
	return j.finish(t, o, &problems)
}
