package disclosure

import (
	"math/rand/v2"
	"slices"
	"testing"

	"rollcall/generator/attendance"
)

// A hidden school that came late into a sum is the difference between two editions of the
// sum, and so are two of which a head knows one. No sum is told again that only they came
// into; editions that do not look at those before them tell some.
func TestWhoCameLateIsNoDifference(t *testing.T) {
	told, careless := 0, 0
	for seed := range uint64(400) {
		s := newSaga(rand.New(rand.NewPCG(seed, 17)))
		for i, editions := range [][]*Publication{s.publish(Public, true), s.publish(Public, false)} {
			for n := 1; n < 3; n++ {
				if editions[n].Loss().Unproved > 0 {
					break
				}
				for _, at := range s.differences(editions[n-1], editions[n], n) {
					if i == 1 {
						careless++
						continue
					}
					told++
					t.Errorf("seed %d, edition %d: %v tells who came late", seed, n+1, at)
				}
			}
		}
	}
	if careless < 10 {
		t.Errorf("the editions test too little: %d differences", careless)
	}
	t.Logf("%d differences told, %d where editions are made without each other", told, careless)
}

// differences lists the sums that two editions tell, where the schools that only the later
// one has are one or two, all of them hidden.
func (s *saga) differences(before, after *Publication, edition int) []At {
	was, is := s.cube(edition), s.cube(edition+1)
	var out []At
	for i := range is.Places {
		p := &is.Places[i]
		if len(p.Members) == 0 {
			continue
		}
		for _, c := range p.Cells {
			at := At{p.Place, c.Period, c.Phase, c.Group}
			_, then := before.Count(at, Possible).Num()
			_, now := after.Count(at, Possible).Num()
			if !then || !now {
				continue
			}
			late, hidden := 0, 0
			for _, urn := range p.Members {
				school := attendance.Place{Level: attendance.LevelSchool, Code: string(urn)}
				k := slices.IndexFunc(s.schools, func(e attendance.Establishment) bool { return e.URN == urn })
				phase := s.schools[k].Phase
				if c.Phase != attendance.Total && c.Phase != phase || is.Find(school).Cell(c.Period, phase, c.Group) == nil || was.Find(school) != nil && was.Find(school).Cell(c.Period, phase, c.Group) != nil {
					continue
				}
				late++
				if after.Count(At{school, c.Period, phase, c.Group}, Possible).Symbol() == Suppressed {
					hidden++
				}
			}
			if hidden > 0 && hidden == late && late < 3 {
				out = append(out, at)
			}
		}
	}
	return out
}
