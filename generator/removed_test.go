package generator

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/attendance"
	"rollcall/generator/config"
	"rollcall/generator/diag"
)

// Whatever columns, cells or files are missing from the inputs of an authority, the build
// ends with a sound site, or it says where and what to do, and that works: the test does
// what the problems say, by nothing but their place and words, until there is a site.
// ROLLCALL_PARTS says how many removals are tried.
func TestRemediesWork(t *testing.T) {
	most := 20
	if n, err := strconv.Atoi(os.Getenv("ROLLCALL_PARTS")); err == nil {
		most = n
	}
	rng := rand.New(rand.NewPCG(7, 12))
	samples := []fstest.MapFS{nationSample(t, attendance.England), nationSample(t, attendance.Wales)}
	for i := range most {
		whole := samples[i%len(samples)]
		left, what, needed := removed(t, rng, whole)
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			mend(t, whole, left, needed)
		})
	}
}

// mend builds a site and does what its errors say, until there is one. Something has to be
// said of the row where a cell was needed, if there is one.
func mend(t *testing.T, whole, left fstest.MapFS, needed diag.Pos) {
	for range 8 {
		opt := siteOptions(t, left)
		site, problems := buildWith(t, opt)
		if len(site) > 0 {
			auditsClean(t, opt, site)
			if needed.Line > 0 && !slices.ContainsFunc(problems, func(p diag.Problem) bool { return p.Pos.File == needed.File && p.Pos.Line == needed.Line }) {
				t.Errorf("nothing is said of it: %v", problems)
			}
			return
		}
		next := maps.Clone(left)
		for _, p := range problems {
			if diag.IsError(p) && !follow(t, whole, next, p) {
				t.Fatalf("what has to be done is not said: %s", p)
			}
		}
		if needed.Line = 0; !differ(left, next) {
			t.Fatalf("nothing is said that would help: %v", problems)
		}
		left = next
	}
	t.Fatal("there is no site after eight rounds")
}

func differ(a, b fstest.MapFS) bool {
	return !maps.EqualFunc(a, b, func(x, y *fstest.MapFile) bool { return bytes.Equal(x.Data, y.Data) })
}

// removed takes a column or two, some cells, or a file out of the inputs. Where one of the
// cells is needed, it says which row it was in.
func removed(t *testing.T, rng *rand.Rand, whole fstest.MapFS) (left fstest.MapFS, what string, needed diag.Pos) {
	left = maps.Clone(whole)
	names := inputsOf(t, whole)
	name := names[rng.IntN(len(names))]
	rows := cells(t, whole[name].Data)
	column := rng.IntN(len(rows[0]))
	switch rng.IntN(5) {
	case 0:
		delete(left, name)
		return left, "file " + name, needed
	case 1, 2:
		what = fmt.Sprintf("column %s of %s", rows[0][column], name)
		rows = withoutColumn(rows, column)
		if len(rows[0]) > 1 && rng.IntN(3) == 0 {
			other := rng.IntN(len(rows[0]))
			what += " and " + rows[0][other]
			rows = withoutColumn(rows, other)
		}
	default:
		what = fmt.Sprintf("cells of %s", name)
		line := 1 + rng.IntN(len(rows)-1)
		if name == "attendance.csv" {
			column = slices.Index(rows[0], []string{"urn", "period", "sess_possible", "sess_authorised", "sess_unauthorised"}[rng.IntN(5)])
			what, needed = fmt.Sprintf("%s in line %d of %s", rows[0][column], line+1, name), diag.Pos{File: name, Line: line + 1}
		}
		rows[line][column] = ""
		for range rng.IntN(3) {
			rows[1+rng.IntN(len(rows)-1)][rng.IntN(len(rows[0]))] = ""
		}
	}
	left[name] = written(t, rows)
	return left, what, needed
}

// inputsOf lists the text files among the inputs of a site.
func inputsOf(t *testing.T, folder fstest.MapFS) []string {
	var problems diag.List
	site, ok := config.Load(folder, config.FileName, &problems)
	if !ok {
		t.Fatal(problems.Problems())
	}
	var names []string
	for _, in := range site.Inputs {
		if path.Ext(in.Path) == ".csv" {
			names = append(names, in.Path)
		}
	}
	return names
}

func withoutColumn(rows [][]string, column int) [][]string {
	out := make([][]string, len(rows))
	for i, row := range rows {
		out[i] = slices.Delete(slices.Clone(row), column, column+1)
	}
	return out
}

var (
	needsColumn = regexp.MustCompile(`needs a column (\S+)$`)
	alsoNeeds   = regexp.MustCompile(`which also needs ([^.]+)\.`)
	noFile      = regexp.MustCompile(`^(\S+)(?::.*)? cannot be opened|^(\S+\.csv)`)
)

// follow does what an error says. It returns false where that cannot be understood.
func follow(t *testing.T, whole, left fstest.MapFS, p diag.Problem) bool {
	if m := noFile.FindStringSubmatch(p.Message); p.Code == diag.FileUnreadable && m != nil {
		name := m[1] + m[2]
		left[name] = whole[name]
		return whole[name] != nil
	}
	if m := needsColumn.FindStringSubmatch(p.Message); p.Code == diag.ColumnMissing && m != nil {
		return putBack(t, whole, left, p.Pos.File, m[1])
	}
	if m := alsoNeeds.FindStringSubmatch(p.Hint); p.Code == diag.FormatUnknown && m != nil {
		for _, column := range strings.Split(m[1], ", ") {
			if !putBack(t, whole, left, p.Pos.File, column) {
				return false
			}
		}
		return true
	}
	return path.Ext(p.Pos.File) == ".csv" && p.Pos.Line > 1 && p.Pos.Col > 0 && fillIn(t, whole, left, p.Pos)
}

// putBack puts a column into a file, at its end.
func putBack(t *testing.T, whole, left fstest.MapFS, name, column string) bool {
	if left[name] == nil {
		return false
	}
	from, to := cells(t, whole[name].Data), cells(t, left[name].Data)
	at := slices.Index(from[0], column)
	if at < 0 || slices.Contains(to[0], column) || len(from) != len(to) {
		return slices.Contains(to[0], column) // another error said it already
	}
	for i := range to {
		to[i] = append(to[i], from[i][at])
	}
	left[name] = written(t, to)
	return true
}

// fillIn puts back the cell that stands at a place.
func fillIn(t *testing.T, whole, left fstest.MapFS, pos diag.Pos) bool {
	if left[pos.File] == nil || whole[pos.File] == nil {
		return false
	}
	r := csv.NewReader(bytes.NewReader(left[pos.File].Data))
	r.FieldsPerRecord = -1
	lines := strings.Split(string(left[pos.File].Data), "\n")
	to, from := cells(t, left[pos.File].Data), cells(t, whole[pos.File].Data)
	for i := range to {
		record, err := r.Read()
		if err != nil {
			t.Fatal(err)
		}
		cell := -1
		for j := range record {
			if line, column := r.FieldPos(j); line == pos.Line && len([]rune(lines[line-1][:column-1])) < pos.Col {
				cell = j
			}
		}
		if cell < 0 {
			continue
		}
		at := slices.Index(from[0], to[0][cell])
		if at < 0 {
			return false
		}
		to[i][cell] = from[i][at]
		left[pos.File] = written(t, to)
		return true
	}
	return false
}
