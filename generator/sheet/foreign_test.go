package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"rollcall/generator/diag"
)

// A file that is no table is named for what it is, with how to save it.
func TestForeignFiles(t *testing.T) {
	archive := func(names ...string) string {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for _, name := range names {
			if _, err := w.Create(name); err != nil {
				t.Fatal(err)
			}
		}
		w.Close()
		return b.String()
	}
	wide := func(s string) string {
		b, _ := binary.Append(nil, binary.LittleEndian, utf16.Encode([]rune(s)))
		return string(b)
	}
	book := parts{sheets: []string{heading}}.book(t)
	for _, c := range []struct{ content, what, remedy string }{
		{"%PDF-1.7\n", "a PDF", "Ask for the table"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and a Workbook", "an old Excel workbook (.xls)", "save it as an Excel workbook"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + wide("EncryptedPackage"), "a workbook with a password", "take the password away"},
		{" \r\n<HTML xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table>", "a web page", "save it as an Excel workbook"},
		{"\ufeff<table><tr><td>urn</td></tr></table>", "a web page", "save it as an Excel workbook"},
		{"MIME-Version: 1.0\nContent-Type: multipart/related\n", "a web page in one file", "save it"},
		{`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`, "Excel 2003", "save it"},
		{`{\rtf1 urn`, "a text document", "Copy its table"},
		{archive("mimetype", "content.xml"), "LibreOffice (.ods)", "save it as an Excel workbook"},
		{archive("_rels/.rels", "[Content_Types].xml", "word/document.xml"), "a Word document", "Copy its table"},
		{archive("[Content_Types].xml", "xl/workbook.bin"), "(.xlsb)", "save it"},
		{archive("Index/Document.iwa"), "Apple Numbers", "export it"},
		{archive("attendance.csv"), "a zip archive", "Unpack it"},
		{book[:len(book)-30], "damaged or cut short", "Copy it again"},
		{archive("[Content_Types].xml"), "", ""},
	} {
		var problems diag.List
		_, ok := Open(fstest.MapFS{"in": {Data: []byte(c.content)}}, "in", "in", &problems)
		if p := problems.Problems(); ok || len(p) != 1 || p[0].Code != diag.FileUnreadable || !strings.Contains(p[0].Message, c.what) || !strings.Contains(p[0].Hint, c.remedy) {
			t.Errorf("%.30q: %v", c.content, p)
		}
	}
}
