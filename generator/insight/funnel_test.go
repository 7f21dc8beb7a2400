package insight

import (
	"math"
	"strconv"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

// shares are so many standard errors from 20%: of 100 pupils one is the root of 20 *
// 80 / 100, 4 points.
func shares(z ...float64) []Share {
	var out []Share
	for _, v := range z {
		out = append(out, Share{20 + 4*v, 100})
	}
	return out
}

func TestDispersion(t *testing.T) {
	for _, c := range []struct {
		name       string
		z          []float64
		phi, width float64
	}{
		// A tenth of ten is one at each end: -5 becomes -2 and 6 becomes 2. The squares
		// are 4 4 1 0 0 0 1 4 4 4, 22 together.
		{"ten schools", []float64{6, -2, -1, 0, 2, 0, 1, 0, 2, -5}, 2.2, math.Sqrt(2.2)},
		{"two odd ones among ten are drawn in", []float64{9, 1, 1, 1, 1, -1, -1, -1, -1, -9}, 1, 1},
		{"no more than chance", []float64{.5, -.5, .5, -.5, .5, -.5, .5, -.5}, 0.25, 1},
		{"eight schools, none drawn in", []float64{2, -2, 2, -2, 2, -2, 2, -2}, 4, 2},
		{"seven are too few to say", []float64{2, -2, 2, -2, 2, -2, 2}, 4, 1},
		{"none", nil, 0, 1},
	} {
		f := NewFunnel(20, shares(c.z...))
		if !near(f.Phi, c.phi, 1e-9) || !near(f.Width(), c.width, 1e-9) || f.Units != len(c.z) {
			t.Errorf("%s: phi %v and width %v of %d, want %v and %v", c.name, f.Phi, f.Width(), f.Units, c.phi, c.width)
		}
	}
	for _, mean := range []float64{0, 100} { // a share of none or all has no chance in it
		if f := NewFunnel(mean, shares(1, 2)); f.Units != 0 || f.Width() != 1 {
			t.Errorf("around %v%%: %+v", mean, f)
		}
	}
}

func TestFunnel(t *testing.T) {
	plain := Funnel{Mean: 10}
	c := plain.Curve(Z95, 900)
	last := len(c.Sizes) - 1
	if c.Sizes[last] != 900 || !near(c.Upper[last], 11.96, 0.001) { // 10 + 1.96 * sqrt(10 * 90 / 900)
		t.Errorf("at %d pupils the upper limit is %.3f", c.Sizes[last], c.Upper[last])
	}
	if c.Lower[0] != 0 {
		t.Errorf("a share has a lower limit of %.3f", c.Lower[0])
	}
	if len(plain.Curve(Z95, 0).Sizes) != 0 || len(plain.Curve(Z95, 4).Sizes) != 1 {
		t.Error("a curve of no pupils, or of four, is drawn")
	}
	wide := NewFunnel(20, shares(6, -2, -1, 0, 2, 0, 1, 0, 2, -5)) // at 100 pupils 1.96 * sqrt(2.2) * 4 = 11.629
	for _, c := range []struct {
		funnel Funnel
		share  Share
		z      float64
		want   bool
	}{
		{plain, Share{12, 900}, Z95, true},
		{plain, Share{12, 900}, Z998, false},
		{plain, Share{12, 100}, Z95, false},
		{plain, Share{11.96, 900}, Z95, false}, // on the line
		{wide, Share{31.62, 100}, Z95, false},
		{wide, Share{31.63, 100}, Z95, true},
		{wide, Share{8.37, 100}, Z95, true},
	} {
		if got := c.funnel.Outside(c.share, c.z); got != c.want {
			t.Errorf("%v outside %v at %v: %v", c.share, c.funnel, c.z, got)
		}
	}
}

// Half the schools have 30 of 100 pupils persistently absent and half have 10, around
// 20 of 100: each is 2.5 standard errors of 4 points away, so phi is 6.25.
func TestFunnelOf(t *testing.T) {
	ds := &register.Dataset{}
	for i := range 10 {
		urn := strconv.Itoa(100001 + i)
		r := row(t, attendance.Place{Level: attendance.LevelSchool, Code: urn}, "2024-25 autumn", 700)
		r.Counts.PA10 = register.Count(30 - 20*(i%2))
		ds.Rows = append(ds.Rows, r)
		ds.Schools = append(ds.Schools, attendance.Establishment{URN: attendance.URN(urn), Phase: attendance.Primary})
	}
	pub := disclosure.Publish(measure.Aggregate(ds, authority, nil), disclosure.Policy{Mode: disclosure.Open})
	here := disclosure.All(authority, period(t, "2024-25 autumn"), attendance.Primary)
	f, ok := FunnelOf(pub, here, "pa_10")
	if !ok || f.Mean != 20 || !near(f.Phi, 6.25, 1e-9) || f.Units != 10 {
		t.Errorf("got %+v, want a mean of 20 and phi of 6.25 over 10 schools", f)
	}
	if _, ok := FunnelOf(pub, here, "attendance"); ok {
		t.Error("sessions have a funnel")
	}
}
