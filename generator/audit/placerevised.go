package audit

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"

	"rollcall/generator/diag"
)

// revisionsName is the file that lists the figures which an earlier edition told
// otherwise.
const revisionsName = "revisions.csv"

// revisedLabels are its columns beyond those that name a row: a column of the files of
// figures, what the earlier edition told in it, and what this one does.
var revisedLabels = slices.Concat(toldLabels, []string{"column", "was", "is"})

func isRevisions(name string) bool { return path.Base(name) == revisionsName }

// placeRevisions holds a list of revised figures against the files of figures. What was
// told before is out already, and has to be a number or a symbol; what is told now has to
// stand where the list says.
func (s *site) placeRevisions(f *file) {
	fault := func(line int, format string, args ...any) { f.report(line, diag.AuditNumber, "", format, args...) }
	data, err := fs.ReadFile(s.fsys, f.name)
	if err != nil {
		return // read has said so
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.ReuseRecord = true
	header, err := r.Read()
	if err != nil || !slices.Equal(header, revisedLabels) {
		fault(1, "it is no list of revised figures: the columns are not %q", revisedLabels)
		return
	}
	for {
		record, err := r.Read()
		if err == io.EOF {
			return
		}
		if err != nil {
			fault(faultyLine(err), "the file cannot be read on: %v", err)
			return
		}
		line, _ := r.FieldPos(0)
		column, was, is := record[6], record[7], record[8]
		row, ok := s.told.row(toldKey(nil, record[0], record[1], record[3], record[4], record[5]))
		switch {
		case !ok || !slices.Contains(row.names, column):
			fault(line, "no file of figures has a column %.60q of %s %.60q", column, record[0], record[1])
		case string(row.cell(column)) != is:
			fault(line, "%.60q in the column is, where the files of figures have %q", is, row.cell(column))
		case !isCell(was, isShare(column)):
			fault(line, "%.60q in the column was is neither a number nor a symbol", was)
		}
	}
}

// faultyLine is the line of a file at which reading it failed, or 0.
func faultyLine(err error) int {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return parse.Line
	}
	return 0
}
