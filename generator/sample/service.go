package sample

import (
	"io"
	"math/rand/v2"
	"strconv"

	"rollcall/generator/attendance"
)

// writeService makes up what the authority's officers did in the last two years. The
// sizes hang on each school's absence, so it comes after writeAttendance. What is
// done for one school is counted by school and term, or in a large authority by
// cluster; what is done for several by cluster and half-term; and what goes to court
// by the authority and term.
func (a *authority) writeService(w io.Writer) error {
	bases := a.bases()
	out := service{newTable(w, "period", "activity", "count", "urn", "cluster", "outcome", "note"), rand.New(rand.NewPCG(a.opt.Seed, 2))}
	for y := max(a.first, latest-1); y <= latest; y++ {
		for half := range lastHalfTerm(y) {
			p := attendance.Period{Year: y, Grain: attendance.HalfTerm, Number: uint8(half + 1)}
			for _, d := range a.clusters {
				out.cluster(p, d.name)
			}
		}
		for term := range lastHalfTerm(y) / 2 {
			p := attendance.Period{Year: y, Grain: attendance.Term, Number: uint8(term + 1)}
			for i := range bases {
				out.base(p, &bases[i])
			}
			out.authority(p, a.opt.Schools)
		}
	}
	return out.close()
}

// base is a school, or in a large authority a cluster, that officers work with; and
// its counts of the year so far.
type base struct {
	urn, cluster string
	counts
}

func (a *authority) bases() []base {
	var out []base
	if a.large() {
		for _, d := range a.clusters {
			out = append(out, base{cluster: attendance.Slug(d.name)})
		}
		for i := range a.schools {
			out[a.schools[i].cluster].add(&a.figures[i].toDate)
		}
		return out
	}
	for i := range a.schools {
		out = append(out, base{urn: string(a.schools[i].URN), counts: a.figures[i].toDate})
	}
	return out
}

type service struct {
	table
	rng *rand.Rand
}

// part draws how many of n are one in so many, give or take a few.
func (s service) part(n, one int) int {
	return min(n, (n+s.rng.IntN(one))/one)
}

// count writes a row about a school, a cluster or, with neither, the authority. Zero
// is written too: a row that is not there says nothing.
func (s service) count(p attendance.Period, activity string, n int, urn, cluster, outcome string) {
	s.row(p.String(), activity, strconv.Itoa(n), urn, cluster, outcome, "")
}

// base writes what was done for a school or a large cluster in a term.
func (s service) base(p attendance.Period, b *base) {
	count := func(activity, outcome string, n int) { s.count(p, activity, n, b.urn, b.cluster, outcome) }

	made := s.part(b.pa, 9)
	accepted := made - s.part(made, 6)
	count("referral", "made", made)
	count("referral", "accepted", accepted)
	count("referral", "closed", s.part(accepted, 2))

	// Every notice is paid, unpaid or withdrawn in the end; some of the unpaid are
	// paid after a warning.
	issued := s.part(b.codes[codeG], 45)
	withdrawn := s.part(issued, 14)
	unpaid := s.part(issued-withdrawn, 5)
	count("penalty-notice", "issued", issued)
	count("penalty-notice", "paid", issued-withdrawn-unpaid)
	count("penalty-notice", "unpaid", unpaid)
	count("penalty-notice", "recovered", s.part(unpaid, 3))
	count("penalty-notice", "withdrawn", withdrawn)

	count("notice-to-improve", "", s.part(b.pa, 24))
	offered := s.part(b.pa, 16)
	count("attendance-contract", "made", offered)
	count("attendance-contract", "held", offered-s.part(offered, 3))
	count("visit", "", (2+s.rng.IntN(8))/3+b.pa/60) // one small school in eight is not met
	audits := 1 - s.rng.IntN(10)/9                  // in most schools each autumn, and now and then another
	if p.Number > 1 {
		audits = s.part(1, 6)
	}
	count("register-audit", "", audits)
	count("training", "held", s.rng.IntN(5)/3)
}

// cluster writes what was done in one cluster in a half-term.
func (s service) cluster(p attendance.Period, name string) {
	count := func(activity, outcome string, n int) { s.count(p, activity, n, "", attendance.Slug(name), outcome) }

	count("code-audit", "", s.rng.IntN(2))
	opened := 2 + s.rng.IntN(9)
	count("early-help-assessment", "opened", opened)
	count("early-help-assessment", "closed", s.part(opened, 2))
	missing := s.rng.IntN(8)
	count("child-missing-education", "reported", missing)
	count("child-missing-education", "found", missing-s.part(missing, 4))
}

// authority writes what was done in a term by an authority of so many schools.
func (s service) authority(p attendance.Period, schools int) {
	draw := func(most int) int { return s.rng.IntN(most*(schools/20+1) + 1) }
	count := func(activity, outcome string, n int) { s.count(p, activity, n, "", "", outcome) }

	court := 1 + draw(3)
	count("prosecution", "started", court)
	count("prosecution", "convicted", court-s.part(court, 4))
	count("parenting-contract", "", 1+draw(2))
	count("safeguarding-escalation", "", 7+draw(5))
	count("parenting-order", "", draw(1))
	count("education-supervision-order", "", draw(1))
	count("school-attendance-order", "", 1+draw(1))
}
