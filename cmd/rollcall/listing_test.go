package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"rollcall/generator/diag"
)

// However many problems of however many kinds there are, a build tells them in a few
// lines: with what stops it first, and where.
func TestCountsAreFewLines(t *testing.T) {
	var problems diag.List
	for _, e := range diag.Codes {
		for i := range 30 {
			problems.Add(diag.Pos{File: "a.csv", Line: i + 2}, e.Code, "Do this.", "problem %d", i)
		}
	}
	var b bytes.Buffer
	counts.tell(&b, problems.Problems())
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(lines) > 17 || !strings.HasPrefix(lines[0], "a.csv:2: ") || !strings.Contains(lines[len(lines)-1], "more kinds") {
		t.Errorf("%d lines:\n%s", len(lines), &b)
	}
}

// Of a few errors all are shown, whatever their kinds.
func TestFewErrorsAreAllShown(t *testing.T) {
	var problems diag.List
	for i := range 4 {
		problems.Add(diag.Pos{File: "site.yaml", Line: i + 1}, diag.ConfigValue, "", "value %d", i)
	}
	problems.Add(diag.Pos{File: "site.yaml", Line: 9}, diag.ConfigUnknownKey, "", "key")
	var b bytes.Buffer
	counts.tell(&b, problems.Problems())
	for i := range 4 {
		if want := fmt.Sprintf("site.yaml:%d: site-value: value %d\n", i+1, i); !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, &b)
		}
	}
}
