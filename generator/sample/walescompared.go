package sample

import (
	"fmt"
	"io"
	"strconv"

	"rollcall/generator/attendance"
)

// county is another authority of Wales: its pupils per 1,000 of those in Wales, its
// absence per 1,000 of the mean in 2025-26, and what each year back adds to that.
type county struct {
	name                 string
	share, absence, more int
}

// counties are the 21 authorities beside Glanarwel. The first four are in its
// consortium. No place in Wales is called so.
var counties = []county{
	{"Bro Eithin", 52, 1075, 8}, {"Dyffryn Bedw", 44, 1010, -4}, {"Glan Ysgaw", 61, 985, 12}, {"Bro Rhedyn", 109, 1030, 3},
	{"Dyffryn Gwern", 38, 940, 6}, {"Glan Brwyn", 47, 1120, -14}, {"Bro Cerddin", 29, 905, 0}, {"Gwaun Afallen", 55, 1055, -3},
	{"Dyffryn Drain", 71, 1005, 9}, {"Bro Onnen", 33, 960, -8}, {"Glan Llwyfen", 42, 1090, 15}, {"Gwaun Grug", 26, 880, 5},
	{"Dyffryn Eos", 58, 1040, -12}, {"Bro Gwennol", 36, 1015, 2}, {"Glan Crëyr", 49, 1065, -6}, {"Bro Barcud", 31, 925, 10},
	{"Dyffryn Ehedydd", 40, 1130, 4}, {"Gwaun Hebog", 24, 995, -10}, {"Glan Dyfrgi", 45, 1020, 7}, {"Bro Draenog", 37, 950, -2},
	{"Dyffryn Carlwm", 30, 1080, -9},
}

// welshPeers are the phases of Wales: pupils, and absence, unauthorised absence,
// persistent absence and severe absence in 2025-26, in hundredths of a percent.
var welshPeers = [phases]peer{
	attendance.Primary:   {262_000, 690, 190, 1880, 110},
	attendance.Secondary: {168_000, 990, 330, 2740, 390},
	attendance.Special:   {5_400, 1180, 260, 3350, 520},
	attendance.AP:        {2_000, 2450, 900, 6100, 1900},
}

// placed is a period and phase of a place.
type placed struct {
	period attendance.Period
	phase  attendance.Phase
}

// comparedPeriods are the terms and years that are published.
func (a *authority) comparedPeriods() []attendance.Period {
	var out []attendance.Period
	for y := a.first; y <= latest; y++ {
		for _, p := range yearPeriods(y) {
			if _, last := p.HalfTerms(); p.Grain != attendance.HalfTerm && last <= lastHalfTerm(y) {
				out = append(out, p)
			}
		}
	}
	return out
}

// writeWelshComparators makes up the other authorities of Wales. Wales is the sum of
// them and of Glanarwel, whose own figures stand in attendance.csv.
func (a *authority) writeWelshComparators(w io.Writer) error {
	out := newTable(w, "level", "code", "name", "phase", "period", "measure", "value", "numerator", "denominator")
	wales := a.ownCounts()
	for i, c := range counties {
		code := fmt.Sprintf("W060009%02d", i+2)
		for _, p := range a.comparedPeriods() {
			byPhase := c.counts(p)
			for _, phase := range attendance.Phases {
				wales.add(placed{p, phase}, &byPhase[phase])
				if phase != attendance.AP {
					out.compared("authority", code, c.name, placed{p, phase}, &byPhase[phase], 1)
				}
			}
		}
	}
	for _, p := range a.comparedPeriods() {
		for _, phase := range attendance.Phases {
			at := placed{p, phase}
			out.compared("country", walesCode, "Wales", at, wales[at], 5)
		}
	}
	return out.close()
}

// counts are a county's figures of a period by phase.
func (c county) counts(p attendance.Period) (byPhase [phases]counts) {
	absence := c.absence + c.more*int(latest-p.Year)
	for _, phase := range attendance.Phases[1:] {
		byPhase[phase] = welshPeers[phase].counts(p, c.share, absence)
		byPhase[attendance.Total].add(&byPhase[phase])
	}
	return byPhase
}

// compared writes the first measures of a place: attendance, and where more are asked
// for, what it is made of and absence that is persistent or severe. The other
// authorities have persistent absence too, over whole years.
func (t table) compared(level, code, name string, at placed, c *counts, measures int) {
	for i, m := range c.fractions() {
		if i < measures || m.measure == "pa_10" && at.period.IsYear() {
			t.row(level, code, name, at.phase.String(), at.period.String(), m.measure, m.percent(), strconv.Itoa(m.num), strconv.Itoa(m.den))
		}
	}
}

// sums are counts by period and phase.
type sums map[placed]*counts

func (s sums) add(at placed, c *counts) {
	if s[at] == nil {
		s[at] = new(counts)
	}
	s[at].add(c)
}

// ownCounts simulates the schools once more and adds up their pupils.
func (a *authority) ownCounts() sums {
	out := sums{}
	t := newTables()
	var stays []stay
	for i := range a.schools {
		s := &a.schools[i]
		for y := a.first; y <= latest; y++ {
			var byCell *[cells]cellCounts
			stays, byCell = a.schoolYear(t, stays[:0], s, y)
			c := grouped(byCell)
			for n := range spans {
				p := attendance.Period{Year: y, Grain: attendance.Term, Number: uint8(n + 1)}
				if n == spans-1 {
					p = whole(y)
				}
				for _, phase := range []attendance.Phase{attendance.Total, s.Phase} {
					out.add(placed{p, phase}, &c.span[0][n])
				}
			}
		}
	}
	return out
}
