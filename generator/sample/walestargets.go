package sample

import (
	"io"
	"math/rand/v2"

	"rollcall/generator/attendance"
)

// writeWelshTargets sets a target of attendance for the authority, for each of its
// phases and for each school, and keeps the steps by which it was agreed: proposed in
// June, sometimes challenged, ratified in July, and sometimes revised in January.
func (a *authority) writeWelshTargets(w io.Writer) error {
	out := targets{
		table: newTable(w, "level", "code", "phase", "measure", "period", "value", "state", "date", "reason", "focus", "public"),
		rng:   rand.New(rand.NewPCG(a.opt.Seed, 4)),
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
		out.agreed("authority", welshCode, phase, &byPhase[phase], "yes")
	}
	for i, s := range a.schools {
		out.agreed("school", string(s.URN), s.Phase, &a.figures[i], "no")
	}
	return out.close()
}

// agreed writes the steps of one place's targets.
func (t targets) agreed(level, placeCode string, phase attendance.Phase, f *current, public string) {
	ambition := t.rng.IntN(9) - 3
	challenged, revised := t.rng.IntN(4) == 0, t.rng.IntN(7) == 0
	focus := "" // of the plan, whose target it is
	if level == "authority" {
		focus = "Overall attendance"
	}
	for _, p := range []struct {
		period attendance.Period
		counts *counts
	}{
		{attendance.Period{Year: latest, Grain: attendance.Term, Number: 1}, &f.autumn},
		{attendance.Period{Year: latest, Grain: attendance.Term, Number: 2}, &f.spring},
		{toDate, &f.toDate},
		{attendance.Period{Year: latest, Grain: attendance.Year}, &f.toDate},
	} {
		c := p.counts
		step := func(state, date string, above int, reason string) {
			value := min(1000, max(0, perThousand(c.possible-c.authorised-c.unauthorised, c.possible)+ambition+above))
			t.row(level, placeCode, phase.String(), "attendance", p.period.String(), decimal(value, 1), state, date, reason, focus, public)
		}
		step("proposed", "2025-06-13", 0, "From three years' figures, the benchmarking group and local knowledge.")
		if challenged {
			step("challenged", "2025-06-27", 3, "The consortium asks for more: schools like it gained more.")
			step("ratified", "2025-07-11", 2, "Agreed half-way.")
		} else {
			step("ratified", "2025-07-11", 0, "Agreed as proposed.")
		}
		if first, _ := p.period.HalfTerms(); revised && (first > 1 || p.period.IsYear()) {
			step("revised", "2026-01-16", -2, "Set again after the autumn figures.")
		}
	}
}
