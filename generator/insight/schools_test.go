package insight

import (
	"math/rand/v2"
	"slices"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

// area is an authority of schools, for tests.
type area struct {
	schools []attendance.Establishment
	reasons []attendance.Reason
	rows    []register.Row
	policy  disclosure.Policy
}

func newArea() *area { return &area{policy: disclosure.Policy{Mode: disclosure.Open}} }

// school adds a school; further describes it.
func (a *area) school(urn attendance.URN, phase attendance.Phase, further ...func(*attendance.Establishment)) {
	e := attendance.Establishment{URN: urn, Phase: phase}
	for _, f := range further {
		f(&e)
	}
	a.schools = append(a.schools, e)
}

func fsm(percent string) func(*attendance.Establishment) {
	return func(e *attendance.Establishment) { e.FSM, e.FSMKnown = decimal(percent), true }
}

func cluster(name string) func(*attendance.Establishment) {
	return func(e *attendance.Establishment) { e.Groupings = map[string]string{"cluster": name} }
}

// returns adds the return of a school that is already there.
func (a *area) returns(p attendance.Period, urn attendance.URN, c register.Counts) {
	i := slices.IndexFunc(a.schools, func(e attendance.Establishment) bool { return e.URN == urn })
	a.rows = append(a.rows, register.Row{Place: schoolAt(urn), Phase: a.schools[i].Phase, Period: p, Group: attendance.AllPupils, Counts: c})
}

func (a *area) publish() *disclosure.Publication {
	schools := slices.Clone(a.schools)
	slices.SortFunc(schools, func(x, y attendance.Establishment) int {
		if x.URN < y.URN {
			return -1
		}
		return +1
	})
	ds := &register.Dataset{Schools: schools, Reasons: a.reasons, Rows: slices.Clone(a.rows)}
	return disclosure.Publish(measure.Aggregate(ds, authority, []measure.Grouping{{Column: "cluster", Level: attendance.LevelCluster}}), a.policy)
}

// shuffled is the same area in another order of rows and schools.
func (a *area) shuffled(seed uint64) *area {
	b := *a
	b.rows, b.schools = slices.Clone(a.rows), slices.Clone(a.schools)
	rng := rand.New(rand.NewPCG(seed, 1))
	rng.Shuffle(len(b.rows), func(i, j int) { b.rows[i], b.rows[j] = b.rows[j], b.rows[i] })
	rng.Shuffle(len(b.schools), func(i, j int) { b.schools[i], b.schools[j] = b.schools[j], b.schools[i] })
	return &b
}

// scaled multiplies every count of a school.
func (a *area) scaled(urn attendance.URN, k register.Count) *area {
	b := *a
	b.rows = slices.Clone(a.rows)
	for i := range b.rows {
		r := &b.rows[i]
		if r.Place != schoolAt(urn) {
			continue
		}
		c := r.Counts.Clone()
		for _, n := range []*register.Count{&c.Enrolments, &c.Possible, &c.Overall, &c.PA10, &c.Severe} {
			if n.Known() {
				*n *= k
			}
		}
		for j := range c.Reasons {
			c.Reasons[j] *= k
		}
		r.Counts = c
	}
	return &b
}

// counted is a return of so many pupils who missed so many of their possible sessions.
func counted(enrolments, possible, missed register.Count) register.Counts {
	c := register.None()
	c.Schools, c.Enrolments, c.Possible, c.Overall = 1, enrolments, possible, missed
	return c
}

func decimal(s string) attendance.Decimal {
	d, err := attendance.ParseDecimal(s)
	if err != nil {
		panic(err)
	}
	return d
}

func about(a, b float64) bool { return a-b < 1e-4 && b-a < 1e-4 }

// Sums first, one division: 90 of 100 and 480 of 500 are 95%, not 93%.
func TestPool(t *testing.T) {
	a := newArea()
	a.policy = disclosure.Intranet
	p := period(t, "2024-25 autumn")
	for urn, c := range map[attendance.URN]register.Counts{
		"1": counted(50, 100, 10), "2": counted(60, 500, 20), "3": counted(4, 1000, 900), // of four pupils nothing is shown
	} {
		a.school(urn, attendance.Primary)
		a.returns(p, urn, c)
	}
	pub := a.publish()
	rate := func(urn attendance.URN) disclosure.Figure {
		return pub.Rate(disclosure.All(schoolAt(urn), p, attendance.Primary), "attendance")
	}
	pool := PoolOf(rate("1"), rate("2"), rate("3"), disclosure.Figure{})
	if pool.Num != 570 || pool.Den != 600 || pool.Tenths() != 950 || len(pool.Figures) != 2 {
		t.Errorf("got %d of %d, %d tenths, of %d figures; want 570 of 600, 950, of 2", pool.Num, pool.Den, pool.Tenths(), len(pool.Figures))
	}
	percent := pub.Target(disclosure.All(authority, p, attendance.Primary), "attendance", decimal("94.86"))
	if PoolOf(percent).Known() {
		t.Error("a percentage without counts was pooled")
	}
	if got, ok := exact(percent); !ok || got.Cmp(decimal("94.86").Rat()) != 0 {
		t.Errorf("94.86%% is %v", got)
	}
	if _, ok := exact(rate("3")); ok {
		t.Error("a hidden figure has a value")
	}
}

func TestRounded(t *testing.T) {
	for _, c := range []struct {
		in   string
		want int64
	}{{"95.45", 955}, {"95.449", 954}, {"-0.05", 0}, {"-0.06", -1}, {"0", 0}} {
		if got := rounded(decimal(c.in).Rat(), 1); got.Unscaled != c.want || got.Scale != 1 {
			t.Errorf("%s rounds to %v, want %d tenths", c.in, got, c.want)
		}
	}
}

// Nearest rank: the ceil(n/4)-th, ceil(n/2)-th and ceil(3n/4)-th.
func TestQuartiles(t *testing.T) {
	for n, want := range map[int][3]int{1: {1, 1, 1}, 2: {1, 1, 2}, 3: {1, 2, 3}, 4: {1, 2, 3}, 5: {2, 3, 4}, 8: {2, 4, 6}, 12: {3, 6, 9}} {
		var rising []int
		for i := range n {
			rising = append(rising, i+1)
		}
		if lower, median, upper := quartiles(rising); [3]int{lower, median, upper} != want {
			t.Errorf("the quartiles of 1 to %d are %d, %d, %d, want %v", n, lower, median, upper, want)
		}
	}
}
