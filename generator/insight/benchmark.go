package insight

import (
	"math/big"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// NoFSM is the refusal of a comparison by free school meals for a school of which no
// share is known, or of a phase that has no groups.
const NoFSM Refusal = "no-fsm"

// BenchmarkRules put the schools of a phase into groups by their share of pupils
// eligible for free school meals, as Wales does.
type BenchmarkRules struct {
	Cuts     map[attendance.Phase][]attendance.Decimal // percent, rising; each cut belongs to the group below it
	Verified bool                                      // the cuts are known to be those that were published
	Least    int                                       // schools that a group needs; never under four
}

// WelshBenchmarks are the groups of primary and secondary schools in Wales. The cuts
// of the years of the Rhondda Cynon Taf strategy are not in its text: these are
// unverified.
func WelshBenchmarks() BenchmarkRules {
	percent := func(cuts ...int64) (out []attendance.Decimal) {
		for _, cut := range cuts {
			out = append(out, attendance.Decimal{Unscaled: cut})
		}
		return out
	}
	return BenchmarkRules{Least: 4, Cuts: map[attendance.Phase][]attendance.Decimal{
		attendance.Primary:   percent(8, 16, 24, 32),
		attendance.Secondary: percent(10, 15, 20, 30),
	}}
}

// Benchmark is a school's attendance among the schools with a like share of free
// school meals.
type Benchmark struct {
	URN        attendance.URN
	Phase      attendance.Phase
	FSM        attendance.Decimal // percent, the school's
	Group      int                // 1 has the smallest shares
	Over, UpTo attendance.Bound   // the shares that the group holds
	Schools    int                // of the group, with a figure
	Attendance disclosure.Figure  // the school's

	// Lower, Median and Upper are the figures of the schools at the quartiles of the
	// group, by nearest rank.
	Lower, Median, Upper disclosure.Figure
	// Quarter is 1 for the quarter of schools with the highest attendance, to 4.
	// Schools of equal attendance share the better one.
	Quarter int
	Refusal Refusal // where there is one, the quartiles are not there
}

// Benchmarks are the benchmarks of every school for one period.
type Benchmarks struct {
	of map[attendance.URN]Benchmark
}

// Of returns the benchmark of a school, or a refusal.
func (b *Benchmarks) Of(urn attendance.URN) Benchmark {
	if out, ok := b.of[urn]; ok {
		return out
	}
	return Benchmark{URN: urn, Refusal: NotShown}
}

// NewBenchmarks groups the schools that have figures for a period and places each
// in its group, by its attendance before rounding.
func NewBenchmarks(pub *disclosure.Publication, period attendance.Period, rules BenchmarkRules) *Benchmarks {
	b := &Benchmarks{of: make(map[attendance.URN]Benchmark)}
	for phase, schools := range byPhase(pub, period) {
		groups := make(map[int][]ranked)
		for _, at := range schools {
			school := pub.School(attendance.URN(at.Place.Code))
			out := Benchmark{URN: school.URN, Phase: phase, FSM: school.FSM, Attendance: pub.Rate(at, "attendance")}
			cuts := rules.Cuts[phase]
			value, shown := exact(out.Attendance)
			if len(cuts) == 0 || !school.FSMKnown {
				out.Refusal = NoFSM
			} else if out.place(cuts); !shown {
				out.Refusal = NotShown
			} else {
				groups[out.Group] = append(groups[out.Group], ranked{out, value})
				continue
			}
			b.of[school.URN] = out
		}
		for _, group := range groups {
			b.rank(group, max(rules.Least, 4))
		}
	}
	return b
}

// ranked is a school of a group with its exact attendance.
type ranked struct {
	Benchmark
	value *big.Rat
}

// place finds the group of a share: the first whose cut the share does not exceed.
func (b *Benchmark) place(cuts []attendance.Decimal) {
	i := slices.IndexFunc(cuts, func(cut attendance.Decimal) bool { return !cut.Less(b.FSM) })
	if i < 0 {
		i = len(cuts)
	} else {
		b.UpTo = attendance.Bound{End: attendance.Closed, Percent: cuts[i]}
	}
	if i > 0 {
		b.Over = attendance.Bound{End: attendance.Open, Percent: cuts[i-1]}
	}
	b.Group = i + 1
}

// rank places each school of a group, which is in order of URN.
func (b *Benchmarks) rank(group []ranked, least int) {
	slices.SortStableFunc(group, func(x, y ranked) int { return x.value.Cmp(y.value) })
	n := len(group)
	lower, median, upper := quartiles(group)
	above := 0 // schools with a higher attendance
	for i, school := range slices.Backward(group) {
		if i+1 < n && group[i+1].value.Cmp(school.value) > 0 {
			above = n - 1 - i
		}
		school.Schools = n
		if n < least {
			school.Refusal = TooFewSchools
		} else {
			school.Lower, school.Median, school.Upper = lower.Attendance, median.Attendance, upper.Attendance
			school.Quarter = (4*(above+1) + n - 1) / n // of the first of its equals, counted from the top
		}
		b.of[school.URN] = school.Benchmark
	}
}
