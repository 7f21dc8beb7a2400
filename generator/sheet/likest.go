package sheet

import (
	"strings"

	"rollcall/generator/attendance"
)

// Likest takes for the header the row in which most columns of one format have names that
// are known, ours or those that others use, and returns that format. told are further names.
// It is false where there is none of which half the required columns are there.
func (s *Sheet) Likest(formats []Format, told map[string]string) (Format, bool) {
	var dictionaries []dictionary
	for _, f := range formats {
		if !f.Refused {
			dictionaries = append(dictionaries, dictionaryOf(f, told))
		}
	}
	best := func(cells []string) (format Format, most int) {
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
	format   Format
	names    map[string][]string // word to our names
	required int
}

func dictionaryOf(f Format, told map[string]string) dictionary {
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
			d.names[Word(name)] = append(d.names[Word(name)], c.Name)
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
		names := d.names[Word(cell)]
		if _, rest, ok := SplitPeriod(cell); ok && len(names) == 0 && len(d.names[Word(rest)]) > 0 && !d.format.Streamed {
			found["period"], names = true, d.names[Word(rest)]
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

// SplitPeriod takes the name of a column apart into the period that it begins or ends with
// and the rest: "Autumn 1" and "possible". The period is as long as it can be.
func SplitPeriod(own string) (period, rest string, ok bool) {
	words := strings.Fields(own)
	for n := len(words) - 1; n > 0; n-- {
		for _, from := range []int{0, len(words) - n} {
			period = trimmed(strings.Join(words[from:from+n], " "))
			if from == 0 {
				rest = trimmed(strings.Join(words[n:], " "))
			} else {
				rest = trimmed(strings.Join(words[:from], " "))
			}
			if rest != "" && attendance.IsPeriod(period) && !isFigure(period) {
				return period, rest, true
			}
		}
	}
	return "", "", false
}

func trimmed(words string) string { return strings.Trim(words, " -_:,;/()") }
