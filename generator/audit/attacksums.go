package audit

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
