package view

import (
	"math"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// scaleKind says which charts share a scale: those of mainstream schools, of special
// schools, of alternative provision, of groups of schools, and of the authority and
// larger places.
type scaleKind uint8

const (
	areaScale scaleKind = iota
	groupScale
	mainstreamScale
	specialScale
	alternativeScale
)

type scaleKey struct {
	measure string
	kind    scaleKind
}

// scales are the axes of an edition. Each starts from the range that the design
// lays down and is widened until every figure of the edition fits, so that any two
// pages can be laid side by side.
type scales map[scaleKey]Scale

// laidDown is the range of each measure before it is widened.
var laidDown = map[string]Scale{
	"attendance":   {Min: 88, Max: 96, Step: 2},
	"overall":      {Min: 4, Max: 12, Step: 2},
	"authorised":   {Min: 0, Max: 8, Step: 2},
	"unauthorised": {Min: 0, Max: 4, Step: 1},
	"pa_10":        {Min: 0, Max: 30, Step: 10},
	"pa_15":        {Min: 0, Max: 15, Step: 5},
	"severe":       {Min: 0, Max: 4, Step: 1},
}

// leastOnScale is the number of pupils that a figure must rest on to widen a scale.
// A school of seven sessions would flatten every other; its mark stands at the end.
const leastOnScale = 20

func newScales(b *Book) scales {
	s := make(scales)
	for id, scale := range laidDown {
		for _, kind := range []scaleKind{areaScale, groupScale, mainstreamScale, specialScale, alternativeScale} {
			s[scaleKey{id, kind}] = scale
		}
	}
	levels := []attendance.Level{attendance.LevelSchool, attendance.LevelAuthority, attendance.LevelCountry}
	for _, g := range b.Groupings {
		levels = append(levels, g.Level)
	}
	for _, level := range levels {
		for _, place := range b.Pub.Places(level) {
			if level == attendance.LevelAuthority && place != b.Pub.Authority() {
				continue // other authorities are drawn nowhere yet
			}
			s.hold(b.Pub, place)
		}
	}
	for key, scale := range s {
		s[key] = scale.steps()
	}
	return s
}

// hold widens the axes until the figures of a place fit.
func (s scales) hold(pub *disclosure.Publication, place attendance.Place) {
	pub.Cells(place, func(at disclosure.At) {
		if n, known := pub.Count(at, disclosure.Enrolments).Num(); at.Group != attendance.AllPupils || known && n < leastOnScale {
			return
		}
		for id := range laidDown {
			if v, ok := pub.Rate(at, id).Value(); ok {
				s.widen(scaleKey{id, kindOf(place, at.Phase)}, v)
			}
		}
	})
}

func kindOf(place attendance.Place, phase attendance.Phase) scaleKind {
	switch {
	case phase == attendance.AP:
		return alternativeScale
	case phase == attendance.Special:
		return specialScale
	case place.Level == attendance.LevelSchool:
		return mainstreamScale
	case place.Level == attendance.LevelAuthority, place.Level == attendance.LevelCountry:
		return areaScale
	}
	return groupScale
}

func (s scales) widen(key scaleKey, v float64) {
	s[key] = s[key].holding(v)
}

// holding widens an axis by whole steps until it holds a value.
func (s Scale) holding(v float64) Scale {
	s.Min = math.Min(s.Min, s.Step*math.Floor(v/s.Step))
	s.Max = math.Max(s.Max, s.Step*math.Ceil(v/s.Step))
	return s
}

// steps widens the step until the axis has at most eight of them.
func (s Scale) steps() Scale {
	for (s.Max-s.Min)/s.Step > 8 {
		s.Step *= 2
		if s.Step == 4 && s.Max > 40 {
			s.Step = 5
		}
		s.Min = s.Step * math.Floor(s.Min/s.Step)
		s.Max = s.Step * math.Ceil(s.Max/s.Step)
	}
	if s.Max > 100 && s.Unit == UnitPercent {
		s.Max = 100
	}
	return s
}

// scale returns the axis of a measure for the charts of a place.
func (b *Book) scale(id string, place attendance.Place, phase attendance.Phase) Scale {
	if s, ok := b.scales[scaleKey{id, kindOf(place, phase)}]; ok {
		return s
	}
	return Scale{Min: 0, Max: 4, Step: 1}
}
