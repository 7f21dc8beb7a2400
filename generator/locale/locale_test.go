package locale

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const english = `
number.group: ","
number.point: "."
number.minus: "−"
number.percent: "{n}%"
number.points: "{n} points"
number.nochange: no change
number.year: "{first}/{next}"
date.long: "{day} {month} {year}"
month.1: January
month.2: February
month.3: March
month.4: April
month.5: May
month.6: June
month.7: July
month.8: August
month.9: September
month.10: October
month.11: November
month.12: December
`

func load(t testing.TB, lang, text string) (*Locale, error) {
	t.Helper()
	return Load(fstest.MapFS{"locale/" + lang + ".yaml": {Data: []byte(text)}}, lang)
}

func mustLoad(t testing.TB, lang, text string) *Locale {
	t.Helper()
	l, err := load(t, lang, english+text)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestNumbers(t *testing.T) {
	l := mustLoad(t, "en", "")
	for _, c := range []struct{ got, want string }{
		{l.Integer(0), "0"}, {l.Integer(999), "999"}, {l.Integer(4210), "4,210"}, {l.Integer(-1234567), "−1,234,567"},
		{l.Percent(931), "93.1%"}, {l.Percent(0), "0.0%"}, {l.Percent(1000), "100.0%"},
		{l.Points(4), "+0.4 points"}, {l.Points(-18), "−1.8 points"}, {l.Points(0), "no change"},
		{l.Signed(0), "0.0"}, {l.Signed(-1), "−0.1"}, {l.Signed(12), "+1.2"},
		{l.Gap(-9), "0.9"}, {l.Gap(9), "0.9"},
		{l.Number(88, 0), "88"}, {l.Number(-2.5, 1), "−2.5"}, {l.Number(-0.04, 1), "0.0"}, {l.Number(12345, 0), "12,345"}, {l.Number(-0.26, 1), "−0.3"},
		{l.Year(2025), "2025/26"}, {l.Year(1999), "1999/00"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestDate(t *testing.T) {
	l := mustLoad(t, "en", "")
	if got, err := l.Date("2026-05-08"); err != nil || got != "8 May 2026" {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := l.Date("01/09/012"); err == nil {
		t.Error("a date that cannot be read has no error")
	}
}

// say fills a message with one number.
func say(t *testing.T, l *Locale, id string, n int64) string {
	t.Helper()
	m, err := l.Message(id)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for p := range l.Parts(m, func(string) (int64, bool) { return n, n >= 0 }) {
		b.WriteString(p.Text)
		if p.Gap != "" {
			b.WriteString("<" + p.Gap + ":" + p.Form + ">")
		}
	}
	return b.String()
}

func TestPlural(t *testing.T) {
	l := mustLoad(t, "en", `met: "{n|one school|{n:short} schools} met its {what}"`)
	for n, want := range map[int64]string{1: "one school met its <what:>", 0: "<n:short> schools met its <what:>", 2: "<n:short> schools met its <what:>", -1: "<n:short> schools met its <what:>"} {
		if got := say(t, l, "met", n); got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
	cy := mustLoad(t, "cy", `ci: "{n|cŵn|ci|gi|chi|chi6|ci+}"`)
	for n, want := range map[int64]string{0: "cŵn", 1: "ci", 2: "gi", 3: "chi", 6: "chi6", 4: "ci+", 7: "ci+"} {
		if got := say(t, cy, "ci", n); got != want {
			t.Errorf("cy %d: got %q, want %q", n, got, want)
		}
	}
}

func TestGaps(t *testing.T) {
	l := mustLoad(t, "en", `a: "{n|{x}|{y}} and {z}"`)
	m, _ := l.Message("a")
	if got := m.Gaps(); !slices.Equal(got, []string{"n", "x", "y", "z"}) {
		t.Errorf("gaps %q", got)
	}
}

func TestFaults(t *testing.T) {
	if _, err := mustLoad(t, "en", "").Message("absent"); err == nil {
		t.Error("a missing message has no error")
	}
	_, err := load(t, "en", english+"a: \"{n\"\nb: \"n}\"\nc: \"{N}\"\nd: \"{n|only one}\"\n")
	for _, want := range []string{"a: a gap is opened", "b: a gap is closed", "c: a gap is named", "d: {n|only one}: 1 forms"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v lacks %q", err, want)
		}
	}
	_, err = load(t, "en", "month.1: January")
	if err == nil || !strings.Contains(err.Error(), `"month.2"`) || !strings.Contains(err.Error(), `"number.percent"`) {
		t.Errorf("missing formats: %v", err)
	}
	if _, err = load(t, "en", english+"month.1: Ionawr"); err == nil {
		t.Error("the same id twice has no error")
	}
	if _, err = load(t, "en", english+"a: [1]"); err == nil {
		t.Error("a message that is not text has no error")
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"{n} {n|school|schools}", "{a:b}", "}{", "{{", "{n|{x|1|2}|3}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, err := parse(s, 2)
		if err != nil {
			return
		}
		l := &Locale{lang: "en"}
		for range l.Parts(m, nil) {
		}
		m.Gaps()
	})
}

// What a nation says otherwise stands in place of the language's words; the rest and a
// nation without a file of its own keep them.
func TestLoadNation(t *testing.T) {
	fsys := fstest.MapFS{
		"locale/en.yaml":       {Data: []byte(english + "gap: Gap to England\nrest: The same\n")},
		"locale/en-wales.yaml": {Data: []byte("gap: Gap to Wales\n")},
		"locale/en-stray.yaml": {Data: []byte("gpa: Gap to Wales\n")},
	}
	for nation, want := range map[string]string{"": "Gap to England", "england": "Gap to England", "wales": "Gap to Wales"} {
		l, err := LoadNation(fsys, "en", nation)
		if err != nil {
			t.Fatal(err)
		}
		if got, rest := l.bare("gap"), l.bare("rest"); got != want || rest != "The same" {
			t.Errorf("%q says %q and %q", nation, got, rest)
		}
	}
	if _, err := LoadNation(fsys, "en", "stray"); err == nil || !strings.Contains(err.Error(), `no message "gpa"`) {
		t.Errorf("a message of nobody's is %v", err)
	}
}
