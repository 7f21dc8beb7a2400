package config

import (
	"reflect"
	"strings"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

func TestRules(t *testing.T) {
	site, ok, problems := loadText(least + `
codes: ../codes.csv
pupils:
  cross: [[ethnicity, sex], [fsm, sen_support]]
rules:
  late_days: 5
  priority:
    least: 3
    flags:
      - {rule: level, measure: attendance, phase: Special, line: 89.95, weight: 2}
      - {rule: trend, measure: pa_10, line: 2, years: 3}
      - {rule: severe, line: 2.5}
      - rule: overdue
  similar:
    count: 6
    local: true
    weights: {size: 0, fsm: 2, eal_percent: 0.5}
  targets: {measure: pa_10, years: 2, benchmark: phase, ambition: 0, share: 1, floor: 1.5, ceiling: 20}
  code_use: {fences: 1.5, least_sessions: 50}
  barriers: {least_schools: 5}
  benchmarks: {primary: [8, 16.5], verified: true}
  penalty_notice: {sessions: 8, weeks: 6, notices: 3, years: 2}
`)
	if !ok {
		t.Fatal(problems)
	}
	at := func(line, col int) diag.Pos { return diag.Pos{File: "site.yaml", Line: line, Col: col} }
	decimal := func(s string) attendance.Decimal {
		d, err := attendance.ParseDecimal(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	want := defaultRules()
	want.LateDays = 5
	want.Priority = Priority{3, []Flag{
		{FlagLevel, "attendance", attendance.Special, decimal("89.95"), 0, 2, at(15, 9)},
		{FlagTrend, "pa_10", attendance.Total, decimal("2"), 3, 1, at(16, 9)},
		{FlagSevere, "", attendance.Total, decimal("2.5"), 0, 1, at(17, 9)},
		{FlagOverdue, "", attendance.Total, attendance.Decimal{}, 0, 1, at(18, 9)},
	}}
	want.Similar = Similar{6, true, []Weight{{"size", decimal("0"), at(22, 15)}, {"fsm", decimal("2"), at(22, 24)}, {"eal_percent", decimal("0.5"), at(22, 32)}}}
	want.Targets = TargetRule{"pa_10", 2, BenchmarkPhase, decimal("0"), decimal("1"), decimal("1.5"), decimal("20"), at(23, 22)}
	want.CodeUse = CodeUse{decimal("1.5"), 50}
	want.Barriers = Barriers{5}
	want.Benchmarks = Benchmarks{Cuts: map[attendance.Phase][]attendance.Decimal{attendance.Primary: {decimal("8"), decimal("16.5")}}, Verified: true}
	want.Notices = PenaltyNotices{Sessions: 8, Weeks: 6, Notices: 3, Years: 2}
	if !reflect.DeepEqual(site.Rules, want) {
		t.Errorf("got  %+v\nwant %+v", site.Rules, want)
	}
	if site.Codes.Path != "../codes.csv" || !reflect.DeepEqual(site.Pupils.Cross, [][2]string{{"ethnicity", "sex"}, {"fsm", "sen_support"}}) {
		t.Errorf("%+v %+v", site.Codes, site.Pupils)
	}
}

// Every default would be accepted if it stood in the file.
func TestDefaultRules(t *testing.T) {
	d := defaultRules()
	for _, f := range d.Priority.Flags {
		given := map[string]bool{"measure": f.Measure != "", "line": f.Line.Unscaled != 0, "years": f.Years != 0}
		for _, key := range flagKeys[f.Rule] {
			if !given[key] {
				t.Errorf("%s has no %s", f.Rule, key)
			}
			delete(given, key)
		}
		for key, is := range given {
			if is {
				t.Errorf("%s does not use %s", f.Rule, key)
			}
		}
	}
	if len(d.Priority.Flags) != 10 || d.Priority.Least != 3 || d.Targets.Ambition.String() != "0.3" || d.Targets.Share.String() != "0.5" {
		t.Errorf("%+v", d)
	}
}

func TestRuleProblems(t *testing.T) {
	flag := func(s string) string { return "rules: {priority: {flags: [{" + s + "}]}}\n" }
	for name, c := range map[string]struct{ text, want string }{
		"codes":            {"codes: /etc/codes.csv\n", "site.yaml:6:8: site-value: codes: \"/etc/codes.csv\" is not allowed"},
		"cross":            {"pupils: {cross: [[a, b, c]]}\n", "pupils.cross[1]: a, b, c is not a pair"},
		"one column":       {"pupils: {cross: [[a]]}\n", "pupils.cross[1]: a is not a pair"},
		"column of itself": {"pupils: {cross: [[a, a]]}\n", "pupils.cross[1][2]: a stands twice"},
		"pair twice":       {"pupils: {cross: [[a, b], [b, a]]}\n", "pupils.cross[2]: b and a stand twice"},
		"column":           {"pupils: {cross: [[A b, c]]}\n", "Use the name of a column"},
		"cross no list":    {"pupils: {cross: [a, b]}\n", "pupils.cross[1]: a list is expected here"},
		"late days":        {"rules: {late_days: -1}\n", "Write a whole number from 0 to 366."},
		"least":            {"rules: {priority: {least: 0}}\n", "rules.priority.least"},
		"no rule":          {flag("line: 3"), "rules.priority.flags[1].rule is missing"},
		"rule":             {flag("rule: levl"), "site.yaml:6:35: site-value: rules.priority.flags[1].rule: \"levl\" is not allowed\n    Use level, gap, trend, limits, severe, missing, overdue. Did you mean level?"},
		"no line":          {flag("rule: level, measure: attendance"), "rules.priority.flags[1]: the rule level needs line"},
		"no years":         {flag("rule: trend, measure: attendance, line: 1"), "the rule trend needs years"},
		"idle key":         {flag("rule: missing, line: 3"), "site.yaml:6:44: site-value: rules.priority.flags[1].line: the rule missing does not use it"},
		"line":             {flag("rule: severe, line: 100.5"), "Write a number from 0 to 100"},
		"fine line":        {flag("rule: severe, line: 0.00001"), "rules.priority.flags[1].line: \"0.00001\" is not allowed"},
		"phase":            {flag("rule: severe, line: 3, phase: Secundary"), "Did you mean Secondary?"},
		"weight":           {flag("rule: missing, weight: 0"), "Write a whole number from 1 to 100."},
		"no flags":         {"rules: {priority: {flags: []}}\n", "rules.priority.flags: the list is empty"},
		"count":            {"rules: {similar: {count: 0}}\n", "rules.similar.count"},
		"local":            {"rules: {similar: {local: first}}\n", "rules.similar.local: true or false"},
		"weights":          {"rules: {similar: {weights: size}}\n", "rules.similar.weights: keys and values"},
		"weight twice":     {"rules: {similar: {weights: {size: 1, size: 2}}}\n", "rules.similar.weights.size: size stands twice"},
		"weight column":    {"rules: {similar: {weights: {EAL: 1}}}\n", "Use size, fsm or a column"},
		"weight number":    {"rules: {similar: {weights: {size: -1}}}\n", "rules.similar.weights.size: \"-1\" is not allowed"},
		"no weight":        {"rules: {similar: {weights: {size: 0}}}\n", "rules.similar.weights: nothing is compared"},
		"benchmark":        {"rules: {targets: {benchmark: phases}}\n", "Use similar, phase. Did you mean phase?"},
		"share":            {"rules: {targets: {share: 1.1}}\n", "Write a number from 0 to 1, such as 1 or 0.5, without a sign."},
		"floor":            {"rules: {targets: {floor: 98.5}}\n", "rules.targets: the floor 98.5 is above the ceiling 98"},
		"fences":           {"rules: {code_use: {fences: 0}}\n", "rules.code_use.fences"},
		"sessions":         {"rules: {code_use: {least_sessions: 0}}\n", "rules.code_use.least_sessions"},
		"benchmark cuts":   {"rules: {benchmarks: {primary: [8, 8]}}\n", "rules.benchmarks.primary[2]: 8 is not above 8"},
		"benchmark phase":  {"rules: {benchmarks: {special: [8]}}\n", "rules.benchmarks.special"},
		"schools":          {"rules: {barriers: {least_schools: 2}}\n", "Write a whole number from 3 to 1000."},
		"notices":          {"rules: {penalty_notice: {sessions: 10, weeks: 10, notices: 0, years: 3}}\n", "rules.penalty_notice.notices"},
		"half a notice":    {"rules: {penalty_notice: {sessions: 8}}\n", "rules.penalty_notice.weeks is missing"},
		"unknown":          {"rules: {barrier: {}}\n", "Did you mean barriers?"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, ok, got := loadText(least + c.text); ok || !strings.Contains(got, c.want) {
				t.Errorf("ok %v, got\n%s\nwant it to hold\n%s", ok, got, c.want)
			}
		})
	}
}
