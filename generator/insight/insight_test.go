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
