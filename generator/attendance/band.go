package attendance

// Band is a stretch of a pupil's own attendance, in percent, that says which of its
// ends it holds.
type Band struct {
	ID, Label    string // the label is the words of whoever drew the band; empty for one that its ends name
	Lower, Upper Bound
	Years        YearGroups // that it is for
}

// Bound is one end of a band. The zero Bound is no end at all.
type Bound struct {
	End     End
	Percent Decimal // exact, when there is an end
}

// End says whether a band holds the percentage at its end.
type End uint8

const (
	Unbounded End = iota
	Open          // up to, and not including
	Closed        // including
)

// Holds reports whether a pupil of a year group that attended so many of its own
// possible sessions lies in the band. The comparison is exact. No band holds a pupil
// without possible sessions, and one that is for some year groups holds no pupil whose
// year group is not stated.
func (b Band) Holds(attended, possible int64, year YearGroup) bool {
	return possible > 0 && b.Years.Hold(year) && b.Lower.allows(+1, attended, possible) && b.Upper.allows(-1, attended, possible)
}

// allows reports whether a share lies on the side of a bound that is wanted: above
// it (+1) or below it (-1).
func (b Bound) allows(side int, attended, possible int64) bool {
	if b.End == Unbounded {
		return true
	}
	// attended/possible against percent/100, both times 100 * possible * 10^scale
	share := attended * 100
	for range b.Percent.Scale {
		share *= 10
	}
	switch line := b.Percent.Unscaled * possible; {
	case share > line:
		return side > 0
	case share < line:
		return side < 0
	}
	return b.End == Closed
}

// BandSet is bands that share out the pupils of a place. They may overlap: a pupil
// stands in the first of Precedence that holds its attendance.
type BandSet struct {
	ID         string
	Bands      []Band // in the order of tables
	Precedence []int  // indexes of Bands, the one that wins first
}

// Place returns the index of the band that a pupil stands in, or -1 where none holds
// it.
func (s BandSet) Place(attended, possible int64, year YearGroup) int {
	for _, i := range s.Precedence {
		if s.Bands[i].Holds(attended, possible, year) {
			return i
		}
	}
	return -1
}

// CutBands makes the bands between falling cuts, from 100 to 0: each cut belongs to
// the band below it, so that a pupil who missed exactly half is in the last one.
func CutBands(id string, cuts []Decimal) BandSet {
	set := BandSet{ID: id}
	upper := Bound{}
	for i := 0; i <= len(cuts); i++ {
		lower, name := Bound{}, "0"
		if i < len(cuts) {
			lower, name = Bound{Open, cuts[i]}, cuts[i].String()
		}
		from := "100"
		if upper.End != Unbounded {
			from = upper.Percent.String()
		}
		set.Bands = append(set.Bands, Band{ID: from + "-" + name, Lower: lower, Upper: upper})
		set.Precedence = append(set.Precedence, i)
		if i < len(cuts) {
			upper = Bound{Closed, cuts[i]}
		}
	}
	return set
}
