// Package earlier reads the figures that an earlier edition of a site published, so
// that the next one can say what it revised, and can take what anybody may still hold
// for known.
package earlier

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// Cell names one row of a figures.csv, in the words of the file.
type Cell struct{ Level, Code, Phase, Period, Group string }

// Told is what an edition said of a figure.
type Told uint8

const (
	Absent  Told = iota // there is no such row or column, or it is x: not told
	Shown               // a number
	Hidden              // c: hidden, which tells that there is something to hide
	NoValue             // z or low: a symbol that stands for what the number is
)

// Edition is what one earlier edition told.
type Edition struct {
	Name string // as site.yaml writes its path
	AsOf string // its day, 2006-01-02; empty where its front page does not say

	files []map[string]int // the columns of each file, by normalised name
	rows  map[Cell]row
}

// row is a row of a file. Its cells are one string, since a large authority has
// millions of them.
type row struct {
	file  int
	cells string
}

const between = "\x1f"

// format is a figures.csv as every edition writes it.
var format = sheet.Format{Name: "figures", Extra: true, Columns: []sheet.Column{
	{Name: "level", Required: true}, {Name: "code", Required: true}, {Name: "name"}, {Name: "phase", Required: true},
	{Name: "period", Required: true}, {Name: "group", Required: true}, {Name: "status"}}}

// fileName is what the files of figures of a site are called, wherever they stand.
const fileName = "figures.csv"

// Files lists the files of figures of an edition: every figures.csv of a folder, or
// the one file that is given.
func Files(fsys fs.FS, root string) ([]string, error) {
	info, err := fs.Stat(fsys, root)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []string{root}, nil
	}
	var out []string
	err = fs.WalkDir(fsys, root, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && path.Base(name) == fileName {
			out = append(out, name)
		}
		return err
	})
	return out, err
}

// Read reads the files of an edition, which Files lists. What is wrong is reported
// under the name of the edition. Where a school stands in several files, the first
// counts.
func Read(fsys fs.FS, root, name string, files []string, problems *diag.List) *Edition {
	e := &Edition{Name: name, AsOf: asOf(fsys, root), rows: make(map[Cell]row)}
	for _, file := range files {
		display := name
		if file != root {
			display = path.Join(name, strings.TrimPrefix(file, root+"/"))
		}
		e.read(sheet.Input{FS: fsys, Path: file, Name: display, Format: format.Name}, problems)
	}
	if len(e.rows) == 0 && !problems.Failed() {
		problems.Add(diag.Pos{File: name}, diag.FileUnreadable, "Give the folder of an earlier public edition, or its downloads/figures.csv.", "there are no figures of an earlier edition")
	}
	return e
}

func (e *Edition) read(in sheet.Input, problems *diag.List) {
	var columns map[string]int
	var cells []string
	in.Rows([]sheet.Format{format}, problems, func(_ sheet.Format, r sheet.Row) {
		if columns == nil {
			columns = make(map[string]int)
			for name := range r.Prefixed("") {
				columns[name] = len(columns)
			}
			e.files = append(e.files, columns)
		}
		at := Cell{r.Text("level"), r.Text("code"), r.Text("phase"), r.Text("period"), r.Text("group")}
		if _, twice := e.rows[at]; twice {
			return
		}
		cells = cells[:0]
		for _, text := range r.Prefixed("") {
			cells = append(cells, text)
		}
		e.rows[at] = row{len(e.files) - 1, strings.Join(cells, between)}
	})
}

// Find returns what the edition told in a column of a row, with the text that stood
// there.
func (e *Edition) Find(at Cell, column string) (text string, told Told) {
	r, ok := e.rows[at]
	if !ok {
		return "", Absent
	}
	i, ok := e.files[r.file][sheet.Normalise(column)]
	if !ok {
		return "", Absent
	}
	return tell(field(r.cells, i))
}

// Row returns what the edition told in every column of a row, for those who look at many
// of them; false where there is no such row.
func (e *Edition) Row(at Cell) (Row, bool) {
	r, ok := e.rows[at]
	if !ok {
		return Row{}, false
	}
	return Row{e.files[r.file], strings.Split(r.cells, between)}, true
}

// Row is one row of an edition.
type Row struct {
	columns map[string]int
	cells   []string
}

// Find returns what the row told in a column, with the text that stood there.
func (r Row) Find(column string) (text string, told Told) {
	i, ok := r.columns[sheet.Normalise(column)]
	if !ok || i >= len(r.cells) {
		return "", Absent
	}
	return tell(r.cells[i])
}

// tell says what the text of a figure tells.
func tell(text string) (string, Told) {
	switch text {
	case "", "x":
		return text, Absent
	case "c":
		return text, Hidden
	case "z", "low":
		return text, NoValue
	}
	return text, Shown
}

// Number returns the whole number that the edition showed in a column of a row; false
// where it showed none.
func (e *Edition) Number(at Cell, column string) (int64, bool) {
	text, told := e.Find(at, column)
	if told != Shown {
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil
}

// field returns the i-th cell of a row.
func field(cells string, i int) string {
	for ; i > 0; i-- {
		_, cells, _ = strings.Cut(cells, between)
	}
	cell, _, _ := strings.Cut(cells, between)
	return cell
}

// dated is a day of a page. The last of the front page is the day of the edition, at
// its foot.
var dated = regexp.MustCompile(`<time datetime="(\d{4}-\d\d-\d\d)"`)

// asOf finds the day of an edition on its front page.
func asOf(fsys fs.FS, root string) string {
	page, err := fs.ReadFile(fsys, path.Join(root, "index.html"))
	if err != nil {
		return "" // a single file, or a folder of files alone
	}
	days := dated.FindAllSubmatch(page, -1)
	if len(days) == 0 {
		return ""
	}
	return string(days[len(days)-1][1])
}

// Latest returns the edition of the latest day, of several of one day the one that
// stands last; nil where there is none.
func Latest(editions []*Edition) *Edition {
	if len(editions) == 0 {
		return nil
	}
	sorted := slices.Clone(editions)
	slices.SortStableFunc(sorted, func(x, y *Edition) int { return strings.Compare(x.AsOf, y.AsOf) })
	return sorted[len(sorted)-1]
}
