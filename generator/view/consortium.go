package view

import (
	"cmp"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
)

// Consortium is a group of authorities that work together. Without a Name there is
// none.
type Consortium struct {
	Name        string
	Authorities []attendance.Place // as the site file lists them, this authority among them
}

// consortiumYears is how many years the page of the consortium compares.
const consortiumYears = 3

// sharedYears lists the latest academic years for which at least two authorities of
// the consortium have figures, in order of time.
func (b *Book) sharedYears() []attendance.Period {
	if b.Consortium.Name == "" {
		return nil
	}
	var out []attendance.Period
	for _, p := range b.Pub.Periods(b.Pub.Authority()) {
		n := 0
		for _, place := range b.Consortium.Authorities {
			if b.Pub.Rate(disclosure.All(place, p, attendance.Total), "attendance").Shown() {
				n++
			}
		}
		if p.Grain == attendance.Year && n > 1 {
			out = append(out, p)
		}
	}
	sortPeriods(out)
	return out[max(0, len(out)-consortiumYears):]
}

// consortiumPage compares the authorities of the consortium with one another, and the
// consortium as a whole with the country, for each phase over three years.
func (b *Book) consortiumPage(s Study) Document {
	page := b.studyPage(s)
	years := b.sharedYears()
	last := years[len(years)-1]
	name := WordsArg("consortium", b.Consortium.Name)
	page.Title = Words(b.Consortium.Name)
	page.Crumbs[len(page.Crumbs)-1].Label = page.Title
	page.Kick = T("kick.place", WordsArg("place", b.Consortium.Name), PeriodArg("period", last))
	page.Intro = []Text{T("consortium.intro", name, IntArg("n", len(b.Consortium.Authorities)), IntArg("years", len(years))), T("consortium.sum")}
	if b.Nation == attendance.Wales {
		page.Intro = append(page.Intro, T("consortium.historical"))
	}
	for _, phase := range append([]attendance.Phase{attendance.Total}, everyPhase...) {
		rows := b.consortiumRows(years, phase)
		if len(rows) < 2 {
			continue
		}
		id := "consortium-" + attendance.Slug(phase.String())
		if phase == attendance.Total {
			page.H1 = b.consortiumH1(rows[len(rows)-1], last)
		}
		rail := []Text{T("consortium.rail", name, TextArg("place", b.Name(b.Pub.Authority())), PeriodArg("period", last))}
		page.Sections = append(page.Sections, section(attendance.Slug(phase.String()), T("phase.label", PhaseArg("phase", phase)), rail,
			Block{Chart: b.consortiumChart(id, rows, years, phase, page.Root)})...)
	}
	page.Contents = contents(page.Sections)
	return page
}

// member is an authority of the consortium, or with no place the consortium itself,
// and its attendance in each year.
type member struct {
	place attendance.Place
	rates []insight.Pool // of one figure, or of the figures of every authority
	shown []Figure       // of an authority
}

// consortiumRows gives the authorities that have figures, and after them the whole.
// The whole of a year is known only where every authority has its counts.
func (b *Book) consortiumRows(years []attendance.Period, phase attendance.Phase) []member {
	var out []member
	whole := member{rates: make([]insight.Pool, len(years))}
	for i, year := range years {
		var figures []Figure
		for _, place := range b.Consortium.Authorities {
			figures = append(figures, b.Pub.Rate(disclosure.All(place, year, phase), "attendance"))
		}
		if pool := insight.PoolOf(figures...); len(pool.Figures) == len(figures) {
			whole.rates[i] = pool
		}
	}
	for _, place := range b.Consortium.Authorities {
		m := member{place: place}
		known := false
		for _, year := range years {
			f := b.Pub.Rate(disclosure.All(place, year, phase), "attendance")
			m.shown, m.rates = append(m.shown, f), append(m.rates, insight.PoolOf(f))
			known = known || f.Shown()
		}
		if known {
			out = append(out, m)
		}
	}
	return append(out, whole)
}

// whole reports whether it is the consortium itself.
func (m member) whole() bool { return m.place == attendance.Place{} }

// tenths is the rate of a year as it is printed.
func (m member) tenths(year int) (int64, bool) {
	if !m.whole() {
		return m.shown[year].Tenths()
	}
	return m.rates[year].Tenths(), m.rates[year].Known()
}

// value is what a chart draws of a year.
func (m member) value(year int) Value {
	if !m.whole() {
		return Of(m.shown[year])
	}
	return Points(m.tenths(year))
}

// cell is the rate of a year in a table. What cannot be added up is said to be so.
func (m member) cell(year int) Cell {
	switch {
	case !m.whole():
		return PercentCell(m.shown[year])
	case !m.rates[year].Known():
		return TextCell(T("consortium.notsummed"))
	}
	return decimalCell(percentOf(m.rates[year]), 1, "value.target")
}

// change is the last year less the first, in tenths of a point.
func (m member) change() Value {
	last := len(m.rates) - 1
	if !m.whole() {
		d := insight.OverTime(m.shown[last], m.shown[0])
		return Points(d.Tenths, d.Known())
	}
	now, ok := m.tenths(last)
	then, also := m.tenths(0)
	return Points(now-then, ok && also)
}

// consortiumChart draws each authority and the consortium, in the last year and the
// first, beside the country.
func (b *Book) consortiumChart(id string, rows []member, years []attendance.Period, phase attendance.Phase, up string) *Chart {
	first, last := years[0], len(years)-1
	country := b.Pub.Rate(disclosure.All(b.country, years[last], phase), "attendance")
	c := &Chart{ID: id, Kind: SlopeChart, Scale: b.scale("attendance", b.Pub.Authority(), phase), Sub: T("consortium.sub", PeriodArg("from", first), PeriodArg("to", years[last])),
		Title: T("consortium.title", PhaseArg("phase", phase), PeriodArg("period", years[last])), Key: []KeyItem{{"this", T("period.short", PeriodArg("period", years[last]))}, {"last", T("period.short", PeriodArg("period", first))}}}
	if country.Shown() {
		c.Ref = []RefLine{{Label: b.Name(b.country), Role: Comparator, Value: Of(country)}}
	}
	t := b.consortiumTable(id+"-data", years)
	highest := func(x, y member) int {
		a, _ := x.tenths(last)
		b, _ := y.tenths(last)
		return cmp.Compare(b, a)
	}
	for _, m := range slices.SortedStableFunc(slices.Values(rows), highest) {
		row := Row{Strong: m.whole(), Cells: []Cell{{Text: b.memberName(m), Href: b.memberHref(m, up)}}}
		for i := range years {
			row.Cells = append(row.Cells, m.cell(i))
			if v, ok := m.value(i).Number(); ok {
				c.Scale = c.Scale.holding(v)
			}
		}
		now, ok := m.tenths(last)
		there, known := country.Tenths()
		row.Cells = append(row.Cells, PointsCell(m.change()), PointsCell(Points(now-there, ok && known)))
		t.Rows = append(t.Rows, row)
		if ok {
			c.Rows = append(c.Rows, b.memberRow(m, last, up))
		}
	}
	t.Rows = append(t.Rows, b.countryRow(years, phase, t)...)
	if len(c.Rows) < 2 {
		return nil
	}
	c.Scale, c.Table = c.Scale.steps(), t
	t.Caption = c.Title
	top, bottom := c.Rows[0], c.Rows[len(c.Rows)-1]
	c.Desc = T("consortium.desc", TextArg("top", top.Label), TextArg("high", top.Text), TextArg("bottom", bottom.Label), TextArg("low", bottom.Text))
	return c
}

func (b *Book) memberRow(m member, last int, up string) ChartRow {
	now, _ := m.tenths(last)
	row := ChartRow{Label: b.memberName(m), Href: b.memberHref(m, up), Now: m.value(last), Role: Last,
		Text: T("value.target", WordsArg("t", attendance.Decimal{Unscaled: now, Scale: 1}.Rat().FloatString(1)))}
	if m.whole() || m.place == b.Pub.Authority() {
		row.Role = This
	}
	if d := m.change(); d.Known {
		row.Before, row.Change = m.value(0), T("value.signed", PointsArg("points", d.Tenths))
	}
	return row
}

func (b *Book) consortiumTable(id string, years []attendance.Period) *Table {
	t := &Table{ID: id, Hidden: true, Columns: []Column{{Label: T("column.authority")}}}
	for _, year := range years {
		t.Columns = append(t.Columns, Column{Label: T("period.short", PeriodArg("period", year)), Numeric: true})
	}
	t.Columns = append(t.Columns, Column{Label: T("column.change"), Numeric: true}, Column{Label: T("column.versus", TextArg("there", b.Name(b.country))), Numeric: true})
	return t
}

// countryRow is the country beneath the consortium.
func (b *Book) countryRow(years []attendance.Period, phase attendance.Phase, t *Table) []Row {
	m := member{place: b.country}
	for _, year := range years {
		f := b.Pub.Rate(disclosure.All(b.country, year, phase), "attendance")
		m.shown, m.rates = append(m.shown, f), append(m.rates, insight.PoolOf(f))
	}
	if b.country == (attendance.Place{}) || !m.shown[len(years)-1].Shown() {
		return nil
	}
	row := Row{Cells: []Cell{TextCell(b.Name(b.country))}}
	for i := range years {
		row.Cells = append(row.Cells, m.cell(i))
	}
	return []Row{{Cells: append(row.Cells, PointsCell(m.change()), PointsCell(Points(0, true)))}}
}

func (b *Book) memberName(m member) Text {
	if m.whole() {
		return T("consortium.whole", WordsArg("consortium", b.Consortium.Name))
	}
	return b.Name(m.place)
}

func (b *Book) memberHref(m member, up string) string {
	if m.place != b.Pub.Authority() {
		return ""
	}
	return up + "index.html"
}

// consortiumH1 holds the whole against the country.
func (b *Book) consortiumH1(all member, year attendance.Period) Text {
	i := len(all.rates) - 1
	now, ok := all.tenths(i)
	there, known := b.Pub.Rate(disclosure.All(b.country, year, attendance.Total), "attendance").Tenths()
	name, period := WordsArg("consortium", b.Consortium.Name), PeriodArg("period", year)
	if !ok || !known {
		return T("consortium.h1.plain", name, period)
	}
	id := "level"
	switch {
	case now > there:
		id = "above"
	case now < there:
		id = "below"
	}
	return T("consortium.h1."+id, name, period, WordsArg("t", percentOf(all.rates[i]).Rat().FloatString(1)), GapArg("gap", max(now-there, there-now)), TextArg("there", b.Name(b.country)))
}
