package generator

import (
	"os"
	"testing"

	"rollcall/generator/diag"
)

// A public edition is the same in every byte whatever it hides.
func TestOtherWorldsLookTheSame(t *testing.T) {
	opt := siteOptions(t, os.DirFS("../data/wexcombe"))
	opt.Edition = "public"
	for seed := range uint64(1) {
		var problems diag.List
		got, err := CompareWorlds(opt, seed, &problems)
		if err != nil || problems.Failed() {
			t.Fatal(err, problems.Problems())
		}
		t.Logf("%d files, %d hidden counts changed", got.Files, got.Changed)
		if got.Changed < 1000 || got.Files < 100 {
			t.Errorf("%d hidden counts of %d files were changed: too few to mean anything", got.Changed, got.Files)
		}
		if len(got.Differ) > 0 {
			t.Errorf("%d files tell the worlds apart: %.10q", len(got.Differ), got.Differ)
		}
	}
}
