package mapping

import "rollcall/generator/sheet"

// A wide table has a set of columns for each period, which stands in their names: "Autumn 1
// possible", "Autumn 2 possible".

// byPeriod claims the columns of a wide table. Those of one kind have to be named alike
// whatever the period, and what the format needs has to be there for some.
func (m *Mapping) byPeriod(table Table) {
	if m.Holds("period") || !m.Format.HasColumn("period") || m.Format.Streamed {
		return
	}
	ours := make(map[string]string) // what is left of a name, to our column
	claimed := make(map[int]string)
	for i := range m.Columns {
		c := &m.Columns[i]
		_, rest, ok := sheet.SplitPeriod(c.Own)
		if c.How != Unknown || !ok {
			continue
		}
		key := sheet.Normalise(rest)
		if ours[key] == "" {
			ours[key] = m.free(rest, table.of(c.Own), ours)
			if name := ours[key]; name != "" {
				m.Own[name] = rest
			}
		}
		if ours[key] != "" {
			claimed[i] = ours[key]
		}
	}
	if len(claimed) < 2 {
		for _, name := range ours {
			delete(m.Own, name)
		}
		return
	}
	m.Wide = true
	for i, name := range claimed {
		m.Columns[i].Name, m.Columns[i].How = name, Named
	}
}

// free finds the column of the format that others name so and that no column of the file
// is yet.
func (m *Mapping) free(own string, values []string, taken map[string]string) string {
	for _, c := range m.Format.Columns {
		used := m.Holds(c.Name)
		for _, name := range taken {
			used = used || name == c.Name
		}
		if !used && !c.Prefix && !c.Unread && c.Called(own) && fits(c.Name, values) {
			return c.Name
		}
	}
	return ""
}
