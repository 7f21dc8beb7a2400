package sample

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strconv"

	"rollcall/generator/attendance"
)

const (
	code      = "991" // no authority of England has this number
	latest    = attendance.AcademicYear(2025)
	firstURN  = 900001
	wards     = 3  // in each cluster
	perTrust  = 7  // schools, about
	shortfall = 17 // one school in so many leaves a little of its absence without a code
)

// authority is the borough before any pupil is drawn.
type authority struct {
	opt        Options
	clusters   []district
	schools    []school
	first      attendance.AcademicYear
	falling    int       // the cluster whose attendance falls
	figures    []current // of the latest year
	latestHalf []counts  // of all pupils in the latest half-term that was returned
	basis      []current // of the year that targets are set from
	// By cluster, the schools that children come from at eleven, and go to.
	feeders, secondaries [][]*school
}

// school is one establishment and what its pupils' attendance hangs on.
type school struct {
	attendance.Establishment
	number  int // from 0, in the order of the list
	cluster int
	fsm     int // pupils eligible for free school meals, per 1,000
	effect  int // on absence, in 1024ths
	// What the school's phase gained each year beside the slow recovery, in 1024ths of
	// its absence.
	progress int64
	// How much later than others its pupils come, and how its staff lean to each
	// code, in 1024ths.
	lateness int64
	habits   [codes]int64
	course   course
	story    story
	// It is another authority's: the children whom this one looks after are all that
	// is known of it.
	elsewhere bool
}

// course is how a school's absence moves from year to year.
type course uint8

const (
	steady    course = iota
	improving        // level until the latest year
	worsening        // likewise
	drifting         // with its cluster
)

// story is what is odd about a school's latest return.
type story uint8

const (
	onTime story = iota
	missing
	late
)

// share returns how many of n schools belong to a phase that has parts of 60.
func share(n, parts int) int { return max(1, (n*parts+30)/60) }

func newAuthority(opt Options) *authority {
	a := &authority{
		opt:        opt,
		first:      latest - attendance.AcademicYear(opt.Years) + 1,
		falling:    opt.Clusters * 2 / 3,
		figures:    make([]current, opt.Schools),
		latestHalf: make([]counts, opt.Schools),
		basis:      make([]current, opt.Schools),
	}
	rng := rand.New(rand.NewPCG(opt.Seed, 0))
	names := namer{rng: rng, taken: map[string]bool{}}
	a.clusters = names.districts(opt.Clusters)
	trusts := names.trusts(max(3, opt.Schools/(2*perTrust)))

	secondary, special, ap := share(opt.Schools, 11), share(opt.Schools, 4), share(opt.Schools, 1)
	for _, part := range []struct {
		phase attendance.Phase
		n     int
	}{
		{attendance.Primary, opt.Schools - secondary - special - ap},
		{attendance.Secondary, secondary}, {attendance.Special, special}, {attendance.AP, ap},
	} {
		for i := range part.n {
			s := a.newSchool(&names, part.phase, i)
			if isAcademy(s.Type) {
				s.Groupings["trust"] = trusts[rng.IntN(len(trusts))]
			}
			a.schools = append(a.schools, s)
		}
	}
	a.line()
	return a
}

// newSchool makes the i-th school of a phase.
func (a *authority) newSchool(names *namer, phase attendance.Phase, i int) school {
	rng := names.rng
	c := i % len(a.clusters)
	district := a.clusters[c]
	s := school{number: len(a.schools), cluster: c}
	s.URN = attendance.URN(strconv.Itoa(firstURN + s.number))
	s.Phase = phase
	s.LAESTAB = laestab(phase, i)
	s.Name, s.Type = names.school(phase, i, district.name)
	s.Groupings = map[string]string{
		"cluster": district.name,
		"ward":    district.wards[i/len(a.clusters)%wards],
	}
	s.Postcode = fmt.Sprintf("WX%d %d%c%c", c%20+1, i%9+1, 'A'+rune(i/9%26), 'A'+rune(i/234%26))
	s.Contact = contacts[rng.IntN(len(contacts))]
	size := sizes[phase]
	s.Roll = max(40, int(math.Round(size.median*math.Exp(size.spread*rng.NormFloat64()))))
	s.fsm = min(720, max(40, district.fsm+size.fsm+int(math.Round(70*rng.NormFloat64()))))
	s.effect = int(around(rng, 0.1))
	s.lateness = around(rng, 0.3)
	for i := range s.habits {
		s.habits[i] = around(rng, 0.25)
	}
	a.tell(&s, i)
	return s
}

// around draws a factor in 1024ths, spread about 1.
func around(rng *rand.Rand, spread float64) int64 {
	return int64(math.Round(1024 * math.Exp(spread*rng.NormFloat64())))
}

var sizes = map[attendance.Phase]struct {
	median, spread float64
	fsm            int
}{
	attendance.Primary:   {260, 0.35, 0},
	attendance.Secondary: {980, 0.22, -15},
	attendance.Special:   {120, 0.25, 140},
	attendance.AP:        {70, 0.2, 300},
}

// tell gives a school its part in the stories of the README.
func (a *authority) tell(s *school, i int) {
	if s.cluster == a.falling {
		s.course = drifting
	}
	switch {
	case s.Phase == attendance.Secondary && i == 1:
		s.course, s.effect = improving, 1270
	case s.Phase == attendance.Primary && i == 2:
		s.course, s.effect = worsening, 1024
		s.Roll = 420 // in a smaller school chance would hide the turn
	}
	switch {
	case s.Phase == attendance.Primary && i == 9, s.Phase == attendance.Secondary && i == 2:
		s.story = missing
	case s.Phase == attendance.Primary && i == 12:
		s.story = late
	}
}

// shorts reports whether the i-th school leaves a few absences without a code. None
// does where there are pupils to count: they have codes and nothing else.
func (a *authority) shorts(i int) bool { return !a.opt.Pupils && i%shortfall == 5 }

// provisional reports whether the i-th school may still correct its latest return.
func provisional(i int) bool { return i%5 == 0 }

// laestab numbers schools within the ranges of their phase. Past the end of a
// range, which only an authority larger than any real one reaches, there is none.
func laestab(phase attendance.Phase, i int) string {
	r := map[attendance.Phase][2]int{
		attendance.Primary: {2000, 3999}, attendance.Secondary: {4000, 6999},
		attendance.Special: {7000, 7999}, attendance.AP: {1100, 1999},
	}[phase]
	if n := r[0] + i; n <= r[1] {
		return code + strconv.Itoa(n)
	}
	return ""
}

func (a *authority) writeSchools(w io.Writer) error {
	out := newTable(w, "urn", "name", "phase", "laestab", "type", "cluster", "trust", "ward", "postcode", "roll", "fsm_percent", "contact_role")
	for _, s := range a.schools {
		out.row(string(s.URN), s.Name, s.Phase.String(), s.LAESTAB, s.Type, s.Groupings["cluster"], s.Groupings["trust"],
			s.Groupings["ward"], s.Postcode, strconv.Itoa(s.Roll), decimal(s.fsm, 1), s.Contact)
	}
	return out.close()
}
