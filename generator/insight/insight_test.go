package insight

import (
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

var (
	harbour   = attendance.Place{Level: attendance.LevelSchool, Code: "1"}
	authority = attendance.Place{Level: attendance.LevelAuthority, Code: "991"}
	england   = attendance.Place{Level: attendance.LevelCountry, Code: "E92000001"}
)

func period(t testing.TB, s string) attendance.Period {
	t.Helper()
	p, err := attendance.ParsePeriod(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// row makes a row with an absence in sessions of 10,000 possible, for 100 pupils.
func row(t testing.TB, place attendance.Place, p string, absent register.Count) register.Row {
	c := register.None()
	c.Schools, c.Enrolments, c.Possible, c.Overall, c.PA10 = 1, 100, 10000, absent, 20
	return register.Row{Place: place, Phase: attendance.Primary, Period: period(t, p), Group: attendance.AllPupils, Counts: c}
}

func publish(rows ...register.Row) *disclosure.Publication {
	ds := &register.Dataset{Rows: rows, Schools: []attendance.Establishment{{URN: "1", Name: "Harbour", Phase: attendance.Primary}}}
	return disclosure.Publish(measure.Aggregate(ds, authority, nil), disclosure.Policy{Mode: disclosure.Open})
}

func at(t testing.TB, p string) disclosure.At {
	return disclosure.All(harbour, period(t, p), attendance.Primary)
}

// "Sessions to win back = (A+U) - floor((1-t)*P) in exact decimal arithmetic; per
// pupil and in days = that / (2 * enrolments). Pupils to move = k - floor(q*N)."
func TestToTarget(t *testing.T) {
	pub := publish(row(t, harbour, "2024-25 autumn", 700))
	for _, c := range []struct {
		id, target       string
		met              bool
		sessions, pupils int64
		gap              int64
	}{
		{"attendance", "94", false, 100, 0, -10}, // 700 - 600
		{"attendance", "93", true, 0, 0, 0},      // exactly met
		{"attendance", "92.5", true, 50, 0, 5},   // headroom: 750 - 700
		{"attendance", "94.86", false, 186, 0, -19},
		{"attendance", "94.865", false, 187, 0, -19}, // floor(513.5) = 513
		{"pa_10", "15", false, 0, 5, 50},             // 20 - 15
		{"pa_10", "20", true, 0, 0, 0},
		{"pa_10", "15.9", false, 0, 5, 41}, // floor(15.9) = 15
		{"pa_10", "22.2", true, 0, 2, -22},
	} {
		target, err := attendance.ParseDecimal(c.target)
		if err != nil {
			t.Fatal(err)
		}
		d, ok := ToTarget(pub, at(t, "2024-25 autumn"), c.id, target)
		if !ok || d.Met != c.met || d.Sessions != c.sessions || d.Pupils != c.pupils || d.GapTenths != c.gap {
			t.Errorf("%s against %s: %+v, want met %v, %d sessions, %d pupils, gap %d", c.id, c.target, d, c.met, c.sessions, c.pupils, c.gap)
		}
	}
	d, _ := ToTarget(pub, at(t, "2024-25 autumn"), "attendance", attendance.Decimal{Unscaled: 94})
	if !d.HasDays || d.Days != 0.5 {
		t.Errorf("100 sessions of 100 pupils are %v days each, want 0.5", d.Days)
	}
	if _, ok := ToTarget(pub, at(t, "2024-25 spring"), "attendance", attendance.Decimal{Unscaled: 94}); ok {
		t.Error("a figure that is not there is set against a target")
	}
}

func TestRefusals(t *testing.T) {
	elsewhere := row(t, england, "2024-25 autumn", 600)
	pub := publish(row(t, harbour, "2024-25 autumn", 700), row(t, harbour, "2023-24 autumn", 650), row(t, harbour, "2024-25 spring", 700),
		row(t, harbour, "2011-12 HT1-5", 700), row(t, harbour, "2012-13", 700), elsewhere)
	rate := func(p string) disclosure.Figure { return pub.Rate(at(t, p), "attendance") }
	there := pub.Rate(disclosure.All(england, period(t, "2024-25 autumn"), attendance.Primary), "attendance")
	secondary := at(t, "2024-25 autumn")
	secondary.Phase = attendance.Secondary
	for name, c := range map[string]struct {
		got  Difference
		want Refusal
	}{
		"autumn with autumn":                   {OverTime(rate("2024-25 autumn"), rate("2023-24 autumn")), Compared},
		"autumn with spring":                   {OverTime(rate("2024-25 spring"), rate("2024-25 autumn")), OtherPeriod},
		"six half-terms with five":             {OverTime(rate("2012-13"), rate("2011-12 HT1-5")), OtherHalfTerms},
		"a figure that is not there":           {OverTime(rate("2024-25 autumn"), rate("2022-23 autumn")), NotShown},
		"a place with another over time":       {OverTime(rate("2024-25 autumn"), there), OtherPlace},
		"a place with another":                 {Between(rate("2024-25 autumn"), there), Compared},
		"a place with another at another time": {Between(rate("2024-25 spring"), there), OtherPeriod},
		"attendance with persistent absence":   {Between(rate("2024-25 autumn"), pub.Rate(at(t, "2024-25 autumn"), "pa_10")), OtherMeasure},
		"primary with secondary":               {Between(rate("2024-25 autumn"), pub.Rate(secondary, "attendance")), OtherPhase},
		"persistent absence at 10% and at 15%": {OverTime(pub.Rate(at(t, "2024-25 autumn"), "pa_10"), pub.Rate(at(t, "2023-24 autumn"), "pa_15")), OtherMeasure},
	} {
		if c.got.Refusal != c.want {
			t.Errorf("%s: refusal %q, want %q", name, c.got.Refusal, c.want)
		}
		if !c.got.Known() && (c.got.Tenths != 0 || c.got.Better() != 0) {
			t.Errorf("%s: a refused comparison says something", name)
		}
	}
	d := OverTime(rate("2024-25 autumn"), rate("2023-24 autumn"))
	if d.Tenths != -5 || d.Better() != -1 {
		t.Errorf("93.0 after 93.5 is %d tenths, better %d; want -5, -1", d.Tenths, d.Better())
	}
}

// years gives a school yearly absences, from 2001-02 on.
func years(t *testing.T, absences ...register.Count) *disclosure.Publication {
	var rows []register.Row
	for i, a := range absences {
		rows = append(rows, row(t, harbour, attendance.AcademicYear(2001+i).String(), a))
	}
	return publish(rows...)
}

// A change is a signal where it is larger than 3.267 times the mean of the earlier
// changes, and at least eight of those are there.
func TestSignal(t *testing.T) {
	rules := Rules{LeastChanges: 8}
	steady := []register.Count{500, 510, 500, 510, 500, 510, 500, 510, 500} // eight changes of 0.1 points
	for name, c := range map[string]struct {
		absences []register.Count
		want     Verdict
	}{
		"too few earlier changes": {steady, TooFew},
		"within the usual range":  {append(steady[:9:9], 532), Usual},  // 0.32 points, limit 0.3267
		"outside it":              {append(steady[:9:9], 533), Signal}, // 0.33 points
		"no change":               {append(steady[:9:9], 500), Usual},
	} {
		last := attendance.AcademicYear(2001 + len(c.absences) - 1).String()
		got := ChangeOf(years(t, c.absences...), at(t, last), "attendance", harbour, rules)
		if got.Verdict != c.want {
			t.Errorf("%s: verdict %d, want %d (limit %.4f of %d changes)", name, got.Verdict, c.want, got.Limit, got.Earlier)
		}
	}
	if got := ChangeOf(years(t, 500), at(t, "2001-02"), "attendance", harbour, rules); got.Verdict != NotJudged {
		t.Errorf("a first year is judged: %d", got.Verdict)
	}
}

// A year that has too few earlier changes, because the series breaks, is judged by
// its gap to England.
func TestSignalAcrossTheBreak(t *testing.T) {
	build := func(last register.Count) *disclosure.Publication {
		var rows []register.Row
		for y := 2006; y <= 2018; y++ {
			p := attendance.AcademicYear(y).String()
			if y <= 2011 {
				p += " HT1-5"
			}
			absent := register.Count(600 - 5*(y-2006) + 10*(y%2)) // the gap to England moves by 0.1 points
			if y == 2018 {
				absent = last
			}
			rows = append(rows, row(t, harbour, p, absent), row(t, england, p, register.Count(600-5*(y-2006))))
		}
		return publish(rows...)
	}
	got := ChangeOf(build(540), at(t, "2018-19"), "attendance", england, Rules{LeastChanges: 8})
	if got.Basis != GapChanges || got.Verdict != Usual || got.Earlier != 11 {
		t.Errorf("got %+v, want the gap within its usual range of 11 changes", got)
	}
	got = ChangeOf(build(480), at(t, "2018-19"), "attendance", england, Rules{LeastChanges: 8})
	if got.Basis != GapChanges || got.Verdict != Signal || got.Better() != +1 {
		t.Errorf("got %+v, want a signal for the better", got)
	}
}

func TestFunnel(t *testing.T) {
	l := FunnelLimits(10, Z95, 900)
	last := len(l.Sizes) - 1
	if l.Sizes[last] != 900 || l.Upper[last] < 11.95 || l.Upper[last] > 11.97 { // 10 + 1.96 * sqrt(.1*.9/900) * 100 = 11.96
		t.Errorf("at 900 pupils the upper limit is %.3f at %d", l.Upper[last], l.Sizes[last])
	}
	if l.Lower[0] != 0 {
		t.Errorf("a share has a lower limit of %.3f", l.Lower[0])
	}
	if !Outside(12, 10, Z95, 900) || Outside(12, 10, Z998, 900) || Outside(12, 10, Z95, 100) {
		t.Error("12% of 900 pupils is outside 95% and inside 99.8% of an average of 10%, and inside for 100 pupils")
	}
}
