package config

import (
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/diag"
)

// What is appended is read back as it was given, and nothing else of the file changes.
func TestAppendInput(t *testing.T) {
	in := Input{Path: "new data/été.csv", Format: "attendance", Columns: map[string]string{"urn": `School "No"`, "period": "yes"}}
	const head, tail = "authority: {code: \"1\", name: A, nation: England}\ntitle: T\n", "as_of: 2025-01-01 # today\n"
	for name, list := range map[string]string{
		"indented":         "inputs:\n  - path: a.csv\n",
		"not indented":     "inputs: # ours\n- path: a.csv\n- path: b.csv\n  columns:\n    urn: x\n",
		"with a comment":   "inputs:\n\n  # first\n  - path: a.csv # why\n  # last\n\n",
		"empty":            "inputs: []\n",
		"empty, commented": "inputs: [] # none yet\n",
		"Windows line end": "inputs:\r\n  - path: a.csv\r\n",
	} {
		for _, text := range []string{head + list + tail, head + tail + list, head + tail + strings.TrimRight(list, "\n")} {
			before, ok := load1(t, text)
			if !ok {
				t.Fatalf("%s: the site is not good before", name)
			}
			more, ok := AppendInput(text, in)
			after, good := load1(t, more)
			if !ok || !good || len(after.Inputs) != len(before.Inputs)+1 {
				t.Fatalf("%s: %t, %t\n%s", name, ok, good, more)
			}
			got := after.Inputs[len(after.Inputs)-1]
			if got.Path != in.Path || got.Columns["urn"] != in.Columns["urn"] || got.Columns["period"] != "yes" || got.Format != in.Format {
				t.Errorf("%s: got %+v", name, got)
			}
			i := strings.Index(more, "- path: \"new")
			if i < 0 || !strings.HasPrefix(strings.Replace(text, "inputs: []", "inputs:", 1), strings.TrimRight(more[:i], " \n")) {
				t.Errorf("%s: the file before it changed:\n%s", name, more)
			}
		}
	}
	for _, text := range []string{"inputs: [{path: a.csv}]\n", "title: T\n", "inputs:\n", "inputs:\ntitle: T\n"} {
		if _, ok := AppendInput(text, in); ok {
			t.Errorf("appended to %q", text)
		}
	}
}

func load1(t *testing.T, text string) (*Site, bool) {
	t.Helper()
	var problems diag.List
	site, ok := Load(fstest.MapFS{FileName: {Data: []byte(text)}}, FileName, &problems)
	for _, p := range problems.Problems() {
		t.Log(p)
	}
	return site, ok
}
