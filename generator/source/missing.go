package source

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
)

// checkReturns reports schools of our own list that have no return for a period
// for which others have, and keeps them for the dataset. Of periods within one another it
// names the shortest.
func (a *assembly) checkReturns(problems *diag.List) {
	returned := make(map[attendance.Period]map[attendance.URN]bool)
	see := func(of returnOf) {
		if returned[of.period] == nil {
			returned[of.period] = make(map[attendance.URN]bool)
		}
		returned[of.period][a.ofSchool(of).urn] = true
	}
	for i := range a.rows {
		if r := &a.rows[i]; r.own && r.urn != "" && r.Group == attendance.AllPupils {
			see(returnOf{r.urn, r.Period})
		}
	}
	for of := range a.aside { // it came, and is reported already
		see(of)
	}
	periods := slices.SortedFunc(maps.Keys(returned), attendance.Period.Compare)
	asked := make(map[attendance.URN]bool)
	for i := range a.listings {
		l := &a.listings[i]
		if l.source != fromSchools || asked[a.current[l.URN]] || a.current[l.URN] != l.URN {
			continue
		}
		asked[l.URN] = true
		has := func(p attendance.Period) bool { return returned[p][l.URN] }
		for _, p := range periods {
			if !has(p) && openThrough(&l.Establishment, p) && !accounted(p, periods, has) {
				a.unreturned = append(a.unreturned, register.Unreturned{School: l.URN, Period: p})
				problems.Add(l.pos, diag.ReturnMissing, "", "%s has no return for %s", cmp.Or(l.Name, string(l.URN)), p)
			}
		}
	}
}

// accounted reports whether a missing period needs no word of its own: the school sent
// a longer one that holds it, or lacks a part of it, which is reported instead.
func accounted(p attendance.Period, periods []attendance.Period, has func(attendance.Period) bool) bool {
	return slices.ContainsFunc(periods, func(q attendance.Period) bool {
		return q != p && (has(q) && within(p, q) || !has(q) && within(q, p))
	})
}

// within reports whether one period is a part of another.
func within(part, whole attendance.Period) bool {
	f, l := part.HalfTerms()
	first, last := whole.HalfTerms()
	return part.Year == whole.Year && f > 0 && f >= first && l <= last
}

// checkOpen reports rows of our own files for a period that ended before the school
// opened or began after it closed.
func (a *assembly) checkOpen(problems *diag.List) {
	dates := make(map[attendance.URN]*attendance.Establishment)
	for i := range a.listings {
		if l := &a.listings[i]; l.source == fromSchools && dates[l.URN] == nil {
			dates[l.URN] = &l.Establishment
		}
	}
	for i := range a.rows {
		r := &a.rows[i]
		e := dates[r.urn]
		if !r.own || e == nil || r.Group != attendance.AllPupils {
			continue
		}
		from, to := r.Period.Span()
		switch {
		case !e.Opened.IsZero() && !e.Opened.Before(to):
			problems.Add(r.pos, diag.ReturnOutside, "", "%s opened on %s, after %s", cmp.Or(e.Name, string(r.urn)), e.Opened.Format(time.DateOnly), r.Period)
		case !e.Closed.IsZero() && e.Closed.Before(from):
			problems.Add(r.pos, diag.ReturnOutside, "", "%s closed on %s, before %s", cmp.Or(e.Name, string(r.urn)), e.Closed.Format(time.DateOnly), r.Period)
		}
	}
}

// openThrough reports whether a school was surely open for a whole period. Without
// a calendar the period is taken as generously as it can be.
func openThrough(e *attendance.Establishment, p attendance.Period) bool {
	from, to := p.Span()
	return !e.Opened.After(from) && (e.Closed.IsZero() || !e.Closed.Before(to.AddDate(0, 0, -1)))
}
