package generator

import (
	"bytes"
	"html"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"rollcall/generator/attendance"
	"rollcall/generator/chart"
	"rollcall/generator/diag"
	"rollcall/generator/disclosure"
	"rollcall/generator/locale"
	"rollcall/generator/measure"
	"rollcall/generator/render"
	"rollcall/generator/view"
	"rollcall/themes"
)

// letterBook opens the headteacher edition of a site, and what its letters are written
// with.
func letterBook(t testing.TB, folder fs.FS) (*view.Book, *render.Renderer) {
	t.Helper()
	opt := siteOptions(t, folder)
	opt.Edition = "headteacher"
	var report Report
	var problems diag.List
	in, err := readInputs(opt, &report, &problems)
	if err != nil {
		t.Fatal(err)
	}
	policy, ok := policyOf(opt, in, &problems)
	if !ok {
		t.Fatal(problems.Problems())
	}
	cube := measure.Aggregate(in.dataset, authority(opt.Site), groupings(opt.Site))
	heads := confided(opt, in)
	book := newBook(opt, in, disclosure.Publish(cube, policy))
	book.Confided = heads
	r, err := render.New(opt.Theme, book.Lang, ownOptions(opt, book))
	if err != nil {
		t.Fatal(err)
	}
	return book, r
}

// writeLetter writes the letter of a place.
func writeLetter(t testing.TB, book *view.Book, r *render.Renderer, place attendance.Place, lang string) render.Mail {
	t.Helper()
	if place.Level == attendance.LevelSchool {
		book = book.ForHead(place)
	}
	l, ok := book.Letter(place)
	if !ok {
		t.Fatalf("%s has no letter", place.Code)
	}
	m, err := r.Letter(l, lang)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

var letterSites = map[string]string{"wexcombe": "en", "glanarwel": "both"}

// The letters of testdata/letters are those of the sample sites: one in English, one in
// both languages, and one to a cluster.
func TestGoldenLetters(t *testing.T) {
	for site, lang := range letterSites {
		t.Run(site, func(t *testing.T) {
			book, r := letterBook(t, os.DirFS("../data/"+site))
			for name, place := range map[string]attendance.Place{"school": book.Heads()[0], "cluster": book.Pub.Places(attendance.LevelCluster)[0]} {
				m := writeLetter(t, book, r, place, lang)
				sameFile(t, filepath.Join("testdata", "letters", site+"-"+name+".html"), m.HTML)
				sameFile(t, filepath.Join("testdata", "letters", site+"-"+name+".txt"), "Subject: "+m.Subject+"\n\n"+m.Preheader+"\n\n"+m.Text)
			}
		})
	}
}

func sameFile(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil || !bytes.Equal(want, []byte(got)) {
		w, g := firstDifference(want, []byte(got))
		t.Errorf("%s differs (%v): want ...%q, got ...%q", name, err, w, g)
	}
}

// Every letter of the sample sites can be said in every language, is small, and has a
// text part that stands alone. Charts are in the language of their part.
func TestEveryLetterIsSaid(t *testing.T) {
	for site := range letterSites {
		book, r := letterBook(t, os.DirFS("../data/"+site))
		places := append(book.Heads(), book.Pub.Places(attendance.LevelCluster)...)
		letters := 0
		for _, place := range places {
			own := book
			if place.Level == attendance.LevelSchool {
				own = book.ForHead(place)
			}
			l, ok := own.Letter(place)
			if !ok {
				continue
			}
			letters++
			for _, lang := range []string{"en", "cy", "both"} {
				m, err := r.Letter(l, lang)
				if err != nil {
					t.Fatal(err)
				}
				checkLetter(t, place.Code+" "+lang, m)
			}
		}
		if letters < len(places)/2 {
			t.Errorf("%s: %d letters for %d places", site, letters, len(places))
		}
	}
}

func checkLetter(t *testing.T, name string, m render.Mail) {
	t.Helper()
	if len(m.HTML) > 40<<10 {
		t.Errorf("%s: %d bytes of HTML", name, len(m.HTML))
	}
	if !strings.Contains(html.UnescapeString(m.HTML), ">"+m.Preheader+"</div>") {
		t.Errorf("%s: the HTML does not begin with the preheader %q", name, m.Preheader)
	}
	for _, bad := range []string{"ZgotmplZ", "{{", "http://", "<no value>", "  \n", "..\n", ".. "} {
		if strings.Contains(m.HTML+m.Text, bad) {
			t.Errorf("%s: has %q", name, bad)
		}
	}
	for line := range strings.Lines(m.Text) {
		if utf8.RuneCountInString(strings.TrimSpace(line)) > 72 && !strings.HasPrefix(line, "https://") {
			t.Errorf("%s: a long line: %s", name, line)
		}
	}
	for _, words := range []string{"pupil", "disgybl", "ddisgybl"} {
		if strings.Contains(m.Subject, words) {
			t.Errorf("%s: the subject counts pupils: %s", name, m.Subject)
		}
	}
	for _, c := range m.Charts {
		if !strings.Contains(m.HTML, `src="cid:`+c.CID+`"`) || c.Alt == "" {
			t.Errorf("%s: chart %s is not shown", name, c.CID)
		}
		said := c.Words
		said.Text = func(text view.Text) string {
			words := c.Words.Text(text)
			if words == "" && !text.IsZero() {
				t.Errorf("%s: the chart cannot say %q", name, text.ID)
			}
			return words
		}
		chart.SVG(nil, &c.Chart, said)
	}
}

// Letters have the same words in English and in Welsh: the same ids, and in each the same
// gaps. What a nation says otherwise it says in both.
func TestLettersSpeakWelsh(t *testing.T) {
	theme, err := fs.Sub(themes.FS, "civic")
	if err != nil {
		t.Fatal(err)
	}
	load := func(lang, nation string) *locale.Locale {
		l, err := locale.LoadNation(theme, lang, nation)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	en, cy := load("en", "wales"), load("cy", "wales")
	for _, id := range en.IDs() {
		if _, err := cy.Message(id); err != nil && strings.HasPrefix(id, "letter.") {
			t.Error(err)
		}
	}
	for _, id := range cy.IDs() {
		welsh, _ := cy.Message(id)
		english, err := en.Message(id)
		if err != nil {
			t.Errorf("only Welsh has %q", id)
			continue
		}
		if a, b := gaps(english), gaps(welsh); !slices.Equal(a, b) && id != "school.unnamed" {
			t.Errorf("%s: the gaps are %v in English and %v in Welsh", id, a, b)
		}
	}
}

func gaps(m locale.Message) []string {
	names := m.Gaps()
	slices.Sort(names)
	return slices.Compact(names)
}

// A letter without the address of a site says where its pages are, and has no link.
func TestLetterWithoutAddress(t *testing.T) {
	book, r := letterBook(t, os.DirFS("../data/wexcombe"))
	book.BaseURL = ""
	place := book.Heads()[0]
	m := writeLetter(t, book, r, place, "en")
	if strings.Contains(m.HTML, "href=") || strings.Contains(m.Text, "https:") || !strings.Contains(m.HTML, "own/"+place.Code+"/") {
		t.Error("a letter without an address has a link, or does not say where the page is")
	}
}

// The letter of a school is only made from the book of its head.
func TestLetterOfAnotherSchool(t *testing.T) {
	book, _ := letterBook(t, os.DirFS("../data/wexcombe"))
	heads := book.Heads()
	if _, ok := book.Letter(heads[0]); ok {
		t.Error("the book that heads share makes a letter of a school")
	}
	if _, ok := book.ForHead(heads[0]).Letter(heads[1]); ok {
		t.Error("the book of one head makes the letter of another")
	}
	if _, ok := book.ForHead(heads[0]).Letter(book.Pub.Places(attendance.LevelCluster)[0]); ok {
		t.Error("the book of one head makes the letter of a cluster, which others read")
	}
}

// A letter in words, without its picture: a thousand of them stand between a plan and
// whoever waits for it.
func BenchmarkLetter(b *testing.B) {
	book, r := letterBook(b, os.DirFS("../data/glanarwel"))
	heads := book.Heads()
	i := 0
	for b.Loop() {
		place := heads[i%len(heads)]
		l, ok := book.ForHead(place).Letter(place)
		if !ok {
			b.Fatal(place)
		}
		if _, err := r.Letter(l, "both"); err != nil {
			b.Fatal(err)
		}
		i++
	}
}
