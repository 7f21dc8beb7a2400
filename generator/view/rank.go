package view

import (
	"strconv"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
)

// leastRanked is how many authorities a rank needs to say anything.
const leastRanked = 8

// ranked are the measures by which authorities are ranked.
var ranked = []string{"attendance", "pa_10"}

// hasRank reports whether enough other authorities have figures.
func (b *Book) hasRank() bool {
	return len(b.Pub.Places(attendance.LevelAuthority)) >= leastRanked
}

// rankPage shows where the authority stands among all authorities, with the range of
// ranks that it shares.
func (b *Book) rankPage(s Study) Document {
	page := b.studyPage(s)
	place := b.Pub.Authority()
	page.Intro = []Text{T("rank.intro"), T("rank.caution")}
	page.Sections = section("standing", T("section.standing"), []Text{T("standing.rail")}, Block{Table: b.standing()})
	for _, phase := range append([]attendance.Phase{attendance.Total}, everyPhase[:3]...) {
		name := attendance.Slug(phase.String())
		var blocks []Block
		for _, id := range ranked {
			blocks = append(blocks, Block{Chart: b.rankChart(place, phase, id)})
		}
		page.Sections = append(page.Sections, section(name, T("phase.label", PhaseArg("phase", phase)), []Text{T("rank.rail")}, blocks...)...)
	}
	if r, ok := insight.RankOf(b.Pub, place, b.current, attendance.Total, "attendance"); ok {
		heading := "rank.h1"
		if r.Figure.Provisional() {
			heading = "rank.h1.provisional"
		}
		page.H1 = T(heading, TextArg("rank", rankWords(r)), IntArg("of", r.Of), PeriodArg("period", r.Period), TextArg("place", b.Name(place)))
	}
	page.Contents = contents(page.Sections)
	return page
}

// rankWords says a rank with its range.
func rankWords(r insight.Rank) Text {
	if r.Low == r.High {
		return T("rank.one", IntArg("n", r.Low))
	}
	return T("rank.range", IntArg("low", r.Low), IntArg("high", r.High))
}

// rankChart draws the rank of the authority over the years.
func (b *Book) rankChart(place attendance.Place, phase attendance.Phase, id string) *Chart {
	var periods []attendance.Period
	for _, p := range b.Pub.Periods(place) {
		if p.IsYear() && b.Pub.Rate(disclosure.All(place, p, phase), id).Shown() {
			periods = append(periods, p)
		}
	}
	var kept []attendance.Period
	var ranks []insight.Rank
	for _, r := range insight.Ranks(b.Pub, place, periods, phase, id) {
		if r.Of >= leastRanked {
			kept, ranks = append(kept, r.Period), append(ranks, r)
		}
	}
	if len(ranks) < 2 {
		return nil
	}
	c := &Chart{ID: "rank-" + attendance.Slug(id) + "-" + attendance.Slug(phase.String()), Kind: RankChart, X: PeriodTicks(kept), Breaks: breaks(kept), Spans: b.spans(kept)}
	t := &Table{ID: c.ID + "-data", Hidden: true, Columns: []Column{{Label: T("column.period")}, {Label: measureName(id), Numeric: true}, {Label: T("column.rank"), Numeric: true}, {Label: T("column.authorities"), Numeric: true}}}
	for _, r := range ranks {
		c.Ranks = append(c.Ranks, Rank{r.Low, r.High, r.Of})
		words := strconv.Itoa(r.Low)
		if r.High != r.Low {
			words += "–" + strconv.Itoa(r.High)
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{TextCell(T("period.full", PeriodArg("period", r.Period))), PercentCell(r.Figure), TextCell(Words(words)), TextCell(T("value.int", IntArg("n", r.Of)))}})
	}
	first, last := ranks[0], ranks[len(ranks)-1]
	c.Title = T("rank.title", TextArg("measure", measureName(id)), TextArg("place", b.inPhase(place, phase)), TextArg("from", rankWords(first)), TextArg("to", rankWords(last)), PeriodArg("start", first.Period), PeriodArg("end", last.Period))
	c.Sub = T("rank.sub", IntArg("of", last.Of))
	c.Desc = T("rank.desc", TextArg("from", rankWords(first)), PeriodArg("start", first.Period), TextArg("to", rankWords(last)), PeriodArg("end", last.Period), IntArg("of", last.Of))
	if len(c.Breaks) > 0 {
		c.Notes = []Text{T("rank.note")}
	}
	t.Caption = c.Title
	c.Table = t
	return c
}
