package generator

import (
	"bytes"
	"encoding/csv"
	"path"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/disclosure"
	"rollcall/generator/earlier"
	"rollcall/generator/render"
	"rollcall/generator/view"
)

// readEarlier reads the editions that were published before this one. Each is an input
// like any other: its files are named in the report.
func (in *inputs) readEarlier(opt Options, report *Report, problems *diag.List) {
	for _, input := range opt.Site.Earlier {
		src, err := opt.Open(input.Path)
		var files []string
		if err == nil {
			files, err = earlier.Files(src.FS, src.Path)
		}
		if err != nil {
			problems.Add(input.Pos, diag.FileUnreadable, "Check the path: it is relative to site.yaml.", "%s cannot be opened", input.Path)
			continue
		}
		for _, name := range files {
			file := src
			file.Path = name
			hash, err := hashOf(file)
			if err != nil {
				problems.Add(input.Pos, diag.FileUnreadable, "", "%s of %s cannot be read", name, input.Path)
				continue
			}
			report.Inputs = append(report.Inputs, InputHash{earlierName(input, src, name), hash})
		}
		in.earlier = append(in.earlier, earlier.Read(src.FS, src.Path, input.Path, files, problems))
	}
}

// earlierName is a file of an earlier edition under the path that site.yaml gives.
func earlierName(input config.Input, src Source, file string) string {
	if file == src.Path {
		return input.Path
	}
	return path.Join(input.Path, strings.TrimPrefix(file, src.Path+"/"))
}

// revisions compares what a public edition tells with what the latest before it told;
// it is nil where there was none. A figure that was not told is none that is revised.
func revisions(book *view.Book, editions []*earlier.Edition) *view.Revisions {
	last := earlier.Latest(editions)
	if last == nil || book.Edition != "public" || !book.HasFigures() {
		return nil
	}
	out := &view.Revisions{Since: last.AsOf}
	places := append(book.SummaryPlaces(), book.Pub.Places(attendance.LevelSchool)...)
	book.EachFigure(places, func(at disclosure.At, column string, f view.Figure) {
		was, told := last.Find(cellOf(at), column)
		if told != earlier.Absent && was != render.FileFigure(f) {
			out.All = append(out.All, view.Revision{At: at, Column: column, Was: was, Is: f})
		}
	})
	return out
}

// cellOf names a cell as figures.csv does.
func cellOf(at disclosure.At) earlier.Cell {
	return earlier.Cell{Level: string(at.Place.Level), Code: at.Place.Code, Phase: at.Phase.String(), Period: at.Period.String(), Group: at.Group}
}

// revisionsFile writes every revised figure, in the order of figures.csv.
func revisionsFile(book *view.Book) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	rows := [][]string{{"level", "code", "name", "phase", "period", "group", "column", "was", "is"}}
	for _, v := range book.Revisions.All {
		at := cellOf(v.At)
		rows = append(rows, []string{at.Level, at.Code, render.GuardText(book.Pub.Name(v.At.Place)), at.Phase, at.Period, render.GuardText(at.Group), v.Column, render.GuardText(v.Was), render.FileFigure(v.Is)})
	}
	err := w.WriteAll(rows)
	return b.Bytes(), err
}
