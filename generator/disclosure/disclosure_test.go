package disclosure

import (
	"fmt"
	"strings"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

var (
	authority = attendance.Place{Level: attendance.LevelAuthority, Code: "991"}
	autumn    = attendance.Period{Year: 2024, Grain: attendance.Term, Number: 1}
)

// cube makes a cube of one school with the counts given.
func cube(enrolments, pa, severe register.Count) *measure.Cube {
	c := register.None()
	c.Schools, c.Enrolments, c.Possible, c.Overall, c.Authorised, c.Unauthorised = 1, enrolments, enrolments*140, enrolments*7, enrolments*5, enrolments*2
	c.PA10, c.Severe = pa, severe
	ds := &register.Dataset{
		Schools: []attendance.Establishment{{URN: "1", Name: "Harbour Primary", Phase: attendance.Primary}},
		Rows:    []register.Row{{Place: attendance.Place{Level: attendance.LevelSchool, Code: "1"}, Phase: attendance.Primary, Period: autumn, Group: attendance.AllPupils, Counts: c}},
	}
	return measure.Aggregate(ds, authority, nil)
}

func at() At {
	return All(attendance.Place{Level: attendance.LevelSchool, Code: "1"}, autumn, attendance.Primary)
}

func TestPrimarySuppression(t *testing.T) {
	for _, c := range []struct {
		name            string
		enrolments, pa  register.Count
		count, rate     Symbol
		policy          Policy
		wholeRateSymbol Symbol
	}{
		{"a count over the threshold is shown", 200, 6, Shown, Shown, Intranet, Shown},
		{"a count of one to five is hidden, and its percentage with it", 200, 5, Suppressed, Suppressed, Intranet, Shown},
		{"a true zero is shown", 200, 0, Shown, Shown, Intranet, Shown},
		{"the complement is treated alike: 42 of 45 gives 3 away", 45, 42, Suppressed, Suppressed, Intranet, Shown},
		{"a percentage of fewer than 20 pupils is hidden", 19, 7, Shown, Suppressed, Intranet, Shown},
		{"sessions of one to five pupils are hidden: their mean is a pupil's", 4, 0, Suppressed, Suppressed, Intranet, Suppressed},
		{"disclosure: none shows everything", 4, 3, Shown, Shown, Policy{Mode: Open}, Shown},
		{"the threshold is a setting", 200, 7, Suppressed, Suppressed, Policy{Mode: Primary, Threshold: 7, MinBase: 20}, Shown},
	} {
		p := Publish(cube(c.enrolments, c.pa, 0), c.policy)
		if got := p.Count(at(), PA10).Symbol(); got != c.count {
			t.Errorf("%s: the count's symbol is %q, want %q", c.name, got, c.count)
		}
		if got := p.Rate(at(), "pa_10").Symbol(); got != c.rate {
			t.Errorf("%s: the percentage's symbol is %q, want %q", c.name, got, c.rate)
		}
		if got := p.Rate(at(), "attendance").Symbol(); got != c.wholeRateSymbol {
			t.Errorf("%s: attendance's symbol is %q, want %q", c.name, got, c.wholeRateSymbol)
		}
	}
}

// A figure that is not shown holds no number, however it is printed.
func TestHiddenFigureHoldsNothing(t *testing.T) {
	p := Publish(cube(4321, 3, 1), Intranet)
	for _, f := range []Figure{p.Rate(at(), "pa_10"), p.Count(at(), PA10), p.Count(at(), Severe), p.Rate(at(), "severe")} {
		if f.Shown() {
			t.Fatalf("%v is shown", f.Ref())
		}
		if s := fmt.Sprintf("%+v %#v %v", f, f, f); strings.Contains(s, "4321") || f.num != 0 || f.den != 0 {
			t.Errorf("a hidden figure prints %s", s)
		}
		if _, ok := f.Value(); ok {
			t.Errorf("a hidden figure has a value")
		}
		if _, ok := f.Tenths(); ok {
			t.Errorf("a hidden figure has tenths")
		}
	}
}

func TestSymbols(t *testing.T) {
	for c, want := range map[register.Count]string{register.Missing: "x", register.Withheld: "c", register.NotApplicable: "z", register.Low: "low"} {
		p := Publish(cube(200, c, 0), Intranet)
		if got := p.Count(at(), PA10).Symbol().String(); got != want {
			t.Errorf("a count of %d prints %q, want %q", c, got, want)
		}
		if f := p.Rate(at(), "pa_10"); f.Shown() {
			t.Errorf("a percentage was made of %d", c)
		}
	}
	if f := (Figure{}); f.Shown() || f.Symbol() != NotAvailable {
		t.Error("the zero Figure is not available")
	}
	if f := Publish(cube(200, 20, 0), Intranet).Rate(at(), "no_such_measure"); f.Shown() {
		t.Error("an unknown measure has a figure")
	}
}

// Rounding is half up, in whole numbers: 1 of 16 is 6.25%, printed 6.3.
func TestTenths(t *testing.T) {
	for _, c := range []struct{ num, den, want int64 }{
		{1, 16, 63}, {819557, 17197212, 48}, {1, 3, 333}, {0, 5, 0}, {5, 5, 1000}, {1, 2000, 1}, {1, 2001, 0},
		{2403092948, 2522300237, 953},
	} {
		f := Figure{kind: Rate, num: c.num, den: c.den}
		if got, ok := f.Tenths(); !ok || got != c.want {
			t.Errorf("%d of %d is %d tenths, want %d", c.num, c.den, got, c.want)
		}
	}
	d, _ := attendance.ParseDecimal("94.86")
	if got, _ := (Figure{kind: Percent, percent: d}).Tenths(); got != 949 {
		t.Errorf("94.86%% is %d tenths, want 949", got)
	}
	if s, _ := (Figure{kind: Rate, num: 819557, den: 17197212}).Unrounded(); s != "4.7656387559" {
		t.Errorf("unrounded it is %s", s)
	}
}

// A percentage published without its counts is shown, and its count is not
// available.
func TestPublishedPercentage(t *testing.T) {
	d, _ := attendance.ParseDecimal("7.3")
	ds := &register.Dataset{
		Schools: []attendance.Establishment{{URN: "1", Phase: attendance.Primary}},
		Rates:   []register.Rate{{Place: at().Place, Phase: attendance.Primary, Period: autumn, Group: attendance.AllPupils, Measure: "pa_15", Percent: d, Method: "38 or more sessions"}},
	}
	p := Publish(measure.Aggregate(ds, authority, nil), Intranet)
	f := p.Rate(at(), "pa_15")
	if got, ok := f.Tenths(); !ok || got != 73 || f.Kind() != Percent || f.Ref().Rule != "38 or more sessions" {
		t.Errorf("got %+v", f)
	}
	if _, ok := f.Num(); ok {
		t.Error("a percentage without counts has a count")
	}
	if p.Count(at(), PA15).Symbol() != NotAvailable {
		t.Error("its count is not available")
	}
}
