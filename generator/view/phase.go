package view

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// phasePath is the page of a phase of the authority.
func phasePath(phase attendance.Phase) string {
	return "phases/" + attendance.Slug(phase.String()) + "/index.html"
}

// PhasesShown lists the phases that have a page: all for which the authority has figures
// of any period. Whatever links to a phase asks phaseHref, which knows no others.
func (b *Book) PhasesShown() []attendance.Phase { return b.phases }

func (b *Book) findPhases() []attendance.Phase {
	place := b.Pub.Authority()
	var out []attendance.Phase
	for _, phase := range attendance.Phases {
		has := func(p attendance.Period) bool { return slices.Contains(b.Pub.Phases(place, p), phase) }
		if phase != attendance.Total && slices.ContainsFunc(b.PeriodsOf(place), has) {
			out = append(out, phase)
		}
	}
	return out
}

// phaseHref leads to the page of a phase of the authority, or is empty where there is
// none.
func (b *Book) phaseHref(place attendance.Place, phase attendance.Phase, up string) string {
	if place != b.Pub.Authority() || !slices.Contains(b.phases, phase) {
		return ""
	}
	return up + phasePath(phase)
}

// lastOf is the latest headline period for which a phase of the authority has figures.
func (b *Book) lastOf(phase attendance.Phase) attendance.Period {
	place := b.Pub.Authority()
	for _, p := range b.PeriodsOf(place) {
		if slices.Contains(b.Pub.Phases(place, p), phase) {
			return p
		}
	}
	return b.current
}

// PhasePage makes the page of one phase of the authority, for the latest period for which
// the phase has figures: like beside like.
func (b *Book) PhasePage(phase attendance.Phase) Cluster {
	place, period := b.Pub.Authority(), b.lastOf(phase)
	name := b.inPhase(place, phase)
	page := Cluster{Frame: b.frame(phasePath(phase), navAuthority, Link{Label: T("phase.label", PhaseArg("phase", phase))})}
	up := page.Root
	at := disclosure.All(place, period, phase)
	page.Title = T("title.place", TextArg("place", name), PeriodArg("period", period))
	page.Kick = T("kick.place", TextArg("place", name), PeriodArg("period", period))
	page.H1 = b.headingOf(at)
	page.Lede = Lede{Story: b.story(at), NextHead: T("next.where"), Measures: b.measuresOf(at)}
	page.Lede.Note = headlineNote(page.Lede.Measures, period)
	about := "phase.about"
	if b.country == (attendance.Place{}) {
		about = "phase.about.alone"
	}
	page.Lede.About = b.lastFigures(T(about, NumberArg("n", b.Pub.Count(at, disclosure.Schools))), period)
	page.Lede.Coverage = b.phaseCoverage(phase, up)

	add := func(s []Section) { page.Sections = append(page.Sections, s...) }
	add(b.changedSection(at, up))
	add(section("trend", T("section.trend"), []Text{b.trendText(place), T("break.rail")},
		Block{Chart: b.Trend(place, phase, "attendance", period)}, Block{Chart: b.Trend(place, phase, "pa_10", period)}))
	add(section("schools", T("section.schools"), []Text{b.spreadText(period)}, Block{Chart: b.spreadOf(place, []attendance.Phase{phase}, period, up)}))
	add(section("funnel", T("section.funnel"), []Text{T("funnel.rail")}, Block{Chart: b.funnel(place, phase, period, up)}))
	add(b.reasonSection(at))
	add(b.groupSection(at, up))
	add(section("history", T("section.history"), []Text{T("history.rail")}, Block{Table: b.phaseHistory(phase)}))
	if slices.ContainsFunc(page.Sections, func(s Section) bool { return s.ID == "schools" }) {
		page.Lede.Next = append(page.Lede.Next, T("next.members").to("#schools"))
	}
	page.Lede.Next = append(page.Lede.Next, T("next.phases").to(up+"index.html#phases"))
	page.Contents = contents(page.Sections)
	return page
}

// phaseCoverage names the schools of a phase whose returns are missing.
func (b *Book) phaseCoverage(phase attendance.Phase, up string) Text {
	missing := b.missingOf(phase)
	if len(missing) == 0 {
		return Text{}
	}
	aside, _ := b.splitMissing(missing, b.current)
	key := "phase.missing"
	switch {
	case b.lastOf(phase) != b.current:
		key = "phase.missing.all"
	case len(aside) > 0:
		key = "phase.missing.aside"
	}
	names := TextArg("names", T("coverage.link")).Linked(up + "coverage/index.html")
	if len(missing) <= 3 {
		names = TextArg("names", b.nameList(up, missing))
	}
	return T(key, IntArg("n", len(missing)), IntArg("aside", len(aside)), PeriodArg("period", b.current), names)
}

// missingOf lists the schools of a phase that returned for another period of the current
// year but not for the current one.
func (b *Book) missingOf(phase attendance.Phase) []attendance.URN {
	return slices.DeleteFunc(b.Pub.Missing(b.Pub.Authority(), b.current), func(urn attendance.URN) bool {
		s := b.Pub.School(urn)
		return s == nil || s.Phase != phase
	})
}

// lastFigures adds to the quiet line of a page that its figures are not of the current
// period.
func (b *Book) lastFigures(about Text, period attendance.Period) Text {
	if period == b.current {
		return about
	}
	return T("about.last", TextArg("a", about), PeriodArg("period", period))
}
