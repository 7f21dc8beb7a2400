package strategy

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

const indexPage = `---
kind: strategy
id: wexcombe
title: Every School Day
authority: Wexcombe
nation: England
from: 2024-09-01
until: 2027-07-31
source: {title: Every School Day, publisher: Wexcombe Council}
strand_word: {one: strand, many: strands}
---

## Aims

All of them.
`

// folder makes a strategy folder of an index page and the given pages.
func folder(pages map[string]string) fstest.MapFS {
	out := fstest.MapFS{"s/index.md": {Data: []byte(indexPage)}}
	for name, text := range pages {
		out["s/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

// page makes a page of the given body; the body begins on line 7.
func page(body string) string {
	return "---\nkind: page\ntitle: Context\nsummary: What we know.\norder: 10\n---\n" + body
}

func read(t *testing.T, fsys fs.FS) (*Strategy, []string) {
	t.Helper()
	var problems diag.List
	s := Read(fsys, "s", "content/s", &problems)
	var out []string
	for _, p := range problems.Problems() {
		out = append(out, p.String())
	}
	return s, out
}

// html writes a body in one string, a placeholder as its name in angle brackets.
func html(body []Fragment) string {
	var b strings.Builder
	for _, f := range body {
		b.WriteString(f.HTML)
		if p := f.Placeholder; p != nil && p.Faulty {
			fmt.Fprintf(&b, "<<gap %s>>", p.Text)
		} else if p != nil {
			fmt.Fprintf(&b, "<<%s", p.Name)
			for _, a := range slices.Concat(p.Args, p.Named) {
				fmt.Fprintf(&b, " %s:%s@%d:%d", a.Key, a.Value, a.Pos.Line, a.Pos.Col)
			}
			fmt.Fprintf(&b, ">>")
		}
	}
	return b.String()
}

func TestBody(t *testing.T) {
	for name, test := range map[string]struct{ body, want string }{
		"words": {"One *two*.\n", "<p>One <em>two</em>.</p>\n"},
		"inline placeholder": {
			"Attendance was {{measure attendance of=authority}} then.\n",
			"<p>Attendance was <<measure :attendance@7:26 of:authority@7:37>> then.</p>\n"},
		"measure alone is a sentence": {"{{measure overall}}\n", "<p><<measure :overall@7:11>></p>\n"},
		"block placeholder":           {"A\n\n{{chart trend measure=attendance}}\n\nB\n", "<p>A</p>\n<<chart :trend@9:9 measure:attendance@9:15>><p>B</p>\n"},
		"placeholder in a list":       {"- {{levels}}\n", "<ul>\n<li>\n<<levels>></li>\n</ul>\n"},
		"quoted":                      {`é {{measure of="St Mary's }} C of E"}}` + "\n", "<p>é <<measure of:St Mary's }} C of E@7:13>></p>\n"},
		"in a table": {
			"## Rates\n\n| A | B |\n|---|--:|\n| x | {{measure pa_10}} |\n",
			`<h2 id="rates">Rates</h2>` + "\n" + `<div class="scroll" role="region" tabindex="0" aria-label="Rates">` + "\n<table>\n<thead>\n<tr>\n" +
				`<th scope="col">A</th>` + "\n" + `<th scope="col" class="r">B</th>` + "\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>x</td>\n" +
				`<td class="r"><<measure :pa_10@11:17>></td>` + "\n</tr>\n</tbody>\n</table>\n</div>\n"},
		"code is left alone": {"`{{measure x}}` and \\{{x}}\n", "<p><code>{{measure x}}</code> and {{x}}</p>\n"},
		"tasks": {"- [x] one\n- [ ] two\n", "<ul>\n<li><span class=\"task\" role=\"img\" aria-label=\"done\">☑</span> one</li>\n" +
			"<li><span class=\"task\" role=\"img\" aria-label=\"to do\">☐</span> two</li>\n</ul>\n"},
		"links": {
			"## A & `b`\n\n[out](https://example.org/?a=1&b) <http://x.org> [here](#a-b) <a@b.org>\n",
			"<h2 id=\"a-b\">A &amp; <code>b</code></h2>\n<p><a href=\"https://example.org/?a=1&amp;b\" rel=\"noreferrer\">out</a> " +
				"<a href=\"http://x.org\" rel=\"noreferrer\">http://x.org</a> <a href=\"#a-b\">here</a> <a href=\"mailto:a@b.org\">a@b.org</a></p>\n"},
		"the same heading twice": {"## Aims\n\n## Aims\n", "<h2 id=\"aims\">Aims</h2>\n<h2 id=\"aims-2\">Aims</h2>\n"},
	} {
		t.Run(name, func(t *testing.T) {
			s, problems := read(t, folder(map[string]string{"context.md": page(test.body)}))
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			if got := html(s.Pages[0].Body); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// What a page cannot show is left out with a warning, its words stay, and a placeholder
// that cannot be read marks a gap where it stood.
func TestFaultsOfText(t *testing.T) {
	for name, test := range map[string]struct{ body, want string }{
		"html":                {"a <b>bold</b> word\n", "<p>a bold word</p>\n"},
		"html block":          {"<div>Some <b>words</b> &amp; more</div>\n\nnext\n", "<p>Some words &amp; more</p>\n<p>next</p>\n"},
		"script":              {"<script>alert(1)</script>\n\nnext\n", "<p>next</p>\n"},
		"comment":             {"<!-- a note -->\n\nnext\n", "<p>next</p>\n"},
		"open tag":            {"<div\n\nnext\n", "<p>next</p>\n"},
		"picture":             {"See ![the *plan*](plan.png).\n", "<p>See the <em>plan</em>.</p>\n"},
		"link to another":     {"[Our *page*](other.md) here\n", "<p>Our <em>page</em> here</p>\n"},
		"script link":         {"[x](javascript:alert(1))\n", "<p>x</p>\n"},
		"autolink":            {"<ftp://a.org/x>\n", "<p>ftp://a.org/x</p>\n"},
		"picture in a link":   {"[![words](a.png)](b.md)\n", "<p>words</p>\n"},
		"lost link":           {"## A\n\n[there](#b)\n", "<h2 id=\"a\">A</h2>\n<p>there</p>\n"},
		"title in the body":   {"# Context\n\n#### Deep\n", "<h2 id=\"context\">Context</h2>\n<h3 id=\"deep\">Deep</h3>\n"},
		"unknown placeholder": {"Now {{mesure  x}}.\n", "<p>Now <<gap mesure x>>.</p>\n"},
		"not shut":            {"Now {{measure x\n", "<p>Now <<gap measure x>></p>\n"},
		"chart in a sentence": {"See {{chart trend}} there.\n", "<p>See <<gap chart trend>> there.</p>\n"},
		"in a heading":        {"## Was {{measure x}}\n", "<h2 id=\"was\">Was <<gap measure x>></h2>\n"},
		"placeholder and tag": {"<b>{{measure pa_10}}</b>\n", "<p><<measure :pa_10@7:14>></p>\n"},
	} {
		t.Run(name, func(t *testing.T) {
			var problems diag.List
			s := Read(folder(map[string]string{"context.md": page(test.body)}), "s", "content/s", &problems)
			if problems.Failed() || problems.Count().Warnings == 0 && name != "placeholder and tag" {
				t.Error(problems.Problems())
			}
			if got := html(s.Pages[0].Body); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// A value that YAML would not take for text is read as text, and the line to write is
// named.
func TestFrontMatterIsQuoted(t *testing.T) {
	for value, want := range map[string]string{
		"Belonging: our attendance strategy": "Belonging: our attendance strategy",
		"Every day:":                         "Every day:",
		`"Every" day`:                        `"Every" day`,
		"@school: every day":                 "@school: every day",
		"*Every* day":                        "*Every* day",
		`a\b: c "d"`:                         `a\b: c "d"`,
	} {
		text := strings.Replace(page("Text.\n"), "title: Context", "title: "+value, 1)
		var problems diag.List
		s := Read(folder(map[string]string{"context.md": text}), "s", "content/s", &problems)
		if problems.Failed() || len(s.Pages) != 1 || s.Pages[0].Title != want || s.Pages[0].Order != 10 {
			t.Errorf("%q: %v", value, problems.Problems())
			continue
		}
		found := problems.Problems()
		if len(found) != 1 || found[0].Code != diag.StrategyRead || found[0].Pos.Line != 3 || !strings.HasPrefix(found[0].Hint, `Write title: "`) {
			t.Errorf("%q: %v", value, found)
		}
	}
}

func TestTableLabels(t *testing.T) {
	const table = "| A |\n|---|\n| b |\n\n"
	s, _ := read(t, folder(map[string]string{"context.md": page(table + "## Who \"does\" it\n\n" + table + table)}))
	got := html(s.Pages[0].Body)
	for _, label := range []string{`"Context"`, `"Who &quot;does&quot; it"`, `"Who &quot;does&quot; it (2)"`} {
		if !strings.Contains(got, "aria-label="+label) {
			t.Errorf("no table is called %s in\n%s", label, got)
		}
	}
}

func TestProblems(t *testing.T) {
	levels := func(list, precedence string) string {
		return "---\nkind: levels\ntitle: L\nsummary: S.\nprecedence: " + precedence + "\nlevels:\n" + list + "---\n"
	}
	for name, test := range map[string]struct {
		file, text string
		want       string // the first problem, as printed
	}{
		"no front matter":       {"a.md", "## Hello\n", "content/s/a.md:1:1: strategy-front-matter: the page has no front matter"},
		"no end":                {"a.md", "---\nkind: page\n", "content/s/a.md:1:1: strategy-front-matter: the front matter has no end"},
		"empty":                 {"a.md", "---\n---\n", "content/s/a.md:1:1: strategy-front-matter: the front matter is not a list of keys"},
		"no kind":               {"a.md", "---\ntitle: A\n---\n", "content/s/a.md:1:1: strategy-front-matter: the page does not say what kind it is"},
		"unknown kind":          {"a.md", "---\nkind: pages\n---\n", "content/s/a.md:1:1: strategy-front-matter: there is no page of kind \"pages\"\n    Did you mean page?"},
		"unknown key":           {"a.md", "---\nkind: page\ntitl: A\n---\n", "content/s/a.md:3:1: strategy-front-matter: \"titl\" has no meaning here\n    Did you mean title?"},
		"doubled key":           {"a.md", "---\nkind: page\ntitle: A\ntitle: B\n---\n", "content/s/a.md:4:1: strategy-front-matter: mapping key \"title\" already defined at [2:1]"},
		"empty value":           {"a.md", "---\nkind: page\ntitle:\nsummary: S\norder: 1\n---\n", "content/s/a.md:3:1: strategy-front-matter: title is empty"},
		"bad yaml":              {"a.md", "---\nkind: [\n---\n", "content/s/a.md:2:7: strategy-front-matter: sequence end token ']' not found"},
		"bad number":            {"a.md", "---\nkind: page\ntitle: A\nsummary: S\norder: first\n---\n", "content/s/a.md:5:8: strategy-front-matter: \"first\" is not allowed here"},
		"second index":          {"a.md", strings.Replace(indexPage, "id:", "id:", 1), "content/s/a.md:1:1: strategy-page: index.md and no other page is of kind strategy"},
		"file name":             {"A b.md", page(""), "content/s/A b.md:1:1: strategy-read: \"A b\" cannot be part of an address, so the page is at a-b"},
		"not UTF-8":             {"a.md", "---\n\xff", "content/s/a.md:2:1: file-encoding: the page is not UTF-8 text"},
		"NUL":                   {"a.md", page("a\x00"), "content/s/a.md:7:2: file-encoding: the page is not UTF-8 text"},
		"too large":             {"a.md", strings.Repeat("x", maxPage+1), "content/s/a.md: file-too-large: a page of a strategy holds at most 64 kilobytes"},
		"unknown placeholder":   {"a.md", page("Now {{mesure x}}.\n"), "content/s/a.md:7:7: placeholder-unknown: there is no placeholder \"mesure\"\n    Did you mean measure?"},
		"placeholder not shut":  {"a.md", page("Now {{measure x\nof=y}}.\n"), "content/s/a.md:7:5: placeholder-unknown: {{ has no }} on its line"},
		"placeholder empty":     {"a.md", page("{{ }}\n"), "content/s/a.md:7:1: placeholder-unknown: a placeholder begins with its name"},
		"placeholder key":       {"a.md", page("{{measure Of=x}}\n"), "content/s/a.md:7:11: placeholder-unknown: \"Of=x\" cannot be read as part of a placeholder"},
		"placeholder value":     {"a.md", page("{{measure of=}}\n"), "content/s/a.md:7:11: placeholder-unknown: \"of=\" cannot be read as part of a placeholder"},
		"placeholder quote":     {"a.md", page("{{measure of=\"a\"b}}\n"), "content/s/a.md:7:11: placeholder-unknown: \"of=\\\"a\\\"b\" cannot be read as part of a placeholder"},
		"placeholder twice":     {"a.md", page("{{measure of=a of=b}}\n"), "content/s/a.md:7:16: placeholder-unknown: of is given twice"},
		"chart in a sentence":   {"a.md", page("See {{chart trend}}.\n"), "content/s/a.md:7:5: placeholder-unknown: {{chart}} has to stand in a paragraph of its own"},
		"placeholder in a head": {"a.md", page("## Was {{measure x}}\n"), "content/s/a.md:7:8: placeholder-unknown: a placeholder cannot stand in a heading"},
		"html":                  {"a.md", page("a <b>b</b>\n"), "content/s/a.md:7:3: strategy-text: HTML is not shown (2 times; this is the first)"},
		"html block":            {"a.md", page("\n<script>x</script>\n"), "content/s/a.md:8:1: strategy-text: HTML is not shown"},
		"picture":               {"a.md", page("![x](https://x.org/x.png)\n"), "content/s/a.md:7:1: strategy-text: pictures are not carried into the site"},
		"script link":           {"a.md", page("[x](javascript:alert(1))\n"), "content/s/a.md:7:1: strategy-text: a page cannot link to \"javascript:alert(1)\""},
		"lost link":             {"a.md", page("[x](#there)\n"), "content/s/a.md:7:1: strategy-text: this page has no heading #there"},
		"title in the body":     {"a.md", page("# Context\n"), "content/s/a.md:7:1: strategy-text: a heading of level 1 is shown as one of level 2"},
		"level left out":        {"a.md", page("## A\n\n#### B\n"), "content/s/a.md:9:1: strategy-text: a heading of level 4 is shown as one of level 3"},
		"precedence":            {"a.md", levels("  - {id: low, name: L, wording: W, upto: 90, upper_closed: false}\n", "[high]"), "content/s/a.md:5:13: strategy-front-matter: precedence lacks low"},
		"end not stated":        {"a.md", levels("  - {id: low, name: L, wording: W, upto: 90}\n", "[low]"), "content/s/a.md:7:6: strategy-front-matter: upper_closed is missing"},
		"no band":               {"a.md", levels("  - {id: low, name: L, wording: W}\n", "[low]"), "content/s/a.md:7:6: strategy-front-matter: level \"low\" has no band"},
		"upside down":           {"a.md", levels("  - {id: low, name: L, wording: W, above: 90, upto: 80, lower_closed: true, upper_closed: true}\n", "[low]"), "content/s/a.md:7:6: strategy-front-matter: level \"low\" ends below its beginning"},
		"years":                 {"a.md", levels("  - {id: low, name: L, wording: W, upto: 90, upper_closed: false, years: 11-10}\n", "[low]"), "content/s/a.md:7:74: strategy-front-matter: \"11-10\" is not allowed here"},
		"percent":               {"a.md", levels("  - {id: low, name: L, wording: W, upto: 90%, upper_closed: true}\n", "[low]"), "content/s/a.md:7:42: strategy-front-matter: \"90%\" is not allowed here"},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := read(t, folder(map[string]string{test.file: test.text}))
			if !slices.ContainsFunc(problems, func(p string) bool { return strings.HasPrefix(p, test.want) }) {
				t.Errorf("got  %s\nwant %s", strings.Join(problems, "\n     "), test.want)
			}
		})
	}
}

func TestTwoPagesOfOneOrder(t *testing.T) {
	_, problems := read(t, folder(map[string]string{"a.md": page(""), "b.md": page("")}))
	if len(problems) != 1 || !strings.HasPrefix(problems[0], "content/s/b.md:1:1: strategy-page: a.md has order 10 as well") {
		t.Error(problems)
	}
}

func TestNoIndex(t *testing.T) {
	s, problems := read(t, fstest.MapFS{"s/a.md": {Data: []byte(page(""))}})
	if s != nil || len(problems) != 1 || !strings.HasPrefix(problems[0], "content/s: strategy-page: the folder has no index page") {
		t.Error(s, problems)
	}
	if s, problems := read(t, fstest.MapFS{}); s != nil || len(problems) != 1 {
		t.Error(s, problems)
	}
}

func TestLineEndsAndByteOrderMark(t *testing.T) {
	text := "\ufeff" + strings.ReplaceAll(page("A {{mesure x}}\n"), "\n", "\r\n")
	_, problems := read(t, folder(map[string]string{"a.md": text}))
	if len(problems) != 1 || !strings.HasPrefix(problems[0], "content/s/a.md:7:5: placeholder-unknown") {
		t.Error(problems)
	}
}

func decimal(t *testing.T, s string) attendance.Decimal {
	t.Helper()
	d, err := attendance.ParseDecimal(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The two strategies that come with the program.
func TestContent(t *testing.T) {
	content := os.DirFS("../../content")
	for _, test := range []struct {
		dir             string
		strands, levels int
		word            string
		at              map[string]string // attendance in percent to the level it stands at
	}{
		{"coventry-2012-2014", 6, 1, "strand", map[string]string{
			"100": "level-2", "95.01": "level-2", "95": "complex-2-3", "92.5": "complex-2-3", "85": "complex-2-3",
			"84.99999999999999": "level-3", "0": "level-3"}},
		{"rct-2014-2017", 3, 1, "aim", map[string]string{
			"90": "", "89.99": "youth-engagement", "86": "youth-engagement", "85.999": "referral"}},
	} {
		t.Run(test.dir, func(t *testing.T) {
			var problems diag.List
			s := Read(content, test.dir, test.dir, &problems)
			for _, p := range problems.Problems() {
				t.Error(p)
			}
			if s == nil {
				t.Fatal("not read")
			}
			if s.ID != test.dir || len(s.Strands) != test.strands || len(s.Levels) != test.levels || s.StrandOne != test.word {
				t.Errorf("id %s, %d strands, %d levels pages, called %s", s.ID, len(s.Strands), len(s.Levels), s.StrandOne)
			}
			for i, p := range s.Strands {
				if p.Number != i+1 || len(p.Headings) == 0 || p.Summary == "" {
					t.Errorf("strand %d: number %d, %d headings, summary %q", i+1, p.Number, len(p.Headings), p.Summary)
				}
			}
			year10, _ := attendance.ParseYearGroup("10") // some levels are for key stage 4 only
			for _, percent := range slices.Sorted(maps.Keys(test.at)) {
				d := decimal(t, percent)
				possible := int64(100)
				for range d.Scale {
					possible *= 10
				}
				set, id := s.Levels[0].Bands(s.ID), ""
				if i := set.Place(d.Unscaled, possible, year10); i >= 0 {
					id = set.Bands[i].ID
				}
				if id != test.at[percent] {
					t.Errorf("%s%% stands at %q, want %q", percent, id, test.at[percent])
				}
			}
			for _, p := range s.AllPages() {
				for _, banned := range []string{"style=", "<input", "<script", "raw HTML omitted", "{{"} {
					if strings.Contains(html(p.Body), banned) {
						t.Errorf("%s holds %s", p.Slug, banned)
					}
				}
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add(indexPage)
	f.Add(page("| A |\n|--:|\n| {{measure a of=\"b c\"}} |\n\n{{chart x}}\n\n- [x] <b>![x](y)\n# é\n[a](#b)"))
	f.Add("---\nkind: levels\ntitle: L\nsummary: |\n  S\nprecedence: [a]\nlevels:\n  - &x {id: a, name: b, wording: c, above: 1.5, lower_closed: true}\n  - *x\n---\n")
	f.Add("---\n? [a\n---\n\t{{")
	f.Fuzz(func(t *testing.T, text string) {
		var problems diag.List
		fsys := folder(map[string]string{"a.md": text})
		if s := Read(fsys, "s", "s", &problems); s != nil {
			for _, p := range s.AllPages() {
				for _, banned := range []string{"<script", "<img", "href=\"javascript", "raw HTML omitted"} {
					if strings.Contains(html(p.Body), banned) {
						t.Errorf("%s is written", banned)
					}
				}
			}
		}
		clean := strings.TrimPrefix(text, "\ufeff")
		lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(clean), "\n")
		for _, p := range problems.Problems() {
			if p.Pos.File != "s/a.md" || p.Pos.Line == 0 {
				continue // the folder or the file as a whole
			}
			if p.Pos.Line > len(lines) || p.Pos.Col < 1 || p.Pos.Col > len([]rune(lines[p.Pos.Line-1]))+1 {
				t.Errorf("%v lies outside the file", p)
			}
		}
	})
}

func BenchmarkPage(b *testing.B) {
	text, err := os.ReadFile("../../content/coventry-2012-2014/levels.md")
	if err != nil {
		b.Skip(err)
	}
	fsys := folder(map[string]string{"levels.md": string(text)})
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		var problems diag.List
		Read(fsys, "s", "s", &problems)
	}
}
