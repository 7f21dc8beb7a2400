package view

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/insight"
)

// hasAttainment reports whether attainment by attendance is known.
func (b *Book) hasAttainment() bool {
	return len(b.Pub.Tallies(b.Pub.Authority(), insight.AttainmentPrefix)) > 0
}

// attainmentPage sets attainment beside attendance: how much more likely pupils of
// the highest band were to reach a threshold than those of each other band.
func (b *Book) attainmentPage(s Study) Document {
	page := b.studyPage(s)
	page.Intro = append([]Text{T("attainment.intro"), T("attainment.caution")}, b.tallyNote()...)
	place := b.Pub.Authority()
	type set struct {
		period    attendance.Period
		threshold string
	}
	bands := make(map[set][]string)
	var sets []set
	for _, t := range b.Pub.Tallies(place, insight.AttainmentPrefix) {
		threshold, band, _ := strings.Cut(strings.TrimPrefix(t.Measure, insight.AttainmentPrefix), ".")
		key := set{t.Period, threshold}
		if bands[key] == nil {
			sets = append(sets, key)
		}
		bands[key] = append(bands[key], band)
	}
	slices.SortStableFunc(sets, func(x, y set) int { return cmp.Or(y.period.Compare(x.period), cmp.Compare(x.threshold, y.threshold)) })
	for _, key := range sets {
		id := key.threshold + "-" + key.period.Slug()
		page.Sections = append(page.Sections, section(id, T("attainment.heading", WordsArg("threshold", cmp.Or(b.Thresholds[key.threshold], key.threshold)), PeriodArg("period", key.period)),
			b.attainmentRail(key.threshold, key.period), Block{Chart: b.ratios(id, place, key.period, key.threshold, bands[key])})...)
	}
	page.Contents = contents(page.Sections)
	return page
}

// attainmentRail says how to read a chart, and where its numbers come from.
func (b *Book) attainmentRail(threshold string, period attendance.Period) []Text {
	rail := []Text{T("attainment.rail")}
	for _, source := range b.AttainmentSources[AttainmentKey{threshold, period}] {
		rail = append(rail, T("attainment.source", WordsArg("source", source)))
	}
	return rail
}

var bandNumber = regexp.MustCompile(`\d+(\.\d+)?`)

// byAttendance orders bands as they are written, the highest attendance first.
func byAttendance(x, y string) int {
	number := func(s string) float64 {
		v, _ := strconv.ParseFloat(bandNumber.FindString(s), 64) // a band without a number sorts last
		if strings.HasPrefix(s, "<") {
			v -= 100
		}
		return v
	}
	return cmp.Or(cmp.Compare(number(y), number(x)), cmp.Compare(x, y))
}

// ratios draws how many times as likely pupils of the highest band were to reach the
// threshold as those of each other band.
func (b *Book) ratios(id string, place attendance.Place, period attendance.Period, threshold string, bands []string) *Chart {
	slices.SortFunc(bands, byAttendance)
	shareAt := func(place attendance.Place, band string) Figure {
		return b.Pub.TallyShare(place, period, insight.AttainmentPrefix+threshold+"."+band)
	}
	share := func(band string) Figure { return shareAt(place, band) }
	top := bands[0]
	national := shareAt(b.country, top).Shown()
	c := &Chart{ID: "ratio-" + id, Kind: IntervalChart, Scale: Scale{Min: 0.5, Max: 2, Step: 0.5, Unit: UnitTimes}}
	t := &Table{ID: c.ID + "-data", Hidden: true, Columns: []Column{{Label: T("column.attendance.band")}, {Label: T("column.pupils"), Numeric: true}, {Label: T("column.reached"), Numeric: true}, {Label: T("column.share"), Numeric: true}, {Label: T("column.ratio"), Numeric: true}}}
	if national {
		t.Columns = append(t.Columns, Column{Label: T("attainment.national", TextArg("country", b.Name(b.country))), Numeric: true})
	}
	var widest insight.Ratio
	var against string
	var more []Text
	for _, band := range bands {
		f := share(band)
		row := Row{Strong: band == top, Cells: []Cell{TextCell(bandWords(band)), TextCell(Text{}), NumberCell(b.Pub.Tally(place, period, insight.AttainmentPrefix+threshold+"."+band)), PercentCell(f), TextCell(T("attainment.reference"))}}
		if n, ok := f.Den(); ok {
			row.Cells[1] = TextCell(T("value.int", WorkedArg("n", int(n))))
		}
		if band != top {
			r := insight.RatioOf(share(top), f)
			row.Cells[4] = TextCell(T("value.unknown"))
			if r.Known() {
				words := times(r)
				row.Cells[4] = TextCell(words)
				more = append(more, b.moreLikely(band, r, insight.RatioOf(shareAt(b.country, top), shareAt(b.country, band)))...)
				c.Rows = append(c.Rows, ChartRow{Label: T("attainment.against", TextArg("band", bandWords(band))), Point: r.Times, Range: Interval{r.Interval.Lower, r.Interval.Upper, true}, Role: This, Text: words})
				c.Scale = c.Scale.holding(r.Interval.Upper)
				widest, against = r, band
			}
		}
		if national {
			cell := T("attainment.reference")
			if band != top {
				cell = T("value.unknown")
				if r := insight.RatioOf(shareAt(b.country, top), shareAt(b.country, band)); r.Known() {
					cell = times(r)
				}
			}
			row.Cells = append(row.Cells, TextCell(cell))
		}
		t.Rows = append(t.Rows, row)
	}
	if len(c.Rows) == 0 {
		return nil
	}
	c.Scale = c.Scale.steps()
	c.Title = T("attainment.title", TextArg("top", bandWords(top)), IntArg("more", int(widest.More()+0.5)), TextArg("band", bandWords(against)))
	c.Ref = []RefLine{{Label: T("attainment.alike"), Role: Comparator, Value: Points(10, true)}} // once as likely
	c.Sub = T("attainment.sub")
	c.Desc = T("attainment.desc", TextArg("top", bandWords(top)), IntArg("rows", len(c.Rows)))
	c.Notes = append(more, T("attainment.note"))
	t.Caption = c.Title
	c.Table = t
	return c
}

// times says a ratio with the range that it lies in.
func times(r insight.Ratio) Text {
	return T("attainment.times", WordsArg("times", oneDecimal(r.Times)), WordsArg("low", oneDecimal(r.Interval.Lower)), WordsArg("high", oneDecimal(r.Interval.Upper)))
}

// moreLikely says a ratio in percent, beside that of the country where it is known: the
// form in which strategies quote it.
func (b *Book) moreLikely(band string, here, there insight.Ratio) []Text {
	percent := func(r insight.Ratio) int { return int(math.Round(r.More())) }
	if percent(here) < 1 || there.Known() && percent(there) < 1 {
		return nil
	}
	args := []Arg{TextArg("band", bandWords(band)), IntArg("here", percent(here))}
	if !there.Known() {
		return []Text{T("attainment.more", args...)}
	}
	return []Text{T("attainment.more.national", append(args, IntArg("there", percent(there)), TextArg("country", b.Name(b.country)))...)}
}

// bandWords says a band of attendance as it was written: >=94, 90-94, <70.
func bandWords(band string) Text {
	for _, sign := range []struct{ sign, id string }{{">=", "least"}, {"<=", "most"}, {">", "over"}, {"<", "under"}} {
		if n, ok := strings.CutPrefix(band, sign.sign); ok {
			return T("attainment.band."+sign.id, WordsArg("n", n))
		}
	}
	from, to, _ := strings.Cut(band, "-")
	return T("attainment.band.between", WordsArg("from", from), WordsArg("to", to))
}
