package generator

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/earlier"
	"rollcall/generator/measure"
	"rollcall/generator/plan"
	"rollcall/generator/register"
	"rollcall/generator/returns"
	"rollcall/generator/sheet"
	"rollcall/generator/source"
	"rollcall/generator/strategy"
)

// inputs are everything that was read.
type inputs struct {
	dataset    *register.Dataset
	records    returns.Records
	activities []returns.Activity // of every site and of this one
	plan       *plan.Plan
	strategies []*strategy.Strategy
	frameworks []*strategy.Framework // at most one of each kind
	earlier    []*earlier.Edition
	allPublic  bool // every file of figures is listed under already_public
}

// readInputs reads every input and content folder of a site. Each file goes to the
// package that knows its kind, which its header decides.
func readInputs(opt Options, report *Report, problems *diag.List) (*inputs, error) {
	var figures []source.Input
	var plans, records []sheet.Input
	in := &inputs{allPublic: true}
	incomplete := false
	for i, input := range opt.Site.Inputs {
		opt.Progress("read", i, len(opt.Site.Inputs))
		src, ok := open(opt, input, report, problems)
		if !ok {
			incomplete = true
			continue
		}
		public := slices.Contains(opt.Site.AlreadyPublic, input.Path)
		for _, part := range byKind(SheetInput(src, input)) {
			switch part.kind {
			case planKind:
				plans = append(plans, part.Input)
			case recordKind:
				records = append(records, part.Input)
			default:
				figures = append(figures, source.Input{FS: src.FS, Path: src.Path, Name: input.Path, Format: input.Format, Period: input.Period, Columns: input.Columns, Choices: part.Choices, Public: public})
			}
		}
	}
	site := opt.Site
	in.readStrategies(opt, problems)
	checkStarter(site, in.strategies, problems)
	in.readEarlier(opt, report, problems)
	in.dataset = source.Read(figures, source.Options{Authority: site.Authority.Code, Formerly: site.Authority.Formerly, AuthorityName: site.Authority.Name,
		Nation: site.Authority.Nation, AsOf: opt.Now, Codes: readCodes(opt, report, problems), Groupings: columns(site),
		BandSets: in.bandSets(site), Cross: site.Pupils.Cross, Incomplete: incomplete}, problems)
	for i := range in.dataset.Rows {
		r := &in.dataset.Rows[i]
		if !in.dataset.Public[register.Key{Place: r.Place, Phase: r.Phase, Period: r.Period, Group: r.Group}] {
			in.allPublic = false
			break
		}
	}
	resolve := resolver(in.dataset, site)
	checkRules(site, in.dataset.Schools, problems)
	checkCounts(site, problems)
	in.activities = activities(site)
	in.records = returns.Read(records, returns.Options{Measures: measure.IDs(), Activities: in.activities, Authority: authority(site), AsOf: opt.Now, Resolve: resolve}, problems)
	in.addTallies(site)
	in.plan = plan.Read(plans, plan.Options{LastDay: in.lastDay, From: in.strategyDays()}, problems)
	in.checkPlan(resolve, problems)
	in.checkFrameworks(resolve, problems)
	in.checkCalendar(site.Rules.LateDays, problems)
	return in, nil
}

func columns(site *config.Site) []source.Grouping {
	var out []source.Grouping
	for _, g := range site.Groupings {
		out = append(out, source.Grouping{Column: g.Column, Level: levelOf(site, g), Pos: g.Pos})
	}
	return out
}

// open opens an input and names it in the report.
func open(opt Options, input config.Input, report *Report, problems *diag.List) (Source, bool) {
	src, err := opt.Open(input.Path)
	if err != nil {
		problems.Add(input.Pos, diag.FileUnreadable, "Check the path: it is relative to site.yaml.", "%s cannot be opened", input.Path)
		return src, false
	}
	hash, err := hashOf(src)
	if err != nil {
		problems.Add(input.Pos, diag.FileUnreadable, "Check the path: it is relative to site.yaml.", "%s cannot be read", input.Path)
		return src, false
	}
	report.Inputs = append(report.Inputs, InputHash{input.Path, hash})
	return src, true
}

// bandSets are the bands that pupils are put into: those of the site's own cuts, and
// the levels of every strategy.
func (in *inputs) bandSets(site *config.Site) []attendance.BandSet {
	sets := []attendance.BandSet{attendance.CutBands("default", site.Thresholds.Bands)}
	for _, s := range in.strategies {
		for _, page := range s.Levels {
			sets = append(sets, page.Bands(s.ID))
		}
	}
	return sets
}

// hashOf names a file by its content, for the manifest.
func hashOf(src Source) (string, error) {
	f, err := src.FS.Open(src.Path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("%s: %w", src.Name, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func (in *inputs) readStrategies(opt Options, problems *diag.List) {
	for _, name := range opt.Site.Content {
		src, err := opt.Open(name)
		if err != nil {
			problems.Add(diag.Pos{File: config.FileName}, diag.FileUnreadable, "Check the path: it is relative to site.yaml.", "%s cannot be opened", name)
			continue
		}
		if strategy.IsFramework(src.FS, src.Path) {
			in.readFramework(src, name, problems)
			continue
		}
		if s := strategy.Read(src.FS, src.Path, strings.TrimSuffix(name, "/"), problems); s != nil {
			in.strategies = append(in.strategies, s)
		}
	}
	followed := slices.IndexFunc(in.strategies, func(s *strategy.Strategy) bool { return s.ID == opt.Site.Strategy })
	switch {
	case followed > 0:
		in.strategies[0], in.strategies[followed] = in.strategies[followed], in.strategies[0]
	case followed < 0 && opt.Site.Strategy != "":
		problems.Add(diag.Pos{File: config.FileName}, diag.ConfigValue, "List its folder under content.", "strategy: there is no strategy %q", opt.Site.Strategy)
	}
}

// strategyDays are the first days of the strategies, by ID.
func (in *inputs) strategyDays() map[string]time.Time {
	from := make(map[string]time.Time)
	for _, s := range in.strategies {
		from[s.ID] = s.From
	}
	return from
}

// lastDay is the last day of a period by the authority's calendar.
func (in *inputs) lastDay(p attendance.Period) (time.Time, bool) {
	entry, ok := in.records.Calendar.Find(p, "")
	return entry.To, ok
}

// resolver finds a place under the name that the dataset knows it by: a school under
// its newest URN.
func resolver(ds *register.Dataset, site *config.Site) func(attendance.Place) (attendance.Place, bool) {
	known := map[attendance.Place]attendance.Place{authority(site): authority(site)}
	for _, s := range ds.Schools {
		newest := attendance.Place{Level: attendance.LevelSchool, Code: string(s.URN)}
		known[newest] = newest
		for _, g := range site.Groupings {
			if name := s.Groupings[g.Column]; name != "" {
				group := attendance.Place{Level: levelOf(site, g), Code: attendance.Slug(name)}
				known[group] = group
			}
		}
	}
	for _, s := range ds.Schools {
		for _, old := range s.Predecessors {
			number := attendance.Place{Level: attendance.LevelSchool, Code: string(old)}
			if _, ok := known[number]; !ok {
				known[number] = attendance.Place{Level: attendance.LevelSchool, Code: string(s.URN)}
			}
		}
	}
	for i := range ds.Rows {
		if p := ds.Rows[i].Place; p.Level == attendance.LevelCountry {
			known[p] = p
		}
	}
	return func(p attendance.Place) (attendance.Place, bool) {
		newest, ok := known[p]
		return newest, ok
	}
}
