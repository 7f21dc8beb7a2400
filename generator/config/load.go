package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"rollcall/generator/diag"
)

// maxSize bounds the file: a real one has a few kilobytes, and the time that the
// YAML parser takes grows with the square of the nesting.
const maxSize = 64 << 10

// Load reads the site file called name. It adds everything that is wrong with it
// to problems, and returns false when anything is.
func Load(fsys fs.FS, name string, problems *diag.List) (*Site, bool) {
	var found diag.List
	site := load(fsys, name, &found)
	problems.Merge(&found)
	return site, !found.Failed()
}

func load(fsys fs.FS, name string, problems *diag.List) *Site {
	whole := diag.Pos{File: name}
	data, err := read(fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		problems.Add(whole, diag.ConfigUnreadable, "A site is a folder that holds site.yaml; `rollcall init` makes one.", "there is no such file")
		return nil
	case err != nil:
		problems.Add(whole, diag.ConfigUnreadable, "Check that the file may be read.", "%v", err)
		return nil
	case len(data) > maxSize:
		problems.Add(whole, diag.FileTooLarge, "A site file has a few kilobytes; check that this is one.", "the file is larger than %d KB", maxSize>>10)
		return nil
	case !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0:
		problems.Add(whole, diag.FileEncoding, "Save the file as UTF-8.", "the file is not UTF-8 text")
		return nil
	}
	text := strings.ReplaceAll(strings.TrimPrefix(string(data), "\ufeff"), "\r\n", "\n")
	r := &reader{file: name, problems: problems, lines: strings.Split(text, "\n")}
	root, ok := r.parse(text)
	if !ok {
		return nil
	}
	return r.site(root)
}

func read(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxSize+1))
}

// inWords says for the commonest faults of a line what to write instead. Of any other it
// gives the parser's message and the line.
func inWords(message, line string) (fault, hint string) {
	key, rest, isKey := strings.Cut(line, ": ")
	switch {
	case strings.Contains(message, "'\t'"):
		return "a tab stands where spaces are expected", "Write spaces in place of the tab."
	case strings.HasPrefix(message, "mapping value is not allowed") && isKey && strings.Contains(rest, ":"):
		return "words with a colon need quotes", fmt.Sprintf("Write %s: %q", key, strings.TrimSpace(rest))
	}
	return message, line
}

// parse returns the mapping that the file consists of.
func (r *reader) parse(text string) (root *ast.MappingNode, ok bool) {
	// The parser is not ours, and a file that breaks it is still only a bad file.
	defer func() {
		if recover() != nil {
			r.problems.Add(diag.Pos{File: r.file}, diag.ConfigUnreadable, "Compare it with the site.yaml that `rollcall init` writes.", "the file is not YAML")
			root, ok = nil, false
		}
	}()
	file, err := parser.ParseBytes([]byte(text), 0, parser.AllowDuplicateMapKey())
	if err != nil {
		pos, message := diag.Pos{File: r.file}, "the file is not YAML"
		var bad yaml.Error
		if errors.As(err, &bad) {
			message = bad.GetMessage()
			if t := bad.GetToken(); t != nil && t.Position != nil {
				pos = r.within(t.Position.Line, t.Position.Column)
			}
		}
		message, hint := inWords(message, r.quote(pos))
		r.problems.Add(pos, diag.ConfigUnreadable, hint, "%s", message)
		return nil, false
	}
	var bodies []ast.Node
	for _, doc := range file.Docs {
		if doc.Body != nil {
			bodies = append(bodies, doc.Body)
		}
	}
	if len(bodies) == 1 {
		if root, ok = bodies[0].(*ast.MappingNode); ok {
			return root, true
		}
	}
	r.problems.Add(r.within(1, 1), diag.ConfigUnreadable, "Write one key a line, such as title: Attendance in Coventry.", "the file is not one list of keys and values")
	return nil, false
}

// quote returns the line at a place, for a hint.
func (r *reader) quote(pos diag.Pos) string {
	if pos.Line == 0 {
		return ""
	}
	return strings.TrimSpace(r.lines[pos.Line-1])
}
