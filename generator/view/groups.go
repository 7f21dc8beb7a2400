package view

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
)

// groupSection compares groups of pupils on the page of a place. Where pupils were
// counted there are many: those that are most asked for stand here, all of them on a
// page of their own.
func (b *Book) groupSection(at disclosure.At, up string) []Section {
	names := b.groupsOf(at)[attendance.PupilGroup]
	if !b.HasPupils(at.Place) {
		return section("pupil-groups", T("section.pupil-groups"), []Text{T("groups.pupils.rail")}, Block{Table: b.pupilTable("groups-table", at, names)})
	}
	names = slices.DeleteFunc(names, func(name string) bool { return !slices.Contains(firstGroups, name) })
	rail := []Text{T("groups.pupils.rail")}
	if at.Period == b.pupilsPeriod(at.Place) {
		rail = append(rail, T("groups.pupils.all").to(up+b.PupilsPath(at.Place)))
	}
	return section("pupil-groups", T("section.pupil-groups"), rail, Block{Table: b.pupilTable("groups-table", at, names)})
}

// firstGroups are the groups of a pupil file that the page of a place shows.
var firstGroups = []string{
	attendance.Girls.String(), attendance.Boys.String(), attendance.Flags[attendance.FreeMeals].Group, attendance.Flags[attendance.SENSupport].Group,
	attendance.Flags[attendance.HealthCarePlan].Group, attendance.Flags[attendance.LookedAfter].Group, attendance.Flags[attendance.SocialWorker].Group,
}

// groupsOf lists the groups of a cell by their kind.
func (b *Book) groupsOf(at disclosure.At) map[attendance.GroupKind][]string {
	kinds := make(map[attendance.GroupKind][]string)
	for _, name := range b.Pub.Groups(at.Place, at.Period, at.Phase) {
		kind := attendance.KindOf(name)
		kinds[kind] = append(kinds[kind], name)
	}
	return kinds
}

// inOrder keeps of an order the names that are there.
func inOrder(order, names []string) []string {
	return slices.DeleteFunc(order, func(name string) bool { return !slices.Contains(names, name) })
}

// pupilTable compares groups of pupils with all pupils. Groups overlap and are never
// summed.
func (b *Book) pupilTable(id string, at disclosure.At, names []string) *Table {
	if len(names) == 0 {
		return nil
	}
	scale := Scale{Min: 84, Max: 98, Step: 2}
	for _, name := range names {
		g := at
		g.Group = name
		if v, ok := b.Pub.Rate(g, "attendance").Value(); ok {
			scale = scale.holding(v)
		}
	}
	t := &Table{ID: id, Caption: T("groups.caption", PeriodArg("period", at.Period)), Hidden: true, Style: TightTable, Columns: []Column{
		{Label: T("column.group")}, {Label: T("column.enrolments"), Numeric: true}, {Label: measureName("attendance"), Numeric: true},
		{Label: T("column.scale", IntArg("from", int(scale.Min)), IntArg("to", int(scale.Max))), Dots: &scale},
		{Label: measureName("pa_10"), Numeric: true}, {Label: T("column.change.attendance"), Numeric: true}}}
	all := b.Pub.Rate(at, "attendance")
	hidden, shown, matched := 0, 0, false
	for i, name := range append([]string{attendance.AllPupils}, names...) {
		g := at
		g.Group = name
		now := b.Pub.Rate(g, "attendance")
		d := insight.OverTime(b.Pub.Pair(g, at.Period.YearBefore(), "attendance"))
		matched = matched || d.To.Ref().Among > 0
		if now.Symbol() == disclosure.Suppressed {
			hidden++
			if i > 0 { // a row of nothing but symbols tells only that there are such pupils
				continue
			}
		}
		shown++
		if b.Pub.Rate(g, "pa_10").Symbol() == disclosure.Suppressed && now.Shown() {
			hidden++
		}
		label := groupName(name)
		if i == 0 && at.Place.Level == attendance.LevelVirtual {
			label = T("virtual." + at.Place.Code) // all of them, and not all pupils
		}
		t.Rows = append(t.Rows, Row{Strong: i == 0, Cells: []Cell{TextCell(label), NumberCell(b.Pub.Count(g, disclosure.Enrolments)), PercentCell(now),
			DotCell(Of(now), Of(all)), PercentCell(b.Pub.Rate(g, "pa_10")), PointsCell(Points(d.Tenths, d.Known()))}})
	}
	if shown < 2 {
		return nil
	}
	t.Notes = []Text{T("groups.note")}
	if at.Place.Level == attendance.LevelVirtual {
		t.Notes = []Text{T("groups.note.virtual")}
	}
	if matched {
		t.Notes = append(t.Notes, T("groups.matched"))
	}
	if hidden > 0 {
		note := T("groups.hidden", IntArg("n", hidden), IntArg("threshold", b.Threshold))
		if b.Threshold == 0 {
			note = T("groups.hidden.published", IntArg("n", hidden))
		}
		t.Notes = append(t.Notes, note)
	}
	return t
}

// crossTint is how many tenths of a point one step of a tint stands for where groups
// are set against all pupils.
const crossTint = 10

// crossHeat draws the attendance of each group within each year group, tinted by how
// far it is from all pupils of the place.
func (b *Book) crossHeat(at disclosure.At, groups, years []string) *Chart {
	c := &Chart{ID: "heat-cross", Kind: HeatChart, Still: true, Scale: Scale{Unit: UnitPercent}, Heat: &Heat{Legend: T("heat.legend", GapArg("step", crossTint))}}
	for _, year := range years {
		c.Heat.Columns = append(c.Heat.Columns, groupName(year))
	}
	all, ok := b.Pub.Rate(at, "attendance").Tenths()
	if !ok {
		return nil
	}
	for _, group := range groups {
		row := HeatRow{Label: groupName(group)}
		shown := false
		for _, year := range years {
			g := at
			g.Group = attendance.Cross(group, year)
			f := b.Pub.Rate(g, "attendance")
			cell := HeatCell{Value: Of(f)}
			if v, ok := f.Tenths(); ok {
				shown = true
				cell.Step = tintOf(all-v, crossTint)
				cell.Note = T("heat.cross.cell", TextArg("group", groupName(g.Group)), PercentArg("f", f))
			}
			row.Cells = append(row.Cells, cell)
		}
		if shown {
			c.Heat.Rows = append(c.Heat.Rows, row)
		}
	}
	if len(c.Heat.Rows) == 0 {
		return nil
	}
	c.Title = T("heat.cross.title", PeriodArg("period", at.Period))
	c.Sub = T("heat.cross.sub", GapArg("step", crossTint), PercentArg("all", b.Pub.Rate(at, "attendance")))
	c.Desc = T("heat.cross.desc", IntArg("rows", len(c.Heat.Rows)), IntArg("columns", len(years)))
	c.Table = heatTable(c, T("column.group"))
	return c
}
