package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"rollcall/data"
	"rollcall/generator"
	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/meeting"
)

// meetingJob is a meeting for which a sheet is prepared.
type meetingJob struct{ dir, out, cluster, date string }

func meetingCommand(t terminal) *cobra.Command {
	var j meetingJob
	cmd := &cobra.Command{
		Use:   "meeting SITE",
		Short: "Prepare the sheet of a meeting",
		Long: `Meeting writes a workbook in which a meeting notes what it agrees. The agreements
that are still open stand in it already, and lists offer the places, statuses and
owners. After the meeting the same workbook is listed under inputs in site.yaml.
A file that is there already is left alone.`,
		Args: arguments(1, "SITE"),
		RunE: func(_ *cobra.Command, args []string) error {
			j.dir = args[0]
			return j.run(t)
		},
	}
	cmd.Flags().StringVar(&j.out, "out", "", "the file to write (default agreements-DATE.xlsx)")
	cmd.Flags().StringVar(&j.cluster, "cluster", "", "only this cluster and its schools, by its slug")
	cmd.Flags().StringVar(&j.date, "date", "", "the day of the meeting, as 2026-05-08 (default as_of of site.yaml)")
	return cmd
}

func (j *meetingJob) run(t terminal) error {
	var day time.Time
	if j.date != "" {
		var err error
		if day, err = time.Parse(time.DateOnly, j.date); err != nil {
			return usageError{fmt.Sprintf("--date %s is not a date", j.date), "Write it as 2026-05-08."}
		}
	}
	var problems diag.List
	f, site, ok := openSite(j.dir, &problems)
	defer f.Close()
	told := manner{quiet: true}
	o := &outcome{}
	if !ok {
		return told.finish(t, o, &problems)
	}
	if day.IsZero() {
		day = site.AsOf
	}
	workbook, about, err := generator.MeetingSheet(generator.Options{Site: site, Open: f.Open, Codes: data.Codes, Now: day}, j.cluster, &problems)
	if err != nil {
		return err
	}
	if problems.Failed() {
		return told.finish(t, o, &problems)
	}
	if err := j.write(workbook, day); err != nil {
		return err
	}
	j.tell(t, about)
	if n := problems.Count().SetAside; n > 0 {
		fmt.Fprintf(t.out, "%s set aside and may be missing from it: `rollcall check %s` lists what is wrong.\n", were(n, "row"), j.dir)
	}
	if day.After(site.AsOf) {
		fmt.Fprintf(t.out, "Set as_of to %s there too, or what was agreed does not count yet.\n", day.Format(time.DateOnly))
	}
	return nil
}

// write writes the workbook into a new file: one that is there may have been filled in.
func (j *meetingJob) write(workbook []byte, day time.Time) error {
	if j.out == "" {
		j.out = "agreements-" + day.Format(time.DateOnly) + ".xlsx"
		if j.cluster != "" {
			j.out = "agreements-" + attendance.Slug(j.cluster) + "-" + day.Format(time.DateOnly) + ".xlsx"
		}
	}
	file, err := os.OpenFile(j.out, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	switch {
	case errors.Is(err, fs.ErrExist):
		return refusal{j.out + " is there already", "It may have been filled in. Name another file with --out."}
	case err != nil:
		return refusal{err.Error(), "Name another file with --out."}
	}
	_, err = file.Write(workbook)
	return errors.Join(err, file.Close())
}

// were counts things of which something is said in the past: 1 row was, 2 rows were.
func were(n int, word string) string {
	if n == 1 {
		return count(n, word) + " was"
	}
	return count(n, word) + " were"
}

func (j *meetingJob) tell(t terminal, about meeting.Sheet) {
	fmt.Fprintf(t.out, "%s for the meeting on %s: %s, %s to choose from.\n", j.out, about.Day.Format("2 January 2006"),
		count(len(about.Open), "open agreement"), count(len(about.Places), "place"))
	fmt.Fprintf(t.out, "After the meeting, list it under inputs in %s.\n", filepath.Join(j.dir, "site.yaml"))
}
