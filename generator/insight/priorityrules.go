package insight

import (
	"math/big"
	"slices"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/plan"
)

// priorities is what the rules are judged by.
type priorities struct {
	pub     *disclosure.Publication
	period  attendance.Period
	overdue map[attendance.Place][]string
	missing []attendance.URN
	funnels map[disclosure.Ref]Funnel // by the share that they are around
}

// overdue lists the overdue actions of each place.
func overdue(states []plan.State) map[attendance.Place][]string {
	out := make(map[attendance.Place][]string)
	for _, s := range states {
		if s.Status == plan.Overdue {
			out[s.Action.Scope] = append(out[s.Action.Scope], s.Action.ID)
		}
	}
	for _, ids := range out {
		slices.Sort(ids)
	}
	return out
}

func (j *priorities) flag(school *attendance.Establishment, at disclosure.At, rule PriorityRule) (Flag, bool) {
	f := Flag{Rule: rule}
	switch rule.Kind {
	case ByLevel:
		return j.level(at, rule.Measure, f)
	case BySevere:
		return j.level(at, "severe", f)
	case ByGap, ByLimits:
		return j.beside(at, f)
	case ByTrend:
		return j.trend(at, f)
	case ByMissing:
		return f, slices.Contains(j.missing, school.URN) && openAllYear(school, j.period.Year)
	case ByOverdue:
		f.Actions = j.overdue[at.Place]
		return f, len(f.Actions) > 0
	}
	return f, false
}

func (j *priorities) level(at disclosure.At, id string, f Flag) (Flag, bool) {
	f.Figure = j.pub.Rate(at, id)
	value, ok := exact(f.Figure)
	if !ok {
		return f, false
	}
	printed, _ := f.Figure.Tenths()
	f.Tenths = printed - f.Rule.Line.Tenths()
	return f, int64(value.Cmp(f.Rule.Line.Rat()))*side(id) < 0
}

// beside judges a figure by its phase in the authority: by how far apart they are,
// or by the limits of a funnel.
func (j *priorities) beside(at disclosure.At, f Flag) (Flag, bool) {
	gap := j.gap(at, f.Rule.Measure)
	f.Figure, f.Gaps, f.Tenths = gap.To, []Difference{gap}, gap.Tenths
	if f.Rule.Kind == ByGap {
		by := worse(gap)
		return f, by != nil && by.Cmp(f.Rule.Line.Rat()) >= 0
	}
	if gap.Better() < 0 {
		f.Funnel = j.funnel(gap.From.Ref())
	}
	return f, f.Funnel.beyond(gap.To)
}

// withoutFigures is how many years of a trend may be missing: England published no
// figures by school for 2019/20 and 2020/21.
const withoutFigures = 2

// trend compares the gap to the phase now with the gap at the first of the years.
// Both sides of a gap are measured alike, so neither a national fall nor the change
// from five half-terms to six is taken for the school's own. A year without figures
// is passed over.
func (j *priorities) trend(at disclosure.At, f Flag) (Flag, bool) {
	for back := range f.Rule.Years + withoutFigures {
		if gap := j.gapBefore(at, f.Rule.Measure, back); gap.Known() && len(f.Gaps) < f.Rule.Years {
			f.Gaps = append(f.Gaps, gap)
		} else if back == 0 {
			return f, false
		}
	}
	if len(f.Gaps) < max(f.Rule.Years, 2) {
		return f, false
	}
	slices.Reverse(f.Gaps)
	first, last := f.Gaps[0], f.Gaps[len(f.Gaps)-1]
	f.Figure, f.Tenths = last.To, last.Tenths-first.Tenths
	then, now := worse(first), worse(last)
	return f, then != nil && now != nil && now.Sub(now, then).Cmp(f.Rule.Line.Rat()) >= 0
}

// gapBefore is the gap in the same period so many years before, under the same
// phase. A year may be one of five half-terms.
func (j *priorities) gapBefore(at disclosure.At, id string, back int) Difference {
	at.Period.Year -= attendance.AcademicYear(back)
	gap := j.gap(at, id)
	if !gap.Known() && at.Period.IsYear() {
		at.Period.Grain = attendance.Year + attendance.YearFiveHTs - at.Period.Grain // the other one
		gap = j.gap(at, id)
	}
	return gap
}

// gap sets a school's figure against the authority's for its phase.
func (j *priorities) gap(at disclosure.At, id string) Difference {
	phase := at
	phase.Place = j.pub.Authority()
	return Between(j.pub.Rate(at, id), j.pub.Rate(phase, id))
}

// worse says by how many points a figure is worse than what it is compared with,
// exactly; below zero where it is better, and nil where that is not known.
func worse(d Difference) *big.Rat {
	to, ok := exact(d.To)
	from, also := exact(d.From)
	if !d.Known() || !ok || !also {
		return nil
	}
	by := from.Sub(from, to)
	return by.Mul(by, big.NewRat(side(d.To.Ref().Measure), 1))
}

// compareGaps orders gaps by size, one that is not known before all others.
func compareGaps(a, b *big.Rat) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return +1
	}
	return a.Cmp(b)
}

// funnel returns the funnel around a share of the authority, which is made once.
func (j *priorities) funnel(mean disclosure.Ref) Funnel {
	f, made := j.funnels[mean]
	if !made {
		f, _ = FunnelOf(j.pub, disclosure.All(mean.Place, mean.Period, mean.Phase), mean.Measure)
		j.funnels[mean] = f
	}
	return f
}

// beyond reports whether a figure is a share of pupils outside the 99.8% limits. Of fewer
// schools than over-dispersion can be measured from it is never said: limits that were not
// widened call many of the most mixed schools unusual.
func (f Funnel) beyond(figure disclosure.Figure) bool {
	share, ok := ShareOf(figure)
	return ok && f.Units >= leastUnits && f.Outside(share, Z998)
}

// openAllYear reports whether a school was open for a whole academic year. Of one
// that opened or closed within it, nothing here says whether it should have returned.
func openAllYear(school *attendance.Establishment, year attendance.AcademicYear) bool {
	first := time.Date(int(year), time.September, 1, 0, 0, 0, 0, time.UTC)
	return !school.Opened.After(first) && (school.Closed.IsZero() || !school.Closed.Before(first.AddDate(1, 0, -1)))
}
