package view

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
)

// HasPupils reports whether the pupils of a place were counted, so that it has a page
// of them. The pupils of a single school are for the authority's own staff and its head.
func (b *Book) HasPupils(place attendance.Place) bool {
	if place.Level == attendance.LevelSchool && !b.inFull(place) {
		return false
	}
	if _, ok := b.paths[place]; !ok || !b.Pub.FromPupils() {
		return false
	}
	period := b.pupilsPeriod(place)
	return !period.IsZero() && len(b.groupsOf(b.at(place, period))[attendance.YearGroupKind]) > 0
}

// PupilsPath is the page of the pupils of a place.
func (b *Book) PupilsPath(place attendance.Place) string {
	folder, _ := b.folder(place)
	return folder + "pupils/index.html"
}

// pupilsPeriod is the latest headline period of a place.
func (b *Book) pupilsPeriod(place attendance.Place) attendance.Period {
	if periods := b.PeriodsOf(place); len(periods) > 0 {
		return periods[0]
	}
	return attendance.Period{}
}

// PupilsPage shows who the pupils of a place are and how each group of them attends.
func (b *Book) PupilsPage(place attendance.Place) Document {
	path, period := b.PupilsPath(place), b.pupilsPeriod(place)
	up := root(path)
	nav, crumbs := navSchools, []Link{{Label: T("nav.schools"), Href: up + "schools/index.html"}, {Label: b.Name(place), Href: b.href(up, place)}}
	switch place.Level {
	case attendance.LevelSchool:
	case attendance.LevelAuthority:
		nav, crumbs = navAuthority, nil
	default:
		nav, crumbs = navClusters, crumbs[1:]
	}
	page := Document{Frame: b.frame(path, nav, append(crumbs, Link{Label: T("pupils.title")})...)}
	at := b.at(place, period)
	page.Title, page.Kick = T("pupils.title"), T("kick.place", TextArg("place", b.Name(place)), PeriodArg("period", period))
	page.H1 = T("pupils.h1", NumberArg("n", b.Pub.Count(at, disclosure.Enrolments)))
	if near := b.Pub.Count(at, disclosure.NearPA); near.Shown() {
		page.H1 = T("pupils.h1.near", NumberArg("n", near), NumberArg("pa", b.Pub.Count(at, disclosure.PA10)))
	}
	page.Intro = []Text{T("pupils.intro")}
	if b.Threshold > 0 {
		page.Intro = append(page.Intro, T("pupils.small", IntArg("threshold", b.Threshold)))
	}
	kinds := b.groupsOf(at)
	years := inOrder(attendance.YearGroupNames(), kinds[attendance.YearGroupKind])
	stages := inOrder(attendance.KeyStageNames(), kinds[attendance.KeyStageKind])
	add := func(id string, rail []Text, blocks ...Block) {
		page.Sections = append(page.Sections, section(id, T("section."+id), rail, blocks...)...)
	}
	add("means", []Text{T("pupils.means.rail")}, Block{Stats: b.pupilStats(at)})
	add("levels", []Text{T("pupils.levels.rail")}, b.levelCharts(at)...)
	add("pupil-groups", []Text{T("groups.pupils.rail")}, Block{Table: b.pupilTable("groups-table", at, kinds[attendance.PupilGroup])})
	add("factors", b.factorRail(at), Block{Table: b.factorTable(at, kinds[attendance.FactorKind])})
	add("year-groups", []Text{T("groups.years.rail")}, Block{Table: b.pupilTable("years-table", at, append(stages, years...))}, Block{Chart: b.crossHeat(at, kinds[attendance.PupilGroup], years)},
		Block{Chart: b.yearHeat("heat-years", place, at.Phase, b.recent(place, period))})
	add("classes", []Text{T("groups.classes.rail")}, Block{Table: b.pupilTable("classes-table", at, kinds[attendance.ClassKind])})
	add("moves", []Text{T("pupils.moves.rail")}, Block{Table: b.transferTable(at, kinds[attendance.TransferKind])})
	page.Contents = contents(page.Sections)
	return page
}

// factorTable is a row for each number of factors. Unlike other groups these do not
// overlap.
func (b *Book) factorTable(at disclosure.At, names []string) *Table {
	t := b.pupilTable("factors-table", at, inOrder(slices.Clone(attendance.FactorGroups[:]), names))
	if t != nil {
		t.Caption = T("factors.caption", PeriodArg("period", at.Period))
		t.Notes[0] = T("factors.note")
	}
	return t
}

// factorRail says which factors a profile counts: those of which the authority has
// pupils in the period.
func (b *Book) factorRail(at disclosure.At) []Text {
	known := b.Pub.Groups(b.Pub.Authority(), at.Period, attendance.Total)
	var list Text
	for _, factor := range attendance.Factors {
		var one Text
		for _, flag := range factor {
			group := attendance.Flags[flag].Group
			switch {
			case !slices.Contains(known, group):
			case one.IsZero():
				one = groupName(group)
			default:
				one = T("factors.or", TextArg("a", one), TextArg("b", groupName(group)))
			}
		}
		switch {
		case one.IsZero():
		case list.IsZero():
			list = one
		default:
			list = T("factors.and", TextArg("a", list), TextArg("b", one))
		}
	}
	return []Text{T("factors.rail"), T("factors.counted", TextArg("list", list))}
}

// pupilStats are the counts of pupils that lead to a next step.
func (b *Book) pupilStats(at disclosure.At) []Stat {
	var out []Stat
	if n := b.Pub.Count(at, disclosure.NearPA); n.Shown() {
		out = append(out, Stat{Big: T("pupils.stat", NumberArg("n", n)), Label: T("pupils.near.label"), Sum: T("pupils.near.sum")})
	}
	if n, of := b.Pub.Count(at, disclosure.SeverePlan), b.Pub.Count(at, disclosure.Severe); n.Shown() && of.Shown() {
		out = append(out, Stat{Big: T("pupils.stat.of", NumberArg("n", n), NumberArg("of", of)), Label: T("pupils.plan.label"), Sum: T("pupils.plan.sum")})
	}
	for _, tally := range []string{"families.several", "transfers.in-year"} {
		if period, ok := b.latestTally(at.Place, tally); ok {
			n := b.Pub.Tally(at.Place, period, tally)
			if n.Shown() {
				out = append(out, Stat{Big: T("pupils.count", NumberArg("n", n)), Label: T("pupils." + tally + ".label"), Sum: T("pupils."+tally+".sum", PeriodArg("period", period))})
			}
		}
	}
	return out
}

// latestTally is the latest period for which something was counted at a place.
func (b *Book) latestTally(place attendance.Place, measure string) (attendance.Period, bool) {
	counted := b.Pub.Tallies(place, measure)
	if len(counted) == 0 {
		return attendance.Period{}, false
	}
	return counted[len(counted)-1].Period, true
}

// transferTable shows how pupils who changed phase attended before and after.
func (b *Book) transferTable(at disclosure.At, names []string) *Table {
	t := &Table{ID: "transfers-table", Caption: T("pupils.moves.caption"), Hidden: true, Columns: []Column{{Label: T("column.group")}, {Label: T("column.enrolments"), Numeric: true},
		{Label: T("column.before.move"), Numeric: true}, {Label: T("column.after.move"), Numeric: true}, {Label: T("column.change"), Numeric: true}, {Label: T("column.pa.before.move"), Numeric: true}, {Label: T("column.pa.after.move"), Numeric: true}}}
	slices.Sort(names)
	for _, name := range names {
		now, before := at, at
		now.Group, before.Group = name, name
		before.Period = at.Period.YearBefore()
		d := insight.OverTime(b.Pub.Rate(now, "attendance"), b.Pub.Rate(before, "attendance"))
		if !d.Known() {
			continue // the year in which they had not moved yet
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{TextCell(groupName(name)), NumberCell(b.Pub.Count(now, disclosure.Enrolments)), PercentCell(d.From), PercentCell(d.To), PointsCell(Points(d.Tenths, true)),
			PercentCell(b.Pub.Rate(before, "pa_10")), PercentCell(b.Pub.Rate(now, "pa_10"))}})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}
