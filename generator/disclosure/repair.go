package disclosure

import (
	"cmp"
	"slices"

	"rollcall/generator/attendance"
)

// rank says how much a sum is wanted: that of the authority most, that of a cluster more
// than that of any other grouping.
type rank uint8

const (
	anyRank rank = iota
	lesser
	main
	topmost
	noRank
)

func (t *tables) rank(r ref) rank {
	switch {
	case t.isAuthority(r):
		return topmost
	case t.cube.Places[r.place].Place.Level == attendance.LevelCluster:
		return main
	}
	return lesser
}

// enoughHidden is how many schools are hidden in a sum before hiding more of them is
// given up: one, another whose head knows it, and two more.
const enoughHidden = 4

// repair hides something more, so that a cell is harder to work out: another school
// that is part of the same sums; another of the same cluster and phase; a sum of few
// schools, the least wanted first; at last another school anywhere, and with it the sums
// that would tell the two apart.
func (m *model) repair(r ref) {
	if !m.isSchool(r) {
		m.repairSum(r)
		return
	}
	i := int(m.first[r.place])
	for m.schools[i] != r {
		i++
	}
	rows := m.rowsAround(i)
	if len(rows) == 0 {
		// No sum tells of it: what is known of the cell itself leaves it too narrow a range.
		m.layer.hide(r)
		m.safely[r] = true
		return
	}
	if m.hideFew(rows) {
		return
	}
	if m.hidePartner(rows[0], i, anyRank) {
		return
	}
	wanted := m.ranked(rows, main)
	if len(wanted) > 0 && m.hiddenIn(wanted[0]) < enoughHidden && m.hidePartner(wanted[0], i, main) {
		return
	}
	first := m.rows[rows[0]]
	if m.rank(first) == topmost && m.hidePartner(rows[0], i, topmost) {
		return
	}
	m.layer.hide(first)
}

// near gives the cluster of a school, for which one repair is made at a time; a place
// made of schools is its own.
func (m *model) near(r ref) int32 {
	for _, place := range m.above[r.place] {
		if m.rank(ref{place: place}) == main {
			return place
		}
	}
	return r.place
}

// hideFew leaves out the sums of so few schools that others cannot stand in for one.
func (m *model) hideFew(rows []int32) bool {
	few := false
	for _, row := range rows {
		if r := m.rows[row]; m.schoolsIn(row) < m.policy.Schools && !m.isAuthority(r) {
			m.layer.hide(r)
			few = true
		}
	}
	return few
}

// hidePartner hides the smallest shown school that is part of the same sums as another,
// of those of a rank and above. Where only the authority's are the same, the others of
// the partner are left out.
func (m *model) hidePartner(row int32, i int, least rank) bool {
	partner, ok := m.partner(row, i, least)
	if !ok {
		return false
	}
	if least == topmost {
		for _, row := range m.rowsAround(partner) {
			if m.rank(m.rows[row]) < topmost {
				m.layer.hide(m.rows[row])
			}
		}
	}
	m.layer.hide(m.schools[partner])
	return true
}

func (m *model) partner(row int32, i int, least rank) (best int, found bool) {
	r := m.schools[i]
	want := m.ranked(m.rowsAround(i), least)
	for j := range m.cellsUnder(m.rows[row]) {
		s := m.schools[j]
		if s.place == r.place || m.cell(s).Period != m.cell(r).Period || m.cells[j].unknown == noUnknown || m.hidden(s) || m.gone(s) || !m.layer.spare(s) {
			continue
		}
		if found && m.cell(s).Counts.Enrolments >= m.cell(m.schools[best]).Counts.Enrolments {
			continue
		}
		if slices.Equal(m.ranked(m.rowsAround(j), least), want) {
			best, found = j, true
		}
	}
	return best, found
}

// repairSum leaves out another sum of the same kind beside a hidden one, or what holds
// it.
func (m *model) repairSum(r ref) {
	c, level := m.cell(r), m.cube.Places[r.place].Place.Level
	best := int32(noUnknown)
	smaller := func(row int32) {
		if !m.gone(m.rows[row]) && !m.hidden(m.rows[row]) && (best == noUnknown || m.schoolsIn(row) < m.schoolsIn(best)) {
			best = row
		}
	}
	for row, sibling := range m.rows {
		if d := m.cell(sibling); m.cube.Places[sibling.place].Place.Level == level && d.Period == c.Period && d.Phase == c.Phase {
			smaller(int32(row))
		}
	}
	if best == noUnknown {
		for _, u := range m.membersOf(r) {
			for _, row := range m.unknowns[u].in {
				smaller(row)
			}
		}
	}
	if best != noUnknown {
		m.layer.hide(m.rows[best])
	}
}

// rowsAround lists the published sums that a school's cell is part of, in whatever longer
// period: the least wanted first, and of those the ones of the fewest schools.
func (m *model) rowsAround(i int) []int32 {
	u := m.cells[i].unknown
	if u == noUnknown {
		return nil
	}
	rows := slices.DeleteFunc(slices.Clone(m.unknowns[u].in), func(row int32) bool {
		return m.dead[row] || m.hidden(m.rows[row]) || m.gone(m.rows[row])
	})
	slices.SortStableFunc(rows, func(a, b int32) int {
		return cmp.Or(cmp.Compare(m.rank(m.rows[a]), m.rank(m.rows[b])), cmp.Compare(m.schoolsIn(a), m.schoolsIn(b)))
	})
	return rows
}

// ranked lists those of the sums that are of a rank and above.
func (m *model) ranked(rows []int32, least rank) []int32 {
	return slices.DeleteFunc(slices.Clone(rows), func(row int32) bool { return m.rank(m.rows[row]) < least })
}

// hiddenIn counts the schools that are hidden in a sum.
func (m *model) hiddenIn(row int32) int {
	seen := make(map[int32]bool)
	for i := range m.cellsUnder(m.rows[row]) {
		if r := m.schools[i]; m.hidden(r) && m.cell(r).Period == m.cell(m.rows[row]).Period {
			seen[r.place] = true
		}
	}
	return len(seen)
}
