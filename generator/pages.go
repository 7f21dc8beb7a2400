package generator

import (
	"bytes"
	"encoding/csv"
	"strconv"

	"rollcall/generator/attendance"
	"rollcall/generator/render"
	"rollcall/generator/strategy"
	"rollcall/generator/view"
)

// pages lists every page and download of an edition. Nothing in it grows faster
// than the number of places.
func pages(b *view.Book, r *render.Renderer) []job {
	l := &list{book: b, render: r}
	if b.HasFigures() {
		l.places()
	} else {
		l.page("index.html", func() any { page := b.Overview(); return &page })
	}
	if studies := b.Studies(); len(studies) > 0 {
		l.page("insight/index.html", func() any { page := b.StudiesPage(); return &page })
		for _, s := range studies {
			l.page(s.Path, func() any { page := s.Make(); return &page })
		}
	}
	for _, s := range b.Strategies {
		l.strategy(s)
	}
	l.plan()
	if b.Revisions != nil && len(b.Revisions.All) > 0 {
		l.page("revisions/index.html", func() any { page := b.RevisionsPage(); return &page })
		l.jobs = append(l.jobs, job{"downloads/revisions.csv", func() ([]byte, error) { return revisionsFile(b) }})
	}
	l.page("method/index.html", func() any { page := b.Method(); return &page })
	l.page("coverage/index.html", func() any { page := b.Coverage(); return &page })
	if b.HasProblemsFile() {
		l.jobs = append(l.jobs, job{view.ProblemsFile, func() ([]byte, error) { return problemsFile(b.Problems) }})
	}
	return l.jobs
}

// list gathers the jobs of an edition.
type list struct {
	book   *view.Book
	render *render.Renderer
	jobs   []job
}

// page adds a page. The view is made when the page is, so that the views of a large
// authority are never all in memory.
func (l *list) page(path string, view func() any) {
	l.jobs = append(l.jobs, job{path, func() ([]byte, error) { return l.render.Page(view()) }})
}

func (l *list) figures(path string, places []attendance.Place) {
	l.jobs = append(l.jobs, job{path, func() ([]byte, error) { return l.render.Figures(l.book.Figures(places)) }})
}

// places adds the pages that figures of schools make: those of the authority, its
// phases and groups, the schools and their pupils, and the files.
func (l *list) places() {
	b := l.book
	authority := b.Pub.Authority()
	for _, p := range b.PagesOf(authority) {
		l.page(b.Path(authority, p), func() any { page := b.AuthorityPage(p); return &page })
		l.page(b.ScrutinyPath(p), func() any { page := b.Scrutiny(p); return &page })
	}
	for _, phase := range b.PhasesShown() {
		page := b.PhasePage(phase)
		l.page(page.Path, func() any { return &page })
	}
	if b.HasTerms() {
		l.page("terms/index.html", func() any { page := b.TermsPage(); return &page })
	}
	for _, g := range b.Groupings {
		l.page(g.Path()+"index.html", func() any { page := b.GroupIndex(g); return &page })
		for _, initial := range b.Initials(g) {
			l.page(view.InitialPath(g, initial), func() any { page := b.GroupInitial(g, initial); return &page })
		}
		for _, place := range b.Pub.Places(g.Level) {
			l.group(g, place)
		}
	}
	l.page("schools/index.html", func() any { page := b.SchoolIndex(); return &page })
	for _, letter := range b.SchoolLetters() {
		l.page(letter.Path, func() any { page := b.SchoolLetterPage(letter); return &page })
	}
	for _, place := range b.Pub.Places(attendance.LevelSchool) {
		l.school(place)
		l.redirects(place)
	}
	l.pupils()
	l.page("downloads/index.html", func() any { page := b.Downloads(); return &page })
	l.figures("downloads/figures.csv", b.SummaryPlaces())
	if path := b.LooseFile(); path != "" {
		l.figures(path, b.LoosePlaces())
	}
	l.tallies()
}

func (l *list) tallies() {
	b := l.book
	if path := b.TallyFile(); path != "" {
		l.jobs = append(l.jobs, job{path, func() ([]byte, error) { return l.render.Figures(b.Tallies()) }})
	}
}

func (l *list) group(g view.Grouping, place attendance.Place) {
	b := l.book
	for _, p := range b.PagesOf(place) {
		l.page(b.Path(place, p), func() any { page := b.ClusterPage(g, place, p); return &page })
	}
	if b.HasMeeting(g) && len(b.PeriodsOf(place)) > 0 {
		l.page(b.MeetingPath(place), func() any { page := b.Meeting(g, place); return &page })
	}
	l.figures(b.GroupFile(place), b.GroupPlaces(place))
}

// school adds the pages of a school.
func (l *list) school(place attendance.Place) {
	b := l.book
	for _, p := range b.PagesOf(place) {
		l.page(b.Path(place, p), func() any { page := b.SchoolPage(place, p); return &page })
	}
	if b.HasBrief(place) {
		for _, p := range b.PagesOf(place) {
			l.page(b.BriefPath(place, p), func() any { page := b.Brief(place, p); return &page })
		}
	}
	if b.HasGovernors(place) {
		l.page(b.GovernorsPath(place), func() any { page := b.Governors(place); return &page })
	}
}

// redirects adds a plain page at each older number of a school that leads to its newest.
func (l *list) redirects(place attendance.Place) {
	b := l.book
	for _, old := range b.Redirects(place) {
		l.page(old, func() any { page := b.Redirect(old, place); return &page })
	}
}

func (l *list) strategy(s *strategy.Strategy) {
	b := l.book
	index := b.StrategyIndex(s)
	l.page(index.Path, func() any { return &index })
	if b.HasAftermath(s) {
		page := b.Aftermath(s)
		l.page(page.Path, func() any { return &page })
	}
	for _, p := range s.AllPages()[1:] {
		page := b.StrategyPage(s, p)
		l.page(page.Path, func() any { return &page })
	}
}

// plan adds the action plan and a page for each of its actions.
func (l *list) plan() {
	b := l.book
	if b.Plan == nil || len(b.Plan.Actions) == 0 {
		return
	}
	l.page("actions/index.html", func() any { page := b.PlanPage(); return &page })
	l.page("actions/board/index.html", func() any { page := b.BoardPage(); return &page })
	for _, found := range b.ActionLists() {
		l.page(found.Path, func() any { page := found.Make(); return &page })
	}
	for i := range b.Plan.Actions {
		l.action(i)
	}
}

func (l *list) action(i int) {
	page := l.book.ActionPage(i)
	l.page(page.Path, func() any { return &page })
}

// pupils adds the page of the pupils of each place for which pupils were counted.
func (l *list) pupils() {
	b := l.book
	levels := []attendance.Level{attendance.LevelAuthority, attendance.LevelSchool}
	for _, g := range b.Groupings {
		levels = append(levels, g.Level)
	}
	for _, level := range levels {
		for _, place := range b.Pub.Places(level) {
			if b.HasPupils(place) {
				l.page(b.PupilsPath(place), func() any { page := b.PupilsPage(place); return &page })
			}
		}
	}
}

// problemsFile lists the problems of the input as pages may tell them, a row each.
func problemsFile(problems []view.Problem) ([]byte, error) {
	number := func(n int) string {
		if n == 0 {
			return "" // it is of a whole file
		}
		return strconv.Itoa(n)
	}
	rows := [][]string{{"code", "problem", "remedy", "file", "sheet", "line", "column", "times"}}
	for _, p := range problems {
		rows = append(rows, []string{p.Code, render.GuardText(p.Message), render.GuardText(p.Hint), render.GuardText(p.File), render.GuardText(p.Sheet),
			number(p.Line), number(p.Col), number(p.Times)})
	}
	var out bytes.Buffer
	err := csv.NewWriter(&out).WriteAll(rows)
	return out.Bytes(), err
}
