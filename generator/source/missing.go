package source

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// checkReturns reports schools of our own list that have no return for a period
// for which others have.
func (a *assembly) checkReturns(problems *diag.List) {
	returned := make(map[attendance.Period]map[string]bool)
	for i := range a.rows {
		r := &a.rows[i]
		if !r.own || r.urn == "" || r.Group != attendance.AllPupils {
			continue
		}
		if returned[r.Period] == nil {
			returned[r.Period] = make(map[string]bool)
		}
		returned[r.Period][r.Place.Code] = true
	}
	periods := slices.SortedFunc(maps.Keys(returned), attendance.Period.Compare)
	asked := make(map[attendance.URN]bool)
	for i := range a.listings {
		l := &a.listings[i]
		if l.source != fromSchools || asked[a.current[l.URN]] || a.current[l.URN] != l.URN {
			continue
		}
		asked[l.URN] = true
		for _, p := range periods {
			if !returned[p][string(l.URN)] && openThrough(&l.Establishment, p) {
				problems.Add(l.pos, diag.ReturnMissing, "", "%s has no return for %s", cmp.Or(l.Name, string(l.URN)), p)
			}
		}
	}
}

// openThrough reports whether a school was surely open for a whole period. Without
// a calendar the period is taken as generously as it can be.
func openThrough(e *attendance.Establishment, p attendance.Period) bool {
	from, to := span(p)
	return !e.Opened.After(from) && (e.Closed.IsZero() || !e.Closed.Before(to.AddDate(0, 0, -1)))
}

// halfTermStarts are the first days that the half-terms can have, and the end of
// the last.
var halfTermStarts = [...]struct {
	month time.Month
	day   int
}{{time.September, 1}, {time.October, 15}, {time.January, 1}, {time.February, 5}, {time.April, 1}, {time.May, 20}, {time.September, 1}}

// span gives the longest stretch of days that a period can have.
func span(p attendance.Period) (from, to time.Time) {
	if p.Grain == attendance.Week {
		from = time.Date(int(p.Year), time.September, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, 7*(int(p.Number)-1))
		return from, from.AddDate(0, 0, 7)
	}
	start := func(halfTerm int) time.Time {
		s := halfTermStarts[halfTerm-1]
		year := int(p.Year)
		if halfTerm > 2 {
			year++
		}
		return time.Date(year, s.month, s.day, 0, 0, 0, 0, time.UTC)
	}
	first, last := p.HalfTerms()
	if first == 0 {
		return from, to
	}
	return start(first), start(last + 1)
}
