package view

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
)

// Scrutiny makes the report of the authority for one of its periods, for the
// committee that watches the service. The action plan and the recommendations have no
// period, so only the latest report holds them.
func (b *Book) Scrutiny(period attendance.Period) Pack {
	place := b.Pub.Authority()
	at := b.at(place, period)
	path := b.ScrutinyPath(period)
	up := root(path)
	page := b.packPage("scrutiny", path, navAuthority, at)
	page.PeriodNav = b.packPeriods(at, up, b.ScrutinyPath)
	page.Lede = b.lede(place, period, up)
	if b.latest(place, period) {
		page.Lede.Next = b.authorityNext(place, period, up)
	}

	add := func(s []Section) { page.Sections = append(page.Sections, s...) }
	add(section("progress", T("section.progress"), []Text{T("scrutiny.progress.rail")}, b.progress(at, up)...))
	add(section("changed", T("section.changed"), b.changedCounts(period, up), Block{Table: b.changed(at)}))
	add(section("barriers", T("section.barriers"), []Text{T("barriers.rail")}, Block{Table: b.barriersIn(period)}))
	add(section("service", T("section.service"), append([]Text{T("service.caution"), T("sanctions.rail.pupils")}, b.tallyNote()...), Block{Table: b.serviceYear(at)}))
	if b.latest(place, period) {
		add(b.exceptions(up))
		add(b.recommended())
	}
	add(b.wards(period, up))
	add(section("ask", T("section.scrutiny.ask"), []Text{T("ask.rail")}, Block{Notes: b.ask(askScrutiny, scrutinyQuestions, at, 6)}))
	add(section("terms", T("section.words"), nil, Block{Terms: scrutinyWords()}))
	add(b.missingSection(at, up))
	page.Contents = contents(page.Sections)
	return page
}

// placeRow is one row of a table of places.
type placeRow struct {
	label   Text
	at      disclosure.At
	schools []attendance.URN // whose own targets are counted
	strong  bool
}

// progress sets the phases of the authority, then the groups of its main grouping,
// against their targets.
func (b *Book) progress(at disclosure.At, up string) []Block {
	place := at.Place
	var phases []placeRow
	for _, phase := range append(everyPhase[:len(everyPhase):len(everyPhase)], attendance.Total) {
		row := placeRow{label: T("phase.label", PhaseArg("phase", phase)), at: disclosure.All(place, at.Period, phase), strong: phase == attendance.Total}
		for _, urn := range b.Pub.Members(place) {
			if phase == attendance.Total || b.Pub.PhaseIn(school(urn), at.Period) == phase {
				row.schools = append(row.schools, urn)
			}
		}
		phases = append(phases, row)
	}
	out := []Block{{Table: b.placeTable("progress-phases", T("scrutiny.phases", PeriodArg("period", at.Period)), T("column.phase"), phases, up)}}
	if len(b.Groupings) > 0 {
		g := b.Groupings[0]
		out = append(out, Block{Table: b.placeTable("progress-groups", T("scrutiny.groups", WordsArg("many", g.Many), PeriodArg("period", at.Period)), capital(g.One), b.groupRows(g, at.Period), up)})
	}
	return out
}

// groupRows are the groups of a grouping, none where there are too many to read.
func (b *Book) groupRows(g Grouping, period attendance.Period) []placeRow {
	places := b.Pub.Places(g.Level)
	if len(places) > mostRows {
		return nil
	}
	var out []placeRow
	for _, place := range places {
		out = append(out, placeRow{label: b.Name(place), at: b.at(place, period), schools: b.Pub.Members(place)})
	}
	return out
}

// placeTable says of each place what its attendance is, how it changed and how far
// its targets are met. Columns that no place fills are left out.
func (b *Book) placeTable(id string, caption, head Text, rows []placeRow, up string) *Table {
	t := &Table{ID: id, Caption: caption, Style: StackTable, Columns: []Column{{Label: head}, {Label: measureName("attendance"), Numeric: true}, {Label: T("column.yearbefore"), Numeric: true},
		{Label: T("column.change"), Numeric: true}, {Label: T("column.target"), Numeric: true}, {Label: T("headline.meeting"), Numeric: true}, {Label: measureName("pa_10"), Numeric: true}, {Label: T("column.reading")}}}
	targets, meeting := false, false
	for _, row := range rows {
		if !b.Pub.Rate(row.at, "attendance").Shown() {
			continue
		}
		read := b.readCells(row.at, "attendance")
		met, of := b.metBy(row.schools, row.at.Period)
		own := TextCell(T("pack.notargets"))
		if of > 0 {
			own = TextCell(T("value.ofboth", IntArg("n", met), IntArg("of", of)))
		}
		_, set := b.target(row.at, "attendance")
		targets, meeting = targets || set, meeting || of > 0
		name := LinkCell(row.label, b.phaseHref(row.at.Place, row.at.Phase, up))
		if row.at.Place != b.Pub.Authority() {
			name.Href = b.href(up, row.at.Place)
		}
		t.Rows = append(t.Rows, Row{Strong: row.strong, Cells: []Cell{name, read[0], read[1], read[2], b.targetCell(row.at, "attendance"), own, PercentCell(b.Pub.Rate(row.at, "pa_10")), read[3]}})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	if !meeting {
		t.without(5)
	}
	if !targets {
		t.without(4)
	}
	return t
}

// without takes a column out of a table.
func (t *Table) without(column int) {
	t.Columns = append(t.Columns[:column], t.Columns[column+1:]...)
	for i := range t.Rows {
		t.Rows[i].Cells = append(t.Rows[i].Cells[:column], t.Rows[i].Cells[column+1:]...)
	}
}

// changedCounts says how many schools changed by more than usual.
func (b *Book) changedCounts(period attendance.Period, up string) []Text {
	out := []Text{T("changed.rail", PeriodArg("before", period.YearBefore()))}
	if found := b.signals(b.schoolPlaces(), period, up); found.judged > 0 {
		out = append(out, T("scrutiny.changed", IntArg("n", found.places), IntArg("of", found.judged)))
	}
	if period == b.current {
		out = append(out, T("next.changes").to(up+"changes/index.html"))
	}
	return out
}

// barriersIn are the reasons that rose in many schools at once in a period.
func (b *Book) barriersIn(period attendance.Period) *Table {
	t := b.barrierTable(insight.Barriers(b.Pub, period, b.BarrierRules))
	if t != nil {
		t.Caption = T("barriers.caption", PeriodArg("period", period))
	}
	return t
}

// serviceYear sets what the service did in a period beside the period before it and
// the same one a year before, where its work was counted then, each with its rate.
func (b *Book) serviceYear(at disclosure.At) *Table {
	held := b.Pub.Tallies(at.Place, servicePrefix)
	shown := []attendance.Period{at.Period}
	for _, p := range []attendance.Period{periodBefore(at.Period), at.Period.YearBefore()} {
		if !slices.Contains(shown, p) && slices.ContainsFunc(held, func(t disclosure.Tallied) bool { return t.Period == p }) {
			shown = append(shown, p)
		}
	}
	t := &Table{ID: "service-year", Caption: T("service.caption", TextArg("place", b.Name(at.Place))), Hidden: true, Columns: append([]Column{{Label: T("column.activity")}}, rateColumns(shown)...)}
	add := func(label Text, measure string) {
		if b.counts(at.Place, at.Period, measure) {
			t.Rows = append(t.Rows, Row{Cells: append([]Cell{TextCell(label)}, b.rateCells(at.Place, measure, shown)...)})
		}
	}
	for _, a := range b.done() {
		m, label := b.headMeasure(at.Place, a)
		add(label, m)
		for _, outcome := range a.Outcomes {
			if own := servicePrefix + a.ID + "." + outcome; own != m {
				add(T("service.outcome", TextArg("activity", b.activityName(a)), TextArg("outcome", outcomeName(outcome))), own)
			}
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// wards shows the wards of the authority, which members of the committee speak for,
// where schools are grouped by them.
func (b *Book) wards(period attendance.Period, up string) []Section {
	for _, g := range b.Groupings {
		if attendance.Slug(g.Column) == "ward" {
			table := b.placeTable("ward-table", T("scrutiny.groups", WordsArg("many", g.Many), PeriodArg("period", period)), capital(g.One), b.groupRows(g, period), up)
			if table != nil {
				table.Hidden = true
			}
			return section("wards", capital(g.Many), []Text{T("scrutiny.wards.rail")}, Block{Table: table})
		}
	}
	return nil
}

// scrutinyWords are the six terms that a member of the committee needs.
func scrutinyWords() []Term {
	out := []Term{{Name: T("word.session"), Body: []Text{T("word.session.meaning")}}}
	for _, id := range []string{"attendance", "unauthorised", "pa_10", "severe"} {
		out = append(out, Term{Name: measureName(id), Body: []Text{T("measure." + id + ".means")}})
	}
	return append(out, Term{Name: T("reading.usual"), Body: []Text{T("scrutiny.usual.meaning")}})
}

// missingSection says what the report does not hold.
func (b *Book) missingSection(at disclosure.At, up string) []Section {
	rail := []Text{T("scrutiny.missing.none")}
	missing := b.Pub.Missing(at.Place, at.Period)
	if returned, expected, known := b.Pub.Coverage(at); !known {
		rail = []Text{T("scrutiny.missing.unknown")}
	} else if len(missing) > 0 {
		rail = []Text{T("scrutiny.missing", IntArg("returned", returned), IntArg("expected", expected))}
	}
	rail = append(rail, T("scrutiny.missing.all").to(up+"coverage/index.html"))
	var notes []Text
	if len(missing) > 0 && len(missing) <= mostRows {
		notes = append(notes, T("scrutiny.missing.names", TextArg("names", b.nameList(up, b.byName(missing)))))
	}
	if aside, _ := b.splitMissing(missing, at.Period); len(aside) > 0 {
		notes = append(notes, T("scrutiny.missing.aside", IntArg("n", len(aside))))
	}
	if open, of := b.Unconfirmed(); len(open) > 0 && at.Period == b.current && b.internal() {
		notes = append(notes, T("unconfirmed.rail", IntArg("n", len(open)), IntArg("of", of), PeriodArg("period", b.current)))
	}
	if !b.latest(at.Place, at.Period) {
		notes = append(notes, T("scrutiny.missing.older").to(up+b.ScrutinyPath(b.PeriodsOf(at.Place)[0])))
	}
	if len(notes) == 0 {
		notes, rail = rail[:1], rail[1:]
	}
	return section("missing", T("section.coverage"), rail, Block{Notes: notes})
}
