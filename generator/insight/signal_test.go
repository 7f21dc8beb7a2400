package insight

import (
	"math"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/register"
)

var rules = Rules{LeastPoints: 8}

// years gives a school yearly absences, from 2001-02 on.
func years(t *testing.T, absences ...register.Count) (*disclosure.Publication, disclosure.At) {
	var rows []register.Row
	for i, a := range absences {
		rows = append(rows, row(t, harbour, attendance.AcademicYear(2001+i).String(), a))
	}
	return publish(rows...), at(t, attendance.AcademicYear(2000+len(absences)).String())
}

// The attendance of the steady years is 95.0 and 94.9 by turns: 94.95 on average, with
// steps of 0.1, so that 94.95 - 0.266 = 94.684 to 95.216 is usual.
func TestYearsAreJudgedByTheirValues(t *testing.T) {
	steady := []register.Count{500, 510, 500, 510, 500, 510, 500, 510}
	then := func(more ...register.Count) []register.Count { return append(steady[:8:8], more...) }
	for _, c := range []struct {
		name     string
		absences []register.Count
		verdict  Verdict
		rule     Rule
		side     int
		better   int
		earlier  int
	}{
		{"too few", steady, TooFew, NoRule, 0, +0, 7},
		{"no change", then(510), Usual, NoRule, 0, 0, 8},
		{"within the range", then(531), Usual, NoRule, 0, -1, 8},
		{"below it", then(532), Signal, Beyond, -1, -1, 8},
		{"just within above", then(479), Usual, NoRule, 0, +1, 8},
		{"above it", then(478), Signal, Beyond, +1, +1, 8},
		// 95.0 is above the mean of one year at 94.0 and seven at 95.0, for the eighth time
		{"a run", []register.Count{600, 500, 500, 500, 500, 500, 500, 500, 500}, Level, Run, +1, 0, 8},
		// with two years of 95.13 the centre is 94.986 and the mean step 0.93/9, so the limit
		// is 95.261 and whatever is above 95.123 is nearer to it
		{"near the limit for the third time", then(487, 487, 487), Level, Near, +1, 0, 10},
		// 92.0 widens the range to 94.622 +- 2.66 * 0.45 = 93.425, and 92.1 is still below
		{"recovers, and is still low", then(800, 790), Level, Beyond, -1, 0, 9},
		// back at 94.9 after that one bad year: within 93.425 to 95.819, and a step of 2.9 is
		// more than 3.267 * 0.45 = 1.470
		{"leaps back", then(800, 510), Signal, Moved, +1, +1, 9},
	} {
		pub, here := years(t, c.absences...)
		got := ChangeOf(pub, here, "attendance", harbour, rules)
		if got.Verdict != c.verdict || got.Rule != c.rule || got.Side != c.side || got.Earlier != c.earlier || got.Basis != OwnValues {
			t.Errorf("%s: %+v, want verdict %d by %q on side %d of %d", c.name, got, c.verdict, c.rule, c.side, c.earlier)
		}
		if c.verdict == Signal && got.Better() != c.better {
			t.Errorf("%s: better %d, want %d", c.name, got.Better(), c.better)
		}
	}
	pub, here := years(t, then(800, 790)...)
	if got := ChangeOf(pub, here, "attendance", harbour, rules); got.Tenths != 1 || got.Agrees() {
		t.Errorf("a rate that recovers by %d tenths agrees with its low level", got.Tenths)
	}
	pub, here = years(t, then(478)...)
	got := ChangeOf(pub, here, "attendance", harbour, rules)
	if !near(got.Limits.Lower, 94.684, 1e-9) || !near(got.Limits.Upper, 95.216, 1e-9) || !near(got.Value, 95.22, 1e-9) || !got.Agrees() {
		t.Errorf("%v against %+v, want 95.22 against 94.684 to 95.216", got.Value, got.Limits)
	}
	if got := ChangeOf(pub, here, "attendance", harbour, Rules{}); got.Verdict != Signal {
		t.Errorf("without settings the verdict is %d: eight years are enough", got.Verdict)
	}
	pub, here = years(t, 500)
	if got := ChangeOf(pub, here, "attendance", harbour, rules); got.Verdict != NotJudged {
		t.Errorf("a first year is judged: %d", got.Verdict)
	}
}

// A change that rounding could make is not called one, however still the series was.
func TestASmallChangeIsUsual(t *testing.T) {
	for _, c := range []struct {
		last    register.Count // sessions missed of 10,000 in the last year
		verdict Verdict
	}{{514, Level}, {524, Signal}} { // 94.86 is printed as 94.9, 94.76 as 94.8
		pub, here := years(t, 500, 500, 500, 500, 500, 500, 500, 500, c.last)
		if got := ChangeOf(pub, here, "attendance", harbour, rules); got.Verdict != c.verdict {
			t.Errorf("%d missed: %d tenths, verdict %d, want %d", c.last, got.Tenths, got.Verdict, c.verdict)
		}
	}
}

// overBreak gives a school and England yearly figures across the change from five
// half-terms to six. The gap is 0.0 and -0.1 by turns up to 2015-16: what is added to
// the school's absence from 2016-17 on is given.
func overBreak(t *testing.T, more ...register.Count) (*disclosure.Publication, disclosure.At) {
	var rows []register.Row
	last := 2015 + len(more)
	for y := 2006; y <= last; y++ {
		p := attendance.AcademicYear(y).String()
		if y <= 2011 {
			p += " HT1-5"
		}
		there := register.Count(600 - 5*(y-2006))
		here := there + register.Count(10*(y%2))
		if y > 2015 {
			here = there + more[y-2016]
		}
		rows = append(rows, row(t, harbour, p, here), row(t, england, p, there))
	}
	return publish(rows...), at(t, attendance.AcademicYear(last).String())
}

// Ten gaps of -0.05 on average, with steps of 0.1: -0.316 to 0.216 is usual.
func TestSignalAcrossTheBreak(t *testing.T) {
	for _, c := range []struct {
		name    string
		more    []register.Count
		verdict Verdict
		side    int
	}{
		{"as ever", []register.Count{0}, Usual, 0},
		{"on the limit", []register.Count{31}, Usual, 0},
		{"below it", []register.Count{32}, Signal, -1},
		{"above it", []register.Count{-22}, Signal, +1},
		{"a shift", []register.Count{80}, Signal, -1},
		{"that stays", []register.Count{80, 80}, Level, -1},
		{"and stays", []register.Count{80, 80, 80}, Level, -1}, // -0.175 - 2.66 * 1.6/11 = -0.562
	} {
		pub, here := overBreak(t, c.more...)
		got := ChangeOf(pub, here, "attendance", england, rules)
		if got.Basis != GapValues || got.Verdict != c.verdict || got.Side != c.side || got.Earlier != 9+len(c.more) {
			t.Errorf("%s: %+v, want verdict %d on side %d of %d", c.name, got, c.verdict, c.side, 9+len(c.more))
		}
		if before := append([]register.Count{10}, c.more...); math.Abs(got.Step-float64(before[len(c.more)-1]-before[len(c.more)])/100) > 1e-9 {
			t.Errorf("%s: the gap changed by %v", c.name, got.Step) // 2015 was 10 sessions in 10,000 behind
		}
	}
}

// A rate does not leave 0 to 100, whatever its limits.
func TestLimitsStayWithinTheScale(t *testing.T) {
	pub, here := years(t, 0, 100, 0, 100, 0, 100, 0, 100, 50)
	got := ChangeOf(pub, here, "attendance", harbour, rules)
	if got.Limits.Upper != 100 || !near(got.Limits.Lower, 96.84, 1e-9) { // 99.5 - 2.66
		t.Errorf("limits %+v, want 96.84 to 100", got.Limits)
	}
}
