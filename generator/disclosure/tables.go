package disclosure

import (
	"sync/atomic"

	"rollcall/generator/attendance"
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

// mark says what is hidden of a cell.
type mark uint16

const (
	whole   mark = 1 << iota // every count
	absent                   // the cell is left out of the edition
	reasons                  // the sessions of each reason
	pa10
	pa15
	pa20
	severe
	bands
	outReasons // left out: a sum that is not told to protect what it is made of, and no secret itself
	outPA10
	outPA15
	outPA20
	outSevere
	outBands
	exact // known to the pupil, where the edition rounds
	anew  // known in part: something else of the cell was revised
)

// pupilCounts are the counts of pupils that are hidden one by one, each a part of the
// one before it that has the same group of pupils.
var pupilCounts = [...]struct {
	mark, out mark
	of        func(*register.Counts) *register.Count
}{
	{pa10, outPA10, func(c *register.Counts) *register.Count { return &c.PA10 }},
	{pa15, outPA15, func(c *register.Counts) *register.Count { return &c.PA15 }},
	{pa20, outPA20, func(c *register.Counts) *register.Count { return &c.PA20 }},
	{severe, outSevere, func(c *register.Counts) *register.Count { return &c.Severe }},
}

// tables are all cells of an edition as one linked system: the schools, and the places
// that are sums of them.
type tables struct {
	cube     *measure.Cube
	policy   Policy
	marks    [][]mark     // of each cell of each place of the cube
	told     [][]mark     // of the same cells, what the world has of them
	above    [][]int32    // for each school, the places that it is summed into, in order
	below    [][]int32    // for each place, its schools, in order
	unproved atomic.Int64 // hidden cells for which no witness was found, and nothing more could be hidden
	given    atomic.Int64 // those of them that what the world has already gives away by itself
	late     []arrival    // schools that earlier editions of a sum did without
	sharing  []bool       // for each school, whether groups share out its pupils
	ceilings ceilings     // of the counts of pupils that are hidden
}

// ref finds a cell.
type ref struct{ place, cell int32 }

func newTables(cube *measure.Cube, policy Policy) *tables {
	t := &tables{cube: cube, policy: policy, marks: make([][]mark, len(cube.Places)), told: make([][]mark, len(cube.Places)), above: make([][]int32, len(cube.Places)), below: make([][]int32, len(cube.Places))}
	at := make(map[attendance.URN]int32)
	for i := range cube.Places {
		p := &cube.Places[i]
		t.marks[i], t.told[i] = make([]mark, len(p.Cells)), make([]mark, len(p.Cells))
		for j := range p.Cells {
			if p.Cells[j].Public {
				t.told[i][j] = ^anew
			}
		}
		if p.Place.Level == attendance.LevelSchool {
			at[attendance.URN(p.Place.Code)] = int32(i)
		}
	}
	for i := range cube.Places {
		for _, urn := range cube.Places[i].Members {
			school := at[urn]
			t.above[school] = append(t.above[school], int32(i))
			t.below[i] = append(t.below[i], school)
		}
	}
	t.ceilings = newCeilings(t)
	return t
}

func (t *tables) cell(r ref) *measure.Cell { return &t.cube.Places[r.place].Cells[r.cell] }

func (t *tables) mark(r ref) *mark { return &t.marks[r.place][r.cell] }

// isSchool tells the cells of schools from those of the places made of them.
func (t *tables) isSchool(r ref) bool {
	return t.cube.Places[r.place].Place.Level == attendance.LevelSchool
}

// isSum reports whether a place is a sum of schools.
func (t *tables) isSum(r ref) bool { return len(t.cube.Places[r.place].Members) > 0 }

// isAuthority reports whether a cell is of the whole authority, which is the last to
// be hidden.
func (t *tables) isAuthority(r ref) bool { return t.cube.Places[r.place].Place == t.cube.Authority }

// all returns the cell of all pupils that a cell is a part of, or nil.
func (t *tables) all(r ref) *measure.Cell {
	c := t.cell(r)
	return t.cube.Places[r.place].Cell(c.Period, c.Phase, attendance.AllPupils)
}

// prune leaves out what a protected edition never tells: two groups of pupils
// together, classes, transfers, weeks, the virtual schools, and the reasons of single
// schools, of which nobody knows on how many pupils they rest, and of groups of schools
// that cross the clusters. What the world has already stays.
func (t *tables) prune() {
	for i := range t.cube.Places {
		p := &t.cube.Places[i]
		school := p.Place.Level == attendance.LevelSchool
		for j := range p.Cells {
			c := &p.Cells[j]
			switch attendance.KindOf(c.Group) {
			case attendance.CrossedKind, attendance.ClassKind, attendance.TransferKind:
				t.marks[i][j] |= absent
			}
			if c.Period.Grain == attendance.Week || p.Place.Level == attendance.LevelVirtual {
				t.marks[i][j] |= absent
			}
			switch {
			case school && !t.policy.lacks(Reasons):
				t.marks[i][j] |= reasons
			case t.rank(ref{int32(i), 0}) == lesser && len(p.Members) > 0:
				t.marks[i][j] |= outReasons
			}
			t.marks[i][j] &^= t.told[i][j]
		}
	}
}
