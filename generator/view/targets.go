package view

import (
	"slices"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
	"rollcall/generator/returns"
)

// nextPeriod is what targets are proposed for: the same part of the next year.
func (b *Book) nextPeriod() attendance.Period {
	next := b.current
	next.Year++
	return next
}

// hasTargets reports whether targets are proposed: to the authority's own staff, where
// rules say how.
func (b *Book) hasTargets() bool {
	return b.TargetRules.Measure != "" && b.internal() && !b.current.IsZero()
}

// proposal works out the target of a school for the next year.
func (b *Book) proposal(urn attendance.URN) insight.Proposal {
	return insight.Propose(b.Pub, urn, b.nextPeriod(), b.TargetRules, b.benchmark(urn))
}

// benchmark is what a target is lifted towards: the schools most like it together,
// or its phase of the authority.
func (b *Book) benchmark(urn attendance.URN) insight.Pool {
	at := b.at(school(urn), b.current)
	if b.TargetsBy == "phase" || b.similar == nil {
		at.Place = b.Pub.Authority()
		return insight.PoolOf(b.Pub.Rate(at, b.TargetRules.Measure))
	}
	var figures []Figure
	for _, n := range b.similar.Of(urn) {
		at.Place = school(n.URN)
		figures = append(figures, b.Pub.Rate(at, b.TargetRules.Measure))
	}
	return insight.PoolOf(figures...)
}

// targetsPage proposes a target for every school and shows what the targets come to
// for phases, groups and the authority.
func (b *Book) targetsPage(s Study) Document {
	page := b.studyPage(s)
	next := b.nextPeriod()
	proposed := make(map[attendance.URN]attendance.Decimal)
	var rows []insight.Proposal
	for _, urn := range b.byName(b.Pub.Members(b.Pub.Authority())) {
		if p := b.proposal(urn); p.Refusal == insight.Compared {
			proposed[urn] = p.Value
			rows = append(rows, p)
		}
	}
	rolled := b.rolledUp(proposed)
	page.H1 = T("targets.h1", IntArg("n", len(rows)), PeriodArg("period", next))
	page.Kick = T("kick.place", TextArg("place", b.Name(b.Pub.Authority())), PeriodArg("period", next))
	page.Intro = []Text{T("targets.intro"), b.targetRule()}
	add := func(s []Section) { page.Sections = append(page.Sections, s...) }
	chart := b.targetChart(rolled)
	add(section("together", T("targets.together"), []Text{T("targets.together.rail", PeriodArg("weights", b.current))}, Block{Chart: chart}, Block{Table: b.rolledTable(rolled, page.Root)}))
	rail := []Text{T("targets.schools.rail", PeriodArg("period", next))}
	if len(rows) > manyDots {
		add(section("schools", T("section.schools"), rail, Block{Notes: []Text{T("targets.schools.many", IntArg("n", len(rows)))}}))
	} else {
		add(section("schools", T("section.schools"), rail, Block{Table: b.proposals(rows, page.Root)}))
	}
	if b.hasTargetsOf(b.Pub.Authority()) {
		add(section("set", T("section.targets"), nil, Block{Table: b.targetTable()}))
	}
	page.Contents = contents(page.Sections)
	return page
}

// targetRule says the rule of the site file with its numbers.
func (b *Book) targetRule() Text {
	r := b.TargetRules
	return T("targets.rule", IntArg("years", r.Years), WordsArg("ambition", r.Ambition.String()), WordsArg("share", r.Share.String()),
		TextArg("benchmark", T("targets.benchmark."+b.TargetsBy)), WordsArg("floor", r.Floor.String()), WordsArg("ceiling", r.Ceiling.String()))
}

// rolledUp is a target that the schools' targets make for a place and phase.
type rolledUp struct {
	label Text
	at    disclosure.At // of the current period
	insight.RolledUp
}

// rolledUp is what the targets of schools come to, for the authority, its phases and
// the main groups.
func (b *Book) rolledUp(proposed map[attendance.URN]attendance.Decimal) []rolledUp {
	var out []rolledUp
	add := func(place attendance.Place, phase attendance.Phase, label Text) {
		if sum, ok := insight.RollUp(b.Pub, place, phase, b.current, b.TargetRules.Measure, proposed); ok {
			out = append(out, rolledUp{label, disclosure.All(place, b.current, phase), sum})
		}
	}
	authority := b.Pub.Authority()
	add(authority, attendance.Total, b.Name(authority))
	for _, phase := range everyPhase {
		add(authority, phase, T("phase.label", PhaseArg("phase", phase)))
	}
	if len(b.Groupings) > 0 {
		if groups := b.Pub.Places(b.Groupings[0].Level); len(groups) <= mostRows {
			for _, place := range groups {
				add(place, attendance.Total, b.Name(place))
			}
		}
	}
	return out
}

// targetChart draws from what is to what is proposed.
func (b *Book) targetChart(rolled []rolledUp) *Chart {
	id := b.TargetRules.Measure
	c := &Chart{ID: "targets-chart", Kind: SlopeChart, Title: T("targets.chart.title", TextArg("measure", measureName(id)), PeriodArg("period", b.nextPeriod())), Scale: b.scale(id, b.Pub.Authority(), attendance.Total),
		Key: []KeyItem{{"this", T("targets.chart.proposed")}, {"last", T("period.short", PeriodArg("period", b.current))}}}
	c.Table = &Table{ID: c.ID + "-data", Caption: c.Title, Hidden: true, Columns: []Column{{Label: T("column.place")}, {Label: T("column.now"), Numeric: true}, {Label: T("column.proposed"), Numeric: true}}}
	for _, r := range rolled {
		now := b.Pub.Rate(r.at, id)
		if !now.Shown() {
			continue
		}
		next := r.at
		next.Period = b.nextPeriod()
		target := b.Pub.Target(next, id, r.Value)
		level, _ := now.Value()
		c.Scale = c.Scale.holding(level).holding(r.Value.Float())
		tenths, _ := now.Tenths()
		c.Rows = append(c.Rows, ChartRow{Label: r.label, Now: Of(target), Before: Of(now), Role: This, Text: T("value.percent", PercentArg("f", target)), Change: T("value.signed", PointsArg("points", r.Value.Tenths()-tenths))})
		c.Table.Rows = append(c.Table.Rows, Row{Cells: []Cell{TextCell(r.label), PercentCell(now), PercentCell(target)}})
	}
	if len(c.Rows) == 0 {
		return nil
	}
	c.Scale = c.Scale.steps()
	c.Sub = T("chart.slope.sub", IntArg("from", int(c.Scale.Min)), IntArg("to", int(c.Scale.Max)))
	c.Desc = T("targets.chart.desc", TextArg("place", c.Rows[0].Label), PercentArg("from", c.Rows[0].Before.Figure), PercentArg("to", c.Rows[0].Now.Figure))
	return c
}

// rolledTable sets what the targets come to beside what was set.
func (b *Book) rolledTable(rolled []rolledUp, up string) *Table {
	id := b.TargetRules.Measure
	t := &Table{ID: "targets-together", Caption: T("targets.together"), Hidden: true, Columns: []Column{{Label: T("column.place")}, {Label: T("column.now"), Numeric: true},
		{Label: T("column.proposed"), Numeric: true}, {Label: T("column.set"), Numeric: true}, {Label: T("column.state")}, {Label: T("column.schools"), Numeric: true}}}
	for _, r := range rolled {
		next := r.at
		next.Period = b.nextPeriod()
		cells := append([]Cell{LinkCell(r.label, b.href(up, r.at.Place)), PercentCell(b.Pub.Rate(r.at, id)), decimalCell(r.Value, 1, "value.target")}, b.setCells(next, id)...)
		t.Rows = append(t.Rows, Row{Strong: r.at.Place == b.Pub.Authority() && r.at.Phase == attendance.Total,
			Cells: append(cells, TextCell(T("value.ofboth", IntArg("n", r.Schools), IntArg("of", r.Of))))})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	t.Notes = []Text{T("targets.together.note")}
	return t
}

// setCells are the target that stands for a cell and how far it is agreed.
func (b *Book) setCells(at disclosure.At, id string) []Cell {
	t, ok := b.target(at, id)
	if !ok {
		return []Cell{TextCell(T("targets.notset")), TextCell(Text{})}
	}
	return []Cell{TextCell(T("value.target", WordsArg("t", t.Value.String()))), stateCell(t)}
}

// stateCell says how far a target is agreed, since when, and what it was before.
func stateCell(t returns.Target) Cell {
	state := TextCell(T("state.none"))
	if t.State != returns.NoState {
		state = TextCell(T("state." + string(t.State)))
	}
	if !t.Date.IsZero() {
		state.Meta = T("plan.due.date", DateArg("date", t.Date.Format(time.DateOnly)))
	}
	for _, before := range slices.Backward(t.Before) {
		step := T("targets.before", TextArg("state", T("state."+string(before.State))), WordsArg("t", before.Value.String()), DateArg("date", before.Date.Format(time.DateOnly)))
		state.Meta = T("join", TextArg("a", state.Meta), TextArg("b", step))
	}
	return state
}

// proposals lists the schools with the working of each target.
func (b *Book) proposals(rows []insight.Proposal, up string) *Table {
	if len(rows) == 0 {
		return nil
	}
	t := &Table{ID: "proposals", Caption: T("targets.schools"), Hidden: true, Sortable: true, Columns: []Column{{Label: T("column.school")}, {Label: T("column.previous"), Numeric: true},
		{Label: T("column.benchmark." + b.TargetsBy), Numeric: true}, {Label: T("column.lift.points"), Numeric: true}, {Label: T("column.proposed"), Numeric: true}, {Label: T("column.set"), Numeric: true}, {Label: T("column.state")}}}
	for _, p := range rows {
		at := b.at(p.Place, b.current)
		at.Period = p.Period
		cells := []Cell{LinkCell(b.Name(p.Place), b.href(up, p.Place)), decimalCell(p.Mean, 2, "value.target"), decimalCell(percentOf(p.Benchmark), 1, "value.target"), decimalCell(p.Lift, 2, "value.points.plain"), decimalCell(p.Value, 1, "value.target")}
		cells = append(cells, b.setCells(at, p.Measure)...)
		if b.benchmarks != nil {
			cells = append(cells, TextCell(benchmarkPlace(b.benchmarks.Of(attendance.URN(p.Place.Code)))))
		}
		t.Rows = append(t.Rows, Row{Cells: cells})
	}
	t.Notes = []Text{T("targets.schools.note")}
	if b.benchmarks != nil {
		t.Columns = append(t.Columns, Column{Label: T("column.benchmark.fsm")})
		t.Notes = append(t.Notes, T("benchmark.link").to(up+"benchmarks/index.html"))
	}
	return t
}

// decimalCell writes a worked-out number that is no figure, a target or a step of it,
// with so many digits after the point.
func decimalCell(d attendance.Decimal, digits int, id string) Cell {
	return TextCell(T(id, WordsArg("t", d.Rat().FloatString(digits))))
}

// percentOf is the rate of a pool as it is printed.
func percentOf(p insight.Pool) attendance.Decimal {
	return attendance.Decimal{Unscaled: p.Tenths(), Scale: 1}
}
