package view

import (
	"cmp"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// tallyFile holds what was counted beside attendance.
const tallyFile = "downloads/tallies.csv"

// TallyFile returns the path of the file of what was counted beside attendance, or ""
// where the edition has none: the pages of an edition that leaves the council print no
// number that is in no file.
func (b *Book) TallyFile() string {
	if b.internal() || !slices.ContainsFunc(b.tallyPlaces(), func(p attendance.Place) bool { return len(b.Pub.Tallies(p, "")) > 0 }) {
		return ""
	}
	if b.isHeads() {
		return ownFolder(b.head) + "tallies.csv"
	}
	return tallyFile
}

func (b *Book) tallyPlaces() []attendance.Place {
	if b.isHeads() {
		return []attendance.Place{b.head}
	}
	return append(b.SummaryPlaces(), b.Pub.Places(attendance.LevelSchool)...)
}

// Tallies lists what was counted beside attendance, in the form of a figures.csv whose
// rows have a measure where others have a phase, sorted by level, code, period and
// measure.
func (b *Book) Tallies() *FigureTable {
	t := &FigureTable{Columns: []string{"level", "code", "name", "measure", "period", "group", "count", "percent", "status"}}
	places := slices.SortedFunc(slices.Values(b.tallyPlaces()), func(x, y attendance.Place) int {
		return cmp.Or(cmp.Compare(x.Level, y.Level), cmp.Compare(x.Code, y.Code))
	})
	t.Rows = func(yield func(FigureRow) bool) {
		for _, place := range slices.Compact(places) {
			for _, t := range b.Pub.Tallies(place, "") {
				figures := []disclosure.Figure{b.Pub.Tally(place, t.Period, t.Measure), b.Pub.TallyShare(place, t.Period, t.Measure)}
				if !yield(FigureRow{Figures: figures, Labels: [6]string{string(place.Level), place.Code, b.Pub.Name(place), t.Measure, t.Period.String(), attendance.AllPupils}}) {
					return
				}
			}
		}
	}
	return t
}
