package view

import (
	"cmp"
	"slices"

	"rollcall/generator/attendance"
)

// ProblemsFile is the path of the file of all problems of the input.
const ProblemsFile = "coverage/problems.csv"

// mostProblems is how many problems of a kind a page lists. The file has all of them.
const mostProblems = 20

// HasProblemsFile reports whether there are problems that no page lists: they are for the
// authority's own staff.
func (b *Book) HasProblemsFile() bool { return b.internal() && len(b.Problems) > mostProblems }

// problemSection lists the problems of the input: all of them where they are few, and
// otherwise by kind, the most frequent kind first, with the first of each.
func (b *Book) problemSection(up string) []Section {
	if len(b.Problems) == 0 || !b.internal() {
		return nil
	}
	rail := []Text{T("problems.rail")}
	if b.hasReturns() {
		rail = append(rail, T("problems.link").to(up+returnsPath))
	}
	if !b.HasProblemsFile() {
		return section("problems", T("section.problems"), rail, Block{Table: problemTable("problems-table", b.Problems)})
	}
	var blocks []Block
	for _, kind := range kindsOf(b.Problems) {
		t := problemTable("problems-"+attendance.Slug(kind[0].Code), kind[:min(len(kind), mostProblems)])
		t.Hidden = false
		t.Caption = T("problems.kind", WordsArg("code", kind[0].Code), IntArg("n", len(kind)))
		if len(kind) > mostProblems {
			t.Notes = append(t.Notes, T("problems.first", IntArg("n", mostProblems)))
		}
		blocks = append(blocks, Block{Table: t})
	}
	blocks = append(blocks, Block{Files: []File{{T("problems.file"), up + ProblemsFile, T("problems.file.note")}}})
	return section("problems", T("section.problems"), rail, blocks...)
}

// kindsOf puts problems of one code together, the most frequent code first.
func kindsOf(problems []Problem) [][]Problem {
	at := make(map[string]int)
	var kinds [][]Problem
	for _, p := range problems {
		i, ok := at[p.Code]
		if !ok {
			i = len(kinds)
			at[p.Code] = i
			kinds = append(kinds, nil)
		}
		kinds[i] = append(kinds[i], p)
	}
	slices.SortStableFunc(kinds, func(x, y []Problem) int {
		return cmp.Or(cmp.Compare(len(y), len(x)), cmp.Compare(x[0].Code, y[0].Code))
	})
	return kinds
}

// problemTable is a table of problems of the input.
func problemTable(id string, problems []Problem) *Table {
	t := &Table{ID: id, Caption: T("problems.caption"), Hidden: true, Style: StackTable, Columns: []Column{{Label: T("column.problem")}, {Label: T("column.where")}, {Label: T("column.times"), Numeric: true}}}
	for _, p := range problems {
		cell := TextCell(Words(p.Message))
		cell.Meta = Words(p.Code)
		t.Rows = append(t.Rows, Row{Cells: []Cell{cell, TextCell(Words(p.Place)), TextCell(T("value.int", IntArg("n", p.Times)))}})
	}
	return t
}
