package view

import (
	"cmp"
	"iter"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// FigureTable is a figures.csv: one row a place, period, phase and group. Others
// read it by its column names, which are fixed. Rows makes one row after the other,
// since those of a large authority fill gigabytes; a row is good until the next.
type FigureTable struct {
	Columns []string
	Rows    iter.Seq[FigureRow]
}

// FigureRow is one row: its labels, then a figure for each remaining column but the
// last, which is the status.
type FigureRow struct {
	Labels  [6]string // level, code, name, phase, period, group
	Figures []Figure
	Status  string
}

// figureColumn is a column of figures: a count, or the percentage of a measure.
type figureColumn struct {
	name    string
	count   disclosure.Column
	measure string
}

var figureColumns = []figureColumn{
	{name: "schools", count: disclosure.Schools},
	{name: "enrolments", count: disclosure.Enrolments},
	{name: "sess_possible", count: disclosure.Possible},
	{name: "sess_overall", count: disclosure.Overall},
	{name: "sess_authorised", count: disclosure.Authorised},
	{name: "sess_unauthorised", count: disclosure.Unauthorised},
	{name: "sess_late", count: disclosure.Late},
	{name: "sess_overall_percent", measure: "overall"},
	{name: "attendance_percent", measure: "attendance"},
	{name: "pa_10", count: disclosure.PA10},
	{name: "pa_10_percent", measure: "pa_10"},
	{name: "pa_15", count: disclosure.PA15},
	{name: "pa_15_percent", measure: "pa_15"},
	{name: "severe", count: disclosure.Severe},
	{name: "severe_percent", measure: "severe"},
}

// Figures lists every figure of the places given, sorted by level, code, period in
// order of time, phase and group.
func (b *Book) Figures(places []attendance.Place) *FigureTable {
	t := &FigureTable{Columns: []string{"level", "code", "name", "phase", "period", "group"}}
	for _, c := range figureColumns {
		t.Columns = append(t.Columns, c.name)
	}
	for _, r := range b.Pub.Reasons() {
		t.Columns = append(t.Columns, "sess_"+r.ID)
	}
	t.Columns = append(t.Columns, "status")
	places = slices.SortedFunc(slices.Values(places), func(x, y attendance.Place) int {
		return cmp.Or(cmp.Compare(x.Level, y.Level), cmp.Compare(x.Code, y.Code))
	})
	t.Rows = func(yield func(FigureRow) bool) {
		var figures []Figure
		for _, place := range places {
			name := b.Pub.Name(place)
			for _, at := range b.cellsOf(place) {
				figures = b.appendFigures(figures[:0], at)
				if !yield(FigureRow{Figures: figures, Status: string(b.Pub.Status(at)),
					Labels: [6]string{string(place.Level), place.Code, name, at.Phase.String(), at.Period.String(), at.Group}}) {
					return
				}
			}
		}
	}
	return t
}

// cellsOf lists the cells of a place in the order of figures.csv.
func (b *Book) cellsOf(place attendance.Place) []disclosure.At {
	var cells []disclosure.At
	b.Pub.Cells(place, func(at disclosure.At) { cells = append(cells, at) })
	slices.SortStableFunc(cells, func(x, y disclosure.At) int {
		return cmp.Or(x.Period.Compare(y.Period), cmp.Compare(x.Phase.String(), y.Phase.String()), cmp.Compare(x.Group, y.Group))
	})
	return cells
}

func (b *Book) appendFigures(dst []Figure, at disclosure.At) []Figure {
	for _, c := range figureColumns {
		if c.measure != "" {
			dst = append(dst, b.Pub.Rate(at, c.measure))
		} else {
			dst = append(dst, b.Pub.Count(at, c.count))
		}
	}
	for i := range b.Pub.Reasons() {
		dst = append(dst, b.Pub.Reason(at, i))
	}
	return dst
}

// SummaryPlaces are the places of downloads/figures.csv: the authority, its groups
// of schools and every comparator.
func (b *Book) SummaryPlaces() []attendance.Place {
	levels := []attendance.Level{attendance.LevelAuthority, attendance.LevelRegion, attendance.LevelCountry}
	for _, g := range b.Groupings {
		levels = append(levels, g.Level)
	}
	var out []attendance.Place
	for _, level := range levels {
		out = append(out, b.Pub.Places(level)...)
	}
	return out
}

// GroupPlaces are the places of a group's figures.csv: the group and its schools.
func (b *Book) GroupPlaces(place attendance.Place) []attendance.Place {
	out := []attendance.Place{place}
	for _, urn := range b.Pub.Members(place) {
		out = append(out, school(urn))
	}
	return out
}

// placeFiles lists the downloads of a place's page.
func (b *Book) placeFiles(place attendance.Place, up string) []File {
	if place.Level == attendance.LevelSchool {
		s := b.Pub.School(attendance.URN(place.Code))
		for _, g := range b.Groupings {
			if group := b.groupOf(s, g); group != (attendance.Place{}) {
				return []File{{T("file.group", TextArg("name", b.Name(group))), up + b.paths[group] + "figures.csv", T("file.group.note")}}
			}
		}
		return nil
	}
	if place == b.Pub.Authority() {
		return []File{{T("file.all"), up + "downloads/figures.csv", T("file.all.note")}}
	}
	return []File{{T("file.group", TextArg("name", b.Name(place))), up + b.paths[place] + "figures.csv", T("file.group.note")}}
}
