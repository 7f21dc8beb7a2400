package source

import (
	"fmt"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
)

// dropDoubledRows reports rows that are given twice. The same figures in two files
// are one: the publisher repeats England in every authority's file. Two numbers of
// one school in one period are both kept, as parts of its figures.
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
		if first.pos.File == r.pos.File || !sameCounts(&first.Counts, &r.Counts) || first.Status != r.Status {
			if r.own && first.pos.File != r.pos.File {
				problems.Add(r.pos, diag.RowDoubled, fmt.Sprintf("Keep one of the two files, or the newer row; this one also stands at %s.", first.pos), "%s and %s both hold %s", first.pos.File, r.pos.File, r.Period)
			} else {
				problems.Add(r.pos, diag.RowDoubled, fmt.Sprintf("It also stands at %s.", first.pos), "%s, %s, %s, %s is given twice", r.named(), r.Phase, r.Period, r.Group)
			}
		}
		first.public = first.public || r.public
	}
	a.rows = kept
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
		if first := &kept[i]; first.pos.File == r.pos.File || first.Percent != r.Percent {
			problems.Add(r.pos, diag.RowDoubled, fmt.Sprintf("It also stands at %s.", first.pos), "%s of %s, %s, %s is given twice", r.Measure, r.Place, r.Phase, r.Period)
		}
	}
	a.rates = kept
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

func sameCounts(a, b *register.Counts) bool {
	x, y := *a, *b
	x.Reasons, y.Reasons = nil, nil
	return slices.Equal(a.Reasons, b.Reasons) && slices.Equal(single(&x), single(&y))
}

// single lists the counts of a row but for its reasons.
func single(c *register.Counts) []register.Count {
	return []register.Count{c.Schools, c.Enrolments, c.Possible, c.Overall, c.Authorised, c.Unauthorised, c.Late, c.PA10, c.PA15, c.PA20, c.Severe}
}
