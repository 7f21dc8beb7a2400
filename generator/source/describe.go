package source

import (
	"cmp"
	"slices"
	"strings"

	"rollcall/generator/attendance"
)

// describe makes an establishment of every school that has data, out of what the
// files say about its numbers. Our own list stands before any other file; then what
// is said of a newer number stands before what is said of an older one.
func (a *assembly) describe(identities []school, numbers map[attendance.URN]*known) {
	said := make(map[attendance.URN][]*listing)
	for i := range a.listings {
		said[a.listings[i].URN] = append(said[a.listings[i].URN], &a.listings[i])
	}
	newest := a.newestRows()
	followed := make(map[attendance.URN][]attendance.URN)
	for _, l := range a.links {
		followed[l.to] = append(followed[l.to], l.from)
	}
	for i := range identities {
		s := &identities[i]
		current, ok := s.current(numbers)
		if !ok {
			continue
		}
		e := attendance.Establishment{URN: current, Groupings: make(map[string]string)}
		for _, l := range ordered(s.urns, said) {
			fill(&e, l, current)
		}
		if r := newest[current]; r != nil {
			e.LAESTAB = cmp.Or(r.laestab, e.LAESTAB)
			e.Type = cmp.Or(e.Type, r.typ)
		}
		if e.Phase == attendance.Total {
			for _, urn := range slices.Backward(s.urns) {
				if r := newest[urn]; r != nil {
					e.Phase = r.Phase
					break
				}
			}
		}
		if d := district(e.Postcode); d != "" && e.Groupings[postcodeDistrict] == "" {
			e.Groupings[postcodeDistrict] = d
		}
		for _, urn := range s.urns {
			if urn == current {
				break
			}
			e.Predecessors = append(e.Predecessors, urn)
		}
		for _, urn := range s.urns {
			e.Predecessors = append(e.Predecessors, followed[urn]...)
		}
		slices.Sort(e.Predecessors)
		e.Predecessors = slices.DeleteFunc(slices.Compact(e.Predecessors), func(u attendance.URN) bool { return u == current })
		a.schools = append(a.schools, e)
	}
	slices.SortFunc(a.schools, func(x, y attendance.Establishment) int { return cmp.Compare(x.URN, y.URN) })
}

// newestRows finds the last published row of each number, which tells the phase.
func (a *assembly) newestRows() map[attendance.URN]*row {
	newest := make(map[attendance.URN]*row)
	for i := range a.rows {
		r := &a.rows[i]
		if r.urn == "" || r.own {
			continue
		}
		if old := newest[r.urn]; old == nil || cmp.Or(r.Period.Compare(old.Period), cmp.Compare(r.Phase, old.Phase)) > 0 {
			newest[r.urn] = r
		}
	}
	return newest
}

// ordered lists what is said of the numbers of a school, best first.
func ordered(urns []attendance.URN, said map[attendance.URN][]*listing) []*listing {
	type dated struct {
		*listing
		age int
	}
	var all []dated
	for age, urn := range slices.Backward(urns) {
		for _, l := range said[urn] {
			all = append(all, dated{l, -age})
		}
	}
	slices.SortFunc(all, func(x, y dated) int {
		own := func(d dated) int { return min(int(d.source), 1) }
		return cmp.Or(cmp.Compare(own(x), own(y)), cmp.Compare(x.age, y.age), cmp.Compare(x.source, y.source),
			-cmp.Compare(x.year, y.year), cmp.Compare(x.Name, y.Name), cmp.Compare(x.Postcode, y.Postcode), cmp.Compare(x.Groupings["trust"], y.Groupings["trust"]))
	})
	out := make([]*listing, len(all))
	for i, d := range all {
		out[i] = d.listing
	}
	return out
}

// fill adds to an establishment what it does not have yet. What changes when a
// school converts is taken from the number that it has now.
func fill(e *attendance.Establishment, l *listing, current attendance.URN) {
	e.Name = cmp.Or(e.Name, l.Name)
	e.NameCy = cmp.Or(e.NameCy, l.NameCy)
	e.Postcode = cmp.Or(e.Postcode, l.Postcode)
	e.LAESTAB = cmp.Or(e.LAESTAB, l.LAESTAB)
	e.Contact = cmp.Or(e.Contact, l.Contact)
	e.Roll = cmp.Or(e.Roll, l.Roll)
	if !e.FSMKnown {
		e.FSM, e.FSMKnown = l.FSM, l.FSMKnown
	}
	if l.hasPhase && e.Phase == attendance.Total {
		e.Phase = l.Phase
	}
	for column, number := range l.Shares {
		if _, known := e.Shares[column]; !known {
			e.Shares = withShare(e.Shares, column, number)
		}
	}
	for column, value := range l.Groupings {
		if e.Groupings[column] == "" {
			e.Groupings[column] = value
		}
	}
	if l.URN != current {
		return
	}
	e.Type = cmp.Or(e.Type, l.Type)
	if e.Opened.IsZero() {
		e.Opened = l.Opened
	}
	if e.Closed.IsZero() {
		e.Closed = l.Closed
	}
}

// postcodeDistrict is the grouping of schools by the first half of their postcode.
const postcodeDistrict = "postcode_district"

// district gives the first half of a postcode: CV1 of CV1 2AB. The second half has
// always three characters.
func district(postcode string) string {
	s := strings.ToUpper(strings.Join(strings.Fields(postcode), ""))
	if len(s) < 5 || len(s) > 7 || strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "" {
		return ""
	}
	return s[:len(s)-3]
}
