package sample

import (
	"strings"
	"testing"
)

// What became of penalty notices adds up at every school, and every row is about a
// place that there is.
func TestService(t *testing.T) {
	for _, opt := range []Options{{Seed: 1}, {Schools: 20, Clusters: 1, Years: 1}} {
		f := write(t, opt)
		places := map[string]bool{"": true}
		for _, s := range f.records(t, "schools.csv") {
			places[s["urn"]] = true
			places[strings.ToLower(strings.NewReplacer(" ", "-", "'", "").Replace(s["cluster"]))] = true
		}
		type key struct{ period, urn, cluster, activity, outcome string }
		counts, activities := map[key]int{}, map[string]bool{}
		for _, r := range f.records(t, "service.csv") {
			k := key{r["period"], r["urn"], r["cluster"], r["activity"], r["outcome"]}
			if _, twice := counts[k]; twice || !places[k.urn] || !places[k.cluster] || k.urn != "" && k.cluster != "" {
				t.Errorf("%v stands twice or nowhere", k)
			}
			counts[k] = r.int(t, "count")
			activities[k.activity] = true
		}
		issued := 0
		for k, n := range counts {
			of := func(outcome string) int { k.outcome = outcome; return counts[k] }
			switch k.activity {
			case "penalty-notice":
				if of("issued") != of("paid")+of("unpaid")+of("withdrawn") || of("recovered") > of("unpaid") {
					t.Errorf("%v: the notices do not add up", k)
				}
				issued += of("issued")
			case "referral":
				if of("made") < of("accepted") || of("accepted") < of("closed") {
					t.Errorf("%v: more accepted than made, or closed than accepted", k)
				}
			}
			if n < 0 {
				t.Errorf("%v is %d", k, n)
			}
		}
		if issued == 0 || len(activities) != 16 {
			t.Errorf("%d notices, %d activities", issued, len(activities))
		}
	}
}

func TestAttainmentAndEvents(t *testing.T) {
	f := write(t, Options{Seed: 1})
	results := f.records(t, "attainment.csv")
	for i, r := range results {
		if n, of := r.int(t, "reached"), r.int(t, "pupils"); n <= 0 || n >= of {
			t.Errorf("%v", r)
		}
		if i%4 > 0 && r.int(t, "reached")*results[i-1].int(t, "pupils") >= results[i-1].int(t, "reached")*r.int(t, "pupils") {
			t.Errorf("%v does better than %v", r, results[i-1])
		}
	}
	clubs := map[string]bool{}
	for _, e := range f.records(t, "events.csv") {
		if e["kind"] == "initiative" {
			clubs[e["code"]] = true
		}
	}
	if len(results) != 16 || len(clubs) != 5 {
		t.Errorf("%d results, %d clubs", len(results), len(clubs))
	}
	last, states := map[string]string{}, map[string]int{}
	for _, s := range f.records(t, "signoffs.csv") {
		last[s["urn"]] = s["state"]
	}
	for _, state := range last {
		states[state]++
	}
	if states["query"] != 2 || states["corrected"] != 1 || states["draft"] < 5 || states["signed"] < 30 {
		t.Errorf("sign-offs are %v", states)
	}
}
