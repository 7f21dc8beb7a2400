package source

import (
	"regexp"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// dfeNumber is the number of a school as councils in England write it: that of the
// authority and that of the establishment, 331/2000.
var dfeNumber = regexp.MustCompile(`^(\d{3})[/ -](\d{4})$`)

// plainNumber gives a DfE number its seven digits. Any other text stays as it is.
func plainNumber(text string) string {
	if m := dfeNumber.FindStringSubmatch(text); m != nil {
		return m[1] + m[2]
	}
	return text
}

// byDfENumber gives our own returns in England that name a school by its DfE number the
// URN that the list of schools has beside it. No URN there has seven digits. A number that
// two schools of the list share, as one and its successor may, says too little.
func (a *assembly) byDfENumber(problems *diag.List) {
	if a.opt.Nation != attendance.England {
		return
	}
	urns := make(map[attendance.URN]attendance.URN)
	for i := range a.listings {
		l := &a.listings[i]
		number := attendance.URN(strings.NewReplacer("/", "", "-", "", " ", "").Replace(l.LAESTAB))
		if len(number) != 7 {
			continue
		}
		if other, twice := urns[number]; twice && other != l.URN {
			urns[number] = ""
			continue
		}
		urns[number] = l.URN
	}
	for i := range a.rows {
		r := &a.rows[i]
		if urn := urns[r.urn]; r.own && urn != "" {
			problems.Add(r.pos, diag.SchoolNumber, "", "schools were found by their DfE numbers, which the list of schools gives")
			r.urn = urn
		}
	}
	for of, faults := range a.aside {
		if urn := urns[of.urn]; urn != "" {
			delete(a.aside, of)
			a.aside.add(returnOf{urn, of.period}, faults...)
		}
	}
}
