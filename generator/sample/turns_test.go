package sample

import (
	"math"
	"testing"
)

// The two schools of the README whose attendance turns are level for two years, as
// far as chance lets them, and then clearly elsewhere in every half-term.
func TestTurns(t *testing.T) {
	f := write(t, Options{Seed: 1})
	type key struct{ urn, period string }
	attendance, persistent := map[key]float64{}, map[key]float64{}
	for _, r := range f.records(t, "attendance.csv") {
		if r["group"] != "All pupils" {
			continue
		}
		k, possible := key{r["urn"], r["period"]}, r.int(t, "sess_possible")
		attendance[k] = 100 * float64(possible-r.int(t, "sess_authorised")-r.int(t, "sess_unauthorised")) / float64(possible)
		if r["pa_10"] != "" {
			persistent[k] = 100 * float64(r.int(t, "pa_10")) / float64(r.int(t, "enrolments"))
		}
	}
	for _, school := range []struct {
		urn  string
		sign float64
	}{{"900046", 1}, {"900003", -1}} {
		change := func(of map[key]float64, from, to, part string) float64 {
			before, ok := of[key{school.urn, from + part}]
			after, also := of[key{school.urn, to + part}]
			if !ok || !also {
				t.Fatalf("%s has no%s of %s or %s", school.urn, part, from, to)
			}
			t.Logf("%s%-7s %5.2f in %s, %5.2f in %s", school.urn, part, before, from, after, to)
			return school.sign * (after - before)
		}
		level, turned := 0.0, 0.0
		for _, part := range []string{" HT1", " HT2", " HT3", " HT4", " HT5", " HT6"} {
			level += math.Abs(change(attendance, "2023-24", "2024-25", part)) / 6
		}
		for _, part := range []string{" HT1", " HT2", " HT3", " HT4"} {
			c := change(attendance, "2024-25", "2025-26", part)
			if c < 1.5 || c > 4 {
				t.Errorf("%s%s turns by %.2f points", school.urn, part, c)
			}
			turned += c / 4
		}
		if level > 0.5 || turned < 2.2 || turned > 3 {
			t.Errorf("%s moves by %.2f points and then by %.2f", school.urn, level, turned)
		}
		for _, part := range []string{" autumn", " spring"} {
			if before, c := math.Abs(change(persistent, "2023-24", "2024-25", part)), change(persistent, "2024-25", "2025-26", part); c > -5 || c > -2*before {
				t.Errorf("%s%s: persistent absence turns by %.2f points after %.2f", school.urn, part, c, before)
			}
		}
	}
}
