package attendance

import (
	"slices"
	"testing"
)

func TestParsePeriod(t *testing.T) {
	for in, want := range map[string]string{
		"2024-25": "2024-25", "2024/25": "2024-25", "2024-2025": "2024-25", "1999-00": "1999-00",
		"2024-25 Autumn": "2024-25 autumn", "2024-25 spring term": "2024-25 spring",
		"2024-25 HT3": "2024-25 HT3", "2024-25 to HT4": "2024-25 to HT4", "2024-25  w07": "2024-25 W07",
		"2011-12 HT1-5": "2011-12 HT1-5",
		// one stretch of time has one name
		"2024-25 to HT1": "2024-25 HT1", "2024-25 to HT2": "2024-25 autumn", "2024-25 to HT6": "2024-25",
	} {
		p, err := ParsePeriod(in)
		if err != nil || p.String() != want {
			t.Errorf("ParsePeriod(%q) = %q, %v; want %q", in, p, err, want)
		}
		if again, err := ParsePeriod(p.String()); err != nil || again != p {
			t.Errorf("%q does not read back: %v, %v", p, again, err)
		}
	}
	for _, in := range []string{"", "2024", "2024-26", "2024-25 HT7", "2024-25 HT0", "2024-25 winter", "2024-25 W54", "24-25"} {
		if p, err := ParsePeriod(in); err == nil {
			t.Errorf("ParsePeriod(%q) = %q, want an error", in, p)
		}
	}
}

func TestPeriodOrder(t *testing.T) {
	want := []string{"2011-12 HT1-5", "2024-25 W01", "2024-25 W02", "2024-25 HT1", "2024-25 W12", "2024-25 HT2", "2024-25 autumn", "2024-25 W20", "2024-25 HT3", "2024-25 to HT3",
		"2024-25 HT4", "2024-25 spring", "2024-25 to HT4", "2024-25 HT6", "2024-25 summer", "2024-25", "2025-26 HT1"}
	var got []Period
	for _, s := range want {
		p, err := ParsePeriod(s)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, p)
	}
	slices.Reverse(got)
	slices.SortFunc(got, Period.Compare)
	for i := range want {
		if got[i].String() != want[i] {
			t.Errorf("place %d is %q, want %q", i, got[i], want[i])
		}
	}
}

// "Like with like: autumn with autumn, cumulative with cumulative, same number of
// half-terms."
func TestComparable(t *testing.T) {
	five, _ := ParsePeriod("2011-12 HT1-5")
	six, _ := ParsePeriod("2012-13")
	autumn, _ := ParsePeriod("2012-13 autumn")
	if five.Comparable(six) {
		t.Error("a year of five half-terms compared with one of six")
	}
	if !autumn.Comparable(autumn.YearBefore()) || autumn.Comparable(six) {
		t.Error("a term is compared with the same term and nothing else")
	}
}

func TestDecimal(t *testing.T) {
	for in, want := range map[string]string{"94.86": "94.86", "90": "90", "0.10": "0.1", "-1.5": "-1.5", ".5": "0.5",
		"4.4800000000000004": "4.4800000000000004", "94.6605294380684": "94.6605294380684"} {
		d, err := ParseDecimal(in)
		if err != nil || d.String() != want {
			t.Errorf("ParseDecimal(%q) = %v, %v; want %s", in, d, err, want)
		}
	}
	for _, in := range []string{"", ".", "-", "1,234", "1e3", "12 ", "--1", "1.2.3", "0x10"} {
		if d, err := ParseDecimal(in); err == nil {
			t.Errorf("ParseDecimal(%q) = %v, want an error", in, d)
		}
	}
}

// floor((1-t)*P) in exact arithmetic: in binary, 5.14% of 50,000 is
// 2569.9999999999995 and loses a session.
func TestPercentOf(t *testing.T) {
	for _, c := range []struct {
		percent string
		n, want int64
	}{{"5.14", 50000, 2570}, {"5.14", 49999, 2569}, {"10", 45, 4}, {"0", 45, 0}, {"100", 45, 45}, {"6.1", 17197212, 1049029}} {
		d, _ := ParseDecimal(c.percent)
		if got := d.PercentOf(c.n); got != c.want {
			t.Errorf("%s%% of %d = %d, want %d", c.percent, c.n, got, c.want)
		}
	}
}

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{
		"St Mary's C of E Primary": "st-marys-c-of-e-primary", "Ysgol Gymraeg Y Fâl": "ysgol-gymraeg-y-fal",
		"../../etc": "etc", "</script>": "script", "": "unnamed", "学校": "unnamed", "CV1": "cv1",
	} {
		if got := Slug(in); got != want {
			t.Errorf("Slug(%q) = %q, want %q", in, got, want)
		}
	}
}
