package sample

import (
	"io"
	"math/rand/v2"
	"strconv"

	"rollcall/generator/attendance"
)

// writeWelshService makes up what the attendance service did in the last two years:
// for each school by term, and in court by the authority and term.
func (a *authority) writeWelshService(w io.Writer) error {
	out := service{newTable(w, "period", "activity", "count", "urn", "cluster", "outcome", "note"), rand.New(rand.NewPCG(a.opt.Seed, 5))}
	for y := max(a.first, latest-1); y <= latest; y++ {
		for term := range lastHalfTerm(y) / 2 {
			p := attendance.Period{Year: y, Grain: attendance.Term, Number: uint8(term + 1)}
			for _, b := range a.bases() {
				out.welshBase(p, &b)
			}
			count := func(activity, outcome string, n int) { out.count(p, activity, n, "", "", outcome) }
			court := 2 + out.rng.IntN(5)
			count("prosecution", "started", court)
			count("prosecution", "convicted", court-out.part(court, 4))
			count("education-supervision-order", "", out.rng.IntN(2))
			count("training", "held", 2+out.rng.IntN(4))
			count("code-audit", "", 3+out.rng.IntN(4))
		}
	}
	return out.close()
}

// welshBase writes what was done for a school in a term. Every notice is paid, unpaid
// or withdrawn.
func (s service) welshBase(p attendance.Period, b *base) {
	count := func(activity, outcome string, n int) { s.count(p, activity, n, b.urn, b.cluster, outcome) }
	made := s.part(b.pa, 8)
	count("referral", "made", made)
	count("referral", "accepted", made-s.part(made, 7))
	issued := s.part(b.codes[codeG], 60)
	withdrawn := s.part(issued, 12)
	unpaid := s.part(issued-withdrawn, 6)
	count("penalty-notice", "issued", issued)
	count("penalty-notice", "paid", issued-withdrawn-unpaid)
	count("penalty-notice", "unpaid", unpaid)
	count("penalty-notice", "withdrawn", withdrawn)
	count("visit", "", 1+s.rng.IntN(3))
}

// welshAttained sets year 11 against the attendance that the strategy quotes: at least
// 94%, and at most 90, 80 and 70%. The last three hold one another.
var welshAttained = attained{"Five GCSEs at grades A* to C with English or Welsh and mathematics", attendance.Secondary, secondaryYears, []attainedBand{
	{">=94", 455, 712}, {"<=90", 327, 404}, {"<=80", 112, 232}, {"<=70", 58, 148},
}}

// countryCohort is the year 11 of the invented Wales. There absence goes with a little
// less of a difference: countryReached is what more of each band reaches, per 1,000.
const countryCohort = 33_000

var countryReached = [...]int{-20, 42, 55, 38}

func (a *authority) writeWelshAttainment(w io.Writer) error {
	out := newTable(w, "level", "code", "period", "threshold", "band", "pupils", "reached", "source")
	cohort := 0
	for i := range a.schools {
		if a.schools[i].Phase == welshAttained.phase {
			cohort += a.schools[i].Roll
		}
	}
	cohort /= welshAttained.groups
	for y := latest - 2; y < latest; y++ {
		p := attendance.Period{Year: y, Grain: attendance.Year}
		for i, band := range welshAttained.bands {
			better := 7 * i * (int(y-latest) + 2) // in the second year, more so with less attendance
			pupils := cohort * band.pupils / 1000
			out.row("authority", welshCode, p.String(), welshAttained.threshold, band.written, strconv.Itoa(pupils),
				strconv.Itoa(pupils*(band.reached+better)/1000), "Made up")
			pupils = countryCohort * band.pupils / 1000
			out.row("country", walesCode, p.String(), welshAttained.threshold, band.written, strconv.Itoa(pupils),
				strconv.Itoa(pupils*(band.reached+countryReached[i])/1000), "Made up")
		}
	}
	return out.close()
}

// writeWelshEvents lists what may explain a turn in a trend.
func (a *authority) writeWelshEvents(w io.Writer) error {
	out := newTable(w, "date", "event", "until", "level", "code", "kind", "note")
	out.row("2024-09-02", "No holidays authorised in term time", "", "", "", "policy", "Asked of every school by the council's cabinet.")
	out.row("2024-09-02", "Penalty notices", "", "", "", "policy", "One local code for issuing them.")
	for i := range breakfasts {
		out.row("2024-11-04", "First-day response team", "", "school", string(a.nth(attendance.Primary, 3*i).URN), "initiative", "Calls and visits on the first morning of absence.")
	}
	out.row("2025-01-21", "Flood", "2025-01-24", "school", string(a.nth(attendance.Primary, 7).URN), "closure", "Closed for four days.")
	return out.close()
}

// writeWelshRecommendations lists what the scrutiny committee and inspectors asked for,
// a row for each step.
func (a *authority) writeWelshRecommendations(w io.Writer) error {
	const committee, visit = "Education scrutiny committee", "Inspectors' monitoring visit"
	out := newTable(w, "id", "source", "of", "date", "recommendation", "status", "updated", "owner", "due", "response")
	out.row("C1", "committee", committee, "2024-11-14", "Show each school's progress towards its target every term.", "accepted", "", "Data manager", "2025-03-31", "")
	out.row("C1", "committee", committee, "2024-11-14", "Show each school's progress towards its target every term.", "complete", "2025-03-06", "Data manager", "2025-03-31", "In each report since the spring of 2025.")
	out.row("C2", "committee", committee, "2025-06-19", "Ask two secondary schools a term what they changed and what followed.", "in progress", "2025-10-09", "Head of attendance and wellbeing", "2026-07-17", "Three schools have come.")
	out.row("C3", "committee", committee, "2026-03-12", "Compare the five counties of the consortium each year.", "accepted", "", "Data manager", "2026-10-30", "")
	out.row("C4", "committee", committee, "2025-06-19", "Fine families for lateness.", "rejected", "2025-09-18", "Head of attendance and wellbeing", "", "A notice cannot be issued for lateness before the register closes.")
	out.row("I1", "inspection", visit, "2025-05-21", "Make sure that schools use the codes of absence alike.", "in progress", "2025-10-14", "Attendance and wellbeing officer", "2026-05-22", "Thirty-one schools checked this year.")
	out.row("I2", "inspection", visit, "2025-05-21", "Agree a plan for each pupil who misses half of school or more.", "in progress", "2025-12-12", "Head of inclusion", "2026-04-17", "Two in three have a plan.")
	return out.close()
}
