package disclosure

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

// small tables, all of whose solutions can be listed.
type smallArea struct {
	clusters, trusts []string // of each school
	phases           []attendance.Phase
	pa, enrolments   []register.Count
}

func randomArea(rng *rand.Rand) smallArea {
	n := 4 + rng.IntN(6)
	var a smallArea
	for range n {
		a.clusters = append(a.clusters, fmt.Sprint("Cluster ", rng.IntN(2)))
		a.trusts = append(a.trusts, []string{"", "Trust 0", "Trust 1"}[rng.IntN(3)])
		a.phases = append(a.phases, []attendance.Phase{attendance.Primary, attendance.Secondary}[rng.IntN(4)/3])
		a.pa, a.enrolments = append(a.pa, register.Count(rng.IntN(14))), append(a.enrolments, 60)
	}
	return a
}

func (a smallArea) cube() *measure.Cube {
	ds := &register.Dataset{}
	for i := range a.pa {
		urn := fmt.Sprint(100000 + i)
		ds.Schools = append(ds.Schools, attendance.Establishment{URN: attendance.URN(urn), Phase: a.phases[i],
			Groupings: map[string]string{"cluster": a.clusters[i], "trust": a.trusts[i]}})
		c := register.None()
		c.Schools, c.Enrolments, c.PA10 = 1, a.enrolments[i], a.pa[i]
		ds.Rows = append(ds.Rows, register.Row{Place: attendance.Place{Level: attendance.LevelSchool, Code: urn}, Phase: a.phases[i],
			Period: autumn, Group: attendance.AllPupils, Counts: c})
	}
	return measure.Aggregate(ds, authority, []measure.Grouping{{Level: attendance.LevelCluster, Column: "cluster"}, {Level: "trust", Column: "trust"}})
}

// line is what one published cell says: its parts add up to a number between low and
// high.
type line struct {
	parts       []int
	low, high   int
	least, most int // what its parts can still come to
}

// attacker tries every table that fits what was published, to see what each school's count
// can be. A hidden count is any number up to mostHidden for all that it knows.
type attacker struct {
	low, high []int
	lines     []line
	with      [][]int // of each school, the lines that hold it
	possible  []map[int]bool
	values    []int
	left      int // steps that may still be taken
}

const mostHidden = 20

// newAttacker returns the attacker of n schools who has read nothing.
func newAttacker(n int) *attacker {
	a := &attacker{low: make([]int, n), high: make([]int, n), values: make([]int, n), with: make([][]int, n)}
	for i := range n {
		a.possible = append(a.possible, make(map[int]bool))
		a.high[i] = mostHidden
	}
	return a
}

// read takes a line to what the attacker knows.
func (a *attacker) read(l line) {
	for _, p := range l.parts {
		a.with[p] = append(a.with[p], len(a.lines))
	}
	a.lines = append(a.lines, l)
}

// open reports whether a count can be width numbers at least, and false where that
// takes too long to find out.
func (a *attacker) open(i, width int) (open, known bool) {
	low, high := a.low[i], a.high[i]
	defer func() { a.low[i], a.high[i] = low, high }()
	for v := low; v <= high && len(a.possible[i]) < width; v++ {
		if a.possible[i][v] {
			continue
		}
		a.low[i], a.high[i] = v, v
		a.left = 2_000_000
		if a.begin() && a.solve(0) {
			for j, w := range a.values {
				a.possible[j][w] = true
			}
		} else if a.left <= 0 {
			return false, false
		}
	}
	return len(a.possible[i]) >= width, true
}

// begin works out what each line can come to while no school is decided.
func (a *attacker) begin() bool {
	for i := range a.lines {
		l := &a.lines[i]
		l.least, l.most = 0, 0
		for _, p := range l.parts {
			l.least, l.most = l.least+a.low[p], l.most+a.high[p]
		}
		if l.most < l.low || l.least > l.high {
			return false
		}
	}
	return true
}

// solve finds one table that fits, trying every one that might.
func (a *attacker) solve(i int) bool {
	if i == len(a.low) {
		return true
	}
	from, to := a.low[i], a.high[i]
	for _, at := range a.with[i] {
		l := &a.lines[at]
		from, to = max(from, l.low-l.most+a.high[i]), min(to, l.high-l.least+a.low[i])
	}
	for v := from; v <= to; v++ {
		if a.left--; a.left <= 0 {
			return false
		}
		a.values[i] = v
		a.decide(i, v-a.low[i], v-a.high[i])
		if a.solve(i + 1) {
			return true
		}
		a.decide(i, a.low[i]-v, a.high[i]-v)
	}
	return false
}

// decide notes what a school leaves of its lines.
func (a *attacker) decide(i, least, most int) {
	for _, at := range a.with[i] {
		l := &a.lines[at]
		l.least, l.most = l.least+least, l.most+most
	}
}

// bounds says what a published count may be.
func bounds(policy Policy, n register.Count) (low, high int) {
	if policy.Mode == Exact {
		return int(n), int(n)
	}
	low = int(n - policy.Step/2)
	return max(low, 0), low + int(policy.Step) - 1
}

// Whoever tries all tables that fit a protected edition finds at least Width numbers for
// each hidden count of a school. Three hundred tables are tried each time; ROLLCALL_TABLES
// asks for more.
func TestNobodyWorksOutAHiddenCount(t *testing.T) {
	tables := 150
	if n, err := strconv.Atoi(os.Getenv("ROLLCALL_TABLES")); err == nil {
		tables = n
	}
	exact := Policy{Mode: Exact, Threshold: 5, MinBase: 20, Width: 5, Schools: 3}
	hidden, shown, skipped, heads := 0, 0, 0, 0
	for seed := range tables {
		for _, policy := range []Policy{exact, Public} {
			area := randomArea(rand.New(rand.NewPCG(uint64(seed), 7)))
			cube := area.cube()
			Publish(cube, policy)
			att := area.attack(cube, policy)
			for i := range area.pa {
				if published(cube, i).Known() {
					shown++
					continue
				}
				switch open, known := att.open(i, policy.Width); {
				case !known:
					skipped++
				case open:
					hidden++
				default:
					t.Fatalf("seed %d, mode %d: school %d of %+v is one of %v", seed, policy.Mode, i, area, att.possible[i])
				}
				for j := range area.pa {
					if i == j {
						continue
					}
					head := area.attack(cube, policy) // who knows the own school
					head.low[j], head.high[j] = int(area.pa[j]), int(area.pa[j])
					if open, known := head.open(i, policy.Width); known && !open {
						t.Fatalf("seed %d, mode %d: the head of school %d of %+v finds that %d is one of %v", seed, policy.Mode, j, area, i, head.possible[i])
					}
					heads++
				}
			}
		}
	}
	t.Logf("%d hidden, from %d heads too, %d shown, %d too long to find out", hidden, heads, shown, skipped)
	if hidden < tables || shown < tables/2 || skipped > tables/10 {
		t.Errorf("%d hidden, %d shown, %d skipped: the tables test too little", hidden, shown, skipped)
	}
}

func published(cube *measure.Cube, i int) register.Count {
	s := cube.Find(attendance.Place{Level: attendance.LevelSchool, Code: fmt.Sprint(100000 + i)})
	return s.Cells[0].Counts.PA10
}

// attack takes from a published cube what it says.
func (a smallArea) attack(cube *measure.Cube, policy Policy) *attacker {
	att := newAttacker(len(a.pa))
	for i := range a.pa {
		if v := published(cube, i); v.Known() {
			att.low[i], att.high[i] = bounds(policy, v)
		}
	}
	for i := range cube.Places {
		p := &cube.Places[i]
		if len(p.Members) == 0 {
			continue
		}
		for _, c := range p.Cells {
			if !c.Counts.PA10.Known() {
				continue
			}
			l := line{}
			l.low, l.high = bounds(policy, c.Counts.PA10)
			for _, urn := range p.Members {
				j, _ := strconv.Atoi(string(urn))
				if j -= 100000; c.Phase == attendance.Total || a.phases[j] == c.Phase {
					l.parts = append(l.parts, j)
				}
			}
			att.read(l)
		}
	}
	return att
}
