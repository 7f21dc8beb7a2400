package disclosure

import (
	"cmp"
	"maps"
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
//
// The cube is the world's own from then on.
func OtherWorld(cube *measure.Cube, policy Policy, pattern Pattern, seed uint64) []Change {
	return newWorld(cube, policy, pattern, seed).changeAll()
}

// LikeWorld makes a world as OtherWorld does, in which each school's hidden count stays on
// its side of the threshold: what is hidden for itself is so in both. An edition that
// protects that world by itself ought to hide the same numbers. See Compare.
func LikeWorld(cube *measure.Cube, policy Policy, pattern Pattern, seed uint64) []Change {
	w := newWorld(cube, policy, pattern, seed)
	w.plain = newTables(cube, policy)
	w.plain.told = pattern.told
	return w.changeAll()
}

// world is another world in the making.
type world struct {
	*tables
	plain   *tables // nothing in it is hidden; nil where counts may cross the threshold
	rng     *rand.Rand
	changes []Change
}

func newWorld(cube *measure.Cube, policy Policy, pattern Pattern, seed uint64) *world {
	t := newTables(cube, policy)
	t.marks, t.told = pattern.marks, pattern.told
	return &world{tables: t, rng: rand.New(rand.NewPCG(seed, 0))}
}

// changeAll changes sessions, then counts of pupils: of all of them before their groups.
func (w *world) changeAll() []Change {
	whole, parts := w.blocks()
	for _, b := range slices.Concat(whole, parts) {
		w.changeBlock(b)
	}
	cells := w.countCells()
	order := func(k countKey) int {
		if k.group == attendance.AllPupils {
			return 0
		}
		return 1
	}
	for _, key := range slices.SortedFunc(maps.Keys(cells), func(a, b countKey) int {
		return cmp.Or(a.period.Compare(b.period), cmp.Compare(order(a), order(b)), cmp.Compare(a.group, b.group))
	}) {
		for i, column := range [...]Column{PA10, PA15, PA20, Severe} {
			w.changeCount(cells[key], i, column)
		}
	}
	return w.changes
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
		if !l.hidden(r) || l.known(r) {
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
	l := w.countLayer(cells, pupilCounts[i].mark, pupilCounts[i].out, of,
		func(r ref) register.Count { return w.least(r, i) }, func(r ref) register.Count { return w.most(r, i) })
	room, fixed := l.room, make(map[int32]bool)
	l.room = func(r ref) (down, up int32) {
		c, inner := w.cell(r), register.Count(0)
		if *w.mark(r)&whole != 0 || !of(r).Known() || fixed[r.place] {
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
		for _, other := range w.beside(r) {
			n := *pupilCounts[i].of(&other.Counts)
			switch {
			case !n.Known() || other == c:
			case c.Group == attendance.AllPupils:
				inner = max(inner, n)
			case other.Group == attendance.AllPupils:
				most = min(most, n)
			}
		}
		down, up = room(r)
		down, up = min(down, int32(max(of(r)-inner, 0))), min(up, int32(max(most-of(r), 0)))
		if w.plain != nil {
			down, up = w.sameSide(r, i, -1, down), w.sameSide(r, i, 1, up)
		}
		return down, up
	}
	moves := w.wander(l)
	for w.plain != nil && w.crosses(l, i, moves, fixed) {
		moves = w.wander(l)
	}
	for r, by := range moves {
		w.change(r, w.cell(r).Group, column, by)
	}
	w.move(i, moves, 1) // what is changed next has to fit
}

// move puts moves into the cube, or takes them back.
func (w *world) move(i int, moves map[ref]register.Count, times register.Count) {
	for r, by := range moves {
		c := w.cell(r)
		*pupilCounts[i].of(&c.Counts) += times * by
		phases := []attendance.Phase{attendance.Total}
		if c.Phase != attendance.Total {
			phases = append(phases, c.Phase)
		}
		for _, place := range w.above[r.place] {
			for _, phase := range phases {
				if sum := w.cube.Places[place].Cell(c.Period, phase, c.Group); sum != nil && pupilCounts[i].of(&sum.Counts).Known() {
					*pupilCounts[i].of(&sum.Counts) += times * by
				}
			}
		}
	}
}

// crosses reports whether moves take a sum of schools over the threshold, and adds the
// schools of such sums to those that are not to be moved.
func (w *world) crosses(l *layer, i int, moves map[ref]register.Count, fixed map[int32]bool) bool {
	before := make([][]mark, len(l.places))
	for k, r := range l.places {
		before[k] = w.primaryOf(r)
	}
	w.move(i, moves, 1)
	defer w.move(i, moves, -1)
	n := len(fixed)
	for k, r := range l.places {
		if !slices.Equal(w.primaryOf(r), before[k]) {
			for _, school := range w.below[r.place] {
				fixed[school] = true
			}
		}
	}
	return len(fixed) > n
}

// beside lists the cells of a school's period: of all pupils and of every group.
func (w *world) beside(r ref) []*measure.Cell {
	var out []*measure.Cell
	cells := w.cube.Places[r.place].Cells
	for j := range cells {
		if cells[j].Period == w.cell(r).Period && cells[j].Phase == w.cell(r).Phase {
			out = append(out, &cells[j])
		}
	}
	return out
}

// sameSide says how far a count can go one way, up to a limit, before some count of the
// school would be hidden for itself that was not, or the other way round.
func (w *world) sameSide(r ref, i int, way register.Count, limit int32) int32 {
	n := pupilCounts[i].of(&w.cell(r).Counts)
	was, before := *n, w.primaryOf(r)
	defer func() { *n = was }()
	limit = min(limit, int32(4*w.policy.Width))
	for by := range limit {
		if *n += way; !slices.Equal(w.primaryOf(r), before) {
			return by
		}
	}
	return limit
}

// primaryOf lists what is hidden for itself in a period of a place under one phase.
func (w *world) primaryOf(r ref) []mark {
	var out []mark
	cells := w.cube.Places[r.place].Cells
	for j := range cells {
		if cells[j].Period == w.cell(r).Period && cells[j].Phase == w.cell(r).Phase {
			out = append(out, w.plain.primary(ref{r.place, int32(j)}))
		}
	}
	return out
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
