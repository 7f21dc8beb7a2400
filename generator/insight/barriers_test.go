package insight

import (
	"fmt"
	"math/big"
	"math/bits"
	"reflect"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

func TestSignTest(t *testing.T) {
	for _, c := range []struct {
		rose, fell int
		num, den   int64
	}{
		{10, 0, 2, 1024},   // 2 * 1 / 2^10
		{9, 0, 2, 512},     // one in 256: too likely
		{9, 1, 22, 1024},   // 2 * (1 + 10)
		{13, 1, 30, 16384}, // 2 * (1 + 14)
		{1, 13, 30, 16384}, // either way
		{4, 3, 1, 1},       // 2 * 64 / 128
		{5, 5, 1, 1}, {0, 0, 1, 1},
	} {
		if got := signTest(c.rose, c.fell); got.Cmp(big.NewRat(c.num, c.den)) != 0 {
			t.Errorf("%d rose, %d fell: %v, want %d/%d", c.rose, c.fell, got, c.num, c.den)
		}
	}
	// By counting: of all ways in which n coins can fall.
	for n := range 13 {
		for rose := range n + 1 {
			ways := int64(0)
			for coins := range 1 << n {
				if heads := bits.OnesCount(uint(coins)); max(heads, n-heads) >= max(rose, n-rose) {
					ways++
				}
			}
			if got := signTest(rose, n-rose); got.Cmp(big.NewRat(ways, 1<<n)) != 0 {
				t.Errorf("%d of %d: %v, want %d of %d", rose, n, got, ways, 1<<n)
			}
		}
	}
	if got, _ := signTest(700, 300).Float64(); got <= 0 || got > 1e-30 {
		t.Errorf("700 of 1000: %g", got)
	}
}

// moved is schools with one reason in two years: sessions of 1,000 possible.
func moved(t *testing.T, phase attendance.Phase, first int, then, now []register.Count) *area {
	a := newArea()
	a.reasons = []attendance.Reason{{ID: "code_h", Code: "H", Category: attendance.Authorised}}
	for i := range then {
		urn := attendance.URN(fmt.Sprint(first + i))
		a.school(urn, phase)
		for year, n := range map[string]register.Count{"2023-24 autumn": then[i], "2024-25 autumn": now[i]} {
			c := counted(100, 1000, 100)
			c.Reasons = []register.Count{n}
			a.returns(period(t, year), urn, c)
		}
	}
	return a
}

func times(n int, c register.Count) []register.Count {
	out := make([]register.Count, n)
	for i := range out {
		out[i] = c
	}
	return out
}

func TestBarriers(t *testing.T) {
	p := period(t, "2024-25 autumn")
	rules := BarrierRules{LeastSchools: 8}
	// Ten primary schools rise from 10 to 20 sessions; four secondary ones do not change.
	a := moved(t, attendance.Primary, 100, times(10, 10), times(10, 20))
	b := moved(t, attendance.Secondary, 200, times(4, 30), times(4, 30))
	a.schools, a.rows = append(a.schools, b.schools...), append(a.rows, b.rows...)
	got := Barriers(a.publish(), p, rules)
	if len(got) != 2 || got[0].Phase != attendance.Total || got[1].Phase != attendance.Primary {
		t.Fatalf("got %+v, want all phases and primary", got)
	}
	all := got[0]
	from, _ := all.Change.From.Tenths()
	to, _ := all.Change.To.Tenths()
	// (10*10 + 4*30) / 14,000 = 1.57%; (10*20 + 4*30) / 14,000 = 2.29%
	if all.Rose != 10 || all.Fell != 0 || all.Alike != 4 || all.Compared() != 14 || all.Chance != 2.0/1024 || from != 16 || to != 23 || all.Change.Tenths != 7 {
		t.Errorf("got %+v from %d to %d", all, from, to)
	}
	for name, quiet := range map[string]*area{
		"nine of nine": moved(t, attendance.Primary, 100, times(9, 10), times(9, 20)),
		"falling":      moved(t, attendance.Primary, 100, times(12, 20), times(12, 10)),
		"nine of ten":  moved(t, attendance.Primary, 100, append(times(9, 10), 20), append(times(9, 20), 10)),
		// 14 rise and one falls, chance 2 * 16 / 2^15; and the area's rate falls
		"outweighed by one": moved(t, attendance.Primary, 100, append(times(14, 10), 900), append(times(14, 11), 100)),
		"one year alone":    moved(t, attendance.Primary, 100, times(12, register.Missing), times(12, 20)),
		"nothing anywhere":  moved(t, attendance.Primary, 100, times(12, 0), times(12, 0)),
	} {
		if got := Barriers(quiet.publish(), p, rules); len(got) != 0 {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if got := Barriers(a.publish(), p, BarrierRules{LeastSchools: 11}); len(got) != 1 || got[0].Phase != attendance.Total {
		t.Errorf("ten schools where eleven are asked for: %+v", got)
	}
	if again := Barriers(a.shuffled(4).publish(), p, rules); !reflect.DeepEqual(again, got) {
		t.Error("the order of the input matters")
	}
	for i, x := range Barriers(a.scaled("100", 30).publish(), p, rules) {
		if x.Rose != got[i].Rose || x.Chance != got[i].Chance {
			t.Error("the size of a school matters")
		}
	}
}
