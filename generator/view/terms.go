package view

import (
	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// termsPath is the page of the authority's termly figures, where the schools' own
// are yearly.
const termsPath = "terms/index.html"

// laterTerms lists the terms for which the authority has figures, where the site
// speaks of years.
func (b *Book) laterTerms() []attendance.Period {
	if b.headline != attendance.Year {
		return nil
	}
	var terms []attendance.Period
	for _, p := range b.Pub.Periods(b.Pub.Authority()) {
		if p.Grain == attendance.Term {
			terms = append(terms, p)
		}
	}
	if len(terms) < 2 {
		return nil
	}
	return terms
}

// HasTerms reports whether there is a page of termly figures.
func (b *Book) HasTerms() bool { return len(b.laterTerms()) > 0 }

// TermsPage makes the page of the termly figures that are published for the
// authority alone: each phase over time, and the reasons of the latest term.
func (b *Book) TermsPage() Document {
	terms := b.laterTerms()
	place, last := b.Pub.Authority(), terms[len(terms)-1]
	page := Document{Frame: b.frame(termsPath, navAuthority, Link{Label: T("section.terms")})}
	page.Title = T("section.terms")
	page.Kick = T("kick.place", TextArg("place", b.Name(place)), PeriodArg("period", last))
	page.H1 = T("h1.terms", PeriodArg("from", terms[0]), PeriodArg("to", last))
	page.Intro = []Text{T("terms.rail", PeriodArg("from", terms[0]), PeriodArg("to", last)), T("terms.rail.coverage")}
	for _, phase := range everyPhase {
		name := attendance.Slug(phase.String())
		at := disclosure.All(place, last, phase)
		reasons := b.reasons(at)
		if reasons != nil {
			reasons.ID, reasons.Table.ID = "reasons-"+name, "reasons-"+name+"-data"
			reasons.Title = T("chart.reasons.phase", PhaseArg("phase", phase), PeriodArg("period", last))
			reasons.Table.Caption = reasons.Title
		}
		rail := append(b.trendRail(at), T("heat.rail"))
		if pa := b.Pub.Rate(at, "pa_10"); pa.Shown() {
			rail = append(rail, T("terms.pa", PercentArg("pa", pa), PeriodArg("period", last)))
		}
		page.Sections = append(page.Sections, section(name, T("phase.label", PhaseArg("phase", phase)), rail,
			Block{Chart: b.line(place, phase, "attendance", terms, "terms-"+name)}, Block{Chart: reasons}, Block{Chart: b.reasonHeat("heat-terms-"+name, place, phase, terms)})...)
	}
	page.Contents = contents(page.Sections)
	return page
}
