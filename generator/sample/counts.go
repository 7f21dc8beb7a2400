package sample

import (
	"math/rand/v2"

	"rollcall/generator/attendance"
)

// The codes of absence, authorised ones first. All of them stand in England's
// tables both before and after August 2024.
const (
	codeI = iota
	codeM
	codeC
	codeE
	codeR
	codeT
	codeS
	codeG
	codeO
	codeU
	codeN
	codes
)

var codeNames = [codes]string{"i", "m", "c", "e", "r", "t", "s", "g", "o", "u", "n"}

// counts are what one row of the return holds. Persistent and severe absence are
// of no half-term.
type counts struct {
	enrolments, possible, authorised, unauthorised, late, pa, severe int
	dual                                                             int // code D: at the other school, so neither possible nor missed here
	codes                                                            [codes]int
}

func (c *counts) add(d *counts) {
	c.addSessions(d)
	c.enrolments += d.enrolments
	c.pa += d.pa
	c.severe += d.severe
}

func (c *counts) addSessions(d *counts) {
	c.possible += d.possible
	c.authorised += d.authorised
	c.unauthorised += d.unauthorised
	c.late += d.late
	c.dual += d.dual
	for i := range c.codes {
		c.codes[i] += d.codes[i]
	}
}

// The groups of pupils in a return, all of them first, each with the only nation that
// knows it.
var groups = [...]struct {
	name   string
	nation attendance.Nation // empty for both
	has    func(girl, fsm, need int) bool
}{
	{attendance.AllPupils, "", func(girl, fsm, need int) bool { return true }},
	{"Free school meals", "", func(girl, fsm, need int) bool { return fsm == 1 }},
	{"SEN support", attendance.England, func(girl, fsm, need int) bool { return need == support }},
	{"Education, health and care plan", attendance.England, func(girl, fsm, need int) bool { return need == plan }},
	{"Girls", "", func(girl, fsm, need int) bool { return girl == 1 }},
	{"Boys", "", func(girl, fsm, need int) bool { return girl == 0 }},
	{"Additional learning needs", attendance.Wales, func(girl, fsm, need int) bool { return need != noNeed }},
}

// yearCounts are a school's counts of one year by group: of each half-term, and of
// each span.
type yearCounts struct {
	half [len(groups)][halfTerms]counts
	span [len(groups)][spans]counts
}

// cellCounts are one cell's counts of a year.
type cellCounts struct {
	half [halfTerms]counts
	span [spans]counts
}

// count gives codes to what was simulated. One school in some leaves a little of
// its absence without a code.
func count(rng *rand.PCG, s *school, tallies *[cells]tally, uncoded int) *[cells]cellCounts {
	out := new([cells]cellCounts)
	for i := range tallies {
		out[i] = coded(rng, s, &tallies[i], uncoded)
	}
	return out
}

// grouped adds the cells up into groups.
func grouped(in *[cells]cellCounts) *yearCounts {
	out := new(yearCounts)
	for girl := range sexes {
		for fsm := range meals {
			for need := range needs {
				cell := &in[cellOf(girl, fsm, need)]
				for g, group := range groups {
					if !group.has(girl, fsm, need) {
						continue
					}
					for i := range cell.half {
						out.half[g][i].add(&cell.half[i])
					}
					for i := range cell.span {
						out.span[g][i].add(&cell.span[i])
					}
				}
			}
		}
	}
	return out
}

// coded gives one cell's counts. Sessions of a span are the sums of its
// half-terms; its enrolments are counted afresh.
func coded(rng *rand.PCG, s *school, t *tally, uncoded int) (out cellCounts) {
	lateness := int(lateShare[s.Phase] * s.lateness / 1024)
	for h := range out.half {
		in, c := &t.half[h], &out.half[h]
		c.enrolments, c.possible = in.enrolments, in.possible
		c.unauthorised = min(scaled(rng, in.unauthorised, 1, 1024), in.missed)
		c.authorised = in.missed - c.unauthorised + in.study
		c.late = min(scaled(rng, in.possible, lateness, 10_000), in.possible-in.missed-in.study)
		c.dual = in.possible * dualShare[s.Phase] / 10_000
		c.codes[codeS] = in.study
		w := weights[s.Phase]
		for i := range w {
			w[i] = w[i] * s.habits[i] / 1024
		}
		w[codeI] = w[codeI] * seasons[h] / 1024
		w[codeG] = w[codeG] * holidays[h] / 4
		w[codeR] = w[codeR] * festivals[h]
		divide(rng, in.missed-c.unauthorised, w[:codeS], c.codes[:codeS])
		divide(rng, c.unauthorised, w[codeG:], c.codes[codeG:])
		c.codes[codeO] -= min(scaled(rng, c.codes[codeO], uncoded, 1000), c.codes[codeO])
		for _, i := range [...]int{h / 2, spans - 1} {
			out.span[i].addSessions(c)
		}
	}
	for i, in := range t.span {
		span := &out.span[i]
		span.enrolments, span.pa, span.severe = in.enrolments, in.pa, in.severe
	}
	return out
}

// lateShare is lateness before registers close, per 10,000 possible sessions.
var lateShare = [phases]int64{
	attendance.Primary: 120, attendance.Secondary: 260, attendance.Special: 90, attendance.AP: 450,
}

// dualShare is sessions at the other school of pupils who are registered at two, per
// 10,000 possible sessions.
var dualShare = [phases]int{
	attendance.Primary: 12, attendance.Secondary: 46, attendance.Special: 65, attendance.AP: 1150,
}

// weights say how absence divides among the codes, authorised and unauthorised
// each for itself.
var weights = [phases][codes]int64{
	attendance.Primary:   {codeI: 800, codeM: 66, codeC: 88, codeE: 10, codeR: 12, codeT: 4, codeG: 380, codeO: 470, codeU: 105, codeN: 25},
	attendance.Secondary: {codeI: 730, codeM: 55, codeC: 95, codeE: 85, codeR: 9, codeT: 2, codeG: 110, codeO: 730, codeU: 105, codeN: 35},
	attendance.Special:   {codeI: 640, codeM: 150, codeC: 170, codeE: 18, codeR: 6, codeT: 1, codeG: 120, codeO: 740, codeU: 70, codeN: 30},
	attendance.AP:        {codeI: 480, codeM: 55, codeC: 230, codeE: 190, codeR: 3, codeT: 4, codeG: 30, codeO: 860, codeU: 75, codeN: 35},
}

// When families travel, in quarters of the mean, and when feasts fall in term.
var (
	holidays  = [halfTerms]int64{5, 3, 2, 3, 5, 7}
	festivals = [halfTerms]int64{1, 0, 0, 2, 1, 1}
)

// scaled returns n * num / den, rounded up or down by chance so that the mean is
// right however small n is.
func scaled(rng *rand.PCG, n, num, den int) int {
	return (n*num + int(rng.Uint64()%uint64(den))) / den
}

// divide shares n out by weights; the first takes what is left.
func divide(rng *rand.PCG, n int, weights []int64, into []int) {
	var sum int64
	for _, w := range weights {
		sum += w
	}
	left := n
	for i := len(weights) - 1; i > 0; i-- {
		into[i] = min(left, scaled(rng, n, int(weights[i]), int(sum)))
		left -= into[i]
	}
	into[0] += left
}
