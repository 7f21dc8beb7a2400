package strategy

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/diag"
)

// frameworkIndex makes an index page of a kind, with further lines of front matter.
func frameworkIndex(kind, more string) string {
	return "---\nkind: framework\nid: test\nframework: " + kind + "\ntitle: Test\ndated: 2022\nsource: {title: T}\n" + more + "---\n\nWhat it is.\n"
}

const (
	parties = "parties:\n  - {id: parents, name: Parents}\n  - {id: la, name: Local authority}\n"
	tierOne = "---\nkind: tier\nid: all\nnumber: 1\ntitle: All pupils\npupils: all\n---\n\n## Parents\n\nSend *them*.\n\n## Local authority\n\n- Help.\n- Ask.\n"
	areaOne = "---\nkind: area\nid: 1.1\npart: 1\npart_title: Standards\ntitle: Recent\nquestions:\n" +
		"  - {id: 1.1.a, question: How is PA?, red: Bad, green: Good, check: pa-below-last-year}\n  - {id: 1.1.b, question: Else?, red: R, green: G}\n---\n\nRead it.\n"
	componentOne = "---\nkind: component\nid: leader\nnumber: 1\ntitle: A leader\nrationale: Someone must.\nresource: Time.\n---\n"
	noteOne      = "---\nkind: practice\ntitle: Walking bus\ncluster: north\nthemes: [Parents, mornings]\ndate: 2025-03-01\n---\n\nIt worked.\n"
)

// frameworkFolder makes a folder f of an index page and further pages.
func frameworkFolder(index string, pages map[string]string) fstest.MapFS {
	out := fstest.MapFS{"f/index.md": {Data: []byte(index)}}
	for name, text := range pages {
		out["f/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func readFramework(fsys fs.FS) (*Framework, []string) {
	var problems diag.List
	w := ReadFramework(fsys, "f", "c", &problems)
	var out []string
	for _, p := range problems.Problems() {
		out = append(out, p.String())
	}
	return w, out
}

func TestResponsibilities(t *testing.T) {
	two := strings.NewReplacer("id: all", "id: severe", "number: 1", "number: 2", "pupils: all", "pupils: {measure: severe}").Replace(tierOne)
	three := strings.NewReplacer("id: all", "id: care", "number: 1", "number: 3", "pupils: all", "pupils: {group: [Looked after, Previously looked after]}").Replace(tierOne)
	fsys := frameworkFolder(frameworkIndex("responsibilities", parties), map[string]string{"c.md": three, "b.md": tierOne, "a.md": two})
	if !IsFramework(fsys, "f") {
		t.Error("not taken for a framework")
	}
	w, problems := readFramework(fsys)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if len(w.Tiers) != 3 || w.Dated != 2022 || len(w.Index.Body) != 1 {
		t.Fatalf("%+v", w)
	}
	one := w.Tiers[0]
	if !one.Pupils.All || !slices.Equal(one.Duties, []string{"<p>Send <em>them</em>.</p>\n", "<ul>\n<li>Help.</li>\n<li>Ask.</li>\n</ul>\n"}) {
		t.Errorf("%+v", one)
	}
	if w.Tiers[1].Pupils.Measure != "severe" || !slices.Equal(w.Tiers[2].Pupils.Groups, []string{"Looked after", "Previously looked after"}) {
		t.Errorf("%+v", w.Tiers[1:])
	}
}

func TestOtherFrameworks(t *testing.T) {
	w, problems := readFramework(frameworkFolder(frameworkIndex("self-evaluation", ""), map[string]string{"recent.md": areaOne}))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	area, q, ok := w.Question("1.1.a")
	if !ok || area.ID != "1.1" || q.Check != PABelowLastYear || area.Text != "<p>Read it.</p>\n" || !slices.Equal(w.QuestionIDs(), []string{"1.1.a", "1.1.b"}) {
		t.Errorf("%+v %+v", area, q)
	}
	w, problems = readFramework(frameworkFolder(frameworkIndex("checklist", ""), map[string]string{"a.md": componentOne}))
	if len(problems) > 0 || !slices.Equal(w.ComponentIDs(), []string{"leader"}) || w.Components[0].Text != "" {
		t.Error(problems, w)
	}
	later := strings.Replace(noteOne, "2025", "2026", 1)
	w, problems = readFramework(frameworkFolder(frameworkIndex("practice", ""), map[string]string{"bus.md": noteOne, "tea.md": later}))
	if len(problems) > 0 || w.Notes[0].Slug != "tea" || !slices.Equal(w.Notes[1].Themes, []string{"Parents", "mornings"}) || w.Notes[1].Pos.Line != 4 {
		t.Error(problems, w)
	}
}

func TestFrameworkProblems(t *testing.T) {
	duties := frameworkIndex("responsibilities", parties)
	change := func(text, from, to string) string {
		if !strings.Contains(text, from) {
			t.Fatalf("%q is not in the page", from)
		}
		return strings.Replace(text, from, to, 1)
	}
	for name, test := range map[string]struct {
		index string
		page  string
		want  string // a problem begins like this
	}{
		"unknown framework":  {change(duties, "responsibilities", "responsibility"), tierOne, "c/index.md:4:12: strategy-front-matter: \"responsibility\" is not one of responsibilities, self-evaluation, checklist, practice\n    Did you mean responsibilities?"},
		"no parties":         {frameworkIndex("responsibilities", ""), tierOne, "c/index.md:2:1: strategy-front-matter: parties is missing"},
		"parties elsewhere":  {frameworkIndex("checklist", parties), componentOne, "c/index.md:8:1: strategy-front-matter: \"parties\" has no meaning here"},
		"party twice":        {change(duties, "id: la", "id: parents"), tierOne, "c/index.md:10:6: strategy-front-matter: party \"parents\" stands here twice"},
		"year":               {change(duties, "2022", "22"), tierOne, "c/index.md:6:8: strategy-front-matter: \"22\" is not allowed here"},
		"placeholder":        {change(duties, "What it", "{{measure pa_10}} it"), tierOne, "c/index.md:13:1: placeholder-unknown: a framework has no placeholders"},
		"no pages":           {duties, "", "c: strategy-page: the folder has no page of kind tier"},
		"other kind":         {duties, noteOne, "c/a.md:1:1: strategy-front-matter: a framework of responsibilities has no page of kind \"practice\""},
		"gap":                {duties, change(tierOne, "number: 1", "number: 2"), "c: strategy-page: there is no tier 1"},
		"far":                {duties, change(tierOne, "number: 1", "number: 2000000000"), "c: strategy-page: there is no tier 1"},
		"hole":               {duties, change(tierOne, "## Local authority\n", ""), "c/a.md:1:1: strategy-page: the tier does not say what Local authority does"},
		"empty cell":         {duties, change(tierOne, "Send *them*.\n", ""), "c/a.md:9:1: strategy-page: there is no text under Parents"},
		"unknown party":      {duties, change(tierOne, "## Parents", "## Parent"), "c/a.md:9:1: strategy-page: \"Parent\" is not a party of the framework\n    Did you mean Parents?"},
		"party doubled":      {duties, change(tierOne, "## Local authority", "## Parents"), "c/a.md:13:1: strategy-page: Parents stands here twice"},
		"tier named a party": {duties, change(tierOne, "id: all", "id: parents"), "c/a.md:1:1: strategy-page: id parents is taken"},
		"pupils":             {duties, change(tierOne, "pupils: all", "pupils: al"), "c/a.md:6:9: strategy-front-matter: \"al\" is not one of all, none, lowest\n    Known are all, none, lowest."},
		"measure":            {duties, change(tierOne, "pupils: all", "pupils: {measure: sever}"), "c/a.md:6:19: strategy-front-matter: \"sever\" is not one of near_pa, pa_10, severe\n    Did you mean severe?"},
		"measure and group":  {duties, change(tierOne, "pupils: all", "pupils: {measure: severe, group: Girls}"), "c/a.md:6:10: strategy-front-matter: pupils are counted by a measure or as groups"},
		"further heading":    {duties, change(tierOne, "Send", "### More\n\nSend"), "c/a.md:11:1: strategy-page: this text is shown within other pages and holds no further headings"},
		"link in a cell":     {duties, change(tierOne, "Send", "[Send](#parents)"), "c/a.md:11:1: strategy-page: this text is shown within other pages and cannot link to a heading"},
		"html":               {duties, change(tierOne, "Send", "<b>Send</b>"), "c/a.md:11:1: strategy-text: HTML is not shown"},
		"question id":        {frameworkIndex("self-evaluation", ""), change(areaOne, "id: 1.1.a", "id: 1..a"), "c/a.md:8:10: strategy-front-matter: \"1..a\" is not allowed here"},
		"question twice":     {frameworkIndex("self-evaluation", ""), change(areaOne, "id: 1.1.b", "id: 1.1.a"), "c/a.md:9:6: strategy-front-matter: question \"1.1.a\" stands here twice"},
		"check":              {frameworkIndex("self-evaluation", ""), change(areaOne, "pa-below-last-year", "pa-below"), "c/a.md:8:69: strategy-front-matter: \"pa-below\" is not one of"},
		"no green":           {frameworkIndex("self-evaluation", ""), change(areaOne, ", green: Good", ""), "c/a.md:8:6: strategy-front-matter: green is missing"},
		"heading in an area": {frameworkIndex("self-evaluation", ""), areaOne + "## More\n", "c/a.md:13:1: strategy-page: this text is shown within other pages and has no headings"},
		"empty note":         {frameworkIndex("practice", ""), change(noteOne, "It worked.", ""), "c/a.md:1:1: strategy-page: the note has no text"},
		"cluster":            {frameworkIndex("practice", ""), change(noteOne, "north", "The North"), "c/a.md:4:10: strategy-front-matter: \"The North\" is not allowed here"},
		"date":               {frameworkIndex("practice", ""), change(noteOne, "2025-03-01", "March"), "c/a.md:6:7: strategy-front-matter: \"March\" is not allowed here"},
	} {
		t.Run(name, func(t *testing.T) {
			pages := map[string]string{}
			if test.page != "" {
				pages["a.md"] = test.page
			}
			_, problems := readFramework(frameworkFolder(test.index, pages))
			if !slices.ContainsFunc(problems, func(p string) bool { return strings.HasPrefix(p, test.want) }) {
				t.Errorf("got  %s\nwant %s", strings.Join(problems, "\n     "), test.want)
			}
		})
	}
}

// A number and an id belong to one page, whichever is read first.
func TestFrameworkDoubles(t *testing.T) {
	_, problems := readFramework(frameworkFolder(frameworkIndex("checklist", ""), map[string]string{"a.md": componentOne, "b.md": componentOne}))
	want := []string{"c/b.md:1:1: strategy-page: id leader is taken", "c/b.md:1:1: strategy-page: number 1 is taken"}
	for i, w := range want {
		if i >= len(problems) || !strings.HasPrefix(problems[i], w) {
			t.Errorf("got %q, want %q", problems, w)
		}
	}
}

func TestNotAFramework(t *testing.T) {
	for name, fsys := range map[string]fs.FS{"empty": fstest.MapFS{}, "strategy": frameworkFolder(indexPage, nil), "no front matter": frameworkFolder("x", nil)} {
		if IsFramework(fsys, "f") {
			t.Errorf("%s: taken for a framework", name)
		}
	}
	if w, problems := readFramework(fstest.MapFS{}); w != nil || len(problems) != 1 {
		t.Error(w, problems)
	}
}

func TestResponses(t *testing.T) {
	text := "---\nkind: levels\ntitle: L\nsummary: S.\nprecedence: [low]\nresponses:\n  - {level: low, activity: Call, who: School}\n  - {level: lo, activity: Visit}\n" +
		"levels:\n  - {id: low, name: L, wording: W, upto: 90, upper_closed: false}\n---\n"
	_, problems := read(t, folder(map[string]string{"l.md": text}))
	if len(problems) != 1 || !strings.HasPrefix(problems[0], "content/s/l.md:8:13: strategy-front-matter: \"lo\" is not one of low\n    Known are low.") {
		t.Error(problems)
	}
	s, problems := read(t, folder(map[string]string{"l.md": strings.Replace(text, "level: lo,", "level: low,", 1)}))
	if len(problems) > 0 || !slices.Equal(s.Levels[0].Responses, []Response{{Level: "low", Activity: "Call", Who: "School"}, {Level: "low", Activity: "Visit"}}) {
		t.Error(problems, s.Levels)
	}
}

// The frameworks that come with the program.
func TestFrameworkContent(t *testing.T) {
	content := os.DirFS("../../content")
	entries, err := fs.ReadDir(content, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !e.IsDir() || !IsFramework(content, e.Name()) {
			continue
		}
		t.Run(e.Name(), func(t *testing.T) {
			var problems diag.List
			w := ReadFramework(content, e.Name(), e.Name(), &problems)
			for _, p := range problems.Problems() {
				t.Error(p)
			}
			if w == nil {
				t.Fatal("not read")
			}
			if w.Kind == Responsibilities && (len(w.Tiers) != 9 || len(w.Parties) != 4) {
				t.Errorf("%d tiers by %d parties", len(w.Tiers), len(w.Parties))
			}
			if w.Kind == Checklist && len(w.Components) != 5 {
				t.Errorf("%d components", len(w.Components))
			}
		})
	}
}

func FuzzReadFramework(f *testing.F) {
	f.Add("responsibilities", parties, tierOne)
	f.Add("self-evaluation", "", areaOne)
	f.Add("checklist", "", componentOne)
	f.Add("practice", "", noteOne)
	f.Add("responsibilities", "parties: [&a {id: x, name: X}, *a]\n", "---\nkind: tier\npupils: {group: [a, [b]], measure: }\nnumber: 99999999999\n---\n> ## X\n\n## X\n## X\n[a](#x)")
	f.Fuzz(func(t *testing.T, kind, more, page string) {
		var problems diag.List
		w := ReadFramework(frameworkFolder(frameworkIndex(kind, more), map[string]string{"a.md": page}), "f", "f", &problems)
		if w == nil {
			if !problems.Failed() {
				t.Error("nothing was read and nobody said why")
			}
			return
		}
		for _, tier := range w.Tiers {
			if len(tier.Duties) != len(w.Parties) {
				t.Errorf("%d duties of %d parties", len(tier.Duties), len(w.Parties))
			}
		}
		lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(page, "\ufeff")), "\n")
		for _, p := range problems.Problems() {
			if p.Pos.File == "f/a.md" && p.Pos.Line > 0 && (p.Pos.Line > len(lines) || p.Pos.Col < 1 || p.Pos.Col > len([]rune(lines[p.Pos.Line-1]))+1) {
				t.Errorf("%v lies outside the file", p)
			}
		}
	})
}
