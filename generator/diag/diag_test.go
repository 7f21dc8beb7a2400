package diag

import (
	"strings"
	"testing"
)

func TestPos(t *testing.T) {
	for want, pos := range map[string]Pos{
		"a.csv:3:7":         {File: "a.csv", Line: 3, Col: 7},
		"a.csv:3":           {File: "a.csv", Line: 3},
		"a.csv":             {File: "a.csv"},
		"b.xlsx!Autumn!B7":  {File: "b.xlsx", Sheet: "Autumn", Line: 7, Col: 2},
		"b.xlsx!Autumn!AB1": {File: "b.xlsx", Sheet: "Autumn", Line: 1, Col: 28},
		"b.xlsx!Autumn":     {File: "b.xlsx", Sheet: "Autumn"},
	} {
		if got := pos.String(); got != want {
			t.Errorf("%+v prints %q, want %q", pos, got, want)
		}
	}
}

// The same fault in the same file is one problem with a count, at its first place.
func TestListGroups(t *testing.T) {
	var l List
	l.Add(Pos{"a.csv", "", 9, 1}, FormatUnknown, "hint", "no format %q", "scools")
	l.Add(Pos{"a.csv", "", 4, 1}, FormatUnknown, "hint", "no format %q", "scools")
	l.Add(Pos{"b.csv", "", 1, 1}, FormatUnknown, "hint", "no format %q", "scools")
	l.Add(Pos{"a.csv", "", 2, 1}, DeadlineUnclear, "", "deadline not readable: 01/09/012")
	p := l.Problems()
	if len(p) != 3 || p[1].Times != 2 || p[1].Pos.Line != 4 {
		t.Fatalf("got %+v", p)
	}
	if want := "a.csv:4:1: format-unknown: no format \"scools\" (2 times; this is the first)\n    hint"; p[1].String() != want {
		t.Errorf("it prints %q, want %q", p[1], want)
	}
	if n := l.Count(); n != (Tally{Errors: 3, Warnings: 1}) {
		t.Errorf("%+v, want 3 errors and 1 warning", n)
	}
}

// Strictness refuses what is doubtful, and not what was read in the only possible way.
func TestHarden(t *testing.T) {
	l := List{problems: []Problem{{Severity: Note, Times: 2}, {Severity: Warning, Times: 1}, {Severity: SetAside, Times: 3}, {Severity: Error, Times: 1}}}
	if n := l.Count(); n != (Tally{2, 1, 3, 1}) {
		t.Errorf("%+v before", n)
	}
	l.Harden()
	if n := l.Count(); n != (Tally{Notes: 2, Errors: 5}) {
		t.Errorf("%+v after", n)
	}
}

func TestNearest(t *testing.T) {
	known := []string{"sess_possible", "sess_authorised", "enrolments", "urn"}
	for word, want := range map[string]string{"sess_posible": "sess_possible", "Enrollments": "enrolments", "ward": "", "unr": "urn", "enrolmetns": "enrolments", "sess_authorized": "sess_authorised"} {
		if got := Nearest(word, known); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}

// The guide explains every code once, in words that end in a full stop.
func TestGuide(t *testing.T) {
	seen := map[Code]bool{}
	for _, e := range Codes {
		if seen[e.Code] {
			t.Errorf("%s stands twice in the guide", e.Code)
		}
		seen[e.Code] = true
		if !strings.HasSuffix(e.Meaning, ".") || !strings.HasSuffix(e.Remedy, ".") {
			t.Errorf("%s: the guide's words are sentences", e.Code)
		}
	}
	if _, ok := Explain("no-such-code"); ok {
		t.Error("an unknown code is explained")
	}
}
