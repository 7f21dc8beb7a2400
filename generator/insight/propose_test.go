package insight

import (
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/register"
)

// persistent adds how many of the enrolments are persistently absent.
func persistent(c register.Counts, n register.Count) register.Counts {
	c.PA10 = n
	return c
}

// Three autumns miss 600 and 500 of 10,000 sessions and 1,000 of 20,000: 2,100 of
// 40,000, a mean of 94.75 (the mean of the three rates would be 94.67). In the first
// two years 12 and 14 of 100 pupils are persistently absent, in the third 24 of 200:
// 50 of 400, 12.5%.
func history(t *testing.T) *area {
	a := newArea()
	a.school("1", attendance.Primary)
	a.returns(period(t, "2021-22 autumn"), "1", counted(100, 10000, 5000)) // too long ago
	a.returns(period(t, "2022-23 autumn"), "1", persistent(counted(100, 10000, 600), 12))
	a.returns(period(t, "2023-24 autumn"), "1", persistent(counted(100, 10000, 500), 14))
	a.returns(period(t, "2023-24 spring"), "1", counted(100, 10000, 5000)) // another part of the year
	a.returns(period(t, "2024-25 autumn"), "1", persistent(counted(200, 20000, 1000), 24))
	return a
}

func TestPropose(t *testing.T) {
	rules := TargetRules{Measure: "attendance", Years: 3, Ambition: decimal("0.3"), Share: decimal("0.5"), Floor: decimal("0"), Ceiling: decimal("98")}
	persistence := rules
	persistence.Measure = "pa_10"
	with := func(change func(*TargetRules)) TargetRules {
		r := rules
		change(&r)
		return r
	}
	for name, c := range map[string]struct {
		rules                        TargetRules
		num, den                     int64 // the benchmark
		mean, gap, lift, value, caps string
	}{
		"half of the gap":     {rules, 9555, 10000, "94.75", "0.8", "0.7", "95.5", ""}, // 94.75 + 0.3 + 0.4 = 95.45, half up
		"a worse benchmark":   {rules, 9000, 10000, "94.75", "0", "0.3", "95.1", ""},   // 95.05, half up
		"an equal benchmark":  {rules, 9475, 10000, "94.75", "0", "0.3", "95.1", ""},   //
		"above the ceiling":   {with(func(r *TargetRules) { r.Ceiling = decimal("95") }), 9555, 10000, "94.75", "0.8", "0.7", "95", "ceiling"},
		"under the floor":     {with(func(r *TargetRules) { r.Floor = decimal("96") }), 9555, 10000, "94.75", "0.8", "0.7", "96", "floor"},
		"one year":            {with(func(r *TargetRules) { r.Years = 1 }), 9500, 10000, "95", "0", "0.3", "95.3", ""},
		"persistent absence":  {persistence, 100, 1000, "12.5", "2.5", "1.55", "11", ""},                                                      // 12.5 - 0.3 - 1.25 = 10.95
		"and a worse measure": {persistence, 200, 1000, "12.5", "0", "0.3", "12", "latest"},                                                   // 12.2 would be worse than the 24 of 200 of the latest year
		"ahead of the rule":   {with(func(r *TargetRules) { r.Ambition = decimal("0.1") }), 9000, 10000, "94.75", "0", "0.1", "95", "latest"}, // 94.85 would be worse than the latest 95
	} {
		got := Propose(history(t).publish(), "1", period(t, "2025-26 autumn"), c.rules, Pool{Num: c.num, Den: c.den})
		if got.Refusal != Compared || got.Mean.String() != c.mean || got.Gap.String() != c.gap || got.Lift.String() != c.lift ||
			got.Value.String() != c.value || string(got.Capped) != c.caps || got.Phase != attendance.Primary {
			t.Errorf("%s: mean %s, gap %s, lift %s, value %s %q, refusal %q", name, got.Mean, got.Gap, got.Lift, got.Value, got.Capped, got.Refusal)
		}
		if c.rules.Years == 3 && len(got.Previous.Figures) != 3 {
			t.Errorf("%s: of %d figures", name, len(got.Previous.Figures))
		}
	}
	pub := history(t).publish()
	for name, got := range map[string]Proposal{
		"no previous figure": Propose(pub, "1", period(t, "2025-26 summer"), rules, Pool{Num: 95, Den: 100}),
		"no benchmark":       Propose(pub, "1", period(t, "2025-26 autumn"), rules, Pool{}),
		"no such school":     Propose(pub, "2", period(t, "2025-26 autumn"), rules, Pool{Num: 95, Den: 100}),
		"no such measure":    Propose(pub, "1", period(t, "2025-26 autumn"), TargetRules{Measure: "presence", Years: 3}, Pool{Num: 95, Den: 100}),
	} {
		if got.Refusal != NotShown || got.Value != (attendance.Decimal{}) {
			t.Errorf("%s: refusal %q, value %s", name, got.Refusal, got.Value)
		}
	}
	// Counts four times as large leave the target as it is.
	a, b := Propose(pub, "1", period(t, "2025-26 autumn"), rules, Pool{Num: 9555, Den: 10000}),
		Propose(history(t).scaled("1", 4).publish(), "1", period(t, "2025-26 autumn"), rules, Pool{Num: 9555, Den: 10000})
	if a.Value != b.Value || a.Mean != b.Mean {
		t.Errorf("the size of a school matters: %s and %s", a.Value, b.Value)
	}
}

func TestRollUp(t *testing.T) {
	p := period(t, "2024-25 autumn")
	a := newArea()
	a.policy = disclosure.Intranet
	a.school("1", attendance.Primary, cluster("North"))
	a.school("2", attendance.Primary)
	a.school("3", attendance.Primary, cluster("North"))
	a.school("4", attendance.Secondary)
	a.school("5", attendance.Primary)
	a.returns(p, "1", counted(300, 10000, 500))
	a.returns(p, "2", counted(100, 30000, 500))
	a.returns(p, "3", counted(100, 20000, 500))
	a.returns(p, "4", counted(100, 40000, 500))
	a.returns(p, "5", counted(4, 90000, 500)) // its weight is hidden
	targets := map[attendance.URN]attendance.Decimal{"1": decimal("95"), "2": decimal("93"), "4": decimal("91.25"), "5": decimal("50")}
	north := attendance.Place{Level: attendance.LevelCluster, Code: "north"}
	for name, c := range map[string]struct {
		place       attendance.Place
		phase       attendance.Phase
		id          string
		value       string
		schools, of int
	}{
		"a phase":       {authority, attendance.Primary, "attendance", "93.5", 2, 4}, // (1*95 + 3*93) / 4
		"the authority": {authority, attendance.Total, "attendance", "92.4", 3, 5},   // (1*95 + 3*93 + 4*91.25) / 8 = 92.375
		"a cluster":     {north, attendance.Total, "attendance", "95", 1, 2},         //
		"of pupils":     {authority, attendance.Primary, "pa_10", "94.5", 2, 4},      // (3*95 + 1*93) / 4
	} {
		pub := a.publish()
		got, ok := RollUp(pub, c.place, c.phase, p, c.id, targets)
		again, _ := RollUp(a.shuffled(6).publish(), c.place, c.phase, p, c.id, targets)
		if !ok || got.Value.String() != c.value || got.Schools != c.schools || got.Of != c.of || again != got {
			t.Errorf("%s: %s of %d of %d, want %s of %d of %d", name, got.Value, got.Schools, got.Of, c.value, c.schools, c.of)
		}
	}
	if got, ok := RollUp(a.publish(), authority, attendance.Special, p, "attendance", targets); ok {
		t.Errorf("no school rolls up to %s", got.Value)
	}
}
