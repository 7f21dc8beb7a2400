package view

import (
	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
)

// SchoolPage makes the page of one school, for one of its periods.
func (b *Book) SchoolPage(place attendance.Place, period attendance.Period) School {
	s := b.Pub.School(attendance.URN(place.Code))
	path := b.Path(place, period)
	page := School{Frame: b.placeFrame(place, period, navSchools, Link{Label: T("nav.schools"), Href: root(path) + "schools/index.html"}, Link{Label: b.Name(place)})}
	up := page.Root
	at := b.at(place, period)
	page.H1 = b.headingOf(at)
	page.Lede = b.lede(place, period, up)
	page.Lede.About = b.about(s, at, up)
	page.Lede.Coverage = together([]Text{page.Lede.Coverage, b.asideLine(at, up), b.signOffLine(at)})
	page.Lede.Next = b.schoolNext(at, up)

	add := func(s []Section) { page.Sections = append(page.Sections, s...) }
	add(section("means", T("section.means"), []Text{T("means.rail")}, Block{Stats: b.stats(at)}))
	add(b.prioritySection(at, up))
	add(b.changedSection(at, up))
	add(section("trend", T("section.trend"), b.trendRail(at), append([]Block{{Chart: b.withinYear(place, period)}}, b.trends(place, period)...)...))
	add(b.similarSection(at, up))
	add(b.benchmarkSection(at, up))
	add(b.bandSection(at))
	add(b.reasonSection(at))
	add(b.unusualSection(at, up))
	add(b.patternSection(at))
	add(b.groupSection(at, up))
	if table := b.published15(place); table != nil {
		add(section("pa15", T("section.pa15"), []Text{T("pa15.rail")}, Block{Table: table}))
	}
	add(b.targetSection(at, up))
	add(b.serviceSection(place))
	add(b.planSection(place, up))
	add(b.selfSection(at, up))
	add(b.dutiesSection(at, up))
	add(b.historySection(place))
	add(b.schoolPacks(place, period, up))
	add(section("files", T("section.files"), nil, Block{Files: b.placeFiles(place, up)}))
	page.Contents = contents(page.Sections)
	return page
}

// about is a school's quiet line: its phase, size and groups.
func (b *Book) about(s *attendance.Establishment, at disclosure.At, up string) Text {
	out := T("school.about", TextArg("phase", T("phase.label", PhaseArg("phase", at.Phase))), NumberArg("n", b.Pub.Count(at, disclosure.Enrolments)))
	for _, g := range b.Groupings {
		if group := b.groupOf(s, g); group != (attendance.Place{}) {
			out = T("school.about.group", TextArg("a", out), TextArg("name", b.Name(group)).Linked(b.href(up, group)), WordsArg("one", g.One))
		}
	}
	for _, old := range s.Predecessors {
		if b.Pub.Has(school(old)) {
			out = T("school.about.follows", TextArg("a", out), TextArg("name", b.Name(school(old))).Linked(b.href(up, school(old))))
		}
	}
	if s.Contact != "" && b.internal() {
		out = T("school.about.contact", TextArg("a", out), WordsArg("role", s.Contact))
	}
	if b.latest(at.Place, at.Period) {
		out = b.lastFigures(out, at.Period)
	}
	return out
}

// stats says what the figures mean in pupils and days.
func (b *Book) stats(at disclosure.At) []Stat {
	var out []Stat
	if days, n, ok := insight.DaysMissed(b.Pub, at); ok {
		out = append(out, Stat{Big: b.worked("stat.days", TextArg("days", Words(days))), Label: T("stat.days.label", PeriodArg("period", at.Period)),
			Sum: T("stat.days.sum", NumberArg("sessions", b.Pub.Count(at, disclosure.Overall)), NumberArg("n", n))})
	}
	for _, id := range []string{"attendance", "pa_10"} {
		t, ok := b.target(at, id)
		if !ok {
			continue
		}
		d, ok := insight.ToTarget(b.Pub, at, id, t.Value)
		if !ok {
			continue
		}
		out = append(out, b.targetStat(d, id))
	}
	if pa := b.Pub.Count(at, disclosure.PA10); pa.Shown() && len(out) < 3 {
		out = append(out, Stat{Big: b.worked("stat.pa", NumberArg("n", pa)), Label: T("stat.pa.label", PeriodArg("period", at.Period)),
			Sum: T("stat.pa.sum", PercentArg("f", b.Pub.Rate(at, "pa_10")), NumberArg("n", b.Pub.Count(at, disclosure.Enrolments)))})
	}
	return out
}

// targetStat says what meeting a target would take, or what room there is.
func (b *Book) targetStat(d insight.Distance, id string) Stat {
	state := ".gap"
	if d.Met {
		state = ".room"
	}
	args := []Arg{WorkedArg("sessions", int(d.Sessions)), WorkedArg("pupils", int(d.Pupils)), WordsArg("target", d.Target.String()), WordsArg("days", oneDecimal(d.Days))}
	return Stat{Big: b.worked("stat."+id+state, args...), Label: T("stat."+id+state+".label", args...), Sum: b.worked("stat."+id+state+".sum", args...)}
}

// withinYear draws the half-terms of a year beside those of the year before.
func (b *Book) withinYear(place attendance.Place, period attendance.Period) *Chart {
	phase := b.phaseOf(place, period)
	var ticks []Tick
	year := Series{Name: T("series.year", PeriodArg("period", attendance.Period{Year: period.Year, Grain: attendance.Year})), Short: T("series.now"), Role: This}
	before := Series{Name: T("series.year", PeriodArg("period", attendance.Period{Year: period.Year - 1, Grain: attendance.Year})), Short: T("series.before"), Role: Last}
	versus := Series{Name: b.inPhase(b.Pub.Authority(), phase), Short: b.Name(b.Pub.Authority()), Role: Comparator}
	var periods []attendance.Period
	for ht := uint8(1); ht <= 6; ht++ {
		p := attendance.Period{Year: period.Year, Grain: attendance.HalfTerm, Number: ht}
		periods = append(periods, p)
		ticks = append(ticks, Tick{Label: T("period.tick", PeriodArg("period", p)), Group: T("period.tick", PeriodArg("period", attendance.Period{Year: period.Year, Grain: attendance.Term, Number: (ht + 1) / 2}))})
		year.Values = append(year.Values, Of(b.Pub.Rate(disclosure.All(place, p, phase), "attendance")))
		before.Values = append(before.Values, Of(b.Pub.Rate(disclosure.All(place, p.YearBefore(), phase), "attendance")))
		versus.Values = append(versus.Values, Of(b.Pub.Rate(disclosure.All(b.Pub.Authority(), p, phase), "attendance")))
	}
	if year.shown() < 2 {
		return nil
	}
	year.Marked = []int{year.shown() - 1}
	c := &Chart{ID: "halfterms", Kind: LineChart, Scale: b.scale("attendance", place, phase), X: ticks, Series: []Series{year, before, versus},
		Title: T("chart.year.title", PeriodArg("period", attendance.Period{Year: period.Year, Grain: attendance.Year}))}
	last := year.Marked[0]
	c.Usual = b.usual(disclosure.All(place, periods[last], phase), "attendance", periods)
	c.Sub = T("chart.year.sub", IntArg("from", int(c.Scale.Min)))
	c.Desc = b.spell(year, periods)
	c.Table = b.seriesTable(c, periods, false)
	return c
}

// trendRail reads a school's trend: whether its last change is more than usual.
func (b *Book) trendRail(at disclosure.At) []Text {
	c := b.change(at, "attendance")
	switch c.Verdict {
	case insight.Usual:
		return []Text{T("trend.rail.usual"), b.usualRange(c), b.trendText(at.Place)}
	case insight.Signal, insight.Level:
		return []Text{T("trend.rail.signal", TextArg("finding", b.finding(c))), b.usualRange(c), b.trendText(at.Place)}
	case insight.TooFew:
		return []Text{T("trend.rail.few", IntArg("earlier", c.Earlier), IntArg("least", b.Signals.LeastPoints)), b.trendText(at.Place)}
	}
	return []Text{b.trendText(at.Place)}
}
