package source

import (
	"cmp"
	"maps"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
)

// strangers lists the numbers of pupil rows that are unknown, in order. A child whom the
// authority looks after may attend any school.
func (a *assembly) strangers(unknown func(attendance.URN) bool) []attendance.URN {
	var out []attendance.URN
	for _, urn := range slices.Sorted(maps.Keys(a.attended)) {
		if a.attended[urn].stranger.File != "" && unknown(urn) {
			out = append(out, urn)
		}
	}
	return out
}

// countPupils makes rows of the pupils and joins them with the returns. Where both
// have a school, period and group they must agree; then the return's row takes over
// what it lacks. Where they do not, the return's row stands alone.
func (a *assembly) countPupils(problems *diag.List) {
	if a.pupils.Len() == 0 {
		return
	}
	for _, pair := range a.opt.Cross {
		for _, column := range pair {
			if !a.pupils.HasColumn(column) {
				problems.Add(diag.Pos{}, diag.ColumnMissing, "Add the column to the pupil files, or correct pupils: cross in site.yaml.", "no pupil file has a column %s", column)
			}
		}
	}
	returned := make(map[register.Key][]int)
	for i := range a.rows {
		if r := &a.rows[i]; r.own && r.urn != "" {
			returned[r.key()] = append(returned[r.key()], i)
		}
	}
	halves := make(map[register.Key]bool)
	a.tallies = a.pupils.Count(register.PupilOptions{
		Reasons: a.reasons, BandSets: a.opt.BandSets, Cross: a.opt.Cross, Home: a.home, Nation: a.opt.Nation,
		Authority: attendance.Place{Level: attendance.LevelAuthority, Code: a.opt.Authority},
	}, func(r register.Row) {
		supplied := supplied(&r, halves)
		switch rows := returned[r.Key()]; {
		case len(rows) > 0:
			a.join(rows, &r, problems)
		case supplied && r.Group == attendance.AllPupils && r.Place.Level == attendance.LevelSchool:
			a.rows = append(a.rows, row{Row: r, urn: attendance.URN(r.Place.Code), own: true, format: pupilsFile.Name,
				pos: diag.Pos{File: r.Origin.File, Sheet: r.Origin.Sheet}})
		default:
			a.groups = append(a.groups, r)
		}
	})
	a.bandSets, a.pupils = a.opt.BandSets, nil // what it held is the size of the input
}

// supplied reports whether pupil rows were supplied for the period of a row, which
// checks may then expect of every school; a longer one is made of others. halves keeps
// the half-terms, which come before the terms.
func supplied(r *register.Row, halves map[register.Key]bool) bool {
	key := r.Key()
	switch r.Period.Grain {
	case attendance.Week:
		return true
	case attendance.HalfTerm:
		halves[key] = true
		return true
	case attendance.Term:
		first, _ := r.Period.HalfTerms()
		key.Period.Grain, key.Period.Number = attendance.HalfTerm, uint8(first)
		return !halves[key]
	}
	return false
}

// home finds the school that a number stands for, and the groups that it is in.
func (a *assembly) home(urn attendance.URN) (register.Home, bool) {
	s := a.school(a.current[urn])
	if s == nil {
		return register.Home{}, false
	}
	home := register.Home{Place: attendance.Place{Level: attendance.LevelSchool, Code: string(s.URN)}, Phase: s.Phase}
	for _, g := range a.opt.Groupings {
		if name := s.Groupings[g.Column]; name != "" {
			level := cmp.Or(g.Level, attendance.Level(g.Column))
			home.Groups = append(home.Groups, attendance.Place{Level: level, Code: attendance.Slug(name)})
		}
	}
	return home, true
}

// school finds a school by its newest number; nil where there is none.
func (a *assembly) school(urn attendance.URN) *attendance.Establishment {
	i, ok := slices.BinarySearchFunc(a.schools, urn, func(s attendance.Establishment, u attendance.URN) int { return cmp.Compare(s.URN, u) })
	if !ok {
		return nil
	}
	return &a.schools[i]
}

// join compares the rows that a return gives, one for each number of the school, with
// that of the pupils. A single row that agrees is filled up.
func (a *assembly) join(rows []int, pupils *register.Row, problems *diag.List) {
	first := &a.rows[rows[0]]
	sum := first.Counts.Clone()
	for _, i := range rows[1:] {
		sum.Add(&a.rows[i].Counts)
	}
	agree := true
	for _, c := range []struct {
		returned, pupils register.Count
		name             string
	}{{sum.Enrolments, pupils.Counts.Enrolments, "enrolments"}, {sum.Possible, pupils.Counts.Possible, "possible sessions"},
		{sum.Authorised, pupils.Counts.Authorised, "sessions of authorised absence"}, {sum.Unauthorised, pupils.Counts.Unauthorised, "sessions of unauthorised absence"},
		{sum.PA10, pupils.Counts.PA10, "persistently absent at 10%"}, {sum.PA15, pupils.Counts.PA15, "persistently absent at 15%"},
		{sum.PA20, pupils.Counts.PA20, "persistently absent at 20%"}, {sum.Severe, pupils.Counts.Severe, "severely absent"}} {
		if c.returned.Known() && c.pupils.Known() && c.returned != c.pupils {
			agree = false
			problems.Add(first.pos, diag.PupilsDiffer, "", "%s, %s, %s: the return has %d %s, the pupil rows %d", first.named(), first.Period, first.Group, c.returned, c.name, c.pupils)
		}
	}
	if agree && len(rows) == 1 {
		first.Counts.Fill(&pupils.Counts)
	}
}
