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
	var report string
	cmd := &cobra.Command{
		Use:   "check SITE",
		Short: "Report everything that is wrong with the input",
		Long: `Check reads the folder SITE as build does and reports what is wrong, the most serious
first, with a few examples of each kind of problem. It builds nothing. With --report it
writes every problem into a CSV file or a workbook, which can be sorted and passed on.`,
		Args: arguments(1, "SITE"),
		RunE: func(_ *cobra.Command, args []string) error {
			j.dir = args[0]
			if err := reportFormat(report); err != nil {
				return err
			}
			return j.inspect(t, report)
		},
	}
	cmd.Flags().StringVar(&report, "report", "", "write every problem into this file, problems.csv or problems.xlsx")
	j.flags(cmd)
	return cmd
}

// inspect checks a site, and lists its problems in a file where one is named.
func (j *job) inspect(t terminal, report string) error {
	var problems diag.List
	o, err := j.look(&problems)
	if err != nil {
		return err
	}
	if report != "" {
		if err := writeReport(report, problems.Problems()); err != nil {
			return err
		}
		o.Notes = append(o.Notes, "Every problem is in "+report+".")
	}
	return j.finish(t, o, &problems)
}

// look builds a site without writing it.
func (j *job) look(problems *diag.List) (*outcome, error) {
	o := &outcome{started: time.Now(), failure: "Correct the errors and check again: a build writes nothing until then. ",
		next: "Next: rollcall build " + j.dir}
	opt, f, ok, err := j.options(problems)
	if f != nil {
		defer f.Close()
	}
	if err != nil || !ok {
		return o, err
	}
	built, err := generator.Build(opt, problems)
	if err != nil {
		return o, err
	}
	o.Schools, o.Notes = built.Schools, built.Notes
	o.summary = fmt.Sprintf("%s, %s: ", count(built.Schools, "school"), count(len(built.Inputs), "input"))
	return o, nil
}

// checkNew checks a site that has got another file. That it has no figures of a school yet
// is no error then: the list of schools comes first.
func checkNew(t terminal, dir string) error {
	j := job{dir: dir, edition: "intranet"}
	var all, problems diag.List
	o, err := j.look(&all)
	if err != nil {
		return err
	}
	problems.MergeIf(&all, func(p diag.Problem) bool { return p.Code != diag.FiguresNone })
	if problems.Count() != all.Count() {
		o.next = "Next: rollcall import FILE --site " + dir + " with the returns of your schools."
	}
	return j.finish(t, o, &problems)
}
