package insight

import (
	"math"
	"testing"
)

func near(a, b, within float64) bool { return math.Abs(a-b) <= within }

// The mean is 52/8 = 6.5. The steps are 2 1 2 2 1 2 3, 13/7 on average, and 2.66 * 13/7
// = 4.94: limits of 1.56 and 11.44. The chart of the steps themselves would have its
// limit at 3.267 * 13/7 (1 + 3 * 0.8525/1.128 = 3.267); it is not needed, because a
// step is judged by the value that it leads to.
var baseline = []float64{5, 7, 6, 8, 6, 7, 5, 8}

func TestXmR(t *testing.T) {
	l, ok := XmR(baseline)
	if !ok || !near(l.Centre, 6.5, 1e-12) || !near(l.Lower, 1.56, 1e-12) || !near(l.Upper, 11.44, 1e-12) {
		t.Errorf("limits %+v, want 1.56, 6.5 and 11.44", l)
	}
	// It never moves, so the least step of 0.05 stands in: 2.66 * 0.05 = 0.133.
	if l, ok := XmR([]float64{3, 3, 3}); !ok || l.Centre != 3 || !near(l.Lower, 2.867, 1e-12) || !near(l.Upper, 3.133, 1e-12) {
		t.Errorf("a series that never moves has the limits %+v", l)
	}
	for _, few := range [][]float64{nil, {4}} {
		if _, ok := XmR(few); ok {
			t.Errorf("%v has limits", few)
		}
	}
}

// Halfway from the centre to the limits are 4.03 and 8.97.
func TestFires(t *testing.T) {
	l, _ := XmR(baseline)
	for _, c := range []struct {
		name   string
		values []float64
		rule   Rule
		side   int
	}{
		{"nothing", nil, NoRule, 0},
		{"the centre", []float64{6.5}, NoRule, 0},
		{"on the limit", []float64{11.44}, NoRule, 0},
		{"above it", []float64{11.45}, Beyond, +1},
		{"below the other", []float64{1.55}, Beyond, -1},
		{"beyond, earlier", []float64{12, 6}, NoRule, 0},
		{"eight above", []float64{7, 7, 7, 7, 7, 7, 7, 6.6}, Run, +1},
		{"eight below", []float64{9, 6, 6, 6, 6, 6, 6, 6, 6}, Run, -1},
		{"seven above", []float64{7, 7, 7, 7, 7, 7, 7}, NoRule, 0},
		{"one on the centre", []float64{7, 7, 7, 7, 6.5, 7, 7, 7}, NoRule, 0},
		{"one on the other side", []float64{6, 7, 7, 7, 7, 7, 7, 7}, NoRule, 0},
		{"three of four near the upper limit", []float64{9, 6, 9, 9}, Near, +1},
		{"three of four near the lower limit", []float64{4, 4, 6, 4}, Near, -1},
		{"one of the three beyond", []float64{12, 9, 6, 9}, Near, +1},
		{"three near, and the last is not", []float64{9, 9, 9, 6}, NoRule, 0},
		{"near both limits", []float64{9, 4, 9, 4}, NoRule, 0},
		{"three values in all", []float64{9, 9, 9}, NoRule, 0},
		{"beyond comes before run", []float64{7, 7, 7, 7, 7, 7, 7, 12}, Beyond, +1},
	} {
		if rule, side := l.Fires(c.values); rule != c.rule || side != c.side {
			t.Errorf("%s: %q on side %d, want %q on side %d", c.name, rule, side, c.rule, c.side)
		}
	}
}

// A value that stands on its limit is within it, however the binary fractions fall.
func TestSpeck(t *testing.T) {
	l := Limits{Centre: 0.3, Lower: 0.3, Upper: 0.3}
	if l.Outside(0.3) != 0 || l.Outside(0.1+0.2) != 0 || l.Outside(0.3001) != 1 {
		t.Errorf("limits %v and %v", l.Lower, l.Upper)
	}
}
