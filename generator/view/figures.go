package view

import (
	"cmp"
	"iter"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
)

// FigureTable is a figures.csv: one row a place, period, phase and group. Others
// read it by its column names, which are fixed. Rows makes one row after the other,
// since those of a large authority fill gigabytes; a row is good until the next.
type FigureTable struct {
	Columns []string
	Rows    iter.Seq[FigureRow]
}

// FigureRow is one row: its labels, its figures, the status, and the figures that only
// a site with pupil returns has.
type FigureRow struct {
	Labels  [6]string // level, code, name, phase, period, group
	Figures []Figure
	Status  string
	More    []Figure
}

// figureColumn is a column of figures: a count, the percentage of a measure, or how many
// that is.
type figureColumn struct {
	name    string
	count   disclosure.Column
	measure string
	of      string
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

// pupilColumns are the columns that are counted from pupils only. They stand after
// the status, since others read the columns before it by a fixed list.
func (b *Book) pupilColumns() []figureColumn {
	if !b.Pub.FromPupils() {
		return nil
	}
	out := []figureColumn{
		{name: "near_pa", count: disclosure.NearPA},
		{name: "near_pa_percent", measure: "near_pa"},
		{name: "severe_plan", count: disclosure.SeverePlan},
		{name: "severe_plan_percent", measure: "severe_plan"},
	}
	for _, set := range b.Pub.BandSets() {
		for i := range set.Bands {
			id := measure.BandID(set, i)
			out = append(out, figureColumn{name: id, of: id}, figureColumn{name: id + "_percent", measure: id})
		}
	}
	return out
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
	more := b.pupilColumns()
	for _, c := range more {
		t.Columns = append(t.Columns, c.name)
	}
	places = slices.SortedFunc(slices.Values(places), func(x, y attendance.Place) int {
		return cmp.Or(cmp.Compare(x.Level, y.Level), cmp.Compare(x.Code, y.Code))
	})
	t.Rows = func(yield func(FigureRow) bool) {
		var figures, extra []Figure
		for _, place := range places {
			name := b.Pub.Name(place)
			for _, at := range b.cellsOf(place) {
				figures = b.appendColumns(figures[:0], at, figureColumns)
				for i := range b.Pub.Reasons() {
					figures = append(figures, b.Pub.Reason(at, i))
				}
				extra = b.appendColumns(extra[:0], at, more)
				if !yield(FigureRow{Figures: figures, More: extra, Status: string(b.Pub.Status(at)),
					Labels: [6]string{string(place.Level), place.Code, name, at.Phase.String(), at.Period.String(), at.Group}}) {
					return
				}
			}
		}
	}
	return t
}

// EachFigure calls each for every figure of the files of places, with its column.
func (b *Book) EachFigure(places []attendance.Place, each func(at disclosure.At, column string, f Figure)) {
	columns := append(figureColumns[:len(figureColumns):len(figureColumns)], b.pupilColumns()...)
	for _, place := range places {
		for _, at := range b.cellsOf(place) {
			for i, f := range b.appendColumns(nil, at, columns) {
				each(at, columns[i].name, f)
			}
			for i, r := range b.Pub.Reasons() {
				each(at, "sess_"+r.ID, b.Pub.Reason(at, i))
			}
		}
	}
}

// cellsOf lists the cells of a place in the order of figures.csv.
func (b *Book) cellsOf(place attendance.Place) []disclosure.At {
	var cells []disclosure.At
	b.Pub.Cells(place, func(at disclosure.At) {
		if b.filed(at) {
			cells = append(cells, at)
		}
	})
	slices.SortStableFunc(cells, func(x, y disclosure.At) int {
		return cmp.Or(x.Period.Compare(y.Period), cmp.Compare(x.Phase.String(), y.Phase.String()), cmp.Compare(x.Group, y.Group))
	})
	return cells
}

// filed reports whether a cell has a row in figures.csv. Where pupils were counted
// most cells are of classes, of two groups together, of groups in half-terms, or
// suppressed altogether: those stand in the tables of the pages alone, as far as
// there is anything to show. A head's file has all of the own school, and a protected
// edition's files have whatever its pages show.
func (b *Book) filed(at disclosure.At) bool {
	if at.Group == attendance.AllPupils || !b.Pub.FromPupils() || b.isOwn(at.Place) {
		return true
	}
	if !b.Pub.Policy().Linked() {
		switch attendance.KindOf(at.Group) {
		case attendance.CrossedKind, attendance.ClassKind:
			return false
		}
		if at.Period.Grain == attendance.HalfTerm {
			return false
		}
	}
	return b.Pub.Count(at, disclosure.Enrolments).Symbol() != disclosure.Suppressed
}

func (b *Book) appendColumns(dst []Figure, at disclosure.At, columns []figureColumn) []Figure {
	for _, c := range columns {
		switch {
		case c.measure != "":
			dst = append(dst, b.Pub.Rate(at, c.measure))
		case c.of != "":
			dst = append(dst, b.Pub.Of(at, c.of))
		default:
			dst = append(dst, b.Pub.Count(at, c.count))
		}
	}
	return dst
}

// SummaryPlaces are the places of downloads/figures.csv: the authority, its groups
// of schools and every comparator.
func (b *Book) SummaryPlaces() []attendance.Place {
	levels := []attendance.Level{attendance.LevelAuthority, attendance.LevelVirtual, attendance.LevelRegion, attendance.LevelCountry}
	for _, g := range b.Groupings {
		levels = append(levels, g.Level)
	}
	var out []attendance.Place
	for _, level := range levels {
		out = append(out, b.Pub.Places(level)...)
	}
	return out
}

// GroupFile is the path of a group's figures.csv. It is there also where the group has
// no page, because none of its schools has figures of a headline period.
func (b *Book) GroupFile(place attendance.Place) string {
	for _, g := range b.Groupings {
		if g.Level == place.Level {
			return g.Path() + place.Code + "/figures.csv"
		}
	}
	return ""
}

// GroupPlaces are the places of a group's figures.csv: the group and its schools.
func (b *Book) GroupPlaces(place attendance.Place) []attendance.Place {
	out := []attendance.Place{place}
	for _, urn := range b.Pub.Members(place) {
		out = append(out, school(urn))
	}
	return out
}

// looseFile holds the figures of the schools that no group's file has.
const looseFile = "schools/figures.csv"

// LooseFile returns the path of the file of the schools that are in no group, or ""
// where the edition has none: the intranet's pages need no file for each of their
// numbers.
func (b *Book) LooseFile() string {
	if b.Edition == "intranet" || len(b.LoosePlaces()) == 0 {
		return ""
	}
	return looseFile
}

// LoosePlaces are the schools that are in no group.
func (b *Book) LoosePlaces() []attendance.Place {
	var out []attendance.Place
	for _, place := range b.Pub.Places(attendance.LevelSchool) {
		s := b.Pub.School(attendance.URN(place.Code))
		if !slices.ContainsFunc(b.Groupings, func(g Grouping) bool { return b.groupOf(s, g) != (attendance.Place{}) }) {
			out = append(out, place)
		}
	}
	return out
}

// placeFiles lists the downloads of a place's page.
func (b *Book) placeFiles(place attendance.Place, up string) []File {
	if b.isOwn(place) {
		return append(b.ownFiles(up), b.groupFile(place, up)...)
	}
	if place.Level == attendance.LevelSchool {
		return b.groupFile(place, up)
	}
	if place == b.Pub.Authority() {
		return []File{{T("file.all"), up + "downloads/figures.csv", T("file.all.note")}}
	}
	return []File{{T("file.group", TextArg("name", b.Name(place))), up + b.GroupFile(place), T("file.group.note")}}
}

// groupFile is the download that a school stands in: its group's, or that of the schools
// that are in none.
func (b *Book) groupFile(place attendance.Place, up string) []File {
	s := b.Pub.School(attendance.URN(place.Code))
	for _, g := range b.Groupings {
		if group := b.groupOf(s, g); group != (attendance.Place{}) {
			return []File{{T("file.group", TextArg("name", b.Name(group))), up + b.GroupFile(group), T("file.group.note")}}
		}
	}
	if path := b.LooseFile(); path != "" {
		return []File{{T("file.loose"), up + path, T("file.group.note")}}
	}
	return nil
}
