package source

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
	"rollcall/generator/sheet"
)

// unknownCode marks a column whose code is not in the table.
const unknownCode = -1

// codeColumn is a column of one registration code: a row of the table, and the place
// of its reason among those of the input.
type codeColumn struct {
	*registrationCode // nil where the table has no such code
	at                int
	uses              []codeColumn // every row of the code, the oldest first, where there are several
}

// codeAt finds the code of a column as the newest row of the table has it. One that
// is not in the table is reported once.
func (r *reader) codeAt(row sheet.Row, column, suffix string) codeColumn {
	if known, ok := r.codes[column]; ok {
		return known
	}
	found := codeColumn{at: unknownCode}
	var uses []codeColumn
	for _, code := range r.opt.Codes.find(r.opt.Nation, columnCode(suffix)) {
		found = codeColumn{registrationCode: code, at: r.reasonAt(code.reason())}
		uses = append(uses, found)
	}
	if len(uses) > 1 {
		found.uses = uses
	}
	if found.at == unknownCode {
		r.report(row.Pos(column), diag.CodeUnknown, diag.DidYouMean(suffix, r.opt.Codes.columns(r.opt.Nation)),
			"the column %s is no registration code of %s", column, r.opt.Nation)
	}
	r.codes[column] = found
	return found
}

// in returns the code as it was in an academic year: the latest row that had begun,
// or the first of all.
func (c codeColumn) in(year attendance.AcademicYear) codeColumn {
	if len(c.uses) == 0 {
		return c
	}
	for _, use := range slices.Backward(c.uses) {
		if use.begins() <= year {
			return use
		}
	}
	return c.uses[0]
}

// checkUse reports sessions under a code that was not in use yet, and then is false, or
// no longer: a withdrawn code may still turn up.
func (r *reader) checkUse(line sheet.Row, column string, code codeColumn, year attendance.AcademicYear) bool {
	switch {
	case code.at == unknownCode:
	case year < code.begins():
		r.report(line.Pos(column), diag.CodeEarly, "",
			"the registration code %s was not in use in %s", code.code, year)
		return false
	case year > code.ends():
		hint := ""
		if code.instead != "" {
			hint = "Use " + code.instead + "."
		}
		r.report(line.Pos(column), diag.CodeWithdrawn, hint,
			"the registration code %s was withdrawn on %s and is used in %s", code.code, code.withdrawn(), year)
	}
	return true
}

// reasonAt finds the place of a reason among those of the input, adding it.
func (r *reader) reasonAt(reason attendance.Reason) int {
	i := slices.IndexFunc(r.reasons, func(known attendance.Reason) bool { return known.ID == reason.ID })
	if i < 0 {
		i = len(r.reasons)
		r.reasons = append(r.reasons, reason)
	}
	return i
}

// setReason puts a count in its place; a row holds no reasons until it has one.
func setReason(counts *register.Counts, i int, n register.Count) {
	if counts.Reasons == nil {
		counts.Reasons = make([]register.Count, 0, max(16, i+1))
	}
	for len(counts.Reasons) <= i {
		counts.Reasons = append(counts.Reasons, register.Missing)
	}
	counts.Reasons[i] = n
}

// reasonOrder is the order of reasons in every table: the published ones, then the
// codes.
func reasonOrder(opt *Options) []attendance.Reason {
	return slices.Concat(attendance.PublishedReasons, opt.Codes.reasons(opt.Nation))
}

// uniteReasons gives the reasons of all inputs in order, and moves the counts of
// every row to them.
func uniteReasons(batches []*batch, opt *Options) []attendance.Reason {
	used := make(map[string]bool)
	for _, b := range batches {
		for _, reason := range b.reasons {
			used[reason.ID] = true
		}
	}
	var all []attendance.Reason
	for _, reason := range reasonOrder(opt) {
		if used[reason.ID] {
			all = append(all, reason)
		}
	}
	for _, b := range batches {
		move := make([]int, len(b.reasons))
		for i, reason := range b.reasons {
			move[i] = slices.Index(all, reason)
		}
		for i := range b.rows {
			b.rows[i].Counts.Reasons = moved(b.rows[i].Counts.Reasons, move, len(all))
		}
	}
	return all
}

// dropUnusedReasons takes out of a dataset the reasons that no row counts: only rows that
// were set aside gave them.
func dropUnusedReasons(ds *register.Dataset) {
	used := make([]bool, len(ds.Reasons))
	for i := range ds.Rows {
		for reason, n := range ds.Rows[i].Counts.Reasons {
			used[reason] = used[reason] || n != register.Missing
		}
	}
	move := make([]int, len(used))
	var kept []attendance.Reason
	for i, reason := range ds.Reasons {
		if move[i] = len(kept); used[i] {
			kept = append(kept, reason)
		}
	}
	if len(kept) == len(ds.Reasons) {
		return
	}
	for i := range ds.Rows {
		counts := &ds.Rows[i].Counts
		counts.Reasons = moved(counts.Reasons, move, len(kept))
	}
	ds.Reasons = kept
}

// moved returns counts in their new places, or nil when none of them says
// anything.
func moved(counts []register.Count, move []int, n int) []register.Count {
	says := func(c register.Count) bool { return c != register.Missing }
	if !slices.ContainsFunc(counts, says) {
		return nil
	}
	out := make([]register.Count, n)
	for i := range out {
		out[i] = register.Missing
	}
	for i, c := range counts {
		if says(c) {
			out[move[i]] = c
		}
	}
	return out
}
