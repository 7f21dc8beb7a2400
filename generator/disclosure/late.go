package disclosure

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/measure"
)

// arrival is schools that a sum has now and had not when an earlier edition told it: their
// returns came late. Whoever holds both editions has what these schools are together.
type arrival struct {
	sum     ref
	schools []int32 // places
}

// findLate lists the arrivals since an edition.
func (r *reading) findLate() {
	for i := range r.cube.Places {
		if !r.isSum(ref{place: int32(i)}) {
			continue
		}
		for j := range r.cube.Places[i].Cells {
			sum := ref{int32(i), int32(j)}
			if schools := r.lateIn(sum); len(schools) > 0 {
				r.late = append(r.late, arrival{sum, schools})
			}
		}
	}
}

// lateIn lists the schools of a sum that the edition told nothing of, where it told the
// sum with fewer schools.
func (r *reading) lateIn(sum ref) []int32 {
	c := r.cell(sum)
	if c.Public {
		return nil
	}
	row := r.edition(At{r.cube.Places[sum.place].Place, c.Period, c.Phase, c.Group})
	if row == nil || !row(string(Possible)).Known() && !row(string(Enrolments)).Known() {
		return nil
	}
	if then := row(string(Schools)); !then.Known() || then >= c.Counts.Schools {
		return nil
	}
	var out []int32
	for _, school := range r.below[sum.place] {
		p := &r.cube.Places[school]
		has := func(d measure.Cell) bool { return d.Group == c.Group && isPart(&d, c) }
		if k := slices.IndexFunc(p.Cells, has); k >= 0 && r.edition(At{p.Place, c.Period, p.Cells[k].Phase, c.Group}) == nil {
			out = append(out, school)
		}
	}
	return out
}

// lateOf lists the sums of late schools that a school's cell is part of.
func (m *model) lateOf(in []int32, r ref) []int32 {
	c := m.cell(r)
	for _, late := range m.lateRows[r.place] {
		if late.into.period == c.Period && (late.into.phase == c.Phase || late.into.phase == attendance.Total) {
			in = append(in, late.row)
		}
	}
	return in
}

// addLate adds what schools that came late are together to a model, as sums that are
// published as long as the one that they came into is. at gives the numbers of these.
func (m *model) addLate(s *system, at map[rowKey]int32) {
	m.lateRows = make(map[int32][]lateRow)
	for _, a := range m.late {
		c := m.cell(a.sum)
		if row, ok := at[rowKey{a.sum.place, c.Period, c.Phase}]; !ok || m.rows[row] != a.sum {
			continue
		}
		down, up := m.layer.slack(a.sum)
		row := int32(len(m.rows))
		m.rows = append(m.rows, a.sum)
		s.sums = append(s.sums, sum{down: down, up: up})
		for _, school := range a.schools {
			m.lateRows[school] = append(m.lateRows[school], lateRow{rowKey{a.sum.place, c.Period, c.Phase}, row})
		}
	}
}

// lateRow is the sum of the schools that came late into another.
type lateRow struct {
	into rowKey
	row  int32
}
