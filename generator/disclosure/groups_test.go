package disclosure

import (
	"fmt"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

// meals is a group of pupils.
const meals = "Free school meals"

// pupils are those of a school: all of them, and those with free school meals.
type pupils struct{ all, meals, severe, severeMeals register.Count }

// trustOf makes a trust of some primary schools, and then secondary ones, beside others
// that have enough pupils of every kind.
func trustOf(primary int, schools ...pupils) *measure.Cube {
	ds := &register.Dataset{}
	for i := range 5 * len(schools) {
		of, phase := pupils{900, 300, 90, 60}, attendance.Primary
		if i < len(schools) {
			of = schools[i]
		}
		if i%len(schools) >= primary {
			phase = attendance.Secondary
		}
		urn, trust := fmt.Sprint(100000+i), fmt.Sprint("Trust ", i/len(schools))
		ds.Schools = append(ds.Schools, attendance.Establishment{URN: attendance.URN(urn), Phase: phase, Groupings: map[string]string{"trust": trust}})
		for _, group := range [...]string{attendance.AllPupils, meals} {
			c := register.None()
			c.Schools, c.Enrolments, c.Severe = 1, of.all, of.severe
			if group == meals {
				c.Enrolments, c.Severe = of.meals, of.severeMeals
			}
			ds.Rows = append(ds.Rows, register.Row{Place: attendance.Place{Level: attendance.LevelSchool, Code: urn}, Phase: phase, Period: autumn, Group: group, Counts: c})
		}
	}
	return measure.Aggregate(ds, authority, []measure.Grouping{{Level: "trust", Column: "trust"}})
}

// told returns what is told of the sums of the first trust.
func told(cube *measure.Cube) func(phase attendance.Phase, group string, column Column) bool {
	public := Publish(cube, Public)
	return func(phase attendance.Phase, group string, column Column) bool {
		at := At{Place: attendance.Place{Level: "trust", Code: "trust-0"}, Period: autumn, Phase: phase, Group: group}
		_, ok := public.Count(at, column).Num()
		return ok
	}
}

// A sum is not shown where what is shown beside it narrows it to a few small numbers.
func TestNarrowedSums(t *testing.T) {
	for _, test := range []struct {
		primary, secondary register.Count // pupils with free school meals
		want               bool
	}{
		{8, 33, false}, // 10 and 35 make 40: it is 8 or 9
		{8, 35, true},  // 10 and 35 make 45
		{13, 33, true},
	} {
		of := func(meals register.Count) pupils { return pupils{400, meals, 60, 0} }
		part := test.primary / 4
		shown := told(trustOf(4, of(part), of(part), of(part), of(test.primary-3*part), pupils{900, test.secondary, 90, 0}))
		if got := shown(attendance.Primary, meals, Enrolments) && shown(attendance.Total, meals, Enrolments); got != test.want {
			t.Errorf("%d and %d: told %v, want %v", test.primary, test.secondary, got, test.want)
		}
	}
}

// What is hidden of all pupils holds down what is hidden of a group: here it is 4 at most,
// since the trust has 133 to 137 in all and 133 at least in its secondary schools.
func TestCeilings(t *testing.T) {
	tables := newTables(trustOf(2, pupils{900, 300, 1, 1}, pupils{900, 300, 2, 1}, pupils{900, 300, 133, 37}), Public)
	severely := len(pupilCounts) - 1
	for key, cells := range tables.countCells() {
		if key.group == attendance.AllPupils {
			l := tables.layerOf(cells, severely)
			tables.hideSmall(l, severely)
			tables.keepCeilings(l, severely)
		}
	}
	for _, place := range []attendance.Place{{Level: "trust", Code: "trust-0"}, {Level: attendance.LevelSchool, Code: "100000"}} {
		i := tables.cube.Index(place)
		for _, group := range []string{attendance.AllPupils, meals} {
			cell, _ := tables.cube.Places[i].Find(autumn, attendance.Primary, group)
			r := ref{int32(i), int32(cell)}
			if got := tables.ceilings.of(r, severely); group == attendance.AllPupils && got != 4 {
				t.Errorf("%s, %s: at most %d, want 4", place, group, got)
			}
			if got := tables.within(r, severely); group == meals && got != 4 {
				t.Errorf("%s, %s: at most %d, want 4", place, group, got)
			}
		}
	}
}

// A hidden sum that what it is part of holds down is not left where the other sums hold it
// up: of those with free school meals there would be 1 at least and 4 at most.
func TestHiddenSumsAreHeldDown(t *testing.T) {
	severely := len(pupilCounts) - 1
	shown := func(ceilings bool) bool {
		tables := newTables(trustOf(3, pupils{900, 300, 1, 1}, pupils{900, 300, 1, 1}, pupils{900, 300, 1, 0}, pupils{900, 300, 133, 37}), Public)
		cells := make(map[string]*layer)
		for key, l := range tables.countCells() {
			cells[key.group] = l
		}
		i := tables.cube.Index(attendance.Place{Level: "trust", Code: "trust-0"})
		for _, group := range [...]string{attendance.AllPupils, meals} {
			l := tables.layerOf(cells[group], severely)
			tables.hideSmall(l, severely)
			if group == attendance.AllPupils && ceilings {
				tables.keepCeilings(l, severely)
			}
			if group == meals {
				l.protect()
			}
		}
		out := true
		for _, phase := range [...]attendance.Phase{attendance.Total, attendance.Secondary} {
			cell, _ := tables.cube.Places[i].Find(autumn, phase, meals)
			out = out && *tables.mark(ref{int32(i), int32(cell)})&(severe|outSevere) == 0
		}
		return out
	}
	if !shown(false) || shown(true) {
		t.Errorf("the sums around it are shown: %v without a ceiling, %v with one", shown(false), shown(true))
	}
}
