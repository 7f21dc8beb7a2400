package view

import (
	"slices"

	"rollcall/generator/attendance"
)

// headlineGrains are the kinds of period at which a site can speak, the best first: it
// speaks at the first of them for which schools have figures. Whole years of five and of
// six half-terms are one kind.
var headlineGrains = []attendance.Grain{attendance.Term, attendance.Year, attendance.YearFiveHTs, attendance.HalfTerm, attendance.ToDate, attendance.Week}

// findPeriods chooses the grain at which the site speaks and its current period, and
// lists its headline periods: those of the grain, and the current one.
func (b *Book) findPeriods() {
	last := make(map[attendance.Grain]attendance.Period)
	seen := make(map[attendance.Period]bool)
	for _, place := range b.Pub.Places(attendance.LevelSchool) {
		for _, p := range b.Pub.Periods(place) {
			seen[p] = true
			if was, ok := last[p.Grain]; !ok || p.Compare(was) > 0 {
				last[p.Grain] = p
			}
		}
	}
	b.headline, b.current = opening(last)
	for p := range seen {
		if b.isHeadline(p) && p.Compare(b.current) <= 0 {
			b.periods = append(b.periods, p)
		}
	}
	sortPeriods(b.periods)
}

// opening chooses, from the latest period of each grain, the grain at which a site speaks
// and the period that opens it: the latest of any grain, so that a half-term opens the
// site before its term is complete. Of periods that end together it is the one of the
// better grain. A week opens the site only in a year that has no longer period yet: it is
// ten sessions of a pupil, and has no persistent absence.
func opening(last map[attendance.Grain]attendance.Period) (headline attendance.Grain, current attendance.Period) {
	for _, grain := range headlineGrains {
		p, ok := last[grain]
		switch {
		case !ok:
		case current.IsZero():
			headline, current = grain, p
		case grain == attendance.Week && p.Year <= current.Year:
		case p.EndsAfter(current):
			current = p
		}
	}
	if headline == attendance.YearFiveHTs {
		headline = attendance.Year
	}
	return headline, current
}

// isHeadline reports whether a period can have pages of its own.
func (b *Book) isHeadline(p attendance.Period) bool { return b.isUsual(p) || p == b.current }

// isUsual reports whether a period is of the grain at which the site speaks.
func (b *Book) isUsual(p attendance.Period) bool {
	if b.headline == attendance.Year {
		return p.IsYear()
	}
	return p.Grain == b.headline
}

// Current is the latest period for which schools have figures; it is zero where no
// school has any.
func (b *Book) Current() attendance.Period { return b.current }

// HasFigures reports whether the site shows figures of schools. One without follows a
// plan alone.
func (b *Book) HasFigures() bool { return !b.current.IsZero() }

// PeriodsOf lists the headline periods of a place, the latest first.
func (b *Book) PeriodsOf(place attendance.Place) []attendance.Period {
	var out []attendance.Period
	for _, p := range slices.Backward(b.Pub.Periods(place)) {
		if b.isHeadline(p) && p.Compare(b.current) <= 0 {
			out = append(out, p)
		}
	}
	return out
}

// PagesOf lists the periods of a place that have a page, the latest first: all of
// them for the authority and its groups, the latest few for a school.
func (b *Book) PagesOf(place attendance.Place) []attendance.Period {
	periods := b.PeriodsOf(place)
	if place.Level == attendance.LevelSchool && len(periods) > b.SchoolPeriods {
		periods = periods[:max(b.SchoolPeriods, 1)]
	}
	return periods
}

// trendPeriods lists the periods that a line of a place up to a period is drawn over, in
// order of time. Only periods of one kind stand in a line: those of the kind of the
// period, or the usual ones of the site where it is the first of its kind.
func (b *Book) trendPeriods(place attendance.Place, until attendance.Period) []attendance.Period {
	alike := func(p attendance.Period) bool { return p.Grain == until.Grain || p.IsYear() && until.IsYear() }
	if b.isUsual(until) {
		alike = b.isUsual
	}
	periods := b.periodsUntil(place, until, alike)
	if len(periods) < 2 && !b.isUsual(until) {
		return b.periodsUntil(place, until, b.isUsual)
	}
	return periods
}

func (b *Book) periodsUntil(place attendance.Place, until attendance.Period, wanted func(attendance.Period) bool) []attendance.Period {
	var out []attendance.Period
	for _, p := range b.Pub.Periods(place) {
		if wanted(p) && p.Compare(until) <= 0 {
			out = append(out, p)
		}
	}
	sortPeriods(out)
	return out
}

// periodWord is what the periods of a picker are called.
func periodWord(periods []attendance.Period) Text {
	words := map[attendance.Grain]string{attendance.Term: "term", attendance.HalfTerm: "halfterm", attendance.Week: "week", attendance.Year: "year", attendance.YearFiveHTs: "year"}
	word := ""
	for _, p := range periods {
		switch w := words[p.Grain]; {
		case word == "":
			word = w
		case w != word:
			word = ""
		}
		if word == "" {
			return T("period.word.any")
		}
	}
	if word == "" {
		word = "any"
	}
	return T("period.word." + word)
}
