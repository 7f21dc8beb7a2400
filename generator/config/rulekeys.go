package config

import (
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// rules takes the stated rules. What is not stated keeps its default.
func (r *reader) rules(to *Rules) take {
	return r.in([]field{
		{"signals", r.in([]field{{"least_points", r.whole(&to.LeastPoints, 8, 50)}})},
		{"status", r.order(&to.Status)},
		{"late_days", r.whole(&to.LateDays, 0, 366)},
		{"priority", r.in([]field{
			{"least", r.whole(&to.Priority.Least, 1, 100)},
			{"flags", r.flags(&to.Priority.Flags)},
		})},
		{"similar", r.in([]field{
			{"count", r.whole(&to.Similar.Count, 1, 100)},
			{"local", r.truth(&to.Similar.Local)},
			{"weights", r.weights(&to.Similar.Weights)},
		})},
		{"targets", r.targetRule(&to.Targets)},
		{"code_use", r.in([]field{
			{"fences", r.number(&to.CodeUse.Fences, 1, 20)},
			{"least_sessions", r.whole(&to.CodeUse.LeastSessions, 1, 1_000_000)},
		})},
		{"benchmarks", r.benchmarks(&to.Benchmarks)},
		{"barriers", r.in([]field{{"least_schools", r.whole(&to.Barriers.LeastSchools, 3, 1000)}})},
		{"penalty_notice", r.in([]field{
			{"sessions", r.whole(&to.Notices.Sessions, 1, 380)},
			{"weeks", r.whole(&to.Notices.Weeks, 1, 39)},
			{"notices", r.whole(&to.Notices.Notices, 1, 10)},
			{"years", r.whole(&to.Notices.Years, 1, 10)},
		}, "sessions", "weeks", "notices", "years")},
	})
}

// flagKeys are the keys that a flag must have beside its rule. It may have a phase
// and a weight.
var flagKeys = map[FlagRule][]string{
	FlagLevel:   {"measure", "line"},
	FlagGap:     {"measure", "line"},
	FlagTrend:   {"measure", "line", "years"},
	FlagLimits:  {"measure"},
	FlagSevere:  {"line"},
	FlagMissing: {},
	FlagOverdue: {},
}

// flags takes a list of flags in place of the default ones.
func (r *reader) flags(to *[]Flag) take {
	return func(v value) {
		var flags []Flag
		r.each(func(v value) {
			f := Flag{Weight: 1, Pos: r.pos(v.node)}
			r.mapping(v, []field{
				{"rule", one(r, &f.Rule, FlagLevel, FlagGap, FlagTrend, FlagLimits, FlagSevere, FlagMissing, FlagOverdue)},
				{"measure", r.text(&f.Measure)},
				{"phase", r.phase(&f.Phase)},
				{"line", r.number(&f.Line, 0, 100)},
				{"years", r.whole(&f.Years, 2, 20)},
				{"weight", r.whole(&f.Weight, 1, 100)},
			}, "rule")
			r.flagKeys(v, f.Rule)
			flags = append(flags, f)
		})(v)
		*to = flags
	}
}

// flagKeys reports keys that a flag lacks, and those that its rule does not use.
func (r *reader) flagKeys(v value, rule FlagRule) {
	m, ok := v.node.(*ast.MappingNode)
	needs, known := flagKeys[rule]
	if !ok || !known {
		return
	}
	var given []string
	for _, pair := range m.Values {
		key := pair.Key.GetToken().Value
		given = append(given, key)
		if slices.Contains(flagKeys[FlagTrend], key) && !slices.Contains(needs, key) {
			r.wrong(value{pair.Key, v.path + "." + key}, "Remove it.", "the rule %s does not use it", rule)
		}
	}
	for _, key := range needs {
		if !slices.Contains(given, key) {
			r.wrong(v, "Add it.", "the rule %s needs %s", rule, key)
		}
	}
}

// weights takes a mapping from dimensions to weights in place of the default one.
func (r *reader) weights(to *[]Weight) take {
	return func(v value) {
		m, ok := v.node.(*ast.MappingNode)
		if !ok || len(m.Values) == 0 {
			r.wrong(v, "Write one dimension a line: size: 1.", "keys and values are expected here")
			return
		}
		var weights []Weight
		for _, pair := range m.Values {
			w := Weight{Column: pair.Key.GetToken().Value, Pos: r.pos(pair.Key)}
			at := value{pair.Key, v.path + "." + w.Column}
			switch {
			case !columnForm.MatchString(w.Column):
				r.wrong(at, "Use size, fsm or a column of the schools file: small letters, digits and _.", "%q is not allowed", w.Column)
			case slices.ContainsFunc(weights, func(known Weight) bool { return known.Column == w.Column }):
				r.wrong(at, "Keep one of them.", "%s stands twice", w.Column)
			}
			r.number(&w.Weight, 0, 100)(value{pair.Value, at.path})
			weights = append(weights, w)
		}
		if !slices.ContainsFunc(weights, func(w Weight) bool { return w.Weight.Unscaled > 0 }) {
			r.wrong(v, "Give one of them a weight.", "nothing is compared")
		}
		*to = weights
	}
}

func (r *reader) benchmarks(to *Benchmarks) take {
	cuts := func(phase attendance.Phase) take {
		return func(v value) {
			var list []attendance.Decimal
			r.each(func(v value) {
				var cut attendance.Decimal
				if r.number(&cut, 0, 100)(v); len(list) > 0 && !list[len(list)-1].Less(cut) {
					r.wrong(v, "Write the lowest first: [8, 16, 24, 32].", "%s is not above %s", cut, list[len(list)-1])
				}
				list = append(list, cut)
			})(v)
			if to.Cuts == nil {
				to.Cuts = make(map[attendance.Phase][]attendance.Decimal)
			}
			to.Cuts[phase] = list
		}
	}
	return r.in([]field{
		{"primary", cuts(attendance.Primary)},
		{"secondary", cuts(attendance.Secondary)},
		{"verified", r.truth(&to.Verified)},
	})
}

func (r *reader) targetRule(to *TargetRule) take {
	return func(v value) {
		measure := func(v value) {
			to.Pos = r.pos(v.node)
			r.text(&to.Measure)(v)
		}
		r.mapping(v, []field{
			{"measure", measure},
			{"years", r.whole(&to.Years, 1, 20)},
			{"benchmark", one(r, &to.Benchmark, BenchmarkSimilar, BenchmarkPhase)},
			{"ambition", r.number(&to.Ambition, 0, 100)},
			{"share", r.number(&to.Share, 0, 1)},
			{"floor", r.number(&to.Floor, 0, 100)},
			{"ceiling", r.number(&to.Ceiling, 0, 100)},
		})
		if to.Ceiling.Less(to.Floor) {
			r.wrong(v, "Correct one of them.", "the floor %s is above the ceiling %s", to.Floor, to.Ceiling)
		}
	}
}

// pupils takes how pupil-level returns are counted.
func (r *reader) pupils(to *Pupils) take {
	return r.in([]field{{"cross", r.each(func(v value) {
		var names []string
		r.texts(&names, func(name *string) take { return r.checked(name, columnName) })(v)
		if len(names) == 0 {
			return
		}
		if len(names) != 2 {
			r.wrong(v, "Write two columns of the pupils file: [ethnicity, sex].", "%s is not a pair", strings.Join(names, ", "))
			return
		}
		pair := [2]string{names[0], names[1]}
		if slices.Contains(to.Cross, pair) || slices.Contains(to.Cross, [2]string{pair[1], pair[0]}) {
			r.wrong(v, "Keep one of them.", "%s and %s stand twice", pair[0], pair[1])
			return
		}
		to.Cross = append(to.Cross, pair)
	})}})
}

func columnName(s string) string {
	if !columnForm.MatchString(s) {
		return "Use the name of a column: small letters, digits and _."
	}
	return ""
}

// phase takes one phase, or all of them.
func (r *reader) phase(to *attendance.Phase) take {
	return func(v value) {
		names := make([]string, len(attendance.Phases))
		for i, p := range attendance.Phases {
			names[i] = p.String()
		}
		hint := "Use " + strings.Join(names, ", ") + "."
		s, ok := r.scalar(v, hint)
		if !ok {
			return
		}
		p, ok := attendance.ParsePhase(s)
		if !ok {
			if near := diag.Nearest(s, names); near != "" {
				hint += " Did you mean " + near + "?"
			}
			r.wrong(v, hint, "%q is not allowed", s)
			return
		}
		*to = p
	}
}
