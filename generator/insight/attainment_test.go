package insight

import (
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

func TestRelativeRisk(t *testing.T) {
	for _, c := range []struct {
		name                string
		a, n1, b, n2        float64
		times, lower, upper float64
	}{
		// the root of 1/90 - 1/100 + 1/45 - 1/100 is 0.11547; e to the 1.95996 times that is 1.2540
		{"by hand", 90, 100, 45, 100, 2, 1.595, 2.508},
		// heart attacks with placebo and with aspirin (Agresti, Categorical Data Analysis, 3.1)
		{"aspirin", 189, 11034, 104, 11037, 1.818, 1.433, 2.306},
		{"alike", 30, 60, 50, 100, 1, 0.726, 1.377}, // the root of 1/30 - 1/60 + 1/50 - 1/100 is 0.16330
	} {
		times, i := relativeRisk(c.a, c.n1, c.b, c.n2)
		if !near(times, c.times, 5e-4) || !near(i.Lower, c.lower, 1e-3) || !near(i.Upper, c.upper, 1e-3) {
			t.Errorf("%s: %.4f, %.4f to %.4f, want %v, %v to %v", c.name, times, i.Lower, i.Upper, c.times, c.lower, c.upper)
		}
	}
}

func TestRatioOf(t *testing.T) {
	p, before := period(t, "2012-13"), period(t, "2011-12 HT1-5")
	tally := func(p attendance.Period, measure string, k, n register.Count) register.Tally {
		return register.Tally{Place: authority, Period: p, Measure: measure, Count: k, Of: n, People: true}
	}
	ds := &register.Dataset{Rows: []register.Row{row(t, authority, "2012-13", 700)}, Tallies: []register.Tally{
		tally(p, "attainment.level-2.>=94", 97, 100), tally(p, "attainment.level-2.<=90", 50, 100),
		tally(p, "attainment.level-2.<=80", 3, 90), tally(p, "attainment.level-2.<=70", 0, 40), tally(p, "attainment.level-2.>=99.5", 40, 40),
		tally(p, "attainment.level-1.<=90", 60, 100), tally(before, "attainment.level-2.<=90", 50, 100), tally(p, "service.visit", 3, 9)}}
	pub := disclosure.Publish(measure.Aggregate(ds, authority, nil), disclosure.Policy{Mode: disclosure.Open})
	exact := disclosure.Publish(measure.Aggregate(ds, authority, nil), disclosure.Intranet)
	share := func(band string) disclosure.Figure { return pub.TallyShare(authority, p, "attainment."+band) }
	best := share("level-2.>=94")
	r := RatioOf(best, share("level-2.<=90"))
	if !r.Known() || !near(r.Times, 1.94, 1e-9) || !near(r.More(), 94, 1e-9) || r.Interval.Lower > 1.94 || r.Interval.Upper < 1.94 {
		t.Errorf("97 of 100 against 50 of 100: %+v, want 94%% more likely", r)
	}
	for name, c := range map[string]struct {
		got  Ratio
		want Refusal
	}{
		"few":               {RatioOf(best, share("level-2.<=80")), Compared},
		"few, and hidden":   {RatioOf(best, exact.TallyShare(authority, p, "attainment.level-2.<=80")), NotShown},
		"none":              {RatioOf(best, share("level-2.<=70")), ZeroCell},
		"all":               {RatioOf(share("level-2.>=99.5"), best), ZeroCell},
		"another threshold": {RatioOf(best, share("level-1.<=90")), OtherMeasure},
		"another year":      {RatioOf(best, pub.TallyShare(authority, before, "attainment.level-2.<=90")), OtherPeriod},
		"another place":     {RatioOf(best, pub.TallyShare(england, p, "attainment.level-2.<=90")), OtherPlace},
		"not there":         {RatioOf(best, share("level-2.<=60")), NotShown},
		"no attainment":     {RatioOf(pub.TallyShare(authority, p, "service.visit"), best), OtherMeasure},
	} {
		if c.got.Refusal != c.want {
			t.Errorf("%s: refusal %q, want %q", name, c.got.Refusal, c.want)
		}
	}
	if _, ok := WilsonOf(best); !ok {
		t.Error("a share of pupils who reached a threshold has no interval")
	}
}
