package source

import (
	"rollcall/generator/sheet"
)

// censusFile is the census of the performance tables: pupils on roll, and the
// percentage that was eligible for free school meals at any time in six years
// (PNUMFSMEVER), which is the one that we compare schools by.
var censusFile = kind{sheet.Format{
	Name:    "census",
	Meaning: "School census: pupils on roll and free school meals (Department for Education).",
	Columns: append([]sheet.Column{
		required("URN", "Unique reference number."),
		required("LA", "Three-digit number of the authority."),
		required("ESTAB", "Four-digit number of the school."),
		required("NOR", "Pupils on roll."),
		required("PNUMFSMEVER", "Percentage eligible for free school meals at any time in the last six years."),
		{Name: "PSENELK", Meaning: "Percentage with SEN support."},
		{Name: "PSENELSE", Meaning: "Percentage with an education, health and care plan."},
		{Name: "PNUMEAL", Meaning: "Percentage whose first language is not English."},
	}, unread("SCHOOLTYPE", "NORG", "NORB", "PNORG", "PNORB", "TSENELSE", "TSENELK", "NUMEAL", "NUMENGFL",
		"NUMUNCFL", "PNUMENGFL", "PNUMUNCFL", "NUMFSM", "NUMFSMEVER")...),
}, (*reader).census, aboutSchools}

// censusShares are the percentages by which schools may be compared, beside free
// school meals, and the names that our own list would give them.
var censusShares = [...]struct{ column, name string }{
	{"PSENELK", "sen_support_percent"}, {"PSENELSE", "ehcp_percent"}, {"PNUMEAL", "eal_percent"},
}

func (r *reader) census(line sheet.Row) {
	former, ours := r.ours(line, "LA", "URN")
	if !ours {
		return
	}
	urn, ok := r.urn(line, "URN")
	if !ok {
		return
	}
	l := listing{source: fromCensus, former: former, pos: line.Pos("URN")}
	l.URN, l.LAESTAB = urn, laestab(line.Text("LA"), line.Text("ESTAB"))
	if n := r.count(line, "NOR"); n.Known() {
		l.Roll = int(n)
	}
	l.FSM, l.FSMKnown = r.percent(line, "PNUMFSMEVER")
	for _, share := range censusShares {
		if percent, ok := r.percent(line, share.column); ok {
			l.Shares = withShare(l.Shares, share.name, percent)
		}
	}
	r.listings = append(r.listings, l)
}
