package main

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"rollcall/generator/diag"
	"rollcall/generator/render"
)

// reportColumn is a column of a report of problems: what is written in it of a problem
// at one of its places.
type reportColumn struct {
	name  string
	width float64 // in a worksheet, in characters
	text  func(diag.Problem, diag.Pos) string
}

var reportColumns = [...]reportColumn{
	{"severity", 11, func(p diag.Problem, _ diag.Pos) string { return p.Severity.String() }},
	{"code", 22, func(p diag.Problem, _ diag.Pos) string { return string(p.Code) }},
	{"file", 26, func(_ diag.Problem, at diag.Pos) string { return at.File }},
	{"sheet", 14, func(_ diag.Problem, at diag.Pos) string { return at.Sheet }},
	{"line", 8, func(_ diag.Problem, at diag.Pos) string { return number(at.Line) }},
	{"column", 8, func(_ diag.Problem, at diag.Pos) string { return number(at.Col) }},
	{"problem", 70, func(p diag.Problem, _ diag.Pos) string { return p.Message }},
	{"what to do", 70, func(p diag.Problem, _ diag.Pos) string { return p.Hint }},
}

// number is a line or column of a file, or nothing where the problem is of the whole.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// reportRows are the problems as rows of text, the most severe first, one a place.
// A problem met at more places than diag remembers has a row for each that it does.
func reportRows(problems []diag.Problem) [][]string {
	header := make([]string, len(reportColumns))
	for i, c := range reportColumns {
		header[i] = c.name
	}
	rows := [][]string{header}
	for _, k := range kindsOf(problems) {
		for _, p := range k.problems {
			for _, at := range append([]diag.Pos{p.Pos}, p.Also...) {
				row := make([]string, len(reportColumns))
				for i, c := range reportColumns {
					row[i] = c.text(p, at)
				}
				rows = append(rows, row)
			}
		}
	}
	return rows
}

// reportFormat checks the name of a report before any work is done.
func reportFormat(name string) error {
	switch strings.ToLower(filepath.Ext(name)) {
	case "", ".csv", ".xlsx":
		return nil
	}
	return usageError{fmt.Sprintf("--report %s is neither a CSV file nor a workbook", name), "Name it problems.csv or problems.xlsx."}
}

// writeReport writes every problem into a CSV file or a workbook. A file that is no
// report of problems is not replaced: it may be an input.
func writeReport(name string, problems []diag.Problem) error {
	encode, readable := csvReport, isCSVReport
	if strings.EqualFold(filepath.Ext(name), ".xlsx") {
		encode, readable = workbookReport, isWorkbookReport
	}
	before, err := os.ReadFile(name)
	switch {
	case err == nil && !readable(before):
		return refusal{name + " is there already, and is not a report of problems", "Name another file with --report."}
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	var b bytes.Buffer
	if err := encode(&b, reportRows(problems)); err != nil {
		return err
	}
	return os.WriteFile(name, b.Bytes(), 0o644)
}

// utf8Mark makes Excel read a CSV file as UTF-8.
const utf8Mark = "\ufeff"

func csvReport(w io.Writer, rows [][]string) error {
	if _, err := io.WriteString(w, utf8Mark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	for _, row := range rows {
		for i := range row {
			row[i] = render.GuardText(row[i])
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func isCSVReport(file []byte) bool {
	first, _, _ := bytes.Cut(file, []byte("\n"))
	return strings.TrimSpace(string(first)) == utf8Mark+strings.Join(reportRows(nil)[0], ",")
}

// reportSheet is the worksheet of a report.
const reportSheet = "Problems"

func workbookReport(w io.Writer, rows [][]string) error {
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetSheetName("Sheet1", reportSheet); err != nil {
		return err
	}
	sheet, err := book.NewStreamWriter(reportSheet)
	if err != nil {
		return err
	}
	for i, c := range reportColumns {
		if err := sheet.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	err = sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	for i, row := range rows {
		cells := make([]any, len(row))
		for j, text := range row {
			cells[j] = text // a string stays text, also where it begins like a formula
			if n, notNumber := strconv.Atoi(text); notNumber == nil {
				cells[j] = n
			}
		}
		at, _ := excelize.CoordinatesToCellName(1, i+1)
		err = cmp.Or(err, sheet.SetRow(at, cells))
	}
	if err = cmp.Or(err, sheet.Flush()); err != nil {
		return err
	}
	last, _ := excelize.CoordinatesToCellName(len(reportColumns), len(rows))
	if err := book.AutoFilter(reportSheet, "A1:"+last, nil); err != nil {
		return err
	}
	return book.Write(w)
}

func isWorkbookReport(file []byte) bool {
	book, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		return false
	}
	defer book.Close()
	return len(book.GetSheetList()) == 1 && book.GetSheetName(0) == reportSheet
}
