package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"text/template"
	"time"

	"github.com/spf13/cobra"

	"rollcall/data"
	"rollcall/generator"
	"rollcall/generator/audit"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/publish"
)

// job is what check and build have in common: a site, how to judge it, how to tell.
type job struct {
	manner
	dir      string
	edition  string
	now      string
	themeDir string
	strict   bool
}

func (j *job) flags(cmd *cobra.Command) {
	j.manner.flags(cmd)
	cmd.Flags().StringVar(&j.edition, "edition", "intranet", "for whom: intranet, public or headteacher")
	cmd.Flags().StringVar(&j.now, "now", "", "the day on which everything is judged, as 2026-05-08 (default as_of of site.yaml)")
	cmd.Flags().StringVar(&j.themeDir, "theme-dir", "", "a folder whose files replace those of the theme")
	cmd.Flags().BoolVar(&j.strict, "strict", false, "treat warnings as errors")
}

func buildCommand(t terminal) *cobra.Command {
	var j job
	var out string
	var papers []string
	cmd := &cobra.Command{
		Use:   "build SITE",
		Short: "Build the site of a folder",
		Long: `Build reads the folder SITE, which holds site.yaml, checks everything in it, and
writes the site. Either the whole site is written or nothing: when there are
errors, the site that was there before stays as it is.`,
		Args: arguments(1, "SITE"),
		RunE: func(_ *cobra.Command, args []string) error {
			j.dir = args[0]
			if err := checkPapers(papers); err != nil {
				return err
			}
			if out == "" {
				name, err := filepath.Abs(j.dir)
				if err != nil {
					return err
				}
				out = filepath.Join("out", filepath.Base(name), j.edition)
			}
			return j.build(t, out, papers)
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "the folder to write (default out/SITE/EDITION)")
	cmd.Flags().StringSliceVar(&papers, "pdf", nil, "also print as PDF, into a folder beside: briefs, governors, meetings, scrutiny")
	j.flags(cmd)
	return cmd
}

// options reads what the generator needs to know. It returns false when site.yaml
// or the theme holds errors. The caller closes the folder.
func (j *job) options(problems *diag.List) (opt generator.Options, f *folder, ok bool, err error) {
	if err := j.check(); err != nil {
		return opt, nil, false, err
	}
	if !slices.Contains(config.Editions, j.edition) {
		return opt, nil, false, usageError{fmt.Sprintf("there is no edition %q", j.edition), diag.DidYouMean(j.edition, config.Editions)}
	}
	var now time.Time
	if j.now != "" {
		if now, err = time.Parse(time.DateOnly, j.now); err != nil {
			return opt, nil, false, usageError{fmt.Sprintf("--now %s is not a date", j.now), "Write it as 2026-05-08."}
		}
	}
	f, site, ok := openSite(j.dir, problems)
	if !ok {
		return opt, f, false, nil
	}
	if now.IsZero() {
		now = site.AsOf
	}
	opt = generator.Options{Site: site, Open: f.Open, Codes: data.Codes, Edition: j.edition, Now: now, Strict: j.strict}
	if opt.Theme, ok = theme(site.Theme, j.themeDir, problems); !ok {
		return opt, f, false, nil
	}
	opt.Scripts, err = fs.ReadFile(opt.Theme, "bundle/rollcall.js")
	if errors.Is(err, fs.ErrNotExist) {
		err = nil // the site does without
	}
	return opt, f, err == nil, err
}

func (j *job) build(t terminal, out string, papers []string) error {
	o := &outcome{started: time.Now(), listing: counts,
		failure: "Nothing was written. `rollcall check " + j.dir + "` lists every problem. ",
		details: "`rollcall check " + j.dir + "` lists them."}
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
	shown := newProgress(t.err)
	if !j.quiet && !j.json {
		opt.Progress = shown.step
	}
	err = j.ofTheme(j.publish(opt, out, o, &problems))
	if err == nil && len(papers) > 0 && !problems.Failed() {
		err = j.print(opt, out, papers, o)
	}
	shown.end()
	if err != nil {
		return err
	}
	if opt.Scripts == nil && !problems.Failed() {
		o.Notes = append(o.Notes, "Charts are static. Build the program with `make` for charts that answer to the pointer.")
	}
	return j.finish(t, o, &problems)
}

// ofTheme makes a refusal of an error in a page that was made with a theme of the
// user's own.
func (j *job) ofTheme(err error) error {
	var broken template.ExecError
	if j.themeDir == "" || !errors.As(err, &broken) {
		return err
	}
	return refusal{err.Error(), "Correct the files of " + j.themeDir + ", or build without --theme-dir. Nothing was written."}
}

// publish builds the site beside the old one, audits it, and swaps the two.
func (j *job) publish(opt generator.Options, out string, o *outcome, problems *diag.List) error {
	site, err := publish.Begin(out)
	switch {
	case errors.Is(err, publish.ErrForeign):
		return refusal{err.Error(), "Give another folder with --out, or empty this one."}
	case errors.Is(err, publish.ErrBusy):
		return refusal{fmt.Sprintf("%s: %v", out, err), "Wait until it is done."}
	case err != nil:
		return err
	}
	done := false
	defer func() {
		if !done { // also when the generator panics
			site.Abort()
		}
	}()
	opt.Write = site.Write
	built, err := generator.Build(opt, problems)
	if err != nil || problems.Failed() {
		return err
	}
	limits := audit.DefaultLimits
	limits.PageKB = opt.Site.Budgets.PageKB
	limits.Accounts, limits.Theme = opt.Edition != "intranet", opt.Theme
	if opt.Progress != nil {
		opt.Progress("audit", 0, 1)
	}
	if opt.Edition == "intranet" {
		audit.Site(site.FS(), limits, problems)
	} else {
		var reader audit.Reader
		if opt.Progress != nil {
			reader.Progress = func(done, total int) { opt.Progress("figures", done, total) }
		}
		o.attacked(audit.Edition(site.FS(), limits, reader, problems))
	}
	if opt.Strict {
		problems.Harden()
	}
	if problems.Failed() {
		return nil
	}
	if opt.Edition != "intranet" {
		site.Attest(audit.Checks)
	}
	done = true
	if err := site.Commit(meta(opt, built)); err != nil {
		return err
	}
	o.Site, o.Schools, o.Pages, o.Files, o.Bytes, o.Notes = out, built.Schools, built.Pages, built.Files, built.Bytes, built.Notes
	switch opt.Edition {
	case "public":
		o.next = "Next: rollcall publish " + out
	case "headteacher":
		o.next = "Next: give each head the folder own/URN of the school, and all heads the rest."
	}
	o.summary = fmt.Sprintf("%s about %s, %s of %s, in %.1f s: ", count(built.Pages, "page"), count(built.Schools, "school"),
		count(built.Files, "file"), megabytes(built.Bytes), time.Since(o.started).Seconds())
	return nil
}

// print prints pages of the site that was just published.
func (j *job) print(opt generator.Options, out string, papers []string, o *outcome) error {
	step := opt.Progress
	if step == nil {
		step = func(string, int, int) {}
	}
	dir, n, err := printPapers(out, papers, meta(opt, generator.Report{}), step)
	switch {
	case errors.Is(err, publish.ErrForeign), errors.Is(err, publish.ErrBusy):
		return refusal{fmt.Sprintf("%s-pdf: %v", out, err), "The site itself is built. Empty that folder, or wait."}
	case err != nil:
		return err
	case n == 0:
		o.Notes = append(o.Notes, "There are no pages to print as PDF in this edition.")
	default:
		o.Notes = append(o.Notes, fmt.Sprintf("%s in %s.", count(n, "PDF"), dir))
	}
	return nil
}

func meta(opt generator.Options, built generator.Report) publish.Meta {
	m := publish.Meta{Version: version(), Edition: opt.Edition, AsOf: opt.Now.Format(time.DateOnly)}
	for _, in := range built.Inputs {
		m.Inputs = append(m.Inputs, publish.Input{Name: in.Name, SHA256: in.SHA256})
	}
	return m
}
