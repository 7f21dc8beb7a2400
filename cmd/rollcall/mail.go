package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"rollcall/generator"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/mail"
	"rollcall/generator/publish"
)

func mailCommand(t terminal) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "mail",
		Short: "Write to schools and clusters",
		Long: `Mail writes a letter to everybody whom contacts.csv names: a school's figures to its
own head, and to nobody else. It goes in steps, and nothing is sent before the last:

  rollcall build SITE --edition headteacher   the pages that letters lead to
  rollcall mail plan SITE                     finished messages, to be looked through
  rollcall mail check SITE --plan HASH        takes every message apart again
  rollcall mail preview SITE --plan HASH      shows a message as its readers see it
  rollcall mail send SITE --plan HASH --yes   sends each message once`,
	}
	cmd.AddCommand(mailPlan(t), mailCheck(t), mailPreview(t), mailSend(t), mailBounces(t))
	cmd.Args = func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		return usageError{fmt.Sprintf("there is no command %q", args[0]), diag.DidYouMean(args[0], commandNames(cmd))}
	}
	cmd.RunE = func(*cobra.Command, []string) error {
		return usageError{"a command is missing", "Commands: " + strings.Join(commandNames(cmd), ", ") + "."}
	}
	return cmd
}

// mailJob is a site whose letters are planned, checked or sent.
type mailJob struct {
	job
	out  string // the built headteacher edition
	plan string // the hash of a plan
}

func (j *mailJob) flags(cmd *cobra.Command) {
	j.manner.flags(cmd)
	j.edition = "headteacher"
	cmd.Flags().StringVar(&j.out, "out", "", "the built headteacher edition (default out/SITE/headteacher)")
	cmd.Flags().StringVar(&j.themeDir, "theme-dir", "", "a folder whose files replace those of the theme")
}

func (j *mailJob) planFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&j.plan, "plan", "", "the hash that `mail plan` printed")
}

// outboxes is the folder of all plans of the site.
func (j *mailJob) outboxes() string { return filepath.Join(j.dir, "mail") }

// built names the built headteacher edition.
func (j *mailJob) built() (string, error) {
	if j.out != "" {
		return j.out, nil
	}
	name, err := filepath.Abs(j.dir)
	return filepath.Join("out", filepath.Base(name), "headteacher"), err
}

// open opens the outbox of the plan.
func (j *mailJob) open() (*mail.Outbox, error) {
	plans, _ := mail.Plans(j.outboxes()) // none where there is no folder
	known := "There is no plan yet: rollcall mail plan " + j.dir
	if len(plans) > 0 {
		known = "Plans: " + strings.Join(plans, ", ") + "."
	}
	switch {
	case j.plan == "":
		return nil, usageError{"--plan HASH is missing", known}
	case !mail.IsPlan(j.plan) || !slices.Contains(plans, j.plan):
		return nil, refusal{fmt.Sprintf("there is no plan %q in %s", j.plan, j.outboxes()), known}
	}
	o, err := mail.Open(filepath.Join(j.outboxes(), j.plan))
	if errors.Is(err, mail.ErrChanged) {
		return nil, refusal{err.Error(), "Send nothing of it. Make the same plan again with --now and its day: that restores it."}
	}
	return o, err
}

// complete adds to what is known of a site the addresses of plans before and the built
// pages. Done closes what it opened.
func (j *mailJob) complete(known *mail.Known) (done func(), err error) {
	done = func() {}
	if known.Seen, err = mail.ReadAddresses(j.outboxes()); err != nil {
		return done, err
	}
	known.Limits = mail.DefaultLimits
	out, err := j.built()
	if err != nil {
		return done, err
	}
	site, err := os.OpenRoot(out)
	if err != nil {
		return done, err
	}
	done = func() { site.Close() }
	known.Pages = site.FS()
	briefs, err := os.OpenRoot(out + "-pdf")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return done, nil
	case err != nil:
		return done, err
	}
	known.Briefs = briefs.FS()
	return func() { site.Close(); briefs.Close() }, nil
}

// checked opens the plan, checks every message of it against the site as it is now, and
// reports what may not be sent. The outbox is nil where the input itself has errors.
func (j *mailJob) checked(t terminal, problems *diag.List) (*mail.Outbox, error) {
	o, err := j.open()
	if err != nil {
		return nil, err
	}
	at, err := time.Parse(time.DateOnly, o.Envelope.Day)
	if err != nil {
		return nil, err
	}
	opt, f, ok, err := j.options(problems)
	if f != nil {
		defer f.Close()
	}
	if err != nil || !ok {
		return nil, err
	}
	if err := j.current(opt, f); err != nil {
		return nil, err
	}
	known, err := generator.Addressees(opt, at, problems)
	if err != nil || problems.Failed() {
		return nil, err
	}
	done, err := j.complete(&known)
	defer done()
	if err != nil {
		return nil, err
	}
	return o, o.Check(known, problems)
}

// current refuses a built edition that letters cannot lead to: none, another, one of
// another day, or one of inputs that were changed since.
func (j *mailJob) current(opt generator.Options, f *folder) error {
	out, err := j.built()
	if err != nil {
		return err
	}
	build := fmt.Sprintf("Build it first: rollcall build %s --edition headteacher", j.dir)
	attach := opt.Site.Mail.Attach == config.BriefPDF
	if attach {
		build += " --pdf briefs"
	}
	about, made, err := publish.About(out)
	switch {
	case errors.Is(err, publish.ErrNoManifest):
		return refusal{"there is no headteacher edition in " + out, build}
	case err != nil:
		return err
	case about.Edition != "headteacher":
		return refusal{fmt.Sprintf("%s is the %s edition", out, about.Edition), build}
	case about.AsOf != opt.Now.Format(time.DateOnly):
		return refusal{fmt.Sprintf("%s is of %s, and the letters are of %s", out, about.AsOf, opt.Now.Format(time.DateOnly)), build}
	}
	for _, in := range opt.Site.Inputs {
		i := slices.IndexFunc(about.Inputs, func(b publish.Input) bool { return b.Name == in.Path })
		hash, err := hashOfInput(f, in.Path)
		if i < 0 || err != nil || hash != about.Inputs[i].SHA256 {
			return refusal{fmt.Sprintf("%s was changed after %s was built", in.Path, out), build}
		}
	}
	if !attach {
		return nil
	}
	_, printed, err := publish.About(out + "-pdf")
	switch {
	case errors.Is(err, publish.ErrNoManifest):
		return refusal{"there are no printed briefs in " + out + "-pdf", build}
	case err != nil:
		return err
	case printed.Before(made):
		return refusal{fmt.Sprintf("the briefs in %s-pdf were printed before %s was built", out, out), build}
	}
	return nil
}

func hashOfInput(f *folder, name string) (string, error) {
	src, err := f.Open(name)
	if err != nil {
		return "", err
	}
	file, err := src.FS.Open(src.Path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	h := sha256.New()
	_, err = io.Copy(h, file)
	return hex.EncodeToString(h.Sum(nil)), err
}
