package insight

import (
	"testing"

	"rollcall/generator/attendance"
)

// The last four are from Newcombe, Statistics in Medicine 17, 1998, table I, method 3.
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		k, n         int64
		lower, upper float64
	}{
		{0, 10, 0, 27.75},
		{10, 10, 72.25, 100},
		{5, 10, 23.66, 76.34},
		{15, 50, 19.10, 43.75}, // (0.3 + 0.03841)/1.07683 = 0.31427; 1.95996/1.07683 * 0.06771 = 0.12323
		{81, 263, 25.53, 36.62},
		{15, 148, 6.24, 16.05},
		{0, 20, 0, 16.11},
		{1, 29, 0.61, 17.18},
	} {
		got, ok := Wilson(c.k, c.n)
		if !ok || !near(got.Lower, c.lower, 0.005) || !near(got.Upper, c.upper, 0.005) {
			t.Errorf("%d of %d: %.3f to %.3f, want %.2f to %.2f", c.k, c.n, got.Lower, got.Upper, c.lower, c.upper)
		}
	}
	for _, c := range [][2]int64{{0, 0}, {-1, 10}, {11, 10}, {1, -1}} {
		if _, ok := Wilson(c[0], c[1]); ok {
			t.Errorf("%d of %d has an interval", c[0], c[1])
		}
	}
}

func FuzzWilson(f *testing.F) {
	f.Add(int64(3), int64(20))
	f.Add(int64(0), int64(1))
	f.Add(int64(1<<40), int64(1<<41))
	f.Fuzz(func(t *testing.T, k, n int64) {
		got, ok := Wilson(k, n)
		if !ok {
			return
		}
		share := 100 * float64(k) / float64(n)
		if !(got.Lower >= 0 && got.Lower <= share+speck && share <= got.Upper+speck && got.Upper <= 100) {
			t.Errorf("%d of %d: %v does not hold %v", k, n, got, share)
		}
	})
}

func TestWilsonOfPupilsOnly(t *testing.T) {
	pub := publish(row(t, harbour, "2024-25 autumn", 700))
	here := at(t, "2024-25 autumn")
	if got, ok := WilsonOf(pub.Rate(here, "pa_10")); !ok || !near(got.Lower, 13.34, 0.01) || !near(got.Upper, 28.88, 0.01) {
		t.Errorf("20 of 100: %v, want 13.34 to 28.88", got)
	}
	if _, ok := WilsonOf(pub.Rate(here, "attendance")); ok {
		t.Error("sessions have an interval")
	}
	here.Group = attendance.AllPupils + " elsewhere"
	if _, ok := WilsonOf(pub.Rate(here, "pa_10")); ok {
		t.Error("a figure that is not there has an interval")
	}
}
