package strategy

import "rollcall/generator/attendance"

// LevelsPage is a page that defines levels of response by attendance.
type LevelsPage struct {
	Page
	Levels     []Level  // as the page lists them
	Precedence []string // IDs of all levels, the one that wins first
}

// Level is a band of a pupil's own attendance, in percent.
type Level struct {
	ID, Name     string
	Wording      string // the strategy's own words for the band
	Lower, Upper Bound
	ByJudgement  bool // people decide: no figure places a pupil here
}

// Bound is one end of a band. The zero Bound is no end at all.
type Bound struct {
	End     End
	Percent attendance.Decimal // exact, when there is an end
}

// End says whether a band holds the percentage at its end.
type End uint8

const (
	Unbounded End = iota
	Open          // up to, and not including
	Closed        // including
)

// Contains reports whether a pupil's attendance, in percent, lies in the band. The
// comparison is exact. A level that people decide upon contains no percentage.
func (l Level) Contains(percent attendance.Decimal) bool {
	if l.ByJudgement {
		return false
	}
	above := l.Lower.End == Unbounded || l.Lower.Percent.Less(percent) ||
		l.Lower.End == Closed && !percent.Less(l.Lower.Percent)
	below := l.Upper.End == Unbounded || percent.Less(l.Upper.Percent) ||
		l.Upper.End == Closed && !l.Upper.Percent.Less(percent)
	return above && below
}

// Place returns the one level at which an attendance, in percent, stands. Bands may
// overlap; the first in the page's precedence wins. It is false where no level
// holds the percentage.
func (p LevelsPage) Place(percent attendance.Decimal) (Level, bool) {
	for _, id := range p.Precedence {
		for _, l := range p.Levels {
			if l.ID == id && l.Contains(percent) {
				return l, true
			}
		}
	}
	return Level{}, false
}
