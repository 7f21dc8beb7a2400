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

// PhasesShown lists the phases that have a page.
func (b *Book) PhasesShown() []attendance.Phase {
	var out []attendance.Phase
	for _, phase := range b.Pub.Phases(b.Pub.Authority(), b.current) {
		if phase != attendance.Total {
			out = append(out, phase)
		}
	}
	return out
}

// PhasePage makes the page of one phase of the authority, for the current period:
// like beside like.
func (b *Book) PhasePage(phase attendance.Phase) Cluster {
	place, period := b.Pub.Authority(), b.current
	name := b.inPhase(place, phase)
	page := Cluster{Frame: b.frame(phasePath(phase), navAuthority, Link{Label: T("phase.label", PhaseArg("phase", phase))})}
	up := page.Root
	at := disclosure.All(place, period, phase)
	page.Title = T("title.place", TextArg("place", name), PeriodArg("period", period))
	page.Kick = T("kick.place", TextArg("place", name), PeriodArg("period", period))
	page.H1 = b.headingOf(at)
	page.Lede = Lede{Story: b.story(at), NextHead: T("next.where"), Measures: b.measuresOf(at)}
	page.Lede.Note = headlineNote(page.Lede.Measures, period)
	page.Lede.About = T("phase.about", NumberArg("n", b.Pub.Count(at, disclosure.Schools)))

	add := func(s []Section) { page.Sections = append(page.Sections, s...) }
	add(b.changedSection(at, up))
	add(section("trend", T("section.trend"), []Text{T("trend.rail"), T("break.rail")},
		Block{Chart: b.Trend(place, phase, "attendance", period)}, Block{Chart: b.Trend(place, phase, "pa_10", period)}))
	add(section("schools", T("section.schools"), []Text{T("spread.rail")}, Block{Chart: b.spreadOf(place, []attendance.Phase{phase}, period, up)}))
	add(section("funnel", T("section.funnel"), []Text{T("funnel.rail")}, Block{Chart: b.funnel(place, phase, period, up)}))
	add(b.reasonSection(at))
	add(b.groupSection(at, up))
	if slices.ContainsFunc(page.Sections, func(s Section) bool { return s.ID == "schools" }) {
		page.Lede.Next = append(page.Lede.Next, T("next.members").to("#schools"))
	}
	page.Lede.Next = append(page.Lede.Next, T("next.phases").to(up+"index.html#phases"))
	page.Contents = contents(page.Sections)
	return page
}
