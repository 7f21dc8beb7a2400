package view

import (
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// HasBrief reports whether a school has a conversation brief: while it is open, and for
// the authority's own staff and its head, since it holds what is said in confidence.
func (b *Book) HasBrief(place attendance.Place) bool { return b.inFull(place) && b.isOpen(place) }

// HasGovernors reports whether a school has a summary for its governors: while it is
// open, for the same readers, since it suggests what to ask of a single school.
func (b *Book) HasGovernors(place attendance.Place) bool { return b.inFull(place) && b.isOpen(place) }

// isOpen reports whether a school has figures for the current year.
func (b *Book) isOpen(place attendance.Place) bool {
	periods := b.PeriodsOf(place)
	return !b.current.IsZero() && len(periods) > 0 && b.lastReturn(place, periods[0]).Year >= b.current.Year
}

// HasMeeting reports whether the groups of a grouping have a meeting sheet: those of
// the main one, for the authority's own staff.
func (b *Book) HasMeeting(g Grouping) bool {
	return b.internal() && !b.current.IsZero() && g.Level == attendance.LevelCluster
}

// BriefPath is the conversation brief of a school for one of its periods.
func (b *Book) BriefPath(place attendance.Place, period attendance.Period) string {
	return strings.TrimSuffix(b.Path(place, period), "index.html") + "brief/index.html"
}

// GovernorsPath is the summary for the governors of a school.
func (b *Book) GovernorsPath(place attendance.Place) string {
	folder, _ := b.folder(place)
	return folder + "governors/index.html"
}

// MeetingPath is the meeting sheet of a group of schools.
func (b *Book) MeetingPath(place attendance.Place) string {
	folder, _ := b.folder(place)
	return folder + "meeting/index.html"
}

// ScrutinyPath is the scrutiny report of a period; that of the latest stands above
// the others.
func (b *Book) ScrutinyPath(period attendance.Period) string {
	if b.latest(b.Pub.Authority(), period) {
		return "scrutiny/index.html"
	}
	return "scrutiny/" + period.Slug() + "/index.html"
}

// latest reports whether a period is the last for which a place has figures. What has
// no period of its own, such as the action plan, stands on the page of that one.
func (b *Book) latest(place attendance.Place, period attendance.Period) bool {
	periods := b.PeriodsOf(place)
	return len(periods) > 0 && periods[0] == period
}

// packPage begins a page that is made to be printed. Its kind names its words.
func (b *Book) packPage(kind, path, nav string, at disclosure.At, crumbs ...Link) Pack {
	name := T("pack." + kind)
	page := Pack{Kind: kind, Frame: b.frame(path, nav, append(crumbs, Link{Label: name})...)}
	args := []Arg{TextArg("pack", name), TextArg("place", b.Name(at.Place)), PeriodArg("period", at.Period)}
	page.Title, page.Kick = T("title.pack", args...), T("kick.pack", args...)
	page.PeriodWord = periodWord(b.PagesOf(at.Place))
	page.H1 = b.headingOf(at)
	return page
}

// packPeriods are the periods of a place that have a pack, as its period picker.
func (b *Book) packPeriods(at disclosure.At, up string, path func(attendance.Period) string) []Link {
	var out []Link
	for _, p := range b.PagesOf(at.Place) {
		out = append(out, Link{Label: periodLink(p), Href: up + path(p), Current: p == at.Period})
	}
	return out
}

// packSection leads from the page of a place to what can be printed of it.
func (b *Book) packSection(links ...Link) []Section {
	return section("packs", T("section.packs"), nil, Block{Links: links})
}

func (b *Book) schoolPacks(place attendance.Place, period attendance.Period, up string) []Section {
	var links []Link
	if b.HasBrief(place) {
		links = append(links, Link{Label: T("pack.brief"), Href: up + b.BriefPath(place, period), Note: T("pack.brief.about")})
	}
	if b.HasGovernors(place) {
		links = append(links, Link{Label: T("pack.governors"), Href: up + b.GovernorsPath(place), Note: T("pack.governors.about")})
	}
	return b.packSection(links...)
}

func (b *Book) clusterPacks(g Grouping, place attendance.Place, up string) []Section {
	if !b.HasMeeting(g) {
		return nil
	}
	return b.packSection(Link{Label: T("pack.meeting"), Href: up + b.MeetingPath(place), Note: T("pack.meeting.about")})
}

func (b *Book) authorityPacks(period attendance.Period, up string) []Section {
	return b.packSection(Link{Label: T("pack.scrutiny"), Href: up + b.ScrutinyPath(period), Note: T("pack.scrutiny.about")})
}

// room is ruled space to write in, as many numbered lines as are asked for.
func room(lines int) []Section {
	t := &Table{ID: "room-table", Caption: T("room.caption"), Hidden: true, Style: RoomTable, Columns: []Column{
		{Label: T("room.number")}, {Label: T("room.agreed")}, {Label: T("room.owner")}, {Label: T("room.due")}}}
	for i := range lines {
		t.Rows = append(t.Rows, Row{Cells: []Cell{TextCell(T("value.int", IntArg("n", i+1))), {}, {}, {}}})
	}
	return section("room", T("section.room"), []Text{T("room.rail")}, Block{Table: t})
}

// figureTable sets the headline measures of a school beside a year before, its phase
// and its targets.
func (b *Book) figureTable(at disclosure.At) *Table {
	phase := at
	phase.Place = b.Pub.Authority()
	t := &Table{ID: "figures-table", Caption: T("pack.figures.caption", PeriodArg("period", at.Period)), Hidden: true, Style: StackTable, Columns: []Column{
		{Label: T("column.measure")}, {Label: T("column.now"), Numeric: true}, {Label: T("column.yearbefore"), Numeric: true}, {Label: T("column.change"), Numeric: true},
		{Label: b.inPhase(phase.Place, at.Phase), Numeric: true}, {Label: T("column.target"), Numeric: true}, {Label: T("column.reading")}}}
	for _, id := range headlineMeasures[:4] {
		now := b.Pub.Rate(at, id)
		if now.Symbol() == disclosure.NotAvailable {
			continue
		}
		cells := append([]Cell{TextCell(measureName(id))}, b.readCells(at, id)...)
		cells = append(cells[:4:4], PercentCell(b.Pub.Rate(phase, id)), b.targetCell(at, id), cells[4])
		t.Rows = append(t.Rows, Row{Cells: cells})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// readCells are now, before, the change and the reading of a measure; also where
// there is nothing to compare.
func (b *Book) readCells(at disclosure.At, id string) []Cell {
	if c := b.change(at, id); c.Known() {
		return changeCells(c)
	}
	now, before := b.Pub.Pair(at, at.Period.YearBefore(), id)
	return []Cell{PercentCell(now), PercentCell(before), PointsCell(Points(0, false)), TextCell(T("pack.uncompared"))}
}

// targetCell is the target of a measure and on which side of it the figure stands.
func (b *Book) targetCell(at disclosure.At, id string) Cell {
	t, ok := b.target(at, id)
	if !ok {
		return TextCell(T("targets.notset"))
	}
	cell := TextCell(T("value.target", WordsArg("t", t.Value.String())))
	if d, ok := b.distance(at, id); ok {
		cell.Meta = targetTag(d).Label
	}
	return cell
}
