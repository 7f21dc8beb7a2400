package view

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
)

// virtualSchools are the places of children who are looked at as if they attended
// one school: those that pupils were counted for.
func (b *Book) virtualSchools() []attendance.Place { return b.Pub.Places(attendance.LevelVirtual) }

// careGroups are the published groups of social care, in the order of the page, each
// with its id in the page.
var careGroups = []struct{ id, group string }{
	{"published-care", "CLA 12 months at 31 March"}, {"published-plans", "CPPO at 31 March"}, {"published-need", "CINO at 31 March"},
}

// hasVirtual reports whether anything is known of looked-after children.
func (b *Book) hasVirtual() bool {
	if len(b.virtualSchools()) > 0 {
		return true
	}
	for _, care := range careGroups {
		shown := 0
		for _, p := range b.groupPeriods(care.group) {
			if b.Pub.Rate(disclosure.At{Place: b.Pub.Authority(), Period: p, Phase: attendance.Total, Group: care.group}, "attendance").Shown() {
				shown++
			}
		}
		if shown > 1 {
			return true
		}
	}
	return false
}

// groupPeriods lists the periods that a group of pupils of the authority has cells for.
func (b *Book) groupPeriods(group string) []attendance.Period {
	var out []attendance.Period
	b.Pub.Cells(b.Pub.Authority(), func(at disclosure.At) {
		if at.Group == group && at.Phase == attendance.Total && !slices.Contains(out, at.Period) {
			out = append(out, at.Period)
		}
	})
	return out
}

// virtualPage shows looked-after children, and those with a social worker, as if
// they attended one school wherever that is.
func (b *Book) virtualPage(s Study) Document {
	page := b.studyPage(s)
	page.H1, page.Kick = T("virtual.h1"), b.Name(b.Pub.Authority())
	page.Intro = []Text{T("virtual.intro"), T("virtual.small")}
	add := func(s []Section) { page.Sections = append(page.Sections, s...) }
	for _, place := range b.virtualSchools() {
		periods := b.PeriodsOf(place)
		if len(periods) == 0 {
			continue
		}
		at := disclosure.All(place, periods[0], attendance.Total)
		if place == attendance.LookedAfterChildren && at.Period == b.current {
			page.H1 = T("virtual.h1.level", PercentArg("now", b.Pub.Rate(at, "attendance")), PercentArg("all", b.Pub.Rate(b.at(b.Pub.Authority(), at.Period), "attendance")))
		}
		rail := []Text{T("virtual.rail."+place.Code, PeriodArg("period", at.Period))}
		changed := Block{Table: b.changed(at).named("changed-" + place.Code)}
		trend := Block{Chart: b.Trend(place, attendance.Total, "attendance", at.Period).named("trend-" + place.Code)}
		groups := Block{Table: b.pupilTable("groups-"+place.Code, at, b.groupsInOrder(at))}
		add(section(place.Code, T("virtual."+place.Code), rail, changed, trend, groups))
	}
	for _, care := range careGroups {
		var lines []Block
		for _, measure := range []string{"attendance", "pa_10"} {
			lines = append(lines, Block{Chart: b.groupLine(care.group, measure).named(care.id + "-" + attendance.Slug(measure))})
		}
		add(section(care.id, groupName(care.group), []Text{T("virtual.published.rail")}, lines...))
	}
	page.Contents = contents(page.Sections)
	return page
}

// groupsInOrder lists the groups of a cell: who the pupils are, how many factors weigh
// on them, then their key stages and year groups from the youngest.
func (b *Book) groupsInOrder(at disclosure.At) []string {
	kinds := b.groupsOf(at)
	return slices.Concat(kinds[attendance.PupilGroup], kinds[attendance.FactorKind],
		inOrder(attendance.KeyStageNames(), kinds[attendance.KeyStageKind]), inOrder(attendance.YearGroupNames(), kinds[attendance.YearGroupKind]))
}

// named gives a table the id that it has on a page which shows two of its kind.
func (t *Table) named(id string) *Table {
	if t != nil {
		t.ID = id
	}
	return t
}

// named does so with a chart and the table behind it.
func (c *Chart) named(id string) *Chart {
	if c != nil {
		c.ID = id
		c.Table.named(id + "-data")
	}
	return c
}

// groupLine draws a published group of pupils of the authority over the years,
// beside England's and beside all pupils.
func (b *Book) groupLine(group, id string) *Chart {
	authority := b.Pub.Authority()
	periods := b.groupPeriods(group)
	if len(periods) < 2 {
		return nil
	}
	c := &Chart{ID: "care-" + id, Kind: LineChart, Scale: b.scale(id, school(""), attendance.Total), X: PeriodTicks(periods), Breaks: breaks(periods)}
	for _, line := range []struct {
		place attendance.Place
		group string
		role  Role
		name  Text
	}{{authority, group, This, b.Name(authority)}, {b.country, group, Comparator, b.Name(b.country)}, {authority, attendance.AllPupils, Last, groupName(attendance.AllPupils)}} {
		s := Series{Name: line.name, Short: line.name, Role: line.role}
		for _, p := range periods {
			f := b.Pub.Rate(disclosure.At{Place: line.place, Period: p, Phase: attendance.Total, Group: line.group}, id)
			s.Values = append(s.Values, Of(f))
			if v, ok := f.Value(); ok {
				c.Scale = c.Scale.holding(v)
			}
		}
		if !s.empty() {
			c.Series = append(c.Series, s)
		}
	}
	if len(c.Series) == 0 || c.Series[0].Role != This || c.Series[0].shown() < 2 {
		return nil
	}
	c.Scale = c.Scale.steps()
	c.Series[0].Marked = []int{len(periods) - 1}
	at := disclosure.At{Place: authority, Period: periods[len(periods)-1], Phase: attendance.Total, Group: group}
	c.Title = T("virtual.chart."+sideOf(b.versusEngland(at, id).Tenths), TextArg("measure", measureName(id)), TextArg("group", groupName(group)), TextArg("there", b.Name(b.country)), GapArg("gap", b.versusEngland(at, id).Tenths), PercentArg("now", b.Pub.Rate(at, id)))
	c.Sub = T("chart.trend.sub", TextArg("measure", T("measure."+id+".means")), IntArg("from", int(c.Scale.Min)))
	c.Desc = b.spell(c.Series[0], periods)
	c.Table = b.seriesTable(c, periods, false)
	return c
}

func (b *Book) versusEngland(at disclosure.At, id string) insight.Difference {
	there := at
	there.Place = b.country
	return insight.Between(b.Pub.Rate(at, id), b.Pub.Rate(there, id))
}
