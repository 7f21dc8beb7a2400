package sample

import "math/rand/v2"

// marks are one pupil's sessions of a half-term by code. Late and the two activities
// are sessions attended.
type marks struct {
	codes                 [codes]int
	late, offSite, visits int
	dual                  int // at the other school of a pupil registered at two; not possible sessions
	// While they are dealt out: absence that is authorised and not, and sessions
	// attended on time and on site.
	authorised, unauthorised, room int
}

// spells is how many sessions of a code come together at most.
var spells = [codes]int{codeI: 8, codeM: 2, codeC: 4, codeE: 10, codeR: 2, codeT: 10, codeG: 10, codeO: 4, codeU: 1, codeN: 2}

// deal shares the codes of every cell and half-term out to its pupils, so that the
// pupils add up to the cell. The result is by stay.
func deal(rng *rand.Rand, stays []stay, byCell *[cells]cellCounts) [][halfTerms]marks {
	out := make([][halfTerms]marks, len(stays))
	var members [cells][]int
	for i := range stays {
		members[stays[i].cell] = append(members[stays[i].cell], i)
	}
	var present []*marks
	for cell, of := range members {
		for h := range halfTerms {
			rng.Shuffle(len(of), func(i, j int) { of[i], of[j] = of[j], of[i] })
			c := &byCell[cell].half[h]
			authorise(stays, of, h, c.unauthorised, out)
			present = present[:0]
			for _, i := range of {
				present = append(present, &out[i][h])
			}
			lay(present, ribbon(rng, &c.codes, 0, codeS), func(m *marks) int { return m.authorised })
			lay(present, ribbon(rng, &c.codes, codeG, codes), func(m *marks) int { return m.unauthorised })
			attended(rng, present, c.late)
			register(stays, of, h, c.dual, out)
		}
	}
	return out
}

// authorise divides a cell's unauthorised absence of a half-term among its pupils in
// proportion to what is expected of each, and notes the rest of their sessions.
// Nobody has more of it than absence.
func authorise(stays []stay, members []int, h, unauthorised int, out [][halfTerms]marks) {
	expected := func(i int) int { return stays[i].half[h].missed * int(stays[i].unauthorised) }
	all := 0
	for _, i := range members {
		all += expected(i)
	}
	run, left := 0, unauthorised
	for _, i := range members {
		in, m := &stays[i].half[h], &out[i][h]
		run += expected(i)
		if all > 0 {
			m.unauthorised = min(in.missed, left-(unauthorised-run*unauthorised/all))
		}
		left -= m.unauthorised
		m.authorised = in.missed - m.unauthorised
		m.codes[codeS] = in.study
		m.room = in.possible - in.missed - in.study
	}
	for left > 0 { // what rounding has left
		for _, i := range members {
			if m := &out[i][h]; left > 0 && m.authorised > 0 {
				m.authorised--
				m.unauthorised++
				left--
			}
		}
	}
}

// dualSpell is how many sessions of a half-term a pupil registered at two schools spends
// at the other one, where the cell has so many.
const dualSpell = 24

// register gives the sessions at another school to as few pupils of a cell as it can.
func register(stays []stay, members []int, h, sessions int, out [][halfTerms]marks) {
	for left := sessions; left > 0; {
		for _, i := range members {
			if stays[i].half[h].possible > 0 {
				n := min(left, dualSpell)
				out[i][h].dual += n
				left -= n
			}
		}
	}
}

// ribbon puts the sessions of some codes in a row, spell by spell.
func ribbon(rng *rand.Rand, counts *[codes]int, from, to int) []int {
	type spell struct{ code, sessions int }
	var order []spell
	all := 0
	for code := from; code < to; code++ {
		all += counts[code]
		for left := counts[code]; left > 0; {
			n := min(left, 1+rng.IntN(spells[code]))
			order = append(order, spell{code, n})
			left -= n
		}
	}
	rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	out := make([]int, 0, all)
	for _, s := range order {
		for range s.sessions {
			out = append(out, s.code)
		}
	}
	return out
}

// lay gives each pupil as much of the ribbon as the pupil needs.
func lay(present []*marks, ribbon []int, need func(*marks) int) {
	for _, m := range present {
		n := min(need(m), len(ribbon))
		for _, code := range ribbon[:n] {
			m.codes[code]++
		}
		ribbon = ribbon[n:]
	}
}

// attended deals out lateness, and now and then a visit or a course elsewhere, to
// those who are in school for as long.
func attended(rng *rand.Rand, present []*marks, late int) {
	for left := late; left > 0; {
		for _, m := range present {
			n := min(left, m.room, 1+rng.IntN(6))
			m.late += n
			m.room -= n
			left -= n
		}
	}
	for _, m := range present {
		switch rng.IntN(40) {
		case 0:
			m.visits = min(m.room, 2)
		case 1:
			m.offSite = min(m.room, 2+2*rng.IntN(4))
		}
	}
}
