package sample

import (
	"math/rand/v2"

	"rollcall/generator/attendance"
)

// A pupil belongs to exactly one cell, by sex, free school meals and special
// educational needs. Every group is a union of cells, which is why groups add up.
const (
	sexes, meals, needs = 2, 2, 3
	cells               = sexes * meals * needs
	halfTerms           = 6
	spans               = 4 // three terms and the whole year
	phases              = len(attendance.Phases)
)

const (
	noNeed = iota
	support
	plan // education, health and care plan
)

func cellOf(girl, fsm, need int) int { return (girl*meals+fsm)*needs + need }

// tally counts one cell's pupils over a year.
type tally struct {
	half [halfTerms]struct {
		enrolments, possible, missed, study int
		unauthorised                        int // in 1024ths of a session
	}
	span [spans]struct{ enrolments, pa, severe int }
}

// pupil is one enrolment for one year.
type pupil struct {
	cell         int
	from, to     int   // half-terms on the register, from 0
	eldest       bool  // year 11, who leave after their examinations
	propensity   int64 // share of sessions missed, in 2^20ths
	unauthorised int64 // share of these that is unauthorised, in 1024ths
}

// draw makes one of a school's pupils. Factors are those of the cells in that year;
// the year has last half-terms so far.
func (t *tables) draw(rng *rand.PCG, s *school, factors *[cells]int64, last int) pupil {
	x, bits := rng.Uint64(), rng.Uint64()
	below := func(n int) int { // from 16 fresh bits
		v := int(bits & 0xffff)
		bits >>= 16
		return v * n >> 16
	}
	fsm, need := 0, noNeed
	if below(1000) < s.fsm {
		fsm = 1
	}
	share := &needShare[s.Phase]
	switch n := below(1000); {
	case n < share[plan]:
		need = plan
	case n < share[plan]+share[support]:
		need = support
	}
	p := pupil{cell: cellOf(int(x>>63), fsm, need), to: last}
	switch n := below(100); {
	case n < 3: // joins during the year
		p.from = 1 + below(halfTerms-1)
	case n < 6: // leaves during it
		p.to = min(last, 1+below(halfTerms-1))
	}
	p.eldest = s.Phase == attendance.Secondary && x>>56&0x7f < 25 // of 128
	p.propensity = min(t.propensity[s.Phase][x&(tableSize-1)]*factors[p.cell]>>10, 970<<10)
	p.unauthorised = min(unauthorisedShare[s.Phase]+p.propensity*5>>13, 870) // 640 more for one who is never there
	return p
}

// attend draws the sessions of one half-term, whose season is in 1024ths.
func (t *tables) attend(rng *rand.PCG, p *pupil, h int, season int64) (possible, missed, study int) {
	r := rng.Uint64()
	possible = sessions[h]
	if h == p.from && h > 0 {
		possible -= possible / 4 // came a little after the start
	}
	if p.eldest && h == halfTerms-1 {
		possible /= 2
		study = int(r>>60) & 6
	}
	habit := &t.spells
	if p.propensity > 400<<10 {
		habit = &t.constant
	}
	expected := p.propensity * season >> 10 * habit[r&(tableSize-1)] >> 10 * int64(possible) // in 2^20ths
	fraction := int64(r >> 12 & (1<<20 - 1))
	if r>>32&7 < 6 { // most absence is of whole days
		missed = int((expected+2*fraction)>>21) * 2
	} else {
		missed = int((expected + fraction) >> 20)
	}
	return possible, min(missed, possible-study), study
}

// stay is a pupil's year in a school, by half-term, in sessions.
type stay struct {
	pupil
	half [halfTerms]struct{ possible, missed, study int }
}

// simulate draws every pupil of a school for the first half-terms of a year, and
// adds them to stays.
func (t *tables) simulate(stays []stay, rng *rand.PCG, s *school, y attendance.AcademicYear, last int) []stay {
	var factors [cells]int64
	for fsm := range meals {
		for need := range needs {
			f := s.factor(y) * mealFactor[fsm] / 1024 * needFactor[need] / 1024
			factors[cellOf(0, fsm, need)], factors[cellOf(1, fsm, need)] = f, f
		}
	}
	seasons := s.seasons(y)
	for range s.Roll {
		p := stay{pupil: t.draw(rng, s, &factors, last)}
		for h := p.from; h < p.to; h++ {
			in := &p.half[h]
			in.possible, in.missed, in.study = t.attend(rng, &p.pupil, h, seasons[h])
		}
		stays = append(stays, p)
	}
	return stays
}

// tallied counts the stays by cell.
func (a *authority) tallied(stays []stay) *[cells]tally {
	out := new([cells]tally)
	for i := range stays {
		p := &stays[i]
		tally := &out[p.cell]
		var possible, missed [spans]int
		for h := p.from; h < p.to; h++ {
			in, half := &p.half[h], &tally.half[h]
			half.enrolments++
			half.possible += in.possible
			half.missed += in.missed
			half.study += in.study
			half.unauthorised += in.missed * int(p.unauthorised)
			for _, span := range [...]int{h / 2, spans - 1} {
				possible[span] += in.possible
				missed[span] += in.missed + in.study
			}
		}
		for i := range possible {
			if possible[i] == 0 {
				continue
			}
			span := &tally.span[i]
			span.enrolments++
			if a.persistent(missed[i], possible[i]) {
				span.pa++
			}
			if missed[i]*2 >= possible[i] {
				span.severe++
			}
		}
	}
	return out
}

// schoolYear draws a school's year: every stay, added to stays, and what each cell
// comes to. It gives the same each time. A school-year has a stream of its own, so
// that no school's figures hang on how many schools come before it.
func (a *authority) schoolYear(t *tables, stays []stay, s *school, y attendance.AcademicYear) ([]stay, *[cells]cellCounts) {
	rng := rand.NewPCG(a.opt.Seed, uint64(s.number+1)<<16|uint64(y))
	stays = t.simulate(stays, rng, s, y, lastHalfTerm(y))
	blank := 0
	if a.shorts(s.number) {
		blank = uncoded
	}
	return stays, count(rng, s, a.tallied(stays), blank)
}
