package main

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"rollcall/generator"
	"rollcall/generator/attendance"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/mail"
)

func mailPlan(t terminal) *cobra.Command {
	var j mailJob
	var day string
	cmd := &cobra.Command{
		Use:   "plan SITE",
		Short: "Write every letter as a finished message, to be looked through",
		Long: `Plan writes one message for each contact into SITE/mail/HASH, with pages to look
through them, and checks every one. Only you can read that folder, and git passes over
it. The letters are of the built headteacher edition, to whose pages they lead. Nothing
is sent. The same plan made twice has the same hash and is written once.`,
		Args: arguments(1, "SITE"),
		RunE: func(_ *cobra.Command, args []string) error {
			j.dir = args[0]
			at := time.Now().UTC().Truncate(24 * time.Hour)
			if day != "" {
				var err error
				if at, err = time.Parse(time.DateOnly, day); err != nil {
					return usageError{fmt.Sprintf("--now %s is not a date", day), "Write it as 2026-05-08."}
				}
			}
			return j.write(t, at)
		},
	}
	j.flags(cmd)
	cmd.Flags().StringVar(&day, "now", "", "the day of the letters, as 2026-05-08 (default today)")
	cmd.Flags().BoolVar(&j.strict, "strict", false, "treat warnings as errors")
	return cmd
}

func (j *mailJob) write(t terminal, at time.Time) error {
	o := &outcome{started: time.Now(), failure: "Nothing was planned. "}
	var problems diag.List
	opt, f, ok, err := j.options(&problems)
	if f != nil {
		defer f.Close()
	}
	if err != nil {
		return err
	}
	if !ok {
		return j.finish(t, o, &problems)
	}
	if err := j.current(opt, f); err != nil {
		return err
	}
	shown := newProgress(t.err)
	opt.Progress = func(string, int, int) {}
	if !j.quiet && !j.json {
		opt.Progress = shown.step
	}
	err = j.outbox(opt, at, o, &problems)
	shown.end()
	if err != nil {
		return err
	}
	return j.finish(t, o, &problems)
}

// outbox writes the letters, checks them and tells how to go on.
func (j *mailJob) outbox(opt generator.Options, at time.Time, o *outcome, problems *diag.List) error {
	letters, env, known, err := generator.Letters(opt, at, problems)
	if err != nil || problems.Failed() {
		return err
	}
	if len(letters) == 0 {
		return refusal{"there is nobody to write to on " + at.Format(time.DateOnly), "Look at from and until in " + opt.Site.Mail.Contacts.Path + "."}
	}
	done, err := j.complete(&known)
	defer done()
	if err != nil {
		return err
	}
	bounced, err := mail.Bounced(j.outboxes())
	if err != nil {
		return err
	}
	if mail.CheckBounced(bounced, known.Contacts, at, problems); problems.Failed() {
		return nil
	}
	if opt.Site.Mail.Attach == config.BriefPDF && !attachBriefs(letters, known.Briefs, opt.Site, problems) {
		return nil
	}
	hash, err := mail.WriteOutbox(j.outboxes(), env, letters, func(done int) { opt.Progress("messages", done, len(letters)) })
	if err != nil {
		return err
	}
	place := filepath.Join(j.outboxes(), hash)
	box, err := mail.Open(place)
	if err != nil {
		return refusal{err.Error(), "Make the same plan again."}
	}
	opt.Progress("check", 0, 1)
	if err := box.Check(known, problems); err != nil {
		return err
	}
	o.failure = fmt.Sprintf("The messages are in %s to be looked at; they will not be sent. ", place)
	if problems.Failed() {
		return nil
	}
	if err := known.Seen.With(box.Entries(), known.Contacts, at).Write(j.outboxes()); err != nil {
		return err
	}
	o.Site, o.Plan, o.Messages = place, hash, len(letters)
	o.summary = fmt.Sprintf("Plan %s: %s, %s, in %.1f s: ", hash, count(len(letters), "message"), placesOf(letters), time.Since(o.started).Seconds())
	o.next = fmt.Sprintf("Look through them, then: rollcall mail send %s --plan %s", j.dir, hash)
	return nil
}

// attachBriefs puts the printed brief of each school to its letters. It returns false
// where one is missing.
func attachBriefs(letters []mail.Letter, briefs fs.FS, site *config.Site, problems *diag.List) bool {
	at := diag.Pos{File: config.FileName}
	if briefs == nil {
		problems.Add(at, diag.MailBrief, "", "mail.attach: brief, and there is no folder of printed briefs")
		return false
	}
	for i := range letters {
		l := &letters[i]
		if l.Place.Level != attendance.LevelSchool {
			continue
		}
		name := mail.BriefName(l.Place.Code)
		data, err := fs.ReadFile(briefs, name)
		if err != nil {
			problems.Add(at, diag.MailBrief, "", "%s: there is no %s", l.Name, name)
			continue
		}
		l.Brief = data
	}
	return !problems.Failed()
}

// placesOf says of how many places there are letters.
func placesOf(letters []mail.Letter) string {
	places := make(map[attendance.Place]bool)
	schools := 0
	for _, l := range letters {
		if !places[l.Place] && l.Place.Level == attendance.LevelSchool {
			schools++
		}
		places[l.Place] = true
	}
	said := []string{"about " + count(schools, "school")}
	if n := len(places) - schools; n > 0 {
		said = append(said, count(n, "cluster"))
	}
	return strings.Join(said, " and ")
}
