package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"rollcall/generator/diag"
	"rollcall/generator/mail"
)

// largestMailbox is the most bytes of a file of reports.
const largestMailbox = 256 << 20

func mailBounces(t terminal) *cobra.Command {
	var j mailJob
	cmd := &cobra.Command{
		Use:   "bounces SITE FILE...",
		Short: "Read what mail servers report of messages that came back",
		Long: `Bounces reads delivery-status messages: a file each, or a mailbox of several. It joins
each with the message that was sent, and writes what it says to SITE/mail/bounces.csv.
The next plan refuses an address that takes no messages until its row in contacts.csv
says that it was confirmed since.`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 2 {
				return usageError{message: []string{"SITE", "FILE"}[len(args)] + " is missing"}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			j.dir = args[0]
			if err := j.manner.check(); err != nil {
				return err
			}
			return j.bounces(t, args[1:])
		},
	}
	j.manner.flags(cmd)
	return cmd
}

func (j *mailJob) bounces(t terminal, files []string) error {
	o := &outcome{started: time.Now(), failure: "Nothing was written. "}
	sent, err := mail.SentBy(j.outboxes())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return refusal{"there is no plan in " + j.outboxes(), "Give the folder of the site whose messages came back."}
	case errors.Is(err, mail.ErrChanged), errors.Is(err, mail.ErrJournal):
		return refusal{err.Error(), "It cannot be told any more what was sent."}
	case err != nil:
		return err
	}
	var problems diag.List
	var found []mail.Bounce
	for _, name := range files {
		at := filepath.ToSlash(name)
		data, err := readMailbox(name)
		if err != nil {
			problems.Add(diag.Pos{File: at}, diag.FileUnreadable, "", "%v", err)
			continue
		}
		found = append(found, sent.Bounces(at, data, &problems)...)
	}
	if problems.Failed() {
		return j.finish(t, o, &problems)
	}
	added, err := mail.AddBounces(j.outboxes(), found)
	if err != nil {
		return err
	}
	permanent := 0
	for _, b := range found {
		if b.Permanent() {
			permanent++
			o.Notes = append(o.Notes, fmt.Sprintf("%s of %s takes no messages: %s %s", b.Address, b.Place, b.Status, b.Diagnostic))
		}
	}
	o.summary = fmt.Sprintf("%s, %d new, %d permanent: ", count(len(found), "report"), added, permanent)
	if len(found) > 0 {
		o.next = "They are in " + filepath.Join(j.outboxes(), mail.BouncesFile) + "."
	}
	return j.finish(t, o, &problems)
}

func readMailbox(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, largestMailbox+1))
	if err == nil && len(data) > largestMailbox {
		err = fmt.Errorf("it is larger than %s", megabytes(largestMailbox))
	}
	return data, err
}
