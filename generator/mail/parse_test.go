package mail

import (
	"strings"
	"testing"
)

// The reader forgives nothing: whatever two mail programs could read in two ways is no
// message at all.
func TestParseIsStrict(t *testing.T) {
	const (
		head    = "From: <a@x.example>\nContent-Type: multipart/mixed; boundary=m\n\n--m\n"
		alt     = "Content-Type: multipart/alternative; boundary=a\n\n"
		plain   = "--a\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: quoted-printable\n\nwords\n"
		html    = "--a\nContent-Type: text/html; charset=UTF-8\nContent-Transfer-Encoding: quoted-printable\n\n<p>words</p>\n"
		letters = head + alt + plain + html + "--a--\n"
		end     = "--m--\n"
		pdf     = "--m\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=b.pdf\nContent-Transfer-Encoding: base64\n\nJVBERg==\n"
	)
	for name, c := range map[string]struct{ text, fault string }{
		"good":                  {letters + end, ""},
		"good with a file":      {letters + pdf + end, ""},
		"no end of a line":      {letters + "--m--", "does not end with a line"},
		"a line too long":       {"X: " + strings.Repeat("x", longest) + "\n" + letters + end, "longer than"},
		"a null":                {"X: \x00\n" + letters + end, "half a line end"},
		"a header alone":        {"From: <a@x.example>\n", "header"},
		"no type":               {strings.Replace(letters, "Content-Type: text/plain; charset=UTF-8\n", "", 1) + end, "has 0 types"},
		"two types":             {strings.Replace(letters, "Content-Type: text/plain", "Content-Type: text/css\nContent-Type: text/plain", 1) + end, "has 2 types"},
		"a type that is none":   {strings.Replace(letters, "text/plain; charset=UTF-8", "text/plain; charset", 1) + end, "type of a part"},
		"a second letter":       {letters + "--m\n" + alt + plain + html + "--a--\n" + end, "a second multipart/alternative"},
		"a blank text":          {strings.Replace(letters, "\n\nwords\n", "\n\n=20\n", 1) + end, "the plain text is missing"},
		"an empty text":         {strings.Replace(letters, "\n\nwords\n", "\n\n\n", 1) + end, "is empty"},
		"a text alone":          {head + alt + plain + "--a--\n" + end, "the HTML is missing"},
		"a page alone":          {head + alt + html + "--a--\n" + end, "unexpected part of type text/html"},
		"nothing related":       {head + "Content-Type: multipart/related; boundary=r\n\n--r--\n" + end, "the plain text is missing"},
		"a file shown nowhere":  {letters + strings.Replace(pdf, "Content-Disposition: attachment; filename=b.pdf\n", "", 1) + end, "does not say how it is shown"},
		"an empty file":         {letters + strings.Replace(pdf, "JVBERg==\n", "", 1) + end, "is empty"},
		"a file that is broken": {letters + strings.Replace(pdf, "JVBERg==", "JVBERg=", 1) + end, "application/pdf"},
		"nothing at all":        {head[:strings.Index(head, "--m")] + end, "the plain text is missing"},
		"good for later checks": {letters + strings.Replace(pdf, "application/pdf", "message/rfc822", 1) + end, ""},
		"a part that goes on":   {letters, "EOF"},
	} {
		_, err := parse([]byte(strings.ReplaceAll(c.text, "\n", "\r\n")))
		switch {
		case c.fault == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case c.fault == "":
		case err == nil || !strings.Contains(err.Error(), c.fault):
			t.Errorf("%s: %v, and not %s", name, err, c.fault)
		}
	}
}
