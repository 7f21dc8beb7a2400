package sheet

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"rollcall/generator/diag"
)

// Origin is where a column comes from that no column of the table gives: a file a
// school names the school in a cell, in the name of the file or of the worksheet.
// Exactly one of its fields is set.
type Origin struct {
	Cell   string // B2
	Sheet  bool   // the name of the worksheet
	File   string // the name of the file without its ending, or the part of it that * stands for: attendance-*
	Header bool   // the names of the columns, of which there is a set for each value
}

// supplied are the columns of a layout that come from elsewhere. Their cells follow
// those of the header.
type supplied struct {
	cells  []string
	places []diag.Pos
}

// supplyColumns finds the columns that come from elsewhere, and reports those that are
// empty, unknown or in the table too.
func (s *Sheet) supplyColumns(l *layout, f Format, problems *diag.List) bool {
	usable := true
	for _, name := range slices.Sorted(maps.Keys(s.from)) {
		var known []string
		for _, c := range f.Columns {
			if !c.Prefix {
				known = append(known, c.Name)
			}
		}
		at, there := l.at[name]
		value, place, where := s.supply(s.from[name], l)
		switch {
		case s.from[name].Header && (f.Streamed || name != s.wideColumn()):
			problems.Add(s.Pos(), diag.ColumnSupplied, "", "from in site.yaml: %s cannot come from the header of a file of the format %s", name, f.Name)
		case !slices.Contains(known, name):
			problems.Add(s.Pos(), diag.ColumnSupplied, diag.DidYouMean(name, known), "from in site.yaml: the format %s has no column %s", f.Name, name)
		case there:
			problems.Add(s.places[at], diag.ColumnSupplied, "Remove it from site.yaml, or list the column under ignore.", "%s is a column of the table, and from in site.yaml gives it too", name)
		case value == "":
			problems.Add(place, diag.ColumnSupplied, "", "%s should come from %s, which does not give it", name, where)
		case s.from[name].Header: // each of the blocks has its own
			continue
		default:
			i := len(s.header) + len(l.supplied.cells)
			l.at[name], l.read[i] = i, true
			l.supplied.cells = append(l.supplied.cells, value)
			l.supplied.places = append(l.supplied.places, place)
			continue
		}
		usable = false
	}
	return usable
}

// supply finds the value of an origin, its place, and what it is in words.
func (s *Sheet) supply(o Origin, l *layout) (value string, place diag.Pos, where string) {
	switch {
	case o.Header:
		if len(l.blocks) > 0 {
			value = l.blocks[0].value
		}
		return value, s.headerPos(), "the names of columns"
	case o.Sheet:
		return strings.TrimSpace(s.name), s.Pos(), "the name of the worksheet"
	case o.File != "":
		return partOf(path.Base(s.file.display), o.File), diag.Pos{File: s.file.display}, fmt.Sprintf("the name of the file, as %s", o.File)
	}
	column, row, err := excelize.CellNameToCoordinates(o.Cell)
	where = "the cell " + o.Cell
	if err != nil {
		return "", s.Pos(), where
	}
	place = s.pos(row, column)
	c, problem := s.open()
	if problem != nil {
		return "", s.Pos(), where
	}
	defer c.close()
	for {
		record, err := c.next()
		line := c.pos(-1).Line
		if err != nil || line > row {
			return "", s.Pos(), where
		}
		if line == row {
			if column > len(record) {
				return "", s.Pos(), where
			}
			return strings.TrimSpace(record[column-1]), c.pos(column - 1), where
		}
	}
}

// partOf returns the part of a file's name that the * of a pattern stands for; ""
// where the name does not match. Endings do not count, nor does case.
func partOf(name, pattern string) string {
	name, pattern = strings.TrimSuffix(name, path.Ext(name)), strings.TrimSuffix(pattern, path.Ext(pattern))
	before, after, _ := strings.Cut(pattern, "*")
	lower := strings.ToLower(name)
	if len(name) != len(lower) || len(name) < len(before)+len(after) || !strings.HasPrefix(lower, strings.ToLower(before)) || !strings.HasSuffix(lower, strings.ToLower(after)) {
		return ""
	}
	return strings.TrimSpace(name[len(before) : len(name)-len(after)])
}
