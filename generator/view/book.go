package view

import (
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
	"rollcall/generator/plan"
	"rollcall/generator/returns"
	"rollcall/generator/strategy"
)

// Book is everything that the pages of one edition are made from. It is read only,
// so pages can be made in parallel.
type Book struct {
	Settings
	Pub               *disclosure.Publication
	Targets           *returns.Targets
	CountTargets      *returns.Targets // of what the service counts; may be nil
	Calendar          *returns.Calendar
	Events            []returns.Event
	Thresholds        map[string]string          // of attainment: what each slug is called
	AttainmentSources map[AttainmentKey][]string // where its numbers come from
	ServiceNotes      []returns.Service          // what has to be known about counts of the service\'s work
	SignOffs          *returns.SignOffs

	SelfEvaluation  returns.SelfEvaluations
	Checklist       returns.Checklist
	Recommendations returns.Recommendations
	Agreements      returns.Agreements

	Revisions *Revisions // since an earlier edition; nil where none is given
	Confided  *Confided  // what each head is told alone; nil in an edition that is not for heads

	Plan       *plan.Plan
	Strategies []*strategy.Strategy
	Frameworks []*strategy.Framework        // at most one of each kind
	Problems   []Problem                    // of the input, for the coverage page
	Faults     map[attendance.URN][]Problem // those that stand in rows of a school
	Returns    map[attendance.URN]Return    // what schools sent for the current period
	SetAside   map[attendance.URN][]SetAside

	Unpublished []attendance.Period // for which the published row of the authority was left out

	head attendance.Place // whose school may be told in full; none in what many readers share

	periods []attendance.Period // headline periods with figures of schools, in order of time
	current attendance.Period
	phases  []attendance.Phase // of the authority, that have a page

	namesakes map[attendance.Place]string // what tells schools of one name apart
	country   attendance.Place
	scales    scales
	paths     map[attendance.Place]string
	headline  attendance.Grain
	states    []plan.State      // where each action of the plan stands
	outcomes  []insight.Outcome // what became of the measure of each

	priorities []insight.PrioritySchool // of the current period, the most urgent first
	similar    *insight.Similar         // schools of the current period
	unusual    []insight.UnusualCode    // uses of codes in the current period
	barriers   []insight.Barrier
	benchmarks *insight.Benchmarks // by free school meals
}

// AttainmentKey names the numbers of one threshold, by its slug, and period.
type AttainmentKey struct {
	Threshold string
	Period    attendance.Period
}

// Settings are what the site file says about the pages.
type Settings struct {
	Title         string
	Authority     string // its name
	Edition       string // intranet, public, headteacher
	Threshold     int    // the largest count of pupils that is hidden; 0 when none is
	Synthetic     bool
	NoIndex       bool   // search engines are asked not to list the pages
	AsOf          string // 2006-01-02
	Groupings     []Grouping
	Notes         []string // statements of the site file, printed with the coverage
	Signals       insight.Rules
	PlanRules     plan.Rules
	PriorityRules insight.PriorityRules
	SimilarRules  insight.SimilarRules
	TargetRules   insight.TargetRules
	TargetsBy     string // what a proposed target is lifted towards: similar or phase
	CodeUseRules  insight.CodeUseRules
	BarrierRules  insight.BarrierRules
	Benchmarks    insight.BenchmarkRules // by free school meals; without cuts where the site has none
	Activities    []returns.Activity     // what the service counts, in the order of tables
	Notices       NoticeRule             // when a penalty notice is considered; zero where no rule is known
	Nation        attendance.Nation      // whose rules and words hold
	Consortium    Consortium             // of authorities; no Name where there is none
	LateDays      int                    // a return is late so many days after the end of its period
	SchoolPeriods int                    // how many periods of a school have a page
	Scripts       bool
	Lang          string
	BaseURL       string // where the headteacher edition stands, for letters: https://host/path/; empty where that is not known
}

// Grouping is one way of putting schools together. The first is the main one.
type Grouping struct {
	Level     attendance.Level
	Column    string // of the schools file
	One, Many string // cluster, clusters
	Note      string // how the groups were made, where it has to be said
}

// Path is the folder of the grouping's pages.
func (g Grouping) Path() string {
	if g.Level == attendance.LevelCluster {
		return "clusters/"
	}
	return attendance.Slug(string(g.Level)) + "/"
}

// Problem is one problem of the input as pages tell it. Line and Col count from 1
// and are 0 where the problem is of a whole file; in a worksheet they are of a cell.
type Problem struct {
	Code, Message, Place string
	Hint                 string // what to do about it
	File, Sheet          string
	Line, Col            int
	Times                int
	OfSchool             bool              // it stands in the row of a school
	SetAside             bool              // it sets aside the return or the record that it stands in
	Period               attendance.Period // of the row of a school; zero where it says none
	Group                string            // of pupils; empty for all
	Noted                bool              // it was read in the only way that it can be, and nothing has to be done
}

// Open works out what every page needs to know: the periods, the scales that all
// charts share, and where each place has its page.
func (b *Book) Open() {
	if b.Activities == nil {
		b.Activities = returns.Activities
	}
	b.findPeriods()
	if countries := b.Pub.Places(attendance.LevelCountry); len(countries) > 0 {
		b.country = countries[0]
	}
	b.paths = map[attendance.Place]string{b.Pub.Authority(): ""}
	for _, p := range b.Pub.Places(attendance.LevelSchool) {
		if len(b.PeriodsOf(p)) == 0 {
			continue // a half-term alone makes no page
		}
		b.paths[p] = "schools/" + strings.ToLower(p.Code) + "/"
	}
	for _, g := range b.Groupings {
		for _, p := range b.Pub.Places(g.Level) {
			if len(b.PeriodsOf(p)) > 0 {
				b.paths[p] = g.Path() + p.Code + "/"
			}
		}
	}
	b.phases = b.findPhases()
	b.namesakes = b.findNamesakes()
	b.scales = newScales(b)
	b.judgePlan()
	b.judgeSchools()
}

// judgeSchools works out once what the pages of every school ask for. What judges or
// compares single schools is for the authority's own staff: schools are alike by their
// roll and their share of free school meals, which disclosure does not protect.
func (b *Book) judgeSchools() {
	if b.current.IsZero() {
		return
	}
	b.barriers = insight.Barriers(b.Pub, b.current, b.BarrierRules)
	if !b.internal() {
		return
	}
	b.priorities = insight.Prioritise(b.Pub, b.current, b.states, b.PriorityRules)
	if b.SimilarRules.Count > 0 {
		b.similar = insight.NewSimilar(b.Pub, b.current, b.SimilarRules)
	}
	if len(b.Benchmarks.Cuts) > 0 {
		b.benchmarks = insight.NewBenchmarks(b.Pub, b.current, b.Benchmarks)
	}
	b.unusual = insight.CodeUse(b.Pub, b.current, b.CodeUseRules)
}

// Path returns the page of a place for one of its periods, from the top of the
// site. The latest period is the place's own page.
func (b *Book) Path(place attendance.Place, period attendance.Period) string {
	folder, _ := b.folder(place)
	if periods := b.PeriodsOf(place); len(periods) == 0 || periods[0] == period {
		return folder + "index.html"
	}
	if place == b.Pub.Authority() {
		folder = "authority/"
	}
	return folder + period.Slug() + "/index.html"
}

// folder is where the pages of a place stand, from the top of the site; false where it
// has none. A head's own school stands in a folder apart.
func (b *Book) folder(place attendance.Place) (string, bool) {
	folder, ok := b.paths[place]
	if b.isOwn(place) {
		folder = ownFolder(place)
	}
	return folder, ok
}

// href leads from one page to the current page of a place, or is empty where the
// place has none.
func (b *Book) href(root string, place attendance.Place) string {
	folder, ok := b.folder(place)
	if !ok {
		return ""
	}
	return root + folder + "index.html"
}

// comparator returns the place that a place is held against, for a phase: England
// for the authority, the authority for its groups and schools.
func (b *Book) comparator(place attendance.Place) attendance.Place {
	if place == b.Pub.Authority() {
		return b.country
	}
	return b.Pub.Authority()
}

// phaseOf returns the phase under which a place's figures for a period stand: a
// school's own, all phases together for anything else.
func (b *Book) phaseOf(place attendance.Place, period attendance.Period) attendance.Phase {
	if place.Level != attendance.LevelSchool {
		return attendance.Total
	}
	return b.Pub.PhaseIn(place, period)
}

// at names the cell of all pupils of a place.
func (b *Book) at(place attendance.Place, period attendance.Period) disclosure.At {
	return disclosure.All(place, period, b.phaseOf(place, period))
}

// Name returns a place's name. A school that no input names is called by its type and
// number, and schools of one name by what tells them apart as well.
func (b *Book) Name(place attendance.Place) Text {
	if place.Level == attendance.LevelSchool {
		s := b.Pub.School(attendance.URN(place.Code))
		if s != nil && s.Name == "" {
			kind := s.Type
			if kind == "" {
				return T("school.unnamed", PhaseArg("phase", s.Phase), WordsArg("urn", place.Code))
			}
			return T("school.unnamed.type", WordsArg("type", kind), WordsArg("urn", place.Code))
		}
		if by := b.namesakes[place]; by != "" {
			return T("school.namesake", WordsArg("name", b.Pub.Name(place)), WordsArg("by", by))
		}
	}
	if place == b.Pub.Authority() && b.Authority != "" {
		return Words(b.Authority)
	}
	name := b.Pub.Name(place)
	if place.Level == attendance.LevelCountry && (name == "England" || name == "Wales") {
		return T("country." + strings.ToLower(name)) // each language has its own
	}
	return Words(name)
}

// school returns the place of a URN.
func school(urn attendance.URN) attendance.Place {
	return attendance.Place{Level: attendance.LevelSchool, Code: string(urn)}
}
