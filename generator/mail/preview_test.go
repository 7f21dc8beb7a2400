package mail

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The page of a message holds all that it shows, and asks nobody for anything.
func TestPreview(t *testing.T) {
	o := planned(t, lettersOfThree())
	page, err := o.Preview(o.Find("900001"))
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for _, want := range []string{"Quayside Primary School: attendance up 0.6 points – gwê ŵ", "Attendance is up &amp; steady.", "data:image/png;base64,", "head.900001@schools.testshire.example (headteacher)", "0001-900001.eml", o.Hash} {
		if !strings.Contains(text, want) {
			t.Errorf("there is no %q in\n%s", want, text)
		}
	}
	for _, never := range []string{"cid:", `src="http`, "900002"} {
		if strings.Contains(text, never) {
			t.Errorf("it holds %q", never)
		}
	}
	list, err := os.ReadFile(filepath.Join(o.Dir, "index.html"))
	if err != nil || strings.Count(string(list), `href="preview/`) != 4 || !strings.Contains(string(list), "lead.harbour@schools.testshire.example") {
		t.Errorf("%v: the list is\n%s", err, list)
	}
}

// A subject cannot bring markup into the pages, whatever the template lets through.
func TestPreviewEscapes(t *testing.T) {
	letters := lettersOfThree()
	letters[0].Name = `<script>x()</script>`
	letters[0].HTML = strings.Replace(letters[0].HTML, "</h1>", `</h1>"></iframe><script>x()</script>`, 1)
	letters[0].Text = "</pre><script>x()</script>"
	o := planned(t, letters)
	for _, name := range []string{"index.html", "preview/0001.html"} {
		data, err := os.ReadFile(filepath.Join(o.Dir, name))
		if err != nil || strings.Contains(string(data), "<script>x()") {
			t.Errorf("%s: %v\n%s", name, err, data)
		}
	}
}

func TestFind(t *testing.T) {
	o := planned(t, lettersOfThree())
	for name, want := range map[string]int{"1": 0, "0002": 1, "900003": 2, "harbour": 3, "Harbour": 3, "9": -1, "": -1, "0": -1} {
		if got := o.Find(name); got != want {
			t.Errorf("Find(%q) is %d, not %d", name, got, want)
		}
	}
}

// What was sent is never removed; what was not is.
func TestClean(t *testing.T) {
	o := planned(t, lettersOfThree())
	dir := filepath.Dir(o.Dir)
	other := planEnvelope
	other.Day = "2026-05-09"
	sent, err := WriteOutbox(dir, other, lettersOfThree(), nil)
	if err != nil {
		t.Fatal(err)
	}
	os.WriteFile(filepath.Join(dir, sent, JournalFile), []byte("x"), 0o600)
	os.MkdirAll(filepath.Join(dir, "0123456789abcdef.new"), 0o700)
	os.MkdirAll(filepath.Join(dir, "notes"), 0o700)
	if plans, err := Plans(dir); err != nil || len(plans) != 2 {
		t.Errorf("plans %v, %v", plans, err)
	}
	removed, kept, err := Clean(dir)
	if err != nil || removed != 2 || len(kept) != 1 || kept[0] != sent {
		t.Errorf("removed %d, kept %v, %v", removed, kept, err)
	}
	for _, name := range []string{"notes", sent, ".gitignore"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
}

// The same plan made again mends what was changed and leaves what says what was sent.
func TestPlanAgainRestores(t *testing.T) {
	letters := lettersOfThree()
	o := planned(t, letters)
	os.WriteFile(filepath.Join(o.Dir, "0001-900001.eml"), []byte("x"), 0o600)
	os.Remove(filepath.Join(o.Dir, "0002-900002.eml"))
	os.WriteFile(filepath.Join(o.Dir, planFile), []byte("x"), 0o600)
	os.WriteFile(filepath.Join(o.Dir, JournalFile), []byte("sent"), 0o600)
	if hash, err := WriteOutbox(filepath.Dir(o.Dir), planEnvelope, letters, nil); err != nil || hash != o.Hash {
		t.Fatal(hash, err)
	}
	again, err := Open(o.Dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := found(t, again, knownOf(letters)); len(got) > 0 {
		t.Error(got)
	}
	if data, _ := os.ReadFile(filepath.Join(o.Dir, JournalFile)); string(data) != "sent" {
		t.Errorf("the journal is %q", data)
	}
}
