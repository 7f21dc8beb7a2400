package sample

import (
	"io"
	"math/rand/v2"
	"strconv"

	"rollcall/generator/attendance"
)

// writeWeeks gives the latest weeks of every school, as a service sees them before the
// half-term is returned: those of the last half-term that was, and of the one that is
// under way. The weeks of a half-term make what the school returned for it. It comes
// after writeAttendance.
func (a *authority) writeWeeks(w io.Writer) error {
	out := weekly{newTable(w, "urn", "period", "enrolments", "sess_possible", "sess_authorised", "sess_unauthorised")}
	rng := rand.New(rand.NewPCG(a.opt.Seed, 7))
	for i := range a.schools {
		s := &a.schools[i]
		c := a.latestHalf[i]
		out.weeks(rng, s, &c, returned, pattern[returned-1].lastWeek-pattern[returned-1].firstWeek+1)
		for _, n := range []*int{&c.authorised, &c.unauthorised} {
			*n = *n * sessions[returned] * int(seasons[returned]) / (sessions[returned-1] * int(seasons[returned-1]))
		}
		c.possible = c.possible * sessions[returned] / sessions[returned-1]
		out.weeks(rng, s, &c, returned+1, weeksUnderWay)
	}
	return out.close()
}

type weekly struct{ table }

// weeks writes the first weeks of a half-term of which a school has these counts.
func (w weekly) weeks(rng *rand.Rand, s *school, c *counts, halfTerm, weeks int) {
	at := pattern[halfTerm-1]
	all := at.lastWeek - at.firstWeek + 1
	possible, authorised, unauthorised := inWeeks(rng, c.possible, all, 0), inWeeks(rng, c.authorised, all, 300), inWeeks(rng, c.unauthorised, all, 500)
	for i := range weeks {
		p := attendance.Period{Year: latest, Grain: attendance.Week, Number: uint8(at.firstWeek + i + 1)}
		w.row(string(s.URN), p.String(), strconv.Itoa(c.enrolments), strconv.Itoa(possible[i]), strconv.Itoa(authorised[i]), strconv.Itoa(unauthorised[i]))
	}
}

// weeksUnderWay is how many weeks of the half-term under way are over.
const weeksUnderWay = 3

// inWeeks divides sessions among weeks, evenly but for a swing in thousandths.
func inWeeks(rng *rand.Rand, sessions, weeks, swing int) []int {
	weights, sum := make([]int, weeks), 0
	for i := range weights {
		weights[i] = 1000 - swing/2 + rng.IntN(swing+1)
		sum += weights[i]
	}
	out, given, run := make([]int, weeks), 0, 0
	for i := range out {
		run += weights[i]
		out[i] = sessions*run/sum - given
		given += out[i]
	}
	return out
}
