package source

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
)

// uniteAsides puts together what was set aside while the inputs were read.
func (a *assembly) uniteAsides(batches []*batch) {
	a.aside, a.leftOut, a.withheld = make(asides), make(asides), make(map[attendance.URN]diag.Pos)
	for _, b := range batches {
		for of, faults := range b.aside {
			a.aside.add(of, faults...)
		}
		for of, faults := range b.leftOut {
			a.leftOut.add(of, faults...)
		}
		maps.Copy(a.withheld, b.withheld)
		a.totals = append(a.totals, b.totals...)
	}
}

// clashingReturns sets aside the returns of our own files that are given twice with
// different figures. The same row given again is one, and came on the later day.
func (a *assembly) clashingReturns(problems *diag.List) {
	type key struct {
		returnOf
		group string
	}
	first := make(map[key]int)
	kept := a.rows[:0]
	for _, r := range a.rows {
		k := key{returnOf{r.urn, r.Period}, r.Group}
		i, again := first[k]
		switch {
		case !r.own || !again:
			if r.own {
				first[k] = len(kept)
			}
			kept = append(kept, r)
			continue
		case kept[i].Counts.Equal(&r.Counts) && kept[i].Status == r.Status:
			problems.Add(r.pos, diag.RowRepeated, fmt.Sprintf("The other row is at %s.", kept[i].pos), "the row of %s, %s, %s is given again", r.urn, r.Period, r.Group)
			if r.Returned.After(kept[i].Returned) {
				kept[i].Returned = r.Returned
			}
			kept[i].public = kept[i].public || r.public
		case kept[i].pos.File != r.pos.File:
			problems.Add(r.pos, diag.RowDoubled, fmt.Sprintf("Keep one of the two files, or the newer row. The other is at %s.", kept[i].pos), "%s and %s both hold %s", kept[i].pos.File, r.pos.File, r.Period)
			a.aside.add(k.returnOf, kept[i].pos, r.pos)
		default:
			problems.Add(r.pos, diag.RowDoubled, fmt.Sprintf("The other row is at %s. Keep the one that is right.", kept[i].pos), "%s, %s, %s is given twice, with different figures", r.urn, r.Period, r.Group)
			a.aside.add(k.returnOf, kept[i].pos, r.pos)
		}
	}
	a.rows = kept
}

// dropAsides takes out every row, and every pupil, of the returns that are set aside. Once
// the numbers of each school are known, a return is that of all of them: a part of a
// school's figures is not its figures.
func (a *assembly) dropAsides() {
	gone := make(map[returnOf]bool, len(a.aside))
	for of := range a.aside {
		gone[a.ofSchool(of)] = true
	}
	a.rows = slices.DeleteFunc(a.rows, func(r row) bool { return r.own && gone[a.ofSchool(returnOf{r.urn, r.Period})] })
	a.pupils.LeaveOut(func(urn attendance.URN, p attendance.Period) bool { return gone[a.ofSchool(returnOf{urn, p})] })
}

// ofSchool names a return by the newest number of its school, as far as that is known.
func (a *assembly) ofSchool(of returnOf) returnOf {
	of.urn = cmp.Or(a.current[of.urn], of.urn)
	return of
}

// emptyReturns sets aside the returns of schools with pupils that have no possible
// sessions: such a school has not reported. A school without pupils says so by its
// enrolments and its roll. A week may be one without school.
func (a *assembly) emptyReturns(problems *diag.List) {
	possible := make(map[returnOf]register.Count)
	rows := make(map[returnOf][]int)
	for i := range a.rows {
		if r := &a.rows[i]; r.own && r.Group == attendance.AllPupils && r.Period.Grain != attendance.Week {
			of := a.ofSchool(returnOf{r.urn, r.Period})
			possible[of] = possible[of].Plus(r.Counts.Possible)
			rows[of] = append(rows[of], i)
		}
	}
	for of, n := range possible {
		if n != 0 || slices.ContainsFunc(rows[of], func(i int) bool { return a.rows[i].Counts.Enrolments == 0 }) && a.roll(of.urn) == 0 {
			continue
		}
		for _, i := range rows[of] {
			problems.Add(a.rows[i].pos, diag.ReturnEmpty, "", "%s has no possible sessions in %s", of.urn, of.period)
			a.aside.add(returnOf{a.rows[i].urn, of.period}, a.rows[i].pos)
		}
	}
	a.pupils.Idle(func(urn attendance.URN, p attendance.Period, at register.Origin) {
		of := a.ofSchool(returnOf{urn, p})
		if _, ours := a.home(urn); !ours || possible[of] > 0 {
			return
		}
		pos := diag.Pos{File: at.File, Sheet: at.Sheet}
		problems.Add(pos, diag.ReturnEmpty, "", "the pupils of %s have no possible sessions in %s", urn, p)
		a.aside.add(of, pos)
	})
}

// roll is how many pupils a school has, as far as any file says.
func (a *assembly) roll(urn attendance.URN) int {
	if s := a.school(urn); s != nil {
		return s.Roll
	}
	return 0
}

// setAside lists the returns that were set aside.
func (a *assembly) setAside() []register.SetAside {
	all := make(asides)
	for _, some := range []asides{a.aside, a.leftOut} {
		for of, faults := range some {
			all.add(a.ofSchool(of), faults...)
		}
	}
	var out []register.SetAside
	for of, faults := range all {
		s := register.SetAside{School: of.urn, Period: of.period}
		for _, pos := range faults {
			s.Faults = append(s.Faults, register.Origin{File: pos.File, Sheet: pos.Sheet, Line: pos.Line})
		}
		slices.SortFunc(s.Faults, func(x, y register.Origin) int {
			return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Sheet, y.Sheet), cmp.Compare(x.Line, y.Line))
		})
		s.Faults = slices.Compact(s.Faults)
		out = append(out, s)
	}
	slices.SortFunc(out, func(x, y register.SetAside) int {
		return cmp.Or(cmp.Compare(x.School, y.School), x.Period.Compare(y.Period))
	})
	return out
}
