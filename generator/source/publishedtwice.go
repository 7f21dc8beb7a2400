package source

import (
	"cmp"
	"fmt"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
)

// joinPublished makes one row of those that several published files give for one place,
// phase and period, where it is clear which counts. The absence statistics go before
// those made of daily registers, which cover fewer schools, and of two releases of one
// publication the one that reaches further. Files of one publication that agree complete
// each other. What is still given twice is left for dropDoubledRows.
func (a *assembly) joinPublished(problems *diag.List) {
	last := a.lastPeriods()
	if len(last) < 2 {
		return
	}
	type key struct {
		register.Key
		urn attendance.URN
	}
	rows := make(map[key][]int)
	for i := range a.rows {
		if r := &a.rows[i]; r.joins() {
			k := key{r.key(), r.urn}
			rows[k] = append(rows[k], i)
		}
	}
	precedence := func(x, y *row) int {
		return cmp.Or(cmp.Compare(formatRank(x), formatRank(y)), last[y.pos.File].Compare(last[x.pos.File]))
	}
	twice := make(map[[2]string]*leftRows) // by the file that is used and the one that is not
	drop := make(map[int]bool)
	for _, of := range rows {
		if len(of) < 2 {
			continue
		}
		slices.SortStableFunc(of, func(i, j int) int {
			x, y := &a.rows[i], &a.rows[j]
			return cmp.Or(precedence(x, y), cmp.Compare(x.pos.File, y.pos.File))
		})
		used := &a.rows[of[0]]
		for _, i := range of[1:] {
			r := &a.rows[i]
			switch {
			case r.pos.File == used.pos.File:
			case r.format == used.format && used.Counts.Agrees(&r.Counts):
				used.Counts.Fill(&r.Counts)
				used.public = used.public || r.public
				drop[i] = true
			case precedence(used, r) < 0:
				drop[i] = true
				pair := [2]string{used.pos.File, r.pos.File}
				if t := twice[pair]; t == nil {
					twice[pair] = &leftRows{first: r.pos}
				} else if r.pos.Line < t.first.Line {
					t.first = r.pos
				}
				twice[pair].n++
			}
		}
	}
	a.rows = unmarked(a.rows, drop)
	for pair, t := range twice {
		what := "1 row has"
		if t.n > 1 {
			what = fmt.Sprintf("%d rows have", t.n)
		}
		problems.Add(t.first, diag.PublishedTwice, "", "%s other figures in %s, and those are used", what, pair[0])
	}
}

// formatRank puts the absence statistics before those of daily registers.
func formatRank(r *row) int {
	if r.format == absenceFile.Name {
		return 0
	}
	return 1
}

// joins reports whether a row is of one of the two publications of absence.
func (r *row) joins() bool { return r.format == absenceFile.Name || r.format == termlyFile.Name }

// lastPeriods finds the latest period of each file of the two publications.
func (a *assembly) lastPeriods() map[string]attendance.Period {
	last := make(map[string]attendance.Period)
	for i := range a.rows {
		r := &a.rows[i]
		if !r.joins() {
			continue
		}
		if p, ok := last[r.pos.File]; !ok || p.Compare(r.Period) < 0 {
			last[r.pos.File] = r.Period
		}
	}
	return last
}

// unmarked keeps the elements at the indexes that are not marked.
func unmarked[E any](list []E, drop map[int]bool) []E {
	kept := list[:0]
	for i := range list {
		if !drop[i] {
			kept = append(kept, list[i])
		}
	}
	return kept
}
