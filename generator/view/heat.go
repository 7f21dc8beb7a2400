package view

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
	"rollcall/generator/measure"
)

// pattern is one row of a picture of patterns: a measure of a group of pupils.
type pattern struct {
	label   Text
	group   string
	measure string
}

// tint is how many tenths of a point one step of a tint stands for: the same on
// every page, so that two can be laid side by side.
const (
	reasonTint = 2
	groupTint  = 5
)

// heat draws how each pattern changed in each period against the same period a year
// before. Cells whose change a signal rule names are marked.
func (b *Book) heat(id string, place attendance.Place, phase attendance.Phase, rows []pattern, periods []attendance.Period, tint int64) *Chart {
	c := &Chart{ID: id, Kind: HeatChart, Still: b.stillHeat(place), Scale: Scale{Unit: UnitPoints}, Heat: &Heat{Legend: T("heat.legend", GapArg("step", tint))}}
	var columns []attendance.Period
	for _, p := range periods {
		if b.comparedWithBefore(place, phase, p) {
			columns = append(columns, p)
			c.Heat.Columns = append(c.Heat.Columns, heatColumn(p))
		}
	}
	marked := 0
	for _, r := range rows {
		row := HeatRow{Label: r.label}
		shown, moved := 0, false
		for _, p := range columns {
			at := disclosure.At{Place: place, Period: p, Phase: b.phaseAt(place, phase, p), Group: r.group}
			change := b.change(at, r.measure)
			cell := HeatCell{Value: Points(change.Tenths, change.Known())}
			if change.Known() {
				shown++
				moved = moved || change.Tenths != 0 // a row of nothing but zeros tells nobody anything
				cell.Step = step(change, tint)
				cell.Note = T("heat.cell", TextArg("row", r.label), PeriodArg("period", p), PercentArg("now", change.To), PercentArg("then", change.From), PointsArg("points", change.Tenths))
				if change.Verdict == insight.Signal {
					cell.Mark = true
					marked++
				}
			}
			row.Cells = append(row.Cells, cell)
		}
		if shown > 0 && moved {
			c.Heat.Rows = append(c.Heat.Rows, row)
		}
	}
	if len(c.Heat.Rows) == 0 {
		return nil
	}
	c.Sub = T("heat.sub")
	c.Desc = T("heat.desc", IntArg("rows", len(c.Heat.Rows)), IntArg("columns", len(columns)), IntArg("marked", marked))
	if marked > 0 {
		c.Key = []KeyItem{{"signal", T("heat.mark", IntArg("n", marked))}}
	}
	return c
}

// stillHeat reports whether the heat maps of a place are drawn once only: every number
// is written in its cell, and a school's page has more to hold. The authority's can
// be pointed at.
func (b *Book) stillHeat(place attendance.Place) bool { return place != b.Pub.Authority() }

// heatColumn heads a column: HT3 of which year, or the year.
func heatColumn(p attendance.Period) Text {
	if p.IsYear() {
		return T("period.tick", PeriodArg("period", p))
	}
	if p.Grain == attendance.Term {
		return T("period.short", PeriodArg("period", p))
	}
	return T("heat.column", PeriodArg("period", p), PeriodArg("year", attendance.Period{Year: p.Year, Grain: attendance.Year}))
}

// step is the tint of a change: to the worse above zero, to the better below it.
func step(c insight.Change, tint int64) int {
	return -c.Difference.Better() * tintOf(size(c.Tenths), tint)
}

// tintOf is how many steps a difference is, at most four either way.
func tintOf(tenths, tint int64) int {
	n := int(min((size(tenths)+tint/2)/tint, 4))
	if tenths < 0 {
		return -n
	}
	return n
}

// phaseAt is the phase of a cell: a school's own in that period.
func (b *Book) phaseAt(place attendance.Place, phase attendance.Phase, p attendance.Period) attendance.Phase {
	if place.Level == attendance.LevelSchool {
		return b.Pub.PhaseIn(place, p)
	}
	return phase
}

// comparedWithBefore reports whether a place has attendance for a period and for the
// same one a year before.
func (b *Book) comparedWithBefore(place attendance.Place, phase attendance.Phase, p attendance.Period) bool {
	now := disclosure.All(place, p, b.phaseAt(place, phase, p))
	then := disclosure.All(place, p.YearBefore(), b.phaseAt(place, phase, p.YearBefore()))
	return insight.OverTime(b.Pub.Rate(now, "attendance"), b.Pub.Rate(then, "attendance")).Known()
}

// heatTable puts a heat map into a table, a row a pattern.
func heatTable(c *Chart, label Text) *Table {
	t := &Table{ID: c.ID + "-data", Caption: c.Title, Hidden: true, Columns: []Column{{Label: label}}}
	for _, column := range c.Heat.Columns {
		t.Columns = append(t.Columns, Column{Label: column, Numeric: true})
	}
	for _, r := range c.Heat.Rows {
		row := Row{Cells: []Cell{TextCell(r.Label)}}
		for _, cell := range r.Cells {
			row.Cells = append(row.Cells, PointsCell(cell.Value))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// moved reports whether at least so many patterns differ in some period from the year
// before: those that heat draws.
func (b *Book) moved(place attendance.Place, phase attendance.Phase, rows []pattern, periods []attendance.Period, least int) bool {
	for _, r := range rows {
		if slices.ContainsFunc(periods, func(p attendance.Period) bool {
			at := disclosure.At{Place: place, Period: p, Phase: b.phaseAt(place, phase, p), Group: r.group}
			d := insight.OverTime(b.Pub.Pair(at, p.YearBefore(), r.measure))
			return d.Known() && d.Tenths != 0 && b.comparedWithBefore(place, phase, p)
		}) {
			least--
		}
		if least == 0 {
			return true
		}
	}
	return false
}

// reasonPatterns are the reasons for absence.
func (b *Book) reasonPatterns() []pattern {
	var rows []pattern
	for _, r := range b.Pub.Reasons() {
		if r.Category == attendance.Authorised || r.Category == attendance.Unauthorised {
			rows = append(rows, pattern{reasonWords(r), attendance.AllPupils, measure.ReasonPrefix + r.ID})
		}
	}
	return rows
}

// yearPatterns are the attendance of all pupils and of each year group.
func yearPatterns() []pattern {
	rows := []pattern{{groupName(attendance.AllPupils), attendance.AllPupils, "attendance"}}
	for _, group := range attendance.YearGroupNames() {
		rows = append(rows, pattern{groupName(group), group, "attendance"})
	}
	return rows
}

// leastYears is how many rows a picture of year groups has at least. One row is all
// pupils or a single year.
const leastYears = 2

// reasonHeat draws each reason for absence by period against the year before.
func (b *Book) reasonHeat(id string, place attendance.Place, phase attendance.Phase, periods []attendance.Period) *Chart {
	c := b.heat(id, place, phase, b.reasonPatterns(), periods, reasonTint)
	if c == nil {
		return nil
	}
	c.Title = T("heat.reasons.title", TextArg("place", b.inPhase(place, phase)))
	c.Table = heatTable(c, T("column.reason"))
	return c
}

// yearHeat draws the attendance of each year group by period against the year
// before.
func (b *Book) yearHeat(id string, place attendance.Place, phase attendance.Phase, periods []attendance.Period) *Chart {
	c := b.heat(id, place, phase, yearPatterns(), periods, groupTint)
	if c == nil || len(c.Heat.Rows) < leastYears { // there are no year groups, or none of them moved
		return nil
	}
	c.Title = T("heat.years.title", TextArg("place", b.inPhase(place, phase)))
	c.Table = heatTable(c, T("column.group"))
	return c
}

// patternSection shows in what a school or a group of schools differs from a year
// before: its reasons, and its year groups where they have no page of their own,
// period by period.
func (b *Book) patternSection(at disclosure.At) []Section {
	periods := b.recent(at.Place, at.Period)
	if at.Place.Level == attendance.LevelSchool { // the year before is what the cells are set against
		periods = slices.DeleteFunc(periods, func(p attendance.Period) bool { return p.Grain == attendance.HalfTerm && p.Year < at.Period.Year })
	}
	blocks := []Block{{Chart: b.reasonHeat("heat-reasons", at.Place, at.Phase, periods)}}
	if !b.HasPupils(at.Place) {
		blocks = append(blocks, Block{Chart: b.yearHeat("heat-years", at.Place, at.Phase, periods)})
	}
	return section("patterns", T("section.patterns"), []Text{T("heat.rail")}, blocks...)
}
