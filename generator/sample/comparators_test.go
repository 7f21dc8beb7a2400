package sample

import (
	"math"
	"strconv"
	"testing"
)

// Sessions add up over terms and over phases, pupils over phases only; every
// percentage is that of its counts.
func TestComparators(t *testing.T) {
	for _, opt := range []Options{{Seed: 1}, {Schools: 20, Clusters: 1, Years: 1}, {Schools: 20, Clusters: 2, Years: 9, Seed: 5}} {
		checkComparators(t, write(t, opt), opt.Years)
	}
}

func checkComparators(t *testing.T, f folder, years int) {
	t.Helper()
	type key struct{ place, phase, period, measure string }
	type fraction struct{ num, den int }
	of := map[key]fraction{}
	for _, r := range f.records(t, "comparators.csv") {
		k := key{r["code"], r["phase"], r["period"], r["measure"]}
		if _, twice := of[k]; twice {
			t.Errorf("%v stands twice", k)
		}
		x := fraction{r.int(t, "numerator"), r.int(t, "denominator")}
		of[k] = x
		value, err := strconv.ParseFloat(r["value"], 64)
		if err != nil || math.Abs(value-100*float64(x.num)/float64(x.den)) > 0.000051 {
			t.Errorf("%v: %s%% is not %d of %d", k, r["value"], x.num, x.den)
		}
	}
	if years == 0 {
		years = 4
	}
	if want := 2 * 5 * 5 * (4*years - 1); len(of) != want { // places, phases, measures; the latest year has no summer
		t.Errorf("%d figures, not %d", len(of), want)
	}
	sum := func(whole key, parts []key) {
		t.Helper()
		var got fraction
		for _, part := range parts {
			x, ok := of[part]
			if !ok {
				t.Errorf("%v is missing", part)
			}
			got.num += x.num
			got.den += x.den
		}
		if got != of[whole] {
			t.Errorf("%v is %v, its parts make %v", whole, of[whole], got)
		}
	}
	for k, x := range of {
		if k.phase == "Total" {
			var parts []key
			for _, phase := range []string{"Primary", "Secondary", "Special", "AP"} {
				parts = append(parts, key{k.place, phase, k.period, k.measure})
			}
			sum(k, parts)
		}
		sessions := k.measure == "attendance" || k.measure == "authorised" || k.measure == "unauthorised"
		if year, part := k.period[:7], k.period[7:]; sessions && (part == "" || part == " to HT4") {
			parts := []key{{k.place, k.phase, year + " autumn", k.measure}, {k.place, k.phase, year + " spring", k.measure}}
			if part == "" {
				parts = append(parts, key{k.place, k.phase, year + " summer", k.measure})
			}
			sum(k, parts)
		}
		with := func(measure string) fraction { return of[key{k.place, k.phase, k.period, measure}] }
		switch k.measure {
		case "attendance":
			authorised, unauthorised := with("authorised"), with("unauthorised")
			if x.num+authorised.num+unauthorised.num != x.den || authorised.den != x.den || unauthorised.den != x.den {
				t.Errorf("%v: attendance %v, authorised %v, unauthorised %v", k, x, authorised, unauthorised)
			}
		case "severe":
			if pa := with("pa_10"); x.num > pa.num || x.den != pa.den || pa.num > pa.den {
				t.Errorf("%v: severe %v, persistent %v", k, x, pa)
			}
		}
	}
}
