package audit

import (
	"fmt"
	"hash/maphash"
	"testing"
)

// Rows are found again, however many there are, and two of the same hash are told apart.
func TestToldRows(t *testing.T) {
	rows := newToldRows()
	set, _ := rows.columns([]string{"pa_10", "severe"})
	other, _ := rows.columns([]string{"pa_10,severe"})
	const many = 100_000
	cells := func(i int) []byte { return fmt.Appendf(nil, "%d,%d", i, 2*i) }
	for i := range many {
		rows.put(fmt.Append(nil, i), set, cells(i))
	}
	if rows.put([]byte("7"), set, cells(8)) || !rows.put([]byte("7"), set, cells(7)) {
		t.Error("the same name with other cells")
	}
	for i := range many {
		if row, ok := rows.row(fmt.Append(nil, i)); !ok || string(row.cell("severe")) != fmt.Sprint(2*i) {
			t.Fatal(i, row, ok)
		}
	}
	if _, ok := rows.row([]byte("x")); ok || set == other || len(rows.blocks) > 20 {
		t.Error(ok, set, other, len(rows.blocks))
	}
	rows.first[maphash.Bytes(rows.seed, []byte("1"))] = 2 // as if 1 and 2 had the same hash
	rows.rows[2].next = 1
	if row, ok := rows.row([]byte("1")); !ok || string(row.cells) != "1,2" {
		t.Error(row, ok)
	}
}
