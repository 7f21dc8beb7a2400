package main

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"rollcall/generator"
	"rollcall/generator/attendance"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/mapping"
	"rollcall/generator/sheet"
)

// importJob is a new file of a site, and what somebody says of it.
type importJob struct {
	file, like, dir string
	format, period  string
	answers         mapping.Answers
	write, yes      bool
}

func importCommand(t terminal) *cobra.Command {
	var j importJob
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Add a file to a site, whatever its columns are called",
		Long: `Import looks at FILE and proposes what each of its columns is: by our names, by the names
that school systems and the Department for Education use, and by the values. On a terminal
it asks: Enter accepts. Otherwise it prints what to put under inputs in site.yaml. With
--write it puts it there and checks the site. With --like it reuses what site.yaml says of
LAST, an earlier file of the same kind, and says what has changed since.`,
		Args: arguments(1, "FILE"),
		RunE: func(_ *cobra.Command, args []string) error {
			j.file = args[0]
			added, err := j.add(t, newAsker(t))
			if err != nil || !added {
				return err
			}
			return checkNew(t, j.dir)
		},
	}
	cmd.Flags().StringVar(&j.like, "like", "", "an earlier file of the same kind, as site.yaml names it")
	cmd.Flags().StringVar(&j.dir, "site", ".", "the folder that holds site.yaml")
	cmd.Flags().StringVar(&j.format, "format", "", "what the file is, such as attendance or schools, where import takes it for something else")
	cmd.Flags().StringVar(&j.period, "period", "", "the period of a file that does not say it, such as 2025-26, 2025-26 summer or 2025-26 HT5")
	cmd.Flags().StringToStringVar(&j.answers.Told, "column", nil, "what a column is, such as urn=School No; may be given again")
	cmd.Flags().StringArrayVar(&j.answers.Ignore, "ignore", nil, "a column that is not needed; may be given again")
	cmd.Flags().BoolVar(&j.write, "write", false, "put the file under inputs in site.yaml, and check the site")
	cmd.Flags().BoolVar(&j.yes, "yes", false, "accept what is proposed without asking")
	return cmd
}

// add finds out what the file is and puts it into site.yaml, if that is wanted. It returns
// whether it did. a is nil where nobody can be asked.
func (j *importJob) add(t terminal, a *asker) (added bool, err error) {
	var problems diag.List
	f, site, ok := openSite(j.dir, &problems)
	defer f.Close()
	if !ok {
		return false, j.refuse(t, &problems)
	}
	c, err := j.candidate(f, site, &problems)
	if err != nil {
		return false, err
	}
	if c == nil {
		return false, j.refuse(t, &problems)
	}
	accepted, err := j.settle(t, a, c, site, &problems)
	switch {
	case err != nil:
		return false, err
	case !accepted:
		return false, j.refuse(t, &problems)
	}
	if !j.write && a != nil {
		if j.write, err = a.yes(fmt.Sprintf("Add it to %s?", filepath.Join(j.dir, config.FileName))); err != nil {
			return false, err
		}
	}
	for _, p := range problems.Problems() {
		fmt.Fprintln(t.err, p)
	}
	if j.write {
		return true, appendInput(t, j.dir, c.item())
	}
	fmt.Fprint(t.out, c.item().Item(2))
	if c.mapping.Proposed() && !j.yes && a == nil {
		fmt.Fprintln(t.err, "Nothing is written yet. If this is right, run it again with --write --yes.")
	}
	return false, nil
}

// refuse prints what keeps the file from being read.
func (j *importJob) refuse(t terminal, problems *diag.List) error {
	for _, p := range problems.Problems() {
		fmt.Fprintln(t.err, p)
	}
	return refusal{}
}

// likeOf finds the input that the file is like, as site.yaml or the disk names it.
func (j *importJob) likeOf(site *config.Site) (config.Input, error) {
	var paths []string
	for _, in := range site.Inputs {
		onDisk := filepath.Join(j.dir, filepath.FromSlash(in.Path))
		if path.Clean(in.Path) == path.Clean(filepath.ToSlash(j.like)) || onDisk == filepath.Clean(j.like) {
			return in, nil
		}
		paths = append(paths, in.Path)
	}
	return config.Input{}, usageError{fmt.Sprintf("%s is not an input of the site", j.like), diag.DidYouMean(j.like, paths)}
}

// pathInSite is the way to the file from the folder of the site. A file that the site
// has already is refused.
func (j *importJob) pathInSite(site *config.Site) (string, error) {
	way, err := wayTo(j.dir, j.file)
	if err != nil {
		return "", err
	}
	if slices.ContainsFunc(site.Inputs, func(in config.Input) bool { return path.Clean(in.Path) == way }) {
		return "", refusal{fmt.Sprintf("%s is an input of the site already", way), "Its rows would count twice."}
	}
	return way, nil
}

// wayTo is the slash path from a folder to a file.
func wayTo(dir, file string) (string, error) {
	from, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	to, err := filepath.Abs(file)
	if err != nil {
		return "", err
	}
	way, err := filepath.Rel(from, to)
	if err != nil {
		return "", refusal{fmt.Sprintf("%s is on another drive than the site", file), "Copy it into the folder of the site."}
	}
	return filepath.ToSlash(way), nil
}

// openInput opens an input of the site.
func openInput(f *folder, in config.Input, problems *diag.List) (sheet.Input, bool) {
	src, err := f.Open(in.Path)
	if err != nil {
		problems.Add(diag.Pos{File: in.Path}, diag.FileUnreadable, "", "it cannot be opened")
		return sheet.Input{}, false
	}
	return generator.SheetInput(src, in), true
}

func periodOf(text string) (attendance.Period, error) {
	if text == "" {
		return attendance.Period{}, nil
	}
	p, err := attendance.ReadPeriod(text, 0)
	if err != nil {
		return p, usageError{fmt.Sprintf("--period %s is not a period", text), "Write it as 2025-26, 2025-26 summer or 2025-26 HT5."}
	}
	return p, nil
}

func namesOf(formats []sheet.Format) []string {
	var names []string
	for _, f := range formats {
		if !f.Refused {
			names = append(names, f.Name)
		}
	}
	return names
}
