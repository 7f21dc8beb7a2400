package generator

import (
	"crypto/sha256"
	"fmt"
	"os"
	"slices"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
)

// A public edition is the same in every byte whatever it hides.
func TestOtherWorldsLookTheSame(t *testing.T) {
	opt := siteOptions(t, os.DirFS("../data/wexcombe"))
	opt.Edition = "public"
	var problems diag.List
	got, err := CompareWorlds(opt, 0, &problems)
	if err != nil || problems.Failed() {
		t.Fatal(err, problems.Problems())
	}
	t.Logf("%d files, %d hidden counts changed; unpinned: %d changed, %+v", got.Files, got.Changed, got.Unpinned, got.Pattern)
	if got.Changed < 1000 || got.Files < 100 {
		t.Errorf("%d hidden counts of %d files were changed: too few to mean anything", got.Changed, got.Files)
	}
	if len(got.Differ) > 0 {
		t.Errorf("%d files tell the worlds apart: %.10q", len(got.Differ), got.Differ)
	}
	// The search for witnesses starts from the truth, so what else it hides depends on it
	// a little. That is what a reader might learn from the pattern alone; it may not grow.
	if got.Unpinned < 1000 || got.Pattern.Primary > 0 || got.Pattern.Others*40 > got.Pattern.Marks {
		t.Errorf("%d hidden counts are changed in a world that is protected by itself, and %+v", got.Unpinned, got.Pattern)
	}
}

// What is made of a hidden count tells the worlds apart, whatever it looks like.
func TestLeaksTellTheWorldsApart(t *testing.T) {
	area := areaOf(10)
	for i, s := range area {
		s.returns[0].severe = i % 4
	}
	opt := siteOptions(t, folderOf(area, ""))
	opt.Edition = "public"
	for name, leak := range map[string]func([]register.Count) (made bool, data string){
		"clusters/dale/order.txt": func(severe []register.Count) (bool, string) { // schools in order of what is hidden
			order := make([]int, len(severe))
			for i := range order {
				order[i] = i
			}
			slices.SortStableFunc(order, func(a, b int) int { return int(severe[a] - severe[b]) })
			return true, fmt.Sprint(order)
		},
		"clusters/dale/bar.svg":    func(severe []register.Count) (bool, string) { return true, fmt.Sprint("width=", 30*severe[0]) },
		"schools/970001/some.html": func(severe []register.Count) (bool, string) { return severe[0] > 0, "a file for those with any" },
	} {
		told := false
		for seed := range uint64(8) {
			var problems diag.List
			got, err := compareWorlds(opt, seed, &problems, func(ds *register.Dataset, out files) {
				var severe []register.Count
				for i := range ds.Rows {
					if ds.Rows[i].Place.Level == attendance.LevelSchool {
						severe = append(severe, ds.Rows[i].Counts.Severe)
					}
				}
				if made, data := leak(severe); made {
					out[name] = sha256.Sum256([]byte(data))
				}
			})
			if err != nil || problems.Failed() {
				t.Fatal(err, problems.Problems())
			}
			if told = slices.Equal(got.Differ, []string{name}); told {
				break
			}
			if len(got.Differ) > 0 {
				t.Errorf("%q differ", got.Differ)
			}
		}
		if !told {
			t.Errorf("%s tells no world from the truth", name)
		}
	}
}
