package disclosure

import (
	"iter"
	"runtime"

	"golang.org/x/sync/errgroup"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
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

// layerOf makes the layer of one of pupilCounts.
func (t *tables) layerOf(cells *layer, i int) *layer {
	bits, out := withInner(i)
	of := func(r ref) register.Count { return *pupilCounts[i].of(&t.cell(r).Counts) }
	least := func(r ref) register.Count { return t.least(r, i) }
	most := func(r ref) register.Count { return t.most(r, i) }
	l := t.countLayer(cells, bits, out, of, least, most)
	l.limit = func(r ref) int32 { return int32(max(t.ceilings.above(t.larger(r, i))-of(r), 0)) }
	if t.policy.Mode == Rounded {
		l.near = func(r ref) bool { return t.policy.smallRest(of(r)) || t.nearShown(r, i) }
	}
	return l
}

// countLayer makes the layer of a count of pupils. A shown count that was rounded may
// be another, too.
func (t *tables) countLayer(cells *layer, bits, out mark, of, least, most func(ref) register.Count) *layer {
	l := &layer{tables: t, bit: bits & -bits, out: out & -out, schools: cells.schools, places: cells.places}
	l.hide = func(r ref) {
		if t.isSchool(r) {
			t.set([]ref{r}, bits)
		} else {
			t.set([]ref{r}, out)
		}
	}
	l.room = func(r ref) (down, up int32) {
		n := of(r)
		switch {
		case !n.Known() || t.knows(r, exact):
			return 0, 0
		case !l.hidden(r):
			return t.policy.slack(n)
		}
		down, up = int32(min(n, unbounded)), int32(min(max(most(r)-n, 0), unbounded))
		// What lies inside stays as it is in a witness, unless that leaves no room: then it
		// is hidden with what holds it, and moves along.
		if apart := int32(n - min(least(r), n)); int(apart+up) >= t.policy.Width-1 {
			down = min(down, apart)
		}
		return down, up
	}
	l.slack = func(r ref) (down, up int32) {
		if n := of(r); n.Known() && !t.knows(r, exact) {
			return t.policy.slack(n)
		}
		return 0, 0
	}
	l.spare = func(r ref) bool { return !l.known(r) && of(r) >= register.Count(t.policy.Width) }
	return l
}

// least is the largest of the counts that lie inside one: those below it on the line, and
// those of groups of the same pupils.
func (t *tables) least(r ref, i int) register.Count {
	c, of := t.cell(r), register.Count(0)
	for _, inner := range pupilCounts[i+1:] {
		of = max(of, *inner.of(&c.Counts))
	}
	if c.Group != attendance.AllPupils {
		return of
	}
	for _, g := range t.cube.Places[r.place].Cells[r.cell+1:] { // groups stand behind all pupils
		if g.Period != c.Period || g.Phase != c.Phase {
			break
		}
		of = max(of, *pupilCounts[i].of(&g.Counts))
	}
	return of
}

// most is the largest number that a reader has to allow for a hidden count: the
// threshold where it is small, since most of what is hidden is; what it is part of
// otherwise. Where the pupils of a cell are not known either, only that counts.
func (t *tables) most(r ref, i int) register.Count {
	c := t.cell(r)
	n, most := *pupilCounts[i].of(&c.Counts), t.within(r, i)
	if *t.mark(r)&whole != 0 && !t.knows(r, pa10|pa15|pa20) {
		return max(most, n)
	}
	if c.Counts.Enrolments.Known() {
		most = min(most, c.Counts.Enrolments)
	}
	if t.policy.small(n) {
		most = min(most, t.policy.Threshold)
	}
	return max(most, n)
}

// within is the largest number that a hidden count can be for the counts that it is part
// of: what they are shown as, or else their ceilings.
func (t *tables) within(r ref, i int) register.Count {
	most := t.ceilings.above(t.larger(r, i))
	for at, j := range t.larger(r, i) {
		n := *pupilCounts[j].of(&t.cell(at).Counts)
		if !n.Known() || !t.knows(at, pupilCounts[j].mark) && *t.mark(at)&(pupilCounts[j].mark|pupilCounts[j].out|whole) != 0 {
			continue
		}
		if at == r {
			down, _ := t.policy.slack(n)
			n -= register.Count(down)
		}
		most = min(most, n)
	}
	return most
}

// larger lists the counts that one is part of: those before it of the same pupils, and
// the same of all pupils.
func (t *tables) larger(r ref, i int) iter.Seq2[ref, int] {
	return func(yield func(ref, int) bool) {
		for j := range i {
			if !yield(r, j) {
				return
			}
		}
		c := t.cell(r)
		if all, ok := t.cube.Places[r.place].Find(c.Period, c.Phase, attendance.AllPupils); ok && c.Group != attendance.AllPupils {
			yield(ref{r.place, int32(all)}, i)
		}
	}
}
