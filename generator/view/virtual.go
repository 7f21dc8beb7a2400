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

// careGroups are the published groups of social care, in the order of the page.
var careGroups = []string{"CLA 12 months at 31 March", "CPPO at 31 March", "CINO at 31 March"}

// hasVirtual reports whether anything is known of looked-after children.
func (b *Book) hasVirtual() bool {
	if len(b.virtualSchools()) > 0 {
		return true
	}
	for _, group := range careGroups {
		if b.groupLine(group, "attendance") != nil {
			return true
		}
	}
	return false
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
		add(section(place.Code, T("virtual."+place.Code), rail, Block{Table: b.changed(at)}, Block{Chart: b.Trend(place, attendance.Total, "attendance", at.Period)}, Block{Table: b.pupilTable("groups-table", at, b.Pub.Groups(place, at.Period, at.Phase))}))
	}
	for i, group := range careGroups {
		id := []string{"published-care", "published-plans", "published-need"}[i]
		add(section(id, groupName(group), []Text{T("virtual.published.rail")}, Block{Chart: b.groupLine(group, "attendance")}, Block{Chart: b.groupLine(group, "pa_10")}))
	}
	for i := range page.Sections { // two sections may show a table of the same name
		for _, block := range page.Sections[i].Blocks {
			if block.Table != nil {
				block.Table.ID += "-" + page.Sections[i].ID
			}
			if block.Chart != nil {
				block.Chart.ID += "-" + page.Sections[i].ID
				block.Chart.Table.ID = block.Chart.ID + "-data"
			}
		}
	}
	page.Contents = contents(page.Sections)
	return page
}

// groupLine draws a published group of pupils of the authority over the years,
// beside England's and beside all pupils.
func (b *Book) groupLine(group, id string) *Chart {
	authority := b.Pub.Authority()
	var periods []attendance.Period
	b.Pub.Cells(authority, func(at disclosure.At) {
		if at.Group == group && at.Phase == attendance.Total && !slices.Contains(periods, at.Period) {
			periods = append(periods, at.Period)
		}
	})
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
