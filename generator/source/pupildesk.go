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
	aside    asides    // for rows that clash
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
		d.aside = make(asides)
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
			switch taken, clash := d.pupils.Add(&row.PupilRow); taken {
			case register.Repeated:
				d.problems.Add(row.pos, diag.RowRepeated, "", "the same pupil row is given again")
			case register.Clashing:
				d.problems.Add(row.pos, diag.RowDoubled, "Keep the row of the pupil that is right.", "a pupil is given twice at %s in %s, with different figures", row.URN, row.Period)
				for _, period := range clash {
					d.aside.add(returnOf{row.URN, period}, row.pos)
				}
			}
		}
		stack.n = 0
		d.empty <- stack
	}
}

// finish waits until every row is counted.
func (d *desk) finish(b *batch) {
	if d.full == nil {
		return
	}
	d.full <- d.filling
	close(d.full)
	<-d.counted
	b.problems.Merge(&d.problems)
	for of, faults := range d.aside {
		b.aside.add(of, faults...)
	}
}

// uniteAttended puts together what the inputs say of the numbers of pupil rows.
func uniteAttended(batches []*batch) map[attendance.URN]*attended {
	all := make(map[attendance.URN]*attended)
	for _, b := range batches {
		for urn, more := range b.pupils {
			if known := all[urn]; known == nil {
				all[urn] = more
			} else if known.stranger.File == "" {
				known.stranger = more.stranger
			}
		}
	}
	return all
}
