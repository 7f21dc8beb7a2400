package view

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/strategy"
)

// levelTable lists the levels of response of a strategy, with the authority's pupils
// at each where pupils were counted.
func (b *Book) levelTable(s *strategy.Strategy) *Table {
	at := b.at(b.Pub.Authority(), b.current)
	t := &Table{ID: "levels-table", Caption: T("levels.caption"), Hidden: true, Style: StackTable,
		Columns: []Column{{Label: T("column.level")}, {Label: T("column.band")}, {Label: T("column.placed")}, {Label: T("column.pupils"), Numeric: true}}}
	some := false
	for _, page := range s.Levels {
		set := page.Bands(s.ID)
		for _, l := range page.Levels {
			how, pupils := T("levels.byfigure"), TextCell(T("levels.uncounted"))
			switch {
			case l.ByJudgement:
				how = T("levels.byjudgement")
			case l.Years.First != l.Years.Last:
				how = T("levels.byfigure.years", TextArg("from", groupName(l.Years.First.String())), TextArg("to", groupName(l.Years.Last.String())))
			case l.Years.First > 0:
				how = T("levels.byfigure.year", TextArg("year", groupName(l.Years.First.String())))
			}
			if f, ok := b.atLevel(at, set, l.ID); ok {
				some, pupils = true, NumberCell(f)
			}
			t.Rows = append(t.Rows, Row{Cells: []Cell{TextCell(Words(l.Name)), TextCell(Words(l.Label)), TextCell(how), pupils}})
		}
	}
	t.Notes = []Text{T("levels.note.none")}
	if some {
		t.Notes = []Text{T("levels.note", PeriodArg("period", at.Period), NumberArg("of", b.Pub.Count(at, disclosure.Enrolments)))}
	}
	return t
}

// atLevel is the share of pupils that stand at a level; it is false where they were
// not counted in the bands of the page.
func (b *Book) atLevel(at disclosure.At, set attendance.BandSet, level string) (Figure, bool) {
	i := slices.IndexFunc(set.Bands, func(band attendance.Band) bool { return band.ID == level })
	if i < 0 || !slices.ContainsFunc(b.Pub.BandSets(), func(s attendance.BandSet) bool { return s.ID == set.ID }) {
		return Figure{}, false
	}
	f := b.Pub.Rate(at, measure.BandID(set, i))
	return f, f.Symbol() != disclosure.NotAvailable
}

// responseSections list what is done at each level of a levels page. It is none for
// any other page.
func responseSections(s *strategy.Strategy, p *strategy.Page) []Section {
	var out []Section
	for i := range s.Levels {
		if &s.Levels[i].Page != p {
			continue
		}
		for _, l := range s.Levels[i].Levels {
			out = append(out, section("responses-"+l.ID, T("responses.at", WordsArg("level", l.Name)), []Text{Words(l.Label)}, Block{Table: responseTable(l, s.Levels[i].Responses)})...)
		}
	}
	return out
}

func responseTable(l strategy.Level, responses []strategy.Response) *Table {
	t := &Table{ID: "responses-table-" + l.ID, Caption: T("responses.caption", WordsArg("level", l.Name)), Hidden: true, Style: StackTable,
		Columns: []Column{{Label: T("column.done")}, {Label: T("column.purpose")}, {Label: T("column.detail")}, {Label: T("column.who")}}}
	for _, r := range responses {
		if r.Level != l.ID {
			continue
		}
		row := Row{Cells: []Cell{TextCell(Words(r.Activity))}}
		for _, words := range []string{r.Purpose, r.Detail, r.Who} {
			row.Cells = append(row.Cells, statedCell(words))
		}
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// statedCell holds words of an input, or says that there are none.
func statedCell(words string) Cell {
	if words == "" {
		return TextCell(T("responses.unstated"))
	}
	return TextCell(Words(words))
}
