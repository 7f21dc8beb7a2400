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

// codeColumn is a column of one registration code: the code, and its place among
// the reasons of the input.
type codeColumn struct {
	registrationCode
	at int
}

// codeAt finds the code of a column. One that is not in the table is reported once.
func (r *reader) codeAt(row sheet.Row, column, suffix string) codeColumn {
	if known, ok := r.codes[column]; ok {
		return known
	}
	found := codeColumn{at: unknownCode}
	if code, ok := findCode(r.opt.Nation, columnCode(suffix)); ok {
		found = codeColumn{code, r.reasonAt(code.reason())}
	} else {
		r.problems.Add(row.Pos(column), diag.CodeUnknown, diag.DidYouMean(suffix, codeColumns(r.opt.Nation)),
			"the column %s is no registration code of %s", column, r.opt.Nation)
	}
	r.codes[column] = found
	return found
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
func reasonOrder(nation attendance.Nation) []attendance.Reason {
	order := slices.Clone(attendance.PublishedReasons)
	for _, c := range registrationCodes {
		if c.nation == nation {
			order = append(order, c.reason())
		}
	}
	return order
}

// uniteReasons gives the reasons of all inputs in order, and moves the counts of
// every row to them.
func uniteReasons(batches []*batch, nation attendance.Nation) []attendance.Reason {
	used := make(map[string]bool)
	for _, b := range batches {
		for _, reason := range b.reasons {
			used[reason.ID] = true
		}
	}
	var all []attendance.Reason
	for _, reason := range reasonOrder(nation) {
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
		out[move[i]] = c
	}
	return out
}
