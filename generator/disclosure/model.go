package disclosure

import (
	"cmp"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

// model is a layer as a system of unknowns, kept up to date as more is hidden.
type model struct {
	*layer
	*search
	rows     []ref                // the sums, as cells
	dead     []bool               // by sum: not published
	ofPlace  map[int32][]int32    // the sums of a place
	alike    map[likeness][]int32 // the sums of one kind, those of the fewest schools first
	cells    []cellModel          // of schools, in the order of the layer
	first    []int32              // by place: where the cells of a school begin, or noUnknown
	lateRows map[int32][]lateRow  // by school, the sums of late ones that it is part of
	safely   map[ref]bool         // what was found safe stays so: hiding more only widens what it might be
	joined   int                  // how often a school elsewhere was hidden to stand in for another
	standIns map[likeness]int     // how often a sum was left out so that it can stand in for one of its kind
	settled  []bool               // by cell: whether its room is the last there will be
}

// cellModel is a school's cell in a model.
type cellModel struct {
	rows    []int32 // the sums that it is part of itself
	unknown int32   // or noUnknown, where shorter cells make it up or nothing is known of it
	last    int32   // where the cells of its school end
}

const noUnknown = -1

// holds reports whether a cell of a school is over a longer period than another, or is it.
func (m *model) holds(whole, part ref) bool { return m.cell(part).Period.Within(m.cell(whole).Period) }

// newModel makes the system of a layer as it is hidden now.
func newModel(l *layer) *model {
	m := &model{layer: l, cells: make([]cellModel, len(l.schools)), first: make([]int32, len(l.cube.Places)), safely: make(map[ref]bool), standIns: make(map[likeness]int), settled: make([]bool, len(l.schools))}
	for i := range m.first {
		m.first[i] = noUnknown
	}
	system := &system{kindAt: make(map[string]int32)}
	at := make(map[rowKey]int32)
	for _, r := range l.places {
		c := l.cell(r)
		down, up := l.slack(r)
		if l.hidden(r) || l.gone(r) {
			if down, up = m.loose(r); down == unbounded {
				continue
			}
		}
		at[rowKey{r.place, c.Period, c.Phase}] = int32(len(m.rows))
		m.rows = append(m.rows, r)
		system.sums = append(system.sums, sum{down: down, up: up})
	}
	m.addLate(system, at)
	for from := 0; from < len(l.schools); {
		to := from + 1
		for to < len(l.schools) && l.schools[to].place == l.schools[from].place {
			to++
		}
		m.first[l.schools[from].place] = int32(from)
		m.addSchool(system, from, to, at)
		from = to
	}
	m.dead = make([]bool, len(m.rows))
	for i, r := range m.rows {
		m.dead[i] = l.hidden(r)
	}
	m.indexRows()
	m.search = newSearch(system)
	m.solo = l.policy.lacks(Heads)
	m.regroup()
	return m
}

// likeness is what sums have in common that can be left out for each other.
type likeness struct {
	level  attendance.Level
	period attendance.Period
	phase  attendance.Phase
}

func (m *model) likenessOf(r ref) likeness {
	c := m.cell(r)
	return likeness{m.cube.Places[r.place].Place.Level, c.Period, c.Phase}
}

// indexRows makes the ways in which repairs look for sums, so that no repair goes through
// all of them.
func (m *model) indexRows() {
	m.ofPlace, m.alike = make(map[int32][]int32), make(map[likeness][]int32)
	for i, r := range m.rows {
		m.ofPlace[r.place] = append(m.ofPlace[r.place], int32(i))
		m.alike[m.likenessOf(r)] = append(m.alike[m.likenessOf(r)], int32(i))
	}
	for _, rows := range m.alike {
		slices.SortStableFunc(rows, func(a, b int32) int { return cmp.Compare(m.schoolsIn(a), m.schoolsIn(b)) })
	}
}

// rowKey names a published sum.
type rowKey struct {
	place  int32
	period attendance.Period
	phase  attendance.Phase
}

// addSchool adds the atoms of a school: the cells that no shorter ones make up.
func (m *model) addSchool(s *system, from, to int, at map[rowKey]int32) {
	school := m.schools[from:to]
	for i, r := range school {
		m.cells[from+i] = cellModel{rows: m.rowsOf(r, at), unknown: noUnknown, last: int32(to)}
	}
	for i, r := range school {
		if m.gone(r) || !m.isAtom(r, school) {
			continue
		}
		var in []int32
		for j, whole := range school {
			if m.holds(whole, r) && !m.gone(whole) {
				in = append(in, m.cells[from+j].rows...)
			}
		}
		down, up := m.layer.room(r)
		m.cells[from+i].unknown = s.add(unknown{owner: r.place, down: down, up: up}, in)
	}
}

// rowsOf lists the sums that a school's cell is part of.
func (m *model) rowsOf(r ref, at map[rowKey]int32) []int32 {
	c := m.cell(r)
	var in []int32
	for _, place := range m.above[r.place] {
		if row, ok := at[rowKey{place, c.Period, c.Phase}]; ok {
			in = append(in, row)
		}
		if c.Phase == attendance.Total {
			continue
		}
		if row, ok := at[rowKey{place, c.Period, attendance.Total}]; ok {
			in = append(in, row)
		}
	}
	return m.lateOf(in, r)
}

// isAtom reports whether no shorter cells of the school make up a cell.
func (m *model) isAtom(r ref, cells []ref) bool {
	first, last := m.cell(r).Period.HalfTerms()
	next := first
	for more := true; more; {
		more = false
		for _, s := range cells {
			p := m.cell(s).Period
			if from, to := p.HalfTerms(); from == next && to <= last && p != m.cell(r).Period && to > 0 && !m.gone(s) {
				next, more = to+1, true
			}
		}
	}
	return first == 0 || next <= last
}

// refresh takes in what was hidden since, and reports whether anything was.
func (m *model) refresh() bool {
	more := false
	for i, r := range m.rows {
		if !m.dead[i] && (m.hidden(r) || m.gone(r)) {
			m.dead[i], more = true, true
			m.sums[i].down, m.sums[i].up = m.loose(r)
		}
	}
	for i, r := range m.schools {
		n := m.cells[i].unknown
		if n == noUnknown || m.settled[i] || !m.hidden(r) {
			continue
		}
		m.settled[i], more = true, true
		down, up := m.layer.room(r)
		m.widen(n, down, up)
	}
	return more
}

// loose says by how much a sum that is not shown may be lower and higher: it may be
// anything, unless what it is part of hardly leaves it room.
func (m *model) loose(r ref) (down, up int32) {
	if m.limit != nil && !m.gone(r) {
		if up = m.limit(r); int(up) < 2*m.policy.Width {
			return unbounded - 1, up
		}
	}
	return unbounded, unbounded
}

// failures lists those of the cells that are asked for that might be worked out.
func (m *model) failures(asked func(ref) bool) []ref {
	var out []ref
	check := func(r ref, ok func() bool) {
		switch {
		case !asked(r) || m.safely[r]:
		case ok():
			m.safely[r] = true
		default:
			out = append(out, r)
		}
	}
	for i, r := range m.schools {
		// What shorter cells make up is as safe as any of them.
		if u := m.cells[i].unknown; u != noUnknown {
			check(r, func() bool { return m.safe(u, m.policy.Width) })
		}
	}
	for _, r := range m.places {
		check(r, func() bool {
			parts := m.membersOf(r)
			return len(parts) == 0 || m.safeSum(parts, m.policy.Width)
		})
	}
	return out
}

// hideNear hides the shown counts that are known better than their rounding tells, where
// they are next to small or the pupils between one and another that is shown are few. It
// reports whether there were any.
func (m *model) hideNear() bool {
	if m.near == nil {
		return false
	}
	tight := m.failures(func(r ref) bool { return !m.hidden(r) && !m.gone(r) && !m.known(r) && m.near(r) })
	for _, r := range tight {
		m.layer.hide(r)
	}
	return len(tight) > 0
}

// membersOf lists the unknowns that a hidden sum is made of.
func (m *model) membersOf(r ref) []int32 {
	c := m.cell(r)
	var out []int32
	for i := range m.cellsUnder(r) {
		if isPart(m.cell(m.schools[i]), c) {
			out = m.partsOf(out, i)
		}
	}
	return out
}

// isPart reports whether a school's cell is added into a sum.
func isPart(part, sum *measure.Cell) bool {
	return part.Period == sum.Period && (sum.Phase == attendance.Total || part.Phase == sum.Phase)
}

// partsOf adds the unknowns that a school's cell is made of.
func (m *model) partsOf(out []int32, i int) []int32 {
	for j := m.first[m.schools[i].place]; j < m.cells[i].last; j++ {
		if u := m.cells[j].unknown; u != noUnknown && m.holds(m.schools[i], m.schools[j]) {
			out = append(out, u)
		}
	}
	return out
}

// cellsUnder goes through the cells of the schools of a place.
func (m *model) cellsUnder(r ref) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for _, school := range m.below[r.place] {
			first := m.first[school]
			if first == noUnknown {
				continue
			}
			for i := first; i < m.cells[first].last; i++ {
				if !yield(int(i)) {
					return
				}
			}
		}
	}
}

func (m *model) schoolsIn(row int32) register.Count { return m.cell(m.rows[row]).Counts.Schools }
