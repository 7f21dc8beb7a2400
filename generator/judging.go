package generator

import (
	"rollcall/generator/attendance"
	"rollcall/generator/config"
	"rollcall/generator/insight"
	"rollcall/generator/plan"
	"rollcall/generator/view"
)

// judgeBy puts the rules of the site file into the settings of the pages.
func judgeBy(s *view.Settings, site *config.Site) {
	rules := site.Rules
	s.Signals = insight.Rules{LeastPoints: rules.LeastPoints}
	s.PriorityRules = insight.PriorityRules{Least: rules.Priority.Least}
	for _, f := range rules.Priority.Flags {
		s.PriorityRules.Flags = append(s.PriorityRules.Flags, insight.PriorityRule{Kind: insight.PriorityKind(f.Rule), Measure: f.Measure, Phase: f.Phase, Line: f.Line, Years: f.Years, Weight: f.Weight})
	}
	s.SimilarRules = insight.SimilarRules{Count: rules.Similar.Count, Local: rules.Similar.Local, Weights: make(map[string]attendance.Decimal)}
	for _, w := range rules.Similar.Weights {
		s.SimilarRules.Weights[w.Column] = w.Weight
	}
	t := rules.Targets
	s.TargetRules = insight.TargetRules{Measure: t.Measure, Years: t.Years, Ambition: t.Ambition, Share: t.Share, Floor: t.Floor, Ceiling: t.Ceiling}
	s.TargetsBy = string(t.Benchmark)
	s.CodeUseRules = insight.CodeUseRules{Fences: rules.CodeUse.Fences, LeastSessions: int64(rules.CodeUse.LeastSessions)}
	switch {
	case len(rules.Benchmarks.Cuts) > 0:
		s.Benchmarks = insight.BenchmarkRules{Cuts: rules.Benchmarks.Cuts, Verified: rules.Benchmarks.Verified}
	case site.Authority.Nation == attendance.Wales:
		s.Benchmarks = insight.WelshBenchmarks()
	}
	n := rules.Notices
	s.Notices = view.NoticeRule{Sessions: n.Sessions, Weeks: n.Weeks, Notices: n.Notices, Years: n.Years, National: n == config.EnglishNotices}
	s.BarrierRules = insight.BarrierRules{LeastSchools: rules.Barriers.LeastSchools}
	for _, status := range rules.Status {
		s.PlanRules.Order = append(s.PlanRules.Order, plan.Status(status))
	}
}
