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

// File is one opened input: a CSV file or a workbook.
type File struct {
	fsys          fs.FS
	path, display string
	encoding      encoding       // of a CSV file
	book          *excelize.File // nil for a CSV file
	sheets        []*Sheet
}

// Open finds out what a file is, by its content and not by its name, and reads
// its headers. It reports a file that cannot be read as text or as a workbook, is
// empty or is too large, and returns false.
func Open(fsys fs.FS, path, display string, problems *diag.List) (*File, bool) {
	f := &File{fsys: fsys, path: path, display: display}
	if fault := f.open(); fault != nil {
		fault.report(problems)
		return nil, false
	}
	for _, s := range f.list() {
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
		problems.Add(diag.Pos{File: display}, diag.FileUnreadable, "Check that the right file was given.", "the file is empty")
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
		return &fault{here, diag.FileUnreadable, "Name each file in site.yaml.", "is a folder", true}
	}
	buffered := bufio.NewReader(file)
	limit := int64(MaxFile)
	start, _ := buffered.Peek(len(workbookMark))
	isBook := bytes.Equal(start, workbookMark)
	if isBook {
		limit = MaxWorkbook
	}
	if info.Size() > limit {
		return &fault{here, diag.FileTooLarge, "", fmt.Sprintf("the file has %d MB, more than %d", info.Size()>>20, limit>>20), true}
	}
	if isBook {
		f.book, err = openWorkbook(io.LimitReader(buffered, limit))
		switch {
		case errors.Is(err, excelize.ErrOptionsUnzipSizeLimit):
			return &fault{here, diag.FileTooLarge, "", err.Error(), true}
		case err != nil:
			return &fault{here, diag.FileUnreadable, "Save it again as an Excel workbook (.xlsx) or as CSV UTF-8.", err.Error(), true}
		}
		return nil
	}
	f.encoding, err = detect(buffered)
	if err != nil {
		return &fault{here, diag.FileUnreadable, "", reason(err), true}
	}
	if f.encoding == unknownEncoding {
		return &fault{here, diag.FileEncoding, "", "the file is not text in UTF-8 or windows-1252", true}
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
		return []*Sheet{{file: f}}
	}
	var sheets []*Sheet
	for _, name := range f.book.GetSheetList() {
		sheets = append(sheets, &Sheet{file: f, name: name})
	}
	return sheets
}

// Sheets returns the worksheets that hold anything, in the order of the workbook and
// without those whose first filled cell begins with "Read me", which are for people;
// for a CSV file the one sheet that it is.
func (f *File) Sheets() []*Sheet { return f.sheets }

// Sheet is a table: a header and rows.
type Sheet struct {
	file   *File
	name   string
	leads  []lead
	header []string
	places []diag.Pos // of the cells of the header
	before int        // records above the header
	above  int        // those of them that are filled
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

// Name returns the name of the worksheet; "" for a CSV file.
func (s *Sheet) Name() string { return s.name }

// Header returns the names of the columns as the file has them.
func (s *Sheet) Header() []string { return s.header }

// Pos returns the place of the sheet as a whole.
func (s *Sheet) Pos() diag.Pos { return diag.Pos{File: s.file.display, Sheet: s.name} }

func (s *Sheet) open() (cursor, *fault) {
	var c cursor
	var err error
	if s.file.book != nil {
		c, err = openWorksheet(s.file.book, s.file.display, s.name)
	} else {
		c, err = openText(s.file.fsys, s.file.path, s.file.display, s.file.encoding)
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
