package sample

import (
	"io"
	"strconv"

	"rollcall/generator/attendance"
)

// writeComparators makes up England and a region. The numbers belong to neither:
// the README says so.
func (a *authority) writeComparators(w io.Writer) error {
	out := newTable(w, "level", "code", "name", "phase", "period", "measure", "value", "numerator", "denominator")
	for _, place := range []struct {
		level, code, name string
		share, absence    int // of England's pupils and of its absence, per 1,000
	}{{"country", "E92000001", "England", 1000, 1000}, {"region", "E12000005", "West Midlands", 112, 1018}} {
		for y := a.first; y <= latest; y++ {
			for _, p := range yearPeriods(y) {
				_, last := p.HalfTerms()
				if p.Grain == attendance.HalfTerm || last > lastHalfTerm(y) {
					continue
				}
				var byPhase [phases]counts
				for _, phase := range attendance.Phases[1:] {
					byPhase[phase] = peers[phase].counts(p, place.share, place.absence)
					byPhase[attendance.Total].add(&byPhase[phase])
				}
				for _, phase := range attendance.Phases {
					c := &byPhase[phase]
					for _, m := range c.fractions() {
						out.row(place.level, place.code, place.name, phase.String(), p.String(), m.measure, m.percent(), strconv.Itoa(m.num), strconv.Itoa(m.den))
					}
				}
			}
		}
	}
	return out.close()
}

// peer is one phase elsewhere: its pupils, and its absence, unauthorised absence,
// persistent absence and severe absence in 2025-26, in hundredths of a percent.
type peer struct{ pupils, absence, unauthorised, pa, severe int }

var peers = [phases]peer{
	attendance.Primary:   {4_480_000, 530, 145, 1390, 92},
	attendance.Secondary: {3_390_000, 850, 300, 2290, 345},
	attendance.Special:   {162_000, 1270, 290, 3580, 610},
	attendance.AP:        {15_000, 3690, 1850, 7540, 3310},
}

// termAbsence is absence by term against the year's, per 1,000.
var termAbsence = [spans - 1]int{1010, 1035, 975}

// counts gives a term, a year or a year so far of a place with so many of the
// peer's pupils and so much of its absence, both per 1,000. Sessions are added up
// from the terms; pupils are counted afresh over the whole period.
func (q peer) counts(p attendance.Period, share, more int) counts {
	back := min(int(latest-p.Year), 5)
	rated := func(n, rate, term int) int {
		rate = rate * more / 1000 * term / 1000 * (1000 + 28*back) / 1000
		return (n*rate + 5000) / 10000
	}
	c := counts{enrolments: q.pupils * share / 1000}
	all := 1000
	if p.Grain == attendance.Term {
		all = termAbsence[p.Number-1]
	}
	c.pa, c.severe = rated(c.enrolments, q.pa, all), rated(c.enrolments, q.severe, all)
	first, last := p.HalfTerms()
	for i, term := range termAbsence {
		part := attendance.Period{Year: p.Year, Grain: attendance.Term, Number: uint8(i + 1)}
		if from, to := part.HalfTerms(); from < first || to > last {
			continue
		}
		possible := c.enrolments * sessionsOf(part) / 1000 * 985 // not every pupil stays all year
		unauthorised := rated(possible, q.unauthorised, term)
		c.addSessions(&counts{
			possible:     possible,
			authorised:   rated(possible, q.absence, term) - unauthorised,
			unauthorised: unauthorised,
		})
	}
	return c
}

// fraction is a measure of counts before it is divided.
type fraction struct {
	measure  string
	num, den int
}

// percent is the measure with four digits after the point, rounded half up.
func (f fraction) percent() string { return decimal((f.num*2_000_000+f.den)/(2*f.den), 4) }

// fractions are the measures that comparators have, attendance first.
func (c *counts) fractions() []fraction {
	return []fraction{
		{"attendance", c.possible - c.authorised - c.unauthorised, c.possible},
		{"authorised", c.authorised, c.possible},
		{"unauthorised", c.unauthorised, c.possible},
		{"pa_10", c.pa, c.enrolments},
		{"severe", c.severe, c.enrolments},
	}
}
