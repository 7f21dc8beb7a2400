package view

import (
	"slices"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/insight"
	"rollcall/generator/returns"
)

// moments are the events of a place that fall among periods: the authority's, those
// of its groups and its own. An event stands in front of the first period that ends
// after it.
func (b *Book) moments(place attendance.Place, periods []attendance.Period) []Moment {
	if len(periods) == 0 {
		return nil
	}
	first, _ := periods[0].Span()
	var out []Moment
	for _, e := range b.Events {
		for _, part := range e.Parts {
			if !b.concerns(part.Place, place) || part.From.Before(first) {
				continue
			}
			at := slices.IndexFunc(periods, func(p attendance.Period) bool { _, end := b.days(p); return end.After(part.From) })
			if at >= 0 {
				out = append(out, Moment{At: at, Label: Words(e.Name)})
				break
			}
		}
	}
	return out
}

// days are the first day of a period and the first after it, by the calendar where
// it has them.
func (b *Book) days(p attendance.Period) (from, to time.Time) {
	if b.Calendar != nil {
		if entry, ok := b.Calendar.Find(p, ""); ok {
			return entry.From, entry.To.AddDate(0, 0, 1)
		}
	}
	return p.Span()
}

// concerns reports whether what happened at one place is drawn at another: at the
// place itself and at those within it.
func (b *Book) concerns(happened, place attendance.Place) bool {
	return happened == place || happened == b.Pub.Authority() ||
		place.Level == attendance.LevelSchool && slices.Contains(b.Pub.Members(happened), attendance.URN(place.Code))
}

// initiatives are the events in which schools take part.
func (b *Book) initiatives() []returns.Event {
	var out []returns.Event
	for _, e := range b.Events {
		if e.Kind == returns.Initiative && len(e.Schools()) > 0 {
			out = append(out, e)
		}
	}
	return out
}

// initiativesPage sets the schools of each initiative beside similar ones without.
func (b *Book) initiativesPage(s Study) Document {
	page := b.studyPage(s)
	page.H1 = T("initiatives.h1")
	page.Intro = []Text{T("initiatives.intro"), T("initiatives.caution")}
	for _, e := range b.initiatives() {
		page.Sections = append(page.Sections, b.initiative(e, page.Root)...)
	}
	page.Contents = contents(page.Sections)
	return page
}

func (b *Book) initiative(e returns.Event, up string) []Section {
	parts := e.Schools()
	var taking []attendance.URN
	var links []Link
	for _, part := range parts {
		taking = append(taking, attendance.URN(part.Place.Code))
		links = append(links, Link{Label: b.Name(part.Place), Href: b.href(up, part.Place)})
	}
	began := parts[0].From
	from := b.firstLike(began)
	rail := []Text{T("initiative.rail", DateArg("date", began.Format(time.DateOnly)), IntArg("n", len(taking)))}
	t := &Table{ID: "initiative-" + attendance.Slug(e.Name), Caption: T("initiative.caption", WordsArg("name", e.Name)), Hidden: true, Columns: []Column{{Label: T("column.phase")}, {Label: T("column.schools"), Numeric: true},
		{Label: T("column.change.with"), Numeric: true}, {Label: T("column.change.without"), Numeric: true}, {Label: T("column.difference"), Numeric: true}}}
	c := &Chart{ID: t.ID + "-chart", Kind: IntervalChart, Scale: Scale{Min: -2, Max: 2, Step: 1, Unit: UnitPoints}, Title: T("initiative.caption", WordsArg("name", e.Name)), Ref: []RefLine{{Label: T("initiative.none"), Role: Comparator, Value: Points(0, true)}}}
	var refused []Text
	left := slices.Clone(taking)
	for _, effect := range insight.Effects(b.Pub, taking, from, b.current, b.SimilarRules) {
		left = slices.DeleteFunc(left, func(urn attendance.URN) bool { return slices.Contains(effect.Taking.Schools, urn) })
		if effect.Refusal != insight.Compared {
			refused = append(refused, T("initiative.refused", PhaseArg("phase", effect.Phase), TextArg("why", T("refusal."+string(effect.Refusal)))))
			continue
		}
		t.Sub = T("initiative.sub", PeriodArg("before", effect.Before), PeriodArg("after", effect.After))
		t.Rows = append(t.Rows, Row{Cells: []Cell{TextCell(T("phase.label", PhaseArg("phase", effect.Phase))),
			TextCell(T("initiative.sides", IntArg("n", len(effect.Taking.Schools)), IntArg("m", len(effect.Others.Schools)))),
			PointsCell(Points(effect.Taking.Tenths(), true)), PointsCell(Points(effect.Others.Tenths(), true)), PointsCell(Points(effect.Tenths, true))}})
		for _, side := range []struct {
			id   string
			role Role
			insight.Side
		}{{"initiative.with", This, effect.Taking}, {"initiative.without", Last, effect.Others}} {
			move := Points(side.Tenths(), true)
			c.Scale = c.Scale.holding(float64(side.Tenths()) / 10)
			c.Rows = append(c.Rows, ChartRow{Label: T(side.id, PhaseArg("phase", effect.Phase)), Now: move, Role: side.role, Text: T("value.signed", PointsArg("points", side.Tenths()))})
		}
		c.Sub, c.Desc = t.Sub, T("initiative.desc", PhaseArg("phase", effect.Phase), PointsArg("with", effect.Taking.Tenths()), PointsArg("without", effect.Others.Tenths()))
	}
	if len(t.Rows) == 0 {
		return section(attendance.Slug(e.Name), Words(e.Name), rail, Block{Notes: refused}, Block{Links: links})
	}
	if len(left) > 0 {
		refused = append(refused, T("initiative.left", IntArg("n", len(left)), IntArg("of", len(taking)), TextArg("names", b.nameList(up, left))))
	}
	c.Scale, c.Table = c.Scale.steps(), t
	return section(attendance.Slug(e.Name), Words(e.Name), rail, Block{Chart: c}, Block{Notes: refused}, Block{Links: links})
}

// firstLike is the first period like the current one that ends after a day, so that
// what follows it can be compared with what went before.
func (b *Book) firstLike(day time.Time) attendance.Period {
	for _, p := range b.periods {
		if _, end := b.days(p); p.Comparable(b.current) && end.After(day) {
			return p
		}
	}
	return b.current
}
