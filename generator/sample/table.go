package sample

import (
	"encoding/csv"
	"io"

	"rollcall/generator/attendance"
)

// table writes one of the small CSV files.
type table struct{ csv *csv.Writer }

func newTable(w io.Writer, header ...string) table {
	t := table{csv.NewWriter(w)}
	t.row(header...)
	return t
}

// row needs no error of its own: the csv.Writer keeps the first one for close.
func (t table) row(cells ...string) { _ = t.csv.Write(cells) }

func (t table) close() error {
	t.csv.Flush()
	return t.csv.Error()
}

// decimal writes n / 10^scale.
func decimal(n int, scale uint8) string {
	return attendance.Decimal{Unscaled: int64(n), Scale: scale}.String()
}
