package insight

import (
	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
)

// Rank is a place among the authorities with a figure for the same period, phase and
// measure. Figures are ranked as they are printed, so places with the same figure
// share the ranks Low to High. The first is the best: the lowest absence, the highest
// attendance.
type Rank struct {
	Period    attendance.Period
	Figure    disclosure.Figure
	Low, High int
	Of        int // how many authorities, this one included
}

// RankOf ranks an authority. It is false where the place is none or its figure is not
// shown, where no other authority has one that is measured alike, and for a measure
// of which neither side is better. Regions and countries are not ranked.
func RankOf(pub *disclosure.Publication, place attendance.Place, period attendance.Period, phase attendance.Phase, id string) (Rank, bool) {
	m, known := measure.ByID(id)
	r := Rank{Period: period, Figure: pub.Rate(disclosure.All(place, period, phase), id)}
	if !known || m.Better == measure.Neither || place.Level != attendance.LevelAuthority || !r.Figure.Shown() {
		return r, false
	}
	before, level := 0, 1
	for _, other := range pub.Places(attendance.LevelAuthority) {
		d := Between(r.Figure, pub.Rate(disclosure.All(other, period, phase), id))
		if other == place || !d.Known() {
			continue
		}
		switch d.Better() {
		case 0:
			level++
		case -1:
			before++
		}
		r.Of++
	}
	r.Low, r.High, r.Of = before+1, before+level, r.Of+1
	return r, r.Of > 1
}

// Ranks ranks an authority in each of the periods given. A period in which it has no
// rank holds none: its Of is 0.
func Ranks(pub *disclosure.Publication, place attendance.Place, periods []attendance.Period, phase attendance.Phase, id string) []Rank {
	out := make([]Rank, len(periods))
	for i, p := range periods {
		r, ok := RankOf(pub, place, p, phase, id)
		if !ok {
			r = Rank{Period: p, Figure: r.Figure}
		}
		out[i] = r
	}
	return out
}
