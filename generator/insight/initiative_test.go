package insight

import (
	"fmt"
	"reflect"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

// trial is eight primary schools of 100 to 800 pupils in two autumns. Schools 1 to 3
// take part: they miss 600 of 10,000 sessions each and then 500, 500 and 440. The
// others miss 600 and then 570.
func trial(t *testing.T) (*area, []attendance.URN) {
	a := newArea()
	now := map[attendance.URN]register.Count{"1": 500, "2": 500, "3": 440}
	for i := range 8 {
		urn := attendance.URN(fmt.Sprint(i + 1))
		a.school(urn, attendance.Primary)
		missed, takes := now[urn]
		if !takes {
			missed = 570
		}
		a.returns(period(t, "2023-24 autumn"), urn, counted(register.Count(100*(i+1)), 10000, 600))
		a.returns(period(t, "2024-25 autumn"), urn, counted(register.Count(100*(i+1)), 10000, missed))
	}
	return a, []attendance.URN{"3", "1", "2", "1"}
}

// Taking part: 94.0 before, 1 - 1440/30000 = 95.2 after, 1.2 points. The others: 94.0
// and 94.3, 0.3 points. The difference is 0.9.
func TestEffects(t *testing.T) {
	a, taking := trial(t)
	rules := SimilarRules{Count: 3, Weights: map[string]attendance.Decimal{BySize: decimal("1")}}
	from, to := period(t, "2024-25 autumn"), period(t, "2024-25 autumn")
	got := Effects(a.publish(), taking, from, to, rules)
	if len(got) != 1 {
		t.Fatalf("got %d phases, want one", len(got))
	}
	e := got[0]
	if e.Refusal != Compared || e.Phase != attendance.Primary || e.Tenths != 9 || e.Taking.Tenths() != 12 || e.Others.Tenths() != 3 ||
		e.Before != period(t, "2023-24 autumn") || fmt.Sprint(e.Taking.Schools) != "[1 2 3]" || fmt.Sprint(e.Others.Schools) != "[4 5 6]" {
		t.Errorf("got %+v", e)
	}
	if e.Taking.Before.Num != 28200 || e.Others.After.Den != 30000 {
		t.Errorf("%d sessions before, of %d after", e.Taking.Before.Num, e.Others.After.Den)
	}
	if again := Effects(a.shuffled(9).publish(), []attendance.URN{"1", "2", "3"}, from, to, rules); !reflect.DeepEqual(again, got) {
		t.Error("the order of the input matters")
	}
	// A school without both periods is on neither side; the next one takes its place.
	a.rows = append(a.rows[:7:7], a.rows[8:]...) // school 4 in the later autumn
	e = Effects(a.publish(), taking, from, to, rules)[0]
	if fmt.Sprint(e.Others.Schools) != "[5 6 7]" {
		t.Errorf("set beside %v", e.Others.Schools)
	}
}

func TestEffectRefusals(t *testing.T) {
	a, taking := trial(t)
	rules := SimilarRules{Count: 3, Weights: map[string]attendance.Decimal{BySize: decimal("1")}}
	autumn := period(t, "2024-25 autumn")
	for name, c := range map[string]struct {
		taking   []attendance.URN
		from, to string
		rules    SimilarRules
		want     Refusal
	}{
		"two take part":               {taking[:2], "2024-25 autumn", "2024-25 autumn", rules, TooFewSchools},
		"nothing to be alike in":      {taking, "2024-25 autumn", "2024-25 autumn", SimilarRules{Count: 3}, TooFewSchools},
		"another part of the year":    {taking, "2024-25 autumn", "2024-25 spring", rules, OtherPeriod},
		"over before it began":        {taking, "2024-25 autumn", "2023-24 autumn", rules, OtherPeriod},
		"five half-terms against six": {taking, "2012-13 HT1-5", "2013-14", rules, OtherHalfTerms},
	} {
		got := Effects(a.publish(), c.taking, period(t, c.from), period(t, c.to), c.rules)
		if len(got) != 1 || got[0].Refusal != c.want || got[0].Tenths != 0 {
			t.Errorf("%s: %+v, want refusal %q", name, got, c.want)
		}
	}
	if got := Effects(a.publish(), []attendance.URN{"404"}, autumn, autumn, rules); len(got) != 0 {
		t.Errorf("a school that is not there: %+v", got)
	}
}
