package insight

import (
	"slices"
	"testing"
)

func TestUsualRange(t *testing.T) {
	pub := publish(halfTerms(t, 548, 568)...)
	here := at(t, "2024-25 autumn")
	got, ok := UsualRange(pub, here, "attendance", harbour, rules)
	periods := pub.Periods(harbour)
	if !ok || got.Basis != HalfTermChanges || len(got.Ranges) != len(periods) {
		t.Fatalf("got %+v", got)
	}
	known := 0
	for i, r := range got.Ranges {
		if r.Period != periods[i] {
			t.Errorf("range %d is of %s, and the period is %s", i, r.Period, periods[i])
		}
		if r.Known {
			known++
		}
	}
	// A half-term a year before was 94.2: 94.2 - 0.216 and 94.2 + 0.316.
	first := got.Ranges[slices.Index(periods, period(t, "2024-25 HT1"))]
	if known != 2 || !near(first.Value, 94.52, 1e-9) || !near(first.Lower, 93.984, 1e-9) || !near(first.Upper, 94.516, 1e-9) || first.Rule != Beyond {
		t.Errorf("%d ranges are known, the first %+v; want 2 and 93.984 to 94.516", known, first)
	}

	// England's attendance of 2016-17 was 94.5: 94.5 - 0.316 and 94.5 + 0.216.
	pub, here = overBreak(t, 80)
	got, ok = UsualRange(pub, here, "attendance", england, rules)
	last := got.Ranges[len(got.Ranges)-1]
	if !ok || got.Basis != GapValues || !near(last.Lower, 94.184, 1e-9) || !near(last.Upper, 94.716, 1e-9) || !near(last.Value, 93.7, 1e-9) || last.Side != -1 {
		t.Errorf("the gap's range is %+v, want 94.184 to 94.716", last)
	}
	if !got.Ranges[8].Known || got.Ranges[7].Known {
		t.Error("the ninth year is the first with eight before it")
	}
	pub, here = years(t, 500, 510, 500)
	if got, ok := UsualRange(pub, here, "attendance", harbour, rules); ok {
		t.Errorf("three years have the usual range %+v", got)
	}
}
