package view

import (
	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
)

// band is one band of pupils with the measure of its share.
type band struct {
	measure string
	label   Text
}

// bandSection shows how pupils share out by their own attendance: in the site's own
// bands where pupils were counted, in those of persistent and severe absence
// otherwise.
func (b *Book) bandSection(at disclosure.At) []Section {
	title := T("chart.bands.title", PeriodArg("period", at.Period))
	var chart *Chart
	if sets := b.Pub.BandSets(); b.Pub.FromPupils() && len(sets) > 0 {
		chart = b.bands(at, "chart-bands", title, countedBands(sets[0]))
	}
	if chart == nil {
		chart = b.bands(at, "chart-bands", title, persistentBands())
	}
	return section("bands", T("section.bands"), []Text{T("bands.rail")}, Block{Chart: chart})
}

// levelCharts show how many pupils stand at each level of response of the strategies.
// The first set of bands is the site's own.
func (b *Book) levelCharts(at disclosure.At) []Block {
	var out []Block
	for i, set := range b.Pub.BandSets() {
		if i == 0 {
			continue
		}
		title := T("chart.levels.title", TextArg("strategy", b.levelsName(set.ID)), PeriodArg("period", at.Period))
		out = append(out, Block{Chart: b.bands(at, "chart-levels-"+attendance.Slug(set.ID), title, countedBands(set))})
	}
	return out
}

// persistentBands are the bands that the counts of persistent and severe absence
// make.
func persistentBands() []band {
	var out []band
	for _, m := range measure.Bands {
		out = append(out, band{m.ID, T("band." + m.ID)})
	}
	return out
}

// countedBands are the bands of a set that pupils were counted in.
func countedBands(set attendance.BandSet) []band {
	var out []band
	for i, each := range set.Bands {
		out = append(out, band{measure.BandID(set, i), bandLabel(each)})
	}
	return out
}

// bandLabel is a band in the words of whoever drew it, or by its ends.
func bandLabel(band attendance.Band) Text {
	low, high := WordsArg("low", band.Lower.Percent.String()), WordsArg("high", band.Upper.Percent.String())
	switch {
	case band.Label != "":
		return Words(band.Label)
	case band.Lower.End == attendance.Unbounded:
		return T("band.cut.most", high)
	case band.Upper.End == attendance.Unbounded:
		return T("band.cut.over", low)
	}
	return T("band.cut.between", low, high)
}

// levelsName names the strategy whose levels a set of bands is.
func (b *Book) levelsName(set string) Text {
	for _, s := range b.Strategies {
		for i := range s.Levels {
			if s.Levels[i].Bands(s.ID).ID == set {
				return Words(s.Levels[i].Title)
			}
		}
	}
	return Words(set)
}

// bands draws how enrolments share out by what each attended of its own sessions. It
// is nil unless every band is shown: one that is hidden could be worked out from the
// others.
func (b *Book) bands(at disclosure.At, id string, title Text, bands []band) *Chart {
	c := &Chart{ID: id, Kind: BarChart, Scale: Scale{Min: 0, Max: 100, Step: 20}, Title: title}
	other := at
	other.Place = b.comparator(at.Place)
	t := &Table{ID: id + "-data", Caption: c.Title, Hidden: true, Columns: []Column{{Label: T("column.band")}, {Label: T("column.enrolments"), Numeric: true}, {Label: T("column.share"), Numeric: true}}}
	for i, band := range bands {
		now := b.Pub.Rate(at, band.measure)
		if !now.Shown() {
			return nil
		}
		role := This
		if i == 0 {
			role = Last
		}
		c.Rows = append(c.Rows, ChartRow{Label: band.label, Now: Of(now), Versus: Of(b.Pub.Rate(other, band.measure)), Role: role, Text: T("value.both", NumberArg("n", now), PercentArg("f", now))})
		t.Rows = append(t.Rows, Row{Cells: []Cell{TextCell(band.label), NumberCell(now), PercentCell(now)}})
	}
	if len(c.Rows) < 2 {
		return nil
	}
	c.Sub = T("chart.bands.sub", NumberArg("n", b.Pub.Count(at, disclosure.Enrolments)))
	c.Desc = T("chart.bands.desc", TextArg("band", c.Rows[1].Label), PercentArg("f", c.Rows[1].Now.Figure))
	if b.Pub.Rate(other, bands[0].measure).Shown() {
		c.Key = []KeyItem{{"comp", b.inPhase(other.Place, at.Phase)}}
	}
	c.Notes = []Text{T("chart.bands.note")}
	c.Table = t
	return c
}
