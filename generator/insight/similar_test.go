package insight

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/register"
)

var bySizeAndFSM = SimilarRules{Count: 10, Weights: map[string]attendance.Decimal{BySize: decimal("1"), ByFSM: decimal("1")}}

// four are primary schools of 100, 200, 400 and 800 pupils: their logarithms are 0,
// 1, 2 and 3 doublings apart, with a standard deviation of sqrt(1.25) doublings. Two
// have 10% of pupils on free school meals, two have 20%: the deviation is 5.
func four(t *testing.T) *area {
	a := newArea()
	p := period(t, "2024-25 autumn")
	for i, percent := range []string{"10", "10", "20", "20"} {
		urn := attendance.URN(rune('1' + i))
		a.school(urn, attendance.Primary, fsm(percent))
		a.returns(p, urn, counted(100<<i, 1000, 50))
	}
	a.school("9", attendance.Secondary, fsm("10"))
	a.returns(p, "9", counted(100, 1000, 50))
	return a
}

// Of school 1: school 2 is one doubling off, d*d = 1/1.25 = 0.8, and 0: sqrt(0.8/2).
// School 3: 4/1.25 = 3.2 and 2*2 = 4: sqrt(7.2/2). School 4: 7.2 and 4: sqrt(11.2/2).
func TestSimilar(t *testing.T) {
	p := period(t, "2024-25 autumn")
	for name, c := range map[string]struct {
		rules  SimilarRules
		change func(*area)
		want   string
	}{
		"size and meals alike": {bySizeAndFSM, nil, "2:0.632 3:1.897 4:2.366"},
		"size thrice":          {SimilarRules{Count: 2, Weights: map[string]attendance.Decimal{BySize: decimal("3"), ByFSM: decimal("1")}}, nil, "2:0.775 3:1.844"}, // 2.4/4; 13.6/4
		"a weight of nothing":  {SimilarRules{Count: 3, Weights: map[string]attendance.Decimal{BySize: decimal("1"), ByFSM: decimal("0")}}, nil, "2:0.894 3:1.789 4:2.683"},
		"no weights":           {SimilarRules{Count: 3}, nil, ""},
		"none wanted":          {SimilarRules{Weights: bySizeAndFSM.Weights}, nil, ""},
		"a dimension of one school": {bySizeAndFSM, func(a *area) { // only size is left to compare by
			for i := range a.schools[1:4] {
				a.schools[1+i].FSMKnown = false
			}
		}, "2:0.894 3:1.789 4:2.683"},
		"all alike in one": {bySizeAndFSM, func(a *area) {
			for i := range a.schools {
				a.schools[i].FSM = decimal("0.1")
			}
		}, "2:0.894 3:1.789 4:2.683"},
		"local first": {SimilarRules{Count: 2, Local: true, Weights: bySizeAndFSM.Weights}, func(a *area) {
			cluster("North")(&a.schools[0])
			cluster("North")(&a.schools[3])
		}, "4:2.366 2:0.632"},
		"a column of its own": {SimilarRules{Count: 3, Weights: map[string]attendance.Decimal{"eal_percent": decimal("1")}}, func(a *area) {
			for i, v := range []string{"0", "30", "30"} { // deviation sqrt(200) = 14.142; school 4 is not known
				a.schools[i].Shares = map[string]attendance.Decimal{"eal_percent": decimal(v)}
			}
		}, "2:2.121 3:2.121"},
		"the roll where nothing was returned": {bySizeAndFSM, func(a *area) {
			a.rows[1].Counts.Enrolments = register.Missing
			a.schools[1].Roll = 200
		}, "2:0.632 3:1.897 4:2.366"},
		"nothing to be compared by": {SimilarRules{Count: 3, Weights: map[string]attendance.Decimal{"eal_percent": decimal("1")}}, nil, ""},
	} {
		a := four(t)
		if c.change != nil {
			c.change(a)
		}
		if got := listed(NewSimilar(a.publish(), p, c.rules).Of("1")); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	s := NewSimilar(four(t).publish(), p, bySizeAndFSM)
	if got := s.Of("9"); len(got) != 0 {
		t.Errorf("the only secondary school is like %s", listed(got))
	}
	if got := s.Of("404"); len(got) != 0 {
		t.Errorf("no school is like %s", listed(got))
	}
	if got := NewSimilar(four(t).publish(), period(t, "2024-25 spring"), bySizeAndFSM).Of("1"); len(got) != 0 {
		t.Errorf("a school without figures is like %s", listed(got))
	}
}

func listed(neighbours []Neighbour) string {
	out := ""
	for i, n := range neighbours {
		if i > 0 {
			out += " "
		}
		out += fmt.Sprintf("%s:%.3f", n.URN, n.Distance)
	}
	return out
}

func TestTraits(t *testing.T) {
	n := NewSimilar(four(t).publish(), period(t, "2024-25 autumn"), bySizeAndFSM).Of("4")[0] // school 3
	size, meals := n.Traits[0], n.Traits[1]
	here, _ := size.Here.Enrolments.Num()
	there, _ := size.There.Enrolments.Num()
	if size.Dimension != BySize || here != 800 || there != 400 || !about(size.Deviations, -0.894427) {
		t.Errorf("in size: %+v", size)
	}
	if meals.Dimension != ByFSM || meals.Here.Number.String() != "20" || meals.Deviations != 0 {
		t.Errorf("in free school meals: %+v", meals)
	}
}

// The roll is not a way round a hidden count.
func TestHiddenSizeIsNotTheRoll(t *testing.T) {
	a := four(t)
	a.policy = disclosure.Intranet
	a.rows[1].Counts.Enrolments, a.schools[1].Roll, a.schools[1].FSMKnown = 4, 200, false
	for _, n := range NewSimilar(a.publish(), period(t, "2024-25 autumn"), bySizeAndFSM).Of("1") {
		if n.URN == "2" {
			t.Errorf("a school of hidden size is %.3f away", n.Distance)
		}
	}
}

// town is schools of random size and free school meals, some unknown, in clusters.
func town(t testing.TB, schools int) *area {
	a := newArea()
	rng := rand.New(rand.NewPCG(7, 7))
	p := period(t, "2024-25 autumn")
	for i := range schools {
		urn := attendance.URN(fmt.Sprint(100000 + i))
		phase := attendance.Primary
		if i%5 == 0 {
			phase = attendance.Secondary
		}
		a.school(urn, phase, cluster(fmt.Sprint("C", i%12)), func(e *attendance.Establishment) {
			if rng.IntN(10) > 0 {
				fsm(fmt.Sprintf("%.1f", 60*rng.Float64()))(e)
			}
		})
		n := register.Count(40 + rng.IntN(1000))
		a.returns(p, urn, counted(n, n*100, n*register.Count(3+rng.IntN(6))))
	}
	return a
}

func TestSimilarProperties(t *testing.T) {
	p := period(t, "2024-25 autumn")
	a := town(t, 120)
	rules := SimilarRules{Count: 12, Local: true, Weights: bySizeAndFSM.Weights}
	first, again := NewSimilar(a.publish(), p, rules), NewSimilar(a.shuffled(3).publish(), p, rules)
	byMeals := SimilarRules{Count: 12, Weights: map[string]attendance.Decimal{ByFSM: decimal("1")}}
	meals, larger := NewSimilar(a.publish(), p, byMeals), NewSimilar(a.scaled("100003", 7).publish(), p, byMeals)
	for _, e := range a.schools {
		near := first.Of(e.URN)
		if !reflect.DeepEqual(near, again.Of(e.URN)) {
			t.Fatalf("%s: the order of the input matters", e.URN)
		}
		if !reflect.DeepEqual(meals.Of(e.URN), larger.Of(e.URN)) {
			t.Fatalf("%s: the size of a school matters to free school meals", e.URN)
		}
		for i, n := range near {
			if n.URN == e.URN {
				t.Fatalf("%s is like itself", e.URN)
			}
			if i > 0 && (near[i-1].Local == n.Local && near[i-1].Distance > n.Distance || n.Local && !near[i-1].Local) {
				t.Fatalf("%s: out of order: %s", e.URN, listed(near))
			}
		}
	}
}

func BenchmarkSimilar(b *testing.B) {
	a := town(b, 450)
	pub, p := a.publish(), period(b, "2024-25 autumn")
	for b.Loop() {
		s := NewSimilar(pub, p, bySizeAndFSM)
		for _, e := range a.schools {
			s.Of(e.URN)
		}
	}
}
