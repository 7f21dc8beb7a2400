package mapping

import (
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// First finds out which format a sheet comes nearest to, takes the row that shows it for
// the header, and maps the columns. It returns false where the sheet is like none: fewer
// than half of what a format needs are there.
func First(s *sheet.Sheet, formats []sheet.Format, answers Answers, problems *diag.List) (*Mapping, bool) {
	format, ok := s.Detect(formats, answers.Told)
	if !ok {
		if format, ok = likest(s, formats, answers); !ok {
			return nil, false
		}
	}
	return Of(TableOf(s), format, Earlier{}, answers, problems), true
}

// TableOf is what is looked at of a sheet.
func TableOf(s *sheet.Sheet) Table { return Table{Header: s.Header(), Rows: s.Leading()} }

// likest takes for the header the row in which most columns of one format have names that
// are known, and returns that format.
func likest(s *sheet.Sheet, formats []sheet.Format, answers Answers) (sheet.Format, bool) {
	var dictionaries []dictionary
	for _, f := range formats {
		if !f.Refused {
			dictionaries = append(dictionaries, dictionaryOf(f, answers.Told))
		}
	}
	best := func(cells []string) (format sheet.Format, most int) {
		for _, d := range dictionaries {
			if score := d.score(cells); score > most {
				format, most = d.format, score
			}
		}
		return format, most
	}
	found := s.Choose(func(cells []string) int {
		_, score := best(cells)
		return score
	})
	format, _ := best(s.Header())
	return format, found > 0
}

// dictionary is every name of the columns of a format.
type dictionary struct {
	format   sheet.Format
	names    map[string][]string // word to our names
	required int
}

func dictionaryOf(f sheet.Format, told map[string]string) dictionary {
	d := dictionary{format: f, names: make(map[string][]string)}
	for _, c := range f.Columns {
		if c.Prefix || c.Unread {
			continue
		}
		if c.Required {
			d.required++
		}
		all := append([]string{c.Name}, c.Aliases...)
		if own := told[c.Name]; own != "" {
			all = append(all, own)
		}
		for _, name := range append(all, otherNames[c.Name]...) {
			d.names[word(name)] = append(d.names[word(name)], c.Name)
		}
	}
	return d
}

// complete is how many further columns weigh as much as that nothing is missing.
const complete = 4

// score says how well a header is of the format: what it has of it, less what it lacks.
func (d dictionary) score(cells []string) int {
	found := make(map[string]bool)
	for _, cell := range cells {
		names := d.names[word(cell)]
		if _, rest, ok := splitPeriod(cell); ok && len(names) == 0 && len(d.names[word(rest)]) > 0 && !d.format.Streamed {
			found["period"], names = true, d.names[word(rest)]
		}
		for _, name := range names {
			if !found[name] {
				found[name] = true
				break
			}
		}
	}
	missing := 0
	for _, c := range d.format.Columns {
		if c.Required && !found[c.Name] {
			missing++
		}
	}
	switch {
	case len(found) < 2 || 2*missing > d.required:
		return 0
	case missing == 0:
		return len(found) + complete
	}
	return len(found) - missing
}
