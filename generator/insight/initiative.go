package insight

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// leastEachSide is how many schools must stand on either side of a comparison.
const leastEachSide = 3

// Effect sets the schools of one phase that took part in an initiative beside
// similar schools that did not. It says how differently they moved. What moved them
// it cannot say: schools are not chosen by lot.
type Effect struct {
	Phase         attendance.Phase
	Before, After attendance.Period
	Taking        Side // part in it
	Others        Side // the schools most like them, each counted once
	// Tenths is the change of Taking less the change of Others, in tenths of a point,
	// of the rates as printed.
	Tenths  int64
	Refusal Refusal // where there is one, nothing is compared
}

// Side is some schools over two periods. Each school has figures for both.
type Side struct {
	Schools       []attendance.URN // in order
	Before, After Pool             // attendance
}

// Tenths is how the attendance of the side changed, in tenths of a point.
func (s Side) Tenths() int64 { return s.After.Tenths() - s.Before.Tenths() }

// Effects compares attendance in a period with the same period of the year before
// an initiative began, for the schools that took part and for the nearest schools to
// each of them that did not, phase by phase. Schools are alike by what they were
// before it began.
//
// from is the period in which it began, to the latest that is like it.
func Effects(pub *disclosure.Publication, taking []attendance.URN, from, to attendance.Period, rules SimilarRules) []Effect {
	before := from.YearBefore()
	if refusal := unlike(before, to); refusal != Compared {
		return []Effect{{Before: before, After: to, Refusal: refusal}}
	}
	changes := attendanceChanges(pub, before, to)
	similar := NewSimilar(pub, before, rules)
	without := func(urn attendance.URN) bool {
		_, compared := changes[urn]
		return compared && !slices.Contains(taking, urn)
	}
	var out []Effect
	for _, phase := range single() {
		var part, others []attendance.URN
		for _, urn := range taking {
			if change, compared := changes[urn]; compared && change.To.Ref().Phase == phase {
				part = append(part, urn)
				for _, n := range similar.nearest(urn, without) {
					others = append(others, n.URN)
				}
			}
		}
		if len(part) > 0 {
			e := Effect{Phase: phase, Before: before, After: to, Taking: sideOf(part, changes), Others: sideOf(others, changes)}
			out = append(out, e.compared())
		}
	}
	return out
}

// unlike says why a period after the beginning of something cannot be set against
// one before it.
func unlike(before, after attendance.Period) Refusal {
	switch {
	case before.IsYear() && after.IsYear() && before.Grain != after.Grain:
		return OtherHalfTerms
	case !before.Comparable(after) || after.Year <= before.Year:
		return OtherPeriod
	}
	return Compared
}

// attendanceChanges lists the change of attendance of every school that has counts
// for both periods, under one phase.
func attendanceChanges(pub *disclosure.Publication, before, after attendance.Period) map[attendance.URN]Difference {
	out := make(map[attendance.URN]Difference)
	for _, schools := range byPhase(pub, after) {
		for _, at := range schools {
			then := at
			then.Period = before
			change := OverTime(pub.Rate(at, "attendance"), pub.Rate(then, "attendance"))
			if change.Known() && PoolOf(change.From).Known() && PoolOf(change.To).Known() {
				out[attendance.URN(at.Place.Code)] = change
			}
		}
	}
	return out
}

func sideOf(schools []attendance.URN, changes map[attendance.URN]Difference) Side {
	slices.Sort(schools)
	s := Side{Schools: slices.Compact(schools)}
	var before, after []disclosure.Figure
	for _, urn := range s.Schools {
		before, after = append(before, changes[urn].From), append(after, changes[urn].To)
	}
	s.Before, s.After = PoolOf(before...), PoolOf(after...)
	return s
}

func (e Effect) compared() Effect {
	if min(len(e.Taking.Schools), len(e.Others.Schools)) < leastEachSide {
		e.Refusal = TooFewSchools
		return e
	}
	e.Tenths = e.Taking.Tenths() - e.Others.Tenths()
	return e
}
