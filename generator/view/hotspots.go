package view

import (
	"rollcall/generator/attendance"
)

func hotspotsPath(phase attendance.Phase) string {
	return "hotspots/" + attendance.Slug(phase.String()) + "/index.html"
}

// hotspotBlocks are the pictures of a phase of the authority: its reasons and its
// year groups against a year before.
func (b *Book) hotspotBlocks(phase attendance.Phase) []Block {
	place := b.Pub.Authority()
	periods := b.recent(place, b.current)
	return []Block{{Chart: b.reasonHeat("heat-reasons", place, phase, periods)}, {Chart: b.yearHeat("heat-years", place, phase, periods)}}
}

// hasHotspots reports whether a phase has a picture: its reasons or year groups can be
// set against the year before, and moved.
func (b *Book) hasHotspots(phase attendance.Phase) bool {
	place := b.Pub.Authority()
	periods := b.recent(place, b.current)
	return b.moved(place, phase, b.reasonPatterns(), periods, 1) || b.moved(place, phase, yearPatterns(), periods, leastYears)
}

// hotPhases lists the phases that have hotspots of their own.
func (b *Book) hotPhases() []attendance.Phase {
	var out []attendance.Phase
	for _, phase := range everyPhase {
		if b.hasHotspots(phase) {
			out = append(out, phase)
		}
	}
	return out
}

// hotspotsPage shows where absence gathers: by reason, by year group, in schools
// that use a code unlike the others, and in many schools at once.
func (b *Book) hotspotsPage(s Study) Document {
	page := b.studyPage(s)
	page.H1 = T("hotspots.h1", PeriodArg("period", b.current))
	page.Intro = []Text{T("hotspots.intro")}
	var phases []Link
	for _, phase := range b.hotPhases() {
		phases = append(phases, Link{Label: T("hotspots.phase", PhaseArg("phase", phase)), Href: page.Root + hotspotsPath(phase)})
	}
	add := func(s []Section) { page.Sections = append(page.Sections, s...) }
	add(section("barriers", T("section.barriers"), []Text{T("barriers.rail")}, b.barrierBlock()))
	add(section("patterns", T("section.patterns"), []Text{T("heat.rail")}, append(b.hotspotBlocks(attendance.Total), Block{Links: phases})...))
	add(section("codes", T("section.codes"), []Text{T("unusual.rail")}, Block{Table: b.unusualTable(b.unusual, page.Root)}))
	page.Contents = contents(page.Sections)
	return page
}

// hotspotsOf shows the same for one phase.
func (b *Book) hotspotsOf(s Study, phase attendance.Phase) Document {
	page := b.studyPage(s)
	page.Intro = []Text{T("hotspots.intro")}
	page.Sections = section("patterns", T("section.patterns"), []Text{T("heat.rail")}, b.hotspotBlocks(phase)...)
	page.Contents = contents(page.Sections)
	return page
}
