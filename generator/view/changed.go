package view

import (
	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
)

// judged are the measures whose change every page judges.
var judged = []string{"attendance", "pa_10", "severe", "unauthorised", "authorised", "late"}

// changedSection separates what changed from what moved within its usual range.
func (b *Book) changedSection(at disclosure.At, up string) []Section {
	return section("changed", T("section.changed"), []Text{T("changed.rail", PeriodArg("before", at.Period.YearBefore())), T("changed.rail.rule").to(up + "method/index.html#signals")}, Block{Table: b.changed(at)})
}

// changed lists the measures of a cell with their change since the year before and
// what may be said of it.
func (b *Book) changed(at disclosure.At) *Table {
	t := &Table{ID: "changed-table", Caption: T("changed.caption", PeriodArg("period", at.Period)), Hidden: true, Style: StackTable, Columns: []Column{
		{Label: T("column.measure")}, {Label: T("column.now"), Numeric: true}, {Label: T("column.yearbefore"), Numeric: true}, {Label: T("column.change"), Numeric: true}, {Label: T("column.reading")}}}
	for _, id := range judged {
		c := b.change(at, id)
		if !c.Known() {
			continue
		}
		t.Rows = append(t.Rows, Row{Cells: append([]Cell{TextCell(measureName(id))}, changeCells(c)...)})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// changeCells are a change as tables show it: now, before, the difference and the
// reading. Where the gap to the country was judged, its change stands under the
// reading: the figure itself may not have moved.
func changeCells(c insight.Change) []Cell {
	tag := readingTag(c)
	reading := Cell{Kind: CellTag, Tag: &tag}
	if c.Verdict == insight.Signal && c.Basis == insight.GapValues {
		reading.Meta = T("reading.gap.step", PointsArg("points", tenths(c.Step)))
	}
	return []Cell{PercentCell(c.To), PercentCell(c.From), PointsCell(Points(c.Tenths, true)), reading}
}

// readingTag says what may be said of a change. A tone appears only with a signal.
func readingTag(c insight.Change) Tag {
	switch c.Verdict {
	case insight.Signal:
		icon := IconUp
		if c.Tenths < 0 {
			icon = IconDown
		}
		tag := Tag{Tone: Info, Icon: icon, Label: T("reading.changed")}
		side := ""
		switch c.Better() {
		case +1:
			tag.Tone, side = Good, "better"
		case -1:
			tag.Tone, side = Concern, "worse"
		}
		switch {
		case side != "" && c.Basis == insight.GapValues:
			tag.Label = T("reading.gap." + side)
		case side != "":
			tag.Label = T("reading." + side)
		}
		return tag
	case insight.Level:
		return Tag{Plain, IconFlat, T("reading.level." + sideOf(int64(c.Side)))}
	case insight.Usual:
		return Tag{Plain, IconFlat, T("reading.usual")}
	}
	return Tag{Plain, IconPart, T("reading.few")}
}

// changesPage is the index of what changed: the authority, its groups and its
// schools, with the rest counted as within the usual range.
func (b *Book) changesPage(s Study) Document {
	page := b.studyPage(s)
	place, period := b.Pub.Authority(), b.current
	page.Kick = T("kick.all", TextArg("place", b.Name(place)), PeriodArg("period", period))
	schools := b.signals(b.schoolPlaces(), period, page.Root)
	page.H1 = T("changes.h1", IntArg("n", schools.places), IntArg("of", schools.judged), PeriodArg("period", period))
	if schools.judged == 0 {
		page.H1 = T("changes.h1.none")
	}
	page.Intro = []Text{T("changes.intro"), T("changes.caution", IntArg("n", insight.ChanceSignals))}
	add := func(s []Section) { page.Sections = append(page.Sections, s...) }
	add(section("authority", b.Name(place), []Text{T("changed.rail", PeriodArg("before", period.YearBefore()))}, Block{Table: b.changed(b.at(place, period))}))
	for _, g := range b.Groupings {
		found := b.signals(b.Pub.Places(g.Level), period, page.Root)
		id := attendance.Slug(string(g.Level))
		add(found.section("groups-"+id, capital(g.Many), g.One, g.Many))
	}
	add(schools.section("schools", T("section.schools"), "school", "schools"))
	page.Contents = contents(page.Sections)
	return page
}

func (b *Book) schoolPlaces() []attendance.Place { return b.Pub.Places(attendance.LevelSchool) }

// found is what a search for signals among places came to.
type found struct {
	rows        []Row
	places      int // with a signal in any measure
	judged      int // for which anything could be judged
	usual, few  int // places all within their usual range, or with too few earlier points
	left        int // signals beyond mostRows, which the places' own pages show
	columnTitle Text
}

// signals looks for changes beyond the usual range among places.
func (b *Book) signals(places []attendance.Place, period attendance.Period, up string) found {
	f := found{columnTitle: T("column.place")}
	for _, place := range places {
		at := b.at(place, period)
		signals, usual, few := 0, 0, 0
		for _, id := range judged {
			c := b.change(at, id)
			switch {
			case !c.Known():
			case c.Verdict == insight.Signal:
				signals++
				if len(f.rows) == mostRows {
					f.left++
					continue
				}
				f.rows = append(f.rows, Row{Cells: append([]Cell{LinkCell(b.Name(place), b.href(up, place)), TextCell(measureName(id))}, changeCells(c)...)})
			case c.Verdict == insight.Usual, c.Verdict == insight.Level:
				usual++
			default:
				few++
			}
		}
		switch {
		case signals > 0:
			f.places++
			f.judged++
		case usual > 0:
			f.usual++
			f.judged++
		case few > 0:
			f.few++
		}
	}
	return f
}

// section lists the signals, or says that there is none.
func (f found) section(id string, heading Text, one, many string) []Section {
	words := []Arg{IntArg("n", f.usual), WordsArg("one", one), WordsArg("many", many), IntArg("few", f.few)}
	var rail []Text
	if f.usual > 0 {
		rail = append(rail, T("changes.usual", words...))
	}
	if f.few > 0 {
		rail = append(rail, T("changes.few", words...))
	}
	if table := f.table(id); table != nil {
		return section(id, heading, rail, Block{Table: table})
	}
	return section(id, heading, nil, Block{Notes: rail})
}

func (f found) table(id string) *Table {
	if len(f.rows) == 0 {
		return nil
	}
	t := &Table{ID: "signals-" + id, Caption: T("changes.caption"), Hidden: true, Sortable: true, Style: StackTable, Rows: f.rows, Columns: []Column{
		{Label: f.columnTitle}, {Label: T("column.measure")}, {Label: T("column.now"), Numeric: true}, {Label: T("column.yearbefore"), Numeric: true}, {Label: T("column.change"), Numeric: true}, {Label: T("column.reading")}}}
	if f.left > 0 {
		t.Notes = []Text{T("changes.left", IntArg("n", f.left))}
	}
	return t
}
