package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/diag"
)

// parts are what a workbook of one or more worksheets is made of, as Excel writes it.
type parts struct {
	sheets  []string // the content of <sheetData>, or a whole worksheet where it begins with <?xml
	states  []string
	strings string // of <sst>
	formats string // the number formats of the styles 1, 2, 3 and so on, one a line
	calc    string // attributes of <calcPr>
}

func (p parts) book(t testing.TB) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	add := func(name, content string) {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	const (
		main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
		rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
		kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	)
	types, sheets, targets := "", "", ""
	for i, content := range p.sheets {
		state := ""
		if i < len(p.states) && p.states[i] != "" {
			state = ` state="` + p.states[i] + `"`
		}
		sheets += fmt.Sprintf(`<sheet name="S%d" sheetId="%d"%s r:id="rId%d"/>`, i+1, i+1, state, i+1)
		targets += fmt.Sprintf(`<Relationship Id="rId%d" Type="%sworksheet" Target="worksheets/sheet%d.xml"/>`, i+1, kind, i+1)
		types += fmt.Sprintf(`<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, i+1)
		if !strings.HasPrefix(content, "<?xml") {
			content = `<?xml version="1.0"?><worksheet ` + main + `><sheetData>` + content + `</sheetData></worksheet>`
		}
		add(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), content)
	}
	add("[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>`+types+`</Types>`)
	add("_rels/.rels", rels+`<Relationship Id="r1" Type="`+kind+`officeDocument" Target="xl/workbook.xml"/></Relationships>`)
	calc := ""
	if p.calc != "" {
		calc = "<calcPr " + p.calc + "/>"
	}
	add("xl/workbook.xml", `<workbook `+main+`><sheets>`+sheets+`</sheets>`+calc+`</workbook>`)
	add("xl/_rels/workbook.xml.rels", rels+targets+`<Relationship Id="s1" Type="`+kind+`styles" Target="styles.xml"/><Relationship Id="s2" Type="`+kind+`sharedStrings" Target="sharedStrings.xml"/></Relationships>`)
	codes, styles := "", `<xf numFmtId="0"/>`
	for i, code := range strings.Split(p.formats, "\n") {
		codes += fmt.Sprintf(`<numFmt numFmtId="%d" formatCode="%s"/>`, 164+i, strings.ReplaceAll(code, `"`, "&quot;"))
		styles += fmt.Sprintf(`<xf numFmtId="%d"/>`, 164+i)
	}
	add("xl/styles.xml", `<styleSheet `+main+`><numFmts>`+codes+`</numFmts><cellXfs>`+styles+`</cellXfs></styleSheet>`)
	add("xl/sharedStrings.xml", `<sst `+main+`>`+p.strings+`</sst>`)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// word is a cell of text, in the row's order.
func word(text string) string { return `<c t="inlineStr"><is><t>` + text + `</t></is></c>` }

// row is a row of cells of text and, for what begins with <, of cells as they are.
func row(cells ...string) string {
	var b strings.Builder
	for _, c := range cells {
		if !strings.HasPrefix(c, "<") {
			c = word(c)
		}
		b.WriteString(c)
	}
	return "<row>" + b.String() + "</row>"
}

var heading = row("urn", "period", "possible")

// A worksheet that is damaged or cut short is refused with its last good cell, and is
// never taken for one that ends there.
func TestDamagedWorksheet(t *testing.T) {
	whole := parts{sheets: []string{heading + row("1", "a", "<c><v>10</v></c>") + row("2", "b", "<c><v>11</v></c>")}}
	const head = `<?xml version="1.0"?><worksheet><sheetData>`
	for _, c := range []struct{ name, sheet, strings, want string }{
		{"whole", whole.sheets[0], "", ""},
		{"a control character", heading + row("1", "a", "10") + row("2", "\v"), "", "in!S1!A3: sheet-damaged: the worksheet is damaged after A3: illegal character code U+000B"},
		{"cut between rows", head + heading + row("1", "a", "10"), "", "in!S1!C2: sheet-damaged: the worksheet is damaged after C2: unexpected EOF"},
		{"cut in a cell", head + heading + `<row><c><v>1</v></c><c><v>1`, "", "in!S1!A2: sheet-damaged: the worksheet is damaged after A2: unexpected EOF"},
		{"cut after its rows", head + heading + "</sheetData>", "", "in!S1!C1: sheet-damaged: the worksheet is damaged after C1: unexpected EOF"},
		{"tags that cross", head + heading + "</worksheet></sheetData>", "", "in!S1!C1: sheet-damaged: the worksheet is damaged after C1: element <sheetData> closed by </worksheet>"},
		{"empty", "<?xml", "", "in!S1: sheet-damaged: the worksheet is damaged before its first cell: unexpected EOF"},
		{"a row twice", `<row r="1">` + heading[5:] + `<row r="3"/><row r="3"/>`, "", `in!S1!A3: sheet-damaged: the worksheet is damaged after A3: a row with the number "3" follows row 3`},
		{"a row that no sheet has", heading + `<row r="1048577"/>`, "", `in!S1!C1: sheet-damaged: the worksheet is damaged after C1: a row with the number "1048577" follows row 1`},
		{"a cell twice", heading + `<row><c r="B2"><v>1</v></c><c r="B2"><v>2</v></c></row>`, "", `in!S1!B2: sheet-damaged: the worksheet is damaged after B2: a cell named "B2" follows`},
		{"a text that is not there", heading + `<row><c t="s"><v>1</v></c></row>`, "<si><t>x</t></si>", "in!S1!A2: sheet-damaged: the worksheet is damaged after A2: a cell refers to text 1, which the workbook does not hold"},
		{"damaged texts", heading + `<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>`, "<si><t>x</t></si><si><t>y</x>", "in!S1!A2: sheet-damaged: the worksheet is damaged after A2: the texts of the workbook are damaged: element <t> closed by </x>"},
	} {
		whole.sheets[0], whole.strings = c.sheet, c.strings
		var problems diag.List
		rows := 0
		in := Input{FS: fstest.MapFS{"in": {Data: []byte(whole.book(t))}}, Path: "in", Name: "in"}
		ok := in.Rows([]Format{returns}, &problems, func(Format, Row) { rows++ })
		got := ""
		for _, p := range problems.Problems() {
			got += strings.SplitN(p.String(), "\n", 2)[0]
		}
		if got != c.want || ok != (c.want == "") {
			t.Errorf("%s: %d rows, %t, problems\n%s, want\n%s", c.name, rows, ok, got, c.want)
		}
	}
}

// What a cell of each type gives.
func TestCellTypes(t *testing.T) {
	for cell, want := range map[string]string{
		`<c s=""><v>600</v></c>`:    "600",
		`<c s="999"><v>600</v></c>`: "600",
		`<c t="s"><v>0</v></c>`:     "East End",
		`<c t="s"><v>1</v></c>`:     "two\r lines",
		`<c t="inlineStr"><is><r><t>rich </t></r><r><t>text</t></r></is></c>`: "rich text",
		`<c t="str"><f>A1</f><v>sum_x0041_</v></c>`:                           "sumA",
		`<c t="b"><v>1</v></c>`:                                               "TRUE",
		`<c t="b"><v>0</v></c>`:                                               "FALSE",
		`<c t="e"><v>#REF!</v></c>`:                                           "#REF!",
		`<c t="d"><v>2026-05-08T00:00:00</v></c>`:                             "2026-05-08",
		`<c t="n"><v>12</v></c>`:                                              "12",
		`<c t="str"><f>""</f><v></v></c>`:                                     "",
		`<c/>`:                                                                "",
		`<c><extLst><ext><v>9</v></ext></extLst><v>12</v></c>`:                "12",
		`<c t="inlineStr"><is><t>it_x005F_x0041_ is</t><rPh><t>?</t></rPh></is></c>`: "it_x0041_ is",
	} {
		p := parts{sheets: []string{heading + row("1", cell, "<c><v>5</v></c>")},
			strings: `<si><r><t>East</t></r><r><t xml:space="preserve"> End</t></r><rPh><t>x</t></rPh></si><si><t>two_x000D_ lines</t></si>`}
		rows, problems := readAs(p.book(t), returns)
		if got := strings.Join(rows, " "); got != "1/"+want+"/5" || len(problems) > 0 {
			t.Errorf("%s is %q, want %q (%v)", cell, got, want, problems)
		}
	}
}

// A number is what its cell shows, whatever Excel stores.
func TestShownNumbers(t *testing.T) {
	codes := []string{"0%", "0.0%", "0.00", "#,##0", "000000", "dd/mm/yyyy", "mmm-yy", "mmmm yyyy", "d-mmm", "[h]:mm", "0.00E+00", `0" pupils"`, `_-* #,##0.00_-;\-* #,##0.00_-`, "[$-809]dd mmmm yyyy;@", "General", "@", `[Red]0.0;"none"`, "((((", "yyyy-mm-dd hh:mm"}
	style := func(code string) int {
		for i, c := range codes {
			if c == code {
				return i + 1
			}
		}
		return 0
	}
	for _, c := range []struct{ code, stored, want string }{
		{"", "14000.0", "14000"}, {"", "1.0E5", "100000"}, {"", "559.99999999998", "560"}, {"", "0.1", "0.1"}, {"", "-3", "-3"}, {"", "-0.5", "-0.5"},
		{"", "94.487312345678", "94.487312346"}, {"", "123456789012345", "123456789012345"}, {"", "123456789012.4", "123456789012"}, {"", "1E+400", "1E+400"}, {"", "1e-7", "0.0000001"}, {"", "12 pupils", "12 pupils"}, {"", "Inf", "Inf"},
		{"", "0x10", "0x10"}, {"", "e", "e"}, {"", "007", "007"},
		{"0%", "0.945", "94.5%"}, {"0%", "1", "100%"}, {"0.0%", "0.945", "94.5%"}, {"0.0%", "0.95", "95%"}, {"0.0%", "0.9448731", "94.48731%"}, {"0%", "0.07", "7%"}, {"0%", "0.29", "29%"}, {"0%", "-0.05", "-5%"},
		{"0.00", "1.1", "1.10"}, {"0.00", "14000", "14000"}, {"0.00", "1.125", "1.125"}, {"#,##0", "12867", "12867"}, {"#,##0", "559.99999999998", "560"},
		{"000000", "331", "000331"}, {"000000", "331.5", "000331.5"},
		{"dd/mm/yyyy", "46150", "2026-05-08"}, {"dd/mm/yyyy", "46150.75", "2026-05-08"}, {"dd/mm/yyyy", "-1", "-1"}, {"dd/mm/yyyy", "1E9", "1000000000"},
		{"mmm-yy", "46357", "Dec-26"}, {"mmmm yyyy", "46357", "December 2026"}, {"d-mmm", "46357", "2026-12-01"}, {"[h]:mm", "1.5", "1.5"},
		{"yyyy-mm-dd hh:mm", "46150.5", "2026-05-08"}, {"[$-809]dd mmmm yyyy;@", "46150", "2026-05-08"},
		{"0.00E+00", "100000", "100000"}, {`0" pupils"`, "12", "12"}, {`_-* #,##0.00_-;\-* #,##0.00_-`, "560.5", "560.50"}, {"General", "1.0E5", "100000"}, {"@", "12", "12"}, {`[Red]0.0;"none"`, "1.5", "1.5"}, {"((((", "2", "2"},
	} {
		p := parts{sheets: []string{heading + row("1", "a", fmt.Sprintf(`<c s="%d"><v>%s</v></c>`, style(c.code), c.stored))}, formats: strings.Join(codes, "\n")}
		rows, problems := readAs(p.book(t), returns)
		if got := strings.Join(rows, " "); got != "1/a/"+c.want || len(problems) > 0 {
			t.Errorf("%s in the format %q is %q, want %q (%v)", c.stored, c.code, got, c.want, problems)
		}
	}
}

// A cell that shows a month has that as its text, and a day where one is needed.
func TestMonthCell(t *testing.T) {
	p := parts{sheets: []string{row("urn", "period", "returned_on") + row("1", `<c s="1"><v>46357</v></c>`, `<c s="1"><v>46357</v></c>`) + row("2", "a", "<c><v>46357</v></c>")}, formats: "mmm-yy"}
	var got []string
	read(t, p.book(t), nil, func(r Row) {
		day, ok := r.Date("returned_on")
		got = append(got, fmt.Sprint(r.Text("period"), " ", r.Text("returned_on"), " ", day.Format("2006-01-02"), " ", ok))
	})
	if s := strings.Join(got, "; "); s != "Dec-26 Dec-26 2026-12-01 true; a 46357 2026-12-01 true" {
		t.Errorf("got %s", s)
	}
}

// A formula whose value was not saved is worked out or its row left out; never is its
// cell taken for an empty one.
func TestUnsavedFormulas(t *testing.T) {
	formula := func(f string) string { return `<c r="C2"><f>` + f + "</f></c>" }
	for _, c := range []struct{ name, cell, calc, want, problems string }{
		{"saved", "<c><f>1+1</f><v>2</v></c>", "", "1/a/2", ""},
		{"worked out", formula("ROUND(200*0.12,0)"), "", "1/a/24", "formula-computed 2"},
		{"of other cells", formula("SUM(D2:E2)"), "", "1/a/7", "formula-computed 2"},
		{"of another formula", formula("F2*2"), "", "1/a/14", "formula-computed 2"},
		{"empty", `<c r="C2"><f>3+4</f><v></v></c>`, "", "1/a/7", "formula-computed 2"},
		{"left to Excel", `<c r="C2"><f>3+4</f><v>0</v></c>`, `fullCalcOnLoad="1"`, "1/a/7", "formula-computed 2"},
		{"not left to Excel", "<c><f>3-3</f><v>0</v></c>", "", "1/a/0", ""},
		{"an error", formula("1/0"), "", "", "formula-unsaved 2"},
		{"of the day", formula("TODAY()"), "", "", "formula-unsaved 2"},
		{"by chance", formula("RAND()"), "", "", "formula-unsaved 2"},
		{"a whole column", formula("SUM(D:D)"), "", "", "formula-unsaved 2"},
		{"too many cells", formula("SUM(D1:XFD1048576)"), "", "", "formula-unsaved 2"},
		{"a name", formula("possible*2"), "", "", "formula-unsaved 2"},
		{"of another workbook", formula("[1]Sheet1!A1"), "", "", "formula-unsaved 2"},
		{"itself", formula("C2+1"), "", "", "formula-unsaved 2"},
		{"itself by another", formula("SUM(F1:G2)"), "C2*2", "", "formula-unsaved 2"},
		{"no formula", formula("1+"), "", "", "formula-unsaved 2"},
	} {
		other, calc := "D2+E2", c.calc
		if calc == "C2*2" {
			other, calc = calc, ""
		}
		p := parts{sheets: []string{row("urn", "period", "possible", "x", "y", "z") + row("1", "a", c.cell, "<c><v>3</v></c>", "<c><v>4</v></c>", `<c r="F2"><f>`+other+`</f><v>7</v></c>`)}, calc: calc}
		rows, problems := readAs(p.book(t), returns)
		problems = problems[min(len(problems), 1):] // the columns that are not needed
		if got := strings.Join(rows, " "); got != c.want || strings.Join(problems, " ") != c.problems {
			t.Errorf("%s: rows %q, want %q; problems %q, want %q", c.name, got, c.want, problems, c.problems)
		}
	}
}

// A formula that several cells share is worked out for each of them.
func TestSharedFormula(t *testing.T) {
	p := parts{sheets: []string{row("urn", "period", "possible", "x") +
		row("1", "a", `<c r="C2"><f t="shared" ref="C2:C3" si="0">D2*2</f></c>`, `<c r="D2"><v>3</v></c>`) +
		row("2", "a", `<c r="C3"><f t="shared" si="0"/></c>`, `<c r="D3"><v>4</v></c>`)}}
	if rows, problems := readAs(p.book(t), returns); strings.Join(rows, " ") != "1/a/6 2/a/8" {
		t.Errorf("%q, %q", rows, problems)
	}
}

// A formula in a column that nothing reads does no harm.
func TestUnreadFormula(t *testing.T) {
	p := parts{sheets: []string{row("urn", "period", "comment") + row("1", "a", "<c><f>TODAY()</f></c>")}}
	if rows, problems := readAs(p.book(t), returns); strings.Join(rows, " ") != "1/a/" || strings.Join(problems, " ") != "column-ignored 1" {
		t.Errorf("%q, %q", rows, problems)
	}
}
