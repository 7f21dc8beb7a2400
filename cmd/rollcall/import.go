package main

import (
	"cmp"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rollcall/generator/attendance"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/mapping"
	"rollcall/generator/plan"
	"rollcall/generator/returns"
	"rollcall/generator/sheet"
	"rollcall/generator/source"
)

// importJob is a new file, and the input of a site that it is like.
type importJob struct {
	file, like, dir string
	period          string
	told            map[string]string
	write           bool
}

func importCommand(t terminal) *cobra.Command {
	var j importJob
	cmd := &cobra.Command{
		Use:   "import FILE --like LAST",
		Short: "Take in a file whose columns are called otherwise",
		Long: `Import compares FILE with LAST, which is an input of the site already, and reuses what
columns says of LAST in site.yaml. It says which columns were recognised, which are
missing, and what changed since LAST. On standard output it prints what to put under
inputs in site.yaml, and nothing else; with --write it puts it there.`,
		Args: arguments(1, "FILE"),
		RunE: func(_ *cobra.Command, args []string) error {
			j.file = args[0]
			if j.like == "" {
				return usageError{"--like is missing", "Name an input of the site that holds the same kind of figures."}
			}
			return j.run(t)
		},
	}
	cmd.Flags().StringVar(&j.like, "like", "", "an input of the site, as site.yaml writes it")
	cmd.Flags().StringVar(&j.dir, "site", ".", "the folder that holds site.yaml")
	cmd.Flags().StringVar(&j.period, "period", "", "the period of a file that has none of its own, as 2025-26 summer")
	cmd.Flags().StringToStringVar(&j.told, "column", nil, "what a column is, as urn=School No; may be given again")
	cmd.Flags().BoolVar(&j.write, "write", false, "put the file under inputs in site.yaml")
	return cmd
}

func (j *importJob) run(t terminal) error {
	var problems diag.List
	item, err := j.compare(t, &problems)
	for _, p := range problems.Problems() {
		fmt.Fprintln(t.err, p)
	}
	switch {
	case err != nil:
		return err
	case item.Path == "":
		return refusal{}
	case j.write:
		return j.append(t, item)
	}
	fmt.Fprint(t.out, item.Item(2))
	return nil
}

// compare works out the input that the file makes. Its path is empty where the columns
// cannot be mapped.
func (j *importJob) compare(t terminal, problems *diag.List) (config.Input, error) {
	var none config.Input
	f, site, ok := openSite(j.dir, problems)
	defer f.Close()
	if !ok {
		return none, nil
	}
	like, err := j.likeOf(site)
	if err != nil {
		return none, err
	}
	item := config.Input{Format: like.Format}
	if item.Path, err = j.pathInSite(site); err != nil {
		return none, err
	}
	if j.period != "" {
		if item.Period, err = attendance.ParsePeriod(j.period); err != nil {
			return none, usageError{fmt.Sprintf("--period %s is not a period", j.period), "Write it as 2025-26, 2025-26 summer or 2025-26 HT5."}
		}
	}
	before, ok := j.input(f, like, problems)
	earlier, format, known := headerOf(before, sheet.Format{}, problems)
	if !ok || !known {
		return none, nil
	}
	now, ok := j.input(f, item, problems)
	now.Columns = before.Columns
	header, _, known := headerOf(now, format, problems)
	if !ok || !known {
		return none, nil
	}
	m := mapping.Of(header, format, mapping.Earlier{Header: earlier, Columns: like.Columns}, j.told, problems)
	tellColumns(t.err, m, item.Path, like.Path)
	if problems.Failed() || !m.Complete() {
		m.Report(item.Path, "--column", problems)
		return none, nil
	}
	item.Columns, now.Columns, now.Format, before.Format = m.Own, m.Own, format.Name, format.Name
	tellChanges(t.err, mapping.Read(before, format, new(diag.List)), mapping.Read(now, format, problems), like.Path, item)
	return item, nil
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
	from, err := filepath.Abs(j.dir)
	if err != nil {
		return "", err
	}
	to, err := filepath.Abs(j.file)
	if err != nil {
		return "", err
	}
	way, err := filepath.Rel(from, to)
	if err != nil {
		return "", refusal{fmt.Sprintf("%s lies where the site cannot name it", j.file), "Copy it into the folder of the site."}
	}
	way = filepath.ToSlash(way)
	if slices.ContainsFunc(site.Inputs, func(in config.Input) bool { return path.Clean(in.Path) == way }) {
		return "", refusal{fmt.Sprintf("%s is an input of the site already", way), "Its rows would count twice."}
	}
	return way, nil
}

// input opens an input of the site.
func (j *importJob) input(f *folder, in config.Input, problems *diag.List) (sheet.Input, bool) {
	src, err := f.Open(in.Path)
	if err != nil {
		problems.Add(diag.Pos{File: in.Path}, diag.FileUnreadable, "", "it cannot be opened")
		return sheet.Input{}, false
	}
	return sheet.Input{FS: src.FS, Path: src.Path, Name: in.Path, Format: in.Format, Columns: in.Columns}, true
}

// headerOf finds the header of the first sheet of a file, and of which format it is
// where none is given.
func headerOf(in sheet.Input, format sheet.Format, problems *diag.List) ([]string, sheet.Format, bool) {
	if in.FS == nil {
		return nil, format, false
	}
	file, ok := sheet.Open(in.FS, in.Path, in.Name, problems)
	if !ok {
		return nil, format, false
	}
	first := file.Sheets()[0]
	if format.Name != "" {
		first.Settle(format, in.Columns)
		return first.Header(), format, true
	}
	for _, f := range slices.Concat(source.Formats, plan.Formats, returns.Formats) {
		if f.Name == in.Format {
			first.Settle(f, in.Columns)
			return first.Header(), f, true
		}
	}
	format, ok = first.Detect(slices.Concat(source.Formats, plan.Formats, returns.Formats), in.Columns)
	if !ok {
		problems.Add(first.Pos(), diag.FormatUnknown, "Mend it first; `rollcall check` says how.", "the columns match no known format")
	}
	return first.Header(), format, ok
}

// append puts the input into site.yaml: beside it first, and in its place only when it
// can be read and says what it said before, and this.
func (j *importJob) append(t terminal, item config.Input) error {
	root, err := os.OpenRoot(j.dir)
	if err != nil {
		return err
	}
	defer root.Close()
	text, err := root.ReadFile(config.FileName)
	if err != nil {
		return err
	}
	byHand := refusal{"site.yaml was left as it is", "Put this under inputs yourself:\n" + strings.TrimRight(item.Item(2), "\n")}
	more, ok := config.AppendInput(string(text), item)
	if !ok {
		return byHand
	}
	const beside = config.FileName + ".new"
	file, err := root.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return refusal{err.Error(), "Another import may be at work; if not, remove the file."}
	}
	_, err = file.WriteString(more)
	if err = cmp.Or(err, file.Close()); err != nil {
		root.Remove(beside)
		return err
	}
	before, _ := config.Load(root.FS(), config.FileName, new(diag.List))
	after, ok := config.Load(root.FS(), beside, new(diag.List))
	added := func(in config.Input) bool { return in.Path == item.Path }
	if !ok || len(after.Inputs) != len(before.Inputs)+1 || !slices.ContainsFunc(after.Inputs, added) {
		root.Remove(beside)
		return byHand
	}
	if err := root.Rename(beside, config.FileName); err != nil {
		root.Remove(beside)
		return err
	}
	fmt.Fprintf(t.out, "%s is an input of the site now.\nNext: rollcall check %s\n", item.Path, j.dir)
	return nil
}
