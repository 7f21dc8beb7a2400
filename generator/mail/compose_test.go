package mail

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Whatever could break a header is refused before there is a message.
func TestInjectionIsNotComposed(t *testing.T) {
	for name, change := range map[string]func(*Envelope, *Letter){
		"line in the subject":     func(_ *Envelope, l *Letter) { l.Subject = "x\r\nBcc: y@schools.testshire.example" },
		"line in the preheader":   func(_ *Envelope, l *Letter) { l.Preheader = "x\ny" },
		"line in the address":     func(_ *Envelope, l *Letter) { l.To.Address = "a@schools.testshire.example\r\nBcc: b@x.example" },
		"second address":          func(_ *Envelope, l *Letter) { l.To.Address += ", b@x.example" },
		"second with a semicolon": func(_ *Envelope, l *Letter) { l.To.Address += ";b@x.example" },
		"name in the address":     func(_ *Envelope, l *Letter) { l.To.Address = "Head <" + l.To.Address + ">" },
		"line in the council":     func(e *Envelope, _ *Letter) { e.Council = "Test\r\nshire" },
		"line in the sender":      func(e *Envelope, _ *Letter) { e.Sender = "a@x.example\r\n" },
		"two for replies":         func(e *Envelope, _ *Letter) { e.ReplyTo = "a@x.example, b@x.example" },
		"no text":                 func(_ *Envelope, l *Letter) { l.Text = " \n" },
		"no HTML":                 func(_ *Envelope, l *Letter) { l.HTML = "" },
		"no day":                  func(e *Envelope, _ *Letter) { e.Day = "today" },
	} {
		env, l := planEnvelope, lettersOfThree()[0]
		change(&env, &l)
		if message, _, err := Compose(env, l); err == nil {
			t.Errorf("%s: composed\n%s", name, message)
		}
	}
}

// The same letters make the same bytes and the same plan; nothing is written again.
func TestSamePlanTwice(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mail")
	hash, err := WriteOutbox(dir, planEnvelope, lettersOfThree(), nil)
	if err != nil {
		t.Fatal(err)
	}
	info, _ := os.Stat(filepath.Join(dir, hash, planFile))
	again, err := WriteOutbox(dir, planEnvelope, lettersOfThree(), nil)
	if err != nil || again != hash {
		t.Fatalf("the plan is %s and then %s, %v", hash, again, err)
	}
	if after, _ := os.Stat(filepath.Join(dir, hash, planFile)); !after.ModTime().Equal(info.ModTime()) || !os.SameFile(info, after) {
		t.Error("the plan was written again")
	}
	changed := lettersOfThree()
	changed[0].Text += "One word more.\n"
	if other, err := WriteOutbox(dir, planEnvelope, changed, nil); err != nil || other == hash {
		t.Errorf("another plan is %s, %v", other, err)
	}
	for name, mode := range map[string]os.FileMode{".": 0o700, hash: 0o700, hash + "/preview": 0o700, hash + "/plan.csv": 0o600, hash + "/0001-900001.eml": 0o600, hash + "/preview/0001.html": 0o600, hash + "/index.html": 0o600} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	if ignore, err := os.ReadFile(filepath.Join(dir, ".gitignore")); string(ignore) != "*\n" {
		t.Errorf("git would take it: %q, %v", ignore, err)
	}
}

// The message is [mixed >] related > alternative(plain, html) + pictures, and what comes
// out is what went in.
func TestMessageComesApartAgain(t *testing.T) {
	l := lettersOfThree()[0]
	l.Brief = []byte("%PDF")
	data, entry, err := Compose(planEnvelope, l)
	if err != nil {
		t.Fatal(err)
	}
	m, err := parse(data)
	if err != nil {
		t.Fatal(err)
	}
	if m.html != strings.ReplaceAll(l.HTML, "\n", "\r\n") || m.text != strings.ReplaceAll(l.Text, "\n", "\r\n") || len(m.images) != 1 || string(m.images[0].data) != aPNG || m.images[0].id != l.Images[0].CID || len(m.briefs) != 1 {
		t.Errorf("it comes apart as %q", m)
	}
	sum := sha256.Sum256(data)
	if entry.SHA256 != hex.EncodeToString(sum[:]) || !strings.HasSuffix(entry.MessageID, "@testshire.example>") {
		t.Errorf("the entry is %+v", entry)
	}
	for _, want := range []string{"From: \"Testshire\" <attendance@testshire.example>\r\n", "To: <head.900001@schools.testshire.example>\r\n", "Reply-To: <help@testshire.example>\r\n",
		"Date: Fri, 08 May 2026 09:00:00 +0000\r\n", "X-Auto-Response-Suppress: OOF, AutoReply\r\n", "Content-Type: multipart/related; type=\"multipart/alternative\";\r\n"} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("there is no %q in\n%.1500s", want, data)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, l := range lettersOfThree() {
		data, _, err := Compose(planEnvelope, l)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := parse(data)
		if err == nil && (strings.TrimSpace(m.text) == "" || strings.TrimSpace(m.html) == "") {
			t.Error("a message without text or HTML comes apart")
		}
	})
}
