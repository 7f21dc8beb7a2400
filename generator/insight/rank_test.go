package insight

import (
	"slices"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

// The attendance of the authorities is 95.0 93.96 94.04 94.0 92.0: as printed 95.0,
// three times 94.0, and 92.0.
func TestRank(t *testing.T) {
	place := func(code string) attendance.Place {
		return attendance.Place{Level: attendance.LevelAuthority, Code: code}
	}
	const p = "2018-19"
	pub := publish(
		row(t, authority, p, 604), row(t, place("301"), p, 500), row(t, place("302"), p, 596), row(t, place("303"), p, 600), row(t, place("304"), p, 800),
		row(t, place("305"), p, register.Withheld), row(t, england, p, 100),
		row(t, attendance.Place{Level: attendance.LevelRegion, Code: "E12000007"}, p, 100),
		row(t, authority, "2017-18", 604), row(t, place("301"), "2017-18", 700), row(t, authority, "2016-17", 604))
	for _, c := range []struct {
		place         attendance.Place
		id            string
		low, high, of int
		ok            bool
	}{
		{authority, "attendance", 2, 4, 5, true},
		{authority, "overall", 2, 4, 5, true}, // 6.04 is printed as 6.0
		{place("301"), "attendance", 1, 1, 5, true},
		{place("304"), "attendance", 5, 5, 5, true},
		{authority, "pa_10", 1, 6, 6, true}, // everybody has 20 of 100
		{place("305"), "attendance", 0, 0, 0, false},
		{england, "attendance", 0, 0, 0, false},
		{authority, "near_pa", 0, 0, 0, false},
		{authority, "no such thing", 0, 0, 0, false},
	} {
		r, ok := RankOf(pub, c.place, period(t, p), attendance.Primary, c.id)
		if ok != c.ok || r.Low != c.low || r.High != c.high || r.Of != c.of {
			t.Errorf("%v by %s: %d to %d of %d (%v), want %d to %d of %d (%v)", c.place, c.id, r.Low, r.High, r.Of, ok, c.low, c.high, c.of, c.ok)
		}
	}
	var got [][3]int
	for _, r := range Ranks(pub, authority, []attendance.Period{period(t, "2016-17"), period(t, "2017-18"), period(t, p)}, attendance.Primary, "attendance") {
		got = append(got, [3]int{r.Low, r.High, r.Of})
	}
	if want := [][3]int{{}, {1, 1, 2}, {2, 4, 5}}; !slices.Equal(got, want) {
		t.Errorf("over the years %v, want %v", got, want)
	}
}
