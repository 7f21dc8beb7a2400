package disclosure

import (
	"iter"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

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
