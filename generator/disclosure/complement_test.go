package disclosure

import (
	"math/rand/v2"
	"testing"

	"rollcall/generator/register"
)

// Where nearly all pupils are persistently absent, as in alternative provision, sums could
// narrow a rounded count so far that, less than the roll, it would tell how many are not.
// Whoever tries all tables finds Width numbers at least for each shown count of that kind.
func TestNobodyWorksOutHowManyAreNotAbsent(t *testing.T) {
	shown, skipped := 0, 0
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 17))
		area := randomArea(rng)
		for i := range area.pa {
			area.pa[i] = 12 + register.Count(rng.IntN(9))
			area.enrolments[i] = area.pa[i] + 8 + register.Count(rng.IntN(5))
		}
		cube := area.cube()
		Publish(cube, Public)
		att := area.attack(cube, Public)
		for i := range area.pa {
			if !published(cube, i).Known() {
				continue
			}
			shown++
			switch open, known := att.open(i, Public.Width); {
			case !known:
				skipped++
			case !open:
				t.Fatalf("seed %d: %v of %d pupils at school %d of %+v", seed, att.possible[i], area.enrolments[i], i, area)
			}
		}
	}
	t.Logf("%d shown, %d too long to find out", shown, skipped)
	if shown < 300 || skipped > shown/10 {
		t.Error("the tables test too little")
	}
}
