package measure

import (
	"cmp"
	"slices"
	"sort"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

// tally gives every place its tallies. One that adds up counts for its own place and
// for those that hold it: a school's for its groups and the authority, a group's for
// the authority.
func (cube *Cube) tally(ds *register.Dataset, authority attendance.Place, groupings []Grouping) {
	holders := make(map[attendance.Place][]attendance.Place)
	for i := range ds.Schools {
		s := &ds.Schools[i]
		school := attendance.Place{Level: attendance.LevelSchool, Code: string(s.URN)}
		holders[school] = append(holders[school], authority)
		for _, g := range groupings {
			if name := s.Groupings[g.Column]; name != "" {
				group := attendance.Place{Level: g.Level, Code: attendance.Slug(name)}
				holders[school] = append(holders[school], group)
				holders[group] = []attendance.Place{authority}
			}
		}
	}
	for _, t := range ds.Tallies {
		cube.addTally(t.Place, t)
		if t.Sums {
			for _, holder := range holders[t.Place] {
				cube.addTally(holder, t)
			}
		}
	}
	for i := range cube.Places {
		cube.Places[i].joinTallies()
	}
}

// addTally keeps a tally with a place that is known.
func (cube *Cube) addTally(place attendance.Place, t register.Tally) {
	if s := cube.Find(place); s != nil {
		t.Place = place
		s.Tallies = append(s.Tallies, t)
	}
}

// joinTallies puts the tallies in order and adds those of one period and measure.
func (s *Series) joinTallies() {
	slices.SortStableFunc(s.Tallies, func(a, b register.Tally) int { return compareTally(&a, b.Period, b.Measure) })
	out := s.Tallies[:0]
	for _, t := range s.Tallies {
		if n := len(out); n > 0 && compareTally(&out[n-1], t.Period, t.Measure) == 0 {
			out[n-1].Count, out[n-1].Of = out[n-1].Count.Plus(t.Count), out[n-1].Of.Plus(t.Of)
			continue
		}
		out = append(out, t)
	}
	s.Tallies = out
}

func compareTally(t *register.Tally, period attendance.Period, measure string) int {
	return cmp.Or(t.Period.Compare(period), cmp.Compare(t.Measure, measure))
}

// Tally finds what was counted of a measure in a period, or nil.
func (s *Series) Tally(period attendance.Period, measure string) *register.Tally {
	i, ok := sort.Find(len(s.Tallies), func(i int) int { return -compareTally(&s.Tallies[i], period, measure) })
	if !ok {
		return nil
	}
	return &s.Tallies[i]
}
