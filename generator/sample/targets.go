package sample

import (
	"io"
	"math/rand/v2"

	"rollcall/generator/attendance"
)

// writeTargets sets a target for the authority, for each of its phases and for
// each school, a little above or below what has been reached; where that is of the year
// before, never below. It comes after writeAttendance, which notes what it is.
func (a *authority) writeTargets(w io.Writer) error {
	out := targets{
		table: newTable(w, "level", "code", "phase", "measure", "period", "value", "state", "date", "reason", "focus", "public"),
		rng:   rand.New(rand.NewPCG(a.opt.Seed, 1)),
		least: -3,
	}
	if a.basisYear() < latest {
		out.least = 0
	}
	byPhase := make([]current, len(attendance.Phases))
	for i, f := range a.basis {
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
		out.place("school", string(s.URN), s.Phase, &a.basis[i], "no")
	}
	return out.close()
}

type targets struct {
	table
	rng   *rand.Rand
	least int // that is asked for beyond what was reached, per 1,000
}

// place writes the targets of one place. Now and then one was revised after the
// autumn term.
func (t targets) place(level, placeCode string, phase attendance.Phase, f *current, public string) {
	ambition := max(t.rng.IntN(9)-3, t.least)
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
			measure, focus string // of the plan
			value          int    // per 1,000
		}{
			{"attendance", "Overall attendance", perThousand(c.possible-c.authorised-c.unauthorised, c.possible) + ambition},
			{"pa_10", "Persistent absence", perThousand(c.pa, c.enrolments) - 3*ambition},
		} {
			value := decimal(min(1000, max(0, m.value)), 1)
			focus := ""
			if level == "authority" {
				focus = m.focus
			}
			t.row(level, placeCode, phase.String(), m.measure, p.period.String(), value, state, date, reason, focus, public)
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
