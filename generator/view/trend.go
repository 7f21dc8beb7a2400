package view

import (
	"fmt"
	"slices"
	"strconv"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
	"rollcall/generator/strategy"
)

// Trend draws a measure of a place over all its periods of one kind, with England and
// the authority beside it, the target of its latest period, the strategy's years
// and any break of the series.
func (b *Book) Trend(place attendance.Place, phase attendance.Phase, id string, until attendance.Period) *Chart {
	return b.line(place, phase, id, b.trendPeriods(place, until), fmt.Sprintf("trend-%s-%s", id, attendance.Slug(phase.String())))
}

// line draws a measure over the periods given.
func (b *Book) line(place attendance.Place, phase attendance.Phase, id string, periods []attendance.Period, chartID string) *Chart {
	c := &Chart{ID: chartID, Kind: LineChart, Scale: b.scale(id, place, phase), X: PeriodTicks(periods), Breaks: breaks(periods)}
	series := []struct {
		place attendance.Place
		role  Role
	}{{place, This}}
	for _, v := range []attendance.Place{b.country, b.Pub.Authority()} {
		if v != place && v != (attendance.Place{}) {
			series = append(series, struct {
				place attendance.Place
				role  Role
			}{v, Comparator})
		}
	}
	for i := range series {
		if i == 2 {
			series[i].role = Last // the authority, dashed beside England
		}
		line := Series{Name: b.inPhase(series[i].place, phase), Short: b.Name(series[i].place), Role: series[i].role}
		for _, p := range periods {
			line.Values = append(line.Values, Of(b.Pub.Rate(disclosure.All(series[i].place, p, phase), id)))
		}
		if !line.empty() {
			c.Series = append(c.Series, line)
		}
	}
	if len(c.Series) == 0 || c.Series[0].Role != This || c.Series[0].shown() < 2 {
		return nil
	}
	if n := len(periods); n > 0 {
		c.Series[0].Marked = []int{n - 1}
		at := disclosure.All(place, periods[n-1], phase)
		if t, ok := b.target(at, id); ok {
			c.Ref = append(c.Ref, RefLine{Label: T("chart.target", WordsArg("t", t.Value.String())), Role: Target, Value: Of(b.Pub.Target(at, id, t.Value))})
		}
		b.drawElsewhere(c, at, id, periods)
		c.Title = b.trendTitle(at, id)
		c.Usual = b.usual(at, id, periods)
	}
	c.Spans, c.Events = b.spans(periods), b.moments(place, periods)
	c.Sub = T("chart.trend.sub", TextArg("measure", T("measure."+id+".means")), IntArg("from", int(c.Scale.Min)))
	c.Desc = b.spell(c.Series[0], periods)
	if len(c.Breaks) > 0 {
		c.Notes = append(c.Notes, T("break.note"))
	}
	c.Table = b.seriesTable(c, periods, false)
	return c
}

// drawElsewhere draws the targets that were set for other periods than those of the
// chart, such as a strategy's for half-term 5. They are shown, and never judged. The
// target of a strategy that is over is drawn over its years and no further.
func (b *Book) drawElsewhere(c *Chart, at disclosure.At, id string, periods []attendance.Period) {
	for _, t := range b.Targets.Of(at.Place) {
		if !b.tellsTarget(t) || t.Phase != at.Phase || t.Measure != id || t.Period.Comparable(at.Period) || len(c.Ref) > 0 || t.Period.Grain == attendance.Term {
			continue
		}
		where := at
		where.Period = t.Period
		value := Of(b.Pub.Target(where, id, t.Value))
		if s := b.strategyOf(t.Period.Year); s != nil && academicYear(s.Until) < at.Period.Year {
			line := Series{Name: T("chart.target.other", WordsArg("t", t.Value.String())), Role: Target, Values: make([]Value, len(periods))}
			for i, p := range periods {
				if p.Year < academicYear(s.From) || p.Year > academicYear(s.Until) {
					continue
				}
				if slices.ContainsFunc(c.Breaks, func(b Break) bool { return b.At == i }) {
					clear(line.Values) // a line is drawn once: the stretch after a break is nearer to the target
				}
				line.Values[i] = value
			}
			if !line.empty() {
				c.Series = append(c.Series, line)
				c.Notes = append(c.Notes, T("chart.target.note", PeriodArg("period", t.Period), WordsArg("t", t.Value.String())))
			}
			return
		}
		c.Ref = append(c.Ref, RefLine{Label: T("chart.target.other", WordsArg("t", t.Value.String())), Role: Target, Value: value})
		c.Notes = append(c.Notes, T("chart.target.note", PeriodArg("period", t.Period), WordsArg("t", t.Value.String())))
	}
}

// strategyOf finds the first strategy whose years hold a year, or nil.
func (b *Book) strategyOf(year attendance.AcademicYear) *strategy.Strategy {
	for _, s := range b.Strategies {
		if year >= academicYear(s.From) && year <= academicYear(s.Until) {
			return s
		}
	}
	return nil
}

func (s Series) shown() int {
	n := 0
	for _, v := range s.Values {
		if _, ok := v.Number(); ok {
			n++
		}
	}
	return n
}

func (s Series) empty() bool { return s.shown() == 0 }

// trendTitle says what happened where a rule allows it, and otherwise what is
// drawn.
func (b *Book) trendTitle(at disclosure.At, id string) Text {
	c := b.change(at, id)
	name := TextArg("measure", measureName(id))
	place := TextArg("place", b.inPhase(at.Place, at.Phase))
	now, period := PercentArg("now", b.Pub.Rate(at, id)), PeriodArg("period", at.Period)
	switch {
	case at.Place.Level == attendance.LevelVirtual: // children, and no place
		return T("chart.trend.virtual", name, TextArg("children", T("virtual."+at.Place.Code)), now, period)
	case c.Verdict == insight.Signal, c.Verdict == insight.Level:
		return T("chart.trend.signal", name, place, now, period, TextArg("finding", b.finding(c)))
	case c.Basis == insight.GapValues:
		return T("chart.trend.usual.gap", name, place, now, period, TextArg("there", b.Name(b.country)))
	case c.Verdict == insight.Usual:
		return T("chart.trend.usual", name, place, now, period)
	}
	return T("chart.trend.plain", name, place, now, period)
}

// spans marks the years of the tracked strategies.
func (b *Book) spans(periods []attendance.Period) []Span {
	var out []Span
	for _, s := range b.Strategies {
		from, to := -1, -1
		for i, p := range periods {
			if p.Year >= academicYear(s.From) && p.Year <= academicYear(s.Until) {
				if from < 0 {
					from = i
				}
				to = i
			}
		}
		if from >= 0 && to < len(periods)-1 { // a strategy that runs to the end of the chart marks nothing
			out = append(out, Span{from, to, T("span.strategy", WordsArg("from", strconv.Itoa(s.From.Year())), WordsArg("to", strconv.Itoa(s.Until.Year())))})
		}
	}
	return out
}

// trendText says what a trend is to be read against: the year before, and the country and
// the authority where they are drawn.
func (b *Book) trendText(place attendance.Place) Text {
	switch {
	case b.country != (attendance.Place{}):
		return T("trend.rail", TextArg("there", b.Name(b.country)))
	case place != b.Pub.Authority():
		return T("trend.rail.authority")
	}
	return T("trend.rail.alone")
}

// phasesText says what phases are compared with.
func (b *Book) phasesText(place attendance.Place) Text {
	if b.comparator(place) == (attendance.Place{}) {
		return T("phases.rail.alone")
	}
	return T("phases.rail")
}

// gapRail says why a gap can be followed over the years, where one is drawn.
func (b *Book) gapRail(gap *Chart) []Text {
	switch {
	case gap == nil:
		return nil
	case len(breaks(b.trendPeriods(b.Pub.Authority(), b.current))) > 0:
		return []Text{T("gap.rail")}
	}
	return []Text{T("gap.rail.plain")}
}

// Gap draws each phase's difference from England's in points: the one comparison
// that holds across the break from five to six half-terms, because both sides are
// measured alike in every year. Alternative provision is left out: it is too few
// schools, unlike one another.
func (b *Book) Gap(place attendance.Place, id string) *Chart {
	periods := b.trendPeriods(place, b.current)
	if len(periods) == 0 || b.country == (attendance.Place{}) {
		return nil
	}
	c := &Chart{ID: "gap-" + id, Kind: LineChart, X: PeriodTicks(periods), Scale: Scale{Min: -2, Max: 2, Step: 1, Unit: UnitPoints}, Spans: b.spans(periods)}
	roles := []Role{This, Comparator, Last}
	for i, phase := range []attendance.Phase{attendance.Primary, attendance.Secondary, attendance.Special} {
		line := Series{Name: T("phase.label", PhaseArg("phase", phase)), Short: T("phase.label", PhaseArg("phase", phase)), Role: roles[i]}
		for _, p := range periods {
			d := insight.Between(b.Pub.Rate(disclosure.All(place, p, phase), id), b.Pub.Rate(disclosure.All(b.country, p, phase), id))
			line.Values = append(line.Values, Points(d.Tenths, d.Known()))
			for d.Known() && float64(d.Tenths) < c.Scale.Min*10 {
				c.Scale.Min--
			}
			for d.Known() && float64(d.Tenths) > c.Scale.Max*10 {
				c.Scale.Max++
			}
		}
		if !line.empty() {
			line.Marked = []int{len(line.Values) - 1}
			c.Series = append(c.Series, line)
		}
	}
	if len(c.Series) == 0 {
		return nil
	}
	c.Scale = c.Scale.steps()
	c.Ref = []RefLine{{Label: b.Name(b.country), Role: Comparator, Value: Points(0, true)}}
	c.Title = T("chart.gap.title", TextArg("measure", measureName(id)), TextArg("place", b.Name(place)), TextArg("there", b.Name(b.country)))
	c.Sub = T("chart.gap.sub", TextArg("there", b.Name(b.country)))
	c.Desc = T("chart.gap.desc", TextArg("place", b.Name(place)), TextArg("there", b.Name(b.country)))
	if len(breaks(periods)) > 0 {
		c.Notes = append(c.Notes, T("chart.gap.note"))
	}
	c.Notes = append(c.Notes, T("chart.nocause"))
	c.Table = b.seriesTable(c, periods, true)
	return c
}

// seriesTable puts the lines of a chart into a table, a row a period. A target is no
// line of figures: it stands in the notes.
func (b *Book) seriesTable(c *Chart, periods []attendance.Period, points bool) *Table {
	t := &Table{ID: c.ID + "-data", Caption: c.Title, Hidden: true, Columns: []Column{{Label: T("column.period")}}}
	series := slices.DeleteFunc(slices.Clone(c.Series), func(s Series) bool { return s.Role == Target })
	for _, s := range series {
		t.Columns = append(t.Columns, Column{Label: s.Name, Numeric: true})
	}
	for i, p := range periods {
		row := Row{Cells: make([]Cell, 0, len(t.Columns))}
		row.Cells = append(row.Cells, TextCell(T("period.full", PeriodArg("period", p))))
		for _, s := range series {
			if points {
				row.Cells = append(row.Cells, PointsCell(s.Values[i]))
			} else {
				row.Cells = append(row.Cells, PercentCell(s.Values[i].Figure))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
