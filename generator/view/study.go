package view

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/strategy"
)

// Study is a page about one question that cuts across places: what changed, where
// absence gathers.
type Study struct {
	Path  string // of the page in the site
	Title Text
	About Text // what the page answers, in a sentence
	Part  bool // it is reached from another study, which comes before it
	Make  func() Document
}

// Studies lists the studies that the data allows, in the order in which they are
// read. The words of each stand under study.ID in the locale files.
func (b *Book) Studies() []Study {
	var out []Study
	add := func(id string, has bool, make func(Study) Document) {
		if !has {
			return
		}
		s := Study{Path: id + "/index.html", Title: T("study." + id), About: T("study." + id + ".about")}
		s.Make = func() Document { return make(s) }
		out = append(out, s)
	}
	add("changes", !b.current.IsZero(), b.changesPage)
	add("weeks", !b.current.IsZero() && b.hasWeeks(), b.weeksPage)
	add("priority", b.hasPriority(), b.priorityPage)
	add("rank", b.hasRank(), b.rankPage)
	add("consortium", len(b.sharedYears()) > 0, b.consortiumPage)
	add("benchmarks", b.benchmarks != nil, b.benchmarksPage)
	add("targets", b.hasTargets(), b.targetsPage)
	add("hotspots", b.hasHotspots(attendance.Total), b.hotspotsPage)
	add("virtual-school", b.hasVirtual(), b.virtualPage)
	add("attainment", b.hasAttainment(), b.attainmentPage)
	add("service", b.hasService(), b.servicePage)
	add("recommendations", len(b.Recommendations) > 0, b.recommendationsPage)
	add("initiatives", len(b.initiatives()) > 0, b.initiativesPage)
	add("returns", b.hasReturns(), b.returnsPage)
	add("responsibilities", b.framework(strategy.Responsibilities) != nil && !b.current.IsZero(), b.dutiesPage)
	add("self-evaluation", b.selfEvaluation() != nil, b.selfPage)
	add("checklist", b.framework(strategy.Checklist) != nil, b.checklistPage)
	add("practice", b.framework(strategy.Practice) != nil, b.practicePage)
	out = append(out, b.returnNotes()...)
	for _, phase := range b.hotPhases() {
		part := Study{Path: hotspotsPath(phase), Title: T("hotspots.phase", PhaseArg("phase", phase)), Part: true}
		part.Make = func() Document { return b.hotspotsOf(part, phase) }
		out = append(out, part)
	}
	return slices.Concat(out, b.dutiesStudies(), b.selfStudies())
}

// studyPage begins the page of a study.
func (b *Book) studyPage(s Study) Document {
	page := Document{Frame: b.frame(s.Path, navStudies, Link{Label: T("nav.studies"), Href: root(s.Path) + studiesPath}, Link{Label: s.Title})}
	page.Title, page.H1 = s.Title, s.Title
	page.Kick = b.kick()
	return page
}

// kick says of what time a page of the whole authority speaks: of the current period,
// or of the day where there are no figures.
func (b *Book) kick() Text {
	place := TextArg("place", b.Name(b.Pub.Authority()))
	if !b.HasFigures() {
		return T("kick.recommendations", place, DateArg("date", b.AsOf))
	}
	return T("kick.place", place, PeriodArg("period", b.current))
}

// studiesPath is the list of the studies.
const studiesPath = "insight/index.html"

// StudiesPage lists the studies, each with what it answers.
func (b *Book) StudiesPage() Document {
	page := Document{Frame: b.frame(studiesPath, navStudies, Link{Label: T("nav.studies")})}
	page.Title, page.H1 = T("nav.studies"), T("studies.h1")
	page.Kick = b.kick()
	rail := []Text{T("studies.rail")}
	if !b.HasFigures() {
		page.H1, rail = T("overview.studies"), nil
	}
	page.Sections = section("studies", T("studies.heading"), rail, Block{Links: b.studyLinks(page.Root)})
	return page
}

func (b *Book) studyLinks(up string) []Link {
	var out []Link
	for _, s := range b.Studies() {
		if s.Part {
			continue
		}
		out = append(out, Link{Label: s.Title, Href: up + s.Path, Note: s.About})
	}
	return out
}

// recent lists the periods that a table or picture of the latest patterns shows, in
// order of time: the half-terms of the year and of the year before it where a place
// has them, its last periods otherwise.
func (b *Book) recent(place attendance.Place, until attendance.Period) []attendance.Period {
	var halves, others []attendance.Period
	_, last := until.HalfTerms()
	for _, p := range b.Pub.Periods(place) {
		switch {
		case p.Grain == attendance.HalfTerm && (p.Year == until.Year && int(p.Number) <= last || p.Year == until.Year-1):
			halves = append(halves, p)
		case b.isHeadline(p) && p.Compare(until) <= 0:
			others = append(others, p)
		}
	}
	if len(halves) > 1 {
		return halves
	}
	return others[max(0, len(others)-mostColumns):]
}

// mostColumns is how many periods a picture of patterns has at most.
const mostColumns = 12
