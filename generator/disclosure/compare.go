package disclosure

import (
	"math/bits"

	"rollcall/generator/measure"
)

// Dependence says how far what an edition hides depends on the hidden numbers themselves.
// A reader who knows the rules could rule out a world in which other numbers would be
// hidden. So of two worlds that fit everything told, and in which the same counts are
// hidden for themselves, the same others should be hidden to protect them.
type Dependence struct {
	Marks   int // numbers, and sets of numbers, that are hidden in either world
	Primary int // hidden for themselves in one world only: the rule itself tells that much
	Others  int // hidden in one world only, and not for themselves in either
}

// Compare tells apart what the editions of two worlds hide. Each cube is as it was before
// its edition was protected.
func Compare(truth, other *measure.Cube, policy Policy, first, second Pattern) Dependence {
	var d Dependence
	a, b := newTables(truth, policy), newTables(other, policy)
	for i := range first.marks {
		for j := range first.marks[i] {
			r := ref{int32(i), int32(j)}
			was, is := first.marks[i][j], second.marks[i][j]
			d.Marks += bits.OnesCount16(uint16(was | is))
			if was == is {
				continue
			}
			self := mark(0)
			if a.isSchool(r) || a.isSum(r) {
				self = a.primary(r) ^ b.primary(r)
			}
			d.Primary += bits.OnesCount16(uint16((was ^ is) & self))
			d.Others += bits.OnesCount16(uint16((was ^ is) &^ self))
		}
	}
	return d
}

// primary says which counts of pupils of a cell are hidden for themselves, in tables of
// which nothing is hidden yet. What lies inside a hidden count is hidden with it.
func (t *tables) primary(r ref) mark {
	var m mark
	for i := range pupilCounts {
		if t.hidesCount(r, i) {
			for _, inner := range pupilCounts[i:] {
				m |= inner.mark
			}
		}
	}
	return m
}
