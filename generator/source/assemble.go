package source

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
)

// assembly is the inputs put together.
type assembly struct {
	opt        *Options
	broken     bool // an input could not be read, so what lacks may stand in it
	reasons    []attendance.Reason
	rows       []row
	rates      []rate
	listings   []listing
	links      []link
	names      []name
	current    map[attendance.URN]attendance.URN // any number of a school to its newest one
	age        map[attendance.URN]int            // its place among the numbers of its school, oldest first
	schools    []attendance.Establishment        // in order of URN
	pupils     *register.Pupils
	attended   map[attendance.URN]*attended // the numbers that pupil rows name
	groups     []register.Row               // of groups of pupils, from pupil rows
	tallies    []register.Tally
	bandSets   []attendance.BandSet // of the pupil rows
	aside      asides               // the returns that are set aside, by the number that their file has
	leftOut    asides               // the schools of published rows that were left out
	withheld   map[attendance.URN]diag.Pos
	unreturned []register.Unreturned
	totals     []attendance.Period // of published rows of the authority that were left out
}

func assemble(batches []*batch, pupils *register.Pupils, opt *Options, problems *diag.List) *assembly {
	a := &assembly{opt: opt, broken: opt.Incomplete, pupils: pupils, reasons: uniteReasons(batches, opt)}
	for _, b := range batches {
		a.broken = a.broken || b.broken
		a.rows = append(a.rows, b.rows...)
		a.rates = append(a.rates, b.rates...)
		a.listings = append(a.listings, b.listings...)
		a.links = append(a.links, b.links...)
		a.names = append(a.names, b.names...)
	}
	a.attended = uniteAttended(batches)
	a.uniteAsides(batches)
	a.doubledListings(problems)
	a.byDfENumber(problems)
	a.clashingReturns(problems)
	a.dropAsides()
	a.identify()
	a.dropAsides()
	if a.keepFormer(problems) {
		a.identify()
	}
	a.checkAuthority(batches, problems)
	listed := a.listed()
	a.unlisted(listed, problems)
	a.describe(a.identify())
	a.settleSpellings(problems)
	a.placeRows(problems)
	a.joinPublished(problems)
	a.dropDoubledRows(problems)
	a.dropDoubledRates(problems)
	a.dropOlderRates()
	a.emptyReturns(problems)
	a.dropAsides()
	a.countPupils(problems)
	return a
}

// identify finds which numbers are one school.
func (a *assembly) identify() ([]school, map[attendance.URN]*known) {
	a.current, a.age = make(map[attendance.URN]attendance.URN), make(map[attendance.URN]int)
	numbers := a.numbers()
	identities := identify(numbers, a.links)
	clear(a.current)
	clear(a.age)
	for i := range identities {
		if current, ok := identities[i].current(numbers); ok {
			for age, urn := range identities[i].urns {
				a.current[urn], a.age[urn] = current, age
			}
		}
	}
	return identities, numbers
}

// numbers gathers what is known of every reference number.
func (a *assembly) numbers() map[attendance.URN]*known {
	numbers := make(map[attendance.URN]*known)
	get := func(urn attendance.URN, laestab string) *known {
		k := numbers[urn]
		if k == nil {
			k = &known{laestabs: make(map[string]bool)}
			numbers[urn] = k
		}
		if laestab != "" {
			k.laestabs[laestab] = true
		}
		return k
	}
	for i := range a.rows {
		if r := &a.rows[i]; r.urn != "" {
			get(r.urn, r.laestab).see(r.Period.Year)
		}
	}
	for i := range a.rates {
		if r := &a.rates[i]; r.urn != "" {
			get(r.urn, r.laestab).see(r.Period.Year)
		}
	}
	for i := range a.listings {
		l := &a.listings[i]
		k := get(l.URN, l.LAESTAB)
		k.data = k.data || l.source == fromSchools
	}
	for urn, at := range a.attended {
		if numbers[urn] == nil && at.stranger.File == "" {
			continue // out of the area
		}
		for _, year := range a.pupils.Years(urn) {
			get(urn, "").see(year)
		}
	}
	return numbers
}

// doubledListings reports schools that our own list names twice. Two rows that say the
// same are one.
func (a *assembly) doubledListings(problems *diag.List) {
	first := make(map[attendance.URN]*listing)
	for i := range a.listings {
		l := &a.listings[i]
		if l.source != fromSchools {
			continue
		}
		switch other := first[l.URN]; {
		case other == nil:
			first[l.URN] = l
		case reflect.DeepEqual(l.Establishment, other.Establishment):
			problems.Add(l.pos, diag.RowRepeated, fmt.Sprintf("The other row is at %s.", other.pos), "the row of the school %s is given again", l.URN)
		default:
			problems.Add(l.pos, diag.SchoolDoubled, fmt.Sprintf("The other row is at %s. Keep the one that is right.", other.pos), "the school %s is listed twice, with different facts", l.URN)
		}
	}
}

// listed finds the numbers of the schools that a list names.
func (a *assembly) listed() map[attendance.URN]bool {
	listed := make(map[attendance.URN]bool)
	for i := range a.listings {
		if l := &a.listings[i]; l.source <= fromSchoolList && l.former == "" {
			listed[l.URN] = true
			listed[a.current[l.URN]] = true
		}
	}
	return listed
}

// unlisted drops the rows of our own files whose school no list names. Where a list
// could not be read that says nothing about the row; where there is none at all, no row
// has its school.
func (a *assembly) unlisted(listed map[attendance.URN]bool, problems *diag.List) {
	unknown := func(urn attendance.URN) bool { return !listed[urn] && !listed[a.current[urn]] }
	none := !slices.ContainsFunc(a.listings, func(l listing) bool { return l.source <= fromSchoolList }) && len(a.withheld) == 0
	report := func(urn attendance.URN, pos diag.Pos) {
		switch {
		case a.broken:
		case none:
			problems.Add(diag.Pos{File: pos.File}, diag.SchoolsNone, "", "no input is a list of schools, so nobody knows whose returns these are")
		default:
			a.unknownSchool(urn, pos, listed, problems)
		}
	}
	a.rows = slices.DeleteFunc(a.rows, func(r row) bool {
		if !r.own || r.urn == "" || !unknown(r.urn) {
			return false
		}
		report(r.urn, r.pos)
		return true
	})
	strangers := a.strangers(unknown)
	for _, urn := range strangers {
		report(urn, a.attended[urn].stranger)
	}
	a.pupils.LeaveOut(func(urn attendance.URN, _ attendance.Period) bool {
		_, found := slices.BinarySearch(strangers, urn)
		return found
	})
}

// unknownSchool reports a school that no list names, or whose row of the list is set
// aside itself.
func (a *assembly) unknownSchool(urn attendance.URN, pos diag.Pos, listed map[attendance.URN]bool, problems *diag.List) {
	if at, ok := a.withheld[urn]; ok {
		problems.Add(pos, diag.SchoolUnknown, "Correct the row of the school first.", "the row of the school %s in the list, at %s, is set aside", urn, at)
		return
	}
	var all []string
	for known := range listed {
		all = append(all, string(known))
	}
	slices.Sort(all)
	hint := "Add it to the schools file."
	if near := diag.Nearest(string(urn), all); near != "" {
		hint = "Did you mean " + near + "? If not, add it to the schools file."
	}
	problems.Add(pos, diag.SchoolUnknown, hint, "no list of schools holds %s", urn)
}

// placeRows names every school by its newest number, and gives the rows and rates
// that say no phase the phase of their school.
func (a *assembly) placeRows(problems *diag.List) {
	place := func(urn attendance.URN) (attendance.Place, attendance.Phase) {
		current := a.current[urn]
		i, ok := slices.BinarySearchFunc(a.schools, current, func(s attendance.Establishment, u attendance.URN) int { return cmp.Compare(s.URN, u) })
		phase := attendance.Total
		if ok {
			phase = a.schools[i].Phase
		}
		return attendance.Place{Level: attendance.LevelSchool, Code: string(current)}, phase
	}
	for i := range a.rows {
		r := &a.rows[i]
		if r.urn == "" {
			continue
		}
		var phase attendance.Phase
		r.Place, phase = place(r.urn)
		if r.own {
			r.Phase = phase
			if phase == attendance.Total && !a.broken {
				problems.Add(r.pos, diag.PhaseUnknown, "Add it to the schools file.", "no file says the phase of the school %s", r.urn)
				a.aside.add(returnOf{r.urn, r.Period}, r.pos)
			}
		}
	}
	for i := range a.rates {
		if r := &a.rates[i]; r.urn != "" {
			r.Place, r.Phase = place(r.urn)
		}
	}
}

// key names a row.
func (r *row) key() register.Key {
	return r.Key()
}

// key names what a rate is of.
func (r *rate) key() register.Key {
	return register.Key{Place: r.Place, Phase: r.Phase, Period: r.Period, Group: r.Group}
}

// dataset gives what was read, in an order that does not depend on the inputs'.
func (a *assembly) dataset() *register.Dataset {
	ds := &register.Dataset{Schools: a.schools, Reasons: a.reasons, Names: a.placeNames(), Public: make(map[register.Key]bool)}
	slices.SortFunc(a.rows, func(x, y row) int {
		return cmp.Or(compareKeys(x.key(), y.key()), cmp.Compare(x.urn, y.urn))
	})
	ds.Rows = make([]register.Row, len(a.rows))
	for i, r := range a.rows {
		ds.Rows[i] = r.Row
		ds.Rows[i].Origin = register.Origin{File: r.pos.File, Sheet: r.pos.Sheet, Line: r.pos.Line}
		if r.public {
			ds.Public[r.key()] = true
		}
	}
	ds.Rows = merged(a.groups, ds.Rows)
	dropUnusedReasons(ds)
	ds.Tallies = a.tallies
	ds.SetAside = a.setAside()
	slices.SortFunc(a.unreturned, func(x, y register.Unreturned) int {
		return cmp.Or(cmp.Compare(x.School, y.School), x.Period.Compare(y.Period))
	})
	ds.Unreturned = a.unreturned
	slices.SortFunc(a.totals, attendance.Period.Compare)
	ds.Unpublished = slices.Compact(a.totals)
	ds.BandSets = a.bandSets
	slices.SortFunc(a.rates, func(x, y rate) int {
		return cmp.Or(compareKeys(x.key(), y.key()), cmp.Compare(x.Measure, y.Measure), cmp.Compare(x.Method, y.Method))
	})
	ds.Rates = make([]register.Rate, len(a.rates))
	for i, r := range a.rates {
		ds.Rates[i] = r.Rate
	}
	return ds
}

// merged puts rows among others, both in order. There may be millions of them, so
// the first list grows and nothing is sorted again.
func merged(into, rows []register.Row) []register.Row {
	if len(into) == 0 {
		return rows
	}
	i, j := len(into)-1, len(rows)-1
	into = slices.Grow(into, len(rows))[:len(into)+len(rows)]
	for at := len(into) - 1; j >= 0; at-- {
		if i >= 0 && compareKeys(into[i].Key(), rows[j].Key()) > 0 {
			into[at] = into[i]
			i--
		} else {
			into[at] = rows[j]
			j--
		}
	}
	return into
}

// compareKeys orders by place, period, phase and group, all pupils first.
func compareKeys(x, y register.Key) int {
	return cmp.Or(
		cmp.Compare(x.Place.Level, y.Place.Level), cmp.Compare(x.Place.Code, y.Place.Code),
		x.Period.Compare(y.Period), cmp.Compare(x.Phase, y.Phase), attendance.CompareGroups(x.Group, y.Group))
}

// placeNames gives every place the name that its newest figures give it.
func (a *assembly) placeNames() map[attendance.Place]string {
	names := make(map[attendance.Place]string)
	slices.SortFunc(a.names, func(x, y name) int { return cmp.Or(x.period.Compare(y.period), -cmp.Compare(x.text, y.text)) })
	for _, n := range a.names {
		names[n.place] = n.text
	}
	if len(a.attended) > 0 {
		names[attendance.LookedAfterChildren], names[attendance.SocialWorkerPupils] = "Looked-after children", "Pupils with a social worker"
	}
	if a.opt.AuthorityName != "" {
		names[attendance.Place{Level: attendance.LevelAuthority, Code: a.opt.Authority}] = a.opt.AuthorityName
	}
	return names
}
