package mail

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"rollcall/generator/diag"
)

// A file of the outbox that was changed is refused, and what was changed is told too.
func TestTamperedMessagesAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		old, new string
		code     diag.Code
		words    string
	}{
		"a second recipient":    {"To: <head.900001@", "To: <x@schools.testshire.example>, <head.900001@", diag.MailHeader, "To holds 2 addresses"},
		"another recipient":     {"To: <head.900001@", "To: <head.900002@", diag.MailHeader, "To is head.900002"},
		"no recipient":          {"To: <head.900001@schools.testshire.example>", "To: nobody", diag.MailHeader, "To cannot be read"},
		"a blind copy":          {"To: <head", "Bcc: <x@evil.example>\r\nTo: <head", diag.MailHeader, "unexpected field Bcc"},
		"a copy":                {"To: <head", "Cc: <x@evil.example>\r\nTo: <head", diag.MailHeader, "unexpected field Cc"},
		"two of a field":        {"To: <head", "To: <x@schools.testshire.example>\r\nTo: <head", diag.MailHeader, "To stands there 2 times"},
		"another sender":        {"<attendance@", "<someone@", diag.MailHeader, "From is someone@"},
		"another name":          {"\"Testshire\" <att", "\"Bank\" <att", diag.MailHeader, "From is named"},
		"a raw letter":          {"Auto-Submitted: auto", "Auto-Submitted: aütö", diag.MailHeader, "not plain ASCII"},
		"another subject":       {"Subject:\r\n ", "Subject: Re:\r\n ", diag.MailHeader, "Subject is"},
		"another id":            {"Message-ID: <", "Message-ID: <0", diag.MailHeader, "Message-Id is"},
		"another date":          {"Date: Fri, 08", "Date: Fri, 15", diag.MailHeader, "the date is"},
		"half a line end":       {"MIME-Version: 1.0\r\n", "MIME-Version: 1.0\n", diag.MailParts, "half a line end"},
		"no plain text":         {"Content-Type: text/plain", "Content-Type: text/html", diag.MailParts, "unexpected part"},
		"another character set": {"text/plain; charset=UTF-8", "text/plain; charset=UTF-7", diag.MailParts, "not UTF-8"},
		"another encoding":      {"Content-Transfer-Encoding: base64", "Content-Transfer-Encoding: binary", diag.MailParts, "its encoding"},
		"parts the other way":   {"multipart/alternative;\r\n", "multipart/related;\r\n", diag.MailParts, "may not lie within"},
		"a file attached":       {"Content-Disposition: inline", "Content-Disposition: attachment", diag.MailParts, "unexpected part"},
		"no brackets":           {"<trend.png@testshire.example>", "trend.png@testshire.example", diag.MailParts, "no content id"},
	} {
		t.Run(name, func(t *testing.T) {
			letters := lettersOfThree()
			o := planned(t, letters)
			file := filepath.Join(o.Dir, "0001-900001.eml")
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Contains(data, []byte(c.old)) {
				t.Fatalf("there is no %q in\n%s", c.old, data)
			}
			data = bytes.Replace(data, []byte(c.old), []byte(c.new), 1)
			if err := os.WriteFile(file, data, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := o.Message(0); err == nil {
				t.Error("a message that was changed is given out")
			}
			got := found(t, o, knownOf(letters))
			refused(t, got, diag.MailPlan, "changed after it was planned", "0001-900001.eml")
			refused(t, got, c.code, c.words, "0001-900001.eml")
		})
	}
}

// Somebody who changes a message and its hash in the plan changes the name of the plan.
func TestForgedPlanIsNotOpened(t *testing.T) {
	letters := lettersOfThree()
	o := planned(t, letters)
	plan := filepath.Join(o.Dir, planFile)
	data, _ := os.ReadFile(plan)
	swapped := bytes.Replace(data, []byte("head.900001@"), []byte("head.900002@"), 1)
	os.WriteFile(plan, swapped, 0o600)
	if _, err := Open(o.Dir); err == nil {
		t.Error("a plan that was changed is opened")
	}
}

func TestPlanThatExpiredBeforeItBegan(t *testing.T) {
	letters := lettersOfThree()
	env := planEnvelope
	env.Expires = "2026-05-07"
	dir := filepath.Join(t.TempDir(), "mail")
	hash, err := WriteOutbox(dir, env, letters, nil)
	if err != nil {
		t.Fatal(err)
	}
	o, err := Open(filepath.Join(dir, hash))
	if err != nil {
		t.Fatal(err)
	}
	refused(t, found(t, o, knownOf(letters)), diag.MailHeader, "expires on", "0001-900001.eml")
}
