package insight

import (
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

// 626 notices among 29,100 pupils are 21.51 for each thousand; 3 among 40,000 are
// 0.075, half up 0.1.
func TestPerThousand(t *testing.T) {
	authority := attendance.Place{Level: attendance.LevelAuthority, Code: "1"}
	year := period(t, "2024-25")
	for _, c := range []struct {
		count, pupils register.Count
		want          string
	}{{626, 29100, "21.5"}, {3, 40000, "0.1"}, {0, 40000, "0"}, {register.Missing, 40000, ""}, {5, 0, ""}} {
		counts := register.None()
		counts.Enrolments, counts.Possible = c.pupils, 1
		ds := &register.Dataset{
			Rows:    []register.Row{{Place: authority, Period: year, Group: attendance.AllPupils, Counts: counts}},
			Tallies: []register.Tally{{Place: authority, Period: year, Measure: "service.penalty-notice", Count: c.count, Of: register.Missing}},
		}
		pub := disclosure.Publish(measure.Aggregate(ds, authority, nil), disclosure.Policy{Mode: disclosure.Open})
		got, ok := PerThousand(pub.Tally(authority, year, "service.penalty-notice"), pub.Count(disclosure.All(authority, year, attendance.Total), disclosure.Enrolments))
		if ok != (c.want != "") || ok && got.String() != c.want {
			t.Errorf("%d of %d: %s, %t; want %q", c.count, c.pupils, got, ok, c.want)
		}
	}
}
