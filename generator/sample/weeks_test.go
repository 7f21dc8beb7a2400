package sample

import "testing"

// The five weeks of half-term 4 make what a school returned for it; three weeks of
// half-term 5 come after them. Weeks come from the daily registers, so a school whose
// return is missing has them too.
func TestWeeks(t *testing.T) {
	f := write(t, Options{Seed: 1})
	columns := []string{"sess_possible", "sess_authorised", "sess_unauthorised"}
	sums, weeks := map[string]map[string]int{}, map[string]int{}
	for _, r := range f.records(t, "weeks.csv") {
		if weeks[r["urn"]]++; r["period"] > "2025-26 W30" {
			continue
		}
		if sums[r["urn"]] == nil {
			sums[r["urn"]] = map[string]int{}
		}
		for _, c := range columns {
			sums[r["urn"]][c] += r.int(t, c)
		}
	}
	if len(weeks) != 60 {
		t.Errorf("%d schools have weeks", len(weeks))
	}
	for _, r := range f.records(t, "attendance.csv") {
		if r["period"] != "2025-26 HT4" || r["group"] != "All pupils" {
			continue
		}
		if weeks[r["urn"]] != 8 {
			t.Errorf("%s has %d weeks", r["urn"], weeks[r["urn"]])
		}
		for _, c := range columns {
			if got, want := sums[r["urn"]][c], r.int(t, c); got != want {
				t.Errorf("%s: the weeks make %d of %s, not %d", r["urn"], got, c, want)
			}
		}
	}
}
