package config

import (
	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// Rules are the stated rules by which the site makes claims.
type Rules struct {
	LeastPoints int            // signals.least_points: like-for-like points that a signal needs, 8 or more; 8
	Status      []string       // status: the order in which the rules of an action's status are asked, each by the status that it gives; the first that holds gives it
	LateDays    int            // late_days: a return is late so many days after the end of its period; 14
	Priority    Priority       // priority: which schools come first
	Similar     Similar        // similar: which schools are alike
	Targets     TargetRule     // targets: how a target is proposed
	CodeUse     CodeUse        // code_use: when a school's use of a code is unusual
	Barriers    Barriers       // barriers: when a reason rises all over the area
	Benchmarks  Benchmarks     // benchmarks: groups of schools by free school meals
	Notices     PenaltyNotices // penalty_notice: when a penalty notice is considered; zero where no rule is known
}

// Priority says which schools come first: those whose flags weigh enough.
type Priority struct {
	Least int    // least: the sum of weights that makes a priority school; 3
	Flags []Flag // flags: in place of those that stand otherwise
}

// FlagRule says what a flag looks at.
type FlagRule string

const (
	FlagLevel   FlagRule = "level"   // the measure is on the wrong side of the line
	FlagGap     FlagRule = "gap"     // it is so many points or more worse than its phase in the authority
	FlagTrend   FlagRule = "trend"   // that gap has worsened by so many points or more over the years
	FlagLimits  FlagRule = "limits"  // it is worse than the funnel's 99.8% limit
	FlagSevere  FlagRule = "severe"  // severe absence is above the line
	FlagMissing FlagRule = "missing" // a return is missing
	FlagOverdue FlagRule = "overdue" // an action about the school is overdue
)

// Flag is one rule that marks a school out.
type Flag struct {
	Rule    FlagRule
	Measure string             // the ID of a measure; of level, gap, trend and limits
	Phase   attendance.Phase   // the only phase that it is for; Total for every phase
	Line    attendance.Decimal // percent for level and severe, points for gap and trend
	Years   int                // like-for-like years of a trend
	Weight  int                // 1 unless the file says otherwise
	Pos     diag.Pos           // where site.yaml names it; zero for a default
}

// Similar says how schools that are alike are found.
type Similar struct {
	Count   int      // count: how many of them a school has; 10
	Local   bool     // local: schools of its own main group come first; false
	Weights []Weight // weights: what is compared; size: 1, fsm: 1
}

// Weight is how much one dimension counts: size, fsm, or a numeric column of the
// schools file.
type Weight struct {
	Column string
	Weight attendance.Decimal // 0 does not count
	Pos    diag.Pos           // where site.yaml names it; zero for a default
}

// Benchmark says what a school is held against when a target is proposed.
type Benchmark string

const (
	BenchmarkSimilar Benchmark = "similar" // its similar schools
	BenchmarkPhase   Benchmark = "phase"   // the schools of its phase
)

// TargetRule says how a target is proposed: the previous like-for-like mean, and the
// ambition, and a share of the gap up to the benchmark where the school is below it,
// within floor and ceiling, rounded to one decimal.
type TargetRule struct {
	Measure        string             // measure: attendance
	Years          int                // years: previous figures, at most; 3
	Benchmark      Benchmark          // benchmark: similar
	Ambition       attendance.Decimal // ambition: points that every school is to gain; 0.3
	Share          attendance.Decimal // share: of the gap, from 0 to 1; 0.5
	Floor, Ceiling attendance.Decimal // floor, ceiling: percent; 0 and 98
	Pos            diag.Pos           // of the measure; zero for the default
}

// CodeUse says when a school's use of a registration code is unusual.
type CodeUse struct {
	Fences        attendance.Decimal // fences: interquartile ranges beyond a quartile of its phase; 3
	LeastSessions int                // least_sessions: that a school must have missed; 200
}

// Barriers says when a reason that rises in many schools is a barrier of the area.
type Barriers struct {
	LeastSchools int // least_schools: that have figures for both periods; 8
}

// Benchmarks put the schools of a phase into groups by their share of pupils eligible
// for free school meals, as Wales does.
type Benchmarks struct {
	Cuts     map[attendance.Phase][]attendance.Decimal // primary, secondary: percent, rising; none where the site states none
	Verified bool                                      // verified: the cuts are those that were published
}

// PenaltyNotices says when a penalty notice is considered, and how often.
type PenaltyNotices struct {
	Sessions int // sessions: missed without authority within so many school weeks
	Weeks    int // weeks: school weeks in a row, across the end of a term or year
	Notices  int // notices: the most that a parent is given for one pupil within the years
	Years    int // years: after the first of them
}

// EnglishNotices is the national framework for penalty notices in England since 19
// August 2024 (Working together to improve school attendance, 2024, chapter 6). It
// stands for a site in England that states no rule of its own; Wales has none.
var EnglishNotices = PenaltyNotices{Sessions: 10, Weeks: 10, Notices: 2, Years: 3}

// Pupils says how pupil-level returns are counted.
type Pupils struct {
	Cross [][2]string // cross: pairs of columns whose values make groups together, beside those with year_group
}

// defaultRules are the rules of a site that states none.
func defaultRules() Rules {
	tenths := func(n int64) attendance.Decimal { return attendance.Decimal{Unscaled: n, Scale: 1} }
	whole := func(n int64) attendance.Decimal { return attendance.Decimal{Unscaled: n} }
	return Rules{
		LeastPoints: 8,
		Status:      []string{"overdue", "at risk", "on track", "not started", "complete", "stopped"},
		LateDays:    14,
		Priority: Priority{Least: 3, Flags: []Flag{
			{Rule: FlagLevel, Measure: "attendance", Phase: attendance.Primary, Line: whole(93), Weight: 1},
			{Rule: FlagLevel, Measure: "attendance", Phase: attendance.Secondary, Line: whole(91), Weight: 1},
			{Rule: FlagGap, Measure: "attendance", Phase: attendance.Primary, Line: whole(1), Weight: 1},
			{Rule: FlagGap, Measure: "attendance", Phase: attendance.Secondary, Line: whole(1), Weight: 1},
			{Rule: FlagTrend, Measure: "attendance", Phase: attendance.Primary, Line: whole(1), Years: 4, Weight: 1},
			{Rule: FlagTrend, Measure: "attendance", Phase: attendance.Secondary, Line: whole(1), Years: 4, Weight: 1},
			{Rule: FlagLimits, Measure: "pa_10", Weight: 1},
			{Rule: FlagSevere, Line: whole(3), Weight: 1},
			{Rule: FlagMissing, Weight: 1},
			{Rule: FlagOverdue, Weight: 1},
		}},
		Similar:  Similar{Count: 10, Weights: []Weight{{Column: "size", Weight: whole(1)}, {Column: "fsm", Weight: whole(1)}}},
		Targets:  TargetRule{Measure: "attendance", Years: 3, Benchmark: BenchmarkSimilar, Ambition: tenths(3), Share: tenths(5), Ceiling: whole(98)},
		CodeUse:  CodeUse{Fences: whole(3), LeastSessions: 200},
		Barriers: Barriers{LeastSchools: 8},
	}
}
