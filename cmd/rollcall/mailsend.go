package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/mail"
)

// passwordVariable holds the password of the relay where no file does.
const passwordVariable = "ROLLCALL_SMTP_PASSWORD"

func mailSend(t terminal) *cobra.Command {
	var j mailJob
	var yes bool
	var resend []int
	cmd := &cobra.Command{
		Use:   "send SITE --plan HASH",
		Short: "Send each message of a plan once",
		Long: `Send checks every message of the plan again and says whom it would write to. With
--yes it sends them through the relay of site.yaml. What became of each is written to
the journal of the outbox before anything else happens, so send can be stopped and
given again at any time: no message goes twice, and none is forgotten.

A message is uncertain when the relay had all of it and its answer was not seen. Send
never sends it again by itself. Ask the recipient or look in the log of the relay, then
name its number with --resend. What failed can be named there too.

The password comes from ` + passwordVariable + ` or from mail.password_file.`,
		Args: arguments(1, "SITE"),
		RunE: func(_ *cobra.Command, args []string) error {
			j.dir = args[0]
			if err := j.manner.check(); err != nil {
				return err
			}
			return j.send(t, yes, resend)
		},
	}
	j.flags(cmd)
	j.planFlag(cmd)
	cmd.Flags().BoolVar(&yes, "yes", false, "send; without it nothing is")
	cmd.Flags().IntSliceVar(&resend, "resend", nil, "numbers of messages that failed or are uncertain, to be sent again")
	return cmd
}

func (j *mailJob) send(t terminal, yes bool, resend []int) error {
	o := &outcome{started: time.Now(), failure: "Nothing was sent. "}
	var problems diag.List
	box, err := j.checked(t, &problems)
	if err != nil {
		return err
	}
	if box == nil || problems.Failed() {
		return j.finish(t, o, &problems)
	}
	o.Plan, o.Messages = box.Hash, len(box.Entries())
	sender, err := j.sender()
	if err != nil {
		return err
	}
	due, err := mail.Due(box, resend)
	if err != nil {
		return j.unsent(err)
	}
	if err := box.Expired(time.Now()); err != nil && len(due) > 0 {
		return j.unsent(err)
	}
	if !yes {
		j.rehearse(t, o, sender, due)
		return j.finish(t, o, &problems)
	}
	report, err := j.sent(t, box, sender, resend)
	if len(report.Rows) > 0 {
		j.tell(o, box, report)
		if told := j.finish(t, o, &problems); told != nil {
			return told
		}
	}
	if err != nil {
		return j.unsent(err)
	}
	if failed, uncertain := report.Count(mail.Failed), report.Count(mail.Uncertain); failed+uncertain > 0 {
		return refusal{fmt.Sprintf("%d failed and %d uncertain", failed, uncertain),
			fmt.Sprintf("Look at %s. Messages are sent again with --resend and their numbers.", filepath.Join(box.Dir, mail.ReportPage))}
	}
	return nil
}

// sender is how the site file says that messages are sent.
func (j *mailJob) sender() (*mail.Sender, error) {
	f, site, ok := openSite(j.dir, &diag.List{})
	defer f.Close()
	if !ok {
		return nil, refusal{message: "site.yaml cannot be read"}
	}
	m := &site.Mail
	host, err := os.Hostname()
	if err != nil {
		host = ""
	}
	s := &mail.Sender{
		Relay: mail.Relay{Host: m.Relay, Port: m.Port, TLS: m.TLS, User: m.User, Hello: host, Timeouts: mail.DefaultTimeouts},
		Rate:  m.Rate, Retries: m.Retries, RetryFor: time.Duration(m.RetryFor) * time.Minute,
		Clock: mail.Clock{Now: time.Now, Sleep: sleep},
	}
	if m.User != "" {
		if s.Relay.Password, err = password(f, m); err != nil {
			return nil, refusal{err.Error(), "Put the password alone into the file that mail.password_file names, or into " + passwordVariable + "."}
		}
	}
	if err := s.Relay.Check(); err != nil {
		return nil, refusal{err.Error(), "Correct mail in site.yaml."}
	}
	return s, nil
}

func password(f *folder, m *config.Mail) (string, error) {
	if p := os.Getenv(passwordVariable); p != "" || m.PasswordFile == "" {
		return p, nil
	}
	src, err := f.Open(m.PasswordFile)
	if err != nil {
		return "", err
	}
	data, err := fs.ReadFile(src.FS, src.Path)
	return strings.TrimRight(string(data), "\r\n"), err
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// rehearse says what would be sent to whom.
func (j *mailJob) rehearse(t terminal, o *outcome, s *mail.Sender, due []mail.Entry) {
	o.Due = len(due)
	if !j.quiet && !j.json {
		for _, e := range due {
			fmt.Fprintf(t.out, "%4d  %s (%s): %s\n", e.Number, e.Address, e.Code, e.Subject)
		}
	}
	o.summary = fmt.Sprintf("%s of %d to be sent over %s:%d (%s), at most %d a minute: ", count(len(due), "message"), o.Messages, s.Relay.Host, s.Relay.Port, s.Relay.TLS, s.Rate)
	o.next = "Nothing was sent."
	if len(due) > 0 {
		o.next += fmt.Sprintf(" To send: rollcall mail send %s --plan %s --yes", j.dir, o.Plan)
	}
}

// sent sends what is due. Interrupted once, it finishes the message under way.
func (j *mailJob) sent(t terminal, box *mail.Outbox, s *mail.Sender, resend []int) (mail.Report, error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second time ends the program at once
	if !j.quiet && !j.json {
		shown := newProgress(t.err)
		defer shown.end()
		s.Step = func(done, total int) { shown.step("messages", done, total) }
		s.Waiting = func(until time.Time, fault string) {
			shown.end()
			fmt.Fprintf(t.err, "Waiting until %s: %s\n", until.Local().Format(time.TimeOnly), fault)
		}
	}
	return s.Send(ctx, box, resend)
}

// tell says what became of the messages.
func (j *mailJob) tell(o *outcome, box *mail.Outbox, report mail.Report) {
	o.States = make(map[string]int)
	var said []string
	for _, s := range report.States() {
		if n := report.Count(s); n > 0 {
			o.States[string(s)] = n
			said = append(said, fmt.Sprintf("%d %s", n, s))
		}
	}
	o.summary = fmt.Sprintf("Plan %s, %s, %s: ", box.Hash, count(len(report.Rows), "message"), strings.Join(said, ", "))
	o.next = fmt.Sprintf("Each of them is in %s and in %s.", filepath.Join(box.Dir, mail.ReportPage), mail.ReportCSV)
	if n := report.Numbers(mail.Uncertain); len(n) > 0 {
		o.Notes = append(o.Notes, fmt.Sprintf("Uncertain, and not sent again unless you name them: %s", numbers(n)))
	}
}

func numbers(all []int) string {
	return strings.ReplaceAll(strings.Trim(fmt.Sprint(all), "[]"), " ", ",")
}

// unsent makes of an error of sending what the user can do about it.
func (j *mailJob) unsent(err error) error {
	var relay *mail.RelayError
	var named *mail.ResendError
	again := fmt.Sprintf("Nothing is lost: rollcall mail send %s --plan %s --yes goes on where this stopped.", j.dir, j.plan)
	switch {
	case errors.As(err, &named):
		return usageError{"--resend: " + named.Error(), "The report in the outbox lists every message with its number."}
	case errors.As(err, &relay):
		return refusal{err.Error(), "Correct mail in site.yaml, or ask whoever runs the relay. " + again}
	case errors.Is(err, context.Canceled):
		return refusal{"stopped", again}
	case errors.Is(err, mail.ErrSending):
		return refusal{err.Error(), "Wait until it is done."}
	case errors.Is(err, mail.ErrExpired):
		return refusal{err.Error(), "Plan again: the figures may be others by now."}
	case errors.Is(err, mail.ErrChanged):
		return refusal{err.Error(), "Send nothing more of this plan. Keep its folder: the journal says what was sent."}
	case errors.Is(err, mail.ErrJournal):
		return refusal{err.Error(), "Nothing more is sent on its word. Keep the folder, and ask whoever runs the relay what it took."}
	}
	return err
}
