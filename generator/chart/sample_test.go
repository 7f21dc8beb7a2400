package chart_test

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/chart"
	"rollcall/generator/disclosure"
	"rollcall/generator/view"
)

// english is a stand-in for the locale: it writes literal words and numbers.
var english = chart.Words{
	Text: func(t view.Text) string {
		switch {
		case t.ID == "chart.now":
			return "Now"
		case t.ID == "chart.change":
			return "Change"
		case t.ID == "chart.rank.range":
			return fmt.Sprint(t.Args[0].Int, " to ", t.Args[1].Int)
		case t.ID == "chart.rank.of":
			return fmt.Sprint("of ", t.Args[0].Int)
		case t.ID == "chart.rank.said":
			return fmt.Sprint(t.Args[0].Words, " of ", t.Args[1].Int)
		case t.ID == "chart.range":
			return t.Args[0].Words + " to " + t.Args[1].Words
		case t.ID != "":
			return "[" + t.ID + "]"
		}
		return t.Literal
	},
	Number: func(v float64, decimals int) string { return strconv.FormatFloat(v, 'f', decimals, 64) },
}

// percent makes a shown figure of a number written as text. Targets are the only
// figures that need no counts.
func percent(s string) view.Value {
	d, err := attendance.ParseDecimal(s)
	if err != nil {
		panic(err)
	}
	return view.Of(new(disclosure.Publication).Target(disclosure.At{}, "attendance", d))
}

func number(v float64) view.Value { return percent(strconv.FormatFloat(v, 'f', 1, 64)) }

var hidden = view.Of(view.Figure{})

// rightToLeft ends without closing what it opens.
const rightToLeft = "\u202eمدرسة\u2066 x"

const hostile = `Ysgol Gynradd Gymraeg "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" & 'r Fro</script><b>`

// wave is a made-up series that rises and dips with the terms.
func wave(n int, level float64) []view.Value {
	values := make([]view.Value, n)
	for i := range values {
		values[i] = number(level + 0.08*float64(i) + 0.5*math.Sin(float64(i)*2.1))
	}
	return values
}

func academicYear(y int) view.Text {
	return view.Words(strings.ReplaceAll(attendance.AcademicYear(y).String(), "-", "/"))
}

func terms(n int) []view.Tick {
	ticks := make([]view.Tick, n)
	for i := range ticks {
		y := 2018 + i/3
		ticks[i] = view.Tick{Label: view.Words([]string{"Aut", "Spr", "Sum"}[i%3]), Group: academicYear(y)}
	}
	return ticks
}

func lineChart(n int) *view.Chart {
	this, last, england := wave(n, 91.7), wave(n, 91.1), wave(n, 92.6)
	if n > 6 {
		this[4], this[5] = hidden, hidden
	}
	return &view.Chart{
		ID: fmt.Sprintf("trend-%d", n), Kind: view.LineChart, Title: view.Words("Attendance has risen three springs running"),
		Sub: view.Words("Attendance, % of possible sessions. The scale starts at 88%."), Desc: view.Words("Attendance from 91.7% to 93.1%."),
		Scale: view.Scale{Min: 88, Max: 96, Step: 2}, X: terms(n),
		Series: []view.Series{
			{Name: view.Words("Wexcombe"), Short: view.Words("Wexcombe"), Role: view.This, Values: this, Marked: []int{1, n - 1}},
			{Name: view.Words("England, state-funded primary schools"), Short: view.Words("England"), Role: view.Comparator, Values: england},
			{Name: view.Words("Last year"), Short: view.Words("Last year"), Role: view.Last, Values: last},
		},
		Ref:    []view.RefLine{{Label: view.Words("Target 94.0% by July 2027"), Role: view.Target, Value: percent("94")}},
		Spans:  []view.Span{{From: 1, To: min(4, n-1), Label: view.Words("Strategy 2018 to 2020")}},
		Breaks: []view.Break{{At: n / 2, Label: view.Words("Counted over five half-terms until here")}},
	}
}

func yearsChart() *view.Chart {
	c := lineChart(13)
	c.ID = "years"
	for i := range c.X {
		y := academicYear(2006 + i)
		c.X[i] = view.Tick{Label: y, Group: y}
	}
	return c
}

func halfTermsChart() *view.Chart {
	c := lineChart(18)
	c.ID = "halfterms"
	for i := range c.X {
		c.X[i] = view.Tick{Label: view.Words(fmt.Sprint("HT", i%6+1)), Group: academicYear(2022 + i/6)}
	}
	return c
}

func slopeChart() *view.Chart {
	c := &view.Chart{
		ID: "clusters", Kind: view.SlopeChart, Title: view.Words("Ashe Vale has reached the target"), Desc: view.Words("Six clusters."),
		Scale: view.Scale{Min: 90, Max: 96, Step: 1},
		Ref:   []view.RefLine{{Label: view.Words("Target 94.0"), Role: view.Target, Value: percent("94")}, {Label: view.Words("England 93.4"), Role: view.Comparator, Value: percent("93.4")}},
		Key:   []view.KeyItem{{Mark: "this", Label: view.Words("Spring 2025/26")}, {Mark: "last", Label: view.Words("Spring 2024/25")}},
	}
	for _, r := range []struct {
		name        string
		now, before view.Value
		role        view.Role
	}{
		{"Ashe Vale", percent("94"), percent("93.4"), view.This}, {"Castle", percent("93.4"), percent("92.8"), view.This},
		{"Northmoor", percent("93.3"), percent("93.4"), view.This}, {"Riverside", percent("93"), percent("93"), view.This},
		{"Ysgolion Cynradd Dyffryn Clwyd a'r Cylch", percent("92.7"), percent("92.4"), view.Last}, {"Harbour", percent("92.4"), hidden, view.This},
		{"Outer", percent("97.2"), percent("89.1"), view.Flagged}, {"Hidden", hidden, percent("92"), view.This},
	} {
		c.Rows = append(c.Rows, view.ChartRow{Label: view.Words(r.name), Now: r.now, Before: r.before, Role: r.role, Text: view.Words("93.4"), Change: view.Words("+0.6")})
	}
	return c
}

func barChart() *view.Chart {
	c := &view.Chart{
		ID: "reasons", Kind: view.BarChart, Title: view.Words("Illness is nearly half of all absence"), Desc: view.Words("Eight reasons."),
		Scale: view.Scale{Min: 0, Max: 4, Step: 1}, Key: []view.KeyItem{{Mark: "comp", Label: view.Words("Spring 2024/25")}},
	}
	for _, r := range []struct {
		name        string
		now, versus view.Value
		role        view.Role
		text        string
	}{
		{"Illness", percent("3.2"), percent("3.4"), view.Last, "3.2%"}, {"Other unauthorised", percent("1.6"), percent("1.7"), view.This, "1.6%"},
		{"Holiday, not agreed", percent("0.6"), percent("0.6"), view.This, "0.6%"}, {"Suspended or permanently excluded, without other provision", percent("0.3"), hidden, view.Last, "0.3%"},
		{"Late, after register closed", hidden, percent("0.2"), view.This, "suppressed [c]"}, {"Everything", percent("4.9"), percent("2.9"), view.This, "4.9%"},
	} {
		c.Rows = append(c.Rows, view.ChartRow{Label: view.Words(r.name), Now: r.now, Versus: r.versus, Role: r.role, Text: view.Words(r.text)})
	}
	return c
}

// dotChart has panels of n schools and of a few.
func dotChart(n int) *view.Chart {
	c := &view.Chart{
		ID: fmt.Sprintf("spread-%d", n), Kind: view.DotChart, Title: view.Words("34 of 58 schools are at or above England"), Desc: view.Words("Distribution."),
		Scale: view.Scale{Min: -4, Max: 4, Step: 1, Unit: view.UnitPoints}, Ref: []view.RefLine{{Label: view.Words("England average for the phase"), Role: view.Comparator, Value: view.Points(0, true)}},
	}
	for p, count := range []int{n, min(n, 12), min(n, 3)} {
		panel := view.Panel{Label: view.Words([]string{"Primary", "Secondary", "Special"}[p]), Sub: view.Words(fmt.Sprintf("%d schools", count))}
		for i := range count {
			v := 13 * (math.Sin(float64(i)*12.9898) + math.Sin(float64(i)*78.233)) // made up, and the same on every run
			d := view.Dot{Name: view.Words(fmt.Sprintf("School %d", i)), Value: view.Points(int64(v), true), Role: view.Last}
			switch {
			case i%17 == 3:
				d.Role, d.Named, d.Name = view.Flagged, i < 60, view.Words([]string{"Harbour High", "Northmoor High", "Southdown College", hostile}[i/17%4])
				d.Value.Tenths -= 12
			case v > 9:
				d.Role = view.This
			case i == 7:
				d.Value = view.Points(52, true) // beyond the scale
			case i == 8:
				d.Value = view.Points(0, false)
			}
			panel.Dots = append(panel.Dots, d)
		}
		c.Panels = append(c.Panels, panel)
	}
	return c
}

func funnelChart(n int) *view.Chart {
	f := &view.Funnel{Mean: percent("15.1").Figure, MeanLab: view.Words("Wexcombe 15.1%"), SizeMax: 500, SizeLab: view.Words("Pupils on roll")}
	for i := range n {
		size := 70 + math.Mod(float64(i)*97.3, 400)
		v := 15.1 + 90/math.Sqrt(size)*math.Sin(float64(i)*12.9898)
		d := view.Dot{Name: view.Words(fmt.Sprintf("School %d", i)), Value: number(v), Size: number(math.Round(size)).Figure, Role: view.Last}
		if i%9 == 2 && i < 60 {
			d.Role, d.Named, d.Name = view.Flagged, true, view.Words([]string{"Lighthouse", "St Anne's", "Ferry Road", hostile}[i/9%4])
			d.Value = number(v + 4)
		}
		f.Dots = append(f.Dots, d)
	}
	for k, z := range []float64{1.96, 3.09} {
		l := view.Limit{Label: view.Words([]string{"95% limit", "99.8% limit"}[k])}
		for _, size := range []int64{60, 75, 90, 110, 140, 180, 230, 300, 380, 500} {
			w := z * 100 * math.Sqrt(0.151*0.849/float64(size))
			l.Sizes, l.Lower, l.Upper = append(l.Sizes, size), append(l.Lower, 15.1-w), append(l.Upper, 15.1+w)
		}
		f.Limits = append(f.Limits, l)
	}
	return &view.Chart{ID: fmt.Sprintf("funnel-%d", n), Kind: view.FunnelChart, Title: view.Words("Persistent absence by size of school"), Desc: view.Words("Funnel."),
		Scale: view.Scale{Min: 0, Max: 30, Step: 10}, Funnel: f}
}

func sparkChart() *view.Chart {
	return &view.Chart{ID: "spark", Kind: view.SparkChart, Title: view.Words("Attendance: last 11 terms"), X: terms(11),
		Series: []view.Series{{Role: view.This, Values: wave(11, 92)}}, Ref: []view.RefLine{{Role: view.Target, Value: percent("94")}}}
}

// charts are the pictures kept in testdata.
func charts() []*view.Chart {
	return []*view.Chart{lineChart(11), lineChart(24), yearsChart(), halfTermsChart(), slopeChart(), barChart(), dotChart(45), dotChart(90), dotChart(400), funnelChart(45), sparkChart(),
		eventsChart(2), eventsChart(5), usualChart(), heatChart(8, 6), heatChart(30, 24), rankChart(), timesChart(5), timesChart(20), intervalChart()}
}
