package sheet

import (
	"slices"
	"strings"

	"rollcall/generator/diag"
)

// mostLeading is how many filled rows are looked at for the header: exports put a
// title, a date and filters above it.
const mostLeading = 20

// lead is one of the first filled rows of a sheet, any of which may be the header.
type lead struct {
	cells  []string
	before int // records that come before it, blank ones too
	line   int
}

// header is one or two leading rows that may name the columns.
type header struct {
	cells []string
	above int // leading rows before it
	rows  int
}

// readLeads reads the first rows of a sheet and takes the first of them for the
// header, until a format shows which it is.
func (s *Sheet) readLeads() *fault {
	c, problem := s.open()
	if problem != nil {
		return problem
	}
	defer c.close()
	for before := 0; len(s.leads) < mostLeading; before++ {
		record, err := c.next()
		if err == nil && blank(record) {
			continue
		}
		if err == nil {
			if problem = tooLarge(c, record); problem == nil {
				s.leads = append(s.leads, lead{slices.Clone(record), before, c.pos(-1).Line})
				if len(s.leads) == 1 {
					s.takeHeader(c, record, before)
				}
				continue
			}
		} else if f, ok := err.(*fault); ok {
			problem = f
		}
		if len(s.leads) > 0 {
			return nil // whoever reads the rows meets it again
		}
		if problem == nil {
			problem = errEmpty
		}
		return problem
	}
	return nil
}

func (s *Sheet) takeHeader(c cursor, record []string, before int) {
	s.header, s.places, s.before, s.last = slices.Clone(record), make([]diag.Pos, len(record)), before, c.pos(-1).Line
	for i := range record {
		s.places[i] = c.pos(i)
	}
}

// headers lists what may be the header: each leading row, and then each two of which
// the upper has cells that are merged across columns or downwards.
func (s *Sheet) headers() []header {
	if s.candidates != nil {
		return s.candidates
	}
	for i, l := range s.leads {
		s.candidates = append(s.candidates, header{l.cells, i, 1})
	}
	merges := s.merges()
	for i := range max(len(s.leads)-1, 0) {
		upper, lower := s.leads[i], s.leads[i+1]
		cells := slices.Clone(upper.cells)
		found := false
		for _, m := range merges {
			if m.row != upper.line || m.lastRow > lower.line || m.column > len(upper.cells) {
				continue
			}
			found = true
			for column := m.column + 1; column <= min(m.lastColumn, MaxColumns); column++ {
				for len(cells) < column {
					cells = append(cells, "")
				}
				cells[column-1] = upper.cells[m.column-1]
			}
		}
		if !found {
			continue
		}
		for len(cells) < len(lower.cells) {
			cells = append(cells, "")
		}
		alone := slices.Clone(cells)
		for j, name := range lower.cells {
			if name = strings.TrimSpace(name); name != "" {
				alone[j], cells[j] = name, strings.TrimSpace(cells[j]+" "+name)
			}
		}
		s.candidates = append(s.candidates, header{alone, i, 2}, header{cells, i, 2})
	}
	return s.candidates
}

// take makes the header what headers gave.
func (s *Sheet) take(h header) {
	if h.above == s.above && h.rows == s.rows {
		return
	}
	c, problem := s.open()
	if problem != nil {
		return // whoever reads the rows meets it again
	}
	defer c.close()
	record, problem := skipTo(c, s.leads[h.above].before)
	if problem != nil {
		return
	}
	s.takeHeader(c, record, s.leads[h.above].before)
	s.above, s.rows = h.above, h.rows
	if h.rows == 2 {
		s.header = slices.Clone(h.cells)
		for len(s.places) < len(s.header) {
			s.places = append(s.places, c.pos(len(s.places)))
		}
		s.before, s.last = s.leads[h.above+1].before, s.leads[h.above+1].line
	}
}

// skipTo passes over so many records and returns the next.
func skipTo(c cursor, before int) ([]string, *fault) {
	for ; ; before-- {
		record, err := c.next()
		switch err := err.(type) {
		case nil:
			if before <= 0 {
				return record, nil
			}
		case *fault:
			return nil, err
		default:
			return nil, errEmpty
		}
	}
}

// headerPos is the line of the header.
func (s *Sheet) headerPos() diag.Pos {
	where := s.places[0]
	where.Col = 0
	if s.name != "" {
		where.Col = 1
	}
	return where
}

// reportLeads says that rows come before the header.
func (s *Sheet) reportLeads(problems *diag.List) {
	if s.above > 0 {
		problems.Add(s.places[0], diag.HeaderBelow, "", "the header is in line %d, and the rows above it were passed over", s.places[0].Line)
	}
}
