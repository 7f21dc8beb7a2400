package audit

import (
	"slices"
	"strings"
)

// sumKind says what a sum goes over.
type sumKind uint8

const (
	overSchools sumKind = iota // a group of schools is its schools
	overAreas                  // the authority is its groups of schools
	overPhases                 // all phases together are each of them
	overGroups                 // all pupils are the girls and the boys, and the like
	overTime                   // a longer stretch is the shorter ones, of sessions
)

// sum is a relation between rows that holds in every column of some units: the total
// is the parts, or the parts and a rest. A part that is taken away, which happens
// over time only, is written as ^row.
type sum struct {
	kind  sumKind
	total int32
	parts []int32
	rest  bool // pupils or schools are missing from the parts
}

// sumList keeps sums in little room, since a large site has millions: the parts of all of
// them stand together.
type sumList struct {
	sums  []keptSum
	parts []int32
}

type keptSum struct {
	total, from, to int32 // the parts are those from one place to another
	kind            sumKind
	rest            bool
}

func (l *sumList) add(s sum) {
	from := len(l.parts)
	l.parts = append(l.parts, s.parts...)
	l.sums = append(l.sums, keptSum{s.total, int32(from), int32(len(l.parts)), s.kind, s.rest})
}

func (l *sumList) at(i int32) sum {
	s := l.sums[i]
	return sum{s.kind, s.total, l.parts[s.from:s.to], s.rest}
}

// adds reports whether a column adds up in sums of this kind.
func (k sumKind) adds(u unit) bool {
	return u == sessionsUnit || u == pupilsUnit && k != overTime
}

// verdict is what the published numbers say of a sum.
type verdict uint8

const (
	unseen       verdict = iota // no column of it is published whole
	equal                       // it is met
	short                       // the parts fall short of the total
	contradicted                // the parts exceed the total, or it is met and missed
)

// judge compares the sum with every column of it that is published whole. Numbers
// that may have been rounded count with what they may have been.
func (b *figures) judge(s *sum) verdict {
	out := unseen
	for _, c := range b.columns {
		if !s.kind.adds(c.unit) && !(c.unit == schoolsUnit && s.kind <= overPhases) {
			continue
		}
		least, most, whole := b.numbers(c, s.total)
		for _, part := range s.parts {
			if !whole {
				break
			}
			l, h, shown := b.numbers(c, max(part, ^part))
			if whole = shown; part < 0 {
				l, h = -h, -l
			}
			least, most = least-h, most-l
		}
		switch {
		case !whole:
		case most < 0, least > 0 && s.kind == overTime:
			return contradicted
		case least > 0:
			out = short
		case out == unseen:
			out = equal
		}
	}
	return out
}

// numbers returns what a published number may have been before it was rounded.
func (b *figures) numbers(c *column, row int32) (least, most int64, shown bool) {
	v := c.at(row)
	if v < 0 {
		return 0, 0, false
	}
	if b.exact(c, row, v) {
		return v, v, true
	}
	step := b.protection.Step
	return max(v-step/2, b.protection.Threshold+1), v + (step-1)/2, true
}

// exact reports whether a published number is the true one. A multiple of the step
// may be; an attacker cannot tell.
func (b *figures) exact(c *column, row int32, v int64) bool {
	return c.unit != pupilsUnit || !b.protection.rounded() || v == 0 || v%b.protection.Step != 0 ||
		int(row) < len(c.sure) && c.sure[row]
}

// sums lists every relation between rows that the published numbers do not
// contradict.
func (b *figures) sums() sumList {
	var out sumList
	add := func(s sum) verdict {
		v := b.judge(&s)
		if v == contradicted {
			return v
		}
		s.rest = v == short
		out.add(s)
		return v
	}
	byPlace := make([][]int32, len(b.places))
	for row, r := range b.rows {
		byPlace[r.place] = append(byPlace[r.place], int32(row))
	}
	schools := make([][]int32, len(b.rows)) // that a row of a group of schools is the sum of
	for place, rows := range byPlace {
		members := b.members[int32(place)]
		for _, row := range rows {
			b.sumPhases(row, add)
			schools[row] = b.partsAt(b.rows[row].rowKey, members)
			if len(schools[row]) > 0 {
				add(sum{kind: overSchools, total: row, parts: schools[row]})
			}
		}
	}
	b.sumAreas(byPlace, add)
	b.sumTimes(byPlace, schools, add)
	b.sumGroups(&out)
	return out
}

func (b *figures) sumPhases(row int32, add func(sum) verdict) {
	key := b.rows[row].rowKey
	if b.phases.list[key.phase] != everyPhase {
		return
	}
	var parts []int32
	for _, key.phase = range b.places[key.place].phases {
		if part, ok := b.rowAt(key); ok && part != row {
			parts = append(parts, part)
		}
	}
	if len(parts) > 0 {
		add(sum{kind: overPhases, total: row, parts: parts})
	}
}

// sumAreas adds the sums of the authority over each grouping, and over the schools
// themselves where no grouping covers it. Other authorities are there to be compared
// with; the one of the site has the most rows.
func (b *figures) sumAreas(byPlace [][]int32, add func(sum) verdict) {
	authority := -1
	var levels names
	var schools []int32
	groupings := make(map[string][]int32)
	for i, p := range b.places {
		switch p.level {
		case "authority":
			if authority < 0 || len(byPlace[i]) > len(byPlace[authority]) {
				authority = i
			}
		case "school":
			schools = append(schools, int32(i))
		case "region", "country", "virtual":
		default:
			levels.of(p.level)
			groupings[p.level] = append(groupings[p.level], int32(i))
		}
	}
	if authority < 0 {
		return
	}
	for _, row := range byPlace[authority] {
		covered := false
		for _, level := range levels.list {
			if parts := b.partsAt(b.rows[row].rowKey, groupings[level]); len(parts) > 0 {
				v := add(sum{kind: overAreas, total: row, parts: parts})
				covered = covered || v == equal || v == unseen
			}
		}
		if _, listed := b.members[int32(authority)]; covered || listed {
			continue
		}
		if parts := b.partsAt(b.rows[row].rowKey, schools); len(parts) > 0 {
			add(sum{kind: overSchools, total: row, parts: parts})
		}
	}
}

// sumTimes adds the sums over time of each place, phase and group: every longer
// period is the path of shorter ones between its ends. It holds for a group of
// schools only while its schools are the same.
func (b *figures) sumTimes(byPlace, schools [][]int32, add func(sum) verdict) {
	type series struct {
		phase, group int32
		year         int
	}
	for place := range byPlace {
		at := make(map[series][]int32)
		var order []series
		for _, row := range byPlace[place] {
			r := b.rows[row]
			if p := b.periods[r.period]; p.last > 0 {
				k := series{r.phase, r.group, p.year}
				if at[k] == nil {
					order = append(order, k)
				}
				at[k] = append(at[k], row)
			}
		}
		for _, k := range order {
			rows := at[k]
			length := func(row int32) int { p := b.periods[b.rows[row].period]; return p.last - p.first }
			slices.SortStableFunc(rows, func(x, y int32) int { return length(x) - length(y) })
			var tree timeTree
			for _, row := range rows {
				p := b.periods[b.rows[row].period]
				path, found := tree.path(p.first-1, p.last)
				if !found {
					tree.join(p.first-1, p.last, row)
				} else if b.sameSchools(schools, row, path) {
					add(sum{kind: overTime, total: row, parts: path})
				}
			}
		}
	}
}

// sameSchools reports whether the schools that stand under some rows of a place are
// the same in all of them, as far as the files say.
func (b *figures) sameSchools(schools [][]int32, row int32, path []int32) bool {
	count := b.columnAt["schools"]
	same := func(x, y int32) bool { return b.rows[x].place == b.rows[y].place }
	for _, part := range path {
		part = max(part, ^part)
		if count != nil && count.at(row) >= 0 && count.at(part) >= 0 && count.at(row) != count.at(part) {
			return false
		}
		if !slices.EqualFunc(schools[row], schools[part], same) {
			return false
		}
	}
	return true
}

// timeTree joins the ends of half-terms, 0 to 6, by the periods between them.
type timeTree [7][]struct {
	to  int
	row int32
}

func (t *timeTree) join(from, to int, row int32) {
	t[from] = append(t[from], struct {
		to  int
		row int32
	}{to, row})
	t[to] = append(t[to], struct {
		to  int
		row int32
	}{from, ^row})
}

// path returns the periods that lead from one end to another, those that lead back
// as ^row.
func (t *timeTree) path(from, to int) ([]int32, bool) {
	var walk func(at, before int) ([]int32, bool)
	walk = func(at, before int) ([]int32, bool) {
		if at == to {
			return nil, true
		}
		for _, step := range t[at] {
			if step.to != before {
				if rest, ok := walk(step.to, at); ok {
					return append([]int32{step.row}, rest...), true
				}
			}
		}
		return nil, false
	}
	return walk(from, -1)
}

// family is a set of groups that share out another.
type family struct {
	total int32
	parts []int32
}

// families lists the sets of groups that share out all pupils or a key stage, as
// their names say.
func (b *figures) families() []family {
	all := b.groups.find(everyPupil)
	var out []family
	share := func(total int32, in func(string) bool) {
		f := family{total: total}
		for i, name := range b.groups.list {
			if int32(i) != total && in(name) {
				f.parts = append(f.parts, int32(i))
			}
		}
		if total >= 0 && len(f.parts) > 0 {
			out = append(out, f)
		}
	}
	among := func(list ...string) func(string) bool {
		return func(name string) bool { return slices.Contains(list, name) }
	}
	years := []string{"Nursery", "Reception", "Year 1", "Year 2", "Year 3", "Year 4", "Year 5", "Year 6", "Year 7",
		"Year 8", "Year 9", "Year 10", "Year 11", "Year 12", "Year 13", "Year 14"}
	stages := []string{"Early years", "Key stage 1", "Key stage 2", "Key stage 3", "Key stage 4", "Key stage 5"}
	share(all, among("Girls", "Boys"))
	share(all, among("In the authority's schools", "Outside the authority"))
	share(all, among(years...))
	share(all, among(stages...))
	for i, ends := range [][2]int{{0, 2}, {2, 4}, {4, 8}, {8, 11}, {11, 13}, {13, 16}} {
		share(b.groups.find(stages[i]), among(years[ends[0]:ends[1]]...))
	}
	var kinds names
	for _, name := range b.groups.list {
		if kind, _, ok := strings.Cut(name, ": "); ok && kind != "Transfer" && !strings.Contains(name, ", ") {
			kinds.of(kind + ": ")
		} else if strings.HasPrefix(name, "Class ") && !strings.Contains(name, ", ") {
			kinds.of("Class ")
		}
	}
	for _, kind := range kinds.list {
		share(all, func(name string) bool { return strings.HasPrefix(name, kind) && !strings.Contains(name, ", ") })
	}
	return out
}

// sumGroups adds the sums over each family of groups. Where no column of a sum is
// published whole, it is as most of the family are: whole, or with a rest of pupils
// of whom nothing is stated.
func (b *figures) sumGroups(out *sumList) {
	for _, f := range b.families() {
		var tally [4]int
		var sums sumList
		var verdicts []verdict
		var parts []int32
		for row := range b.rows {
			key := b.rows[row].rowKey
			if key.group != f.total {
				continue
			}
			parts = parts[:0]
			for _, key.group = range f.parts {
				if part, ok := b.rowAt(key); ok {
					parts = append(parts, part)
				}
			}
			if len(parts) < 2 {
				continue // a group and the rest of its pupils are compared in any case
			}
			s := sum{kind: overGroups, total: int32(row), parts: parts}
			v := b.judge(&s)
			tally[v]++
			sums.add(s)
			verdicts = append(verdicts, v)
		}
		if tally[contradicted] > tally[equal]+tally[short] {
			continue // they overlap
		}
		for i, v := range verdicts {
			if v != contradicted {
				s := sums.at(int32(i))
				s.rest = v == short || v == unseen && tally[short] > tally[equal]
				out.add(s)
			}
		}
	}
}
