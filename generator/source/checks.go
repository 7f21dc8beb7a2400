package source

import (
	"maps"
	"slices"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
)

// check looks at relations that hold between rows.
func (a *assembly) check(problems *diag.List) {
	a.checkNames(problems)
	a.checkGroupings(problems)
	series := a.series()
	for _, s := range series {
		s.checkParts(problems)
		s.checkCumulative(problems)
		s.checkJumps(a.opt.JumpFactor, problems)
	}
	a.checkImplausible(problems)
	a.checkPublished(problems)
	a.checkReturns(problems)
	a.checkOpen(problems)
}

// checkNames reports the schools that no file names, as one problem. Those of our own list
// were reported where it lacks the name.
func (a *assembly) checkNames(problems *diag.List) {
	reported := make(map[attendance.URN]bool)
	for i := range a.listings {
		if l := &a.listings[i]; l.source == fromSchools && l.Name == "" {
			reported[a.current[l.URN]] = true
		}
	}
	first := make(map[string]diag.Pos)
	for i := range a.rows {
		if r := &a.rows[i]; r.urn != "" {
			if _, ok := first[r.Place.Code]; !ok {
				first[r.Place.Code] = r.pos
			}
		}
	}
	var unnamed []string
	for _, s := range a.schools {
		if _, hasRows := first[string(s.URN)]; s.Name == "" && hasRows && !reported[s.URN] {
			unnamed = append(unnamed, string(s.URN))
		}
	}
	for _, urn := range unnamed {
		problems.Add(first[urn], diag.SchoolUnnamed, "They are "+strings.Join(unnamed[:min(len(unnamed), 20)], ", ")+".", "no file names a school that has figures")
	}
}

// checkGroupings reports a grouping that the site asks for and no school has.
func (a *assembly) checkGroupings(problems *diag.List) {
	if a.broken || len(a.schools) == 0 {
		return
	}
	for _, g := range a.opt.Groupings {
		if !slices.ContainsFunc(a.schools, func(s attendance.Establishment) bool { return s.Groupings[g.Column] != "" }) {
			problems.Add(g.Pos, diag.GroupingUnused, "", "no school has a %s", g.Column)
		}
	}
}

// series is the rows of one place, phase, group and format by period; our own formats
// are as one. Two numbers of one school are added.
type series struct {
	cells map[attendance.Period]*cell
	own   bool
}

type cell struct {
	counts register.Counts
	pos    diag.Pos
}

// series gathers the rows in a fixed order.
func (a *assembly) series() []*series {
	type key struct {
		register.Key
		format string
	}
	at := make(map[key]*series)
	var out []*series
	for i := range a.rows {
		r := &a.rows[i]
		k := key{Key: r.key()}
		if !r.own {
			k.format = r.format
		}
		k.Period = attendance.Period{}
		s := at[k]
		if s == nil {
			s = &series{cells: make(map[attendance.Period]*cell), own: r.own}
			at[k] = s
			out = append(out, s)
		}
		if c := s.cells[r.Period]; c != nil {
			c.counts.Add(&r.Counts)
			continue
		}
		s.cells[r.Period] = &cell{r.Counts.Clone(), r.pos}
	}
	return out
}

// periods lists the periods of a series in order of time.
func (s *series) periods() []attendance.Period {
	return slices.SortedFunc(maps.Keys(s.cells), attendance.Period.Compare)
}

// checkParts compares every supplied whole with the sum of its supplied parts.
func (s *series) checkParts(problems *diag.List) {
	if len(s.cells) < 2 {
		return
	}
	periods := s.periods()
	for _, whole := range periods {
		first, last := whole.HalfTerms()
		if first == last {
			continue
		}
		parts := s.cover(whole, first, last, periods)
		if parts == nil {
			continue
		}
		var sum register.Counts
		for _, p := range parts {
			sum.Add(&s.cells[p].counts)
		}
		have := sessions(&s.cells[whole].counts)
		for i, n := range sessions(&sum) {
			if n.Known() && have[i].Known() && n != have[i] {
				problems.Add(s.cells[whole].pos, diag.PeriodSums, "", "the parts of %s have %d %s, the whole has %d", whole, n, sessionNames[i], have[i])
			}
		}
	}
}

// cover finds supplied periods that make up the half-terms from first to last of a
// whole, the longest first, or nil.
func (s *series) cover(whole attendance.Period, first, last int, periods []attendance.Period) []attendance.Period {
	if first > last {
		return []attendance.Period{}
	}
	for _, p := range slices.Backward(periods) {
		f, l := p.HalfTerms()
		if p == whole || p.Year != whole.Year || f != first || l > last {
			continue
		}
		if rest := s.cover(whole, l+1, last, periods); rest != nil {
			return append(rest, p)
		}
	}
	return nil
}

// checkCumulative reports a supplied period that has more sessions than a longer one
// that holds it. Where all the parts are there, their sum is compared instead.
func (s *series) checkCumulative(problems *diag.List) {
	periods := s.periods()
	for _, whole := range periods {
		first, last := whole.HalfTerms()
		if first == last || s.cover(whole, first, last, periods) != nil {
			continue
		}
		have := &s.cells[whole].counts
		for _, part := range periods {
			if part == whole || !within(part, whole) || part.IsYear() {
				continue
			}
			for i, n := range sessions(&s.cells[part].counts) {
				if of := sessions(have)[i]; n.Known() && of.Known() && n > of {
					problems.Add(s.cells[whole].pos, diag.PartOverflow, "", "%s has %d %s, and %s, which it is a part of, %d", part, n, sessionNames[i], whole, of)
				}
			}
		}
	}
}

// sessionNames are what sessions counts.
var sessionNames = [...]string{"possible sessions", "sessions missed", "sessions of authorised absence", "sessions of unauthorised absence"}

// sessions are the counts of sessions that add up over periods.
func sessions(c *register.Counts) [len(sessionNames)]register.Count {
	return [...]register.Count{c.Possible, c.Overall, c.Authorised, c.Unauthorised}
}

// checkJumps compares the possible sessions and the enrolments of our own rows with
// the year before.
func (s *series) checkJumps(factor float64, problems *diag.List) {
	if !s.own {
		return
	}
	for _, p := range s.periods() {
		before := s.cells[p.YearBefore()]
		if before == nil {
			continue
		}
		for _, c := range []struct {
			now, then register.Count
			name      string
		}{{s.cells[p].counts.Possible, before.counts.Possible, "possible sessions"}, {s.cells[p].counts.Enrolments, before.counts.Enrolments, "enrolments"}} {
			if c.now > 0 && c.then > 0 && (float64(c.now) > factor*float64(c.then) || float64(c.then) > factor*float64(c.now)) {
				problems.Add(s.cells[p].pos, diag.CountJump, "", "%d %s, %d a year before", c.now, c.name, c.then)
				break // the other follows from it
			}
		}
	}
}

// checkPublished compares the schools of the authority with its published row,
// where as many schools are there as the row is made of.
func (a *assembly) checkPublished(problems *diag.List) {
	type key struct {
		period attendance.Period
		phase  attendance.Phase
		group  string
		format string
	}
	sums := make(map[key]*register.Counts)
	for i := range a.rows {
		r := &a.rows[i]
		if r.Place.Level != attendance.LevelSchool || r.own {
			continue
		}
		for _, phase := range []attendance.Phase{attendance.Total, r.Phase} {
			k := key{r.Period, phase, r.Group, r.format}
			if sum := sums[k]; sum != nil {
				sum.Add(&r.Counts)
			} else {
				c := r.Counts.Clone()
				sums[k] = &c
			}
		}
	}
	for i := range a.rows {
		r := &a.rows[i]
		if r.Place != (attendance.Place{Level: attendance.LevelAuthority, Code: a.opt.Authority}) {
			continue
		}
		sum := sums[key{r.Period, r.Phase, r.Group, r.format}]
		if sum == nil || sum.Schools != r.Counts.Schools {
			continue
		}
		for _, c := range []struct {
			sum, published register.Count
			name           string
		}{{sum.Enrolments, r.Counts.Enrolments, "enrolments"}, {sum.Possible, r.Counts.Possible, "possible sessions"},
			{sum.Overall, r.Counts.Overall, "sessions missed"}, {sum.Authorised, r.Counts.Authorised, "sessions of authorised absence"},
			{sum.Unauthorised, r.Counts.Unauthorised, "sessions of unauthorised absence"}, {sum.PA10, r.Counts.PA10, "persistent absentees"}} {
			if c.sum.Known() && c.published.Known() && c.sum != c.published {
				problems.Add(r.pos, diag.PublishedTotal, "", "%s %s: the schools have %d %s, the published row %d", r.Period, r.Phase, c.sum, c.name, c.published)
			}
		}
	}
}
