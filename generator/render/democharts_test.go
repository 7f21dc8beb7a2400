package render

import (
	"fmt"
	"math"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/view"
)

// demoCharts is a page of the kinds of chart that judge: events and usual ranges on
// lines, tables of tints, ranks, intervals and a funnel.
func demoCharts(t testing.TB) *view.Document {
	p := &view.Document{Frame: demoFrame("method/charts.html", "Charts", "Pictures that judge", "method")}
	p.PeriodNav = nil
	few := demoUsual(t, "usual")
	many := demoTrend(t, "many")
	few.Events = demoMoments(2)
	many.Events = demoMoments(5)
	charts := []*view.Chart{few, many, demoHeat("heat-6", 7, 6), demoHeat("heat-12", 12, 12), demoHeat("heat-24", 30, 24), demoRank(), demoTimes(), demoShares(t), demoFunnel(t), demoReasons(t)}
	section := view.Section{ID: "pictures", Heading: view.Words("Pictures"), Rail: []view.Text{view.Words("One of each kind.")}}
	for _, c := range charts {
		section.Blocks = append(section.Blocks, view.Block{Chart: c})
	}
	p.Sections = []view.Section{section}
	return p
}

func demoMoments(n int) []view.Moment {
	moments := []view.Moment{{At: 3, Label: view.Words("Attendance contracts replace parenting contracts")}, {At: 7, Label: view.Words("New national registration codes")},
		{At: 8, Label: view.Words("Two schools closed by snow")}, {At: 8, Label: view.Words("No holidays in term time agreed")}, {At: 10, Label: view.Words("Penalty notices: national framework")}}
	return moments[len(moments)-n:]
}

func demoUsual(t testing.TB, id string) *view.Chart {
	c := demoTrend(t, id)
	c.Series[0], c.Series[1] = c.Series[1], c.Series[0] // the place first
	c.Events = nil
	c.Usual = &view.Usual{Label: view.Words("usual range for Wexcombe")}
	for i := range c.X {
		c.Usual.Limits = append(c.Usual.Limits, view.Interval{Low: 91.71, High: 93.28, Known: i > 0})
	}
	c.Spans = []view.Span{{From: 3, To: 6, Label: view.Words("Strategy 2023 to 2025")}}
	c.Breaks = []view.Break{{At: 6, Label: view.Words("New codes")}}
	return c
}

func demoHeat(id string, rows, columns int) *view.Chart {
	h := &view.Heat{Legend: view.Words("Each tint is a step of 0.4 points.")}
	for i := range columns {
		p := attendance.Period{Year: attendance.AcademicYear(2018 + i/3), Grain: attendance.Term, Number: uint8(i%3 + 1)}
		h.Columns = append(h.Columns, view.T("period.short", view.PeriodArg("period", p)))
	}
	for r := range rows {
		row := view.HeatRow{Label: view.Words(fmt.Sprintf("Year %d", r+1))}
		if r%6 == 4 {
			row.Label = view.Words("Excluded, with no alternative provision made")
		}
		for k := range columns {
			tenths := int64(math.Round(14*math.Sin(float64(r)*1.7+float64(k)*2.3) + 6*math.Sin(float64(k))))
			cell := view.HeatCell{Value: view.Points(tenths, (r+k)%11 != 3), Step: int(tenths) / 4, Mark: tenths > 16}
			row.Cells = append(row.Cells, cell)
		}
		h.Rows = append(h.Rows, row)
	}
	return &view.Chart{ID: id, Kind: view.HeatChart, Title: view.Words("Absence by year group against a year before"), Sub: view.Words("Change in percentage points."), Desc: view.Words("A table of changes."),
		Scale: view.Scale{Unit: view.UnitPoints}, Heat: h, Key: []view.KeyItem{{Mark: "signal", Label: view.Words("beyond the usual range")}}}
}

func demoRank() *view.Chart {
	c := &view.Chart{ID: "rank", Kind: view.RankChart, Title: view.Words("Rank among authorities, lowest absence first"), Sub: view.Words("Ranks shared at one decimal place. 1 is the lowest absence."), Desc: view.Words("From 118th to 62nd."),
		Breaks: []view.Break{{At: 6, Label: view.Words("from here, six half-terms")}}, Spans: []view.Span{{From: 6, To: 8, Label: view.Words("Strategy 2012 to 2014")}}}
	for i := range 13 {
		y := view.PeriodArg("period", attendance.Period{Year: attendance.AcademicYear(2006 + i), Grain: attendance.Year})
		c.X = append(c.X, view.Tick{Label: view.T("period.tick", y), Group: view.T("period.tick", y)})
		low := 118 - 5*i + 9*(i%3)
		c.Ranks = append(c.Ranks, view.Rank{Low: low, High: low + 9*(i%4), Of: 150 + i%3})
	}
	c.Ranks[3] = view.Rank{}
	return c
}

func demoTimes() *view.Chart {
	c := &view.Chart{ID: "times", Kind: view.IntervalChart, Title: view.Words("Pupils at 94% and over reach the threshold more often"), Sub: view.Words("How many times as likely, with the 95% interval."), Desc: view.Words("Ratios."),
		Scale: view.Scale{Min: 0.5, Max: 20, Unit: view.UnitTimes}, Ref: []view.RefLine{{Label: view.Words("as likely"), Role: view.Comparator, Value: view.Points(10, true)}}}
	for i, r := range [][3]float64{{0.8, 1.1, 1.4}, {1.2, 1.94, 3.1}, {2.6, 4.21, 7.9}, {4, 12.24, 31}} {
		c.Rows = append(c.Rows, view.ChartRow{Label: view.Words([]string{"than at 92% to 94%", "than at 90% or less", "than at 80% or less", "than at 70% or less"}[i]), Point: r[1],
			Range: view.Interval{Low: r[0], High: r[2], Known: true}, Text: view.Words(fmt.Sprintf("%.1f times (%.1f to %.1f)", r[1], r[0], r[2]))})
	}
	return c
}

func demoShares(t testing.TB) *view.Chart {
	c := &view.Chart{ID: "shares", Kind: view.IntervalChart, Title: view.Words("Persistent absence and the interval it lies in"), Sub: view.Words("% of pupils."), Desc: view.Words("Shares."),
		Scale: view.Scale{Min: 0, Max: 40, Step: 10}, Ref: []view.RefLine{{Label: view.Words("Wexcombe 19.8%"), Role: view.Comparator, Value: view.Of(rate(t, "19.8"))}}}
	for i, name := range []string{"Ashe Vale", "Castle", "Northmoor and the villages along the river", "Riverside", "Harbour"} {
		v := 8 + 6*float64(i)
		role := view.This
		if i == 4 {
			role = view.Flagged
		}
		c.Rows = append(c.Rows, view.ChartRow{Label: view.Words(name), Href: "../index.html", Role: role, Now: view.Of(rate(t, fmt.Sprintf("%.1f", v))), Range: view.Interval{Low: v - 4, High: v + 9, Known: i != 1}, Text: view.Words(fmt.Sprintf("%.1f%%", v))})
	}
	return c
}

func demoFunnel(t testing.TB) *view.Chart {
	f := &view.Funnel{Mean: rate(t, "15.1"), MeanLab: view.Words("Wexcombe"), SizeMax: 500, SizeLab: view.Words("Pupils")}
	for i := range 40 {
		size := 70 + math.Mod(float64(i)*97.3, 400)
		d := view.Dot{Name: view.Words(fmt.Sprintf("School %d", i)), Value: view.Of(rate(t, fmt.Sprintf("%.1f", 15.1+70/math.Sqrt(size)*math.Sin(float64(i)*12.9)))), Size: count(int64(size)), Role: view.Last}
		if i%13 == 5 {
			d.Role, d.Named = view.Flagged, true
		}
		f.Dots = append(f.Dots, d)
	}
	for k, z := range []float64{1.96, 3.09} {
		l := view.Limit{Label: view.T([]string{"chart.funnel.95", "chart.funnel.998"}[k])}
		for size := int64(60); size <= 500; size += 40 {
			w := z * 100 * math.Sqrt(0.151*0.849/float64(size))
			l.Sizes, l.Lower, l.Upper = append(l.Sizes, size), append(l.Lower, 15.1-w), append(l.Upper, 15.1+w)
		}
		f.Limits = append(f.Limits, l)
	}
	return &view.Chart{ID: "funnel", Kind: view.FunnelChart, Title: view.Words("Persistent absence by size of school"), Desc: view.Words("Funnel."), Scale: view.Scale{Min: 0, Max: 40, Step: 10}, Funnel: f}
}

func demoReasons(t testing.TB) *view.Chart {
	c := &view.Chart{ID: "bars", Kind: view.BarChart, Title: view.Words("Pupils by what they missed"), Desc: view.Words("Bands."), Scale: view.Scale{Min: 0, Max: 100, Step: 20}}
	for i, name := range []string{"Missed under 10%", "Missed 10% to under 50%", "Missed 50% or more"} {
		role := view.This
		if i == 0 {
			role = view.Last
		}
		c.Rows = append(c.Rows, view.ChartRow{Label: view.Words(name), Role: role, Now: view.Of(rate(t, []string{"80.2", "17.2", "2.6"}[i])), Versus: view.Of(rate(t, []string{"81.1", "16.4", "2.5"}[i])), Text: view.Words([]string{"80.2%", "17.2%", "2.6%"}[i])})
	}
	return c
}
