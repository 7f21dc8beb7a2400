package source

import (
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// predecessorsFile is the establishment links of Get Information about Schools. A
// link that is marked as a merger, an amalgamation or a split does not make two
// numbers one school.
var predecessorsFile = kind{sheet.Format{
	Name:    "predecessor-links",
	Meaning: "Predecessors and successors of schools (Get Information about Schools).",
	Columns: []sheet.Column{
		required("URN", "Unique reference number."),
		required("LinkURN", "Number of the linked school."),
		required("LinkName", "Name of the linked school."),
		required("LinkType", "Predecessor or Successor, and how."),
		{Name: "LinkEstablishedDate", Meaning: "Not read."},
	},
}, (*reader).predecessor, aboutSchools}

func (r *reader) predecessor(line sheet.Row) {
	urn, ok := r.urn(line, "URN")
	linked, okLinked := r.urn(line, "LinkURN")
	if !ok || !okLinked {
		return
	}
	kind, how, _ := strings.Cut(line.Text("LinkType"), " - ")
	l := link{from: linked, to: urn, single: how == ""}
	switch strings.ToLower(strings.TrimSpace(kind)) {
	case "predecessor":
	case "successor":
		l.from, l.to = l.to, l.from
	default:
		r.report(line.Pos("LinkType"), diag.ValueUnreadable, "Use Predecessor or Successor.", "%q is not a kind of link", line.Text("LinkType"))
		return
	}
	r.links = append(r.links, l)
	r.listings = append(r.listings, listing{source: fromLinks, pos: line.Pos("LinkName"), Establishment: attendance.Establishment{URN: linked, Name: line.Text("LinkName")}})
}
