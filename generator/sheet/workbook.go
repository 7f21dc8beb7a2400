package sheet

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// workbookMark is how every zip archive starts, and so every workbook.
var workbookMark = []byte("PK\x03\x04")

// book is an opened workbook. excelize unpacks it, reads its styles and works formulas
// out. The worksheets are read here: excelize's iterator gives no types of cells, and
// takes the error of a damaged worksheet for its end.
type book struct {
	*excelize.File
	sheets  []part
	strings string         // the path of the shared strings
	texts   []string       // the shared strings, once they are read
	read    bool           // texts were read
	damage  error          // why not all of them could be
	formats map[int]format // the number formats of styles, as they are met
	sums    calculator
}

// part is a worksheet of a workbook.
type part struct {
	name, path string
	state      visibility
}

// visibility says whether Excel shows a sheet.
type visibility uint8

const (
	visible visibility = iota
	hidden
	veryHidden // Excel does not even offer to show it
)

// openWorkbook unpacks a workbook in memory: what it holds is confidential and
// must not lie in a temporary folder.
func openWorkbook(content []byte) (b *book, err error) {
	defer recoverInto(&err)
	file, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{RawCellValue: true, UnzipSizeLimit: MaxUnzipped, UnzipXMLSizeLimit: MaxUnzipped})
	if err != nil {
		return nil, err
	}
	b = &book{File: file, strings: "xl/sharedStrings.xml", formats: make(map[int]format)}
	paths := make(map[string]string)
	main := "xl/workbook.xml"
	for _, r := range b.relations("_rels/.rels", "") {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			main = r.Target
		}
	}
	for _, r := range b.relations(path.Join(path.Dir(main), "_rels", path.Base(main)+".rels"), path.Dir(main)) {
		paths[r.ID] = r.Target
		if strings.HasSuffix(r.Type, "/sharedStrings") {
			b.strings = r.Target
		}
	}
	if file.WorkBook == nil {
		return b, nil
	}
	for _, s := range file.WorkBook.Sheets.Sheet {
		state := map[string]visibility{"hidden": hidden, "veryHidden": veryHidden}[s.State]
		b.sheets = append(b.sheets, part{s.Name, paths[s.ID], state})
	}
	return b, nil
}

// recoverInto makes an error of a panic: a workbook is hostile input, and the
// library that reads it promises nothing about those.
func recoverInto(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("a part of it cannot be read (%v)", r)
	}
}

type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

// relations lists what a part refers to, with targets as paths of the archive.
func (b *book) relations(at, folder string) []relation {
	var list struct {
		Relationship []relation
	}
	content, _ := b.content(at)
	if xml.Unmarshal(content, &list) != nil {
		return nil
	}
	for i, r := range list.Relationship {
		if target, absolute := strings.CutPrefix(r.Target, "/"); absolute {
			list.Relationship[i].Target = target
		} else {
			list.Relationship[i].Target = path.Join(folder, r.Target)
		}
	}
	return list.Relationship
}

// content returns a part of the archive. Its name may differ in case.
func (b *book) content(at string) (content []byte, ok bool) {
	if part, found := b.Pkg.Load(at); found {
		content, ok = part.([]byte)
		return content, ok
	}
	b.Pkg.Range(func(name, part any) bool {
		if text, named := name.(string); named && strings.EqualFold(text, at) {
			content, ok = part.([]byte)
		}
		return !ok
	})
	return content, ok
}

// from1904 reports whether the workbook counts days from 1904.
func (b *book) from1904() bool {
	return b.WorkBook != nil && b.WorkBook.WorkbookPr != nil && b.WorkBook.WorkbookPr.Date1904
}

// unfinished reports whether the program that wrote the workbook left its formulas for
// Excel to work out. What such a file holds for their values is no value.
func (b *book) unfinished() bool {
	return b.WorkBook != nil && b.WorkBook.CalcPr != nil && b.WorkBook.CalcPr.FullCalcOnLoad != nil && *b.WorkBook.CalcPr.FullCalcOnLoad
}

// text returns a shared string. It is false for one that the workbook does not have;
// the error says what is wrong with those that it has.
func (b *book) text(i int) (string, bool, error) {
	if !b.read {
		b.read = true
		content, _ := b.content(b.strings)
		b.texts, b.damage = sharedStrings(content)
	}
	if i < 0 || i >= len(b.texts) {
		return "", false, b.damage
	}
	return b.texts[i], true, nil
}

// sharedStrings reads the texts that the cells of a workbook refer to by number. Where
// they are damaged it returns those before the damage.
func sharedStrings(content []byte) (texts []string, err error) {
	d := xml.NewDecoder(bytes.NewReader(content))
	var text []byte
	for {
		token, err := d.Token()
		if err == io.EOF {
			return texts, nil
		}
		if err != nil {
			return texts, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "t":
				if text, err = appendText(d, text); err != nil {
					return texts, err
				}
			case "rPh": // how the text before it is pronounced
				if err := d.Skip(); err != nil {
					return texts, err
				}
			}
		case xml.EndElement:
			if t.Name.Local == "si" {
				texts, text = append(texts, unescaped(string(text))), text[:0]
			}
		}
	}
}

// appendText appends the characters up to the end of the element that has begun.
func appendText(d *xml.Decoder, to []byte) ([]byte, error) {
	for depth := 1; ; {
		token, err := d.Token()
		if err != nil {
			return to, err
		}
		switch t := token.(type) {
		case xml.CharData:
			to = append(to, t...)
		case xml.StartElement:
			depth++
		case xml.EndElement:
			if depth--; depth == 0 {
				return to, nil
			}
		}
	}
}

// unescaped puts characters for what workbooks write in place of those that XML has no
// way to write: _x000D_ for a carriage return.
func unescaped(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	var out []byte
	for i := 0; i < len(text); i++ {
		if rest := text[i:]; len(rest) >= 7 && rest[:2] == "_x" && rest[6] == '_' {
			if code, err := strconv.ParseUint(rest[2:6], 16, 16); err == nil {
				out = append(out, string(rune(code))...)
				i += 6
				continue
			}
		}
		out = append(out, text[i])
	}
	return string(out)
}
