package sample

import (
	"strings"
	"testing"
)

// The figures are like those of England's schools, and the cluster of the README
// does what it says of it.
func TestRealism(t *testing.T) {
	f := write(t, Options{Seed: 1})
	phase, cluster := map[string]string{}, map[string]string{}
	for _, s := range f.records(t, "schools.csv") {
		phase[s["urn"]], cluster[s["urn"]] = s["phase"], s["cluster"]
	}
	sums := map[string][5]int{} // absence, possible, persistent, severe, enrolments
	for _, r := range f.records(t, "attendance.csv") {
		if r["group"] != "All pupils" || strings.Contains(r["period"], "HT") {
			continue
		}
		for _, who := range []string{r["urn"], phase[r["urn"]], cluster[r["urn"]]} {
			s := sums[who+" "+r["period"]]
			for i, n := range []int{r.int(t, "sess_authorised") + r.int(t, "sess_unauthorised"), r.int(t, "sess_possible"), r.int(t, "pa_10"),
				r.int(t, "severe"), r.int(t, "enrolments")} {
				s[i] += n
			}
			sums[who+" "+r["period"]] = s
		}
	}
	absence := func(who string) float64 { s := sums[who]; return 100 * float64(s[0]) / float64(s[1]) }
	persistent := func(who string) float64 { s := sums[who]; return 100 * float64(s[2]) / float64(s[4]) }
	severe := func(who string) float64 { s := sums[who]; return 100 * float64(s[3]) / float64(s[4]) }
	for _, want := range []struct {
		phase                          string
		absence, persistent, severe, e float64
	}{{"Primary", 5.5, 14, 0.9, 1}, {"Secondary", 8.5, 22, 3, 1}, {"Special", 12, 34, 5, 2}, {"AP", 30, 72, 22, 6}} {
		who := want.phase + " 2024-25"
		t.Logf("%-18s absence %5.2f  persistent %5.2f  severe %5.2f", who, absence(who), persistent(who), severe(who))
		for _, c := range []struct{ got, want, within float64 }{{absence(who), want.absence, want.e}, {persistent(who), want.persistent, 3 * want.e}, {severe(who), want.severe, want.e}} {
			if c.got < c.want-c.within || c.got > c.want+c.within {
				t.Errorf("%s: %.2f is not about %.2f", who, c.got, c.want)
			}
		}
	}
	for _, story := range []struct {
		who  string
		sign float64
	}{{"Saltmarsh", 1}, {"Primary", -1}, {"Secondary", -1}} {
		before, after := absence(story.who+" 2023-24 autumn"), absence(story.who+" 2025-26 autumn")
		t.Logf("%-10s autumn absence %5.2f to %5.2f", story.who, before, after)
		if (after-before)*story.sign <= 0 {
			t.Errorf("%s: absence goes from %.2f to %.2f", story.who, before, after)
		}
	}
}
