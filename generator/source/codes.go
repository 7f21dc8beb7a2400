package source

import (
	"slices"
	"strings"
	"time"

	"rollcall/generator/attendance"
)

// Codes is a table of registration codes: what a mark in the register counts as, in
// each nation and in the years in which it was in use.
type Codes struct {
	list []registrationCode // in the order of tables
}

// registrationCode is a row of the table. A code that came to count as something
// else has a row for each.
type registrationCode struct {
	nation   attendance.Nation
	code     string
	category attendance.Category
	from     time.Time // first day in use; zero for always
	until    time.Time // last day in use; zero for still
	verified bool      // against the nation's own guidance
	meaning  string
	instead  string // what to write since it was withdrawn, in words
	words    string // what pages call it; empty where the words of the language do
	current  bool   // no later row of the code counts as something else
}

// codeKey names a code.
type codeKey struct {
	nation attendance.Nation
	code   string
}

func (c *registrationCode) key() codeKey { return codeKey{c.nation, c.code} }

// begins returns the first academic year in which a code was in use.
func (c *registrationCode) begins() attendance.AcademicYear {
	if c.from.IsZero() {
		return 0
	}
	return schoolYear(c.from, time.August)
}

// ends returns the last academic year in which a code was in use.
func (c *registrationCode) ends() attendance.AcademicYear {
	if c.until.IsZero() {
		return 9999
	}
	return schoolYear(c.until, time.September)
}

// schoolYear returns the academic year of a day. No register is taken in August, so
// a code that begins there begins with the next year, and one that ends there ends
// with the year that is over: first says in which month a year begins.
func schoolYear(day time.Time, first time.Month) attendance.AcademicYear {
	if day.Month() < first {
		return attendance.AcademicYear(day.Year() - 1)
	}
	return attendance.AcademicYear(day.Year())
}

// withdrawn returns the day from which a code was in use no longer.
func (c *registrationCode) withdrawn() string {
	return c.until.AddDate(0, 0, 1).Format(time.DateOnly)
}

// columnCode gives the code that the end of a column's name stands for: the two
// marks for present have words, as no column can be called after them.
func columnCode(suffix string) string {
	switch suffix {
	case "present_am":
		return "/"
	case "present_pm":
		return `\`
	}
	return strings.ToUpper(suffix)
}

// column is what stands after code_ in a header.
func (c *registrationCode) column() string {
	switch c.code {
	case "/":
		return "present_am"
	case `\`:
		return "present_pm"
	}
	return strings.ToLower(c.code)
}

// reason is the reason that a code stands for: code_i. What it once counted as is a
// reason of its own: code_d_activity.
func (c *registrationCode) reason() attendance.Reason {
	id := "code_" + c.column()
	if !c.current {
		id += "_" + strings.ReplaceAll(categories[c.category], "-", "_")
	}
	return attendance.Reason{ID: id, Code: c.code, Category: c.category, Words: c.words}
}

// Worded makes pages call each code by its meaning in the table. The codes that come
// with the program have words in each language; those of a site's own table have none.
func (t *Codes) Worded() *Codes {
	for i := range t.list {
		c := &t.list[i]
		c.words = c.meaning + " (" + c.code + ")"
	}
	return t
}

// find returns the rows of a code of a nation, the oldest first.
func (t *Codes) find(nation attendance.Nation, code string) []*registrationCode {
	var out []*registrationCode
	for _, c := range t.of(nation) {
		if c.code == code {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b *registrationCode) int { return a.from.Compare(b.from) })
	return out
}

// of lists the codes of a nation, in the order of tables.
func (t *Codes) of(nation attendance.Nation) []*registrationCode {
	if t == nil {
		return nil
	}
	var out []*registrationCode
	for i := range t.list {
		if c := &t.list[i]; c.nation == nation {
			out = append(out, c)
		}
	}
	return out
}

// columns lists what may stand after code_ in a header, in the order of tables.
func (t *Codes) columns(nation attendance.Nation) []string {
	var out []string
	for _, c := range t.of(nation) {
		if column := c.column(); !slices.Contains(out, column) {
			out = append(out, column)
		}
	}
	return out
}

// reasons lists the reasons that a nation's codes stand for, in the order of tables.
func (t *Codes) reasons(nation attendance.Nation) []attendance.Reason {
	var out []attendance.Reason
	for _, c := range t.of(nation) {
		if reason := c.reason(); !slices.Contains(out, reason) {
			out = append(out, reason)
		}
	}
	return out
}

// settle marks the rows whose category is that of the latest row of their code.
func (t *Codes) settle() {
	latest := make(map[codeKey]*registrationCode)
	for i := range t.list {
		c := &t.list[i]
		if known := latest[c.key()]; known == nil || c.from.After(known.from) {
			latest[c.key()] = c
		}
	}
	for i := range t.list {
		c := &t.list[i]
		c.current = c.category == latest[c.key()].category
	}
}
