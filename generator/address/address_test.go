package address

import (
	"net/mail"
	"strings"
	"testing"
)

func TestFault(t *testing.T) {
	longLabel := strings.Repeat("a", longestLabel)
	for text, want := range map[string]string{
		"head@schools.wexcombe.example":               "",
		"o'neil+head_1@a-b.example":                   "",
		"H.Ead@X1.example":                            "",
		"head%other.example@a.example":                "%",
		"other.example!head@a.example":                "!",
		"-oQ@a.example":                               "hyphen",
		strings.Repeat("a", 64) + "@b.example":        "",
		"":                                            "empty",
		"head":                                        "no @",
		"a@b@c.example":                               "more than one @",
		"Head <head@a.example>":                       "space",
		"<head@a.example>":                            `'<'`,
		"head@a.example,other@a.example":              `','`,
		"head@a.example;other@a.example":              `';'`,
		"head@a.example\r\nBcc: other@a.example":      "line break",
		"head@a.example\nother@a.example":             "line break",
		"head@a.example\rx":                           "line break",
		"head\x00@a.example":                          "control",
		"head\x7f@a.example":                          "control",
		"head @a.example":                             "space",
		"head\u00a0@a.example":                        "space",
		`"a b"@a.example`:                             `'"'`,
		`a\@b@a.example`:                              `'\\'`,
		"head(main)@a.example":                        `'('`,
		"head@[192.0.2.1]":                            `'['`,
		"head@192.0.2.1":                              "number",
		"head@localhost":                              "no dot",
		"head@a..example":                             "domain",
		"head@-a.example":                             "domain",
		"head@a_b.example":                            "domain",
		"head@a.example.":                             "domain",
		"@a.example":                                  "before the @",
		".head@a.example":                             "before the @",
		"he..ad@a.example":                            "before the @",
		"pennaeth@ysgol-tŷ.example":                   "ASCII",
		"head@a.example\u202e":                        "ASCII",
		strings.Repeat("a", 65) + "@b.example":        "more than 64",
		"a@" + longLabel + "a.example":                "domain",
		"a@" + strings.Repeat(longLabel+".", 4) + "b": "more than 254",
	} {
		got := Fault(text)
		if (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestAllowed(t *testing.T) {
	domains := []string{"wexcombe.example", ".Wexcombe.sch.example"}
	for text, want := range map[string]bool{
		"a@wexcombe.example":              true,
		"a@WEXCOMBE.example":              true,
		"a@schools.wexcombe.example":      false, // only as listed
		"a@evilwexcombe.example":          false,
		"a@wexcombe.example.com":          false,
		"a@quay.wexcombe.sch.example":     true,
		"a@one.quay.wexcombe.sch.example": true,
		"a@wexcombe.sch.example":          false,
	} {
		if got := Allowed(text, domains); got != want {
			t.Errorf("%s: %t", text, got)
		}
	}
	if Allowed("a@wexcombe.example", nil) {
		t.Error("without a list every domain is allowed")
	}
	for text, want := range map[string]bool{"a.example": true, ".a.example": true, "*.a.example": false, "example": false, "": false, "..a.example": false, "a.example/x": false} {
		if got := DomainFault(text) == ""; got != want {
			t.Errorf("domain %q: %t", text, got)
		}
	}
}

// Whatever passes is one address to the standard library too, and the same one.
func FuzzFault(f *testing.F) {
	f.Add("head@schools.wexcombe.example")
	f.Add("a@b.c,d@e.f")
	f.Add("a\r\nb@c.d")
	f.Fuzz(func(t *testing.T, text string) {
		if Fault(text) != "" {
			return
		}
		list, err := mail.ParseAddressList(text)
		if err != nil || len(list) != 1 || list[0].Address != text || list[0].Name != "" {
			t.Errorf("%q is read as %v, %v", text, list, err)
		}
	})
}
