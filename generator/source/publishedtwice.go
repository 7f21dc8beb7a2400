package source

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
)

// joinPublished makes one row of those that several published files give for one place,
// phase and period, where it is clear which counts. Files that agree complete each other.
// Where they differ, the absence statistics go before those made of daily registers,
// which cover fewer schools, and of two releases of one publication the one that reaches
// further. What is still given twice is left for dropDoubledRows.
func (a *assembly) joinPublished(problems *diag.List) {
	type key struct {
		register.Key
		urn attendance.URN
	}
	last := a.lastPeriods()
	if len(last) < 2 {
		return
	}
	at := make(map[key]int)
	twice := make(map[[2]string]*leftRows) // by the file that is used and the one that is not
	drop := make(map[int]bool)
	for i := range a.rows {
		r := &a.rows[i]
		if !r.joins() {
			continue
		}
		k := key{r.key(), r.urn}
		j, ok := at[k]
		if !ok {
			at[k] = i
			continue
		}
		first := &a.rows[j]
		if first.pos.File == r.pos.File {
			continue
		}
		if r.format == first.format && first.Counts.Agrees(&r.Counts) {
			first.Counts.Fill(&r.Counts)
			first.public = first.public || r.public
			drop[i] = true
			continue
		}
		order := cmp.Or(cmp.Compare(formatRank(first), formatRank(r)), last[r.pos.File].Compare(last[first.pos.File]))
		if order == 0 {
			continue
		}
		used, left, leftAt := first, r, i
		if order > 0 {
			used, left, leftAt = r, first, j
			at[k] = i
		}
		drop[leftAt] = true
		pair := [2]string{used.pos.File, left.pos.File}
		if twice[pair] == nil {
			twice[pair] = &leftRows{first: left.pos}
		}
		twice[pair].n++
	}
	a.rows = unmarked(a.rows, drop)
	for _, pair := range slices.SortedFunc(maps.Keys(twice), func(x, y [2]string) int { return slices.Compare(x[:], y[:]) }) {
		t := twice[pair]
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
