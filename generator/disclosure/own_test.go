package disclosure

import (
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

// A head sees the own school in full and the others as everybody does.
func TestForReader(t *testing.T) {
	area := smallArea{clusters: []string{"A", "A", "A", "A"}, trusts: []string{"", "", "", ""}, pa: []register.Count{3, 4, 12, 20}, enrolments: []register.Count{60, 60, 60, 60},
		phases: []attendance.Phase{attendance.Primary, attendance.Primary, attendance.Primary, attendance.Primary}}
	public := Publish(area.cube(), Public)
	own := attendance.Place{Level: attendance.LevelSchool, Code: "100000"}
	other := attendance.Place{Level: attendance.LevelSchool, Code: "100001"}
	head := public.ForReader(own, Publish(area.cube(), Policy{Mode: Open}))
	if n, ok := head.Count(All(own, autumn, attendance.Primary), PA10).Num(); !ok || n != 3 {
		t.Errorf("the own school has %d, want 3", n)
	}
	if f := head.Count(All(other, autumn, attendance.Primary), PA10); f.Symbol() != Suppressed {
		t.Errorf("another school's count is %q", f.Symbol())
	}
	if f := public.Count(All(own, autumn, attendance.Primary), PA10); f.Symbol() != Suppressed {
		t.Errorf("everybody sees %q", f.Symbol())
	}
}
