package disclosure

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"rollcall/generator/register"
)

// toldBy gives what an edition tells, as whoever reads its files has it.
func toldBy(p *Publication) Earlier {
	number := func(f Figure) register.Count {
		if tenths, ok := f.Tenths(); ok {
			return register.Count(tenths)
		}
		if n, ok := f.Num(); ok {
			return register.Count(n)
		}
		if f.Symbol() == Suppressed {
			return register.Withheld
		}
		return register.Missing
	}
	return func(at At) Row {
		if p.cell(at) == nil {
			return nil
		}
		return func(column string) register.Count {
			if id, ok := strings.CutSuffix(column, "_percent"); ok {
				return number(p.Rate(at, id))
			}
			return number(p.Count(at, Column(column)))
		}
	}
}

// What an edition told of a school of 200 pupils, 12 of them persistently absent, with
// 28,000 sessions possible and 1,400 missed, 1,000 of them with leave.
func TestWhatIsKnownOfACell(t *testing.T) {
	const x, c = register.Missing, register.Withheld
	for _, test := range []struct {
		name                              string
		enrolments, possible, overall, pa register.Count
		told, hidden                      mark
	}{
		{"the same, rounded", 200, 28000, 1400, 10, whole | absent | pa10 | outPA10, 0},
		{"the count is not as it would be written now", 200, 28000, 1400, 12, whole | absent, 0},
		{"one number of sessions was revised", 200, 28000, 1390, 10, whole | absent | pa10 | outPA10 | anew, 0},
		{"all of them were: the pupils alone tell their own count", 200, 27000, 1390, 10, pa10 | outPA10 | anew, 0},
		{"a count of pupils was revised", 200, 28000, 1400, 15, whole | absent, 0},
		{"the count is out of other pupils", 190, 28000, 1400, 10, whole | absent | anew, 0},
		{"the count was hidden", 200, 28000, 1400, c, whole | absent, pa10},
		{"all was hidden", c, c, c, c, 0, whole},
		{"all was left out", x, x, x, x, 0, 0},
		{"all was revised", 190, 27000, 1390, 15, 0, 0},
	} {
		tables := newTables(cube(200, 12, x), Public)
		tables.learn([]Earlier{func(where At) Row {
			if where != at() {
				return nil
			}
			told := map[Column]register.Count{Enrolments: test.enrolments, Possible: test.possible, Overall: test.overall, Authorised: x, Unauthorised: x, PA10: test.pa}
			if test.overall == 1400 && test.possible == 28000 {
				told[Authorised], told[Unauthorised] = 1000, 400
			}
			return func(column string) register.Count {
				if n, ok := told[Column(column)]; ok {
					return n
				}
				return x
			}
		}})
		i := tables.cube.Index(at().Place)
		if told, hidden := tables.told[i][0], tables.marks[i][0]; told != test.told || hidden != test.hidden {
			t.Errorf("%s: told %b, want %b; hidden %b, want %b", test.name, told, test.told, hidden, test.hidden)
		}
	}
}

// An edition that is made by a pattern is the one that the pattern is of.
func TestAPatternKeepsWhatIsKnown(t *testing.T) {
	for seed := range uint64(20) {
		s := newSaga(rand.New(rand.NewPCG(seed, 14)))
		p := s.publish(Public, true)[2]
		if again := PublishAs(s.cube(3), Public, p.Pattern()); !reflect.DeepEqual(p.cube, again.cube) {
			t.Errorf("seed %d: the editions differ", seed)
		}
	}
}

// Where an earlier edition did not round, no rounding leaves anything open.
func TestAnExactEditionBeforeARoundedOne(t *testing.T) {
	before := Publish(cube(203, 12, register.Missing), Policy{Mode: Exact, Threshold: 5, MinBase: 20, Width: 5, Schools: 3})
	if n, ok := before.Count(at(), PA10).Num(); !ok || n != 12 {
		t.Fatal("the count is not shown")
	}
	tables := newTables(cube(203, 12, register.Missing), Public)
	tables.learn([]Earlier{toldBy(before)})
	if told := tables.told[tables.cube.Index(at().Place)][0]; told&(pa10|exact) != pa10|exact {
		t.Errorf("told %b", told)
	}
}
