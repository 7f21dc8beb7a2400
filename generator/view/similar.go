package view

import (
	"slices"
	"strconv"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
)

// similarSection sets a school beside the schools most like it.
func (b *Book) similarSection(at disclosure.At, up string) []Section {
	urn, near := attendance.URN(at.Place.Code), b.near(at)
	if len(near) == 0 {
		return nil
	}
	places := []attendance.Place{at.Place}
	for _, n := range near {
		places = append(places, school(n.URN))
	}
	higher, judged := b.higherOf(near, at)
	title := T("similar.title", IntArg("n", higher), IntArg("of", judged))
	chart := b.compareMarks("similar-schools", places, at.Period, up, title, b.inPhase(b.Pub.Authority(), at.Phase))
	if chart != nil {
		for i := range chart.Rows { // this school stands out by its weight, the others are drawn lighter
			if chart.Rows[i].Href != b.href(up, at.Place) {
				chart.Rows[i].Role = Last
			}
		}
		chart.Table = b.similarTable(urn, near, up)
	}
	return section("similar", T("section.similar"), []Text{T("similar.rail", IntArg("n", len(near))), T("similar.rail.rule").to(up + "method/index.html#similar")}, Block{Chart: chart})
}

// near lists the schools most like a school in the current period, where there are
// enough of them to compare with.
func (b *Book) near(at disclosure.At) []insight.Neighbour {
	if b.similar == nil || at.Period != b.current {
		return nil
	}
	near := b.similar.Of(attendance.URN(at.Place.Code))
	if len(near) < 3 {
		return nil
	}
	return near
}

// higherOf counts the schools that had higher attendance than a cell, of those that
// can be compared with it.
func (b *Book) higherOf(near []insight.Neighbour, at disclosure.At) (higher, judged int) {
	for _, n := range near {
		other := at
		other.Place = school(n.URN)
		if d := insight.Between(b.Pub.Rate(other, "attendance"), b.Pub.Rate(at, "attendance")); d.Known() {
			judged++
			if d.Tenths > 0 {
				higher++
			}
		}
	}
	return higher, judged
}

// similarTable shows what the schools have in common, how far apart they are, and
// how they stand.
func (b *Book) similarTable(urn attendance.URN, near []insight.Neighbour, up string) *Table {
	t := &Table{ID: "similar-data", Caption: T("similar.caption"), Hidden: true, Columns: []Column{{Label: T("column.school")}, {Label: T("column.distance"), Numeric: true}}}
	var dims []string
	for _, n := range near {
		for _, trait := range n.Traits {
			if !slices.Contains(dims, trait.Dimension) {
				dims = append(dims, trait.Dimension)
			}
		}
	}
	for _, d := range dims {
		t.Columns = append(t.Columns, Column{Label: dimensionName(d), Numeric: true})
	}
	t.Columns = append(t.Columns, Column{Label: measureName("attendance"), Numeric: true}, Column{Label: measureName("pa_10"), Numeric: true})
	figures := func(urn attendance.URN) []Cell {
		at := b.at(school(urn), b.current)
		return []Cell{PercentCell(b.Pub.Rate(at, "attendance")), PercentCell(b.Pub.Rate(at, "pa_10"))}
	}
	here := Row{Strong: true, Cells: []Cell{TextCell(b.Name(school(urn))), TextCell(T("similar.self"))}}
	for _, d := range dims {
		here.Cells = append(here.Cells, traitCell(near, d, func(t insight.Trait) insight.TraitValue { return t.Here }))
	}
	here.Cells = append(here.Cells, figures(urn)...)
	t.Rows = append(t.Rows, here)
	for _, n := range near {
		name := LinkCell(b.Name(school(n.URN)), b.href(up, school(n.URN)))
		if n.Local {
			name.Meta = T("similar.local")
		}
		row := Row{Cells: []Cell{name, TextCell(Words(strconv.FormatFloat(n.Distance, 'f', 2, 64)))}}
		for _, d := range dims {
			row.Cells = append(row.Cells, traitCell([]insight.Neighbour{n}, d, func(t insight.Trait) insight.TraitValue { return t.There }))
		}
		row.Cells = append(row.Cells, figures(n.URN)...)
		t.Rows = append(t.Rows, row)
	}
	t.Notes = []Text{T("similar.note")}
	return t
}

// traitCell finds what a school has in a dimension.
func traitCell(near []insight.Neighbour, dimension string, side func(insight.Trait) insight.TraitValue) Cell {
	for _, n := range near {
		for _, t := range n.Traits {
			if t.Dimension != dimension {
				continue
			}
			v := side(t)
			if dimension == insight.BySize && v.Enrolments.Shown() {
				return NumberCell(v.Enrolments)
			}
			if dimension == insight.BySize {
				return TextCell(Words(v.Number.String()))
			}
			return TextCell(T("value.target", WordsArg("t", v.Number.String())))
		}
	}
	return TextCell(T("value.unknown"))
}

// dimensionName names what schools are compared in: a column of the site's own by
// its words.
func dimensionName(id string) Text {
	switch id {
	case insight.BySize:
		return T("column.enrolments")
	case insight.ByFSM:
		return T("column.fsm")
	}
	return capital(strings.TrimSuffix(strings.ReplaceAll(id, "_", " "), " percent"))
}
