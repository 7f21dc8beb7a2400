package main

import (
	"bytes"
	"strings"
	"testing"

	"rollcall/generator"
	"rollcall/generator/diag"
)

// A file that is not the same in another world is named, and the audit fails.
func TestFilesThatDifferAreNamed(t *testing.T) {
	var problems diag.List
	var out, errs bytes.Buffer
	var o outcome
	o.compared(generator.Worlds{Files: 9, Changed: 4, Differ: []string{"index.html", "method/index.html"}}, &problems)
	err := manner{}.finish(terminal{out: &out, err: &errs}, &o, &problems)
	if err == nil || out.Len() > 0 {
		t.Errorf("it passes: %v, %s", err, &out)
	}
	for _, name := range o.Worlds.Differ {
		if !strings.Contains(errs.String(), name+": audit-worlds: ") {
			t.Errorf("%s is not named in %s", name, &errs)
		}
	}
}
