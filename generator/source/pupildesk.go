package source

import (
	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
)

// desk takes the pupil rows of one input to where those of all inputs are counted.
// Rows are counted while further ones are read, and inputs in their order, so that
// what is reported does not hang on which of them was read faster.
type desk struct {
	pupils *register.Pupils
	before []chan struct{} // closed when the inputs before this one have been read

	table    *table
	filling  *pupilRows
	full     chan *pupilRows // nil until there is a row
	empty    chan *pupilRows
	counted  chan struct{}
	problems diag.List // of the counting
}

// pupilRows is a stack of rows, kept to be filled again.
type pupilRows struct {
	rows []pupilRow
	n    int
}

type pupilRow struct {
	register.PupilRow
	pos diag.Pos
}

// stackSize is how many rows are handed over at once, and stacks how many there are.
const (
	stackSize = 512
	stacks    = 8
)

// next returns the row to fill. It counts only once it is pushed.
func (d *desk) next() *pupilRow {
	if d.full == nil {
		d.full, d.empty, d.counted = make(chan *pupilRows, stacks), make(chan *pupilRows, stacks), make(chan struct{})
		for range stacks {
			d.empty <- &pupilRows{rows: make([]pupilRow, stackSize)}
		}
		d.filling = <-d.empty
		go d.count()
	}
	return &d.filling.rows[d.filling.n]
}

func (d *desk) push() {
	if d.filling.n++; d.filling.n == stackSize {
		d.full <- d.filling
		d.filling = <-d.empty
	}
}

// count counts what is handed over, when it is this input's turn.
func (d *desk) count() {
	defer close(d.counted)
	for _, earlier := range d.before {
		<-earlier
	}
	for stack := range d.full {
		for i := range stack.n {
			row := &stack.rows[i]
			if !d.pupils.Add(&row.PupilRow) {
				d.problems.Add(row.pos, diag.RowDoubled, "Keep one of the rows of the pupil.", "a pupil is given twice at %s in %s", row.URN, row.Period)
			}
		}
		stack.n = 0
		d.empty <- stack
	}
}

// finish waits until every row is counted.
func (d *desk) finish(problems *diag.List) {
	if d.full == nil {
		return
	}
	d.full <- d.filling
	close(d.full)
	<-d.counted
	problems.Merge(&d.problems)
}

// uniteAttended puts together what the inputs say of the numbers of pupil rows.
func uniteAttended(batches []*batch) map[attendance.URN]*attended {
	all := make(map[attendance.URN]*attended)
	for _, b := range batches {
		for urn, more := range b.pupils {
			known := all[urn]
			if known == nil {
				all[urn] = more
				continue
			}
			for year := range more.years {
				known.years[year] = true
			}
			if known.stranger.File == "" {
				known.stranger = more.stranger
			}
		}
	}
	return all
}
