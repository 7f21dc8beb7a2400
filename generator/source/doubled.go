package source

import (
	"fmt"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
)

// dropDoubledRows reports published rows that are given twice. The same figures in two
// files are one: the publisher repeats England in every authority's file. Of rows with
// different figures none is kept, but for our own return of what is published: that is set
// aside, and the published row is shown. Two numbers of one school in one period are both
// kept, as parts of its figures.
func (a *assembly) dropDoubledRows(problems *diag.List) {
	type key struct {
		register.Key
		urn attendance.URN
	}
	at := make(map[key]int, len(a.rows))
	kept := a.rows[:0]
	for _, r := range a.rows {
		k := key{r.key(), r.urn}
		i, ok := at[k]
		if !ok {
			at[k] = len(kept)
			kept = append(kept, r)
			continue
		}
		first := &kept[i]
		other := fmt.Sprintf("The other row is at %s.", first.pos)
		switch own := r.own || first.own; {
		case first.Counts.Equal(&r.Counts) && first.Status == r.Status:
			if first.pos.File == r.pos.File {
				problems.Add(r.pos, diag.RowRepeated, other, "the row of %s, %s, %s, %s is given again", r.named(), r.Phase, r.Period, r.Group)
			}
			first.public = first.public || r.public
		case own:
			ours, theirs := r, first
			if first.own {
				ours, theirs = *first, &r
			}
			problems.Add(ours.pos, diag.RowDoubled, "The published figures are shown. Remove them, or the return.", "%s and %s both hold %s", ours.pos.File, theirs.pos.File, r.Period)
			a.aside.add(returnOf{ours.urn, ours.Period}, ours.pos)
			if first.own {
				*first = r
			}
		default:
			problems.Add(r.pos, diag.RowDoubled, other, "%s, %s, %s, %s is given twice, with different figures", r.named(), r.Phase, r.Period, r.Group)
			first.clashes = true
			if r.urn != "" {
				a.leftOut.add(returnOf{r.urn, r.Period}, first.pos, r.pos)
			} else if r.isTotal(a.opt) {
				a.totals = append(a.totals, r.Period)
			}
		}
	}
	a.rows = slices.DeleteFunc(kept, func(r row) bool { return r.clashes })
}

// dropDoubledRates does the same for rates.
func (a *assembly) dropDoubledRates(problems *diag.List) {
	type key struct {
		register.Key
		urn             attendance.URN
		measure, method string
	}
	at := make(map[key]int, len(a.rates))
	kept := a.rates[:0]
	for _, r := range a.rates {
		k := key{r.key(), r.urn, r.Measure, r.Method}
		i, ok := at[k]
		if !ok {
			at[k] = len(kept)
			kept = append(kept, r)
			continue
		}
		first := &kept[i]
		switch other := fmt.Sprintf("The other row is at %s.", first.pos); {
		case first.Percent != r.Percent:
			problems.Add(r.pos, diag.RowDoubled, other, "%s of %s, %s, %s is given twice, with different figures", r.Measure, r.Place, r.Phase, r.Period)
			first.clashes = true
		case first.pos.File == r.pos.File:
			problems.Add(r.pos, diag.RowRepeated, other, "%s of %s, %s, %s is given again", r.Measure, r.Place, r.Phase, r.Period)
		}
	}
	a.rates = slices.DeleteFunc(kept, func(r rate) bool { return r.clashes })
}

// dropOlderRates leaves one rate to a school that had two numbers in a period:
// rates do not add. That of the newer number stays, and its method says so.
func (a *assembly) dropOlderRates() {
	type key struct {
		register.Key
		measure, method string
	}
	newest := make(map[key]attendance.URN)
	several := make(map[key]bool)
	for i := range a.rates {
		r := &a.rates[i]
		k := key{r.key(), r.Measure, r.Method}
		if old, ok := newest[k]; ok {
			several[k] = true
			if a.age[old] > a.age[r.urn] {
				continue
			}
		}
		newest[k] = r.urn
	}
	kept := a.rates[:0]
	for _, r := range a.rates {
		k := key{r.key(), r.Measure, r.Method}
		if newest[k] != r.urn {
			continue
		}
		if several[k] {
			r.Method += ": of the number " + string(r.urn) + " only"
		}
		kept = append(kept, r)
	}
	a.rates = kept
}

// named gives the number or place of a row as its file has it.
func (r *row) named() string {
	if r.urn != "" {
		return string(r.urn)
	}
	return r.Place.String()
}
