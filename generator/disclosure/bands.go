package disclosure

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

// Bands cut the same line as persistent absence does. Told of a school or a cluster they
// would say how its counts of pupils were rounded, and with that what is hidden beside
// them. So they are told of the authority alone, and there its own counts are taken for
// known to the pupil.

// chooseBands leaves out the bands of every place but the authority, and returns the
// cells of the authority that tell theirs: every phase and the whole, or the whole alone
// where a phase is too small.
func (t *tables) chooseBands(cells *layer) []ref {
	var phases, whole []ref
	for _, r := range cells.schools {
		t.set([]ref{r}, outBands)
	}
	for _, r := range cells.places {
		switch {
		case !t.isAuthority(r):
			t.set([]ref{r}, outBands)
		case t.cell(r).Counts.Bands == nil:
		case t.cell(r).Phase == attendance.Total:
			whole = append(whole, r)
		default:
			phases = append(phases, r)
		}
	}
	all := func(list []ref) bool { return !slices.ContainsFunc(list, func(r ref) bool { return !t.bandsFit(r) }) }
	if !all(phases) || !all(whole) {
		t.set(phases, outBands)
		phases = nil
	}
	if !all(whole) {
		t.set(whole, outBands)
		return nil
	}
	told := append(phases, whole...)
	for _, r := range told {
		t.told[r.place][r.cell] |= exact
	}
	return told
}

// bandsFit reports whether the bands of a cell may be told: none is small, nor what lies
// between two lines that are drawn near each other, nor the rest of a group. Exact bands
// are not told at all, since the pupils between two cuts are a count.
func (t *tables) bandsFit(r ref) bool {
	c := t.cell(r)
	counts := c.Counts.Bands
	if t.policy.Mode != Rounded || slices.ContainsFunc(counts, t.policy.small) {
		return false
	}
	lines := t.lines(r)
	for i := 1; i < len(lines); i++ {
		if between := lines[i] - lines[i-1]; between > 0 && t.policy.small(between) {
			return false
		}
	}
	if c.Group == attendance.AllPupils {
		return true
	}
	all := t.all(r)
	return all != nil && len(all.Counts.Bands) == len(counts) && !t.smallRests(all.Counts.Bands, counts)
}

// smallRests reports whether any of some counts leaves little of the one that holds it.
func (t *tables) smallRests(whole, parts []register.Count) bool {
	for i, n := range parts {
		if t.policy.smallRest(whole[i] - n) {
			return true
		}
	}
	return false
}

// lines lists how many pupils lie below each line that the bands of a cell and persistent
// absence are cut at, in order.
func (t *tables) lines(r ref) []register.Count {
	c := &t.cell(r).Counts
	var out []register.Count
	for _, column := range pupilCounts {
		if n := *column.of(c); n.Known() {
			out = append(out, n)
		}
	}
	first := 0
	for _, set := range t.cube.BandSets {
		below := c.Enrolments
		for _, n := range c.Bands[first : first+len(set.Bands)] {
			below -= n
			out = append(out, max(below, 0))
		}
		first += len(set.Bands)
	}
	slices.Sort(out)
	return out
}

// keepBands leaves out what chooseBands chose, where a count of pupils is not told beside
// it: the bands would tell it.
func (t *tables) keepBands(told []ref) {
	untold := whole | absent
	for _, column := range pupilCounts {
		untold |= column.mark | column.out
	}
	if t.marked(told, untold) {
		t.set(told, outBands)
	}
}
