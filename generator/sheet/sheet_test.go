package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/xuri/excelize/v2"

	"rollcall/generator/diag"
)

var returns = Format{Name: "returns", Columns: []Column{
	{Name: "urn", Required: true},
	{Name: "period", Required: true, Aliases: []string{"time period"}},
	{Name: "possible"},
	{Name: "returned_on"},
	{Name: "code_", Prefix: true},
}}

var schools = Format{Name: "schools", Extra: true, Columns: []Column{{Name: "urn", Required: true}, {Name: "name", Required: true}}}

// read reads every sheet of one file as the format it has.
func read(t *testing.T, content string, columns map[string]string, each func(Row)) []string {
	t.Helper()
	var problems diag.List
	fsys := fstest.MapFS{"in": {Data: []byte(content)}}
	if f, ok := Open(fsys, "in", "in.csv", &problems); ok {
		for _, s := range f.Sheets() {
			if format, ok := s.Detect([]Format{returns, schools}, columns); ok {
				s.Rows(format, columns, &problems, each)
			} else {
				s.Rows(returns, columns, &problems, each)
			}
		}
	}
	var out []string
	for _, p := range problems.Problems() {
		out = append(out, fmt.Sprintf("%s: %s", p.Pos, p.Code))
	}
	return out
}

func TestRows(t *testing.T) {
	for _, c := range []struct {
		name, content string
		columns       map[string]string
		want          string // urn/period/possible of each row
		problems      string
	}{
		{"plain", "urn,period,possible\n1,a,10\n2,b,\n", nil, "1/a/10 2/b/", ""},
		{"byte order mark, CRLF and no last line end", "\ufeffurn,period\r\n1,a\r\n2,b", nil, "1/a/ 2/b/", ""},
		{"names in any order and writing", " Possible , TIME-PERIOD,Urn\n10,a,1\n", nil, "1/a/10", ""},
		{"the site's own names", "number,when\n1,a\n", map[string]string{"urn": "Number", "period": "when"}, "1/a/", ""},
		{"an own name that is not there", "urn,period\n1,a\n", map[string]string{"possible": "pos"}, "", "in.csv:1: column-missing"},
		{"blank lines", "\n,\n\nurn,period\n\n,\n1,a\n,\n", nil, "1/a/", ""},
		{"missing", "urn,posible\n1,2\n", nil, "", "in.csv:1: column-missing in.csv:1:5: column-unknown"},
		{"doubled", "urn,period,URN\n1,a,2\n", nil, "", "in.csv:1:12: column-doubled"},
		{"doubled by an alias", "urn,period,time_period\n1,a,2\n", nil, "", "in.csv:1:12: column-doubled"},
		{"doubled in a family", "urn,period,code_i,Code I\n1,a,2,3\n", nil, "", "in.csv:1:19: column-doubled"},
		{"too many cells", "urn,period\n1,a,x\n2,b\n", nil, "2/b/", "in.csv:2: row-width"},
		{"empty cells past the last", "urn,period\n1,a,,\n2,b, \n", nil, "1/a/ 2/b/", ""},
		{"too few cells", "urn,period\n1\n2,b\n", nil, "2/b/", "in.csv:2: row-width"},
		{"a quote in the wrong place", "urn,period\n1,a\"b\n2,b\n", nil, "2/b/", "in.csv:2: row-width"},
		{"a quote that is not closed", "urn,period\n1,\"a\n2,b\n", nil, "", "in.csv:2: row-quotes"},
		{"a quote that swallows a row", "urn,period\n1,a,\"x\n2,b\"\n3,c\n", nil, "3/c/", "in.csv:2: row-quotes"},
		{"words under no name", "urn,period,\n1,a,\n2,b,late again\n", nil, "1/a/ 2/b/", "in.csv:3:5: cell-stray"},
		{"a figure under no name", "urn,period,\n1,a,\n2,b,1%\n", nil, "1/a/", "in.csv:3:5: column-unknown"},
		{"empty", "", nil, "", "in.csv: file-unreadable"},
		{"NUL", "urn,period\n\x00,a\n", nil, "", "in.csv: file-encoding"},
		{"UTF-16", "\xff\xfeu\x00r\x00n\x00,\x00p\x00e\x00r\x00i\x00o\x00d\x00\n\x001\x00,\x00\xe9\x00", nil, "1/é/", ""},
		{"UTF-16, the other way round", "\xfe\xff\x00u\x00r\x00n\x00\t\x00p\x00e\x00r\x00i\x00o\x00d\x00\r\x00\n\x001\x00\t\x00a", nil, "1/a/", ""},
		{"half of UTF-16", "\xff\xfeu\x00r", nil, "", "in.csv:1: column-missing in.csv:1: column-missing in.csv:1:1: column-ignored"},
		{"not windows-1252 either", "urn,period\n\x81\xff,a\n", nil, "", "in.csv: file-encoding"},
		{"not a workbook", "PK\x03\x04 and nothing more", nil, "", "in.csv: file-unreadable"},
		{"windows-1252", "urn,period\n\xc9cole \x80,a\n", nil, "École €/a/", ""},
		{"a cell too long", "urn,period\n" + strings.Repeat("x", MaxCell+1) + ",a\n2,b\n", nil, "2/b/", "in.csv:2:1: file-too-large"},
		{"a row too long", "urn,period\n1,\"" + strings.Repeat("x", 2*MaxRecord), nil, "", "in.csv: file-too-large"},
		{"a header too wide", strings.Repeat("x,", MaxColumns) + "x\n", nil, "", "in.csv:1: file-too-large"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var rows []string
			problems := read(t, c.content, c.columns, func(r Row) {
				rows = append(rows, r.Text("urn")+"/"+r.Text("period")+"/"+r.Text("possible"))
			})
			if got := strings.Join(rows, " "); got != c.want {
				t.Errorf("rows %q, want %q", got, c.want)
			}
			if got := strings.Join(problems, " "); got != c.problems {
				t.Errorf("problems %q, want %q", got, c.problems)
			}
		})
	}
}

// Columns are counted in characters, whatever stands to the left of the cell.
func TestPos(t *testing.T) {
	content := "urn,period,possible\n" +
		"é€,plain,x\n" +
		"\"two\nlinés é\",\"ŵ\"\"\",x\n"
	var got []string
	read(t, content, nil, func(r Row) {
		got = append(got, r.Pos("period").String(), r.Pos("possible").String(), r.Pos("none").String())
	})
	want := "in.csv:2:4 in.csv:2:10 in.csv:2 in.csv:4:10 in.csv:4:16 in.csv:3"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got %s, want %s", s, want)
	}
}

func TestPrefixed(t *testing.T) {
	read(t, "urn,Code I,period,code_c1\n1,5,a,7\n", nil, func(r Row) {
		got := maps.Collect(r.Prefixed("code_"))
		if len(got) != 2 || got["code_i"] != "5" || got["code_c1"] != "7" {
			t.Errorf("got %v", got)
		}
		if p := r.Pos("code_c1").String(); p != "in.csv:2:7" {
			t.Errorf("place %s", p)
		}
	})
	read(t, "urn,name,OB2L area\n1,a,SW1\n", nil, func(r Row) {
		if got := maps.Collect(r.Prefixed("")); len(got) != 1 || got["ob2l_area"] != "SW1" {
			t.Errorf("got %v", got)
		}
	})
}

// A row of a wrong width is left out, and whoever asks can see what it is about.
func TestTorn(t *testing.T) {
	in := Input{FS: fstest.MapFS{"in": {Data: []byte("urn,period\n1,a,x\n2,b\n3\n4,\"c\n")}}, Path: "in", Name: "in"}
	var torn []string
	in.Torn = func(_ Format, r Row) { torn = append(torn, r.Text("urn")+"/"+r.Text("period")) }
	in.Rows([]Format{{Name: "two", Columns: returns.Columns[:2]}}, new(diag.List), func(Format, Row) {})
	if got := strings.Join(torn, " "); got != "1/a 3/" {
		t.Errorf("got %s", got)
	}
}

func TestClosest(t *testing.T) {
	fsys := fstest.MapFS{"in": {Data: []byte("urn,posible,periot\n")}}
	f, _ := Open(fsys, "in", "in", new(diag.List))
	if format, missing, ok := f.Sheets()[0].Closest([]Format{returns, schools}, nil); !ok || format.Name != "returns" || missing[0] != "period" {
		t.Errorf("got %s %v %v", format.Name, missing, ok)
	}
}

func TestRagged(t *testing.T) {
	var problems diag.List
	f, _ := Open(fstest.MapFS{"in": {Data: []byte("urn,name,x\n1,a\n2,b,c\n3,d,,,\n4,d,,,e\n")}}, "in", "in", &problems)
	ragged := schools
	ragged.Ragged = true
	rows := 0
	f.Sheets()[0].Rows(ragged, nil, &problems, func(Row) { rows++ })
	if n := problems.Count(); rows != 3 || n.SetAside != 1 {
		t.Errorf("%d rows, %v", rows, problems.Problems())
	}
}

func workbook(t testing.TB, cells map[string]any) string {
	book := excelize.NewFile()
	if _, err := book.NewSheet("Returns"); err != nil {
		t.Fatal(err)
	}
	for at, value := range cells {
		if err := book.SetCellValue("Returns", at, value); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWorkbook(t *testing.T) {
	day := time.Date(2026, 5, 8, 0, 0, 0, 0, time.UTC)
	content := workbook(t, map[string]any{
		"A2": "urn", "B2": "period", "C2": "possible", "D2": "returned_on",
		"A4": 100001, "B4": "=1+1", "C4": 1234567, "D4": day,
		"A5": "100002", "B5": "b", "D5": "2026-05-08",
		"A6": "100003", "B6": "c", "F6": "stray",
	})
	var got []string
	problems := read(t, content, nil, func(r Row) {
		date, ok := r.Date("returned_on")
		if r.Text("urn") == "100003" {
			date, ok = day, !ok
		}
		if !ok || !date.Equal(day) {
			t.Errorf("%s: %q is %v", r.Pos("returned_on"), r.Text("returned_on"), date)
		}
		got = append(got, r.Text("urn"), r.Text("period"), r.Text("possible"), r.Pos("possible").String())
	})
	if s := strings.Join(got, " "); s != "100001 =1+1 1234567 in.csv!Returns!C4 100002 b  in.csv!Returns!C5 100003 c  in.csv!Returns!C6" {
		t.Errorf("got %s", s)
	}
	if s := strings.Join(problems, " "); s != "in.csv!Returns!F6: cell-stray" {
		t.Errorf("problems %s", s)
	}
}

// A worksheet that says to be read is for people; a text file that does is not one.
func TestReadMe(t *testing.T) {
	book := excelize.NewFile()
	for _, name := range []string{"Read me", "Returns"} {
		if _, err := book.NewSheet(name); err != nil {
			t.Fatal(err)
		}
	}
	for _, cell := range []struct{ sheet, at, words string }{
		{"Read me", "B3", " READ ME: how to fill it in"}, {"Read me", "A4", "urn"}, {"Returns", "A1", "urn"}, {"Returns", "A2", "Read me"},
	} {
		if err := book.SetCellValue(cell.sheet, cell.at, cell.words); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	for content, want := range map[string]string{b.String(): "Returns", "Read me,urn\na,b\n": ""} {
		var problems diag.List
		file, ok := Open(fstest.MapFS{"in": {Data: []byte(content)}}, "in", "in", &problems)
		if !ok || len(file.Sheets()) != 1 || file.Sheets()[0].Name() != want {
			t.Errorf("%q is not the one sheet: %v", want, problems.Problems())
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	fsys := fstest.MapFS{"folder/in.csv": {Data: []byte("urn\n")}}
	for path, want := range map[string]diag.Code{"folder": diag.FileUnreadable, "none.csv": diag.FileUnreadable, "../x": diag.FileUnreadable} {
		var problems diag.List
		if _, ok := Open(fsys, path, path, &problems); ok || problems.Problems()[0].Code != want {
			t.Errorf("%s: %v", path, problems.Problems())
		}
	}
}

func TestDate(t *testing.T) {
	read(t, "urn,period,returned_on\n1,a,46150\n2,a,05/08/2026 or so\n3,a,\n", nil, func(r Row) {
		if d, ok := r.Date("returned_on"); ok {
			t.Errorf("%q is %v", r.Text("returned_on"), d)
		}
	})
}

// What was read with the day first is noted once a form, at its first place.
func TestDayFirstNoted(t *testing.T) {
	problems := read(t, "urn,period,returned_on\n1,a,2026-05-08\n2,a,8/5/2026\n3,a,08/05/2026\n4,a,08.05.26\n5,a,8 May 2026\n", nil, func(r Row) {
		if d, ok := r.Date("returned_on"); !ok || d.Format(time.DateOnly) != "2026-05-08" {
			t.Errorf("%q is %v", r.Text("returned_on"), d)
		}
	})
	if want := []string{"in.csv:3:5: day-first", "in.csv:5:5: day-first"}; !slices.Equal(problems, want) {
		t.Errorf("got %q, want %q", problems, want)
	}
}

// No input panics, and every place lies inside the file.
func FuzzRead(f *testing.F) {
	f.Add([]byte("urn,period,possible\n1,a,10\n\"é\n\",b,\"\"\n"))
	f.Add([]byte("\ufeffurn,period\n1,a,c\n\"x"))
	f.Add([]byte("urn;period\r\r\n\x80,\xe9\n"))
	f.Add([]byte(workbook(f, map[string]any{"A1": "urn", "B1": "period", "A3": 5, "C3": "x"})))
	f.Fuzz(func(t *testing.T, content []byte) {
		var problems diag.List
		file, ok := Open(fstest.MapFS{"in": {Data: content}}, "in", "in", &problems)
		var places []diag.Pos
		if ok {
			for _, s := range file.Sheets() {
				s.Rows(schools, nil, &problems, func(r Row) { places = append(places, r.Pos("name"), r.Pos("urn"), r.Pos("none")) })
				s.Rows(returns, nil, &problems, func(r Row) { places = append(places, r.Pos("period"), r.Pos("possible")) })
			}
		}
		for _, p := range problems.Problems() {
			places = append(places, p.Pos)
		}
		if bytes.HasPrefix(content, workbookMark) {
			return
		}
		lines := strings.Split(decoded(content), "\n")
		for _, p := range places {
			if p.Line > len(lines) || p.Line > 0 && p.Col > len([]rune(lines[p.Line-1]))+1 {
				t.Fatalf("%s lies outside %q", p, content)
			}
		}
	})
}

// decoded gives the characters of a text as places count them.
func decoded(content []byte) string {
	written, _ := detect(bytes.NewReader(content))
	all, _ := io.ReadAll(written.decode(bytes.NewReader(content)))
	return string(all)
}

func BenchmarkRows(b *testing.B) {
	var text bytes.Buffer
	text.WriteString("urn,period,possible,code_i,code_m\n")
	for i := range 20000 {
		fmt.Fprintf(&text, "%d,2024-25 autumn,%d,%d,%d\n", 100000+i, i*13, i, i/2)
	}
	fsys := fstest.MapFS{"in": {Data: text.Bytes()}}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		var problems diag.List
		f, _ := Open(fsys, "in", "in", &problems)
		n := 0
		f.Sheets()[0].Rows(returns, nil, &problems, func(r Row) { n += len(r.Text("possible")) })
		if n == 0 || problems.Failed() {
			b.Fatal(problems.Problems())
		}
	}
}

func BenchmarkWorkbook(b *testing.B) {
	book := excelize.NewFile()
	w, err := book.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	w.SetRow("A1", []any{"urn", "period", "possible", "code_i", "code_m"})
	for i := range 5000 {
		w.SetRow(fmt.Sprintf("A%d", i+2), []any{100000 + i, "2024-25 autumn", i * 13, i, float64(i) / 2})
	}
	var content bytes.Buffer
	if err := errors.Join(w.Flush(), book.Write(&content)); err != nil {
		b.Fatal(err)
	}
	fsys := fstest.MapFS{"in": {Data: content.Bytes()}}
	for b.Loop() {
		var problems diag.List
		f, _ := Open(fsys, "in", "in", &problems)
		n := 0
		f.Sheets()[0].Rows(returns, nil, &problems, func(r Row) { n += len(r.Text("possible")) })
		if n == 0 || problems.Failed() {
			b.Fatal(problems.Problems())
		}
	}
}
