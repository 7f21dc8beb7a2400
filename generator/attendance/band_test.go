package attendance

import "testing"

// Default bands: (95,100] (90,95] (85,90] (50,85] [0,50]. Each edge worked by hand:
// of 200 possible sessions, 190 attended is 95% and belongs below the cut.
func TestCutBandsHoldTheirEdges(t *testing.T) {
	set := CutBands("default", []Decimal{{95, 0}, {90, 0}, {85, 0}, {50, 0}})
	for _, test := range []struct {
		attended, possible int64
		want               string
	}{
		{200, 200, "100-95"}, {191, 200, "100-95"}, {190, 200, "95-90"}, {181, 200, "95-90"},
		{180, 200, "90-85"}, {170, 200, "85-50"}, {101, 200, "85-50"}, {100, 200, "50-0"}, {0, 200, "50-0"},
	} {
		i := set.Place(test.attended, test.possible, 0)
		if i < 0 || set.Bands[i].ID != test.want {
			t.Errorf("%d of %d: band %d, want %s", test.attended, test.possible, i, test.want)
		}
	}
	if i := set.Place(0, 0, 0); i != -1 {
		t.Errorf("a pupil without possible sessions stands in band %d", i)
	}
}

// Overlapping levels: 100-90 and 95-85, where the lower wins.
func TestPrecedenceDecidesBetweenOverlappingBands(t *testing.T) {
	closed := func(n int64) Bound { return Bound{Closed, Decimal{Unscaled: n}} }
	set := BandSet{Bands: []Band{{ID: "2", Lower: closed(90)}, {ID: "2/3", Lower: closed(85), Upper: closed(95)}}, Precedence: []int{1, 0}}
	for _, test := range []struct {
		attended int64
		want     int
	}{{96, 0}, {95, 1}, {92, 1}, {85, 1}, {84, -1}} {
		if got := set.Place(test.attended, 100, 0); got != test.want {
			t.Errorf("%d%%: band %d, want %d", test.attended, got, test.want)
		}
	}
}

// A level below 90 for years 10 and 11 wins before one for everybody. A pupil whose
// year is not stated stands at the level for everybody.
func TestBandsOfSomeYearGroups(t *testing.T) {
	below := Bound{Open, Decimal{Unscaled: 90}}
	years, ok := ParseYearGroups("10-11")
	if !ok {
		t.Fatal("10-11 not read")
	}
	set := BandSet{Bands: []Band{{ID: "youth", Upper: below, Years: years}, {ID: "school", Upper: below}}, Precedence: []int{0, 1}}
	for _, test := range []struct {
		year string
		want int
	}{{"9", 1}, {"10", 0}, {"11", 0}, {"12", 1}, {"", 1}, {"R", 1}} {
		year, _ := ParseYearGroup(test.year)
		if got := set.Place(89, 100, year); got != test.want {
			t.Errorf("year %q: band %d, want %d", test.year, got, test.want)
		}
	}
	for _, bad := range []string{"", "11-10", "10-", "-11", "10-15", "ten"} {
		if _, ok := ParseYearGroups(bad); ok {
			t.Errorf("%q was read as year groups", bad)
		}
	}
}
