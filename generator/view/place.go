package view

import (
	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// lede makes the first screen of a place's page.
func (b *Book) lede(place attendance.Place, period attendance.Period, up string) Lede {
	headlines := b.headlines(place, period)
	return Lede{
		Story:    b.story(b.at(place, period)),
		Coverage: b.coverageLine(up, place, period),
		NextHead: T("next.where"),
		Measures: headlines,
		Note:     headlineNote(headlines, period),
	}
}

// section makes a section of the blocks that are there, or none where there are
// none.
func section(id string, heading Text, rail []Text, blocks ...Block) []Section {
	var kept []Block
	for _, block := range blocks {
		if !block.empty() {
			kept = append(kept, block)
		}
	}
	if len(kept) == 0 {
		return nil
	}
	return []Section{{ID: id, Heading: heading, Rail: rail, Blocks: kept}}
}

func (k Block) empty() bool {
	return k.Chart == nil && k.Table == nil && k.Search == nil && len(k.Notes)+len(k.Stats)+len(k.Files)+len(k.Links)+len(k.Actions)+len(k.Strands)+len(k.Prose)+len(k.Terms)+len(k.Cards)+len(k.History) == 0
}

// trends draws attendance and persistent absence of a place over time, by the
// phases it has when it is made of schools.
func (b *Book) trends(place attendance.Place, period attendance.Period) []Block {
	var out []Block
	for _, id := range []string{"attendance", "pa_10"} {
		out = append(out, Block{Chart: b.Trend(place, b.phaseOf(place, period), id, period)})
	}
	if place == b.Pub.Authority() { // it has a page of weeks
		return out
	}
	return append(out, Block{Chart: b.weekly(place, period)})
}

// phaseTable compares the phases of a place, each with what the place is held against,
// if that is anything.
func (b *Book) phaseTable(place attendance.Place, period attendance.Period, up string) *Table {
	there := b.comparator(place)
	if there == b.country {
		there = b.spreadFrom(period)
	}
	if there == place {
		there = attendance.Place{} // it has no figures of the period
	}
	measures := [...]string{"attendance", "pa_10"}
	t := &Table{ID: "phases-table", Caption: T("phases.caption", PeriodArg("period", period)), Hidden: true, Columns: []Column{
		{Label: T("column.phase")}, {Label: T("column.schools"), Numeric: true}, {Label: T("column.enrolments"), Numeric: true}}}
	for _, id := range measures {
		t.Columns = append(t.Columns, Column{Label: measureName(id), Numeric: true})
		if there != (attendance.Place{}) {
			t.Columns = append(t.Columns, Column{Label: T("column.england", TextArg("there", b.Name(there))), Numeric: true})
		}
	}
	for _, phase := range []attendance.Phase{attendance.Primary, attendance.Secondary, attendance.Special, attendance.AP, attendance.Total} {
		at := disclosure.All(place, period, phase)
		name := LinkCell(T("phase.label", PhaseArg("phase", phase)), b.phaseHref(place, phase, up))
		if !b.Pub.Rate(at, "attendance").Shown() {
			last := b.lastOf(phase)
			if name.Href == "" || period != b.current || last == b.current {
				continue
			}
			name.Meta = T("schools.last", PeriodArg("period", last))
		}
		row := Row{Strong: phase == attendance.Total, Cells: []Cell{name,
			NumberCell(b.Pub.Count(at, disclosure.Schools)), NumberCell(b.Pub.Count(at, disclosure.Enrolments))}}
		for _, id := range measures {
			row.Cells = append(row.Cells, PercentCell(b.Pub.Rate(at, id)))
			if there != (attendance.Place{}) {
				row.Cells = append(row.Cells, PercentCell(b.Pub.Rate(disclosure.All(there, period, phase), id)))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) < 2 {
		return nil
	}
	return t
}

// reasonSection is why sessions were missed.
func (b *Book) reasonSection(at disclosure.At) []Section {
	chart := b.reasons(at)
	if chart == nil {
		return nil
	}
	rail := []Text{T("reasons.rail", TextArg("first", chart.Rows[0].Label), PercentArg("f", chart.Rows[0].Now.Figure))}
	return section("reasons", T("section.reasons"), rail, Block{Chart: chart}, Block{Notes: b.elsewhere(at)})
}

// historySection is every period of a place.
func (b *Book) historySection(place attendance.Place) []Section {
	return section("history", T("section.history"), []Text{T("history.rail")}, Block{Table: b.history(place)})
}
