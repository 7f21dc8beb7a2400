package disclosure

import (
	"iter"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"rollcall/generator/attendance"
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

// Earlier finds the row of a cell in an earlier edition, or nil where it has none.
//
// An edition that anybody may still hold is what an attacker knows beside the new one.
// What it showed and is still true, the same number as the new edition would write, is
// known: it stays shown, it is part of the system of every sum, and nothing is won by
// hiding it. That holds whichever edition showed it, whatever others hid. What an edition
// hid and none showed stays hidden, small or not, with the other periods of its year.
//
// A number that was revised since is another figure. It tells nothing of the new one that
// can be proved, since what both editions hide may have been revised as well. Where a sum
// has schools that it had not then, the difference is taken for known: see arrival. Where
// one hidden school was revised, the two editions of a sum tell by how much, which is not
// prevented.
//
// The number on roll of a school is in public registers, so it counts as known even where
// an edition hides it; that of a group of its pupils is in none. It leaves sessions open:
// besides witnesses that move pupils there are those that move missed sessions alone, as
// OtherWorld makes them, and pupils differ in how many they miss. It does bound a hidden
// count of pupils of a school that is hidden whole, which the system takes to be open
// upwards.
type Earlier func(At) Row

// Row gives what an edition told in a column, by its name in figures.csv: a number, a
// percentage in tenths of a point, register.Withheld where it was hidden, and
// register.Missing where nothing was told.
type Row func(column string) register.Count

// knows reports whether the world has something of a cell.
func (t *tables) knows(r ref, bit mark) bool { return t.told[r.place][r.cell]&bit != 0 }

// known reports whether the world has what a layer is about.
func (l *layer) known(r ref) bool { return l.knows(r, l.bit) }

// marked reports whether something is hidden of one of some cells.
func (t *tables) marked(cells []ref, m mark) bool {
	return slices.ContainsFunc(cells, func(r ref) bool { return *t.mark(r)&m != 0 })
}

// reading is how an earlier edition is compared with what is true now.
type reading struct {
	*tables
	edition Earlier
	write   func(register.Count) register.Count // as the edition wrote counts of pupils
	exactly mark                                // what is told beside the number: exact, or nothing
	reasons []string                            // the columns of reasons
	bands   []string                            // the columns of bands
}

// learn takes in what editions told.
func (t *tables) learn(editions []Earlier) {
	if len(editions) == 0 {
		return
	}
	r := reading{tables: t}
	for _, reason := range t.cube.Reasons {
		r.reasons = append(r.reasons, "sess_"+reason.ID)
	}
	for _, set := range t.cube.BandSets {
		for i := range set.Bands {
			r.bands = append(r.bands, measure.BandID(set, i)+"_percent")
		}
	}
	for _, e := range editions {
		r.edition, r.write, r.exactly = e, t.policy.round, 0
		if t.policy.Mode == Rounded && t.unrounded(e) {
			r.write, r.exactly = func(n register.Count) register.Count { return n }, exact
		}
		t.eachPlace(r.read)
		r.findLate()
	}
	t.eachPlace(func(i int) {
		if t.cube.Places[i].Place.Level == attendance.LevelSchool {
			t.tellParts(i)
		}
		for j := range t.marks[i] {
			t.marks[i][j] &^= t.told[i][j]
		}
	})
}

// eachPlace does something for every place, several at once.
func (t *tables) eachPlace(do func(i int)) {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range t.cube.Places {
		group.Go(func() error {
			do(i)
			return nil
		})
	}
	group.Wait()
}

// unrounded reports whether an edition shows a number of pupils that is not rounded.
func (t *tables) unrounded(e Earlier) bool {
	for i := range t.cube.Places {
		p := &t.cube.Places[i]
		if r := (ref{int32(i), 0}); len(p.Cells) == 0 || !t.isSchool(r) && !t.isSum(r) {
			continue
		}
		for j := range p.Cells {
			c := &p.Cells[j]
			if c.Group != attendance.AllPupils || c.Public {
				continue // all pupils are enough to tell
			}
			if row := e(At{p.Place, c.Period, c.Phase, c.Group}); row != nil && row(string(Enrolments))%t.policy.Step > 0 {
				return true
			}
		}
	}
	return false
}

// read takes in what the edition told of a place.
func (r *reading) read(i int) {
	p := &r.cube.Places[i]
	for j := range p.Cells {
		c := &p.Cells[j]
		if c.Public {
			continue
		}
		row := r.edition(At{p.Place, c.Period, c.Phase, c.Group})
		if row == nil {
			continue
		}
		if told := r.stillTrue(row, c); told&^anew != 0 {
			was := r.told[i][j]
			r.told[i][j] |= told | r.exactly
			if was&(whole|anew) == whole || told&(whole|anew) == whole {
				r.told[i][j] &^= anew // one of them told all of it
			}
		}
		r.marks[i][j] |= r.hiddenThen(row, c)
	}
}

// stillTrue says what of a cell an edition showed as it would be written now. A cell is
// told whole by any of its sessions, since whoever hides the others hides that one with
// them; by its pupils only where they are exact or all that there is, since the same
// rounded number is no sign of the same return. A count of pupils is told only out of the
// same number of pupils.
func (r *reading) stillTrue(row Row, c *measure.Cell) (told mark) {
	n := &c.Counts
	same := func(column Column, now register.Count) bool { return now > 0 && row(string(column)) == now }
	sessions, all, any := false, true, false
	for column, now := range r.sessions(n) {
		sessions = sessions || now.Known()
		any = any || same(column, now)
		all = all && (!now.Known() || row(string(column)) == now)
	}
	for i, now := range n.Reasons {
		all = all && (!now.Known() || row(r.reasons[i]) == now)
		if same(Column(r.reasons[i]), now) {
			told |= reasons | outReasons
		}
	}
	pupils := same(Enrolments, r.write(n.Enrolments))
	exactly := r.isExact() && c.Basis != measure.Derived // a derived cell has the pupils of its last part
	if any && (pupils || !r.policy.small(n.Enrolments)) || pupils && (exactly || !sessions) {
		told |= whole | absent
	}
	if !pupils || !all {
		told |= anew
	}
	if !pupils {
		return told
	}
	for i, column := range pupilCounts {
		if same(countColumns[i], r.write(*column.of(n))) {
			told |= column.mark | column.out
		}
	}
	for i, now := range n.Bands {
		if now.Known() && row(r.bands[i]) == tenths(r.write(now), r.write(n.Enrolments)) {
			told |= bands | outBands
		}
	}
	return told
}

// isExact reports whether the edition shows pupils as they are.
func (r *reading) isExact() bool { return r.policy.Mode == Exact || r.exactly != 0 }

// sessions goes through the sessions of a cell that are told with its pupils.
func (r *reading) sessions(n *register.Counts) iter.Seq2[Column, register.Count] {
	return func(yield func(Column, register.Count) bool) {
		_ = yield(Possible, n.Possible) && yield(Overall, n.Overall) && yield(Authorised, n.Authorised) && yield(Unauthorised, n.Unauthorised)
	}
}

// hiddenThen says what of a cell an edition hid.
func (r *reading) hiddenThen(row Row, c *measure.Cell) (hidden mark) {
	was := func(column string) bool { return row(column) == register.Withheld }
	if was(string(Enrolments)) || was(string(Possible)) || was(string(Overall)) {
		return whole
	}
	for i, column := range pupilCounts {
		if was(string(countColumns[i])) {
			hidden |= column.mark
		}
	}
	if c.Counts.Bands != nil && slices.ContainsFunc(r.bands, was) {
		hidden |= bands
	}
	return hidden
}

// countColumns are the columns of pupilCounts.
var countColumns = [len(pupilCounts)]Column{PA10, PA15, PA20, Severe}

// tenths is a percentage as editions write it.
func tenths(n, of register.Count) register.Count {
	if of <= 0 {
		return register.Missing
	}
	return (n*2000 + of) / (2 * of)
}

// tellParts makes what is known of a school hang together over its periods: whoever knows a
// year has an equation between its terms, of which the system knows nothing, and whoever
// knows the terms has the year. So the parts of what is known are taken for known, and what
// known parts make up.
func (t *tables) tellParts(i int) {
	p := &t.cube.Places[i]
	for j := range p.Cells {
		c := &p.Cells[j]
		if c.Public || t.told[i][j]&whole == 0 {
			continue
		}
		for _, period := range p.Periods {
			if k, ok := p.Find(period, c.Phase, c.Group); ok && period.Within(c.Period) && (t.marks[i][k]|t.told[i][k])&whole == 0 {
				t.told[i][k] |= whole | absent | anew
			}
		}
	}
	for j := range p.Cells {
		if t.told[i][j]&whole == 0 && t.partsTold(i, &p.Cells[j]) {
			t.told[i][j] |= whole | absent | anew
		}
	}
}

// partsTold reports whether known cells of a school make up another.
func (t *tables) partsTold(i int, c *measure.Cell) bool {
	p := &t.cube.Places[i]
	next, last := c.Period.HalfTerms()
	if next == 0 {
		return false
	}
	for more := true; more; {
		more = false
		for _, period := range p.Periods {
			if from, to := period.HalfTerms(); period.Year != c.Period.Year || period == c.Period || from != next || to > last || to == 0 {
				continue
			}
			if k, ok := p.Find(period, c.Phase, c.Group); ok && t.told[i][k]&whole != 0 {
				_, to := period.HalfTerms()
				next, more = to+1, true
				break
			}
		}
	}
	return next > last
}

// giveUp counts cells that might be worked out when nothing more can be hidden. Of some the
// world could without this edition, by what it has already: an edition that tells nothing
// new of them gives nothing away.
func (l *layer) giveUp(failed []ref) {
	without := *l
	before := func(r ref) bool { return l.known(r) && (l.bit&(whole|reasons) == 0 || !l.knows(r, anew)) }
	without.slack = func(r ref) (down, up int32) {
		if before(r) {
			return l.slack(r)
		}
		return unbounded, unbounded
	}
	without.room = func(r ref) (down, up int32) {
		if before(r) || l.hidden(r) {
			return l.room(r)
		}
		return unbounded, unbounded
	}
	m := newModel(&without)
	m.effort = much
	given := 0
	for _, r := range m.failures(m.mine) {
		if slices.Contains(failed, r) {
			given++
		}
	}
	l.given.Add(int64(given))
	l.unproved.Add(int64(len(failed) - given))
}
