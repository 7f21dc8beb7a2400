package view

import (
	"cmp"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
	"rollcall/generator/measure"
)

// compareGroups draws the attendance of every group of a grouping, now and a year
// before, lowest first.
func (b *Book) compareGroups(g Grouping, period attendance.Period, up string) *Chart {
	return b.compareMarks("compare-"+string(g.Level), b.Pub.Places(g.Level), period, up,
		T("chart.groups.title", WordsArg("groups", g.Many)), b.Name(b.Pub.Authority()))
}

// compareSchools draws the attendance of the schools of a place in one phase.
func (b *Book) compareSchools(place attendance.Place, phase attendance.Phase, period attendance.Period, up string) *Chart {
	var members []attendance.Place
	for _, urn := range b.Pub.Members(place) {
		if b.Pub.PhaseIn(school(urn), period) == phase && b.Pub.Rate(b.at(school(urn), period), "attendance").Shown() {
			members = append(members, school(urn))
		}
	}
	if len(members) < 2 {
		return nil
	}
	return b.compareMarks("compare-"+attendance.Slug(phase.String()), members, period, up,
		T("chart.schools.title", PhaseArg("phase", phase), TextArg("place", b.Name(place))), b.inPhase(b.Pub.Authority(), phase))
}

func (b *Book) compareMarks(id string, places []attendance.Place, period attendance.Period, up string, title, versus Text) *Chart {
	c := &Chart{ID: id, Kind: SlopeChart, Title: title, Table: &Table{ID: id + "-data", Caption: title, Hidden: true, Columns: []Column{
		{Label: T("column.place")}, {Label: T("period.short", PeriodArg("period", period)), Numeric: true},
		{Label: T("period.short", PeriodArg("period", period.YearBefore())), Numeric: true}, {Label: T("column.change"), Numeric: true}}}}
	type row struct {
		chart ChartRow
		table Row
		value float64
	}
	var rows []row
	phase := attendance.Total
	for _, place := range places {
		at := b.at(place, period)
		phase = at.Phase
		now := b.Pub.Rate(at, "attendance")
		value, ok := now.Value()
		if !ok {
			continue
		}
		before := at
		before.Period = period.YearBefore()
		then := b.Pub.Rate(before, "attendance")
		d := insight.OverTime(now, then)
		r := row{value: value, chart: ChartRow{Label: b.Name(place), Href: b.href(up, place), Now: Of(now), Role: This, Text: T("value.percent", PercentArg("f", now))}}
		if d.Known() {
			r.chart.Before = Of(then)
			r.chart.Change = T("value.signed", PointsArg("points", d.Tenths))
		}
		r.table = Row{Cells: []Cell{LinkCell(b.Name(place), b.href(up, place)), PercentCell(now), PercentCell(d.From), PointsCell(Points(d.Tenths, d.Known()))}}
		rows = append(rows, r)
	}
	if len(rows) == 0 {
		return nil
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(b.value, a.value) })
	for _, r := range rows {
		c.Rows = append(c.Rows, r.chart)
		c.Table.Rows = append(c.Table.Rows, r.table)
	}
	c.Scale = b.scale("attendance", places[0], phase)
	all := b.Pub.Rate(disclosure.All(b.Pub.Authority(), period, phase), "attendance")
	c.Ref = []RefLine{{Label: versus, Role: Comparator, Value: Of(all)}}
	c.Key = []KeyItem{{"this", T("period.short", PeriodArg("period", period))}, {"last", T("period.short", PeriodArg("period", period.YearBefore()))}}
	c.Sub = T("chart.slope.sub", IntArg("from", int(c.Scale.Min)), IntArg("to", int(c.Scale.Max)))
	c.Desc = T("chart.slope.desc", TextArg("top", c.Rows[0].Label), PercentArg("high", c.Rows[0].Now.Figure),
		TextArg("bottom", c.Rows[len(c.Rows)-1].Label), PercentArg("low", c.Rows[len(c.Rows)-1].Now.Figure))
	return c
}

// manyDots is how many schools a chart of schools may have before its table lists
// only those at its ends: the rest are in figures.csv.
const manyDots = 150

// everyPhase is every phase of a school, in the order of tables.
var everyPhase = []attendance.Phase{attendance.Primary, attendance.Secondary, attendance.Special, attendance.AP}

// spread draws the schools of every phase of a place. A large authority's schools
// are drawn on the pages of its phases only, so that no page grows with them.
func (b *Book) spread(place attendance.Place, period attendance.Period, up string) *Chart {
	if len(b.Pub.Members(place)) > longList {
		return nil
	}
	return b.spreadOf(place, everyPhase, period, up)
}

// spreadOf draws one mark a school: how far its attendance is from England's for
// its phase (or the authority's, where the data has no England).
func (b *Book) spreadOf(place attendance.Place, phases []attendance.Phase, period attendance.Period, up string) *Chart {
	versus := b.country
	if versus == (attendance.Place{}) {
		versus = b.Pub.Authority()
	}
	c := &Chart{ID: "chart-spread", Kind: DotChart, Scale: Scale{Min: -4, Max: 4, Step: 2, Unit: UnitPoints},
		Title: T("chart.spread.title", TextArg("there", b.Name(versus))), Sub: T("chart.spread.sub", PeriodArg("period", period), TextArg("there", b.Name(versus)))}
	t := &Table{ID: "spread-data", Caption: c.Title, Hidden: true, Columns: []Column{{Label: T("column.school")}, {Label: T("column.phase")},
		{Label: measureName("attendance"), Numeric: true}, {Label: T("column.versus", TextArg("there", b.Name(versus))), Numeric: true}}}
	above, below := 0, 0
	for _, phase := range phases {
		panel := Panel{Label: T("phase.label", PhaseArg("phase", phase))}
		mean := b.Pub.Rate(disclosure.All(versus, period, phase), "attendance")
		for _, urn := range b.Pub.Members(place) {
			now := b.Pub.Rate(disclosure.All(school(urn), period, phase), "attendance")
			d := insight.Between(now, mean)
			if !d.Known() {
				continue
			}
			role := Last
			if d.Tenths >= 0 {
				role = This
				above++
			} else {
				below++
			}
			panel.Dots = append(panel.Dots, Dot{Name: b.Name(school(urn)), Href: b.href(up, school(urn)), Value: Points(d.Tenths, true), Role: role})
			t.Rows = append(t.Rows, Row{Cells: []Cell{LinkCell(b.Name(school(urn)), b.href(up, school(urn))), TextCell(panel.Label), PercentCell(now), PointsCell(Points(d.Tenths, true))}})
		}
		if len(panel.Dots) > 0 {
			panel.Sub = T("chart.spread.panel", IntArg("n", len(panel.Dots)), PercentArg("mean", mean))
			c.Panels = append(c.Panels, panel)
		}
	}
	if above+below < 3 {
		return nil
	}
	c.Key = []KeyItem{{"met", T("chart.spread.above", IntArg("n", above))}, {"unmet", T("chart.spread.below", IntArg("n", below))}}
	c.Ref = []RefLine{{Label: b.Name(versus), Role: Comparator, Value: Points(0, true)}}
	c.Desc = T("chart.spread.desc", IntArg("above", above), IntArg("below", below), TextArg("there", b.Name(versus)))
	c.Notes = []Text{T("chart.spread.note")}
	c.Table = t
	if len(t.Rows) > manyDots {
		b.keepEnds(c, 40)
		c.Still = true
	}
	return c
}

// keepEnds leaves the rows of a chart's table with the largest and smallest values
// in its last column of points, n in all, and says so.
func (b *Book) keepEnds(c *Chart, n int) {
	rows := c.Table.Rows
	last := len(rows[0].Cells) - 1
	slices.SortStableFunc(rows, func(x, y Row) int { return cmp.Compare(x.Cells[last].Value.Tenths, y.Cells[last].Value.Tenths) })
	c.Table.Rows = slices.Concat(rows[:n/2], rows[len(rows)-n/2:])
	c.Notes = append(c.Notes, T("chart.ends", IntArg("n", n), IntArg("of", len(rows))))
}

// funnel draws the share of persistently absent enrolments of one phase against
// the number of enrolments it rests on.
func (b *Book) funnel(place attendance.Place, phase attendance.Phase, period attendance.Period, up string) *Chart {
	mean := b.Pub.Rate(disclosure.All(place, period, phase), "pa_10")
	share, ok := mean.Value()
	if !ok {
		return nil
	}
	f := &Funnel{Mean: mean, MeanLab: b.inPhase(place, phase), SizeLab: T("chart.funnel.size")}
	const beyond = "chart.funnel.beyond"
	outside := 0
	c := &Chart{ID: "funnel-" + attendance.Slug(phase.String()), Kind: FunnelChart, Funnel: f, Scale: b.scale("pa_10", school(""), phase),
		Title: T("chart.funnel.title", PhaseArg("phase", phase))}
	t := &Table{ID: c.ID + "-data", Caption: c.Title, Hidden: true, Columns: []Column{{Label: T("column.school")},
		{Label: T("column.enrolments"), Numeric: true}, {Label: measureName("pa_10"), Numeric: true}, {Label: T("column.limits")}}}
	for _, urn := range b.Pub.Members(place) {
		at := disclosure.All(school(urn), period, phase)
		rate, size := b.Pub.Rate(at, "pa_10"), b.Pub.Count(at, disclosure.Enrolments)
		v, shown := rate.Value()
		n, known := size.Num()
		if !shown || !known || n == 0 {
			continue
		}
		f.SizeMax = max(f.SizeMax, n)
		dot := Dot{Name: b.Name(school(urn)), Href: b.href(up, school(urn)), Value: Of(rate), Size: size, Role: Last}
		word := "chart.funnel.inside"
		if insight.Outside(v, share, insight.Z95, n) {
			outside++
			word = "chart.funnel.outer"
		}
		if insight.Outside(v, share, insight.Z998, n) {
			dot.Named = true
			word = beyond
		}
		f.Dots = append(f.Dots, dot)
		t.Rows = append(t.Rows, Row{Cells: []Cell{LinkCell(dot.Name, dot.Href), NumberCell(size), PercentCell(rate), TextCell(T(word))}})
	}
	if len(f.Dots) < 8 {
		return nil
	}
	if len(t.Rows) > manyDots {
		t.Rows = slices.DeleteFunc(t.Rows, func(r Row) bool { return r.Cells[3].Text.ID != beyond })
		c.Still = true
		c.Notes = append(c.Notes, T("chart.funnel.ends", IntArg("n", len(t.Rows)), IntArg("of", len(f.Dots))))
	}
	f.SizeMax = (f.SizeMax/100 + 1) * 100
	for _, z := range []float64{insight.Z95, insight.Z998} {
		l := insight.FunnelLimits(share, z, f.SizeMax)
		label := T("chart.funnel.95")
		if z == insight.Z998 {
			label = T("chart.funnel.998")
		}
		f.Limits = append(f.Limits, Limit{label, l.Sizes, l.Lower, l.Upper})
	}
	// Chance alone puts one school in twenty outside the inner limits.
	c.Sub = T("chart.funnel.sub", PeriodArg("period", period), IntArg("schools", len(f.Dots)), IntArg("outside", outside), IntArg("chance", (len(f.Dots)+10)/20))
	c.Desc = T("chart.funnel.desc", IntArg("schools", len(f.Dots)), IntArg("outside", outside), PercentArg("mean", mean))
	c.Notes = append([]Text{T("chart.funnel.note")}, c.Notes...)
	c.Table = t
	return c
}

// reasons draws why sessions were missed, the commonest reason first, beside the
// comparator's.
func (b *Book) reasons(at disclosure.At) *Chart {
	c := &Chart{ID: "chart-reasons", Kind: BarChart, Scale: Scale{Min: 0, Max: 4, Step: 1}, Title: T("chart.reasons.title", PeriodArg("period", at.Period))}
	other := at
	other.Place = b.comparator(at.Place)
	versus := b.inPhase(other.Place, at.Phase)
	t := &Table{ID: "reasons-data", Caption: c.Title, Hidden: true, Columns: []Column{{Label: T("column.reason")}, {Label: T("column.counts.as")},
		{Label: b.inPhase(at.Place, at.Phase), Numeric: true}, {Label: versus, Numeric: true}}}
	type reason struct {
		id    string
		role  Role
		as    Text
		value float64
	}
	var list []reason
	for _, r := range b.Pub.Reasons() {
		id := measure.ReasonPrefix + r.ID
		v, ok := b.Pub.Rate(at, id).Value()
		switch {
		case !ok:
		case r.Category == attendance.Authorised:
			list = append(list, reason{id, Last, T("reason.authorised"), v})
		case r.Category == attendance.Unauthorised:
			list = append(list, reason{id, This, T("reason.unauthorised"), v})
		}
	}
	if len(list) == 0 {
		return nil
	}
	if v, ok := b.Pub.Rate(at, measure.NoReason).Value(); ok && v > 0 {
		list = append(list, reason{measure.NoReason, Last, T("reason.notgiven"), v})
	}
	slices.SortStableFunc(list, func(a, b reason) int { return cmp.Compare(b.value, a.value) })
	for _, r := range list {
		now, there := b.Pub.Rate(at, r.id), b.Pub.Rate(other, r.id)
		for v, ok := now.Value(); ok && v > c.Scale.Max; {
			c.Scale.Max++
		}
		for v, ok := there.Value(); ok && v > c.Scale.Max; {
			c.Scale.Max++
		}
		name := T("reason." + r.id[len(measure.ReasonPrefix):])
		t.Rows = append(t.Rows, Row{Cells: []Cell{TextCell(name), TextCell(r.as), PercentCell(now), PercentCell(there)}})
		if tenths, _ := now.Tenths(); tenths > 0 || len(c.Rows) < 6 { // what rounds to nothing is in the table
			c.Rows = append(c.Rows, ChartRow{Label: name, Now: Of(now), Versus: Of(there), Role: r.role, Text: T("value.percent", PercentArg("f", now))})
		}
	}
	c.Scale = c.Scale.steps()
	c.Key = []KeyItem{{"bar-this", T("key.unauthorised", PercentArg("f", b.Pub.Rate(at, "unauthorised")))}, {"bar-last", T("key.authorised", PercentArg("f", b.Pub.Rate(at, "authorised")))}}
	if b.Pub.Rate(other, list[0].id).Shown() {
		c.Key = append(c.Key, KeyItem{"comp", versus})
	}
	c.Sub = T("chart.reasons.sub")
	c.Desc = T("chart.reasons.desc", TextArg("first", c.Rows[0].Label), PercentArg("f", c.Rows[0].Now.Figure))
	c.Table = t
	return c
}

// bands draws how enrolments share out by what each missed of its own sessions.
func (b *Book) bands(at disclosure.At) *Chart {
	c := &Chart{ID: "chart-bands", Kind: BarChart, Scale: Scale{Min: 0, Max: 100, Step: 20}, Title: T("chart.bands.title", PeriodArg("period", at.Period))}
	other := at
	other.Place = b.comparator(at.Place)
	t := &Table{ID: "bands-data", Caption: c.Title, Hidden: true, Columns: []Column{{Label: T("column.band")}, {Label: T("column.enrolments"), Numeric: true}, {Label: T("column.share"), Numeric: true}}}
	for i, m := range measure.Bands {
		now := b.Pub.Rate(at, m.ID)
		if !now.Shown() {
			return nil
		}
		role := This
		if i == 0 {
			role = Last
		}
		label := T("band." + m.ID)
		c.Rows = append(c.Rows, ChartRow{Label: label, Now: Of(now), Versus: Of(b.Pub.Rate(other, m.ID)), Role: role, Text: T("value.both", NumberArg("n", now), PercentArg("f", now))})
		t.Rows = append(t.Rows, Row{Cells: []Cell{TextCell(label), NumberCell(now), PercentCell(now)}})
	}
	c.Sub = T("chart.bands.sub", NumberArg("n", b.Pub.Count(at, disclosure.Enrolments)))
	c.Desc = T("chart.bands.desc", PercentArg("f", c.Rows[1].Now.Figure))
	c.Notes = []Text{T("chart.bands.note")}
	c.Table = t
	return c
}
