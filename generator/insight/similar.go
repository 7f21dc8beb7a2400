package insight

import (
	"cmp"
	"math"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// The dimensions that are not columns of attendance.Establishment.Shares.
const (
	BySize = "size" // the logarithm of enrolments
	ByFSM  = "fsm"  // the percentage eligible for free school meals
)

// SimilarRules say which schools are alike.
type SimilarRules struct {
	Count int  // how many neighbours a school has
	Local bool // schools of its own main group come first
	// Weights are of BySize, ByFSM and columns of Establishment.Shares. A dimension
	// without a weight above zero does not count.
	Weights map[string]attendance.Decimal
}

// Neighbour is a school that is like another.
type Neighbour struct {
	URN      attendance.URN
	Distance float64 // in standard deviations; 0 is alike in everything compared
	Local    bool    // of the same main group
	Traits   []Trait // the dimensions that both schools have

	row int // of the likeness
}

// Trait sets two schools beside one another in one dimension.
type Trait struct {
	Dimension   string
	Here, There TraitValue
	Deviations  float64 // There less Here, in standard deviations of the phase
}

// TraitValue is what a school has in a dimension.
type TraitValue struct {
	Enrolments disclosure.Figure  // of size, where the period has them
	Number     attendance.Decimal // of any other; of size, the roll, where the period has no enrolments
}

// Similar finds the schools that are most like a school, among those of its phase
// that have figures for one period.
type Similar struct {
	rules   SimilarRules
	dims    []dimension
	phases  map[attendance.Phase]*likeness
	phaseOf map[attendance.URN]attendance.Phase
}

type dimension struct {
	id     string
	weight float64
}

// likeness is the schools of one phase, in order of URN, and how they spread.
type likeness struct {
	schools    []profile
	deviations []float64 // of each dimension; 0 where all schools are alike in it
}

type profile struct {
	urn    attendance.URN
	group  string // the main one; empty for none
	values []TraitValue
	scores []float64 // what is compared; NaN where it is not known
}

// NewSimilar works out the spread of each dimension over the schools of each phase
// that have figures for a period.
func NewSimilar(pub *disclosure.Publication, period attendance.Period, rules SimilarRules) *Similar {
	s := &Similar{rules: rules, dims: rules.dimensions(), phases: make(map[attendance.Phase]*likeness), phaseOf: make(map[attendance.URN]attendance.Phase)}
	groups := mainGroups(pub)
	for phase, schools := range byPhase(pub, period) {
		l := &likeness{deviations: make([]float64, len(s.dims))}
		for _, at := range schools {
			urn := attendance.URN(at.Place.Code)
			s.phaseOf[urn] = phase
			p := profile{urn: urn, group: groups[urn]}
			for _, d := range s.dims {
				value, score := trait(pub, at, d.id)
				p.values, p.scores = append(p.values, value), append(p.scores, score)
			}
			l.schools = append(l.schools, p)
		}
		for i := range s.dims {
			l.deviations[i] = l.deviation(i)
		}
		s.phases[phase] = l
	}
	return s
}

// dimensions lists what counts, size and free school meals first.
func (r SimilarRules) dimensions() []dimension {
	var out []dimension
	for id, weight := range r.Weights {
		if w := weight.Float(); w > 0 {
			out = append(out, dimension{id, w})
		}
	}
	named := []string{ByFSM, BySize}
	slices.SortFunc(out, func(a, b dimension) int {
		return cmp.Or(cmp.Compare(slices.Index(named, b.id), slices.Index(named, a.id)), cmp.Compare(a.id, b.id))
	})
	return out
}

func mainGroups(pub *disclosure.Publication) map[attendance.URN]string {
	out := make(map[attendance.URN]string)
	for _, group := range pub.Places(attendance.LevelCluster) {
		for _, urn := range pub.Members(group) {
			out[urn] = group.Code
		}
	}
	return out
}

// trait returns what a school has in a dimension, and the number that is compared.
// Size is compared by its logarithm, so that 100 pupils and 200 are as far apart as
// 600 and 1,200. Enrolments that are hidden are not made good by the roll.
func trait(pub *disclosure.Publication, at disclosure.At, id string) (TraitValue, float64) {
	school := pub.School(attendance.URN(at.Place.Code))
	switch id {
	case BySize:
		enrolments := pub.Count(at, disclosure.Enrolments)
		if n, ok := enrolments.Num(); ok && n > 0 {
			return TraitValue{Enrolments: enrolments}, math.Log(float64(n))
		}
		if enrolments.Symbol() == disclosure.NotAvailable && school.Roll > 0 {
			return TraitValue{Number: attendance.Decimal{Unscaled: int64(school.Roll)}}, math.Log(float64(school.Roll))
		}
	case ByFSM:
		if school.FSMKnown {
			return TraitValue{Number: school.FSM}, school.FSM.Float()
		}
	default:
		if share, ok := school.Shares[id]; ok {
			return TraitValue{Number: share}, share.Float()
		}
	}
	return TraitValue{}, math.NaN()
}

// deviation is the standard deviation of a dimension over the schools that have it.
func (l *likeness) deviation(dim int) float64 {
	var scores []float64
	for _, p := range l.schools {
		if !math.IsNaN(p.scores[dim]) {
			scores = append(scores, p.scores[dim])
		}
	}
	if len(scores) == 0 || slices.Min(scores) == slices.Max(scores) {
		return 0 // told apart from the small remainder that floating point would leave
	}
	mean, squares, n := 0.0, 0.0, float64(len(scores))
	for _, v := range scores {
		mean += v / n
	}
	for _, v := range scores {
		squares += (v - mean) * (v - mean) / n
	}
	return math.Sqrt(squares)
}

// Of returns the schools that are most like a school, the nearest first: never the
// school itself, and none where the school has no figures for the period or nothing
// to be compared by.
//
// Two schools are sqrt(sum(w*d*d) / sum(w)) apart, over the dimensions that both
// have, where d is their difference in standard deviations of the phase and w the
// weight of the dimension.
func (s *Similar) Of(urn attendance.URN) []Neighbour {
	return s.nearest(urn, func(attendance.URN) bool { return true })
}

// nearest is Of among the schools that are wanted.
func (s *Similar) nearest(urn attendance.URN, wanted func(attendance.URN) bool) []Neighbour {
	l := s.phases[s.phaseOf[urn]]
	if l == nil {
		return nil
	}
	here, _ := slices.BinarySearchFunc(l.schools, urn, func(p profile, urn attendance.URN) int { return cmp.Compare(p.urn, urn) })
	group := l.schools[here].group
	var out []Neighbour
	for there, p := range l.schools {
		if there == here || !wanted(p.urn) {
			continue
		}
		if distance, ok := s.distance(l, here, there); ok {
			out = append(out, Neighbour{URN: p.urn, Distance: distance, Local: group != "" && group == p.group, row: there})
		}
	}
	slices.SortFunc(out, func(a, b Neighbour) int {
		switch {
		case s.rules.Local && a.Local && !b.Local:
			return -1
		case s.rules.Local && b.Local && !a.Local:
			return +1
		}
		return cmp.Or(cmp.Compare(a.Distance, b.Distance), cmp.Compare(a.URN, b.URN))
	})
	out = slices.Clone(out[:min(len(out), max(s.rules.Count, 0))]) // not all of the phase for the sake of ten
	for i := range out {
		out[i].Traits = s.traits(l, here, out[i].row)
	}
	return out
}

// difference is that of two schools in a dimension. It is false where one
// of them does not have it, and where it tells no schools apart.
func (l *likeness) difference(here, there, dim int) (float64, bool) {
	d := l.schools[there].scores[dim] - l.schools[here].scores[dim]
	if math.IsNaN(d) || l.deviations[dim] == 0 {
		return 0, false
	}
	return d / l.deviations[dim], true
}

func (s *Similar) distance(l *likeness, here, there int) (float64, bool) {
	sum, weights := 0.0, 0.0
	for i, dim := range s.dims {
		if d, ok := l.difference(here, there, i); ok {
			sum += dim.weight * d * d
			weights += dim.weight
		}
	}
	return math.Sqrt(sum / weights), weights > 0
}

func (s *Similar) traits(l *likeness, here, there int) []Trait {
	var out []Trait
	for i, dim := range s.dims {
		if d, ok := l.difference(here, there, i); ok {
			out = append(out, Trait{dim.id, l.schools[here].values[i], l.schools[there].values[i], d})
		}
	}
	return out
}
