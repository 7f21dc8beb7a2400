package source

import (
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// returnOf names a return: one number of a school and one period.
type returnOf struct {
	urn    attendance.URN
	period attendance.Period
}

// asides are the returns that are set aside, with the places of their faults.
type asides map[returnOf][]diag.Pos

// mostFaults is how many faults of one return are remembered.
const mostFaults = 20

func (a asides) add(of returnOf, faults ...diag.Pos) {
	known, ok := a[of]
	if !ok { // the number may be a piece of a long line
		of.urn = attendance.URN(strings.Clone(string(of.urn)))
	}
	a[of] = append(known, faults[:max(0, min(len(faults), mostFaults-len(known)))]...)
}

// report adds a problem. By its severity it sets the row aside.
func (r *reader) report(pos diag.Pos, code diag.Code, hint, format string, args ...any) {
	r.problems.Add(pos, code, hint, format, args...)
	r.faulty = r.faulty || code.Severity() == diag.SetAside
}

// unreadable is the code of a cell that cannot be read. In a file about schools the cell
// alone is left out, elsewhere its row.
func (r *reader) unreadable(code diag.Code) diag.Code {
	if r.kind.holds == aboutSchools {
		return diag.SchoolCell
	}
	return code
}

// begin makes ready for a row of a format.
func (r *reader) begin(f sheet.Format) {
	r.faulty = false
	if r.kind.Name == f.Name {
		return
	}
	for _, k := range kinds {
		if k.Name == f.Name {
			r.kind = k
		}
	}
}

// row reads a row. Nothing of one with a fault is kept.
func (r *reader) row(line sheet.Row) {
	rows, rates, listings, links, names := len(r.rows), len(r.rates), len(r.listings), len(r.links), len(r.names)
	r.kind.read(r, line)
	faulty := r.faulty
	for i := range r.rows[rows:] {
		r.checkAhead(r.rows[rows+i].pos, r.rows[rows+i].Period)
	}
	if r.checkAheadOnce(rates); !r.faulty {
		return
	}
	for i := range r.rows[rows:] {
		switch row := &r.rows[rows+i]; {
		case row.own || !faulty: // a published row of a period to come is no fault of anybody's
		case row.urn != "":
			r.leftOut.add(returnOf{row.urn, row.Period}, row.pos)
		case row.isTotal(r.opt):
			r.totals = append(r.totals, row.Period)
		}
	}
	r.rows, r.rates, r.listings, r.links, r.names = r.rows[:rows], r.rates[:rates], r.listings[:listings], r.links[:links], r.names[:names]
	r.leaveOut(line)
}

// isTotal reports whether a row is the published one of the authority of the site, for all
// pupils and phases.
func (r *row) isTotal(opt *Options) bool {
	return r.Place == attendance.Place{Level: attendance.LevelAuthority, Code: opt.Authority} && r.Group == attendance.AllPupils && r.Phase == attendance.Total
}

// checkAheadOnce reports the rates of a row, from the one at an index on, where their
// period has not begun.
func (r *reader) checkAheadOnce(from int) {
	for i := range r.rates[from:] {
		if rate := &r.rates[from+i]; !r.checkAhead(rate.pos, rate.Period) {
			return
		}
	}
}

// checkAhead reports a period that begins after the day of judgement.
func (r *reader) checkAhead(pos diag.Pos, p attendance.Period) bool {
	from, _ := p.Span()
	if r.opt.AsOf.IsZero() || !from.After(r.opt.AsOf) {
		return true
	}
	r.report(pos, diag.PeriodAhead, "", "%s had not begun on %s", p, r.opt.AsOf.Format("2006-01-02"))
	return false
}

// leaveOut finds out what a row that was left out is about: a return is then set aside,
// and a school has no place in our list. One that runs over several lines may hold other
// rows.
func (r *reader) leaveOut(line sheet.Row) {
	if line.ManyLines() {
		r.report(line.Pos(r.kind.Key), diag.RowQuotes, "", "a quoted cell runs over several lines")
	}
	urn, pos := plainNumber(line.Text("urn")), line.Pos("urn")
	switch {
	case r.kind.holds == ownReturns:
		period, _, err := r.ownPeriod(line, line.Text("period"))
		pupils := r.kind.Name == pupilsFile.Name
		switch {
		case attendance.IsURN(urn) && err == nil && (!pupils || ofPupils(period)):
			r.aside.add(returnOf{attendance.URN(urn), period}, pos)
		case pupils: // no return can be set aside, and one is counted without the pupil
			r.report(pos, diag.PupilUnplaced, "", "the row is torn, and its school or period cannot be read")
		}
	case attendance.IsURN(urn) && r.kind.Name == schoolsFile.Name:
		r.withheld[attendance.URN(strings.Clone(urn))] = pos
	}
}
