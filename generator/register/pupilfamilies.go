package register

import (
	"cmp"
	"slices"

	"rollcall/generator/attendance"
)

// The tallies of families with persistently absent children, in the year to date, at
// two schools or more: the families, and those children.
const (
	FamiliesSeveral  = "families.several"
	FamiliesChildren = "families.children"
)

// kin is a persistently absent child of a family.
type kin struct {
	period        attendance.Period
	family, pupil uint32
	place         int
}

// kin adds a pupil to the kin, once for each stretch of the year to date in which it
// was persistently absent from a school.
func (c *counting) kin(to []kin, ids []uint32, v visit, at int, year attendance.AcademicYear) []kin {
	latest := ids[0]
	for _, id := range ids[1:] {
		if c.stays.at(id).end() > c.stays.at(latest).end() {
			latest = id
		}
	}
	family := c.familyOf(latest)
	if family == 0 {
		return to
	}
	union := c.union[uint16(year)]
	for ht := 1; ht <= halfTerms; ht++ {
		if !union.covers(1, ht) {
			continue
		}
		if sum := v.within(1, ht); sum.possible > 0 && outcome(&sum, c.opt.Nation).pa10 == 1 {
			to = append(to, kin{toDate(year, ht), family, c.stays.at(latest).pupil, at})
		}
	}
	return to
}

// families tallies the families at the authority and, where they have such a child,
// at each school and group of schools. They are not sums: one family is at several
// places.
func (c *counting) families(all []kin) []Tally {
	slices.SortFunc(all, func(a, b kin) int {
		return cmp.Or(a.period.Compare(b.period), cmp.Compare(a.family, b.family), cmp.Compare(a.pupil, b.pupil), cmp.Compare(a.place, b.place))
	})
	type key struct {
		place  attendance.Place
		period attendance.Period
	}
	families, children := make(map[key]Count), make(map[key]Count)
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].period == all[0].period && all[n].family == all[0].family {
			n++
		}
		family := all[:n]
		all = all[n:]
		if !slices.ContainsFunc(family, func(k kin) bool { return k.place != family[0].place }) {
			continue
		}
		here := make(map[attendance.Place]map[uint32]bool)
		for _, k := range family {
			home := &c.places[k.place]
			for _, place := range slices.Concat([]attendance.Place{c.opt.Authority, home.Place}, home.Groups) {
				if here[place] == nil {
					here[place] = make(map[uint32]bool)
				}
				here[place][k.pupil] = true
			}
		}
		for place, pupils := range here {
			at := key{place, family[0].period}
			families[at]++
			children[at] += Count(len(pupils))
		}
	}
	var out []Tally
	for at, n := range families {
		out = append(out,
			Tally{Place: at.place, Period: at.period, Measure: FamiliesSeveral, Count: n, Of: Missing, People: true},
			Tally{Place: at.place, Period: at.period, Measure: FamiliesChildren, Count: children[at], Of: Missing, People: true})
	}
	slices.SortFunc(out, func(a, b Tally) int {
		return cmp.Or(a.Period.Compare(b.Period), cmp.Compare(a.Place.Level, b.Place.Level), cmp.Compare(a.Place.Code, b.Place.Code), cmp.Compare(a.Measure, b.Measure))
	})
	return out
}
