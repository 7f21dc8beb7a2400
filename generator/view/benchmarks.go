package view

import (
	"cmp"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
)

// benchmarkSection places a school among those with a like share of free school
// meals.
func (b *Book) benchmarkSection(at disclosure.At, up string) []Section {
	if b.benchmarks == nil || at.Period != b.current {
		return nil
	}
	mark := b.benchmarks.Of(attendance.URN(at.Place.Code))
	if mark.Refusal != insight.Compared {
		return nil
	}
	rail := []Text{T("benchmark.rail", IntArg("n", mark.Schools), TextArg("range", benchmarkRange(mark))), T("benchmark.quarter." + quarter(mark.Quarter)), T("benchmark.link").to(up + "benchmarks/index.html")}
	return section("benchmark", T("section.benchmark"), rail, Block{Table: b.benchmarkTable("benchmark-table", []insight.Benchmark{mark}, up)})
}

// benchmarksPage lists the schools of each phase by their group, with the quartiles of
// each group.
func (b *Book) benchmarksPage(s Study) Document {
	page := b.studyPage(s)
	page.Intro = []Text{T("benchmarks.intro"), T("benchmarks.quartiles")}
	if !b.Benchmarks.Verified {
		page.Intro = append(page.Intro, T("benchmarks.unverified"))
	}
	for _, phase := range []attendance.Phase{attendance.Primary, attendance.Secondary} {
		var marks []insight.Benchmark
		for _, urn := range b.byName(b.Pub.Members(b.Pub.Authority())) {
			if mark := b.benchmarks.Of(urn); mark.Phase == phase && mark.Group > 0 {
				marks = append(marks, mark)
			}
		}
		slices.SortStableFunc(marks, func(x, y insight.Benchmark) int {
			return cmp.Or(cmp.Compare(x.Group, y.Group), cmp.Compare(x.Quarter, y.Quarter))
		})
		name := attendance.Slug(phase.String())
		page.Sections = append(page.Sections, section(name, T("phase.label", PhaseArg("phase", phase)), []Text{T("benchmarks.rail")}, Block{Chart: b.benchmarkChart("benchmarks-chart-"+name, phase, marks)}, Block{Table: b.benchmarkTable("benchmarks-"+name, marks, page.Root)})...)
	}
	page.Contents = contents(page.Sections)
	return page
}

// benchmarkChart draws the quartiles of each group of a phase.
func (b *Book) benchmarkChart(id string, phase attendance.Phase, marks []insight.Benchmark) *Chart {
	c := &Chart{ID: id, Kind: IntervalChart, Scale: b.scale("attendance", school(""), phase), Title: T("benchmarks.chart.title", PhaseArg("phase", phase)), Sub: T("benchmarks.chart.sub", PeriodArg("period", b.current))}
	c.Table = &Table{ID: id + "-data", Caption: c.Title, Hidden: true, Columns: []Column{{Label: T("column.fsm")}, {Label: T("column.schools"), Numeric: true}, {Label: T("column.lower"), Numeric: true}, {Label: T("column.median.group"), Numeric: true}, {Label: T("column.upper"), Numeric: true}}}
	last := 0
	for _, m := range marks {
		if m.Group == last || m.Refusal != insight.Compared {
			continue
		}
		last = m.Group
		low, _ := m.Lower.Value()
		high, _ := m.Upper.Value()
		c.Scale = c.Scale.holding(low).holding(high)
		c.Rows = append(c.Rows, ChartRow{Label: benchmarkRange(m), Now: Of(m.Median), Range: Interval{low, high, true}, Role: This, Text: T("value.percent", PercentArg("f", m.Median))})
		c.Table.Rows = append(c.Table.Rows, Row{Cells: []Cell{TextCell(benchmarkRange(m)), TextCell(T("value.int", IntArg("n", m.Schools))), PercentCell(m.Lower), PercentCell(m.Median), PercentCell(m.Upper)}})
	}
	if len(c.Rows) < 2 {
		return nil
	}
	c.Scale = c.Scale.steps()
	c.Desc = T("benchmarks.chart.desc", IntArg("n", len(c.Rows)), PhaseArg("phase", phase))
	return c
}

func (b *Book) benchmarkTable(id string, marks []insight.Benchmark, up string) *Table {
	if len(marks) == 0 {
		return nil
	}
	t := &Table{ID: id, Caption: T("benchmark.caption"), Hidden: true, Sortable: len(marks) > 1, Columns: []Column{{Label: T("column.school")}, {Label: T("column.fsm"), Numeric: true}, {Label: T("column.group")},
		{Label: measureName("attendance"), Numeric: true}, {Label: T("column.lower"), Numeric: true}, {Label: T("column.median.group"), Numeric: true}, {Label: T("column.upper"), Numeric: true}, {Label: T("column.quarter")}}}
	for _, m := range marks[:min(len(marks), manyDots)] {
		t.Rows = append(t.Rows, Row{Cells: []Cell{LinkCell(b.Name(school(m.URN)), b.href(up, school(m.URN))), decimalCell(m.FSM, 1, "value.target"), TextCell(benchmarkRange(m)),
			PercentCell(m.Attendance), PercentCell(m.Lower), PercentCell(m.Median), PercentCell(m.Upper), TextCell(benchmarkPlace(m))}})
	}
	return t
}

// benchmarkPlace is the quarter of its group that a school is in, in a word or two.
func benchmarkPlace(m insight.Benchmark) Text {
	switch m.Refusal {
	case insight.Compared:
		return T("benchmark.short." + quarter(m.Quarter))
	case insight.TooFewSchools:
		return T("benchmark.few")
	}
	return T("benchmark.unknown")
}

// benchmarkRange says which shares of free school meals a group holds.
func benchmarkRange(m insight.Benchmark) Text {
	over, upTo := WordsArg("over", m.Over.Percent.String()), WordsArg("upto", m.UpTo.Percent.String())
	switch {
	case m.Over.End == attendance.Unbounded:
		return T("benchmark.range.upto", upTo)
	case m.UpTo.End == attendance.Unbounded:
		return T("benchmark.range.over", over)
	}
	return T("benchmark.range", over, upTo)
}

// quarter names a quarter of the schools of a group, counted from the top.
func quarter(n int) string { return [...]string{"", "first", "second", "third", "fourth"}[n] }
