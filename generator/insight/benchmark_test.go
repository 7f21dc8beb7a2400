package insight

import (
	"fmt"
	"reflect"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/register"
)

// Eight schools over 8% and up to 16%, attending 91% to 98%. Nearest rank: the
// quartiles are the second, fourth and sixth: 92, 94 and 96. From the top, 98 and
// 97 are the first quarter, 96 and 95 the second.
func eight(t *testing.T) *area {
	a := newArea()
	for i := range 8 {
		urn := attendance.URN(fmt.Sprint(i + 1))
		percent := "16" // the upper end belongs to the group
		if i == 0 {
			percent = "8.1"
		}
		a.school(urn, attendance.Primary, fsm(percent))
		a.returns(period(t, "2024-25 autumn"), urn, counted(100, 1000, register.Count(90-10*i)))
	}
	return a
}

func TestBenchmarks(t *testing.T) {
	p := period(t, "2024-25 autumn")
	b := NewBenchmarks(eight(t).publish(), p, WelshBenchmarks())
	for i, quarter := range []int{4, 4, 3, 3, 2, 2, 1, 1} {
		got := b.Of(attendance.URN(fmt.Sprint(i + 1)))
		lower, _ := got.Lower.Tenths()
		median, _ := got.Median.Tenths()
		upper, _ := got.Upper.Tenths()
		if got.Refusal != Compared || got.Quarter != quarter || got.Group != 2 || got.Schools != 8 || lower != 920 || median != 940 || upper != 960 {
			t.Errorf("school %d: quarter %d of group %d of %d, quartiles %d %d %d, refusal %q", i+1, got.Quarter, got.Group, got.Schools, lower, median, upper, got.Refusal)
		}
		if got.Over != (attendance.Bound{End: attendance.Open, Percent: decimal("8")}) || got.UpTo != (attendance.Bound{End: attendance.Closed, Percent: decimal("16")}) {
			t.Errorf("school %d: over %v up to %v", i+1, got.Over, got.UpTo)
		}
	}
}

func TestBenchmarkGroups(t *testing.T) {
	cuts := WelshBenchmarks().Cuts[attendance.Primary]
	for share, want := range map[string]int{"0": 1, "8": 1, "8.01": 2, "16": 2, "24": 3, "24.0001": 4, "32": 4, "32.1": 5, "100": 5} {
		b := Benchmark{FSM: decimal(share)}
		b.place(cuts)
		if b.Group != want || (b.Over.End == attendance.Unbounded) != (want == 1) || (b.UpTo.End == attendance.Unbounded) != (want == 5) {
			t.Errorf("%s%% is in group %d, over %v up to %v, want %d", share, b.Group, b.Over, b.UpTo, want)
		}
	}
}

func TestBenchmarkRefusals(t *testing.T) {
	p := period(t, "2024-25 autumn")
	a := eight(t)
	a.policy = disclosure.Intranet
	a.schools[0].FSM = decimal("40")        // alone in its group
	a.schools[1].FSMKnown = false           // nothing is known
	a.rows[2].Counts.Enrolments = 5         // hidden
	a.schools[3].Phase = attendance.Special // no groups
	a.rows[3].Phase = attendance.Special
	b := NewBenchmarks(a.publish(), p, WelshBenchmarks())
	for urn, want := range map[attendance.URN]Refusal{"1": TooFewSchools, "2": NoFSM, "3": NotShown, "4": NoFSM, "5": Compared, "404": NotShown} {
		if got := b.Of(urn); got.Refusal != want || (got.Quarter == 0) != (want != Compared) {
			t.Errorf("school %s: refusal %q, quarter %d, want %q", urn, got.Refusal, got.Quarter, want)
		}
	}
}

// Schools of equal attendance share the better quarter.
func TestBenchmarkTies(t *testing.T) {
	a := eight(t)
	for i := range a.rows {
		a.rows[i].Counts.Overall = 50
	}
	a.rows[7].Counts.Overall = 60
	b := NewBenchmarks(a.publish(), period(t, "2024-25 autumn"), WelshBenchmarks())
	for i := range 7 {
		if got := b.Of(attendance.URN(fmt.Sprint(i + 1))); got.Quarter != 1 {
			t.Errorf("school %d of seven alike is in quarter %d", i+1, got.Quarter)
		}
	}
	if got := b.Of("8"); got.Quarter != 4 {
		t.Errorf("the last school is in quarter %d", got.Quarter)
	}
}

func TestBenchmarkProperties(t *testing.T) {
	p := period(t, "2024-25 autumn")
	a := town(t, 80)
	rules := WelshBenchmarks()
	want := NewBenchmarks(a.publish(), p, rules)
	if got := NewBenchmarks(a.shuffled(5).publish(), p, rules); !reflect.DeepEqual(got, want) {
		t.Error("the order of the input matters")
	}
	larger := NewBenchmarks(a.scaled("100003", 9).publish(), p, rules)
	for _, e := range a.schools {
		if x, y := want.Of(e.URN), larger.Of(e.URN); x.Quarter != y.Quarter || x.Group != y.Group {
			t.Errorf("%s: the size of a school matters", e.URN)
		}
	}
}
