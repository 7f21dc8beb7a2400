package measure

import (
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

// Two schools may each have a class 7B; the authority has none.
func TestClassesAreNotSummed(t *testing.T) {
	ds := &register.Dataset{}
	period := attendance.Period{Year: 2024, Grain: attendance.HalfTerm, Number: 1}
	for _, urn := range []string{"100001", "100002"} {
		ds.Schools = append(ds.Schools, attendance.Establishment{URN: attendance.URN(urn), Phase: attendance.Secondary})
		for _, group := range []string{attendance.AllPupils, attendance.ClassGroup("7B"), attendance.Cross("Girls", attendance.ClassGroup("7B"))} {
			ds.Rows = append(ds.Rows, register.Row{Place: attendance.Place{Level: attendance.LevelSchool, Code: urn}, Phase: attendance.Secondary, Period: period, Group: group, Counts: register.None()})
		}
	}
	authority := attendance.Place{Level: attendance.LevelAuthority, Code: "999"}
	cube := Aggregate(ds, authority, nil)
	for _, c := range cube.Find(authority).Cells {
		if c.Group != attendance.AllPupils {
			t.Errorf("the authority has %s", c.Group)
		}
	}
	if cube.Find(ds.Rows[0].Place).Cell(period, attendance.Secondary, attendance.ClassGroup("7B")) == nil {
		t.Error("the school has lost its class")
	}
}
