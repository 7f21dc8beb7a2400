package sheet

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/diag"
)

// readAll reads everything that can be asked of a file, and gives every place and text.
func readAll(content []byte) (places []diag.Pos, texts []string) {
	var problems diag.List
	each := func(_ Format, r Row) {
		places = append(places, r.Pos("urn"), r.Pos("period"), r.Pos("name"), r.Pos("none"))
		texts = append(texts, r.Text("urn"), r.Text("period"), r.Text("possible"))
		r.Date("returned_on")
	}
	fsys := fstest.MapFS{"in": {Data: content}}
	for _, in := range []Input{
		{},
		{Format: "schools", Choices: Choices{Ignore: []string{"possible"}}, Torn: each},
		{Format: "returns", Choices: Choices{From: map[string]Origin{"period": {Header: true}}}, Torn: each},
		{Format: "returns", Choices: Choices{From: map[string]Origin{"urn": {Cell: "B2"}, "period": {File: "*"}}}, Torn: each},
	} {
		in.FS, in.Path, in.Name = fsys, "in", "in"
		in.Rows([]Format{keyed, returns, schools}, &problems, each)
	}
	for _, p := range problems.Problems() {
		places = append(append(places, p.Pos), p.Also...)
	}
	return places, texts
}

// No text panics, every place lies inside it, and no character of a cell is made up.
func FuzzText(f *testing.F) {
	for _, content := range []string{
		"urn,period,possible\n1,a,10\n\"é\n\",b,\"\"\n", "sep=;\nurn;period\n1;a\n", "urn\tperiod\r1\ta\r", "\xff\xfeu\x00r\x00n\x00\n\x001\x00",
		"\xfe\xff\x00u\x00r\x00n\xd8\x00", "urn|period\n\x80|\xe9\n", "urn,possible HT1,HT2 possible\n1,2,3\n4,,5\n", "Title, with a comma\nurn;period\n1;a;;\nTotal;2\n", "urn,period,\n1,a,note\n2,b,3\n",
	} {
		f.Add([]byte(content))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		if bytes.HasPrefix(content, workbookMark) {
			return
		}
		text := decoded(content)
		lines := strings.Split(text, "\n")
		places, texts := readAll(content)
		for _, p := range places {
			if p.Line > len(lines) || p.Line > 0 && p.Col > len([]rune(lines[p.Line-1]))+1 {
				t.Fatalf("%s lies outside %q", p, content)
			}
		}
		plain := strings.NewReplacer("\r\n", "\n", "\u00a0", " ", `""`, `"`).Replace(text)
		for _, cell := range texts {
			if !strings.Contains(plain, strings.ReplaceAll(cell, "\r\n", "\n")) && !strings.Contains(cell, `"`) && cell != "in" {
				t.Fatalf("%q is not in %q", cell, content)
			}
		}
	})
}

// No worksheet, shared string or number format panics, and every place is in the sheet.
func FuzzWorkbook(f *testing.F) {
	f.Add(heading+row("1", "a", "10"), "", "0%", "")
	f.Add(heading+`<row r="3" hidden="1"><c r="A3" s="1" t="s"><v>0</v></c><c s="2"><f>A3</f></c></row>`, "<si><t>x_x0041_</t></si>", "mmm-yy\n0.00", "")
	f.Add(heading+`<row><c r="C2"><f t="shared" ref="C2:C9" si="0">SUM(D2:D9)</f></c></row>`, "", "[$-809]d", "A1:A2")
	f.Add(row("urn", "x")+row("", "period"), "<si><r><t>a", "General;@", "B1:C1")
	f.Fuzz(func(t *testing.T, sheet, texts, formats, merge string) {
		if merge != "" {
			sheet = `<?xml version="1.0"?><worksheet><sheetData>` + sheet + `</sheetData><mergeCells><mergeCell ref="` + merge + `"/></mergeCells></worksheet>`
		}
		p := parts{sheets: []string{sheet, heading}, strings: texts, formats: formats}
		places, _ := readAll([]byte(p.book(t)))
		for _, p := range places {
			if p.Sheet != "" && (p.Line > 1048576 || p.Col > 16384 || p.Line < 0 || p.Col < 0) {
				t.Fatalf("%s is in no sheet", p)
			}
		}
	})
}
