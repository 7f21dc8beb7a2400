package disclosure

import (
	"runtime"

	"golang.org/x/sync/errgroup"

	"rollcall/generator/attendance"
)

// countKey names the cells in which counts of pupils are protected together. They do not
// add over periods: persistent absence of a year is another question than that of its
// terms.
type countKey struct {
	period attendance.Period
	group  string
}

// countCells puts together the cells whose counts of pupils are protected together. Of
// groups that share out the pupils of a school, such as girls and boys, counts are left
// out: they tell so much of each other and of all pupils that hardly one could be shown.
func (t *tables) countCells() map[countKey]*layer {
	at := make(map[countKey]*layer)
	for i := range t.cube.Places {
		for j := range t.cube.Places[i].Cells {
			r := ref{int32(i), int32(j)}
			if *t.mark(r)&absent != 0 && !t.knows(r, pa10|pa15|pa20|severe|bands) || !t.isSchool(r) && !t.isSum(r) {
				continue
			}
			c := t.cell(r)
			if t.policy.setOf(c.Group) != c.Group {
				t.set([]ref{r}, outPA10|outPA15|outPA20|outSevere|outBands)
				continue
			}
			key := countKey{c.Period, c.Group}
			l := at[key]
			if l == nil {
				l = &layer{tables: t}
				at[key] = l
			}
			if t.isSchool(r) {
				l.schools = append(l.schools, r)
			} else {
				l.places = append(l.places, r)
			}
		}
	}
	return at
}

// protectCounts hides the counts of pupils that are too small, and what would give them
// away, in the cells that are not hidden whole.
func (t *tables) protectCounts() {
	at := t.countCells()
	var whole, parts []countKey
	for key := range at {
		if key.group == attendance.AllPupils {
			whole = append(whole, key)
		} else {
			parts = append(parts, key)
		}
	}
	for _, keys := range [...][]countKey{whole, parts} { // what is hidden of all pupils is hidden of groups
		var group errgroup.Group
		group.SetLimit(runtime.GOMAXPROCS(0))
		for _, key := range keys {
			group.Go(func() error {
				told := t.chooseBands(at[key])
				for i := range pupilCounts {
					t.protectCount(at[key], i)
				}
				t.keepBands(told)
				return nil
			})
		}
		group.Wait()
	}
}

// protectCount protects one of pupilCounts in the cells of a layer.
func (t *tables) protectCount(cells *layer, i int) {
	if l := t.layerOf(cells, i); t.hideSmall(l, i) {
		l.protect()
		t.keepCeilings(l, i)
	}
}

// hideSmall hides one of pupilCounts in the cells of a layer where that is due to the cell
// alone, and reports whether it is known of any.
func (t *tables) hideSmall(l *layer, i int) (known bool) {
	column := pupilCounts[i]
	bits, out := withInner(i)
	for _, list := range [...][]ref{l.schools, l.places} {
		for _, r := range list {
			known = known || column.of(&t.cell(r).Counts).Known()
			switch {
			case t.hidesCount(r, i) || *t.mark(r)&column.mark != 0:
				t.set([]ref{r}, bits)
			case t.leftOut(r, column.out):
				t.set([]ref{r}, out)
			}
		}
	}
	return known
}

// withInner returns the marks of one of pupilCounts that is hidden, or left out, with what
// lies inside it.
func withInner(i int) (hidden, out mark) {
	for _, inner := range pupilCounts[i:] {
		hidden, out = hidden|inner.mark, out|inner.out
	}
	return hidden, out
}

// hidesCount reports whether a count is to be hidden for itself: it is small, or the
// rest of the pupils is, or one that it is part of is hidden.
func (t *tables) hidesCount(r ref, i int) bool {
	c := t.cell(r)
	n := *pupilCounts[i].of(&c.Counts)
	if !n.Known() {
		return false
	}
	if t.policy.small(n) || c.Counts.Enrolments.Known() && !t.policy.lacks(Complements) && t.policy.small(c.Counts.Enrolments-n) {
		return true
	}
	for j := range i {
		larger := *pupilCounts[j].of(&c.Counts)
		if larger.Known() && t.policy.tellsBetween(larger, n) {
			return true
		}
	}
	if c.Group == attendance.AllPupils {
		return false
	}
	all, ok := t.cube.Places[r.place].Find(c.Period, c.Phase, attendance.AllPupils)
	if !ok {
		return false
	}
	if t.marks[r.place][all]&(pupilCounts[i].mark|whole) != 0 {
		return true
	}
	of := *pupilCounts[i].of(&t.cube.Places[r.place].Cells[all].Counts)
	return of.Known() && t.policy.smallRest(of-n)
}

// nearShown reports whether few pupils are between a count of pupils and a shown one that
// holds it, or all that are enrolled.
func (t *tables) nearShown(r ref, i int) bool {
	c := t.cell(r)
	n := *pupilCounts[i].of(&c.Counts)
	if n.Known() && c.Counts.Enrolments.Known() && t.policy.smallRest(c.Counts.Enrolments-n) {
		return true
	}
	for j := range i {
		larger := *pupilCounts[j].of(&c.Counts)
		if n.Known() && larger.Known() && *t.mark(r)&(pupilCounts[j].mark|pupilCounts[j].out|whole) == 0 && t.policy.smallRest(larger-n) {
			return true
		}
	}
	return false
}

// leftOut reports whether a count of all pupils of a cell's place is left out.
func (t *tables) leftOut(r ref, out mark) bool {
	c := t.cell(r)
	all, ok := t.cube.Places[r.place].Find(c.Period, c.Phase, attendance.AllPupils)
	return ok && t.marks[r.place][all]&out != 0
}
