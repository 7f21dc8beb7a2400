package disclosure

import (
	"slices"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

// Tally returns what was counted of a measure at a place in a period.
func (p *Publication) Tally(place attendance.Place, period attendance.Period, measure string) Figure {
	p = p.of(place)
	t, ref := p.tally(place, period, measure)
	if t == nil {
		return Figure{kind: Count, symbol: NotAvailable, ref: ref}
	}
	return count(ref, t.Count, p.hidesTally(t), register.Final)
}

// TallyShare returns the same as a percentage of what it is out of.
func (p *Publication) TallyShare(place attendance.Place, period attendance.Period, measure string) Figure {
	p = p.of(place)
	t, ref := p.tally(place, period, measure)
	switch {
	case t == nil || !t.Count.Known() || t.Of <= 0:
		return Figure{kind: Rate, symbol: NotAvailable, ref: ref}
	case p.hidesTally(t) || t.People && p.policy.Mode != Open && t.Of < p.policy.MinBase:
		return Figure{kind: Rate, symbol: Suppressed, ref: ref}
	}
	return Figure{kind: Rate, num: int64(t.Count), den: int64(t.Of), ref: ref}
}

// hidesTally reports whether a count of people, or the rest of those it is out of,
// is too small to show.
func (p *Publication) hidesTally(t *register.Tally) bool {
	return p.policy.Mode == Primary && t.People && (p.policy.small(t.Count) || t.Of.Known() && (p.policy.small(t.Of) || p.policy.small(t.Of-t.Count)))
}

func (p *Publication) tally(place attendance.Place, period attendance.Period, measure string) (*register.Tally, Ref) {
	ref := Ref{Place: place, Period: period, Group: attendance.AllPupils, Measure: measure}
	s := p.cube.Find(place)
	if s == nil {
		return nil, ref
	}
	return s.Tally(period, measure), ref
}

// Tallies lists what was counted at a place under a prefix of measures, in order of
// period and measure.
func (p *Publication) Tallies(place attendance.Place, prefix string) []Tallied {
	p = p.of(place)
	s := p.cube.Find(place)
	if s == nil {
		return nil
	}
	var out []Tallied
	for i := range s.Tallies {
		if t := &s.Tallies[i]; strings.HasPrefix(t.Measure, prefix) {
			out = append(out, Tallied{t.Period, t.Measure})
		}
	}
	return slices.Clip(out)
}

// Tallied names a tally of a place.
type Tallied struct {
	Period  attendance.Period
	Measure string
}

// BandSets lists the sets of bands that pupils were counted in.
func (p *Publication) BandSets() []attendance.BandSet { return p.cube.BandSets }

// hideTallies takes out of a place what a linked edition does not tell of what was
// counted beside attendance. It is told of the authority alone. Where one number of
// people is small, an exact edition tells nothing of its kind in that year, since the
// outcomes of a kind and the terms of a year add up to what may be shown; numbers that
// are rounded do not tell each other.
func (t *tables) hideTallies(s *measure.Series) {
	if s.Place != t.cube.Authority {
		s.Tallies = slices.DeleteFunc(s.Tallies, func(tally register.Tally) bool { return tally.People || t.isLocal(s) })
		return
	}
	type kind struct {
		year attendance.AcademicYear
		name string
	}
	hidden := make(map[kind]bool)
	of := func(tally *register.Tally) kind {
		first, rest, _ := strings.Cut(tally.Measure, ".")
		second, _, _ := strings.Cut(rest, ".")
		return kind{tally.Period.Year, first + "." + second}
	}
	small := func(tally *register.Tally) bool {
		return tally.People && (t.policy.small(tally.Count) || tally.Of.Known() && (t.policy.small(tally.Of) || tally.Count.Known() && t.policy.small(tally.Of-tally.Count)))
	}
	for i := range s.Tallies {
		hidden[of(&s.Tallies[i])] = hidden[of(&s.Tallies[i])] || t.policy.Mode == Exact && small(&s.Tallies[i])
	}
	for i := range s.Tallies {
		tally := &s.Tallies[i]
		switch {
		case !tally.People:
		case small(tally) || hidden[of(tally)]:
			withhold(&tally.Count)
			withhold(&tally.Of)
		default:
			tally.Count, tally.Of = t.policy.round(tally.Count), t.policy.round(tally.Of)
		}
	}
}

// isLocal reports whether a place is a school or a group of schools.
func (t *tables) isLocal(s *measure.Series) bool {
	return s.Place.Level == attendance.LevelSchool || len(s.Members) > 0
}
