package view

import (
	"slices"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
	"rollcall/generator/strategy"
)

// HasAftermath reports whether a strategy is over and the schools' yearly figures
// reach from before it to its end.
func (b *Book) HasAftermath(s *strategy.Strategy) bool {
	return b.headline == attendance.Year && len(b.Strategies) > 0 && b.Strategies[0] == s && len(b.aftermathYears(s)) == 3
}

// aftermathYears are the year before a strategy began, the year in which it ended
// and the latest year.
func (b *Book) aftermathYears(s *strategy.Strategy) []attendance.Period {
	var out []attendance.Period
	years := slices.DeleteFunc(slices.Clone(b.periods), func(p attendance.Period) bool { return !p.IsYear() })
	for _, year := range []attendance.AcademicYear{academicYear(s.From) - 1, academicYear(s.Until), years[len(years)-1].Year} {
		for _, p := range years {
			if p.Year == year && (len(out) == 0 || out[len(out)-1] != p) {
				out = append(out, p)
				break
			}
		}
	}
	return out
}

func (b *Book) aftermathPath(s *strategy.Strategy) string {
	return b.strategyPath(s) + "schools/index.html"
}

// Aftermath shows school by school how far each stood from England's average for its
// phase before a strategy, at its end and since. It compares gaps, because the way
// the year is published changed while the strategy ran, and it claims no cause.
func (b *Book) Aftermath(s *strategy.Strategy) Document {
	path := b.aftermathPath(s)
	page := Document{Frame: b.frame(path, navStrategy, append(b.strategyCrumbs(s, path), Link{Label: T("aftermath.title")})...)}
	years := b.aftermathYears(s)
	page.Title, page.Kick, page.H1 = T("aftermath.title"), Words(s.Title), T("aftermath.h1", TextArg("there", b.Name(b.country)))
	page.Intro = []Text{T("aftermath.intro", PeriodArg("before", years[0]), PeriodArg("end", years[1]), PeriodArg("now", years[2]), TextArg("there", b.Name(b.country))), T("chart.nocause")}
	schools := b.byName(b.Pub.Members(b.Pub.Authority()))
	for _, id := range []string{"attendance", "pa_10"} {
		page.Sections = append(page.Sections, section(strings.ReplaceAll(id, "_", "-"), measureName(id),
			[]Text{T("aftermath.rail."+id, TextArg("there", b.Name(b.country)))}, Block{Table: b.aftermathTable(id, schools, years, page.Root)})...)
	}
	page.Sections = append(page.Sections, section("pa-15", measureName("pa_15"), []Text{T("pa15.rail")}, Block{Table: b.aftermath15(schools, page.Root)})...)
	page.Contents = contents(page.Sections)
	return page
}

// aftermathTable holds a row for each school that has a gap in any of the years.
func (b *Book) aftermathTable(id string, schools []attendance.URN, years []attendance.Period, up string) *Table {
	t := &Table{ID: "after-" + attendance.Slug(id), Caption: T("aftermath.caption", TextArg("measure", measureName(id)), TextArg("there", b.Name(b.country))), Hidden: true, Sortable: true,
		Columns: []Column{{Label: T("column.school")}, {Label: T("column.phase")}}}
	for _, p := range years {
		t.Columns = append(t.Columns, Column{Label: T("column.gap", PeriodArg("period", p)), Numeric: true})
	}
	for _, urn := range schools {
		place := school(urn)
		row := Row{Cells: []Cell{LinkCell(b.Name(place), b.href(up, place)), {}}}
		known := 0
		for _, p := range years {
			at := b.at(place, p)
			there := at
			there.Place = b.country
			d := insight.Between(b.Pub.Rate(at, id), b.Pub.Rate(there, id))
			if d.Known() {
				known++
				row.Cells[1] = TextCell(T("phase.label", PhaseArg("phase", at.Phase)))
			}
			row.Cells = append(row.Cells, PointsCell(Points(d.Tenths, d.Known())))
		}
		if known > 1 {
			t.Rows = append(t.Rows, row)
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	t.Notes = []Text{T("aftermath.note", TextArg("there", b.Name(b.country)))}
	return t
}

// aftermath15 is the share of persistent absence at 15% of each school, year by year
// as published: percentages by methods that changed, beside nothing else.
func (b *Book) aftermath15(schools []attendance.URN, up string) *Table {
	t := &Table{ID: "after-pa-15", Caption: T("pa15.caption"), Hidden: true, Sortable: true, Columns: []Column{{Label: T("column.school")}}}
	for year := firstYear15; year <= lastYear15; year++ {
		t.Columns = append(t.Columns, Column{Label: T("period.tick", PeriodArg("period", attendance.Period{Year: year, Grain: attendance.Year})), Numeric: true})
	}
	for _, urn := range schools {
		row := Row{Cells: []Cell{LinkCell(b.Name(school(urn)), b.href(up, school(urn)))}}
		known := false
		for year := firstYear15; year <= lastYear15; year++ {
			f := Figure{}
			for _, at := range b.cells15(school(urn), year) {
				if f = b.Pub.Rate(at, "pa_15"); f.Shown() {
					known = true
					break
				}
			}
			row.Cells = append(row.Cells, PercentCell(f))
		}
		if known {
			t.Rows = append(t.Rows, row)
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	t.Notes = []Text{T("pa15.note"), T("pa15.methods")}
	return t
}

// The years in which England's performance tables gave persistent absence at 15%.
const (
	firstYear15 attendance.AcademicYear = 2010
	lastYear15  attendance.AcademicYear = 2013
)

// cells15 are the cells under which the 15% figure of a year may stand: the year to
// half-term 4, or the whole of it.
func (b *Book) cells15(place attendance.Place, year attendance.AcademicYear) []disclosure.At {
	phase := b.phaseOf(place, attendance.Period{Year: year, Grain: yearGrain(year)})
	return []disclosure.At{
		disclosure.All(place, attendance.Period{Year: year, Grain: attendance.ToDate, Number: 4}, phase),
		disclosure.All(place, attendance.Period{Year: year, Grain: yearGrain(year)}, phase),
	}
}
