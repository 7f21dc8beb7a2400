package sample

import (
	"bufio"
	"io"
	"math/rand/v2"
	"strconv"

	"rollcall/generator/attendance"
)

const (
	firstElsewhere = 990001
	perElsewhere   = 2 // children of the authority at a school of another
)

// otherAuthorities look after children who go to school here. No authority of
// England has these numbers either.
var otherAuthorities = [...]string{"992", "993"}

// writePupils draws every school once more and writes a row for each of its pupils
// and half-terms: the pupils that attendance.csv counts. After them come a few
// children whom the authority looks after at schools elsewhere.
func (a *authority) writePupils(w io.Writer) error {
	out := extract{w: bufio.NewWriterSize(w, 1<<16)}
	out.header()
	t := newTables()
	var stays []stay
	onTheirWay := movers{}
	school := func(s *school) {
		roster := a.roster(s)
		for y := a.first; y <= latest; y++ {
			var byCell *[cells]cellCounts
			stays, byCell = a.schoolYear(t, stays[:0], s, y)
			at := roster.seat(stays, y)
			roster.settle(onTheirWay, stays, at, y)
			rng := rand.New(rand.NewPCG(a.opt.Seed, uint64(s.number+1)<<16|1<<15|uint64(y)))
			dealt := deal(rng, stays, byCell)
			for i := range stays {
				out.stay(s, y, &stays[i], &at[i], &dealt[i])
			}
		}
	}
	for i := range a.schools {
		school(&a.schools[i])
	}
	for i := range max(3, a.opt.Schools/8) {
		s := a.elsewhere(i)
		school(&s)
	}
	return out.w.Flush()
}

// elsewhere makes the i-th school outside the authority, as far as it is known here.
func (a *authority) elsewhere(i int) school {
	s := school{number: len(a.schools) + i, elsewhere: true, fsm: 300, effect: 1100, lateness: 1024}
	s.URN = attendance.URN(strconv.Itoa(firstElsewhere + i))
	s.Phase = []attendance.Phase{attendance.Primary, attendance.Secondary, attendance.Special}[i%3]
	s.Roll = perElsewhere
	for i := range s.habits {
		s.habits[i] = 1024
	}
	return s
}

// extract writes pupils.csv, whose rows are built in one buffer.
type extract struct {
	w   *bufio.Writer // keeps the first error for Flush
	row []byte
}

func (x *extract) header() {
	x.row = append(x.row[:0], "urn,pupil,period,year_group,sex,class,fsm,sen_support,ehcp,looked_after,previously_looked_after,social_worker,"+
		"ever_social_worker,eal,young_carer,ethnicity,family,looked_after_by,part_time_timetable,joint_plan,previous_school,"+
		"sess_possible,code_l,code_b,code_v"...)
	for _, c := range codeNames {
		x.row = append(append(x.row, ",code_"...), c...)
	}
	x.row = append(x.row, ",code_d\n"...)
	_, _ = x.w.Write(x.row)
}

// stay writes the rows of one stay. What is true all year is put together once.
func (x *extract) stay(s *school, y attendance.AcademicYear, p *stay, at *seated, dealt *[halfTerms]marks) {
	who := x.who(s, p, at)
	possible, missed, planned := 0, 0, false
	hours := -1 // the first half-term with fewer of them
	if p.propensity > 220<<10 && at.in(traitHours, 120) {
		hours = child(mixed(uint64(at.child), uint64(y))).draw(traitHours, halfTerms)
	}
	for h := p.from; h < p.to; h++ {
		in := &p.half[h]
		possible += in.possible
		missed += in.missed + in.study
		planned = planned || missed*2 >= possible && at.in(traitPlan, 600)
		if y == latest && h == returned-1 && s.story == missing {
			return
		}
		period := attendance.Period{Year: y, Grain: attendance.HalfTerm, Number: uint8(h + 1)}
		b := append(append(x.row[:0], s.URN...), ',')
		b = appendKey(b, 'p', uint64(at.child))
		b = append(append(append(b, ','), period.String()...), ',')
		b = append(b, who...)
		b = yesNo(b, hours >= 0 && (h == hours || h == hours+1))
		b = yesNo(b, planned)
		if at.came != nil {
			b = append(b, at.came.URN...)
		}
		m := &dealt[h]
		for _, n := range [...]int{in.possible, m.late, m.offSite, m.visits} {
			b = strconv.AppendInt(append(b, ','), int64(n), 10)
		}
		for _, n := range m.codes {
			b = strconv.AppendInt(append(b, ','), int64(n), 10)
		}
		b = strconv.AppendInt(append(b, ','), int64(m.dual), 10)
		x.row = append(b, '\n')
		_, _ = x.w.Write(x.row)
	}
}

// who gives the cells that are the same all year, from the year group to the
// authority that looks after the child.
func (x *extract) who(s *school, p *stay, at *seated) []byte {
	group := "R"
	if at.group > 0 {
		group = strconv.Itoa(at.group)
	}
	b := append(append(make([]byte, 0, 160), group...), ',')
	if at.girl() == 1 {
		b = append(b, "F,"...)
	} else {
		b = append(b, "M,"...)
	}
	b = append(append(b, group...), 'A'+byte(at.number%s.forms(at.cohort)), ',')
	fsm, need := p.cell/needs%meals, p.cell%needs
	care, family := at.care(), at.family()
	if s.elsewhere {
		care.lookedAfter, care.previously, care.worker, care.everWorker = true, false, true, true
	}
	ethnicity, eal := family.ethnicity()
	for _, yes := range [...]bool{fsm == 1, need == support, need == plan, care.lookedAfter, care.previously, care.worker, care.everWorker,
		eal, at.in(traitCarer, 9)} {
		b = yesNo(b, yes)
	}
	b = append(append(b, ethnicity...), ',')
	b = append(appendKey(b, 'f', uint64(family)), ',')
	switch {
	case care.lookedAfter && !s.elsewhere && at.in(traitHome, 170):
		b = append(b, otherAuthorities[at.draw(traitHome, 1000)%len(otherAuthorities)]...)
	case care.lookedAfter:
		b = append(b, code...)
	}
	return append(b, ',')
}

// forms is how many classes a cohort makes.
func (s *school) forms(cohort int) int { return max(1, (s.intake(cohort)+31)/32) }

func yesNo(b []byte, yes bool) []byte {
	if yes {
		b = append(b, "yes"...)
	}
	return append(b, ',')
}
