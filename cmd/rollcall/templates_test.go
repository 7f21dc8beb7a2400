package main

import (
	"slices"
	"testing"

	"rollcall/data"
	"rollcall/generator/plan"
	"rollcall/generator/returns"
	"rollcall/generator/sheet"
	"rollcall/generator/source"
)

// The templates in data/ are those of the formats, so that neither goes stale.
func TestTemplatesMatchFormats(t *testing.T) {
	formats := slices.Concat(source.Formats, plan.Formats, returns.Formats)
	entries, err := data.Templates.ReadDir("templates")
	if err != nil || len(entries) == 0 {
		t.Fatal(entries, err)
	}
	for _, e := range entries {
		at := slices.IndexFunc(formats, func(f sheet.Format) bool { return f.Name+".csv" == e.Name() })
		if at < 0 {
			t.Errorf("%s is of no format", e.Name())
			continue
		}
		if got, err := data.Templates.ReadFile("templates/" + e.Name()); err != nil || string(got) != string(sheet.Template(formats[at])) {
			t.Errorf("%s is\n%swant\n%s%v", e.Name(), got, sheet.Template(formats[at]), err)
		}
	}
}
