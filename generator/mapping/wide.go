package mapping

import (
	"strings"

	"rollcall/generator/sheet"
)

// A wide table has a set of columns for each period, which stands in their names: "Autumn 1
// possible", "Autumn 2 possible".

// splitPeriod takes the name of a column apart into the period that it begins or ends with
// and the rest: "Autumn 1" and "possible". The period is as long as it can be.
func splitPeriod(own string) (period, rest string, ok bool) {
	words := strings.Fields(own)
	for n := len(words) - 1; n > 0; n-- {
		for _, from := range []int{0, len(words) - n} {
			period = trimmed(strings.Join(words[from:from+n], " "))
			if from == 0 {
				rest = trimmed(strings.Join(words[n:], " "))
			} else {
				rest = trimmed(strings.Join(words[:from], " "))
			}
			if rest != "" && isPeriod(period) && !isNumber(period) {
				return period, rest, true
			}
		}
	}
	return "", "", false
}

func trimmed(words string) string { return strings.Trim(words, " -_:,;/()") }

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
		_, rest, ok := splitPeriod(c.Own)
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
		if !used && !c.Prefix && !c.Unread && isOther(own, c) && fits(c.Name, values) {
			return c.Name
		}
	}
	return ""
}
