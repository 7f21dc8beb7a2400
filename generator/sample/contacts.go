package sample

import (
	"io"
	"strings"

	"rollcall/generator/attendance"
)

// One head leads so many primary schools, the first of which is this one.
const federated, firstFederated = 2, 4

// writeContacts makes up whom letters go to: a head of each school and a lead of each
// cluster, at domains that never exist (RFC 2606). One head leads two schools, and one
// came in the middle of the year.
func (a *authority) writeContacts(w io.Writer) error {
	domain := "wexcombe.example"
	if a.opt.Nation == attendance.Wales {
		domain = "glanarwel.example"
	}
	head := func(s *school) string { return "head." + string(s.URN) + "@schools." + domain }
	out := newTable(w, "urn", "cluster", "school", "role", "address", "language", "from", "until", "shared", "confirmed_on")
	both, moved := map[attendance.URN]bool{}, a.nth(attendance.Secondary, 0)
	for i := range federated {
		both[a.nth(attendance.Primary, firstFederated+i).URN] = true
	}
	for i := range a.schools {
		s := &a.schools[i]
		urn, lang := string(s.URN), a.letterLanguage(i)
		switch {
		case both[s.URN]:
			out.row(urn, "", s.Name, "executive headteacher", head(a.nth(attendance.Primary, firstFederated)), lang, "", "", "yes", "")
		case s == moved:
			out.row(urn, "", s.Name, "headteacher", "head.until.april."+urn+"@schools."+domain, lang, "", "2026-04-10", "", "")
			out.row(urn, "", s.Name, "headteacher", head(s), lang, "2026-04-11", "", "", "2026-04-13")
		default:
			out.row(urn, "", s.Name, "headteacher", head(s), lang, "", "", "", "")
		}
	}
	for _, d := range a.clusters {
		out.row("", attendance.Slug(d.name), d.name, "cluster lead", "cluster."+attendance.Slug(d.name)+"@"+domain, "", "", "", "", "")
	}
	return out.close()
}

// letterLanguage is what a head would rather read. Of most heads in Wales nobody knows.
func (a *authority) letterLanguage(i int) string {
	switch {
	case a.opt.Nation != attendance.Wales:
		return ""
	case strings.Contains(a.schools[i].Type, "Welsh-medium"):
		return "cy"
	case i%9 == 4:
		return "en"
	}
	return ""
}
