package audit

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"rollcall/generator/diag"
)

// What stands in a cell that holds no number. A number is never negative.
const (
	absent int64 = -1 - iota // x, z or nothing
	hidden                   // c
	low                      // rounds to zero and is not zero
	told                     // no count is given, but a percentage of it is
)

// tooWide stands for a number that is kept apart.
const tooWide = math.MinInt32

const (
	percentScale = 1_000_000 // a percentage is kept in millionths of a point
	percentPlace = 6
	largest      = int64(1) << 40 // no count is larger
	longestCell  = 4096           // bytes
	mostColumns  = 1000           // of a file; all files together may have no more
)

// unit says what a column counts, which decides how it adds up.
type unit uint8

const (
	noUnit       unit = iota
	schoolsUnit       // add up over places and phases
	pupilsUnit        // add up over places, phases and groups, not over time; may be rounded
	sessionsUnit      // add up over time too; exact or hidden
	percentUnit
)

func unitOf(name string) unit {
	switch {
	case strings.HasSuffix(name, "_percent"):
		return percentUnit
	case name == "schools":
		return schoolsUnit
	case strings.HasPrefix(name, "sess_"):
		return sessionsUnit
	case name == "enrolments" || name == "severe" || name == "near_pa" || name == "severe_plan" || strings.HasPrefix(name, "pa_"):
		return pupilsUnit
	}
	return noUnit
}

// column is one column of all files together.
type column struct {
	name   string
	index  int16 // among the columns
	unit   unit
	table  *cells          // by row and column: a number, what stands for one, or tooWide
	wide   map[int32]int64 // by row, a number that takes more room: the sessions of a large area
	sure   []bool          // by row, where a known file gives the exact number; nil if none does
	digits int             // the most digits after the point, of percentages
}

func (c *column) at(row int32) int64 {
	if v := c.table.at(row, int(c.index)); v != tooWide {
		return int64(v)
	}
	return c.wide[row]
}

func (c *column) put(row int32, v int64) {
	if v > math.MaxInt32 {
		if c.wide == nil {
			c.wide = make(map[int32]int64)
		}
		c.wide[row], v = v, tooWide
	}
	c.table.put(row, int(c.index), int32(v))
}

// read adds a published file. Whatever in it is no figures.csv is a problem.
func (b *figures) read(s Source, problems *diag.List) { b.take(s, false, problems) }

// learn adds files that the attacker knows. What stands in the published files goes
// before them, because a figure may have been revised.
func (b *figures) learn(known []Source, problems *diag.List) {
	for _, s := range known {
		b.take(s, true, problems)
	}
}

// layout is where the labels and figures of one file stand.
type layout struct {
	labels  [6]int
	columns []*column // by place in the row; nil for what is no figure
	name    string
	known   bool
	rounded bool // every pupil count of the file is a multiple of the step
}

var labelNames = [...]string{"level", "code", "name", "phase", "period", "group"}

func (b *figures) take(s Source, known bool, problems *diag.List) {
	fault := func(line int, format string, args ...any) {
		problems.Add(diag.Pos{File: s.Name, Line: line}, diag.AuditFigures, "", format, args...)
	}
	r := csv.NewReader(&guardReader{r: bufio.NewReaderSize(s.Data, 1<<16)})
	r.ReuseRecord = true
	r.FieldsPerRecord = -1
	header, err := r.Read()
	if err != nil {
		fault(1, "the header cannot be read: %v", err)
		return
	}
	if len(header) > mostColumns {
		fault(1, "the header has %d columns", len(header))
		return
	}
	l := layout{name: s.Name, known: known, columns: make([]*column, len(header))}
	for i, name := range labelNames {
		if l.labels[i] = slices.Index(header, name); l.labels[i] < 0 && name != "name" {
			fault(1, "the column %s is not there", name)
			return
		}
	}
	seen := make(map[string]bool)
	for i, name := range header {
		if u := unitOf(name); u != noUnit {
			if seen[name] {
				fault(1, "the column %.60q stands there twice", name)
				return
			}
			seen[name] = true
			if b.columnAt[name] == nil && len(b.columns) >= mostColumns {
				fault(1, "the files have too many columns")
				return
			}
			l.columns[i] = b.column(strings.Clone(name), u)
		}
	}
	file := int32(len(b.files))
	b.files = append(b.files, s.Name)
	var pending [][]string // a known file is read whole before it is known to be rounded
	var lines []int
	places := make(map[int32]bool)
	for {
		record, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			fault(faultyLine(err), "the file cannot be read on: %v", err)
			break
		}
		line, _ := r.FieldPos(0)
		if len(record) != len(header) {
			fault(line, "the row has %d cells, the header %d", len(record), len(header))
			continue
		}
		if known {
			pending, lines = append(pending, slices.Clone(record)), append(lines, line)
			continue
		}
		b.row(&l, file, line, record, places, fault)
	}
	l.rounded = known && b.allMultiples(&l, pending)
	for i, record := range pending {
		b.row(&l, file, lines[i], record, places, fault)
	}
	if !known {
		b.join(places)
	}
}

// allMultiples reports whether a known file is itself of a rounded edition.
func (b *figures) allMultiples(l *layout, records [][]string) bool {
	counts := 0
	for _, record := range records {
		for i, c := range l.columns {
			if c == nil || c.unit != pupilsUnit {
				continue
			}
			if v, ok := readCount(record[i]); ok && v > 0 {
				counts++
				if v%b.protection.Step != 0 {
					return false
				}
			}
		}
	}
	return b.protection.rounded() && counts > 0
}

// row takes one row of a file.
func (b *figures) row(l *layout, file int32, line int, record []string, places map[int32]bool, fault func(int, string, ...any)) {
	var label [6]string
	for i, at := range l.labels {
		if at >= 0 {
			label[i] = record[at]
		}
	}
	place := b.place(label[0], label[1], label[2])
	row, ok := b.rowOf(place, label[3], label[4], label[5], file, int32(line))
	if !ok {
		fault(line, "%.60q is not a period", label[4])
		return
	}
	places[place] = true
	for i, c := range l.columns {
		if c == nil {
			continue
		}
		v, ok := c.read(record[i])
		if !ok {
			fault(line, "%.60q in the column %s is neither a number nor a symbol", record[i], c.name)
			continue
		}
		b.settle(l, c, row, file, line, v)
	}
}

// settle brings together what two files say of one figure.
func (b *figures) settle(l *layout, c *column, row int32, file int32, line int, v int64) {
	old := c.at(row)
	if l.known {
		if v < 0 || old >= 0 || c.unit == percentUnit && old == hidden {
			return
		}
		if old == hidden {
			b.learnt++
		}
		c.put(row, v)
		for len(c.sure) <= int(row) {
			c.sure = append(c.sure, false)
		}
		c.sure[row] = !l.rounded
		return
	}
	switch {
	case old == v || old >= 0 && v < 0 && v != hidden:
		return
	case old >= 0 && v == hidden || old == hidden && v >= 0:
		b.leak(c, row, file, line, max(old, v))
		v = max(old, v)
	}
	c.put(row, v)
}

// read reads a cell of the column.
func (c *column) read(s string) (int64, bool) {
	switch s {
	case "", "x", "z":
		return absent, true
	case "c":
		return hidden, true
	case "low":
		return low, true
	}
	if c.unit != percentUnit {
		return readCount(s)
	}
	whole, part, _ := strings.Cut(s, ".")
	n, ok := readCount(whole)
	if !ok || n > 1000 {
		return 0, false
	}
	c.digits = max(c.digits, len(part))
	scale := int64(percentScale)
	n *= scale
	for i := 0; i < len(part); i++ {
		if part[i] < '0' || part[i] > '9' {
			return 0, false
		}
		scale /= 10
		n += int64(part[i]-'0') * scale
	}
	return n, true
}

func readCount(s string) (int64, bool) {
	n, err := strconv.ParseUint(s, 10, 63)
	return int64(n), err == nil && s[0] != '+' && n <= uint64(largest)
}

// guardReader refuses NUL and cells longer than any of a figure, so that a hostile file
// fills no memory.
type guardReader struct {
	r    io.Reader
	cell int // how much has been read of the cell at hand
}

var errHostile = errors.New("it holds a NUL or a cell longer than any figure")

func (g *guardReader) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	if nul := bytes.IndexByte(p[:n], 0); nul >= 0 {
		n, err = nul, errHostile
	}
	for at := 0; at < n; {
		room := p[at:min(at+longestCell-g.cell, n)]
		if len(room) == 0 {
			return at, errHostile
		}
		if end := bytes.LastIndexAny(room, ",\n"); end >= 0 {
			g.cell = len(room) - 1 - end
		} else {
			g.cell += len(room)
		}
		at += len(room)
	}
	return n, err
}
