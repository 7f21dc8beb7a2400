package sheet

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"rollcall/generator/diag"
)

var keyed = Format{Name: "keyed", Key: "urn", Columns: returns.Columns}

// both gives a table as a CSV file and as a workbook.
func both(t *testing.T, rows [][]string) map[string]string {
	t.Helper()
	var text strings.Builder
	book := excelize.NewFile()
	for i, row := range rows {
		text.WriteString(strings.Join(row, ",") + "\n")
		for j, cell := range row {
			at, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			if err := book.SetCellValue("Sheet1", at, cell); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	return map[string]string{"csv": text.String(), "xlsx": b.String()}
}

// readAs reads a file as Input.Rows does, and gives its rows and problems.
func readAs(content string, formats ...Format) (rows, problems []string) {
	var found diag.List
	in := Input{FS: fstest.MapFS{"in": {Data: []byte(content)}}, Path: "in", Name: "in"}
	in.Rows(formats, &found, func(_ Format, r Row) {
		rows = append(rows, r.Text("urn")+"/"+r.Text("period")+"/"+r.Text("possible"))
	})
	for _, p := range found.Problems() {
		problems = append(problems, fmt.Sprintf("%s %d", p.Code, p.Pos.Line))
	}
	return rows, problems
}

// What people leave in a file: titles, totals, rows of spaces, spaces that do not break.
func TestDirt(t *testing.T) {
	for _, c := range []struct {
		name           string
		rows           [][]string
		want, problems string
	}{
		{"titles above the header", [][]string{{"Returns of the spring", "", ""}, {"Printed on 1 May", "", ""}, {"urn", "period", "possible"}, {"1", "a", "10"}}, "1/a/10", "header-below 3"},
		{"a remark below", [][]string{{"urn", "period", "possible"}, {"1", "a", "10"}, {"Source: SIMS in May 2026", "", ""}, {"2", "b", ""}}, "1/a/10 2/b/", "cell-stray 3"},
		{"a total by its word", [][]string{{"urn", "period", "possible"}, {"1", "a", "10"}, {"Grand total", "", "10"}, {"TOTALS", "a", "10"}, {"North total", "a", "10"}, {"LA average", "a", "10"}}, "1/a/10", "row-total 3"},
		{"a total by a word beside it", [][]string{{"urn", "period", "possible"}, {"1", "a", "10"}, {"", "Total", "10"}}, "1/a/10", "row-total 3"},
		{"a total by its sums", [][]string{{"urn", "period", "possible", "returned_on"}, {"1", "a", "10", ""}, {"", "", "1300", "5"}}, "1/a/10", "row-total 3"},
		{"a school without its number", [][]string{{"urn", "period", "possible"}, {"", "a", "10"}}, "/a/10", ""},
		{"spaces", [][]string{{"urn", "period", "possible"}, {" ", "\u00a0", ""}, {"\u00a01 ", "2024-25\u00a0autumn", " 12 "}}, "1/2024-25 autumn/12", ""},
	} {
		for kind, content := range both(t, c.rows) {
			rows, problems := readAs(content, keyed)
			if got := strings.Join(rows, " "); got != c.want {
				t.Errorf("%s, %s: rows %q, want %q", c.name, kind, got, c.want)
			}
			if got := strings.Join(problems, " "); got != c.problems {
				t.Errorf("%s, %s: problems %q, want %q", c.name, kind, got, c.problems)
			}
		}
	}
}

// The header is looked for in the first twenty filled rows and no further.
func TestHeaderTooFarDown(t *testing.T) {
	for titles, want := range map[int]string{mostLeading - 1: "", mostLeading: "format-unknown 1"} {
		_, problems := readAs(strings.Repeat("title,,\n", titles)+"urn,period,possible\n1,a,10\n", keyed)
		if got := strings.Join(problems, " "); got != want && !(want == "" && got == fmt.Sprintf("header-below %d", titles+1)) {
			t.Errorf("%d titles: %q", titles, got)
		}
	}
}

// A merged label is that of each of its rows. Rows with merged figures are left out: to
// which of them the figure belongs is not ours to guess.
func TestMergedCells(t *testing.T) {
	for _, c := range []struct {
		name, from, to string
		want, problems string
	}{
		{"a title", "A1", "C1", "1/a/10 2/b/11", "header-below 2"},
		{"a label over two rows", "B3", "B4", "1/a/10 2/a/11", "header-below 2 cell-filled 4"},
		{"a figure over two rows", "C3", "C4", "", "header-below 2 cell-merged 3"},
		{"one row", "B4", "C4", "1/a/10", "header-below 2 cell-merged 4"},
		{"the header", "B2", "C2", "", "header-below 2 header-merged 2"},
		{"beside the table", "F3", "G4", "1/a/10 2/b/11", "header-below 2"},
	} {
		book := excelize.NewFile()
		for at, value := range map[string]any{"A1": "Returns", "A2": "urn", "B2": "period", "C2": "possible", "A3": 1, "B3": "a", "C3": 10, "A4": 2, "B4": "b", "C4": 11} {
			if err := book.SetCellValue("Sheet1", at, value); err != nil {
				t.Fatal(err)
			}
		}
		if err := book.MergeCell("Sheet1", c.from, c.to); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := book.Write(&b); err != nil {
			t.Fatal(err)
		}
		rows, problems := readAs(b.String(), keyed)
		if got := strings.Join(rows, " "); got != c.want {
			t.Errorf("%s: rows %q, want %q", c.name, got, c.want)
		}
		if got := strings.Join(problems, " "); got != c.problems {
			t.Errorf("%s: problems %q, want %q", c.name, got, c.problems)
		}
	}
}

func TestPlainNumber(t *testing.T) {
	for text, want := range map[string]string{
		"1,234": "1234", "1 234 567": "1234567", "1\u00a0234": "1234", "94%": "94", "94.50 %": "94.50", "12.0": "12",
		"12 ": "12", "12": "", "9.5": "", "1 2": "", "12 34": "", "1 234 5": "", "1,234 5": "", "n/a": "", "12,34": "", "1234,567": "", "": "", "%": "", ",": "", "12 pupils": "", "-5": "", "1.2.3": "",
	} {
		if got, ok := PlainNumber(text); got != want && ok || ok != (want != "") {
			t.Errorf("PlainNumber(%q) = %q, %t; want %q", text, got, ok, want)
		}
	}
}
