package view

import (
	"cmp"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
)

// manyDots is how many schools a chart of schools may have before its table lists
// only those at its ends: the rest are in figures.csv.
const manyDots = 100

// mostDots is how many schools a chart of schools may have at all.
const mostDots = 400

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

// spreadFrom is the place from whose averages the distance of schools is drawn: the
// country, or the authority where the country has no figures of the period.
func (b *Book) spreadFrom(period attendance.Period) attendance.Place {
	for _, phase := range append(everyPhase[:len(everyPhase):len(everyPhase)], attendance.Total) {
		if b.Pub.Rate(disclosure.All(b.country, period, phase), "attendance").Shown() {
			return b.country
		}
	}
	return b.Pub.Authority()
}

func (b *Book) spreadText(period attendance.Period) Text {
	return T("spread.rail", TextArg("there", b.Name(b.spreadFrom(period))))
}

// spreadOf draws one mark a school: how far its attendance is from the country's or the
// authority's for its phase.
func (b *Book) spreadOf(place attendance.Place, phases []attendance.Phase, period attendance.Period, up string) *Chart {
	versus := b.spreadFrom(period)
	c := &Chart{ID: "chart-spread", Kind: DotChart, Scale: Scale{Min: -4, Max: 4, Step: 2, Unit: UnitPoints},
		Title: T("chart.spread.title", TextArg("there", b.Name(versus))), Sub: T("chart.spread.sub", PeriodArg("period", period), TextArg("there", b.Name(versus)))}
	t := &Table{ID: "spread-data", Caption: c.Title, Hidden: true, Columns: []Column{{Label: T("column.school")}, {Label: T("column.phase")},
		{Label: measureName("attendance"), Numeric: true}, {Label: T("column.versus", TextArg("there", b.Name(versus))), Numeric: true}}}
	above, below, flagged := 0, 0, 0
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
			dot := Dot{Name: b.Name(school(urn)), Href: b.href(up, school(urn)), Value: Points(d.Tenths, true), Role: role}
			if s, ok := b.priorityOf(disclosure.All(school(urn), period, phase)); ok && s.Priority {
				dot.Role, dot.Named = Flagged, true
				flagged++
			}
			panel.Dots = append(panel.Dots, dot)
			t.Rows = append(t.Rows, Row{Cells: []Cell{LinkCell(b.Name(school(urn)), b.href(up, school(urn))), TextCell(panel.Label), PercentCell(now), PointsCell(Points(d.Tenths, true))}})
		}
		if len(panel.Dots) > 0 {
			panel.Sub = T("chart.spread.panel", IntArg("n", len(panel.Dots)), PercentArg("mean", mean))
			c.Panels = append(c.Panels, panel)
		}
	}
	if above+below < 3 || above+below > mostDots {
		return nil
	}
	c.Key = []KeyItem{{"met", T("chart.spread.above", IntArg("n", above))}, {"unmet", T("chart.spread.below", IntArg("n", below))}}
	if flagged > 0 {
		c.Key = append(c.Key, KeyItem{"flag", T("chart.spread.flag", IntArg("n", flagged))})
	}
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
