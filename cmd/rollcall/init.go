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

func initCommand(t terminal) *cobra.Command {
	return &cobra.Command{
		Use:   "init DIR",
		Short: "Make the folder of a new site, to be filled in",
		Long: `Init writes a site.yaml that explains itself, an empty file for each kind of input,
and an example of strategy text.`,
		Args: arguments(1, "DIR"),
		RunE: func(_ *cobra.Command, args []string) error {
			site, err := newFolder(args[0])
			if err != nil {
				return err
			}
			if err := fill(site); err != nil {
				return site.abort(err)
			}
			fmt.Fprintf(t.out, "%s in %s.\nNext: fill in site.yaml and the CSV files, then rollcall check %s\n", count(site.files, "file"), args[0], args[0])
			return site.close()
		},
	}
}

// fill copies the starter and the templates.
func fill(site *newSite) error {
	today := time.Now().Format(time.DateOnly)
	err := fs.WalkDir(starter, "starter", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(starter, name)
		if err != nil {
			return err
		}
		return put(site, strings.TrimPrefix(name, "starter/"), strings.ReplaceAll(string(text), "TODAY", today))
	})
	if err != nil {
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
