package sheet

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
)

// compoundMark is how the files of older Office programs start, and workbooks that need
// a password.
var compoundMark = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

// sniffed is how much of a file is looked at to find out what it is.
const sniffed = 64 << 10

const saveAsWorkbook = "Open it in Excel and save it as an Excel workbook (.xlsx), then name that file."

// foreignKind is a kind of file that is not read, and what to do about it.
type foreignKind struct{ what, remedy string }

// foreign names a file that is neither text nor a workbook of today, by its content; of
// a text file the first bytes are enough. Old binary workbooks and those of LibreOffice are not
// read: no library for them in this language is both complete and looked after, and Excel
// and LibreOffice save them as .xlsx.
func foreign(content []byte) foreignKind {
	trimmed := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(content[:min(len(content), 4096)], byteOrderMark)))
	begins := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return bytes.HasPrefix(trimmed, []byte(w)) })
	}
	switch {
	case bytes.HasPrefix(content, compoundMark):
		// The names of its streams are written in UTF-16.
		if bytes.Contains(content, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")) {
			return foreignKind{"a workbook with a password", "Open it in Excel, take the password away under File, Info, Protect Workbook, and save it."}
		}
		return foreignKind{"an old Excel workbook (.xls) or another old Office file", saveAsWorkbook}
	case bytes.HasPrefix(content, workbookMark):
		return foreignArchive(content)
	case begins("%pdf"):
		return foreignKind{"a PDF", "Ask for the table as a workbook (.xlsx) or as CSV: figures cannot be read from a printed page."}
	case begins("{\\rtf"):
		return foreignKind{"a text document", "Copy its table into Excel and save it as an Excel workbook (.xlsx)."}
	case bytes.Contains(trimmed, []byte("urn:schemas-microsoft-com:office:spreadsheet")):
		return foreignKind{"a workbook in the XML format of Excel 2003", saveAsWorkbook}
	case begins("<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<div", "<style", "<!--") || begins("<?xml") && bytes.Contains(trimmed, []byte("<html")):
		return foreignKind{"a web page, whatever its name says", saveAsWorkbook}
	case begins("mime-version:"):
		return foreignKind{"a web page in one file", saveAsWorkbook}
	}
	return foreignKind{}
}

// foreignArchive names a zip archive that is no workbook of Excel.
func foreignArchive(content []byte) foreignKind {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return foreignKind{"a workbook that is damaged or cut short", "Copy it again from where it comes from, or " + lowerFirst(saveAsWorkbook)}
	}
	has := func(name string) bool {
		return slices.ContainsFunc(archive.File, func(f *zip.File) bool {
			return strings.EqualFold(strings.ReplaceAll(f.Name, `\`, "/"), name)
		})
	}
	switch {
	case has("xl/workbook.bin"):
		return foreignKind{"a binary workbook (.xlsb)", saveAsWorkbook}
	case has("_rels/.rels") && has("word/document.xml"):
		return foreignKind{"a Word document", "Copy its table into Excel and save it as an Excel workbook (.xlsx)."}
	case has("content.xml") && has("mimetype"):
		return foreignKind{"a document of LibreOffice (.ods)", "Open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx), then name that file."}
	case has("Index/Document.iwa") || has("Index.zip"):
		return foreignKind{"a document of Apple Numbers", "Open it in Numbers and export it to Excel (.xlsx)."}
	case !has("[Content_Types].xml"):
		return foreignKind{"a zip archive and no workbook", "Unpack it, and name the files in it."}
	}
	return foreignKind{}
}

func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }
