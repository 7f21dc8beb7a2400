package sheet

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"rollcall/generator/diag"
)

// File is one opened input: a text file or a workbook.
type File struct {
	fsys          fs.FS
	path, display string
	text          text  // how a text file is written
	book          *book // nil for a text file
	sheets        []*Sheet
}

// Open finds out what a file is, by its content and not by its name, and reads
// its headers. It reports a file that cannot be read as text or as a workbook, is
// empty or is too large, and returns false.
func Open(fsys fs.FS, path, display string, problems *diag.List) (*File, bool) {
	return Input{FS: fsys, Path: path, Name: display}.Open(problems)
}

// Open opens the file of an input as the function Open does. It reads no sheet that
// the input does not choose.
func (in Input) Open(problems *diag.List) (*File, bool) {
	f := &File{fsys: in.FS, path: in.Path, display: in.Name}
	if fault := f.open(); fault != nil {
		fault.report(problems)
		return nil, false
	}
	chosen, ok := in.choose(f.list(), problems)
	if !ok {
		return nil, false
	}
	for _, s := range chosen {
		switch fault := s.readLeads(); {
		case fault == nil && s.isReadMe():
		case fault == nil:
			f.sheets = append(f.sheets, s)
		case fault == errEmpty:
		default:
			fault.report(problems)
			return nil, false
		}
	}
	if len(f.sheets) == 0 {
		problems.Add(diag.Pos{File: f.display}, diag.FileUnreadable, "Check that the right file was given.", "the file is empty")
		return nil, false
	}
	return f, true
}

func (f *File) open() *fault {
	here := diag.Pos{File: f.display}
	file, err := f.fsys.Open(f.path)
	if err != nil {
		return &fault{here, diag.FileUnreadable, "", reason(err), true}
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return &fault{here, diag.FileUnreadable, "", reason(err), true}
	}
	if info.IsDir() {
		return &fault{here, diag.FileUnreadable, "Name each file in site.yaml, or all of them as folder/*.xlsx.", "is a folder", true}
	}
	buffered := bufio.NewReaderSize(file, sniffed)
	limit := int64(MaxFile)
	start, _ := buffered.Peek(sniffed)
	isBook := bytes.HasPrefix(start, workbookMark)
	isOffice := isBook || bytes.HasPrefix(start, compoundMark)
	if isOffice {
		limit = MaxWorkbook
	}
	if info.Size() > limit {
		return &fault{here, diag.FileTooLarge, "", fmt.Sprintf("the file has %d MB, more than %d", info.Size()>>20, limit>>20), true}
	}
	content := start
	if isOffice {
		if content, err = io.ReadAll(io.LimitReader(buffered, limit)); err != nil {
			return &fault{here, diag.FileUnreadable, "", reason(err), true}
		}
	}
	if kind := foreign(content); kind.what != "" {
		return &fault{here, diag.FileUnreadable, kind.remedy, "the file is " + kind.what, true}
	}
	if isBook {
		f.book, err = openWorkbook(content)
		switch {
		case errors.Is(err, excelize.ErrOptionsUnzipSizeLimit):
			return &fault{here, diag.FileTooLarge, "", err.Error(), true}
		case err != nil:
			return &fault{here, diag.FileUnreadable, saveAsWorkbook, "the workbook is damaged: " + err.Error(), true}
		}
		return nil
	}
	f.text, err = detect(buffered)
	if err != nil {
		return &fault{here, diag.FileUnreadable, "", reason(err), true}
	}
	if f.text.encoding == unknownEncoding {
		return &fault{here, diag.FileEncoding, "", "the file is not text in UTF-8, UTF-16 or windows-1252", true}
	}
	return nil
}

// reason gives what went wrong without the path, which the place already names.
func reason(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

func (f *File) list() []*Sheet {
	if f.book == nil {
		return []*Sheet{{file: f, rows: 1}}
	}
	var sheets []*Sheet
	for _, p := range f.book.sheets {
		sheets = append(sheets, &Sheet{file: f, name: p.name, state: p.state, rows: 1})
	}
	return sheets
}

// Sheets returns the worksheets that hold anything, in the order of the workbook and
// without those whose first filled cell begins with "Read me", which are for people;
// for a text file the one sheet that it is.
func (f *File) Sheets() []*Sheet { return f.sheets }

// Sheet is a table: a header and rows.
type Sheet struct {
	file       *File
	name       string
	state      visibility
	ignore     []string          // normalised names of columns that are left alone
	from       map[string]Origin // columns that no column of the file gives
	leads      []lead
	candidates []header
	header     []string
	places     []diag.Pos // of the cells of the header
	before     int        // records above the rows but the last of them, which is the header
	above      int        // filled records above the header
	rows       int        // of the header
	last       int        // the line of its last row
}

// readMe begins the first filled cell of a worksheet that is for people, such as one
// that says how to fill in another.
const readMe = "read me"

func (s *Sheet) isReadMe() bool {
	if s.file.book == nil {
		return false
	}
	i := slices.IndexFunc(s.header, func(cell string) bool { return strings.TrimSpace(cell) != "" })
	return i >= 0 && strings.HasPrefix(strings.ToLower(strings.TrimSpace(s.header[i])), readMe)
}

// Name returns the name of the worksheet; "" for a text file.
func (s *Sheet) Name() string { return s.name }

// Hidden reports whether Excel does not show the worksheet.
func (s *Sheet) Hidden() bool { return s.state != visible }

// Header returns the names of the columns as the file has them.
func (s *Sheet) Header() []string { return s.header }

// HeaderLine returns the line of the header, counted from 1.
func (s *Sheet) HeaderLine() int { return s.places[0].Line }

// Pos returns the place of the sheet as a whole.
func (s *Sheet) Pos() diag.Pos { return s.pos(0, 0) }

func (s *Sheet) pos(line, column int) diag.Pos {
	return diag.Pos{File: s.file.display, Sheet: s.name, Line: line, Col: column}
}

func (s *Sheet) open() (cursor, *fault) {
	var c cursor
	var err error
	if s.file.book != nil {
		c, err = openWorksheet(s.file.book, s.file.display, s.name)
	} else {
		c, err = openText(s.file)
	}
	if err != nil {
		return nil, &fault{s.Pos(), diag.FileUnreadable, "", reason(err), true}
	}
	return c, nil
}

// errEmpty marks a worksheet without a single filled cell.
var errEmpty = &fault{message: "empty"}

// tooLarge reports a record of too many cells, or one with a cell that is too long.
func tooLarge(c cursor, record []string) *fault {
	if len(record) > MaxColumns {
		return tooWide(c, len(record))
	}
	for i, cell := range record {
		if len(cell) > MaxCell {
			return tooLong(c, i)
		}
	}
	return nil
}

func tooWide(c cursor, n int) *fault {
	return &fault{c.pos(-1), diag.FileTooLarge, "", fmt.Sprintf("the row has %d cells, more than %d", n, MaxColumns), true}
}

func tooLong(c cursor, cell int) *fault {
	return &fault{c.pos(cell), diag.FileTooLarge, "", fmt.Sprintf("the cell is longer than %d KB", MaxCell>>10), false}
}
