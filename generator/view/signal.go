package view

import (
	"math"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
)

// finding says which signal rule fired, of which values and on which side.
func (b *Book) finding(c insight.Change) Text {
	if c.Basis == insight.HalfTermChanges && c.Rule == insight.Beyond && c.Agrees() {
		return T("signal.half." + direction(c.Tenths))
	}
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

// usual is the range within which a measure of a cell would move by chance, for the
// periods of a chart; nil where nothing was judged.
func (b *Book) usual(at disclosure.At, id string, periods []attendance.Period) *Usual {
	ranges, ok := insight.UsualRange(b.Pub, at, id, b.gapTo(at.Place), b.Signals)
	if !ok {
		return nil
	}
	known := make(map[attendance.Period]insight.Range, len(ranges.Ranges))
	for _, r := range ranges.Ranges {
		known[r.Period] = r
	}
	out := &Usual{Label: T("chart.usual"), Limits: make([]Interval, len(periods))}
	for i, p := range periods {
		r := known[p]
		out.Limits[i] = Interval{r.Lower, r.Upper, r.Known}
	}
	return out
}

// gapTo is the place whose gap a series is judged by where it has to be.
func (b *Book) gapTo(place attendance.Place) attendance.Place {
	if b.country == (attendance.Place{}) {
		return place
	}
	return b.country
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
