package disclosure

import (
	"math/rand/v2"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

// Change is by how much a count of a school differs in another world, one that fits
// everything an edition tells as well as the truth does. Sessions of longer periods that
// hold the period differ with it; counts of pupils do not.
type Change struct {
	Place  attendance.Place
	Period attendance.Period
	Phase  attendance.Phase
	Group  string
	Column Column
	By     register.Count
}

// OtherWorld makes a world in which as much as possible of what an edition hides is
// different, by the seed. The cube holds the truth, the pattern what the edition hides of
// it. An edition made of that world under the same pattern has to be the same in every
// byte; if it is not, something in it was not made of what may be told.
func OtherWorld(cube *measure.Cube, policy Policy, pattern Pattern, seed uint64) []Change {
	t := newTables(cube, policy)
	t.marks = pattern.marks
	w := &world{tables: t, rng: rand.New(rand.NewPCG(seed, 0))}
	whole, parts := t.blocks()
	for _, b := range slices.Concat(whole, parts) {
		w.changeBlock(b)
	}
	for _, cells := range t.countCells() {
		for i, column := range [...]Column{PA10, PA15, PA20, Severe} {
			w.changeCount(cells, i, column)
		}
	}
	return w.changes
}

// world is another world in the making.
type world struct {
	*tables
	rng     *rand.Rand
	changes []Change
}

// changeBlock moves sessions missed with leave between the schools that are hidden
// whole. Where groups share out the pupils of a school, what one of them gains another
// loses.
func (w *world) changeBlock(b *block) {
	groups := b.groups(w.tables)
	l := w.blockLayer(b, whole, absent, groups[0])
	partner := func(ref) *measure.Cell { return nil }
	if len(groups) > 1 {
		partner = func(r ref) *measure.Cell {
			c := w.cell(r)
			return w.cube.Places[r.place].Cell(c.Period, c.Phase, groups[1])
		}
	}
	l.room = func(r ref) (down, up int32) {
		if !l.hidden(r) || w.cell(r).Public {
			return 0, 0
		}
		down, up = missedWithLeave(w.cell(r))
		if len(groups) > 1 {
			p := partner(r)
			if p == nil {
				return 0, 0
			}
			less, more := missedWithLeave(p)
			return min(down, more), min(up, less)
		}
		return down, up
	}
	for r, by := range w.wander(l) {
		for _, column := range [...]Column{Overall, Authorised} {
			w.change(r, groups[0], column, by)
			if len(groups) > 1 {
				w.change(r, groups[1], column, -by)
			}
		}
	}
}

// missedWithLeave says by how much the sessions missed with leave can be lower and
// higher.
func missedWithLeave(c *measure.Cell) (down, up int32) {
	n := &c.Counts
	if !n.Authorised.Known() || !n.Overall.Known() || !n.Possible.Known() {
		return 0, 0
	}
	return int32(min(n.Authorised, n.Overall, unbounded)), int32(min(n.Possible-n.Overall, unbounded))
}

// changeCount moves a count of pupils between the cells that hide it.
func (w *world) changeCount(cells *layer, i int, column Column) {
	of := func(r ref) register.Count { return *pupilCounts[i].of(&w.cell(r).Counts) }
	l := w.countLayer(cells, pupilCounts[i].mark, pupilCounts[i].out, of, func(r ref) register.Count { return w.most(r, i) })
	room := l.room
	l.room = func(r ref) (down, up int32) {
		c, inner := w.cell(r), register.Count(0)
		if *w.mark(r)&whole != 0 || !of(r).Known() {
			return 0, 0
		}
		for j := i + 1; j < len(pupilCounts); j++ { // what lies inside stays inside
			inner = max(inner, *pupilCounts[j].of(&c.Counts))
		}
		most := c.Counts.Enrolments
		for j := range i {
			if n := *pupilCounts[j].of(&c.Counts); n.Known() {
				most = min(most, n)
			}
		}
		down, up = room(r)
		return min(down, int32(of(r)-inner)), min(up, int32(max(most-of(r), 0)))
	}
	for r, by := range w.wander(l) {
		w.change(r, w.cell(r).Group, column, by)
	}
}

// wander moves every hidden atom of a layer up or down by some steps, one after the
// other, and others with it as it takes. It gives how far each has come.
func (w *world) wander(l *layer) map[ref]register.Count {
	m := newModel(l)
	var hidden []int32
	refs := make(map[int32]ref)
	for i, r := range m.schools {
		if u := m.cells[i].unknown; u != noUnknown {
			refs[u] = r
			if m.hidden(r) && m.unknowns[u].down+m.unknowns[u].up > 0 {
				hidden = append(hidden, u)
			}
		}
	}
	w.rng.Shuffle(len(hidden), func(i, j int) { hidden[i], hidden[j] = hidden[j], hidden[i] })
	for _, u := range hidden {
		way := int32(1 - 2*w.rng.IntN(2))
		for range 1 + w.rng.IntN(m.policy.Width) {
			if !m.push(u, way) && !m.push(u, -way) {
				break
			}
		}
	}
	out := make(map[ref]register.Count)
	for u, r := range refs {
		if by := m.moved[u]; by != 0 {
			out[r] = register.Count(by)
		}
	}
	return out
}

func (w *world) change(r ref, group string, column Column, by register.Count) {
	c := w.cell(r)
	w.changes = append(w.changes, Change{w.cube.Places[r.place].Place, c.Period, c.Phase, group, column, by})
}
