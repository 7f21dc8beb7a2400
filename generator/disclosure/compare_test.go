package disclosure

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"rollcall/generator/register"
)

// in gives the area as another world has it.
func (a smallArea) in(changes []Change) smallArea {
	a.pa = slices.Clone(a.pa)
	for i := range a.pa {
		for _, c := range changes {
			if c.Place.Code == fmt.Sprint(100000+i) && c.Column == PA10 {
				a.pa[i] += c.By
			}
		}
	}
	return a
}

// A world that is like the truth hides the same for itself, has the same published
// numbers, and is the same for the same seed. What is compared with itself is the same.
func TestLikeWorld(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 3))
	changed, depends, marks := 0, 0, 0
	for seed := range uint64(300) {
		policy := Public
		if seed%2 == 0 {
			policy = Policy{Edition: "public", Mode: Exact, Threshold: 5, MinBase: 20, Width: 5, Schools: 3}
		}
		area := randomArea(rng)
		truth := area.cube()
		first := Publish(truth, policy).Pattern()
		changes := LikeWorld(area.cube(), policy, first, seed)
		other := area.in(changes)
		if again := area.in(LikeWorld(area.cube(), policy, first, seed)); !slices.Equal(again.pa, other.pa) {
			t.Fatalf("seed %d gives %v and %v", seed, other.pa, again.pa)
		}
		pinned := other.cube()
		PublishAs(pinned, policy, first)
		for i := range area.pa {
			if was, is := published(truth, i), published(pinned, i); was != is {
				t.Errorf("seed %d: school %d shows %d, and %d in the other world", seed, i, was, is)
			}
			if small := policy.small(area.pa[i]); small != policy.small(other.pa[i]) {
				t.Errorf("seed %d: school %d crosses the threshold from %d to %d", seed, i, area.pa[i], other.pa[i])
			}
		}
		if d := Compare(area.cube(), area.cube(), policy, first, first); d.Primary+d.Others != 0 {
			t.Errorf("seed %d: the same worlds differ: %+v", seed, d)
		}
		second := Publish(other.cube(), policy).Pattern()
		d := Compare(area.cube(), other.cube(), policy, first, second)
		if d.Primary != 0 {
			t.Errorf("seed %d: %+v", seed, d)
		}
		changed, depends, marks = changed+len(changes), depends+d.Others, marks+d.Marks
	}
	t.Logf("%d counts changed; %d of %d marks depend on them", changed, depends, marks)
	if changed < 300 {
		t.Errorf("only %d counts were changed", changed)
	}
}

// Each rule that is switched off shows more of a number by itself, or as much.
func TestRulesSwitchedOff(t *testing.T) {
	p := Policy{Mode: Exact, Threshold: 5, MinBase: 20, Width: 5, Schools: 3}
	for _, c := range []struct {
		rule Rules
		n    register.Count
		hid  bool
	}{{0, 0, true}, {Zeros, 0, false}, {Zeros, 3, true}, {Sums, 0, true}} {
		if p.Without = c.rule; p.small(c.n) != c.hid {
			t.Errorf("without %d, %d is hidden: %v", c.rule, c.n, !c.hid)
		}
	}
	if p.Without = Complements; p.smallRest(3) {
		t.Error("a small rest is hidden without the rule")
	}
}
