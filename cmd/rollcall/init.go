package main

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"text/template"
	"time"

	"github.com/spf13/cobra"

	"rollcall/data"
	"rollcall/generator/attendance"
)

// starter is what a new site begins with, apart from the templates of its inputs.
//
//go:embed starter
var starter embed.FS

// githubPages is what a repository needs, beside the published folder, to be deployed
// to GitHub Pages.
//
//go:embed all:githubpages
var githubPages embed.FS

func initCommand(t terminal) *cobra.Command {
	var pages, empty bool
	var first firstSite
	cmd := &cobra.Command{
		Use:   "init DIR",
		Short: "Make the folder of a new site",
		Long: `Init asks for the name and number of the council, a list of its schools and a file of
figures, and makes a site of them that can be built at once. Flags answer beforehand. With
--empty, or where nobody can be asked and no flag answers, it writes a site to be filled in:
a site.yaml that explains itself, an empty file for each kind of input, and an example of
strategy text. With --github-pages it writes instead the folder of a repository that deploys
a public site, built and audited elsewhere, to GitHub Pages.`,
		Args: arguments(1, "DIR"),
		RunE: func(_ *cobra.Command, args []string) error {
			first.dir = args[0]
			a := newAsker(t)
			fill, next := fillEmpty, "fill in site.yaml and the CSV files, then rollcall check "+first.dir
			switch {
			case pages:
				fill, next = fillPages, "rollcall publish out/SITE/public --to "+first.dir
			case !empty && (a != nil || first.isGiven()):
				return first.make(t, a)
			}
			site, err := newFolder(first.dir)
			if err != nil {
				return err
			}
			if err := fill(site); err != nil {
				return site.abort(err)
			}
			return site.done(t, next)
		},
	}
	cmd.Flags().BoolVar(&pages, "github-pages", false, "make the folder of a repository that deploys a public site")
	cmd.Flags().BoolVar(&empty, "empty", false, "ask nothing, and make empty files to be filled in")
	cmd.Flags().StringVar(&first.name, "name", "", "the name of the council")
	cmd.Flags().StringVar(&first.code, "code", "", "its three-digit number in published figures, such as 331")
	cmd.Flags().StringVar(&first.nation, "nation", "", "England or Wales (default England)")
	cmd.Flags().StringVar(&first.schools, "schools", "", "a list of its schools, as CSV or XLSX")
	cmd.Flags().StringVar(&first.data, "data", "", "a file of their figures, as CSV or XLSX")
	cmd.Flags().StringVar(&first.period, "period", "", "the period of figures that do not say it, such as 2025-26")
	cmd.Flags().BoolVar(&first.yes, "yes", false, "accept what is proposed for the columns without asking")
	return cmd
}

// starterSite is what the site.yaml of a new site says.
type starterSite struct {
	Code, Name string
	Nation     attendance.Nation
	Today      string
	Clusters   bool // the list of schools has a column cluster
	Empty      bool // its files are templates to be filled in
}

// fillEmpty writes a site to be filled in: site.yaml, the example of a strategy, and an
// empty file of each kind.
func fillEmpty(site *newSite) error {
	if err := putSite(site, starterSite{Code: "000", Name: "Your council", Nation: attendance.England, Empty: true}); err != nil {
		return err
	}
	if err := copyText(site, starter, "starter/content", "content/"); err != nil {
		return err
	}
	templates, err := fs.Glob(data.Templates, "templates/*.csv")
	if err != nil {
		return err
	}
	for _, name := range templates {
		text, err := fs.ReadFile(data.Templates, name)
		if err != nil {
			return err
		}
		if err := put(site, path.Base(name), string(text)); err != nil {
			return err
		}
	}
	return nil
}

// putSite writes the site.yaml of a new site, judged today.
func putSite(site *newSite, of starterSite) error {
	of.Today = today()
	form, err := template.ParseFS(starter, "starter/site.yaml")
	if err != nil {
		return err
	}
	var text strings.Builder
	if err := form.Execute(&text, of); err != nil {
		return err
	}
	return put(site, "site.yaml", text.String())
}

func today() string { return time.Now().Format(time.DateOnly) }

// fillPages copies the workflow and what goes with it.
func fillPages(site *newSite) error { return copyText(site, githubPages, "githubpages", "") }

// copyText copies a folder of text files to a folder of the site; TODAY in them becomes
// the date.
func copyText(site *newSite, from fs.FS, dir, to string) error {
	return fs.WalkDir(from, dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		return put(site, to+strings.TrimPrefix(name, dir+"/"), strings.ReplaceAll(string(text), "TODAY", today()))
	})
}

func put(site *newSite, name, text string) error {
	f, err := site.create(name)
	if err != nil {
		return err
	}
	if _, err := f.WriteString(text); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// done says what was written and what comes next.
func (s *newSite) done(t terminal, next string) error {
	fmt.Fprintf(t.out, "%s in %s.\nNext: %s\n", count(s.files, "file"), s.dir, next)
	return s.close()
}
