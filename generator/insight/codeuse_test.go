package insight

import (
	"fmt"
	"reflect"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

// coded is primary schools that each missed 1,000 sessions, so many of them under
// code N (in tenths of a percent).
func coded(t *testing.T, sessions ...register.Count) *area {
	a := newArea()
	a.reasons = []attendance.Reason{{ID: "code_n", Code: "N", Category: attendance.Unauthorised}, {ID: "code_b", Code: "B", Category: attendance.Activity}}
	for i, n := range sessions {
		urn := attendance.URN(fmt.Sprint(100 + i))
		a.school(urn, attendance.Primary)
		c := counted(100, 20000, 1000)
		c.Reasons = []register.Count{n, 900}
		a.returns(period(t, "2024-25 autumn"), urn, c)
	}
	return a
}

// Twelve schools: by nearest rank the quartiles are the third, sixth and ninth: 12%,
// 15% and 18%. Three ranges of 6 points beyond them are -6% and 36%.
func TestCodeUse(t *testing.T) {
	p := period(t, "2024-25 autumn")
	rules := CodeUseRules{Fences: decimal("3"), LeastSessions: 200}
	got := CodeUse(coded(t, 100, 110, 120, 130, 140, 150, 160, 170, 180, 190, 360, 361).publish(), p, rules)
	if len(got) != 1 {
		t.Fatalf("got %d findings, want that of 36.1%% alone: 36%% is on the fence", len(got))
	}
	u := got[0]
	if u.URN != "111" || u.Phase != attendance.Primary || u.Reason.Code != "N" || u.Direction != +1 || u.Tenths != 361 ||
		u.Median != 150 || u.Low != -60 || u.High != 360 || u.Schools != 12 || u.Users != 12 {
		t.Errorf("got %+v", u)
	}
	// 88 to 96.5%, and one that never uses the code: quartiles 90, 93 and 95, fences 75 and 110.
	got = CodeUse(coded(t, 0, 880, 900, 905, 920, 930, 935, 940, 950, 955, 960, 965).publish(), p, rules)
	if len(got) != 1 || got[0].URN != "100" || got[0].Direction != -1 || got[0].Low != 750 {
		t.Errorf("got %+v, want the school that never uses it", got)
	}
	for name, a := range map[string]*area{
		"used by nobody else":     coded(t, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 500),
		"used by eight of twenty": coded(t, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 2, 2, 2, 3, 3, 40),
		"used by seven":           coded(t, 0, 10, 12, 14, 16, 18, 20, 900),
		"used by all alike":       coded(t, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 900),
	} {
		if got := CodeUse(a.publish(), p, rules); len(got) != 0 {
			t.Errorf("%s: %+v", name, got)
		}
	}
	little := coded(t, 100, 110, 120, 130, 140, 150, 160, 170, 180, 190, 200, 361)
	little.rows[11].Counts.Overall, little.rows[11].Counts.Reasons[0] = 199, 199
	if got := CodeUse(little.publish(), p, rules); len(got) != 0 {
		t.Errorf("a school that missed 199 sessions is judged: %+v", got)
	}
	unknown := coded(t, 100, 110, 120, 130, 140, 150, 160, 170, 180, 190, 200, 900)
	unknown.rows[11].Counts.Reasons[0] = register.Missing
	if got := CodeUse(unknown.publish(), p, rules); len(got) != 0 {
		t.Errorf("a school of which the code is not known is judged: %+v", got)
	}
}

func TestCodeUseProperties(t *testing.T) {
	p := period(t, "2024-25 autumn")
	rules := CodeUseRules{Fences: decimal("1.5"), LeastSessions: 200}
	a := coded(t, 5, 110, 120, 130, 140, 150, 160, 170, 180, 190, 700, 900, 700)
	want := CodeUse(a.publish(), p, rules)
	if len(want) != 4 || want[0].URN != "111" || want[1].URN != "110" || want[2].URN != "112" {
		t.Fatalf("got %+v", want)
	}
	if got := CodeUse(a.shuffled(2).publish(), p, rules); !reflect.DeepEqual(got, want) {
		t.Error("the order of the input matters")
	}
	for i, u := range CodeUse(a.scaled("111", 6).publish(), p, rules) {
		if u.URN != want[i].URN || u.Tenths != want[i].Tenths || u.High != want[i].High {
			t.Error("the size of a school matters")
		}
	}
}
