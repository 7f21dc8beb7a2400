package sample

import (
	"io"
	"math/rand/v2"
	"strconv"

	"rollcall/generator/attendance"
)

// writeTargets sets a target for the authority, for each of its phases and for
// each school, a little above or below what has been reached. It comes after
// writeAttendance, which notes what that is.
func (a *authority) writeTargets(w io.Writer) error {
	out := targets{
		table: newTable(w, "level", "code", "phase", "measure", "period", "value", "state", "date", "reason", "public"),
		rng:   rand.New(rand.NewPCG(a.opt.Seed, 1)),
	}
	byPhase := make([]current, len(attendance.Phases))
	for i, f := range a.figures {
		for _, phase := range []attendance.Phase{attendance.Total, a.schools[i].Phase} {
			byPhase[phase].autumn.add(&f.autumn)
			byPhase[phase].spring.add(&f.spring)
			byPhase[phase].toDate.add(&f.toDate)
		}
	}
	for _, phase := range attendance.Phases {
		out.place("authority", code, phase, &byPhase[phase], "yes")
	}
	for i, s := range a.schools {
		out.place("school", string(s.URN), s.Phase, &a.figures[i], "no")
	}
	return out.close()
}

type targets struct {
	table
	rng *rand.Rand
}

// place writes the targets of one place. Now and then one was revised after the
// autumn term.
func (t targets) place(level, placeCode string, phase attendance.Phase, f *current, public string) {
	ambition := t.rng.IntN(9) - 3
	revised := t.rng.IntN(8) == 0
	for _, p := range []struct {
		period attendance.Period
		counts *counts
	}{
		{attendance.Period{Year: latest, Grain: attendance.Term, Number: 1}, &f.autumn},
		{attendance.Period{Year: latest, Grain: attendance.Term, Number: 2}, &f.spring},
		{toDate, &f.toDate},
		{attendance.Period{Year: latest, Grain: attendance.Year}, &f.toDate},
	} {
		state, date, reason := "ratified", "2025-07-11", ""
		if first, _ := p.period.HalfTerms(); revised && (first > 1 || p.period.IsYear()) {
			state, date, reason = "revised", "2026-01-16", "Set again with the school after its autumn figures."
			if level == "authority" {
				reason = "Set again by the attendance board after the autumn figures."
			}
		}
		c := p.counts
		for _, m := range []struct {
			measure string
			value   int // per 1,000
		}{
			{"attendance", perThousand(c.possible-c.authorised-c.unauthorised, c.possible) + ambition},
			{"pa_10", perThousand(c.pa, c.enrolments) - 3*ambition},
		} {
			value := decimal(min(1000, max(0, m.value)), 1)
			t.row(level, placeCode, phase.String(), m.measure, p.period.String(), value, state, date, reason, public)
		}
	}
}

// perThousand rounds n / of to the nearest thousandth.
func perThousand(n, of int) int {
	if of == 0 {
		return 0
	}
	return (n*2000 + of) / (2 * of)
}

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
				for m, measure := range []string{"attendance", "pa_10", "severe"} {
					var total fraction
					var rows [len(attendance.Phases)]fraction
					for _, phase := range attendance.Phases[1:] {
						rows[phase] = peers[phase].of(m, p, place.share, place.absence)
						total.num += rows[phase].num
						total.den += rows[phase].den
					}
					rows[attendance.Total] = total
					for _, phase := range attendance.Phases {
						f := rows[phase]
						value := decimal((f.num*2_000_000+f.den)/(2*f.den), 4)
						out.row(place.level, place.code, place.name, phase.String(), p.String(), measure, value,
							strconv.Itoa(f.num), strconv.Itoa(f.den))
					}
				}
			}
		}
	}
	return out.close()
}

type fraction struct{ num, den int }

// peer is one phase elsewhere: its pupils, and its absence, persistent absence and
// severe absence in 2025-26, in hundredths of a percent.
type peer struct{ pupils, absence, pa, severe int }

var peers = [...]peer{
	attendance.Primary:   {4_480_000, 530, 1390, 92},
	attendance.Secondary: {3_390_000, 850, 2290, 345},
	attendance.Special:   {162_000, 1270, 3580, 610},
	attendance.AP:        {15_000, 3690, 7540, 3310},
}

// of gives the m-th measure of writeComparators.
func (q peer) of(m int, p attendance.Period, share, more int) fraction {
	back := min(int(latest-p.Year), 5)
	term := 1000
	if p.Grain == attendance.Term {
		term = [...]int{1010, 1035, 975}[p.Number-1]
	}
	rate := [...]int{q.absence, q.pa, q.severe}[m] * more / 1000 * term / 1000 * (1000 + 28*back) / 1000
	pupils := q.pupils * share / 1000
	if m > 0 {
		return fraction{(pupils*rate + 5000) / 10000, pupils}
	}
	possible := pupils * sessionsOf(p) / 1000 * 985 // not every pupil stays all year
	return fraction{possible - (possible*rate+5000)/10000, possible}
}
