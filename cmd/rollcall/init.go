package main

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"rollcall/data"
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
	var pages bool
	cmd := &cobra.Command{
		Use:   "init DIR",
		Short: "Make the folder of a new site, to be filled in",
		Long: `Init writes a site.yaml that explains itself, an empty file for each kind of input,
and an example of strategy text. With --github-pages it writes instead the folder of a
repository that deploys a public site, built and audited elsewhere, to GitHub Pages.`,
		Args: arguments(1, "DIR"),
		RunE: func(_ *cobra.Command, args []string) error {
			fill, next := fillSite, "fill in site.yaml and the CSV files, then rollcall check "+args[0]
			if pages {
				fill, next = fillPages, "rollcall publish out/SITE/public --to "+args[0]
			}
			site, err := newFolder(args[0])
			if err != nil {
				return err
			}
			if err := fill(site); err != nil {
				return site.abort(err)
			}
			fmt.Fprintf(t.out, "%s in %s.\nNext: %s\n", count(site.files, "file"), args[0], next)
			return site.close()
		},
	}
	cmd.Flags().BoolVar(&pages, "github-pages", false, "make the folder of a repository that deploys a public site")
	return cmd
}

// fillSite copies the starter and the templates.
func fillSite(site *newSite) error {
	if err := copyText(site, starter, "starter"); err != nil {
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

// fillPages copies the workflow and what goes with it.
func fillPages(site *newSite) error { return copyText(site, githubPages, "githubpages") }

// copyText copies a folder of text files; TODAY in them becomes the date.
func copyText(site *newSite, from fs.FS, dir string) error {
	today := time.Now().Format(time.DateOnly)
	return fs.WalkDir(from, dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		return put(site, strings.TrimPrefix(name, dir+"/"), strings.ReplaceAll(string(text), "TODAY", today))
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
