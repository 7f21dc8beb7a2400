package sheet

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/diag"
)

// readInput reads an input and gives its rows and the problems by sheet and code.
func readInput(in Input, name, content string, formats ...Format) (rows, problems string) {
	in.FS, in.Path, in.Name = fstest.MapFS{name: {Data: []byte(content)}}, name, name
	var found diag.List
	var all []string
	in.Rows(formats, &found, func(f Format, r Row) {
		all = append(all, r.Text("urn")+"/"+r.Text("period")+"/"+r.Text("possible"))
	})
	var codes []string
	for _, p := range found.Problems() {
		codes = append(codes, fmt.Sprintf("%s!%s:%d %s", p.Pos.File, p.Pos.Sheet, p.Pos.Line, p.Code))
	}
	return strings.Join(all, " "), strings.ReplaceAll(strings.Join(codes, ", "), name+"!", "")
}

// Of the sheets of a workbook those that are no table of ours are passed over and named.
// One that comes near to a table is not.
func TestSheets(t *testing.T) {
	var (
		cover  = "<row/>"
		title  = row("Attendance return") + row("Run on 12 January 2026")
		pivot  = row("Row Labels", "Sum of possible") + row("1", "<c><v>12</v></c>")
		list   = row("Yes") + row("No")
		data   = heading + row("1", "a", "10")
		more   = heading + row("2", "a", "20")
		faulty = row("urn", "Period of time", "possible") + row("2", "a", "20")
		broken = `<?xml version="1.0"?><worksheet><sheetData>` + title
	)
	for _, c := range []struct {
		name           string
		sheets, states []string
		in             Input
		want, problems string
	}{
		{"beside others", []string{title, data, pivot, list, cover}, nil, Input{}, "1/a/10", "S1:0 sheet-passed, S3:0 sheet-passed, S4:0 sheet-passed"},
		{"several tables", []string{data, more}, nil, Input{}, "1/a/10 2/a/20", ""},
		{"the format is named", []string{title, data}, nil, Input{Format: "returns"}, "1/a/10", "S1:0 sheet-passed"},
		{"a table with a fault", []string{data, faulty}, nil, Input{}, "1/a/10", "S2:1 format-unknown"},
		{"a fault and a named format", []string{data, faulty}, nil, Input{Format: "returns"}, "1/a/10", "S2:1 column-missing, S2:1 column-ignored"},
		{"one is chosen", []string{data, more, faulty}, nil, Input{Choices: Choices{Sheets: []string{"s2 "}}}, "2/a/20", ""},
		{"two are chosen", []string{data, more, faulty}, nil, Input{Choices: Choices{Sheets: []string{"S2", "S1"}}}, "1/a/10 2/a/20", ""},
		{"one that is not there", []string{data, more}, nil, Input{Choices: Choices{Sheets: []string{"S2", "Autumn"}}}, "", ":0 sheet-unknown"},
		{"a cover is chosen", []string{data, title}, nil, Input{Choices: Choices{Sheets: []string{"S2"}}}, "", "S2:1 format-unknown"},
		{"somebody else reads one", []string{data, more}, nil, Input{Choices: Choices{Others: []string{"S1"}}}, "2/a/20", ""},
		{"a hidden table", []string{data, more}, []string{"", "hidden"}, Input{}, "1/a/10 2/a/20", "S2:0 sheet-hidden"},
		{"a hidden list", []string{data, faulty}, []string{"", "hidden"}, Input{}, "1/a/10", "S2:0 sheet-passed"},
		{"very hidden", []string{data, more}, []string{"", "veryHidden"}, Input{}, "1/a/10", "S2:0 sheet-passed"},
		{"very hidden and chosen", []string{data, more}, []string{"", "veryHidden"}, Input{Choices: Choices{Sheets: []string{"S2"}}}, "2/a/20", "S2:0 sheet-hidden"},
		{"no table", []string{title, pivot}, nil, Input{}, "", "S1:0 sheet-passed, S2:1 format-unknown"},
		{"the only one", []string{title}, nil, Input{}, "", "S1:1 format-unknown"},
		{"a damaged cover", []string{broken, data}, nil, Input{}, "1/a/10", "S1:2 sheet-damaged"},
		{"hidden rows", []string{heading + `<row hidden="1">` + row("1", "a", "10")[5:] + row("2", "a", "20")}, nil, Input{}, "1/a/10 2/a/20", "S1:2 row-hidden"},
	} {
		rows, problems := readInput(c.in, "in", parts{sheets: c.sheets, states: c.states}.book(t), returns)
		if rows != c.want || problems != c.problems {
			t.Errorf("%s: rows %q, want %q; problems %q, want %q", c.name, rows, c.want, problems, c.problems)
		}
	}
}

// The hint of an unknown header names the nearest format, what it lacks, the line and
// what to run.
func TestUnknownHeader(t *testing.T) {
	var problems diag.List
	in := Input{FS: fstest.MapFS{"in": {Data: []byte("Attendance\n\nurn,Half term,possible\n1,a,10\n")}}, Path: "in", Name: "returns/a.csv"}
	in.Rows([]Format{returns, schools}, &problems, func(Format, Row) {})
	want := "returns/a.csv:3: format-unknown: the columns in line 3 match no known format\n    It comes nearest to returns, which also needs period. Run `rollcall import returns/a.csv` to say which column is which."
	if got := problems.Problems()[0].String(); got != want {
		t.Errorf("got %s", got)
	}
}

// A column that is not needed is left alone; one that may be ours is asked about.
func TestUnknownColumns(t *testing.T) {
	attendance := Format{Name: "attendance", Columns: []Column{
		{Name: "urn", Required: true}, {Name: "period", Required: true}, {Name: "possible"}, {Name: "sess_late"}, {Name: "pa_10"},
		{Name: "sess_authorised"}, {Name: "status"}, {Name: "severe"}, {Name: "code_", Prefix: true}, {Name: "postcode", Unread: true},
	}}
	for _, c := range []struct{ name, header, cells, want string }{
		{"School name", "School name", "A", "note"}, {"a share", "% Attendance", "94.0%", "note"}, {"words", "Form tutor", "4B", "note"},
		{"an empty column", "Phase of need", "", "note"}, {"two of a name", "Notes,Notes", "x,y", "note"},
		{"a slip", "sess_authorized", "5", "asked"}, {"a slip of words", "staus", "final", "asked"}, {"a swap", "pa_01", "5", "asked"},
		{"figures of ours", "Late marks", "5", "asked"}, {"persistent absence", "PA %", "5.5%", "asked"}, {"severely absent", "Severe absence", "3", "asked"},
		{"words about ours", "Late comment", "often", "note"}, {"nearly unread", "postcoed", "X1", "note"}, {"no separator", "pa10", "5", "read"}, {"a point", "Sess. late", "5", "read"},
		{"ignored", "Late marks,pa_01", "5,6", "ignored"}, {"ours and ignored", "pa_10", "x", "ignored"},
	} {
		in := Input{}
		if c.want == "ignored" {
			in.Ignore = strings.Split(c.header, ",")
		}
		rows, problems := readInput(in, "in", "urn,period,possible,"+c.header+"\n1,a,10,"+c.cells+"\n", attendance)
		wantRows, want := "1/a/10", map[string]string{"note": ":1 column-ignored", "asked": ":1 column-unknown"}[c.want]
		if c.want == "asked" {
			wantRows = ""
		}
		if rows != wantRows || problems != want {
			t.Errorf("%s: rows %q, problems %q, want %q", c.name, rows, problems, want)
		}
	}
	// What the file has already is not asked about again.
	if rows, problems := readInput(Input{}, "in", "urn,period,pa_10,pa_11\n1,a,10,11\n", attendance); rows != "1/a/" || problems != ":1 column-ignored" {
		t.Errorf("pa_11: %q, %q", rows, problems)
	}
}

// A header of two rows is read where the upper one has merged cells.
func TestTwoRowHeader(t *testing.T) {
	sheet := func(rows string, merges ...string) string {
		refs := ""
		for _, m := range merges {
			refs += `<mergeCell ref="` + m + `"/>`
		}
		return parts{sheets: []string{`<?xml version="1.0"?><worksheet><sheetData>` + rows + `</sheetData><mergeCells>` + refs + `</mergeCells></worksheet>`}}.book(t)
	}
	whole := Format{Name: "whole", Key: "urn", Columns: []Column{{Name: "urn", Required: true}, {Name: "period", Required: true}, {Name: "possible", Required: true, Aliases: []string{"sessions possible"}}}}
	for _, c := range []struct{ name, content, want, problems string }{
		{"names in the lower row", sheet(row("urn", "Return", "<c/>")+row("<c/>", "period", "possible")+row("1", "a", "10"), "A1:A2", "B1:C1"), "1/a/10", ""},
		{"names of both rows", sheet(row("urn", "period", "Sessions", "<c/>")+row("<c/>", "<c/>", "possible", "missed")+row("1", "a", "10", "4"), "A1:A2", "B1:B2", "C1:D1"), "1/a/10", "S1:1 column-ignored"},
		{"a title above", sheet(row("Returns")+row("urn", "period", "possible")+row("<c/>", "<c/>", "<c/>")+row("1", "a", "10"), "A1:C1", "A2:A3", "B2:B3"), "1/a/10", "S1:2 header-below"},
		{"not merged", sheet(row("urn", "Return", "<c/>") + row("<c/>", "period", "possible") + row("1", "a", "10")), "", "S1:2 format-unknown"},
		{"a heading among the rows", sheet(row("urn", "period", "possible")+row("Secondary schools")+row("1", "a", "10"), "A2:C2"), "1/a/10", "S1:2 row-heading"},
		{"a label and a total", sheet(row("urn", "period", "possible")+row("1", "a", "10")+row("<c/>", "b", "11")+row("<c/>", "Total", "21"), "A2:A4"), "1/a/10 1/b/11", "S1:3 cell-filled, S1:4 row-total"},
		{"a label that reaches past the rows", sheet(row("urn", "period", "possible")+row("1", "a", "10")+row("2", "b", "11"), "B2:B1048576"), "1/a/10 2/a/11", "S1:3 cell-filled"},
		{"merged where nothing is read", sheet(row("urn", "period", "possible", "Tutor")+row("1", "a", "10", "X")+row("2", "b", "11"), "D2:D3"), "1/a/10 2/b/11", "S1:1 column-ignored"},
	} {
		if rows, problems := readInput(Input{}, "in", c.content, whole); rows != c.want || problems != c.problems {
			t.Errorf("%s: rows %q, want %q; problems %q, want %q", c.name, rows, c.want, problems, c.problems)
		}
	}
}

// A column can come from a cell, from the name of the sheet or from that of the file.
func TestSupply(t *testing.T) {
	from := func(name string, o Origin) Input { return Input{Choices: Choices{From: map[string]Origin{name: o}}} }
	book := parts{sheets: []string{row("School", "100001") + row() + row("period", "possible") + row("a", "10")}}.book(t)
	for _, c := range []struct {
		name, file, content string
		in                  Input
		want, problems      string
	}{
		{"a cell of a workbook", "a.xlsx", book, from("urn", Origin{Cell: "B1"}), "100001/a/10", "S1:3 header-below"},
		{"a cell of a text", "a.csv", "School,100001\nperiod,possible\na,10\n", from("urn", Origin{Cell: "B1"}), "100001/a/10", ":2 header-below"},
		{"the sheet", "a.xlsx", book, from("urn", Origin{Sheet: true}), "S1/a/10", "S1:3 header-below"},
		{"the file", "100001.csv", "period,possible\na,10\n", from("urn", Origin{File: "*"}), "100001/a/10", ""},
		{"part of the file", "Return-100001 v2.CSV", "period,possible\na,10\n,\nTotal,10\n", from("urn", Origin{File: "return-* v2"}), "100001/a/10", ":4 row-total"},
		{"another name of the file", "a.csv", "period,possible\na,10\n", from("urn", Origin{File: "return-*"}), "", ":0 column-supplied"},
		{"an empty cell", "a.xlsx", book, from("urn", Origin{Cell: "C1"}), "", "S1:0 column-supplied, S1:3 header-below"},
		{"a cell past the end", "a.xlsx", book, from("urn", Origin{Cell: "A99"}), "", "S1:0 column-supplied, S1:3 header-below"},
		{"in the table too", "a.csv", "urn,period\n1,a\n", from("urn", Origin{File: "*"}), "", ":1 column-supplied"},
		{"no such column", "a.csv", "urn,period\n1,a\n", from("school", Origin{File: "*"}), "", ":0 column-supplied"},
	} {
		rows, problems := readInput(c.in, c.file, c.content, keyed)
		if rows != c.want || problems != c.problems {
			t.Errorf("%s: rows %q, want %q; problems %q, want %q", c.name, rows, c.want, problems, c.problems)
		}
	}
}

// A wide table has a set of columns for each period: its rows are read once for each.
func TestWide(t *testing.T) {
	wide := Input{Choices: Choices{From: map[string]Origin{"period": {Header: true}}}}
	twoRows := parts{sheets: []string{`<?xml version="1.0"?><worksheet><sheetData>` + row("urn", "HT1", "", "HT2", "") + row("", "possible", "returned on", "possible", "returned on") +
		row("1", "10", "", "20", "") + row("2", "", "", "30", "") + `</sheetData><mergeCells><mergeCell ref="B1:C1"/><mergeCell ref="D1:E1"/></mergeCells></worksheet>`}}.book(t)
	named := wide
	named.Columns = map[string]string{"possible": "Poss. sessions"}
	both := Input{Choices: Choices{From: map[string]Origin{"period": {Header: true}, "urn": {Header: true}}}}
	for _, c := range []struct {
		name, content  string
		in             Input
		format         Format
		want, problems string
	}{
		{"after the name", "urn,possible HT1,Possible-HT2\n1,10,20\n2,30,40\n", wide, returns, "1/HT1/10 1/HT2/20 2/HT1/30 2/HT2/40", ""},
		{"before the name", "urn,2024-25 Autumn 1 possible,2024-25 Autumn 2: possible\n1,10,20\n", wide, returns, "1/2024-25 Autumn 1/10 1/2024-25 Autumn 2/20", ""},
		{"under a name of the file's own", "urn,HT1 Poss. sessions,HT2 Poss. sessions\n1,10,20\n", named, returns, "1/HT1/10 1/HT2/20", ""},
		{"no figures of a period", "urn,possible HT1,possible HT2\n1,,20\n2,30,\n", wide, returns, "1/HT2/20 2/HT1/30", ""},
		{"two rows of names", twoRows, wide, returns, "1/HT1/10 1/HT2/20 2/HT2/30", ""},
		{"a torn row", "urn,possible HT1,possible HT2\n1,10,20,5\n2,30,40\n", wide, returns, "2/HT1/30 2/HT2/40", ":2 row-width"},
		{"a column twice", "urn,possible HT1,possible ht1\n1,10,20\n", wide, returns, "", ":1 column-doubled"},
		{"not wide", "urn,possible\n1,10\n", wide, returns, "", ":1 format-unknown"},
		{"two columns", "urn,possible HT1\n1,10\n", both, returns, "", ":0 column-supplied"},
	} {
		rows, problems := readInput(c.in, "in", c.content, c.format)
		if rows != c.want || problems != c.problems {
			t.Errorf("%s: rows %q, want %q; problems %q, want %q", c.name, rows, c.want, problems, c.problems)
		}
	}
	need := returns
	need.Columns = append([]Column{{Name: "late", Required: true}}, need.Columns...)
	if rows, problems := readInput(wide, "in", "urn,possible HT1,late HT1,possible HT2\n1,10,1,20\n", need); rows != "" || problems != ":1 column-missing" {
		t.Errorf("a period without a column that is needed: %s; %s", rows, problems)
	}
	stream := returns
	stream.Streamed = true
	if rows, problems := readInput(wide, "in", "urn,possible HT1\n1,10\n", stream); rows != "" || problems != ":0 column-supplied" {
		t.Errorf("a format that is read as a stream: %s; %s", rows, problems)
	}
}

// Texts as other programs write them.
func TestSeparators(t *testing.T) {
	for _, c := range []struct{ name, content, want, problems string }{
		{"semicolons", "urn;period;possible\n1;a;10\n", "1/a/10", ""},
		{"tabs", "urn\tperiod\tpossible\n1\ta\t10\n", "1/a/10", ""},
		{"bars", "urn|period|possible\n1|a|10\n", "1/a/10", ""},
		{"Excel's first line", "sep=;\nurn;period;possible\n1;a;10\n", "1/a/10", ""},
		{"and in quotes", "\"SEP=\t\"\r\nurn\tperiod\tpossible\r\n1\ta\t10\r\n", "1/a/10", ""},
		{"commas, as it says", "sep=,\nurn,period,possible\n1,a,10\n", "1/a/10", ""},
		{"semicolons below a title with a comma", "Returns, spring\nurn;period;possible\n1;a, or b;10\n", "1/a, or b/10", ":2 header-below"},
		{"commas with sentences", "urn,period,possible\n1,a;b;c;d;e,10\n", "1/a;b;c;d;e/10", ""},
		{"commas with quoted semicolons", "urn,period,possible\n1,\"a;b;\n;;\",10\n", "1/a;b;\n;;/10", ""},
		{"old Mac line ends", "urn,period,possible\r1,a,10\r2,\"b\rc\",11\r", "1/a/10 2/b\nc/11", ""},
		{"a byte order mark and semicolons", "\ufeffurn;period\n1;a\n", "1/a/", ""},
		{"one column", "urn\n1\n", "", ":1 format-unknown"},
	} {
		if rows, problems := readInput(Input{}, "in", c.content, returns); rows != c.want || problems != c.problems {
			t.Errorf("%s: rows %q, want %q; problems %q, want %q", c.name, rows, c.want, problems, c.problems)
		}
	}
}
