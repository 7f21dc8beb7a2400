package source

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// keepFormer decides about the rows under a former number of the authority: they
// belong to the site where it lists the school, and are left out where it does not, for
// another authority may have taken the school over. It reports whether any were left
// out.
func (a *assembly) keepFormer(problems *diag.List) (changed bool) {
	if len(a.opt.Formerly) == 0 {
		return false
	}
	listed := a.listed()
	belongs := func(former string, urn attendance.URN) bool {
		return former == "" || listed[urn] || listed[a.current[urn]]
	}
	type origin struct{ file, former string }
	type use struct {
		first         diag.Pos
		rows, strange int
		schools       map[attendance.URN]bool
	}
	uses := make(map[origin]*use)
	count := func(former string, urn attendance.URN, pos diag.Pos) (strange bool) {
		if former == "" {
			return false
		}
		o := origin{pos.File, former}
		u := uses[o]
		if u == nil {
			u = &use{first: pos, schools: make(map[attendance.URN]bool)}
			uses[o] = u
		}
		if !belongs(former, urn) {
			u.strange++
			return true
		}
		u.rows++
		u.schools[cmp.Or(a.current[urn], urn)] = true
		return false
	}
	rows, rates, listings := len(a.rows), len(a.rates), len(a.listings)
	a.rows = slices.DeleteFunc(a.rows, func(r row) bool { return count(r.former, r.urn, r.pos) })
	a.rates = slices.DeleteFunc(a.rates, func(r rate) bool { return count(r.former, r.urn, r.pos) })
	a.listings = slices.DeleteFunc(a.listings, func(l listing) bool { return !belongs(l.former, l.URN) })
	for o, u := range uses {
		if u.rows > 0 {
			problems.Add(u.first, diag.AuthorityFormer, "", "%s of %s of the site under %s, a former number of the authority", rowsAre(u.rows), schoolsOf(len(u.schools)), o.former)
		}
		if u.strange > 0 {
			problems.Add(u.first, diag.PublishedUnused, "", "%s of schools under %s that the site does not list", rowsAre(u.strange), o.former)
		}
	}
	return len(a.rows) < rows || len(a.rates) < rates || len(a.listings) < listings
}

func schoolsOf(n int) string {
	if n == 1 {
		return "1 school"
	}
	return fmt.Sprintf("%d schools", n)
}

// checkAuthority reports rows of other authorities' schools, and a number of the
// authority that the schools contradict: their own numbers begin with another, or
// published files have the site's schools under another.
func (a *assembly) checkAuthority(batches []*batch, problems *diag.List) {
	ours := make(map[attendance.URN]bool)
	for i := range a.listings {
		if l := &a.listings[i]; l.source == fromSchools {
			ours[l.URN] = true
			if current, ok := a.current[l.URN]; ok {
				ours[current] = true
			}
		}
	}
	a.checkNumbers(problems)
	found := false
	for _, b := range batches {
		found = a.reportElsewhere(b, ours, problems) || found
	}
	if !found && !a.broken {
		a.checkPublishedSchools(ours, problems)
	}
}

// checkNumbers compares the number of the authority with what the establishment
// numbers of our own list begin with.
func (a *assembly) checkNumbers(problems *diag.List) {
	if a.opt.Nation != attendance.England {
		return
	}
	begin := make(map[string]int)
	first := make(map[string]diag.Pos)
	all := 0
	for i := range a.listings {
		l := &a.listings[i]
		if l.source != fromSchools || len(l.LAESTAB) != 7 {
			continue
		}
		number := l.LAESTAB[:3]
		if a.opt.isAuthority(number) {
			return
		}
		if begin[number]++; begin[number] == 1 {
			first[number] = l.pos
		}
		all++
	}
	for _, number := range slices.Sorted(maps.Keys(begin)) {
		if n := begin[number]; 2*n > all {
			problems.Add(first[number], diag.AuthorityNumber, "Write the code as \""+number+"\", or correct the column laestab.",
				"the laestab of %s of %d begins with %s, and authority.code is %s", schoolsOf(n), all, number, a.opt.Authority)
		}
	}
}

// reportElsewhere says how many rows of an input are of other authorities' schools. It
// reports whether any of these are schools of the site.
func (a *assembly) reportElsewhere(b *batch, ours map[attendance.URN]bool, problems *diag.List) (found bool) {
	var codes []string
	rows := 0
	var first diag.Pos
	for _, code := range slices.Sorted(maps.Keys(b.elsewhere)) {
		e := b.elsewhere[code]
		n, schools := 0, make(map[attendance.URN]bool)
		for urn, rows := range e.urns {
			if current := cmp.Or(a.current[urn], urn); ours[urn] || ours[current] {
				n += rows
				schools[current] = true
			}
		}
		if n > 0 {
			found = true
			problems.Add(e.first, diag.AuthorityNumber, fmt.Sprintf("If %s is the council's former number, write formerly: [\"%s\"] under authority in site.yaml.", code, code),
				"%s of %s of the schools file, under authority %q, and authority.code is %s. They are left out", rowsAre(n), schoolsOf(len(schools)), code, a.opt.Authority)
		}
		if rest := e.n - n; rest > 0 {
			codes = append(codes, cmp.Or(code, "no number"))
			if rows += rest; first.File == "" || e.first.Line < first.Line {
				first = e.first
			}
		}
	}
	if rows > 0 {
		of := "another authority, " + codes[0]
		if len(codes) > 1 {
			of = fmt.Sprintf("%d other authorities: %s", len(codes), strings.Join(codes[:min(len(codes), 10)], ", "))
			if len(codes) > 10 {
				of += " and others"
			}
		}
		problems.Add(first, diag.PublishedUnused, "", "%s of schools of %s", rowsAre(rows), of)
	}
	return found
}

// checkPublishedSchools reports published rows under the number of the authority none
// of which is of a school that the site lists.
func (a *assembly) checkPublishedSchools(ours map[attendance.URN]bool, problems *diag.List) {
	if len(ours) == 0 {
		return
	}
	var first *row
	for i := range a.rows {
		r := &a.rows[i]
		if r.own || r.urn == "" || r.former != "" {
			continue
		}
		if ours[r.urn] || ours[a.current[r.urn]] {
			return
		}
		if first == nil {
			first = r
		}
	}
	if first != nil {
		problems.Add(first.pos, diag.AuthorityNumber, "Correct authority.code in site.yaml, or the numbers in the schools file.",
			"no school under authority %s in this file is one of the schools file", a.opt.Authority)
	}
}
