package generator

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"rollcall/generator/attendance"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/plan"
	"rollcall/generator/register"
	"rollcall/generator/render"
	"rollcall/generator/view"
)

// Source is one input or content path of a site, opened as a file system of its own.
type Source struct {
	Name string // as site.yaml writes it
	FS   fs.FS
	Path string // within FS; "." for a folder
}

// Options say what is built and with what. The generator sees no real disk, no
// environment and no clock but these.
type Options struct {
	Site     *config.Site
	Open     func(name string) (Source, error)
	Theme    fs.FS
	Codes    fs.FS // codes/*.csv, the tables of registration codes of a site without its own
	Edition  string
	Now      time.Time                            // the day on which everything is judged
	Strict   bool                                 // warnings are errors
	Scripts  []byte                               // the bundled script; nil when it was not built
	Write    func(path string, data []byte) error // nil only checks
	Progress func(stage string, done, total int)  // may be nil; never called twice at once
}

// Report says what was built.
type Report struct {
	Pages, Files int
	Bytes        int64
	Schools      int
	SetAside     int // returns that were left out: of one school and one period each
	Inputs       []InputHash
	Notes        []string
}

// InputHash names an input by its content.
type InputHash struct{ Name, SHA256 string }

// Build reads a site, checks it and writes its pages. What is wrong with the input
// goes to problems, all of it in one run; if any of that is an error, nothing is
// written. The error is a fault of ours or of the disk.
func Build(opt Options, problems *diag.List) (Report, error) {
	if opt.Progress == nil {
		opt.Progress = func(string, int, int) {}
	}
	var report Report
	if err := checkLanguages(opt, problems); err != nil {
		return report, err
	}
	in, err := readInputs(opt, &report, problems)
	if err != nil {
		return report, err
	}
	policy, ok := policyOf(opt, in, problems)
	if !ok {
		return report, nil
	}
	book := protectedBook(opt, in, policy)
	checkFigures(opt.Site, in, book, problems)
	checkLoss(book.Pub, &report, problems)
	checkPlaceholders(book, problems)
	checkFocuses(in, problems)
	checkSignOffs(book, problems)
	checkConsortium(opt.Site, book.Pub, problems)
	checkAddress(opt, problems)
	if opt.Strict {
		problems.Harden()
	}
	report.Schools, report.SetAside = len(in.dataset.Schools), len(in.dataset.SetAside)
	report.tellSetAside(in.dataset.SetAside, book.Pub)
	if problems.Failed() || opt.Write == nil {
		return report, nil
	}
	if opt.Edition == "intranet" { // they quote what was supplied
		tellProblems(book, opt, in, problems)
	}
	return report, write(opt, book, &report)
}

// tellSetAside names the returns that were left out: a problem tells of a cell, and not
// that the school is missing from the figures for it.
func (r *Report) tellSetAside(aside []register.SetAside, pub *disclosure.Publication) {
	const most = 5
	names := make([]string, 0, most)
	for _, s := range aside[:min(len(aside), most)] {
		place := attendance.Place{Level: attendance.LevelSchool, Code: string(s.School)}
		names = append(names, fmt.Sprintf("%s for %s", cmp.Or(pub.Name(place), string(s.School)), s.Period))
	}
	switch left := len(aside) - len(names); {
	case len(aside) == 0:
	case len(aside) == 1:
		r.Notes = append(r.Notes, "1 return is left out of every figure: "+names[0]+".")
	case left == 0:
		r.Notes = append(r.Notes, fmt.Sprintf("%d returns are left out of every figure: %s.", len(aside), strings.Join(names, ", ")))
	default:
		r.Notes = append(r.Notes, fmt.Sprintf("%d returns are left out of every figure: %s and %d more.", len(aside), strings.Join(names, ", "), left))
	}
}

// protectedBook sums what was read, decides what of it may be shown, and opens the book.
// Two publications never share a cube, so that of heads has sums of its own.
func protectedBook(opt Options, in *inputs, policy disclosure.Policy) *view.Book {
	opt.Progress("measure", 0, 1)
	var heads *view.Confided
	var aside sync.WaitGroup
	aside.Go(func() { heads = confided(opt, in) })
	cube := measure.Aggregate(in.dataset, authority(opt.Site), groupings(opt.Site))
	aside.Wait()
	book := newBook(opt, in, protect(cube, policy, in.known(authority(opt.Site))))
	book.Confided = heads
	return book
}

// protect decides what of some sums may be shown. Those of 24,000 schools and all that is
// worked out on the way fit in 2 GB only if what is done with is cleared away soon.
func protect(cube *measure.Cube, policy disclosure.Policy, editions []disclosure.Earlier) *disclosure.Publication {
	defer debug.SetGCPercent(debug.SetGCPercent(tidiness))
	return disclosure.Publish(cube, policy, editions...)
}

// tidiness is by how many percent memory may grow before it is cleared.
const tidiness = 40

// checkFigures reports a site that has no figures and does not say so, and one that
// says so and has some: neither may pass in silence.
func checkFigures(site *config.Site, in *inputs, book *view.Book, problems *diag.List) {
	ds := in.dataset
	switch none := site.Figures == config.NoFigures; {
	case none && len(ds.Schools)+len(ds.Rows)+len(ds.Tallies) > 0:
		problems.Add(site.FiguresPos, diag.ConfigValue, "Remove the key, or take the files of schools and figures out of inputs.",
			"figures: none, and yet the inputs hold schools or figures")
	case none && len(in.strategies) == 0 && !problems.Failed():
		problems.Add(site.FiguresPos, diag.ConfigValue, "List the folder of a strategy under content.",
			"figures: none, and there is no strategy to follow either")
	case !none && book.Current().IsZero() && !problems.Failed():
		hint := ""
		if n := len(ds.SetAside); n > 0 {
			hint = fmt.Sprintf("Correct what is set aside first: returns came, %d of them, and none can be used.", n)
		}
		problems.Add(diag.Pos{File: config.FileName}, diag.FiguresNone, hint, "there are no figures of a school in the inputs")
	}
}

func authority(site *config.Site) attendance.Place {
	return attendance.Place{Level: attendance.LevelAuthority, Code: site.Authority.Code}
}

// groupings says which places are made of the schools. The main grouping makes
// clusters; any other makes places of its own name.
func groupings(site *config.Site) []measure.Grouping {
	var out []measure.Grouping
	for _, g := range orderedGroupings(site) {
		out = append(out, measure.Grouping{Level: levelOf(site, g), Column: g.Column})
	}
	return out
}

// orderedGroupings puts the main grouping first.
func orderedGroupings(site *config.Site) []config.Grouping {
	var out []config.Grouping
	for _, g := range site.Groupings {
		if g.Column == site.MainGrouping {
			out = append([]config.Grouping{g}, out...)
		} else {
			out = append(out, g)
		}
	}
	return out
}

func levelOf(site *config.Site, g config.Grouping) attendance.Level {
	if g.Column == site.MainGrouping {
		return attendance.LevelCluster
	}
	return attendance.Level(g.Column)
}

// policyOf chooses the rule of the edition. What leaves the council is protected as
// linked tables, unless everything in it is public already and the site says so.
func policyOf(opt Options, in *inputs, problems *diag.List) (disclosure.Policy, bool) {
	policy := policyFor(opt)
	checkShared(opt, problems)
	if opt.Edition != "intranet" && policy.Mode == disclosure.Open && !in.allPublic {
		problems.Add(diag.Pos{File: config.FileName}, diag.ConfigValue,
			"List every file of figures under already_public, or let the edition be protected: disclosure: {"+opt.Edition+": rounded}.",
			"the %s edition would show every number of pupils, and not every file is public already", opt.Edition)
		return policy, false
	}
	return policy, true
}

// policyFor is the rule of an edition by the site file.
func policyFor(opt Options) disclosure.Policy {
	protection := protectionOf(opt)
	policy := disclosure.Intranet
	if opt.Edition != "intranet" {
		policy = disclosure.Public
	}
	switch {
	case protection == config.Unprotected:
		policy.Mode = disclosure.Open
	case protection == config.Exact && policy.Linked():
		policy.Mode, policy.Threshold = disclosure.Exact, disclosure.Intranet.Threshold
	}
	policy.Edition = opt.Edition
	if n := opt.Site.Disclosure.Threshold; n > 0 {
		policy.Threshold = register.Count(n)
	}
	return policy
}

// checkLoss reports how much of what is known a protected edition tells. One with a
// hidden number that might be worked out is refused.
func checkLoss(pub *disclosure.Publication, report *Report, problems *diag.List) {
	loss := pub.Loss()
	if loss == nil {
		return
	}
	for _, l := range loss.Levels {
		report.Notes = append(report.Notes, fmt.Sprintf("%s: %s of %d numbers are shown (%s if only small ones were hidden).",
			l.Level, share(l.Shown, l.Known), l.Known, share(l.Primary, l.Known)))
	}
	if loss.Unproved > 0 {
		problems.Add(diag.Pos{File: config.FileName}, diag.FigureUnproved, "", "%d hidden numbers might be worked out", loss.Unproved)
	}
}

// share writes a part of a whole in percent with one decimal.
func share(part, whole int) string {
	tenths := (part*2000 + whole) / (2 * max(whole, 1))
	return fmt.Sprintf("%d.%d%%", tenths/10, tenths%10)
}

func newBook(opt Options, in *inputs, pub *disclosure.Publication) *view.Book {
	site := opt.Site
	withhold(opt, in)
	book := &view.Book{Pub: pub, Targets: in.records.Targets, Plan: in.plan, Strategies: in.strategies, Settings: view.Settings{
		Title: site.Title, Authority: site.Authority.Name, Edition: opt.Edition, Synthetic: site.Synthetic,
		AsOf: opt.Now.Format("2006-01-02"), Notes: site.Notes, SchoolPeriods: site.Budgets.SchoolPeriods,
		PlanRules: plan.Rules{DueSoonDays: site.Thresholds.DueSoonDays, StaleDays: site.Thresholds.StaleDays},
		NoIndex:   !listed(opt),
		Scripts:   opt.Scripts != nil, Lang: site.Languages[0], BaseURL: site.Mail.BaseURL,
	}}
	book.Calendar, book.Events, book.SignOffs = in.records.Calendar, in.records.Events, in.records.SignOffs
	book.SelfEvaluation, book.Checklist = in.records.SelfEvaluation, in.records.Checklist
	book.Recommendations, book.Agreements = in.records.Recommendations, in.records.Agreements
	book.Frameworks = in.frameworks
	book.Thresholds = thresholds(in.records.Attainment)
	judgeBy(&book.Settings, site)
	book.Activities, book.CountTargets = in.activities, in.records.CountTargets
	book.ServiceNotes, book.AttainmentSources = serviceNotes(in.records.Service), attainmentSources(in.records.Attainment, pub.Authority())
	book.Nation, book.Consortium = site.Authority.Nation, consortium(site)
	if pub.Policy().Mode != disclosure.Open {
		book.Threshold = int(pub.Policy().Threshold)
	}
	for _, g := range orderedGroupings(site) {
		if len(pub.Places(levelOf(site, g))) == 0 {
			continue // no school is in any of its groups
		}
		book.Groupings = append(book.Groupings, view.Grouping{Level: levelOf(site, g), Column: g.Column, One: g.One, Many: g.Many, Note: g.Note})
	}
	book.Open()
	book.Revisions = revisions(book, in.earlier)
	book.SetAside, book.Unpublished = in.setAside(), in.dataset.Unpublished
	book.LateDays, book.Returns = site.Rules.LateDays, in.returnsFor(book.Current(), site.Rules.LateDays)
	return book
}

// checkPlaceholders reports every placeholder of the strategies that cannot be
// filled, before a page is made. One that could not be read was reported then.
func checkPlaceholders(book *view.Book, problems *diag.List) {
	for _, s := range book.Strategies {
		for _, p := range s.AllPages() {
			for _, f := range p.Body {
				if f.Placeholder == nil || f.Placeholder.Faulty {
					continue
				}
				if _, problem := book.Fill(s, f.Placeholder); problem.Reason != "" {
					problems.Add(f.Placeholder.Pos, diag.PlaceholderFigure, problem.Hint, "%s", problem.Reason)
				}
			}
		}
	}
}

// problemRow tells a problem as pages may. A message that quotes counts would print
// what the edition hides, so such a problem is told by its meaning and remedy.
func problemRow(p diag.Problem, policy disclosure.Policy) view.Problem {
	row := view.Problem{Code: string(p.Code), Message: p.Message, Hint: p.Hint, Place: p.Pos.String(), Times: p.Times,
		File: p.Pos.File, Sheet: p.Pos.Sheet, Line: p.Pos.Line, Col: p.Pos.Col, SetAside: p.Severity == diag.SetAside, Noted: p.Severity == diag.Note}
	if policy.Mode != disclosure.Open && p.Code.QuotesCounts() {
		entry, _ := diag.Explain(p.Code)
		row.Message, row.Hint = entry.Meaning, entry.Remedy
	}
	return row
}

// renderOptions are how the pages of an edition are written.
func renderOptions(opt Options, book *view.Book) render.Options {
	return render.Options{Threshold: book.Threshold, Step: book.Step(), Selective: book.Pub.Policy().Linked(), Unrounded: opt.Edition == "intranet", Ledger: opt.Edition != "intranet",
		Nation: strings.ToLower(string(opt.Site.Authority.Nation))}
}

// write renders every page, several at once, and hands them over.
func write(opt Options, book *view.Book, report *Report) error {
	r, err := render.New(opt.Theme, book.Lang, renderOptions(opt, book))
	if err != nil {
		return fmt.Errorf("theme: %w", err)
	}
	out := &output{write: opt.Write, report: report, progress: opt.Progress}
	if err := out.static(opt, book, r); err != nil {
		return err
	}
	jobs := pages(book, r)
	if err := out.hosting(opt, book, r, jobs); err != nil {
		return err
	}
	own, err := ownPages(opt, book)
	if err != nil {
		return err
	}
	jobs = append(jobs, own...)
	out.total = len(jobs)
	group, ctx := errgroup.WithContext(context.Background())
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, job := range jobs {
		group.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return out.run(job)
		})
	}
	return group.Wait()
}
