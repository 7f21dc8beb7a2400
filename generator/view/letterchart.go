package view

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
)

// mostPoints is how many periods the chart of a letter draws: a table of them has room
// beneath it.
const mostPoints = 6

// letterChart adds the chart of attendance: the half-terms of this year beside those of
// the year before, or the latest periods where there are no half-terms. Its table has
// the values that it draws.
func (b *Book) letterChart(l *Letter, at disclosure.At) {
	if c := b.withinYear(at.Place, at.Period); c != nil {
		b.halfTerms(l, c, at)
	} else if c := b.Trend(at.Place, at.Phase, "attendance", at.Period); c != nil {
		b.latestPeriods(l, c, at)
	} else {
		return
	}
	l.Chart.ID, l.Chart.Usual, l.Chart.Table = "attendance", nil, nil
	for i := range l.Chart.Series { // as the table calls them
		l.Chart.Series[i].Name = l.Chart.Series[i].Short
	}
	l.Alt = chartInWords(l.Chart)
	l.Chart.Desc = l.Alt
	l.Table.Heading, l.Table.Note = l.Chart.Title, l.Chart.Sub
}

// halfTerms is the chart of the half-terms of a year. The target stands in place of the
// comparator where there is one: three lines are enough for a small picture.
func (b *Book) halfTerms(l *Letter, c *Chart, at disclosure.At) {
	if t, ok := b.target(at, "attendance"); ok {
		c.Series = c.Series[:2]
		c.Ref = []RefLine{{Label: T("chart.target", WordsArg("t", t.Value.String())), Role: Target, Value: Of(b.Pub.Target(at, "attendance", t.Value))}}
	}
	c.Series = slices.DeleteFunc(c.Series, Series.empty)
	l.Chart, l.Table = c, &LetterTable{Columns: []Text{T("letter.halfterm.head")}}
	for _, s := range c.Series {
		l.Table.Columns = append(l.Table.Columns, s.Short)
	}
	for i := range c.X {
		ht := i + 1
		row := []Text{T("letter.halfterm", IntArg("n", ht), TextArg("term", T("term."+attendance.TermNames[i/2])))}
		l.Table.Rows = append(l.Table.Rows, appendValues(row, c, i))
	}
	l.Table.Rows = slices.DeleteFunc(l.Table.Rows, emptyRow)
}

// latestPeriods is the chart of the latest periods of a trend. What marks stretches of
// time is left out: the picture is small.
func (b *Book) latestPeriods(l *Letter, c *Chart, at disclosure.At) {
	periods := b.trendPeriods(at.Place, at.Period)
	cut := max(0, len(c.X)-mostPoints)
	c.X, periods = c.X[cut:], periods[cut:]
	for i := range c.Series {
		c.Series[i].Values = c.Series[i].Values[cut:]
		for j := range c.Series[i].Marked {
			c.Series[i].Marked[j] -= cut
		}
	}
	c.Series = slices.DeleteFunc(c.Series, func(s Series) bool { return s.Role == Target || s.empty() })
	if at.Place.Level == attendance.LevelSchool { // a whole name is too long for a column
		c.Series[0].Short = T("letter.here")
	}
	c.Spans, c.Events, c.Notes, c.Breaks = nil, nil, nil, breaks(periods)
	c.Title = T("letter.trend.title", PeriodArg("from", periods[0]), PeriodArg("to", periods[len(periods)-1]))
	c.Sub = T("letter.trend.sub", IntArg("from", int(c.Scale.Min)))
	l.Chart, l.Table = c, &LetterTable{Columns: []Text{T("letter.period.head")}}
	for _, s := range c.Series {
		l.Table.Columns = append(l.Table.Columns, s.Short)
	}
	for i, p := range periods {
		l.Table.Rows = append(l.Table.Rows, appendValues([]Text{T("period.short", PeriodArg("period", p))}, c, i))
	}
}

// appendValues appends the values of the lines of a chart at one tick.
func appendValues(row []Text, c *Chart, i int) []Text {
	for _, s := range c.Series {
		row = append(row, shownOr(s.Values[i].Figure))
	}
	return row
}

// shownOr is a rate, or an empty text where none is shown.
func shownOr(f Figure) Text {
	if !f.Shown() {
		return Text{}
	}
	return T("value.percent", PercentArg("f", f))
}

func emptyRow(row []Text) bool {
	return !slices.ContainsFunc(row[1:], func(t Text) bool { return !t.IsZero() })
}

// chartInWords is a line chart for somebody who does not see it: every value of every
// line, and the target.
func chartInWords(c *Chart) Text {
	said := []Text{T("letter.alt")}
	for _, s := range c.Series {
		var values []Text
		for _, v := range s.Values {
			if v.Figure.Shown() {
				values = append(values, shownOr(v.Figure))
			}
		}
		said = append(said, T("letter.alt.line", TextArg("series", s.Short), TextArg("values", listed(values))))
	}
	for _, r := range c.Ref {
		said = append(said, T("letter.alt.ref", TextArg("line", r.Label)))
	}
	return joined(said)
}

// listed puts texts into a list with commas.
func listed(texts []Text) Text {
	var list Text
	for i, t := range texts {
		if i == 0 {
			list = t
			continue
		}
		list = T("list.more", TextArg("a", list), TextArg("b", t))
	}
	return list
}

// mostNamed is how many schools the letter of a group names.
const mostNamed = 5

// letterSchools lists the schools of a group that are furthest below their own phase of
// the authority. It is an order of distance: what explains it is not in the figures.
func (b *Book) letterSchools(at disclosure.At) *LetterTable {
	t := &LetterTable{Heading: T("letter.schools"), Note: T("letter.schools.note"), Columns: []Text{T("letter.schools.school"), T("measure.attendance"), T("letter.schools.gap")}}
	for _, urn := range b.furthest(at.Place, at.Period, mostNamed) {
		here := b.at(school(urn), at.Period)
		mean := here
		mean.Place = b.Pub.Authority()
		now := b.Pub.Rate(here, "attendance")
		gap := insight.Between(now, b.Pub.Rate(mean, "attendance"))
		t.Rows = append(t.Rows, []Text{b.Name(here.Place), shownOr(now), T("value.signed", PointsArg("points", gap.Tenths))})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}
