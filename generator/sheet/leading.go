package sheet

import (
	"slices"

	"rollcall/generator/diag"
)

// mostLeading is how many filled rows are looked at for the header: exports put a
// title, a date and filters above it.
const mostLeading = 20

// lead is one of the first filled rows of a sheet, any of which may be the header.
type lead struct {
	cells  []string
	before int // records that stand above it, blank ones too
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
				s.leads = append(s.leads, lead{slices.Clone(record), before})
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
	s.header, s.places, s.before = slices.Clone(record), make([]diag.Pos, len(record)), before
	for i := range record {
		s.places[i] = c.pos(i)
	}
}

// settle makes the header the lead at an index.
func (s *Sheet) settle(i int) {
	c, problem := s.open()
	if problem != nil {
		return // whoever reads the rows meets it again
	}
	defer c.close()
	if record, problem := skipTo(c, s.leads[i].before); problem == nil {
		s.takeHeader(c, record, s.leads[i].before)
		s.above = i
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

// reportLeads says that rows stand above the header.
func (s *Sheet) reportLeads(problems *diag.List) {
	if s.above > 0 {
		problems.Add(s.places[0], diag.HeaderBelow, "", "the header stands in line %d, and what stands above it was passed over", s.places[0].Line)
	}
}
