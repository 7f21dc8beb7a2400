package disclosure

import (
	"cmp"
	"maps"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

// blockKey names a block: one set of groups of pupils over one year. Everything of a
// school in it is hidden together, in every period and for every group of the set.
//
// That is what makes sessions safe with one check instead of twenty. Take a witness in
// which pupils of one school stand in another's place. It holds for every column alike,
// since a pupil takes all of its sessions along; and the next term's figures cannot be
// set against this term's, since the same schools are hidden in both.
type blockKey struct {
	year attendance.AcademicYear
	set  string
	only attendance.Period // zero, but in experiments
}

// block is the cells of a block.
type block struct {
	key             blockKey
	schools, places []ref
}

// protectBlocks protects every block: of each year all pupils first, then the groups.
// No two of them mark the same cell, so they are worked on at once.
func (t *tables) protectBlocks() {
	whole, parts := t.blocks()
	for _, list := range [...][]*block{whole, parts} {
		var group errgroup.Group
		group.SetLimit(runtime.GOMAXPROCS(0))
		for _, b := range list {
			group.Go(func() error {
				t.protectBlock(b)
				for _, name := range b.groups(t) {
					t.blockLayer(b, reasons, outReasons, name).protect()
				}
				return nil
			})
		}
		group.Wait()
	}
}

// blocks lists the blocks of all pupils, and those of groups, in order.
func (t *tables) blocks() (whole, parts []*block) {
	at := make(map[blockKey]*block)
	for i := range t.cube.Places {
		for j := range t.cube.Places[i].Cells {
			r := ref{int32(i), int32(j)}
			if *t.mark(r)&absent != 0 || !t.isSchool(r) && !t.isSum(r) {
				continue
			}
			key := t.blockOf(r)
			b := at[key]
			if b == nil {
				b = &block{key: key}
				at[key] = b
			}
			if t.isSchool(r) {
				b.schools = append(b.schools, r)
			} else {
				b.places = append(b.places, r)
			}
		}
	}
	for _, b := range at {
		if b.isAll() {
			whole = append(whole, b)
		} else {
			parts = append(parts, b)
		}
	}
	order := func(a, b *block) int {
		return cmp.Or(cmp.Compare(a.key.year, b.key.year), cmp.Compare(a.key.set, b.key.set))
	}
	slices.SortFunc(whole, order)
	slices.SortFunc(parts, order)
	return whole, parts
}

// blockOf names the block that a cell is in.
func (t *tables) blockOf(r ref) blockKey {
	c := t.cell(r)
	return blockKey{c.Period.Year, t.policy.setOf(c.Group), t.policy.apart(c.Period)}
}

func (b *block) isAll() bool { return b.key.set == attendance.AllPupils }

// groups lists the groups of the block's set.
func (b *block) groups(t *tables) []string {
	seen := make(map[string]bool)
	for _, list := range [...][]ref{b.schools, b.places} {
		for _, r := range list {
			seen[t.cell(r).Group] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// protectBlock hides the schools and places of a block that are too small, and what
// would give them away.
func (t *tables) protectBlock(b *block) {
	seen := make(map[nodeKey]bool)
	for _, list := range [...][]ref{b.schools, b.places} {
		for _, r := range list {
			key := t.nodeOf(r)
			if seen[key] {
				continue
			}
			seen[key] = true
			switch cells := t.node(b, r); {
			case t.fewSchools(r):
				t.set(cells, absent)
			case t.tooSmall(b, cells) || t.marked(cells, whole):
				t.set(cells, whole)
			}
		}
	}
	groups := b.groups(t)
	for before := -1; before != t.countMarked(b); { // what one group hides is hidden of the others
		before = t.countMarked(b)
		for _, group := range groups {
			t.blockLayer(b, whole, absent, group).protect()
		}
		if len(groups) == 1 {
			return
		}
	}
}

func (t *tables) countMarked(b *block) int {
	n := 0
	for _, list := range [...][]ref{b.schools, b.places} {
		for _, r := range list {
			if *t.mark(r)&(whole|absent) != 0 {
				n++
			}
		}
	}
	return n
}

// nodeKey names the cells of a block that are hidden together: those of a school, or of a
// place under one phase.
type nodeKey struct {
	place int32
	phase attendance.Phase // Total of a school
}

func (t *tables) nodeOf(r ref) nodeKey {
	if t.isSchool(r) {
		return nodeKey{place: r.place}
	}
	return nodeKey{r.place, t.cell(r).Phase}
}

// node lists the cells of a block that are hidden together with one.
func (t *tables) node(b *block, r ref) []ref {
	var out []ref
	key := t.nodeOf(r)
	for i, m := range t.marks[r.place] {
		if of := (ref{r.place, int32(i)}); m&absent == 0 && t.nodeOf(of) == key && t.blockOf(of) == b.key {
			out = append(out, of)
		}
	}
	return out
}

// fewSchools reports whether a group of schools has too few of them to be told from
// its schools. The authority itself is always told.
func (t *tables) fewSchools(r ref) bool {
	return t.isSum(r) && !t.isAuthority(r) && !t.policy.lacks(FewSchools) && register.Count(len(t.cube.Places[r.place].Members)) < t.policy.Schools
}

// tooSmall reports whether a node of a block has too few pupils in any of its cells. In
// a school a group and the rest both need a base for percentages. A number of pupils
// that is not known may be small.
func (t *tables) tooSmall(b *block, cells []ref) bool {
	return slices.ContainsFunc(cells, func(r ref) bool {
		c := t.cell(r)
		n := c.Counts.Enrolments
		if t.knows(r, whole) {
			return false
		}
		if b.isAll() {
			return !n.Known() || t.policy.small(n) || t.narrowed(r)
		}
		all := t.all(r)
		if all == nil || !all.Counts.Enrolments.Known() || !n.Known() {
			return true
		}
		if i, ok := t.cube.Places[r.place].Find(c.Period, c.Phase, attendance.AllPupils); ok && t.marks[r.place][i]&whole != 0 {
			return true
		}
		rest := all.Counts.Enrolments - n
		if !t.isSchool(r) {
			return t.policy.small(n) || t.policy.smallRest(rest) || t.narrowed(r)
		}
		return n < t.policy.MinBase || rest < t.policy.MinBase && !t.policy.lacks(Complements)
	})
}

// set marks cells, except those that the world has already.
func (t *tables) set(cells []ref, m mark) {
	for _, r := range cells {
		*t.mark(r) |= m &^ t.told[r.place][r.cell]
	}
}

// blockLayer makes the layer of one group of a block. The unknowns are pupils: a
// witness has them in another school, with all of their sessions.
func (t *tables) blockLayer(b *block, bit, out mark, group string) *layer {
	l := &layer{tables: t, bit: bit, out: out}
	for _, r := range b.schools {
		if t.cell(r).Group == group {
			l.schools = append(l.schools, r)
		}
	}
	for _, r := range b.places {
		if t.cell(r).Group == group && (bit != reasons || t.cell(r).Counts.Reasons != nil) {
			l.places = append(l.places, r)
		}
	}
	l.hide = func(r ref) {
		if t.isSchool(r) {
			t.set(t.node(b, r), bit)
		} else {
			t.set(t.node(b, r), out)
		}
	}
	l.room = func(r ref) (down, up int32) {
		c := t.cell(r)
		if !l.hidden(r) || l.known(r) {
			return 0, 0
		}
		n := c.Counts.Enrolments
		if !n.Known() {
			return 0, unbounded
		}
		if all := t.all(r); group != attendance.AllPupils && all != nil && all.Counts.Enrolments.Known() {
			return int32(n), int32(max(all.Counts.Enrolments-n, 0))
		}
		return int32(n), unbounded
	}
	l.slack = func(ref) (down, up int32) { return 0, 0 }
	l.spare = func(r ref) bool {
		c := t.cell(r)
		return !l.known(r) && c.Counts.Enrolments >= register.Count(t.policy.Width)
	}
	return l
}

// unbounded is more pupils than a school has.
const unbounded = 1 << 20
