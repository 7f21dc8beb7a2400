package view

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
)

// funnel draws the share of persistently absent enrolments of one phase against
// the number of enrolments it rests on.
func (b *Book) funnel(place attendance.Place, phase attendance.Phase, period attendance.Period, up string) *Chart {
	mean := b.Pub.Rate(disclosure.All(place, period, phase), "pa_10")
	limits, ok := insight.FunnelOf(b.Pub, disclosure.All(place, period, phase), "pa_10")
	if !ok {
		return nil
	}
	f := &Funnel{Mean: mean, MeanLab: b.inPhase(place, phase), SizeLab: T("chart.funnel.size")}
	const beyond = "chart.funnel.beyond"
	outside := 0
	c := &Chart{ID: "funnel-" + attendance.Slug(phase.String()), Kind: FunnelChart, Funnel: f, Scale: b.scale("pa_10", school(""), phase),
		Title: T("chart.funnel.title", PhaseArg("phase", phase))}
	t := &Table{ID: c.ID + "-data", Caption: c.Title, Hidden: true, Columns: []Column{{Label: T("column.school")},
		{Label: T("column.enrolments"), Numeric: true}, {Label: measureName("pa_10"), Numeric: true}, {Label: T("column.limits")}}}
	for _, urn := range b.Pub.Members(place) {
		at := disclosure.All(school(urn), period, phase)
		rate, size := b.Pub.Rate(at, "pa_10"), b.Pub.Count(at, disclosure.Enrolments)
		s, ok := insight.ShareOf(rate)
		if !ok {
			continue
		}
		f.SizeMax = max(f.SizeMax, s.Of)
		dot := Dot{Name: b.Name(school(urn)), Href: b.href(up, school(urn)), Value: Of(rate), Size: size, Role: Last}
		word := "chart.funnel.inside"
		if limits.Outside(s, insight.Z95) {
			outside++
			word = "chart.funnel.outer"
		}
		if limits.Outside(s, insight.Z998) {
			dot.Named = true
			word = beyond
		}
		f.Dots = append(f.Dots, dot)
		t.Rows = append(t.Rows, Row{Cells: []Cell{LinkCell(dot.Name, dot.Href), NumberCell(size), PercentCell(rate), TextCell(T(word))}})
	}
	if len(f.Dots) < 8 || len(f.Dots) > mostDots {
		return nil
	}
	if len(t.Rows) > manyDots {
		t.Rows = slices.DeleteFunc(t.Rows, func(r Row) bool { return r.Cells[3].Text.ID != beyond })
		c.Still = true
		c.Notes = append(c.Notes, T("chart.funnel.ends", IntArg("n", len(t.Rows)), IntArg("of", len(f.Dots))))
	}
	f.SizeMax = (f.SizeMax/100 + 1) * 100
	for _, z := range []float64{insight.Z95, insight.Z998} {
		l := limits.Curve(z, f.SizeMax)
		label := T("chart.funnel.95")
		if z == insight.Z998 {
			label = T("chart.funnel.998")
		}
		f.Limits = append(f.Limits, Limit{label, l.Sizes, l.Lower, l.Upper})
	}
	c.Sub = T("chart.funnel.sub", PeriodArg("period", period), IntArg("schools", len(f.Dots)), IntArg("outside", outside))
	c.Desc = T("chart.funnel.desc", IntArg("schools", len(f.Dots)), IntArg("outside", outside), PercentArg("mean", mean))
	c.Notes = append([]Text{funnelNote(limits)}, c.Notes...)
	c.Table = t
	return c
}

// funnelNote says what the limits allow for: chance alone, or the differences between
// schools beside it.
func funnelNote(f insight.Funnel) Text {
	if f.Width() == 1 {
		return T("chart.funnel.note", IntArg("schools", f.Units))
	}
	return T("chart.funnel.note.wide", IntArg("schools", f.Units), GapArg("phi", tenths(f.Phi)), GapArg("times", tenths(f.Width())))
}
