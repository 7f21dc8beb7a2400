package returns

import (
	"reflect"
	"slices"
	"testing"

	"rollcall/generator/attendance"
)

// Of gives what All gives of the same place.
func TestTargetsOfPlace(t *testing.T) {
	var places []attendance.Place
	r := &reader{}
	for _, level := range []attendance.Level{attendance.LevelAuthority, attendance.LevelSchool, "trust"} {
		for _, code := range []string{"1", "10", "2"} {
			place := attendance.Place{Level: level, Code: code}
			places = append(places, place)
			for year := range len(places) % 4 { // some have none
				r.targets = append(r.targets, Target{Place: place, Measure: "attendance", Period: attendance.Period{Year: attendance.AcademicYear(2020 + year), Grain: attendance.Year}})
			}
		}
	}
	slices.Reverse(r.targets)
	targets := r.settleTargets(r.targets)
	for _, place := range append(places, attendance.Place{}, attendance.Place{Level: "z", Code: "z"}) {
		var want []Target
		for _, target := range targets.All() {
			if target.Place == place {
				want = append(want, target)
			}
		}
		if got := targets.Of(place); len(got) != len(want) || len(want) > 0 && !reflect.DeepEqual(got, want) {
			t.Errorf("%s has %v, want %v", place, got, want)
		}
	}
}
