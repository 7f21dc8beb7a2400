package audit

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/diag"
)

// seal puts a ledger at the end of a body.
func seal(body, ledger string) string {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.DefaultCompression)
	w.Write([]byte(ledger))
	w.Close()
	return strings.Replace(body, "</body>", ledgerOpen+base64.StdEncoding.EncodeToString(b.Bytes())+ledgerClose+"</body>", 1)
}

const (
	// 1,000 possible sessions and 89 missed are 91.1% attended; 23 of 101 pupils are 22.8%.
	figuresFile = "level,code,name,phase,period,group,enrolments,sess_possible,sess_overall,sess_code_i,sess_code_g,sess_code_d,attendance_percent,pa_10,pa_10_percent,status\n" +
		"cluster,a,A,Total,2025-26 spring,All pupils,101,1000,89,40,9,7,91.1,23,22.8,\n" +
		"school,1,B,Primary,2025-26 spring,All pupils,c,c,c,c,c,c,c,c,c,\n"

	// The steps of the axis stand at 0 and 100 for 86 and 98, so 91.1 is at
	// 100 x 5.1/12 = 42.5, and a bar of 22.8 on a scale of 0 to 40 is 57 long.
	placedPage = `<html><body><h1>A</h1><p>Attendance was 91.1%, 1.8 points below; 23 pupils of 101.</p><td data-sort="911">91.1%
<svg class="plot p-rows"><line x1="0" x2="0"/><line x1="100%"/><circle class="d-this" cx="42.5%"/></svg>
<svg class="plot p-bars"><line x1="0"/><line x1="100%"/><rect class="b-this" width="57%" height="16"/></svg>
<script type="application/json" class="option">{"series":[{"id":"this-0","data":[["91.1%",[91.1,0]]]}],"xAxis":[{"type":"value","min":86,"max":98}],"yAxis":[{"type":"category","data":["B"]}]}</script>
</body></html>`

	// The numbers that are skipped first are those of <h1>, twice.
	placedLedger = "%\tcluster\ta\tTotal\t2025-26 spring\tAll pupils\tattendance\nd\n#\t\t\t\t\t\tpa_10\n#\t\t\t\t\t\tenrolments\n=86\n=98\n=0\n=40\n%\t\t\t\t\t\tpa_10\n\n" +
		"2 0\n0 1\n0 2\n0 3\n0 0\n0 0\n1 4g\n3 5g\n0 0g\n1 6g\n1 7g\n0 8g\n2 0\n4"
)

func placedSite(t *testing.T, page string) []string {
	t.Helper()
	site := fstest.MapFS{
		"index.html":            {Data: []byte(seal(page, placedLedger))},
		"downloads/figures.csv": {Data: []byte(figuresFile)},
	}
	return numberProblems(site)
}

func numberProblems(site fstest.MapFS) []string {
	var problems diag.List
	Site(site, DefaultLimits, &problems)
	var out []string
	for _, p := range problems.Problems() {
		if p.Code == diag.AuditNumber {
			out = append(out, p.String())
		}
	}
	return out
}

func TestPlacedPage(t *testing.T) {
	numbers, _ := pageNumbers([]byte(placedPage))
	var all []string
	for _, n := range numbers {
		all = append(all, placedPage[n.at:n.end])
	}
	t.Logf("%d numbers: %q", len(all), all)
	if got := placedSite(t, placedPage); len(got) > 0 {
		t.Error(got)
	}
}

// Each change alone is found, and named.
func TestUnplacedNumbers(t *testing.T) {
	for name, c := range map[string]struct{ old, new, want string }{
		"planted in words":       {"<p>", "<p>3 ", "the page has 28 numbers and accounts for 27"},
		"planted in a class":     {`class="d-this"`, `class="d-this 3"`, "the page has 28 numbers"},
		"planted at the end":     {"</script>", "</script>3", "the page has 28 numbers"},
		"taken out":              {"23 pupils of ", "pupils of ", "the page has 26 numbers"},
		"a digit of a percent":   {"was 91.1%", "was 91.2%", `"91.2" in`},
		"no decimals":            {"was 91.1%", "was 91%", `"91" in`},
		"a digit of a count":     {"23 pupils", "28 pupils", "say 23 of the number of pa_10 of cluster a, Total, 2025-26 spring, All pupils"},
		"a digit in a sort key":  {`"911"`, `"912"`, `"912" in`},
		"a disc moved":           {`cx="42.5%"`, `cx="43.5%"`, "drawn at 43.50, where 42.50"},
		"a bar made longer":      {`width="57%"`, `width="59%"`, "drawn at 59.00, where 57.00"},
		"a bar of nothing":       {`<rect class="b-this" width`, `<rect class="b-this"/><rect class="b-this" width`, "stands for 1 values, and the page accounts for 0"},
		"a bar of words":         {`<rect class="b-this" width="57%" height="16"/>`, `<rect class="b-this"/>57 16`, "a coordinate that is in no drawing"},
		"a number for scripts":   {`[91.1,0]`, `[91.4,0]`, "91.4 in"},
		"a row for scripts":      {`[91.1,0]`, `[91.1,5]`, "5 in"},
		"a name for scripts":     {`["91.1%"`, `["91.3%"`, `"91.3" in`},
		"pupils of another kind": {"points below", "pupils below", ""}, // worked out from figures
	} {
		t.Run(name, func(t *testing.T) {
			if !strings.Contains(placedPage, c.old) {
				t.Fatalf("the page does not hold %q", c.old)
			}
			got := strings.Join(placedSite(t, strings.Replace(placedPage, c.old, c.new, 1)), "\n")
			if (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// A whole number straight before a word for pupils is a setting, or it is found.
func TestNumbersOfPupils(t *testing.T) {
	page := func(words string) string {
		return seal(`<html><head><meta name="rollcall:disclosure" content="rounded 5 7"></head><body><p>`+words+`</p></body></html>`, "\n3")
	}
	for words, found := range map[string]bool{
		"7 pupils or fewer": false, "20 pupils": false, "key stage 4 pupils": false, "4 schools": false,
		"4 pupils": true, "4 disgybl": true, "12 children": true, "9 enrolments": true,
	} {
		got := numberProblems(fstest.MapFS{"index.html": {Data: []byte(page(words))}})
		if (len(got) > 0) != found {
			t.Errorf("%q: %v", words, got)
		}
	}
}

// What is not in a column is the quotient of two counts: 40 of 1,000 sessions are 4.0%,
// and of 89 missed the codes of absence say 49, so 40 have no reason.
func TestFiguresOfFiles(t *testing.T) {
	told := toldFigures{toldRows: newToldRows()}
	told.learn(&file{name: "figures.csv"}, fstest.MapFS{"figures.csv": {Data: []byte(figuresFile)}})
	for _, c := range []struct {
		letter, code, measure string
		want                  int64
		ok                    bool
	}{
		{"%", "a", "attendance", 911, true},
		{"#", "a", "attendance", 911, true},
		{"%", "a", "pa_10", 228, true},
		{"#", "a", "enrolments", 101, true},
		{"%", "a", "reason_code_i", 40, true},
		{"#", "a", "reason_code_i", 40, true},
		{"#", "a", "reason_none", 40, true},
		{"%", "a", "band_under_10", 772, true}, // 78 of 101
		{"%", "a", "late", 0, false},
		{"%", "b", "attendance", 0, false},
	} {
		got, fault := told.value(&ledgerEntry{letter: c.letter, figureOf: figureOf{"cluster", c.code, "Total", "2025-26 spring", "All pupils", c.measure}}, new(lookup))
		if got != c.want && c.ok || (fault == "") != c.ok {
			t.Errorf("%s %s: %d, %s", c.letter, c.measure, got, fault)
		}
	}
	if _, fault := told.value(&ledgerEntry{letter: "%", figureOf: figureOf{"school", "1", "Primary", "2025-26 spring", "All pupils", "attendance"}}, new(lookup)); fault == "" {
		t.Error("a hidden figure has a number")
	}
}

func TestFilesOfFigures(t *testing.T) {
	for name, c := range map[string]struct{ old, new, want string }{
		"a column":      {",status", ",note", `a column "note"`},
		"a cell":        {",101,", ",about 100,", `"about 100" in the column enrolments`},
		"a percentage":  {",91.1,", ",91.12,", `"91.12" in the column attendance_percent`},
		"a row cut off": {",c,\nS", "\nS", ""},
		"labels":        {"level,code", "code,level", "does not begin with the columns"},
	} {
		text := strings.Replace(figuresFile, c.old, c.new, 1)
		got := strings.Join(numberProblems(fstest.MapFS{"index.html": {Data: []byte(seal(placedPage, placedLedger))}, "figures.csv": {Data: []byte(text)}}), "\n")
		if !strings.Contains(got, c.want) {
			t.Errorf("%s: %s", name, got)
		}
	}
	two := fstest.MapFS{"index.html": {Data: []byte(seal(placedPage, placedLedger))}, "a/figures.csv": {Data: []byte(figuresFile)},
		"b/figures.csv": {Data: []byte(strings.Replace(figuresFile, ",101,", ",105,", 1))}}
	if got := strings.Join(numberProblems(two), "\n"); !strings.Contains(got, "another file says otherwise") {
		t.Errorf("two files that differ: %s", got)
	}
}

func TestOtherFiles(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"data.json":          {"{}", "no edition with protected figures has"},
		"downloads/a.xlsx":   {"PK", "no edition with protected figures has"},
		"chart.svg":          {"<svg/>", "no edition with protected figures has"},
		"robots.txt":         {"User-agent: *\nDisallow:\n", ""},
		"sitemap.xml":        {"<url><loc>https://a.example/x/index.html</loc></url>\n", ""},
		"static/a.js":        {"3", ""}, // where the theme is not known
		"404.html":           {"<html><body><h1>Not here</h1></body></html>", ""},
		"more/index.html":    {"<html><body>3</body></html>", "does not account"},
		"static/edition.css": {`@page{font:8pt Arial;content:"For 4 pupils"}`, "not on the front page"},
	} {
		site := fstest.MapFS{"index.html": {Data: []byte(seal(strings.Replace(placedPage, "3", "5", 0), placedLedger))},
			"downloads/figures.csv": {Data: []byte(figuresFile)}, name: {Data: []byte(c.text)}}
		got := strings.Join(numberProblems(site), "\n")
		if (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

func TestNumbersOf(t *testing.T) {
	const text = "1,085 of 2025/26, 93.1. 7,12 M0 26.05L10 −0.4 &#39; h1 1.5.2"
	var got []string
	for _, n := range numbersOf([]byte(text)) {
		got = append(got, text[n.at:n.end])
	}
	if s := strings.Join(got, " "); s != "1,085 2025 26 93.1 7 12 0 26.05 10 0.4 39 1 1.5 2" {
		t.Error(s)
	}
}

// Nothing that stands in a page or its ledger may stop the audit.
func FuzzPlacedPage(f *testing.F) {
	f.Add(placedPage, placedLedger)
	f.Add("<svg class=\"plot\"><circle class=\"d-this\" cx=\"NaN\"", "=NaN\n\n0 0g\n1")
	f.Add("<template id=\"ledger\">", "%\t\n\n-1 9")
	f.Fuzz(func(t *testing.T, page, text string) {
		new(ledger).read(text)
		numberProblems(fstest.MapFS{"index.html": {Data: []byte(seal(page, text))}, "figures.csv": {Data: []byte(page)}})
	})
}

// The middle of ranks 123 to 130 is 126.5; no other number is said by those words.
func TestRanksForScripts(t *testing.T) {
	const datum = `["123 to 130 of 150",[0,126.5]]`
	if !isRank([]byte(datum), 126.5) || isRank([]byte(datum), 126) || isRank([]byte(`["3",[0,3]]`), 3) {
		t.Error("the middle of two ranks is not told from other numbers")
	}
}

func TestNumbersOfCharts(t *testing.T) {
	const datum = `{"value":["93.1% \" 7",[-93.1,1e3,{"a":[0.5]}],true,null],"b":12}`
	if got := values([]byte(datum)); !slices.Equal(got, []float64{-93.1, 1000, 0.5, 12}) {
		t.Error(got)
	}
}
