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

// repairRound repairs for some of the cells that might be worked out, leaving out no sum
// above a rank. What helps one may help its neighbours, so one is repaired for in each
// cluster, and for only a few where the authority's own sums are at stake.
func (m *model) repairRound(failed []ref, upTo rank) bool {
	done := make(map[int32]bool)
	for _, r := range failed {
		around := m.nearby(r)
		if done[around] || !m.repair(r, upTo) {
			continue
		}
		if done[around] = true; upTo == topmost && len(done) > len(failed)/8 {
			break
		}
	}
	return len(done) > 0
}

// repair hides something more, so that a cell is harder to work out. First it leaves
// out sums of few schools and those of lesser groupings; then it hides another school of
// the same cluster and phase; then it leaves out the cluster's sum; at last it hides
// another school anywhere, with the sums that would tell the two apart. It reports
// whether it could without going beyond a rank of sums.
func (m *model) repair(r ref, upTo rank) bool {
	if !m.isSchool(r) {
		return m.repairSum(r, upTo)
	}
	i := int(m.first[r.place])
	for m.schools[i] != r {
		i++
	}
	rows := m.rowsAround(i)
	if len(rows) == 0 {
		return false
	}
	if m.hideFew(rows) || m.leaveOutLesser(rows) || m.leaveOutLonger(i) {
		return true
	}
	if m.fewHidden(rows[0]) && m.hidePartner(rows[0], i, main) {
		return true
	}
	open := slices.IndexFunc(rows, func(row int32) bool { return !m.known(m.rows[row]) })
	if open < 0 { // no sum can be left out
		return upTo == topmost && (m.hidePartner(rows[0], i, main) || m.hidePartner(rows[0], i, topmost) || m.joinElsewhere(rows[len(rows)-1], r, &m.joined) || m.leaveOutPhase(r))
	}
	first := m.rows[rows[open]]
	switch {
	case m.rank(first) > upTo:
		return false
	case m.rank(first) == topmost:
		return m.joinElsewhere(rows[open], r, &m.joined) || m.cell(first).Phase == attendance.Total && m.leaveOutPhase(r) || m.leaveOut(first)
	}
	return m.leaveOut(first)
}

// joinElsewhere hides a school in a sum of the authority with its own cluster's sums, so
// that it can stand in for one that is hidden in another cluster: the smallest that is
// not hidden like that already. times counts how often it was done.
func (m *model) joinElsewhere(row int32, r ref, times *int) bool {
	if *times == enoughHidden {
		return false // more of them would not help either
	}
	best := noUnknown
	for j := range m.cellsUnder(m.rows[row]) {
		s := m.schools[j]
		c := m.cell(s)
		if s.place == r.place || c.Period != m.cell(r).Period || c.Phase != m.cell(r).Phase || m.gone(s) || !m.layer.spare(s) ||
			best != noUnknown && c.Counts.Enrolments >= m.cell(m.schools[best]).Counts.Enrolments {
			continue
		}
		if around := m.rowsAround(j); len(around) > 0 && m.rank(m.rows[around[0]]) < topmost && !m.known(m.rows[around[0]]) {
			best = j
		}
	}
	if best == noUnknown {
		return false
	}
	m.hideWithSums(best)
	*times++
	return true
}

// leaveOutPhase leaves out the authority's sum of another phase, the one with the fewest
// schools: a phase that is left out alone is what the others leave of the whole.
func (m *model) leaveOutPhase(r ref) bool {
	best := int32(noUnknown)
	for row, s := range m.rows {
		if c := m.cell(s); m.isAuthority(s) && c.Phase != attendance.Total && c.Period == m.cell(r).Period && !m.hidden(s) && !m.gone(s) && !m.known(s) &&
			(best == noUnknown || m.schoolsIn(int32(row)) < m.schoolsIn(best)) {
			best = int32(row)
		}
	}
	if best == noUnknown {
		return false
	}
	times, failed := 0, make(map[attendance.Period]int)
	for j := range m.cellsUnder(m.rows[best]) {
		c := m.cell(m.schools[j])
		if c.Phase != m.cell(m.rows[best]).Phase || failed[c.Period] > 1 {
			continue // what can stand in for neither of two schools stands in for none
		}
		if m.joinElsewhere(best, m.schools[j], &times) {
			break
		}
		failed[c.Period]++
	}
	return m.leaveOut(m.rows[best])
}

// hideWithSums hides a school, and leaves out every sum of it but the authority's.
func (m *model) hideWithSums(i int) {
	for _, row := range m.rowsAround(i) {
		if m.rank(m.rows[row]) < topmost {
			m.leaveOut(m.rows[row])
		}
	}
	m.layer.hide(m.schools[i])
}

// leaveOutLonger leaves out the sums over longer periods that a school's cell is no part
// of, because the school has no return for some of their time: set against the shorter
// ones, they would tell what it has.
func (m *model) leaveOutLonger(i int) bool {
	r, u, some := m.schools[i], m.cells[i].unknown, false
	if u == noUnknown {
		return false
	}
	for _, place := range m.above[r.place] {
		for _, row := range m.ofPlace[place] {
			s := m.rows[row]
			long, short := m.cell(s), m.cell(r)
			if long.Period == short.Period || !short.Period.Within(long.Period) ||
				long.Phase != short.Phase && long.Phase != attendance.Total || slices.Contains(m.in(u), row) ||
				m.dead[row] || m.hidden(s) || m.gone(s) || m.known(s) {
				continue
			}
			m.set([]ref{s}, m.out)
			some = true
		}
	}
	return some
}

// leaveOutLesser leaves out the sums of groupings that are not wanted as much as a
// school's own figures are.
func (m *model) leaveOutLesser(rows []int32) bool {
	some := false
	for _, row := range rows {
		some = m.rank(m.rows[row]) == lesser && m.leaveOut(m.rows[row]) || some
	}
	return some
}

// leaveOut leaves out a sum, unless the world has it already.
func (m *model) leaveOut(r ref) bool {
	if m.known(r) {
		return false
	}
	m.layer.hide(r)
	return true
}

// nearby gives the cluster of a school, for which one repair is made at a time; a place
// made of schools is its own.
func (m *model) nearby(r ref) int32 {
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
		if r := m.rows[row]; m.schoolsIn(row) < m.policy.Schools && !m.isAuthority(r) && m.leaveOut(r) {
			few = true
		}
	}
	return few
}

// hidePartner hides the smallest shown school that is part of the same sums as another,
// of those of a rank and above.
func (m *model) hidePartner(row int32, i int, least rank) bool {
	partner, ok := m.partner(row, i, least)
	if ok {
		m.layer.hide(m.schools[partner])
	}
	return ok
}

func (m *model) partner(row int32, i int, least rank) (best int, found bool) {
	r := m.schools[i]
	want := m.ranked(m.rowsAround(i), least)
	for j := range m.cellsUnder(m.rows[row]) {
		s := m.schools[j]
		if s.place == r.place || m.cell(s).Period != m.cell(r).Period || m.hidden(s) || m.gone(s) || !m.layer.spare(s) {
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

// repairSum makes a hidden sum harder to work out: it leaves out another phase of the
// place, then does for its schools what is done for one; where the authority's own sum is
// all that is left around them, another sum of the same kind goes, a few times.
func (m *model) repairSum(r ref, upTo rank) bool {
	best := int32(noUnknown)
	smaller := func(row int32) {
		if r := m.rows[row]; !m.gone(r) && !m.hidden(r) && !m.known(r) && (best == noUnknown || m.schoolsIn(row) < m.schoolsIn(best)) {
			best = row
		}
	}
	for _, row := range m.ofPlace[r.place] {
		if c := m.cell(m.rows[row]); c.Phase != attendance.Total && c.Period == m.cell(r).Period {
			smaller(row)
		}
	}
	if best != noUnknown {
		return m.rank(m.rows[best]) <= upTo && m.leaveOut(m.rows[best])
	}
	parts := m.membersOf(r)
	rows := m.rowsOfAll(parts)
	if len(rows) == 0 {
		return false
	}
	if m.hideFew(rows) || m.leaveOutLesser(rows) {
		return true
	}
	first := m.rows[rows[0]]
	if m.rank(first) == topmost {
		like := m.likenessOf(r)
		for _, row := range m.alike[like] {
			if m.standIns[like] == enoughHidden {
				break
			}
			if smaller(row); best != noUnknown && m.rank(m.rows[best]) <= upTo {
				m.standIns[like]++
				return m.leaveOut(m.rows[best])
			}
		}
	}
	return m.rank(first) <= upTo && m.leaveOut(first)
}

// rowsAround lists the published sums that a school's cell is part of, in whatever longer
// period: the least wanted first, and of those the ones of the fewest schools.
func (m *model) rowsAround(i int) []int32 { return m.rowsOfAll(m.partsOf(nil, i)) }

// rowsOfAll lists those that unknowns are part of, in that order.
func (m *model) rowsOfAll(parts []int32) []int32 {
	var rows []int32
	for _, u := range parts {
		for _, row := range m.in(u) {
			if !slices.Contains(rows, row) {
				rows = append(rows, row)
			}
		}
	}
	rows = slices.DeleteFunc(rows, func(row int32) bool {
		r := m.rows[row]
		return m.dead[row] || m.hidden(r) || m.gone(r)
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

// fewHidden reports whether fewer schools than enoughHidden are hidden in a sum.
func (m *model) fewHidden(row int32) bool {
	seen := int32(noUnknown)
	n := 0
	for i := range m.cellsUnder(m.rows[row]) {
		if r := m.schools[i]; r.place != seen && m.hidden(r) && m.cell(r).Period == m.cell(m.rows[row]).Period {
			seen = r.place
			if n++; n == enoughHidden {
				return false
			}
		}
	}
	return true
}
