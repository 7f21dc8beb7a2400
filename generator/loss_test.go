package generator

import (
	"os"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
)

// A protection that hides everything gives nothing away. Of what is known of Wexcombe, in
// percent, this is what the public edition has to tell at the least, and no hidden number
// may be left that might be worked out. The most that a rule for small numbers alone would
// tell stands beside it: what comes near that has not hidden what gives them away.
func TestThePublicEditionTellsEnough(t *testing.T) {
	opt := siteOptions(t, os.DirFS("../data/wexcombe"))
	var problems diag.List
	in, err := readInputs(opt, new(Report), &problems)
	if err != nil {
		t.Fatal(err)
	}
	loss := disclosure.Publish(measure.Aggregate(in.dataset, authority(opt.Site), groupings(opt.Site)), disclosure.Public).Loss()
	if loss.Unproved > 0 {
		t.Errorf("%d hidden numbers might be worked out", loss.Unproved)
	}
	least := map[attendance.Level]int{attendance.LevelAuthority: 69, attendance.LevelCluster: 72, attendance.LevelSchool: 71, "trust": 67, "ward": 51}
	for _, l := range loss.Levels {
		shown, small := 100*l.Shown/l.Known, 100*l.Primary/l.Known
		if want, ok := least[l.Level]; !ok || shown < want || shown >= small {
			t.Errorf("%s: %d%% is told, want %d%% and less than the %d%% of the plain rule", l.Level, shown, want, small)
		}
		delete(least, l.Level)
	}
	if len(least) > 0 {
		t.Errorf("nothing is told of %v", least)
	}
}
