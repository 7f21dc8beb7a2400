package disclosure

import (
	"iter"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

// ceilings are the largest numbers that hidden counts can be for what the sums around
// them leave: one of each of pupilCounts for every cell, and 0 where nothing holds it
// down. What lies inside a hidden count, or is its count of a group, is no larger.
type ceilings [][][len(pupilCounts)]register.Count

func newCeilings(t *tables) ceilings {
	c := make(ceilings, len(t.marks))
	for i, cells := range t.marks {
		c[i] = make([][len(pupilCounts)]register.Count, len(cells))
	}
	return c
}

// lower says that one of pupilCounts of a cell is at most so large.
func (c ceilings) lower(r ref, i int, to register.Count) {
	if at := &c[r.place][r.cell][i]; *at == 0 || *at > to {
		*at = max(to, 1)
	}
}

// of returns the ceiling of one of pupilCounts of a cell.
func (c ceilings) of(r ref, i int) register.Count {
	if most := c[r.place][r.cell][i]; most > 0 {
		return most
	}
	return unbounded
}

// above returns the lowest ceiling of some counts.
func (c ceilings) above(counts iter.Seq2[ref, int]) register.Count {
	most := register.Count(unbounded)
	for r, i := range counts {
		most = min(most, c.of(r, i))
	}
	return most
}

// keepCeilings works out the ceilings of one of pupilCounts in the cells of a protected
// layer: of a hidden sum by the other phases of its place and by its schools, of a school
// by each of its sums.
func (t *tables) keepCeilings(l *layer, i int) {
	count := pupilCounts[i].of
	shown := func(r ref) bool { return count(&t.cell(r).Counts).Known() && !l.hidden(r) && !l.gone(r) }
	least := func(r ref) register.Count {
		down, _ := l.slack(r)
		return *count(&t.cell(r).Counts) - register.Count(down)
	}
	most := func(r ref) register.Count {
		_, up := l.slack(r)
		return *count(&t.cell(r).Counts) + register.Count(up)
	}
	at := make(map[rowKey]int, len(l.places))
	for j, r := range l.places {
		c := t.cell(r)
		at[rowKey{r.place, c.Period, c.Phase}] = j
	}
	rest, sum := make([]register.Count, len(l.places)), make([]register.Count, len(l.places))
	for j, r := range l.places {
		c := t.cell(r)
		total, ok := at[rowKey{r.place, c.Period, attendance.Total}]
		switch {
		case shown(r):
			rest[j] = most(r)
			continue
		case !ok || !shown(l.places[total]):
			rest[j] = unbounded
			continue
		}
		rest[j] = most(l.places[total])
		for _, phase := range attendance.Phases[1:] {
			if other, ok := at[rowKey{r.place, c.Period, phase}]; ok && shown(l.places[other]) {
				rest[j] -= least(l.places[other])
			}
		}
		t.ceilings.lower(r, i, rest[j])
	}
	// Each sum, less the schools of it that are shown, is for those that are not.
	around := func(r ref, visit func(row int)) {
		c := t.cell(r)
		for _, place := range t.above[r.place] {
			for _, phase := range [...]attendance.Phase{c.Phase, attendance.Total} {
				if row, ok := at[rowKey{place, c.Period, phase}]; ok {
					visit(row)
				}
			}
		}
	}
	for _, r := range l.schools {
		if shown(r) {
			around(r, func(row int) { rest[row], sum[row] = rest[row]-least(r), sum[row]+most(r) })
		}
	}
	for _, r := range l.schools {
		if shown(r) || !count(&t.cell(r).Counts).Known() {
			continue
		}
		around(r, func(row int) { t.ceilings.lower(r, i, min(rest[row], unbounded)) })
		around(r, func(row int) { sum[row] += t.ceilings.of(r, i) })
	}
	for j, r := range l.places {
		if !shown(r) && sum[j] < unbounded {
			t.ceilings.lower(r, i, sum[j])
		}
	}
}
