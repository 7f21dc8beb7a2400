package disclosure

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

// termArea makes the free school meals of some schools over three terms, with returns
// missing here and there.
func termArea(rng *rand.Rand) *register.Dataset {
	ds := &register.Dataset{}
	for i := range 5 + rng.IntN(8) {
		urn, phase := fmt.Sprint(100000+i), []attendance.Phase{attendance.Primary, attendance.Secondary}[rng.IntN(3)/2]
		ds.Schools = append(ds.Schools, attendance.Establishment{URN: attendance.URN(urn), Phase: phase, Groupings: map[string]string{
			"cluster": fmt.Sprint("Cluster ", rng.IntN(2)), "trust": []string{"", "Trust 0", "Trust 1"}[rng.IntN(3)]}})
		meals := register.Count(5 + rng.IntN(50))
		for term := uint8(1); term <= 3; term++ {
			if rng.IntN(8) == 0 {
				continue
			}
			for group, n := range map[string]register.Count{attendance.AllPupils: 200, attendance.Flags[attendance.FreeMeals].Group: meals} {
				c := register.None()
				c.Schools, c.Enrolments, c.Possible, c.Overall = 1, n, n*120, n*9
				ds.Rows = append(ds.Rows, register.Row{Place: attendance.Place{Level: attendance.LevelSchool, Code: urn}, Phase: phase,
					Period: attendance.Period{Year: 2024, Grain: attendance.Term, Number: term}, Group: group, Counts: c})
			}
		}
	}
	return ds
}

const prime = 1_000_003

// space is what linear combinations of published sums tell of hidden cells, by
// elimination modulo a prime: rows in echelon form.
type space [][]int64

// reduce takes from a vector what the space tells of it.
func (s space) reduce(v []int64) []int64 {
	v = slices.Clone(v)
	for _, row := range s {
		lead := slices.IndexFunc(row, func(x int64) bool { return x != 0 })
		if factor := v[lead]; factor != 0 {
			for i := range v {
				v[i] = ((v[i]-factor*row[i])%prime + prime) % prime
			}
		}
	}
	return v
}

func (s *space) add(v []int64) {
	v = s.reduce(v)
	lead := slices.IndexFunc(v, func(x int64) bool { return x != 0 })
	if lead < 0 {
		return
	}
	inverse := power(v[lead], prime-2)
	for i := range v {
		v[i] = v[i] * inverse % prime
	}
	*s = append(*s, v)
}

func power(x int64, n int) int64 {
	out := int64(1)
	for ; n > 0; n /= 2 {
		if n%2 == 1 {
			out = out * x % prime
		}
		x = x * x % prime
	}
	return out
}

func isZero(v []int64) bool { return !slices.ContainsFunc(v, func(x int64) bool { return x != 0 }) }

// Elimination finds no hidden sessions of a school, in no period and for no head, however
// schools, terms and missing returns lie.
func TestEliminationFindsNoSessions(t *testing.T) {
	hidden, shown := 0, 0
	for seed := range uint64(400) {
		ds := termArea(rand.New(rand.NewPCG(seed, 3)))
		cube := measure.Aggregate(ds, authority, []measure.Grouping{{Level: attendance.LevelCluster, Column: "cluster"}, {Level: "trust", Column: "trust"}})
		Publish(cube, Public)
		var told space
		size := len(ds.Schools) * 3
		unit := func(i int, period attendance.Period, known bool) []int64 {
			v := make([]int64, size)
			s := cube.Find(attendance.Place{Level: attendance.LevelSchool, Code: fmt.Sprint(100000 + i)})
			if known || s.Cell(period, s.Phase, attendance.Flags[attendance.FreeMeals].Group) != nil {
				first, last := period.HalfTerms()
				for term := (first - 1) / 2; term < last/2; term++ {
					v[i*3+term] = 1
				}
			}
			return v
		}
		type secret struct {
			school int
			period attendance.Period
		}
		var secrets []secret
		for i := range cube.Places {
			p := &cube.Places[i]
			for _, c := range p.Cells {
				switch {
				case c.Group == attendance.AllPupils:
				case p.Place.Level == attendance.LevelSchool:
					j, _ := strconv.Atoi(p.Place.Code)
					if j -= 100000; c.Counts.Possible.Known() {
						shown++
						told.add(unit(j, c.Period, true))
					} else {
						secrets = append(secrets, secret{j, c.Period})
					}
				case c.Counts.Possible.Known():
					sum := make([]int64, size)
					for _, urn := range p.Members {
						j, _ := strconv.Atoi(string(urn))
						if j -= 100000; c.Phase != attendance.Total && ds.Schools[j].Phase != c.Phase {
							continue
						}
						for k, x := range unit(j, c.Period, false) {
							sum[k] += x
						}
					}
					told.add(sum)
				}
			}
		}
		for _, s := range secrets {
			hidden++
			if isZero(told.reduce(unit(s.school, s.period, true))) {
				t.Fatalf("seed %d: %v of school %d can be worked out", seed, s.period, s.school)
			}
			for j := range ds.Schools {
				if j == s.school {
					continue
				}
				head := slices.Clone(told)
				for term := range 3 {
					own := make([]int64, size)
					own[j*3+term] = 1
					head.add(own)
				}
				if isZero(head.reduce(unit(s.school, s.period, true))) {
					t.Fatalf("seed %d: the head of school %d can work out %v of school %d", seed, j, s.period, s.school)
				}
			}
		}
	}
	t.Logf("%d hidden, %d shown", hidden, shown)
	if hidden < 1000 || shown < 1000 {
		t.Error("the tables test too little")
	}
}
