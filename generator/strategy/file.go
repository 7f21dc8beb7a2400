package strategy

import (
	"bytes"
	"io"
	"io/fs"
	"unicode/utf8"

	"rollcall/generator/diag"
)

// A page of a strategy is a few kilobytes. The limits keep a wrong file, or one
// made to exhaust the parsers with nesting, from being parsed at all.
const (
	maxPage  = 64 << 10
	maxFront = 16 << 10
)

// file is the text of one page. It knows where in it a thing stands.
type file struct {
	name     string // as problems call it
	text     []byte // with \n line ends and without a byte order mark
	problems *diag.List
}

// open reads a page; it is false when the page cannot be used at all.
func open(fsys fs.FS, path, name string, problems *diag.List) (*file, bool) {
	f := &file{name: name, problems: problems}
	whole := diag.Pos{File: name}
	in, err := fsys.Open(path)
	if err != nil {
		problems.Add(whole, diag.FileUnreadable, "", "%v", err)
		return nil, false
	}
	defer in.Close()
	text, err := io.ReadAll(io.LimitReader(in, maxPage+1))
	if err != nil {
		problems.Add(whole, diag.FileUnreadable, "", "%v", err)
		return nil, false
	}
	if len(text) > maxPage {
		problems.Add(whole, diag.FileTooLarge, "", "a page of a strategy holds at most %d kilobytes", maxPage>>10)
		return nil, false
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	f.text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
	if i := invalid(f.text); i >= 0 {
		problems.Add(f.pos(i), diag.FileEncoding, "Save the page as UTF-8.", "the page is not UTF-8 text")
		return nil, false
	}
	return f, true
}

// invalid returns the offset of the first byte that is not text, or -1.
func invalid(text []byte) int {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 || r == 0 {
			return i
		}
		i += size
	}
	return -1
}

// pos returns the place of a byte offset.
func (f *file) pos(offset int) diag.Pos {
	before := f.text[:min(max(offset, 0), len(f.text))]
	start := bytes.LastIndexByte(before, '\n') + 1
	return diag.Pos{File: f.name, Line: bytes.Count(before, []byte("\n")) + 1, Col: utf8.RuneCount(before[start:]) + 1}
}

// at returns the place of a line and column as the YAML parser counts them. Its
// columns can point past the end of a line; the nearest place in the file is used.
func (f *file) at(line, col int) diag.Pos {
	rest, n := f.text, 1
	for n < line {
		_, after, more := bytes.Cut(rest, []byte("\n"))
		if !more {
			break
		}
		rest, n = after, n+1
	}
	this, _, _ := bytes.Cut(rest, []byte("\n"))
	return diag.Pos{File: f.name, Line: n, Col: min(max(col, 1), utf8.RuneCount(this)+1)}
}

// split cuts the front matter, between two lines of three hyphens, from the body.
// Both are byte ranges of the text: the front matter is text[4:front], the body
// begins at body.
func (f *file) split() (front, body int, ok bool) {
	const open, shut = "---\n", "\n---"
	if !bytes.HasPrefix(f.text, []byte(open)) {
		f.problems.Add(f.pos(0), diag.StrategyFront, "Begin the page with a line ---, then kind: and title:, then a line ---.", "the page has no front matter")
		return 0, 0, false
	}
	for at := len(open) - 1; ; {
		i := bytes.Index(f.text[at:], []byte(shut))
		if i < 0 {
			f.problems.Add(f.pos(0), diag.StrategyFront, "End the front matter with a line ---.", "the front matter has no end")
			return 0, 0, false
		}
		front, body = at+i+1, at+i+len(shut)
		line, _, _ := bytes.Cut(f.text[body:], []byte("\n"))
		if len(bytes.TrimSpace(line)) == 0 {
			body = min(body+len(line)+1, len(f.text))
			break
		}
		at = body
	}
	if front > maxFront {
		f.problems.Add(f.pos(0), diag.FileTooLarge, "", "front matter holds at most %d kilobytes", maxFront>>10)
		return 0, 0, false
	}
	return front, body, true
}
