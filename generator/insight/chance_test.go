package insight

import (
	"math"
	"math/rand/v2"
	"testing"
)

// How often a signal rule fires on a series in which nothing changes, by simulation: normal
// noise, so many points before the one that is judged. What the pages say of it is this.
func TestSignalsByChance(t *testing.T) {
	rng := rand.New(rand.NewPCG(1924, 2025))
	share := func(before int) float64 {
		const series = 40_000
		fired := 0
		values := make([]float64, before+1)
		for range series {
			for i := range values {
				values[i] = 93 + rng.NormFloat64()
			}
			l, _ := XmR(values[:before])
			if rule, _ := l.Fires(values); rule != NoRule {
				fired++
			}
		}
		return 100 * float64(fired) / series
	}
	for _, before := range []int{7, 11, 12, 24} {
		got := share(before)
		t.Logf("%d points before: %.1f of 100", before, got)
		if math.Abs(got-ChanceSignals) > 1.6 {
			t.Errorf("%d points before: %.1f of 100 series without a change have a signal, and pages say %d", before, got, ChanceSignals)
		}
	}
}
