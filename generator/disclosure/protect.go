package disclosure

import (
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

// protect hides in a cube what a linked edition may not tell, and rounds what it
// rounds. The counts themselves are gone from the cube afterwards, so nothing made of
// it can give them away.
//
// It goes from what hides most to what hides least. Whole cells first: schools and
// groups of schools with too few pupils, and others with them until nobody can work
// them out (protectBlock). Then the reasons of groups of schools, which would tell those
// of a school that is told apart from its neighbours. Then counts of pupils, one by one
// (protectCounts). Each step only ever hides more, so it ends. What is left hidden is
// proved to be hidden: for each count there are witnesses, other numbers that fit
// everything published as well as the true ones.
func protect(cube *measure.Cube, policy Policy, editions []Earlier) (Pattern, *Loss) {
	t := newTables(cube, policy)
	t.learn(editions)
	t.prune()
	t.protectBlocks()
	t.protectCounts()
	loss := t.measureLoss()
	t.apply()
	return Pattern{t.marks, t.told}, loss
}

// apply takes what is hidden out of the cube.
func (t *tables) apply() {
	for i := range t.cube.Places {
		p := &t.cube.Places[i]
		keep := p.Cells[:0]
		for j := range p.Cells {
			c, m := &p.Cells[j], t.marks[i][j]
			if m&absent != 0 {
				continue
			}
			if (t.isSchool(ref{int32(i), int32(j)}) || t.isSum(ref{int32(i), int32(j)})) && !c.Public {
				t.hide(&c.Counts, m, t.told[i][j])
			}
			keep = append(keep, *c)
		}
		clear(p.Cells[len(keep):])
		p.Cells = keep
		t.hideTallies(p)
	}
}

// hide takes counts out but those that the world has, and rounds those of pupils that stay.
func (t *tables) hide(c *register.Counts, m, told mark) {
	c.NearPA, c.SeverePlan = register.Missing, register.Missing // of few pupils, and of no use to strangers
	if m&whole != 0 {
		m |= (reasons | pa10 | pa15 | pa20 | severe | bands) &^ told
		for _, n := range [...]*register.Count{&c.Enrolments, &c.Possible, &c.Overall, &c.Authorised, &c.Unauthorised, &c.Late} {
			withhold(n)
		}
	}
	c.Enrolments = t.policy.round(c.Enrolments)
	for _, column := range pupilCounts {
		n := column.of(c)
		switch {
		case m&column.mark != 0:
			withhold(n)
		case m&column.out != 0:
			*n = register.Missing
		default:
			*n = t.policy.round(*n)
		}
	}
	if c.Reasons != nil && m&(reasons|outReasons) != 0 {
		c.Reasons = nil
	}
	switch {
	case c.Bands == nil:
		return
	case m&bands != 0:
		c.Bands = withheld(len(c.Bands))
		return
	case m&outBands != 0:
		c.Bands = nil
		return
	}
	rounded := make([]register.Count, len(c.Bands)) // the list is the dataset's own
	for i, n := range c.Bands {
		rounded[i] = t.policy.round(n)
	}
	c.Bands = rounded
}

// withhold hides a count. One that is not there is not hidden.
func withhold(n *register.Count) {
	if n.Known() {
		*n = register.Withheld
	}
}

func withheld(n int) []register.Count {
	out := make([]register.Count, n)
	for i := range out {
		out[i] = register.Withheld
	}
	return out
}
