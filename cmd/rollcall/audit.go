package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"rollcall/generator/audit"
	"rollcall/generator/diag"
)

func auditCommand(t terminal) *cobra.Command {
	var m manner
	var known []string
	var w worlds
	limits := audit.DefaultLimits
	cmd := &cobra.Command{
		Use:   "audit DIR | --worlds --site SITE",
		Short: "Attack a site that was built",
		Long: `Audit reads a finished site as a stranger would: it follows every link, looks for
scripts and styles that nobody put there, and weighs every page. Of an edition that
leaves the council it takes every number, of words, markup and drawings, back to a
published figure, and tries to work out what the files of figures hide. With --known
it does so as a reader would who also holds other files in the form of figures.csv: a
head with the figures of one school, or a journalist with those of an earlier edition.

With --worlds it reads no finished site. It builds the edition of the folder --site
twice, of the truth and of a world that differs in what the edition hides and in
nothing that it tells, and compares every byte. Nothing is written.`,
		Args: w.arguments,
		RunE: func(_ *cobra.Command, args []string) error {
			if w.asked {
				w.manner = m
				return w.compare(t)
			}
			if err := m.check(); err != nil {
				return err
			}
			o := &outcome{started: time.Now(), summary: "Every file was read: "}
			var problems diag.List
			root, err := os.OpenRoot(args[0])
			if err != nil {
				problems.Add(diag.Pos{File: filepath.ToSlash(args[0])}, diag.FileUnreadable, "Give the folder of a site.", "%v", err)
				return m.finish(t, o, &problems)
			}
			defer root.Close()
			reader, done, ok := readerOf(known, &problems)
			defer done()
			if !ok {
				return m.finish(t, o, &problems)
			}
			shown := newProgress(t.err)
			if !m.quiet && !m.json {
				reader.Progress = func(done, total int) { shown.step("figures", done, total) }
			}
			o.attacked(audit.Edition(root.FS(), limits, reader, &problems))
			shown.end()
			if o.Figures != nil && !m.quiet && !m.json {
				fmt.Fprintln(t.out, o.Figures)
			}
			return m.finish(t, o, &problems)
		},
	}
	m.flags(cmd)
	w.flags(cmd)
	cmd.Flags().StringSliceVar(&known, "known", nil, "files that the reader holds beside the site, in the form of figures.csv")
	cmd.Flags().IntVar(&limits.PageKB, "page-kb", limits.PageKB, "the budget of a page, in KB")
	cmd.Flags().StringSliceVar(&limits.Hosts, "hosts", limits.Hosts, "hosts that links may lead to; .gov.uk stands for all of it")
	return cmd
}

// readerOf opens what a reader knows beside the site. Done closes it.
func readerOf(known []string, problems *diag.List) (reader audit.Reader, done func(), ok bool) {
	var files []*os.File
	done = func() {
		for _, f := range files {
			f.Close()
		}
	}
	ok = true
	for _, name := range known {
		f, err := os.Open(name)
		if err != nil {
			problems.Add(diag.Pos{File: filepath.ToSlash(name)}, diag.FileUnreadable, "Give a file in the form of figures.csv.", "%v", err)
			ok = false
			continue
		}
		files = append(files, f)
		reader.Known = append(reader.Known, audit.Source{Name: filepath.ToSlash(name), Data: f})
	}
	return reader, done, ok
}

// attack is what an attack on the figures of a site came to.
type attack struct {
	Hidden      int `json:"hidden"`      // figures
	Differences int `json:"differences"` // of figures, that could come to a few pupils
	Proved      int `json:"proved"`      // of both
	Pinned      int `json:"pinned"`
	Coalitions  int `json:"coalitions"`
	Unproved    int `json:"unproved"`
	Known       int `json:"known"` // hidden figures that the reader holds
}

// attacked keeps what an attack came to, if the edition protects its figures.
func (o *outcome) attacked(r audit.Report) {
	if r.Protection.Threshold > 0 {
		o.Figures = &attack{r.Hidden, r.Implied, r.Proved, r.Count(diag.AuditPinned), r.Count(diag.AuditCoalition), r.Count(diag.AuditUnproved), r.Known}
	}
}

func (a *attack) String() string {
	s := fmt.Sprintf("%s and %s that could give away a few pupils: %d proved safe by other tables that fit, %d worked out, %d undecided.",
		count(a.Hidden, "hidden figure"), count(a.Differences, "difference"), a.Proved, a.Pinned, a.Unproved)
	if a.Coalitions > 0 {
		s += fmt.Sprintf(" In %s the head of one school could work out another's.", count(a.Coalitions, "sum"))
	}
	if a.Known > 0 {
		s += fmt.Sprintf(" The reader knows %d more.", a.Known)
	}
	return s
}
