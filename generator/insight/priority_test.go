package insight

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/plan"
	"rollcall/generator/register"
)

// caught writes the schools as URN:kinds, with a star for priority.
func caught(schools []PrioritySchool) string {
	var out []string
	for _, s := range schools {
		var kinds []string
		for _, f := range s.Flags {
			kinds = append(kinds, string(f.Rule.Kind))
		}
		star := ""
		if s.Priority {
			star = "*"
		}
		out = append(out, string(s.URN)+star+":"+strings.Join(kinds, ","))
	}
	return strings.Join(out, " ")
}

// pair is two primary schools of 10,000 possible sessions.
func pair(t *testing.T, missed map[string][2]register.Count) *area {
	a := newArea()
	a.school("1", attendance.Primary)
	a.school("2", attendance.Primary)
	for year, n := range missed {
		a.returns(period(t, year), "1", counted(100, 10000, n[0]))
		a.returns(period(t, year), "2", counted(100, 10000, n[1]))
	}
	return a
}

func rule(kind PriorityKind, id, line string) PriorityRules {
	return PriorityRules{Least: 1, Flags: []PriorityRule{{Kind: kind, Measure: id, Line: decimal(line), Years: 4, Weight: 1}}}
}

// A line decides by the exact figure: 92.96 and 93.00 are both printed as 93.0. Of
// the two schools together the phase is at 94.00 when they are at 95 and 93.
func TestPriorityLines(t *testing.T) {
	for name, c := range map[string]struct {
		missed [2]register.Count
		rules  PriorityRules
		want   string
		tenths int64
	}{
		"under the level":     {[2]register.Count{500, 704}, rule(ByLevel, "attendance", "93"), "2*:level", 0},
		"on the level":        {[2]register.Count{500, 700}, rule(ByLevel, "attendance", "93"), "", 0},
		"far under":           {[2]register.Count{500, 900}, rule(ByLevel, "attendance", "93"), "2*:level", -20},
		"absence over a line": {[2]register.Count{500, 701}, rule(ByLevel, "overall", "7"), "2*:level", 0},
		"absence on the line": {[2]register.Count{500, 700}, rule(ByLevel, "overall", "7"), "", 0},
		"the gap exactly":     {[2]register.Count{500, 700}, rule(ByGap, "attendance", "1"), "2*:gap", -10},
		"a hair less":         {[2]register.Count{500, 699}, rule(ByGap, "attendance", "1"), "", 0}, // 0.995
		"the gap of absence":  {[2]register.Count{500, 700}, rule(ByGap, "overall", "1"), "2*:gap", 10},
		"no such measure":     {[2]register.Count{500, 700}, rule(ByLevel, "presence", "99"), "", 0},
	} {
		got := Prioritise(pair(t, map[string][2]register.Count{"2024-25 autumn": c.missed}).publish(), period(t, "2024-25 autumn"), nil, c.rules)
		if caught(got) != c.want {
			t.Errorf("%s: %q, want %q", name, caught(got), c.want)
		} else if len(got) > 0 && got[0].Flags[0].Tenths != c.tenths {
			t.Errorf("%s: %d tenths, want %d", name, got[0].Flags[0].Tenths, c.tenths)
		}
	}
}

// The second school's gap goes 0, -0.4, -0.6, -1.0 over the break from five
// half-terms to six. Where both fall alike, neither gap moves.
func TestPriorityTrend(t *testing.T) {
	falling := map[string][2]register.Count{"2010-11 HT1-5": {500, 500}, "2011-12 HT1-5": {500, 580}, "2012-13": {500, 620}, "2013-14": {500, 700}}
	without := func(years ...string) map[string][2]register.Count {
		out := map[string][2]register.Count{"2009-10 HT1-5": {500, 500}, "2008-09 HT1-5": {500, 500}}
		for k, v := range falling {
			out[k] = v
		}
		for _, y := range years {
			delete(out, y)
		}
		return out
	}
	for name, c := range map[string]struct {
		missed map[string][2]register.Count
		line   string
		want   string
	}{
		"a fall of one point":    {falling, "1", "2*:trend"},
		"a line beyond it":       {falling, "1.01", ""},
		"a year passed over":     {without("2012-13"), "1", "2*:trend"},
		"two years passed over":  {without("2012-13", "2011-12 HT1-5"), "1", "2*:trend"},
		"three years are not":    {without("2012-13", "2011-12 HT1-5", "2010-11 HT1-5"), "1", ""},
		"no present figure":      {without("2013-14"), "0.1", ""},
		"too short":              {map[string][2]register.Count{"2012-13": {500, 500}, "2013-14": {500, 900}}, "1", ""},
		"everybody fell by more": {map[string][2]register.Count{"2010-11 HT1-5": {400, 500}, "2011-12 HT1-5": {500, 600}, "2012-13": {600, 700}, "2013-14": {700, 800}}, "0.1", ""},
	} {
		got := Prioritise(pair(t, c.missed).publish(), period(t, "2013-14"), nil, rule(ByTrend, "attendance", c.line))
		if caught(got) != c.want {
			t.Errorf("%s: %q, want %q", name, caught(got), c.want)
		}
	}
	f := Prioritise(pair(t, falling).publish(), period(t, "2013-14"), nil, rule(ByTrend, "attendance", "1"))[0].Flags[0]
	var gaps []int64
	for _, g := range f.Gaps {
		gaps = append(gaps, g.Tenths)
	}
	if fmt.Sprint(gaps) != "[0 -4 -6 -10]" || f.Tenths != -10 {
		t.Errorf("gaps %v, change %d", gaps, f.Tenths)
	}
}

// Twenty schools with 10 of 100 pupils persistently absent, one with 30, one with
// none: the phase is at 230/2200 = 10.45%, its limits at 3.09 * sqrt(.1045*.8955/100)
// = 9.45 points, 1.0 and 19.9. The one with none is outside, and better.
func TestPriorityLimits(t *testing.T) {
	a := newArea()
	p := period(t, "2024-25 autumn")
	for i := range 22 {
		c := counted(100, 10000, 500)
		c.PA10 = 10
		switch i {
		case 20:
			c.PA10 = 30
		case 21:
			c.PA10 = 0
		}
		urn := attendance.URN(fmt.Sprint(100 + i))
		a.school(urn, attendance.Secondary)
		a.returns(p, urn, c)
	}
	if got := Prioritise(a.publish(), p, nil, rule(ByLimits, "pa_10", "0")); caught(got) != "120*:limits" || got[0].Flags[0].Tenths != 195 {
		t.Errorf("got %q", caught(got))
	}
	if got := Prioritise(a.publish(), p, nil, rule(ByLimits, "attendance", "0")); len(got) != 0 {
		t.Errorf("sessions have no funnel: %q", caught(got))
	}
}

// Of fewer schools than over-dispersion can be measured from, none is called unusual by
// limits that were not widened for it: of seven special schools, one with 60 of 100 pupils.
func TestPriorityLimitsOfFewSchools(t *testing.T) {
	p := period(t, "2024-25 autumn")
	for schools, want := range map[int]string{7: "", 22: "100*:limits"} {
		a := newArea()
		for i := range schools {
			c := counted(100, 10000, 500)
			if c.PA10 = 10; i == 0 {
				c.PA10 = 60
			}
			urn := attendance.URN(fmt.Sprint(100 + i))
			a.school(urn, attendance.Special)
			a.returns(p, urn, c)
		}
		if got := caught(Prioritise(a.publish(), p, nil, rule(ByLimits, "pa_10", "0"))); got != want {
			t.Errorf("of %d schools: %q, want %q", schools, got, want)
		}
	}
}

// standing is four primary schools and a secondary one that every kind of rule finds
// something in.
func standing(t *testing.T) (*area, []plan.State, PriorityRules) {
	a := newArea()
	for i, urn := range []attendance.URN{"1", "2", "3", "4"} {
		a.school(urn, attendance.Primary)
		c := counted(100, 10000, []register.Count{500, 800, 800, 600}[i])
		c.Severe = []register.Count{0, 0, 4, 3}[i]
		a.returns(period(t, "2024-25 autumn"), urn, c)
		if urn != "1" {
			a.returns(period(t, "2024-25 spring"), urn, c)
		}
	}
	a.school("5", attendance.Secondary)
	a.returns(period(t, "2024-25 spring"), "5", counted(100, 10000, 800))
	states := []plan.State{
		{Action: &plan.Action{ID: "C9", Scope: schoolAt("4")}, Status: plan.Overdue},
		{Action: &plan.Action{ID: "C2", Scope: schoolAt("4")}, Status: plan.Overdue},
		{Action: &plan.Action{ID: "C3", Scope: schoolAt("5")}, Status: plan.Unreported},
		{Action: &plan.Action{ID: "C4"}, Status: plan.Overdue}, // of the whole authority
	}
	return a, states, PriorityRules{Least: 2, Flags: []PriorityRule{
		{Kind: ByLevel, Measure: "attendance", Phase: attendance.Primary, Line: decimal("93"), Weight: 1},
		{Kind: BySevere, Line: decimal("3"), Weight: 1},
		{Kind: ByMissing, Weight: 1},
		{Kind: ByOverdue, Weight: 2},
	}}
}

// School 3 has two flags of weight 1 and the larger gap, school 4 one of weight 2;
// school 2 one of weight 1 and a gap, school 1 one and no figure. School 5 is under
// the line of another phase.
func TestPrioritise(t *testing.T) {
	a, states, rules := standing(t)
	p := period(t, "2024-25 spring")
	got := Prioritise(a.publish(), p, states, rules)
	if want := "3*:level,severe 4*:overdue 2:level 1:missing"; caught(got) != want {
		t.Errorf("got %q, want %q", caught(got), want)
	}
	if actions := got[1].Flags[0].Actions; fmt.Sprint(actions) != "[C2 C9]" {
		t.Errorf("overdue: %v", actions)
	}
	if got[0].Weight != 2 || got[0].Gap.Tenths != -7 || got[3].Gap.Known() { // 92.0 less 92.7
		t.Errorf("got %+v", got)
	}
	if again := Prioritise(a.shuffled(8).publish(), p, states, rules); !reflect.DeepEqual(again, got) {
		t.Error("the order of the input matters")
	}
	if again := Prioritise(a.scaled("2", 3).publish(), p, states, rules); caught(again) != caught(got) {
		t.Errorf("the size of a school matters: %q", caught(again))
	}

	a.schools[0].Closed = time.Date(2025, time.January, 31, 0, 0, 0, 0, time.UTC)
	if got := Prioritise(a.publish(), p, states, rules); strings.Contains(caught(got), "missing") {
		t.Errorf("a school that closed is asked for its return: %q", caught(got))
	}
	a.policy = disclosure.Intranet // 4 of 100 severely absent pupils are hidden
	if got := Prioritise(a.publish(), p, states, rules); strings.Contains(caught(got), "severe") {
		t.Errorf("a hidden figure is judged: %q", caught(got))
	}
}
