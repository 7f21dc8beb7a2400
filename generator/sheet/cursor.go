package sheet

import (
	"strings"

	"rollcall/generator/diag"
)

// Limits of what is read. They lie far above any real return and far below what
// would exhaust the machine.
const (
	MaxFile     = 1 << 30  // bytes of a text file
	MaxWorkbook = 64 << 20 // bytes of a workbook as it is stored
	MaxUnzipped = 1 << 29  // bytes of a workbook once unpacked
	MaxRecord   = 4 << 20  // bytes of a row of a text file
	MaxCell     = 64 << 10 // bytes of a cell
	MaxColumns  = 2000
)

// cursor goes through the records of a text file or of a worksheet.
type cursor interface {
	// next returns the cells of the next record, valid until it is called again.
	// Its error is io.EOF or a *fault.
	next() ([]string, error)
	// pos gives the place of a cell of the current record; of the record as a
	// whole for -1.
	pos(cell int) diag.Pos
	close()
}

// fault is a record that cannot be read. After a final one nothing more is.
type fault struct {
	pos           diag.Pos
	code          diag.Code
	hint, message string
	final         bool
}

func (f *fault) Error() string { return f.message }

func (f *fault) report(problems *diag.List) { problems.Add(f.pos, f.code, f.hint, "%s", f.message) }

// blank reports whether a record holds nothing: workbooks end in such rows.
func blank(record []string) bool {
	for _, cell := range record {
		if cell != "" && strings.TrimSpace(cell) != "" {
			return false
		}
	}
	return true
}
