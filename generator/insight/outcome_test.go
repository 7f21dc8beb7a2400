package insight

import (
	"testing"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/plan"
	"rollcall/generator/register"
)

func dayOf(t testing.TB, s string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// doing makes the state of an action that is meant to move a measure, on a day.
func doing(t testing.TB, id, start, on string) plan.State {
	a := &plan.Action{ID: "A", Measure: id, Scope: harbour}
	if start != "" {
		a.Start = dayOf(t, start)
	}
	return plan.State{Action: a, Day: dayOf(t, on), Status: plan.OnTrack}
}

func outcomes(pub *disclosure.Publication, latest attendance.Period, versus attendance.Place) Outcomes {
	return Outcomes{Pub: pub, Latest: latest, Days: attendance.Period.Span, Versus: versus, Rules: rules}
}

// Eight steady years, 95.0 and 94.9 by turns, of which 94.684 to 95.216 is usual (see
// TestYearsAreJudgedByTheirValues); the ninth and later ones are given. The year before
// the action is 2008-09 at 94.9.
func TestOutcome(t *testing.T) {
	steady := []register.Count{500, 510, 500, 510, 500, 510, 500, 510}
	after := func(more ...register.Count) []register.Count { return append(steady[:8:8], more...) }
	for name, c := range map[string]struct {
		absences []register.Count
		measure  string
		start    string
		target   string
		want     Movement
		tenths   int64
		met      bool
	}{
		"moved the right way":           {after(478), "attendance", "2009-09-01", "", MovedRight, +3, false},
		"and misses its target":         {after(478), "attendance", "2009-09-01", "95.3", MovedRight, +3, false},
		"moved the wrong way":           {after(532), "attendance", "2009-09-01", "", MovedWrong, -2, false},
		"within what is usual":          {after(531), "attendance", "2009-09-01", "", NotMoved, -2, false},
		"usual, and meets its target":   {after(490), "attendance", "2009-09-01", "95.1", MovedRight, +2, true},
		"meets it without moving":       {after(510), "attendance", "2009-09-01", "94.9", NotMoved, 0, true},
		"its target met as printed":     {after(492), "attendance", "2009-09-01", "95.1", NotMoved, +2, false}, // 95.08 is printed 95.1
		"begun within the year":         {after(478), "attendance", "2009-10-01", "", TooEarly, 0, false},
		"moved in the first of two":     {after(478, 480), "attendance", "2009-09-01", "", MovedRight, +3, false},
		"moved, and came back":          {after(478, 510), "attendance", "2009-09-01", "", NotMoved, 0, false},
		"too few years":                 {[]register.Count{500, 510, 490}, "attendance", "2003-09-01", "", TooFewYet, +2, false},
		"too few, and meets its target": {[]register.Count{500, 510, 490}, "attendance", "2003-09-01", "95", MovedRight, +2, true},
		"too few, and did not move":     {[]register.Count{500, 510, 510}, "attendance", "2003-09-01", "95", NotMoved, 0, false},
		"nothing before":                {[]register.Count{478}, "attendance", "2001-09-01", "", NoFigures, 0, false},
		"no such figures":               {after(478), "late", "2009-09-01", "", NoFigures, 0, false},
		"no start anywhere":             {after(478), "attendance", "", "", NoFigures, 0, false},
		"words":                         {after(478), "Fewer families ask", "2009-09-01", "", NotMeasure, 0, false},
	} {
		pub, here := years(t, c.absences...)
		s := doing(t, c.measure, c.start, "2014-01-01")
		if c.target != "" {
			target, err := attendance.ParseDecimal(c.target)
			if err != nil {
				t.Fatal(err)
			}
			s.Action.TargetValue = plan.Amount{Number: target, Given: true}
		}
		got := outcomes(pub, here.Period, harbour).Of(&s, harbour, time.Time{})
		if got.Movement != c.want || got.Change.Tenths != c.tenths || got.Met != c.met {
			t.Errorf("%s: %s by %d tenths, met %v; want %s, %d, %v", name, got.Movement, got.Change.Tenths, got.Met, c.want, c.tenths, c.met)
		}
	}
}

// Figures of a period that had not ended do not count, and a strategy's last day takes
// its half-term with it: the year 2009-10 can last to 31 August.
func TestOutcomeOnItsDay(t *testing.T) {
	pub, here := years(t, 500, 510, 500, 510, 500, 510, 500, 510, 478)
	o := outcomes(pub, here.Period, harbour)
	s := doing(t, "attendance", "", "2010-07-31")
	if got := o.Of(&s, harbour, dayOf(t, "2009-09-01")); got.At.Period.String() != "2008-09" || got.Movement != TooEarly {
		t.Errorf("on 31 July the latest is %s: %s", got.At.Period, got.Movement)
	}
	s.Over = true
	if got := o.Of(&s, harbour, dayOf(t, "2009-09-01")); got.At.Period.String() != "2009-10" || got.Movement != MovedRight {
		t.Errorf("at the strategy's end it is %s: %s", got.At.Period, got.Movement)
	}
}

// Across the change from five half-terms to six the gap to England is judged: -0.1
// in 2011-12, and -0.8 in 2016-17, a signal.
func TestOutcomeAcrossTheBreak(t *testing.T) {
	pub, here := overBreak(t, 80)
	s := doing(t, "attendance", "2012-09-01", "2018-01-01")
	got := outcomes(pub, here.Period, england).Of(&s, harbour, time.Time{})
	if got.Movement != MovedWrong || !got.HasGap || got.Gap != -7 || got.Change.Refusal != OtherHalfTerms {
		t.Errorf("%+v", got)
	}
	if got := outcomes(pub, here.Period, harbour).Of(&s, harbour, time.Time{}); got.Movement != NoFigures {
		t.Errorf("with no other place it is %s", got.Movement)
	}
}

// Counts of the service's work stand side by side, like with like, unjudged.
func TestOutcomeOfACount(t *testing.T) {
	ds := &register.Dataset{Rows: []register.Row{row(t, harbour, "2025-26 spring", 500)},
		Schools: []attendance.Establishment{{URN: "1", Name: "Harbour", Phase: attendance.Primary}}}
	for p, n := range map[string]register.Count{"2023-24 spring": 8, "2024-25 autumn": 40, "2025-26 spring": 12, "2026-27 spring": 90} {
		ds.Tallies = append(ds.Tallies, register.Tally{Place: harbour, Period: period(t, p), Measure: "service.visit", Count: n, Of: register.Missing})
	}
	pub := disclosure.Publish(measure.Aggregate(ds, authority, nil), disclosure.Policy{Mode: disclosure.Open})
	s := doing(t, "service.visit", "2024-11-04", "2026-05-08")
	got := outcomes(pub, period(t, "2025-26 spring"), harbour).Of(&s, harbour, time.Time{})
	before, _ := got.Before.Num()
	now, _ := got.After.Num()
	if got.Movement != NotMeasure || before != 8 || now != 12 {
		t.Errorf("%s: %d, then %d", got.Movement, before, now)
	}
}

// A priority school whose attendance fell by a signal is listed unless a running
// action is about it; a phase, unless one is meant to move the measure.
func TestUnaddressed(t *testing.T) {
	pub, here := years(t, 500, 510, 500, 510, 500, 510, 500, 510, 600)
	o := outcomes(pub, here.Period, harbour)
	first := []PrioritySchool{{URN: "1", Phase: attendance.Primary, Priority: true}, {URN: "2", Phase: attendance.Primary, Priority: true}}
	scope := func(a *plan.Action) attendance.Place { return a.Scope }
	list := func(states ...plan.State) (schools, phases int) {
		for _, u := range o.Unaddressed([]string{"attendance", "pa_10"}, first, states, scope) {
			if u.At.Place == harbour {
				schools++
			} else {
				phases++
			}
		}
		return schools, phases
	}
	school := doing(t, "late", "", "2026-05-08")
	ended := school
	ended.Status = plan.Complete
	whole := doing(t, "attendance", "", "2026-05-08")
	whole.Action.Scope = authority
	for name, c := range map[string]struct {
		states          []plan.State
		schools, phases int
	}{
		"no action":          {nil, 1, 1}, // the authority is this one school, all of it primary
		"about the school":   {[]plan.State{school}, 0, 1},
		"that has ended":     {[]plan.State{ended}, 1, 1},
		"moving the measure": {[]plan.State{whole}, 1, 0},
	} {
		if schools, phases := list(c.states...); schools != c.schools || phases != c.phases {
			t.Errorf("%s: %d schools and %d phases, want %d and %d", name, schools, phases, c.schools, c.phases)
		}
	}
	first[0].Priority = false
	if schools, _ := list(); schools != 0 {
		t.Error("a school that does not come first is listed")
	}
}
