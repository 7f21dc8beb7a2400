package register

import (
	"slices"
	"testing"

	"rollcall/generator/attendance"
)

// Lines that no whole percentage stands on, each worked by hand.
func TestThresholdsOfOddSums(t *testing.T) {
	for _, test := range []struct {
		possible, missed               int
		pa10, pa15, pa20, severe, near Count
		band                           int // (95,100] (90,95] (85,90] (50,85] [0,50]
	}{
		{61, 6, 0, 0, 0, 0, 1, 1},    // 9.84%, and 10 of 61 is 16.4%
		{61, 7, 1, 0, 0, 0, 0, 2},    // 11.5%
		{130, 12, 0, 0, 0, 0, 1, 1},  // 9.23%
		{130, 13, 1, 0, 0, 0, 0, 2},  // 10% exactly
		{120, 18, 1, 1, 0, 0, 0, 3},  // 15% exactly, so 85% attended, which is below the cut
		{120, 17, 1, 0, 0, 0, 0, 2},  // 14.2%
		{35, 7, 1, 1, 1, 0, 0, 3},    // 20% exactly
		{34, 6, 1, 1, 0, 0, 0, 3},    // 17.6%
		{7, 3, 1, 1, 1, 0, 0, 3},     // 42.9%
		{7, 4, 1, 1, 1, 1, 0, 4},     // 57.1%
		{8, 4, 1, 1, 1, 1, 0, 4},     // 50% exactly
		{40, 2, 0, 0, 0, 0, 1, 1},    // 95% attended exactly is below the cut; 6 of 40 is 15%
		{40, 1, 0, 0, 0, 0, 1, 0},    // 97.5%; 5 of 40 is 12.5%
		{380, 33, 0, 0, 0, 0, 0, 1},  // 8.7%; 37 of 380 is 9.7%
		{380, 34, 0, 0, 0, 0, 1, 1},  // 38 of 380 is 10% exactly
		{380, 38, 1, 0, 0, 0, 0, 2},  // 10% exactly
		{380, 190, 1, 1, 1, 1, 0, 4}, // half of the year
	} {
		got, _ := counted(t, testOptions, pupilRow("100001", "a", 1, test.possible, test.missed))
		c := got[schoolKey("100001", term2024(1), attendance.AllPupils)]
		if c.PA10 != test.pa10 || c.PA15 != test.pa15 || c.PA20 != test.pa20 || c.Severe != test.severe || c.NearPA != test.near {
			t.Errorf("missed %d of %d: %+v", test.missed, test.possible, c)
		}
		if at := slices.Index(c.Bands, 1); at != test.band {
			t.Errorf("missed %d of %d: band %d, want %d", test.missed, test.possible, at, test.band)
		}
	}
}

// A child who missed 5 of 60 at one school (8.3%) and 8 of 70 at the next (11.4%) is
// persistently absent from the second alone. The virtual school sees one child, who
// missed 13 of 130: exactly 10%.
func TestMoverIsJudgedWhereItWas(t *testing.T) {
	var rows []PupilRow
	for _, r := range []PupilRow{pupilRow("100001", "mover", 1, 60, 5), pupilRow("100002", "mover", 2, 70, 8)} {
		r.Care = CareOurs
		rows = append(rows, r)
	}
	rows = append(rows, pupilRow("100001", "other", 2, 70, 0), pupilRow("100002", "another", 1, 60, 0))
	got, _ := counted(t, testOptions, rows...)
	for _, want := range []struct {
		key                        Key
		enrolments, pa10, possible Count
	}{
		{schoolKey("100001", autumn, attendance.AllPupils), 2, 0, 130},
		{schoolKey("100002", autumn, attendance.AllPupils), 2, 1, 130},
		{Key{attendance.LookedAfterChildren, attendance.Total, term2024(1), attendance.AllPupils}, 1, 0, 60},
		{Key{attendance.LookedAfterChildren, attendance.Total, autumn, attendance.AllPupils}, 1, 1, 130},
	} {
		if c := got[want.key]; c.Enrolments != want.enrolments || c.PA10 != want.pa10 || c.Possible != want.possible {
			t.Errorf("%v: %+v", want.key, c)
		}
	}
}

// A pupil without a possible session in one half-term is no enrolment of it, and is
// one of the next and of the term: 6 of 70 is 8.6%, though 6 of 60 would be 10%.
func TestNoPossibleSessions(t *testing.T) {
	got, _ := counted(t, testOptions, pupilRow("100001", "a", 1, 0, 0), pupilRow("100001", "a", 2, 70, 6), pupilRow("100001", "b", 1, 60, 0), pupilRow("100001", "b", 2, 70, 0))
	for period, want := range map[attendance.Period]Count{term2024(1): 1, term2024(2): 2, autumn: 2} {
		if c := got[schoolKey("100001", period, attendance.AllPupils)]; c.Enrolments != want || c.PA10 != 0 {
			t.Errorf("%s: %+v, want %d enrolments", period, c, want)
		}
	}
}

// The levels of a strategy may overlap: at 92% a pupil stands at 95-85, which comes
// first, and at 80% at none of them.
func TestLevelsOfAStrategy(t *testing.T) {
	closed := func(n int64) attendance.Bound {
		return attendance.Bound{End: attendance.Closed, Percent: attendance.Decimal{Unscaled: n}}
	}
	opt := testOptions
	opt.BandSets = append(slices.Clone(testBands), attendance.BandSet{ID: "levels", Precedence: []int{1, 0},
		Bands: []attendance.Band{{ID: "2", Lower: closed(90), Upper: closed(100)}, {ID: "2/3", Lower: closed(85), Upper: closed(95)}}})
	got, _ := counted(t, opt, pupilRow("100001", "a", 1, 100, 4), pupilRow("100001", "b", 1, 100, 5), pupilRow("100001", "c", 1, 100, 8),
		pupilRow("100001", "d", 1, 100, 15), pupilRow("100001", "e", 1, 100, 20))
	// 96 95 92 85 80
	if c := got[schoolKey("100001", term2024(1), attendance.AllPupils)]; !slices.Equal(c.Bands, []Count{1, 2, 0, 2, 0, 1, 3}) {
		t.Errorf("%v", c.Bands)
	}
}

// A family is judged on the year to date: its second child missed 6 of 60 in the
// first half-term, which is 10%, and 6 of 130 by the end of the autumn.
func TestFamiliesToDate(t *testing.T) {
	of := func(r PupilRow) PupilRow { r.Family = "smith"; return r }
	_, tallies := counted(t, testOptions,
		of(pupilRow("100001", "a", 1, 60, 30)), of(pupilRow("100001", "a", 2, 70, 30)),
		of(pupilRow("100009", "b", 1, 60, 6)), of(pupilRow("100009", "b", 2, 70, 0)))
	got := make(map[attendance.Period]Count)
	for _, tally := range tallies {
		if tally.Measure == FamiliesSeveral && tally.Place == council {
			got[tally.Period] = tally.Count
		}
	}
	if len(got) != 1 || got[term2024(1)] != 1 {
		t.Errorf("got %v", got)
	}
}
