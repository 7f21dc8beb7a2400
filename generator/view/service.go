package view

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/returns"
)

// servicePrefix starts the name of everything that the attendance service counts.
const servicePrefix = "service."

// serviceColumns is how many periods the tables of service activity have.
const serviceColumns = 6

// hasService reports whether the service's activity is known.
func (b *Book) hasService() bool { return len(b.Pub.Tallies(b.Pub.Authority(), servicePrefix)) > 0 }

// servicePage shows what the attendance service did, period by period, and group by
// group.
func (b *Book) servicePage(s Study) Document {
	page := b.studyPage(s)
	place := b.Pub.Authority()
	page.H1 = T("service.h1")
	page.Intro = append([]Text{T("service.intro"), T("service.caution")}, b.tallyNote()...)
	add := func(s []Section) { page.Sections = append(page.Sections, s...) }
	add(section("all", b.Name(place), []Text{T("service.rail")}, append([]Block{{Chart: b.serviceChart(place)}}, b.serviceTables(place)...)...))
	add(section("sanctions", T("section.sanctions"), append([]Text{T("sanctions.rail"), T("sanctions.rail.pupils")}, b.noticeRule()...), Block{Table: b.sanctions()}))
	if len(b.Groupings) > 0 {
		g := b.Groupings[0]
		add(section("groups", capital(g.Many), []Text{T("service.groups.rail", WordsArg("many", g.Many))}, Block{Table: b.serviceByGroup(g, page.Root)}))
	}
	add(b.unmetSections(page.Root))
	add(b.ownMeasures(place))
	add(section("count-targets", T("counts.targets"), []Text{T("counts.targets.rail")}, Block{Table: b.countTargets(place, page.Root)}))
	page.Contents = contents(page.Sections)
	return page
}

// done are what somebody did: all that the service counts but the site's own measures.
func (b *Book) done() []returns.Activity {
	return slices.DeleteFunc(slices.Clone(b.Activities), func(a returns.Activity) bool { return a.Measure })
}

// measured are the measures that the site declares.
func (b *Book) measured() []returns.Activity {
	return slices.DeleteFunc(slices.Clone(b.Activities), func(a returns.Activity) bool { return !a.Measure })
}

// ownMeasures are the measures that the site declares, period by period.
func (b *Book) ownMeasures(place attendance.Place) []Section {
	var blocks []Block
	for i, grain := range b.serviceGrains(place) {
		t := b.serviceTable(place, grain, b.measured(), fmt.Sprintf("measures-table-%d", i+1))
		if t != nil {
			t.Caption, t.Columns[0].Label = T("counts.measures"), T("column.measure")
		}
		blocks = append(blocks, Block{Table: t})
	}
	return section("own-measures", T("counts.measures"), []Text{T("counts.measures.rail")}, blocks...)
}

// countTargets sets the targets for what the service counts at a place, and for the
// authority those of every place, against the count of the same period.
func (b *Book) countTargets(place attendance.Place, up string) *Table {
	if b.CountTargets == nil {
		return nil
	}
	t := &Table{ID: "count-targets-table", Caption: T("counts.targets"), Hidden: true, Columns: []Column{{Label: T("column.place")}, {Label: T("column.activity")}, {Label: T("column.fortheperiod")},
		{Label: T("column.target"), Numeric: true}, {Label: T("column.now"), Numeric: true}, {Label: T("column.state")}, {Label: T("column.why")}}}
	for _, target := range b.CountTargets.All() {
		name, known := b.countName(target.Measure)
		if !known || !b.tellsTarget(target) || place != b.Pub.Authority() && place != target.Place {
			continue
		}
		at := TextCell(b.Name(target.Place))
		if _, has := b.paths[target.Place]; has {
			at = LinkCell(b.Name(target.Place), b.href(up, target.Place))
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{at, TextCell(name), TextCell(T("period.full", PeriodArg("period", target.Period))), TextCell(Words(target.Value.String())),
			NumberCell(b.Pub.Tally(target.Place, target.Period, target.Measure)), stateCell(target), TextCell(Words(target.Reason))}})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// serviceGrains lists the kinds of period in which the activity of a place was
// counted, the one with most activities first.
func (b *Book) serviceGrains(place attendance.Place) []attendance.Grain {
	counted := make(map[attendance.Grain]int)
	var grains []attendance.Grain
	for _, t := range b.Pub.Tallies(place, servicePrefix) {
		if counted[t.Period.Grain]++; counted[t.Period.Grain] == 1 {
			grains = append(grains, t.Period.Grain)
		}
	}
	slices.SortStableFunc(grains, func(x, y attendance.Grain) int { return cmp.Or(counted[y]-counted[x], int(x)-int(y)) })
	return grains
}

// servicePeriods are the latest periods of a kind in which the activity of a place was
// counted.
func (b *Book) servicePeriods(place attendance.Place, grain attendance.Grain) []attendance.Period {
	var periods []attendance.Period
	for _, t := range b.Pub.Tallies(place, servicePrefix) {
		if t.Period.Grain == grain && !slices.Contains(periods, t.Period) {
			periods = append(periods, t.Period)
		}
	}
	return periods[max(0, len(periods)-serviceColumns):]
}

// serviceChart draws each activity of the latest period beside the same period a year
// before.
func (b *Book) serviceChart(place attendance.Place) *Chart {
	periods := b.servicePeriods(place, b.serviceGrains(place)[0])
	latest := periods[len(periods)-1]
	before := latest.YearBefore()
	c := &Chart{ID: "service-chart", Kind: BarChart, Scale: Scale{Min: 0, Max: 10, Step: 10, Unit: UnitCount}, Title: T("service.chart.title", PeriodArg("period", latest))}
	c.Table = &Table{ID: c.ID + "-data", Caption: c.Title, Hidden: true, Columns: []Column{{Label: T("column.activity")}, {Label: heatColumn(latest), Numeric: true}, {Label: heatColumn(before), Numeric: true}}}
	for _, a := range b.done() {
		m, label := b.headMeasure(place, a)
		now, then := b.Pub.Tally(place, latest, m), b.Pub.Tally(place, before, m)
		v, ok := now.Value()
		if !ok {
			continue
		}
		c.Scale = c.Scale.holding(v)
		if v, ok := then.Value(); ok {
			c.Scale = c.Scale.holding(v)
		}
		c.Rows = append(c.Rows, ChartRow{Label: label, Now: Of(now), Versus: Of(then), Role: This, Text: T("value.number", NumberArg("n", now))})
		c.Table.Rows = append(c.Table.Rows, Row{Cells: []Cell{TextCell(label), NumberCell(now), NumberCell(then)}})
	}
	if len(c.Rows) < 2 {
		return nil
	}
	c.Scale = c.Scale.steps()
	c.Key = []KeyItem{{"comp", T("period.short", PeriodArg("period", before))}}
	c.Sub = T("service.chart.sub")
	c.Desc = T("service.chart.desc", IntArg("n", len(c.Rows)), PeriodArg("period", latest))
	return c
}

// begins are the outcomes by which an activity is counted where it has no number of
// its own: those that it begins with.
var begins = []string{"issued", "made", "opened", "started", "held"}

// headMeasure is what an activity is counted by at a place, and its name: all of it
// where that was counted, or else what it begins with.
func (b *Book) headMeasure(place attendance.Place, a returns.Activity) (string, Text) {
	all := servicePrefix + a.ID
	for _, outcome := range append([]string{""}, begins...) {
		m, name := all, b.activityName(a)
		if outcome != "" {
			m, name = all+"."+outcome, T("service.outcome", TextArg("activity", b.activityName(a)), TextArg("outcome", outcomeName(outcome)))
		}
		if slices.ContainsFunc(b.Pub.Tallies(place, m), func(t disclosure.Tallied) bool { return t.Measure == m }) {
			return m, name
		}
	}
	return all, b.activityName(a)
}

// recoveredNotices are among the unpaid ones.
const recoveredNotices = servicePrefix + "penalty-notice.recovered"

// serviceTables are a table for each kind of period.
func (b *Book) serviceTables(place attendance.Place) []Block {
	var out []Block
	for i, grain := range b.serviceGrains(place) {
		out = append(out, Block{Table: b.serviceTable(place, grain, b.done(), fmt.Sprintf("service-table-%d", i+1))})
	}
	return out
}

// serviceTable is a row for each activity, and one for each of its outcomes.
func (b *Book) serviceTable(place attendance.Place, grain attendance.Grain, activities []returns.Activity, id string) *Table {
	periods := b.servicePeriods(place, grain)
	t := &Table{ID: id, Caption: T("service.caption", TextArg("place", b.Name(place))), Hidden: true, Columns: []Column{{Label: T("column.activity")}}}
	for _, p := range periods {
		t.Columns = append(t.Columns, Column{Label: heatColumn(p), Numeric: true})
	}
	counted := b.Pub.Tallies(place, servicePrefix)
	for _, a := range activities {
		measures := []string{servicePrefix + a.ID}
		for _, c := range counted {
			if strings.HasPrefix(c.Measure, servicePrefix+a.ID+".") && !slices.Contains(measures, c.Measure) {
				measures = append(measures, c.Measure)
			}
		}
		slices.SortStableFunc(measures[1:], func(x, y string) int { return outcomeOrder(a, x) - outcomeOrder(a, y) })
		for i, m := range measures {
			row := Row{Strong: i == 0, Cells: []Cell{TextCell(b.activityName(a))}}
			if i > 0 {
				row.Cells[0] = TextCell(T("service.outcome", TextArg("activity", b.activityName(a)), TextArg("outcome", outcomeName(strings.TrimPrefix(m, measures[0]+".")))))
			}
			some := false
			for _, p := range periods {
				f := b.Pub.Tally(place, p, m)
				n, shown := f.Num()
				some = some || n > 0 || !shown && f.Symbol() != disclosure.NotAvailable
				row.Cells = append(row.Cells, NumberCell(f))
			}
			if some { // an activity that never took place is no row
				t.Rows = append(t.Rows, row)
				if m == recoveredNotices {
					t.Notes = []Text{T("service.recovered")}
				}
			}
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	t.Notes = append(t.Notes, b.serviceNotes(place, periods, activities)...)
	return t
}

// serviceNotes are what has to be known about the counts of a table. They are for the
// authority's own staff: a note may be about a single family.
func (b *Book) serviceNotes(place attendance.Place, periods []attendance.Period, activities []returns.Activity) []Text {
	var out []Text
	for i := range b.ServiceNotes {
		s := &b.ServiceNotes[i]
		name, known := b.countName(s.Measure())
		listed := slices.ContainsFunc(activities, func(a returns.Activity) bool { return a.ID == s.Activity.ID })
		if b.internal() && known && listed && s.Place == place && slices.Contains(periods, s.Period) && len(out) < mostRows {
			out = append(out, T("service.note", TextArg("activity", name), PeriodArg("period", s.Period), WordsArg("note", s.Note)))
		}
	}
	return out
}

// activityName is an activity in words: one that the site declares is in its own.
func (b *Book) activityName(a returns.Activity) Text {
	if a.Name != "" {
		return Words(a.Name)
	}
	return T("service." + a.ID)
}

// countName is what the service counts under a name, in words; false for any other name.
func (b *Book) countName(measure string) (Text, bool) {
	id, counted := strings.CutPrefix(measure, servicePrefix)
	id, outcome, has := strings.Cut(id, ".")
	i := slices.IndexFunc(b.Activities, func(a returns.Activity) bool { return a.ID == id })
	if !counted || i < 0 {
		return Text{}, false
	}
	name := b.activityName(b.Activities[i])
	if has {
		name = T("service.outcome", TextArg("activity", name), TextArg("outcome", outcomeName(outcome)))
	}
	return name, true
}

// outcomeOrder puts the outcomes of an activity in its own order, other words last.
func outcomeOrder(a returns.Activity, measure string) int {
	i := slices.Index(a.Outcomes, strings.TrimPrefix(measure, servicePrefix+a.ID+"."))
	if i < 0 {
		return len(a.Outcomes)
	}
	return i
}

// outcomeName is an outcome in words: those of penalty notices are ours, any other
// is the file's.
func outcomeName(outcome string) Text {
	for _, a := range returns.Activities {
		if slices.Contains(a.Outcomes, outcome) {
			return T("outcome." + outcome)
		}
	}
	return T("outcome.other", WordsArg("outcome", strings.ReplaceAll(outcome, "-", " ")))
}

// serviceByGroup is a row a group for the latest period, a column an activity that
// any of them has.
func (b *Book) serviceByGroup(g Grouping, up string) *Table {
	periods := b.servicePeriods(b.Pub.Authority(), b.serviceGrains(b.Pub.Authority())[0])
	places := b.Pub.Places(g.Level)
	if len(periods) == 0 || len(places) > mostRows {
		return nil
	}
	latest := periods[len(periods)-1]
	t := &Table{ID: "service-groups", Caption: T("service.groups.caption", PeriodArg("period", latest)), Columns: []Column{{Label: capital(g.One)}}}
	var measures []string
	for _, a := range b.Activities {
		m, name := b.headMeasure(b.Pub.Authority(), a)
		if slices.ContainsFunc(places, func(p attendance.Place) bool { return b.Pub.Tally(p, latest, m).Symbol() != disclosure.NotAvailable }) {
			measures = append(measures, m)
			t.Columns = append(t.Columns, Column{Label: name, Numeric: true})
		}
	}
	for _, place := range places {
		row := Row{Cells: []Cell{LinkCell(b.Name(place), b.href(up, place))}}
		for _, m := range measures {
			row.Cells = append(row.Cells, NumberCell(b.Pub.Tally(place, latest, m)))
		}
		t.Rows = append(t.Rows, row)
	}
	if len(measures) == 0 {
		return nil
	}
	return t
}

// serviceSection is the service's activity for one school or group.
func (b *Book) serviceSection(place attendance.Place) []Section {
	return append(section("service", T("section.service"), []Text{T("service.rail")}, b.serviceTables(place)...), b.ownMeasures(place)...)
}
