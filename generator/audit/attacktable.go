package audit

import (
	"fmt"
	"slices"
	"strings"

	"rollcall/generator/diag"
)

// figures is all that an outsider has: every figures.csv as one table. A place,
// phase, period and group is one row of it, however many files hold it.
type figures struct {
	protection Protection
	files      []string
	places     []figurePlace
	placeAt    map[[2]string]int32
	phases     names
	groups     names
	periods    []period
	periodAt   map[string]int32
	rows       []figureRow
	columns    []*column
	cells      cells
	columnAt   map[string]*column
	members    map[int32][]int32 // of a group of schools, as the file of the group has them
	leaks      []Finding
	learnt     int // hidden figures that a known file holds
}

// figurePlace is a school, a group of schools or an area.
type figurePlace struct {
	level, code, name string
	rows              map[labels]int32
	phases            []int32 // under which it has rows, in order
}

// rowKey is what tells a row from any other, each label by its number.
type rowKey struct {
	place int32
	labels
}

// labels tell a row from the others of its place.
type labels struct{ phase, period, group int32 }

type figureRow struct {
	rowKey
	file, line int32
}

// names gives each of a few texts a number.
type names struct {
	list []string
	at   map[string]int32
}

func (n *names) of(s string) int32 {
	i, ok := n.at[s]
	if !ok {
		if n.at == nil {
			n.at = make(map[string]int32)
		}
		i = int32(len(n.list))
		s = strings.Clone(s)
		n.list, n.at[s] = append(n.list, s), i
	}
	return i
}

// find returns the number of a text, or -1.
func (n *names) find(s string) int32 {
	if i, ok := n.at[s]; ok {
		return i
	}
	return -1
}

const (
	everyPhase = "Total"
	everyPupil = "All pupils"
)

func newFigures(p Protection) *figures {
	return &figures{protection: p, placeAt: make(map[[2]string]int32), periodAt: make(map[string]int32),
		columnAt: make(map[string]*column), members: make(map[int32][]int32)}
}

func (b *figures) column(name string, u unit) *column {
	c := b.columnAt[name]
	if c == nil {
		c = &column{name: name, unit: u, index: int16(len(b.columns)), table: &b.cells}
		b.columns = append(b.columns, c)
		b.cells.columns = len(b.columns)
		b.columnAt[name] = c
	}
	return c
}

func (b *figures) place(level, code, name string) int32 {
	key := [2]string{level, code}
	i, ok := b.placeAt[key]
	if !ok {
		key = [2]string{strings.Clone(level), strings.Clone(code)}
		i = int32(len(b.places))
		b.placeAt[key] = i
		b.places = append(b.places, figurePlace{level: key[0], code: key[1], name: strings.Clone(name)})
	}
	return i
}

// rowOf finds or makes a row; it is false for what is no period.
func (b *figures) rowOf(place int32, phase, when, group string, file, line int32) (int32, bool) {
	p, ok := b.periodAt[when]
	if !ok {
		parsed, good := readPeriod(when)
		if !good {
			return 0, false
		}
		p = int32(len(b.periods))
		b.periods = append(b.periods, parsed)
		b.periodAt[parsed.text] = p
	}
	at := &b.places[place]
	key := rowKey{place, labels{b.phases.of(phase), p, b.groups.of(group)}}
	row, ok := at.rows[key.labels]
	if !ok {
		row = int32(len(b.rows))
		at.add(key.labels, row)
		b.rows = append(b.rows, figureRow{key, file, line})
	}
	return row, true
}

// add gives the place a row.
func (p *figurePlace) add(l labels, row int32) {
	if p.rows == nil {
		p.rows = make(map[labels]int32)
	}
	p.rows[l] = row
	if i, known := slices.BinarySearch(p.phases, l.phase); !known {
		p.phases = slices.Insert(p.phases, i, l.phase)
	}
}

// rowAt finds a row.
func (b *figures) rowAt(key rowKey) (int32, bool) {
	row, ok := b.places[key.place].rows[key.labels]
	return row, ok
}

// find returns the row of a place that differs from another row in nothing but the
// place, or -1. In all phases together a school counts under its own phase.
func (b *figures) find(key rowKey) int32 {
	place := &b.places[key.place]
	if row, ok := place.rows[key.labels]; ok {
		return row
	}
	if place.level == "school" && b.phases.list[key.phase] == everyPhase {
		for _, key.phase = range place.phases {
			if row, ok := place.rows[key.labels]; ok {
				return row
			}
		}
	}
	return -1
}

// partsAt lists the rows of some places for a phase, period and group.
func (b *figures) partsAt(key rowKey, places []int32) []int32 {
	var parts []int32
	for _, key.place = range places {
		if part := b.find(key); part >= 0 {
			parts = append(parts, part)
		}
	}
	return parts
}

// join learns which schools a group has: the file of a group holds the group and
// each of its schools.
func (b *figures) join(places map[int32]bool) {
	group, schools := int32(-1), []int32(nil)
	for p := range places {
		switch {
		case b.places[p].level == "school":
			schools = append(schools, p)
		case group >= 0:
			return
		default:
			group = p
		}
	}
	if group >= 0 && len(schools) > 0 {
		slices.Sort(schools)
		b.members[group] = schools
	}
}

// leak reports a figure that one file hides and another shows.
func (b *figures) leak(c *column, row int32, file int32, line int, v int64) {
	if c.unit == percentUnit {
		return // its count is attacked with the percentage
	}
	r := b.rows[row]
	b.leaks = append(b.leaks, Finding{Code: diag.AuditPinned, File: b.files[file], Line: line, Column: c.name, What: b.what(row, c.name), Low: v, High: v,
		Why: fmt.Sprintf("One of %s and %s shows what the other hides.", b.files[r.file], b.files[file])})
}

// what names a figure: the place, period, phase, group and column.
func (b *figures) what(row int32, column string) string {
	r := b.rows[row]
	parts := []string{b.nameOf(r.place), b.periods[r.period].text}
	if phase := b.phases.list[r.phase]; phase != everyPhase && b.places[r.place].level != "school" {
		parts = append(parts, phase)
	}
	return strings.Join(append(parts, b.groups.list[r.group], column), ", ")
}

func (b *figures) nameOf(place int32) string {
	if p := b.places[place]; p.name == "" {
		return p.code
	}
	return b.places[place].name
}

// period is a stretch of an academic year from half-term first to last. A week has
// none: calendars differ, so weeks add up to nothing that an outsider knows.
type period struct {
	text        string
	year        int
	first, last int
}

// readPeriod reads a period as figures.csv writes it.
func readPeriod(s string) (period, bool) {
	p := period{text: strings.Clone(s)}
	year, part, _ := strings.Cut(s, " ")
	from, to, ok := strings.Cut(year, "-")
	a, good := readCount(from)
	z, fine := readCount(to)
	if !ok || !good || !fine || a < 1000 || a > 9999 || len(to) != 2 || (a+1)%100 != z {
		return p, false
	}
	p.year = int(a)
	number := func(digits string, most int64) int {
		if n, ok := readCount(digits); ok && n >= 1 && n <= most {
			return int(n)
		}
		return 0
	}
	switch {
	case part == "":
		p.first, p.last = 1, 6
	case part == "HT1-5":
		p.first, p.last = 1, 5
	case part == "autumn":
		p.first, p.last = 1, 2
	case part == "spring":
		p.first, p.last = 3, 4
	case part == "summer":
		p.first, p.last = 5, 6
	case strings.HasPrefix(part, "to HT"):
		p.first, p.last = 1, number(part[5:], 6)
		return p, p.last > 0
	case strings.HasPrefix(part, "HT"):
		p.first = number(part[2:], 6)
		p.last = p.first
		return p, p.last > 0
	case strings.HasPrefix(part, "W"):
		return p, number(strings.TrimPrefix(part[1:], "0"), 53) > 0
	default:
		return p, false
	}
	return p, true
}
