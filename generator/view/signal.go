package view

import (
	"math"

	"rollcall/generator/insight"
)

// finding says which signal rule fired, of which values and on which side.
func (b *Book) finding(c insight.Change) Text {
	return T("signal."+string(c.Rule)+"."+sideOf(int64(c.Side)), TextArg("what", T("signal.of."+basisWord(c.Basis), TextArg("there", b.Name(b.country)))))
}

// usualRange says between what the values lie that a change was judged by.
func (b *Book) usualRange(c insight.Change) Text {
	low, high := tenths(c.Limits.Lower), tenths(c.Limits.Upper)
	args := []Arg{IntArg("earlier", c.Earlier), TextArg("there", b.Name(b.country))}
	if c.Basis == insight.OwnValues {
		args = append(args, GapArg("low", low), GapArg("high", high))
	} else {
		args = append(args, PointsArg("low", low), PointsArg("high", high))
	}
	return T("trend.range."+basisWord(c.Basis), args...)
}

func basisWord(basis insight.Basis) string {
	switch basis {
	case insight.HalfTermChanges:
		return "change"
	case insight.GapValues:
		return "gap"
	}
	return "level"
}

// tenths rounds a number that is worked out from figures to one decimal place.
func tenths(v float64) int64 { return int64(math.Round(10 * v)) }
