package view

import (
	"testing"

	"rollcall/generator/attendance"
)

// The weeks of spring stand on its page; those since its end stand there too while it is
// the latest, and not on a page of an earlier period. Week 2 is of autumn.
func TestWeeksOfAPeriod(t *testing.T) {
	b := book(t,
		row(t, school("100001"), attendance.Primary, "2024-25 autumn", 100, 500), row(t, school("100001"), attendance.Primary, "2024-25 W02", 100, 500),
		row(t, school("100001"), attendance.Primary, "2024-25 W03", 100, 400),
		row(t, school("100001"), attendance.Primary, "2024-25 spring", 100, 600), row(t, school("100001"), attendance.Primary, "2024-25 W20", 100, 700),
		row(t, school("100001"), attendance.Primary, "2024-25 W21", 100, 300), row(t, school("100001"), attendance.Primary, "2024-25 W34", 100, 900))
	for over, want := range map[string]int{"2024-25 autumn": 2, "2024-25 spring": 3} {
		if got := b.weeks(school("100001"), period(t, over)); len(got) != want {
			t.Errorf("%s: %v", over, got)
		}
	}
	c := b.weekly(school("100001"), period(t, "2024-25 spring"))
	if c == nil || len(c.Series) != 2 || len(c.X) != 3 {
		t.Fatalf("%+v", c)
	}
	if v, ok := c.Series[0].Values[2].Number(); !ok || v != 91 { // 900 of 10,000 missed
		t.Errorf("the last week is %v", v)
	}
	if c.Scale.Min > 91 || c.Scale.Max < 97 {
		t.Errorf("the scale is %+v", c.Scale)
	}
}
