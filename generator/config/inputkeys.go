package config

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// Input is one file of figures, or with * in the name of its Path every file of the
// folder that is named so, until Expand puts those in its place.
type Input struct {
	Path    string
	Format  string            // empty: known by the header
	Period  attendance.Period //  of a file that carries none of its own; else zero
	Sheets  []string          // the worksheets to read; none for every one that is a table
	Columns map[string]string // canonical column name to the file's own
	Ignore  []string          // columns of the file that are left alone
	From    map[string]Origin // canonical column names that the table does not give
	Pos     diag.Pos          // where site.yaml names it
}

// Origin is where a column comes from that no column of the table gives: exactly one of
// a cell, the name of the worksheet, the name of the file, or the names of the columns.
type Origin struct {
	Cell   string // B2
	Sheet  bool
	File   string // attendance-*: the part of the name that * is; * for all but its ending
	Header bool   // each column has a value in its name
}

func (r *reader) input(to *[]Input) take {
	return func(v value) {
		in := Input{Pos: r.pos(v.node)}
		r.mapping(v, []field{
			{"path", r.path(&in.Path)},
			{"format", r.text(&in.Format)},
			{"period", r.period(&in.Period)},
			{"sheet", r.oneOrMore(&in.Sheets)},
			{"columns", r.columns(&in.Columns)},
			{"ignore", r.oneOrMore(&in.Ignore)},
			{"from", r.origins(&in.From)},
		}, "path")
		if in.Path != "" {
			*to = append(*to, in)
		}
	}
}

// oneOrMore takes words, or a list of them.
func (r *reader) oneOrMore(to *[]string) take {
	return func(v value) {
		if _, list := v.node.(*ast.SequenceNode); list {
			r.texts(to, r.text)(v)
			return
		}
		var word string
		if r.text(&word)(v); word != "" {
			*to = []string{word}
		}
	}
}

// origins takes where columns come from.
func (r *reader) origins(to *map[string]Origin) take {
	return func(v value) {
		var words map[string]string
		r.columns(&words)(v)
		for name, text := range words {
			origin, ok := parseOrigin(text)
			if !ok {
				r.wrong(v, "Write cell B2, sheet, file, file and how it is named (file attendance-*), or header.", "%s: %q is not allowed", name, text)
				continue
			}
			if *to == nil {
				*to = make(map[string]Origin)
			}
			(*to)[name] = origin
		}
	}
}

var cellForm = regexp.MustCompile(`^[A-Z]{1,3}[1-9][0-9]{0,6}$`)

// parseOrigin reads "cell B2", "sheet", "header", "file" and "file attendance-*".
func parseOrigin(text string) (Origin, bool) {
	kind, rest, _ := strings.Cut(text, " ")
	rest = strings.TrimSpace(rest)
	switch strings.ToLower(kind) {
	case "sheet":
		return Origin{Sheet: true}, rest == ""
	case "header":
		return Origin{Header: true}, rest == ""
	case "cell":
		rest = strings.ToUpper(rest)
		return Origin{Cell: rest}, cellForm.MatchString(rest)
	case "file":
		if rest == "" {
			rest = "*"
		}
		return Origin{File: rest}, strings.Count(rest, "*") == 1 && !strings.Contains(rest, "/")
	}
	return Origin{}, false
}

// isPattern reports whether a path stands for several files.
func isPattern(p string) bool { return strings.Contains(path.Base(p), "*") }

// overlaps reports whether two inputs read the same rows of a file.
func (in Input) overlaps(other Input) bool {
	if path.Clean(in.Path) != path.Clean(other.Path) {
		return false
	}
	return len(in.Sheets) == 0 || len(other.Sheets) == 0 || slices.ContainsFunc(in.Sheets, func(name string) bool {
		return slices.ContainsFunc(other.Sheets, func(s string) bool { return strings.EqualFold(s, name) })
	})
}

// Expand puts an input for each file in the place of every one whose path has * in it,
// in the order that match gives them. It reports a pattern without a file, and a file
// that is read twice or that holds the addresses of letters.
func (s *Site) Expand(match func(pattern string) []string, problems *diag.List) {
	var inputs []Input
	var public []string
	for _, in := range s.Inputs {
		paths := []string{in.Path}
		if isPattern(in.Path) {
			if paths = match(in.Path); len(paths) == 0 {
				problems.Add(in.Pos, diag.FilesNone, "", "there is no file %s", in.Path)
			}
		}
		for _, p := range paths {
			one := in
			one.Path = p
			if i := slices.IndexFunc(inputs, one.overlaps); i >= 0 {
				problems.Add(in.Pos, diag.ConfigValue, "Its rows would count twice. Keep one of them.", "inputs: %s is named twice", p)
				continue
			}
			if s.Mail.Contacts.Path != "" && path.Clean(p) == path.Clean(s.Mail.Contacts.Path) {
				problems.Add(in.Pos, diag.ConfigValue, "Keep the addresses in another folder: no build reads them.", "inputs: %s also stands for %s of mail.contacts", in.Path, p)
				continue
			}
			inputs = append(inputs, one)
			if slices.Contains(s.AlreadyPublic, in.Path) && !slices.Contains(public, p) {
				public = append(public, p)
			}
		}
	}
	s.Inputs, s.AlreadyPublic = inputs, public
}
