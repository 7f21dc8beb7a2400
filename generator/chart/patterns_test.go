package chart_test

import (
	"fmt"
	"math"

	"rollcall/generator/view"
)

// eventsChart has n events between its terms, two of them close together.
func eventsChart(n int) *view.Chart {
	c := lineChart(12)
	c.ID = fmt.Sprintf("events-%d", n)
	c.Spans = c.Spans[:1]
	c.Breaks = []view.Break{{At: 8, Label: view.Words("Counted over five half-terms until here")}}
	for i := range n {
		c.Events = append(c.Events, view.Moment{At: []int{2, 6, 7, 7, 11}[i%5], Label: view.Words([]string{
			"New national registration codes", "Attendance contracts replace parenting contracts", "Two schools closed by snow", "No holidays in term time agreed", "Penalty notices: national framework"}[i%5])})
	}
	return c
}

// usualChart has a usual range that is not known at first, is not known for one term
// between, and moves at a break; two values lie outside it.
func usualChart() *view.Chart {
	c := lineChart(15)
	c.ID = "usual"
	c.Spans = nil
	c.Breaks = []view.Break{{At: 9, Label: view.Words("New codes")}}
	c.Series = c.Series[:2]
	c.Series[0].Values = wave(15, 91.7)
	c.Series[0].Values[3], c.Series[0].Values[11] = percent("90.2"), percent("94.1")
	u := &view.Usual{Label: view.Words("usual range for Wexcombe"), Limits: make([]view.Interval, 15)}
	for i := range u.Limits {
		level := 91.9
		if i >= 9 {
			level = 92.6
		}
		u.Limits[i] = view.Interval{Low: level - 0.96, High: level + 0.96, Known: i >= 2 && i != 7}
	}
	c.Usual = u
	return c
}

func heatChart(rows, columns int) *view.Chart {
	h := &view.Heat{Legend: view.Words("Each tint is a step of 0.5 points.")}
	for i := range columns {
		h.Columns = append(h.Columns, view.Words(fmt.Sprintf("%s %s", []string{"Autumn", "Spring", "Summer"}[i%3], academicYear(2018+i/3).Literal)))
	}
	for r := range rows {
		name := fmt.Sprintf("Year %d", r)
		if r%7 == 5 {
			name = "Excluded, with no alternative provision made"
		}
		row := view.HeatRow{Label: view.Words(name)}
		for k := range columns {
			tenths := int64(math.Round(14 * math.Sin(float64(r)*1.7+float64(k)*2.3)))
			cell := view.HeatCell{Value: view.Points(tenths, true), Step: int(tenths) / 4, Mark: tenths == 14, Note: view.Words(fmt.Sprintf("%s, %d: %d", name, k, tenths))}
			if (r*columns+k)%23 == 7 {
				cell.Value = view.Points(tenths, false)
			}
			row.Cells = append(row.Cells, cell)
		}
		h.Rows = append(h.Rows, row)
	}
	return &view.Chart{ID: fmt.Sprintf("heat-%d", columns), Kind: view.HeatChart, Title: view.Words("Absence by year group against a year before"), Desc: view.Words("A table of changes."),
		Scale: view.Scale{Unit: view.UnitPoints}, Heat: h, Key: []view.KeyItem{{Mark: "signal", Label: view.Words("beyond the usual range")}}}
}

func rankChart() *view.Chart {
	c := yearsChart()
	c.ID, c.Kind, c.Title, c.Series, c.Ref = "rank", view.RankChart, view.Words("Middle of 152 authorities, up from the lowest quarter"), nil, nil
	c.Spans = c.Spans[:1]
	c.Breaks = []view.Break{{At: 6, Label: view.Words("six half-terms from here")}}
	for i := range c.X {
		low := 118 - 6*i + 9*(i%3)
		c.Ranks = append(c.Ranks, view.Rank{Low: low, High: low + 11*(i%4), Of: 150 + i%3})
	}
	c.Ranks[3] = view.Rank{}
	return c
}

// timesChart compares ratios, on a logarithmic scale where they reach beyond five.
func timesChart(most float64) *view.Chart {
	c := &view.Chart{ID: fmt.Sprintf("times-%v", most), Kind: view.IntervalChart, Title: view.Words("How much likelier the threshold is above 94%"), Desc: view.Words("Ratios."),
		Scale: view.Scale{Min: 0, Max: most, Step: 1, Unit: view.UnitTimes}, Ref: []view.RefLine{{Label: view.Words("as likely"), Role: view.Comparator, Value: number(1)}}}
	if most > 5 {
		c.Scale.Min = 0.5
	}
	for i, r := range [][3]float64{{0.8, 1.1, 1.4}, {1.2, 1.94, 3.1}, {2.6, 4.21, 7.9}, {4, 12.24, 31}} {
		c.Rows = append(c.Rows, view.ChartRow{Label: view.Words([]string{"95% and over", "90% to 95%", "against 80% or less", "against 70% or less"}[i]), Point: r[1],
			Range: view.Interval{Low: r[0], High: r[2], Known: true}, Text: view.Words(fmt.Sprintf("%.1f times (%.1f to %.1f)", r[1], r[0], r[2]))})
	}
	c.Rows = append(c.Rows, view.ChartRow{Label: view.Words("with too few to say"), Text: view.Words("not known")})
	return c
}

func intervalChart() *view.Chart {
	c := &view.Chart{ID: "intervals", Kind: view.IntervalChart, Title: view.Words("Two of six schools lie clear of the authority"), Desc: view.Words("Shares."),
		Scale: view.Scale{Min: 0, Max: 40, Step: 10}, Ref: []view.RefLine{{Label: view.Words("Wexcombe 15.1%"), Role: view.Comparator, Value: percent("15.1")}}}
	for i, name := range []string{"Lighthouse Primary School", "St Anne's", "Ferry Road", "Ysgol Gynradd Gymraeg Llanfairpwllgwyngyllgogerychwyrndrobwll", "Harbour High", "Northmoor"} {
		v := 5 + 6.5*float64(i)
		row := view.ChartRow{Label: view.Words(name), Href: fmt.Sprintf("schools/%d.html", i), Now: number(v), Range: view.Interval{Low: v - 4.04, High: v + 5.06, Known: i != 2}, Text: view.Words(fmt.Sprintf("%.1f%%", v))}
		if i == 5 {
			row.Role = view.Flagged
		}
		c.Rows = append(c.Rows, row)
	}
	return c
}
