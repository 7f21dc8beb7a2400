package render

import (
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/register"
	"rollcall/generator/view"
)

var (
	spring = attendance.Period{Year: 2025, Grain: attendance.Term, Number: 2}
	place  = attendance.Place{Level: attendance.LevelAuthority, Code: "999"}
)

// rate makes a percentage as a publication would.
func rate(t testing.TB, percent string) view.Figure {
	t.Helper()
	d, err := attendance.ParseDecimal(percent)
	if err != nil {
		t.Fatal(err)
	}
	var p disclosure.Publication
	return p.Target(disclosure.All(place, spring, attendance.Total), "attendance", d)
}

// count makes a count, hidden by the rule of the intranet where it is small.
func count(n int64) view.Figure {
	school := attendance.Place{Level: attendance.LevelSchool, Code: "100001"}
	counts := register.None()
	counts.Enrolments = register.Count(n)
	ds := &register.Dataset{
		Schools: []attendance.Establishment{{URN: "100001", Name: "Quay School", Phase: attendance.Primary}},
		Rows:    []register.Row{{Place: school, Phase: attendance.Primary, Period: spring, Group: attendance.AllPupils, Counts: counts}},
	}
	p := disclosure.Publish(measure.Aggregate(ds, place, nil), disclosure.Intranet)
	return p.Count(disclosure.All(school, spring, attendance.Primary), disclosure.Enrolments)
}

// notAvailable is the zero figure.
var notAvailable view.Figure
