package measure

import (
	"math/rand/v2"
	"slices"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

var wexcombe = attendance.Place{Level: attendance.LevelAuthority, Code: "991"}

func period(t testing.TB, s string) attendance.Period {
	t.Helper()
	p, err := attendance.ParsePeriod(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func row(t testing.TB, urn, p string, phase attendance.Phase, enrolments, possible, authorised, unauthorised, pa register.Count) register.Row {
	c := register.None()
	c.Schools, c.Enrolments, c.Possible, c.Authorised, c.Unauthorised, c.PA10 = 1, enrolments, possible, authorised, unauthorised, pa
	c.Overall = authorised + unauthorised
	c.Reasons = []register.Count{authorised, unauthorised}
	return register.Row{Place: attendance.Place{Level: attendance.LevelSchool, Code: urn}, Phase: phase, Period: period(t, p), Group: attendance.AllPupils, Counts: c}
}

func dataset(rows ...register.Row) *register.Dataset {
	ds := &register.Dataset{Rows: rows, Reasons: []attendance.Reason{{ID: "code_i", Category: attendance.Authorised}, {ID: "code_o", Category: attendance.Unauthorised}}}
	seen := map[string]bool{}
	for _, r := range rows {
		if !seen[r.Place.Code] && r.Place.Level == attendance.LevelSchool {
			seen[r.Place.Code] = true
			cluster := "North"
			if r.Place.Code > "2" {
				cluster = "South"
			}
			ds.Schools = append(ds.Schools, attendance.Establishment{URN: attendance.URN(r.Place.Code), Name: "School " + r.Place.Code, Phase: r.Phase, Groupings: map[string]string{"cluster": cluster}})
		}
	}
	slices.SortFunc(ds.Schools, func(a, b attendance.Establishment) int {
		if a.URN < b.URN {
			return -1
		}
		return 1
	})
	return ds
}

var byCluster = []Grouping{{attendance.LevelCluster, "cluster"}}

func find(t *testing.T, c *Cube, place attendance.Place, p string, phase attendance.Phase) register.Counts {
	t.Helper()
	s := c.Find(place)
	if s == nil {
		t.Fatalf("no %s", place)
	}
	cell := s.Cell(period(t, p), phase, attendance.AllPupils)
	if cell == nil {
		t.Fatalf("no %s %s %s", place, p, phase)
	}
	return cell.Counts
}

// "Sum the counts, divide once": two schools of unequal size, worked by hand.
func TestRatesNeverAdd(t *testing.T) {
	cube := Aggregate(dataset(
		row(t, "1", "2024-25 HT1", attendance.Primary, 100, 7000, 280, 70, 10), // 5.0% absent
		row(t, "3", "2024-25 HT1", attendance.Primary, 10, 700, 63, 7, 3),      // 10.0% absent
	), wexcombe, byCluster)
	c := find(t, cube, wexcombe, "2024-25 HT1", attendance.Primary)
	overall, _ := ByID("overall")
	// 420 of 7,700 is 5.4545...%; the mean of the rates would be 7.5%.
	if f := overall.Fraction(&c); f != (Fraction{420, 7700}) {
		t.Errorf("overall absence is %v, want 420 of 7700", f)
	}
	if c.Schools != 2 || c.Enrolments != 110 || c.PA10 != 13 {
		t.Errorf("schools %d, enrolments %d, PA %d; want 2, 110, 13", c.Schools, c.Enrolments, c.PA10)
	}
	if total := find(t, cube, wexcombe, "2024-25 HT1", attendance.Total); total.Possible != 7700 {
		t.Errorf("all phases together have %d possible sessions, want 7700", total.Possible)
	}
}

// "Sessions add over terms; enrolments do not; PA to date is worked out afresh from
// each pupil's cumulative sessions. With only school-level input, PA exists for the
// periods supplied and nothing else."
func TestPeriodsDerived(t *testing.T) {
	cube := Aggregate(dataset(
		row(t, "1", "2024-25 HT1", attendance.Primary, 100, 7000, 280, 70, 10),
		row(t, "1", "2024-25 HT2", attendance.Primary, 102, 7140, 300, 80, 12),
		row(t, "1", "2024-25 HT3", attendance.Primary, 101, 6000, 200, 50, 9),
	), wexcombe, nil)
	school := attendance.Place{Level: attendance.LevelSchool, Code: "1"}
	autumn := find(t, cube, school, "2024-25 autumn", attendance.Primary)
	if autumn.Possible != 14140 || autumn.Overall != 730 || autumn.Enrolments != 102 {
		t.Errorf("autumn is %d of %d for %d enrolments, want 730 of 14140 for the 102 of its last half-term", autumn.Overall, autumn.Possible, autumn.Enrolments)
	}
	if autumn.PA10 != register.Missing {
		t.Errorf("autumn has %d persistently absent, but nobody supplied that", autumn.PA10)
	}
	toDate := find(t, cube, school, "2024-25 to HT3", attendance.Primary)
	if toDate.Possible != 20140 || toDate.Overall != 980 {
		t.Errorf("to half-term 3 is %d of %d, want 980 of 20140", toDate.Overall, toDate.Possible)
	}
	if s := cube.Find(school); s.Cell(period(t, "2024-25 spring"), attendance.Primary, attendance.AllPupils) != nil || s.Cell(period(t, "2024-25"), attendance.Primary, attendance.AllPupils) != nil {
		t.Error("a term or year was made from some of its half-terms")
	}
}

// What was supplied for a whole period stands, whatever its parts add up to.
func TestSuppliedWholeStands(t *testing.T) {
	cube := Aggregate(dataset(
		row(t, "1", "2024-25 HT1", attendance.Primary, 100, 7000, 280, 70, 10),
		row(t, "1", "2024-25 HT2", attendance.Primary, 100, 7000, 280, 70, 10),
		row(t, "1", "2024-25 autumn", attendance.Primary, 100, 14002, 561, 140, 11),
	), wexcombe, nil)
	if c := find(t, cube, attendance.Place{Level: attendance.LevelSchool, Code: "1"}, "2024-25 autumn", attendance.Primary); c.Possible != 14002 || c.PA10 != 11 {
		t.Errorf("the supplied term was replaced: %d possible, %d PA", c.Possible, c.PA10)
	}
}

// The publisher's own row for the authority is its figure.
func TestPublishedRowIsPreferred(t *testing.T) {
	ds := dataset(row(t, "1", "2018-19", attendance.Primary, 100, 7000, 280, 70, 10))
	published := row(t, "1", "2018-19", attendance.Primary, 200, 14000, 560, 140, 20)
	published.Place = wexcombe
	ds.Rows = append(ds.Rows, published)
	if c := find(t, Aggregate(ds, wexcombe, nil), wexcombe, "2018-19", attendance.Primary); c.Possible != 14000 {
		t.Errorf("the authority has %d possible sessions, want its published 14000", c.Possible)
	}
}

// Two numbers of one school in one year are two parts of that school.
func TestConversionWithinTheYear(t *testing.T) {
	cube := Aggregate(dataset(
		row(t, "1", "2012-13", attendance.Primary, 100, 4000, 100, 20, 10),
		row(t, "1", "2012-13", attendance.Primary, 100, 3000, 80, 10, 8),
	), wexcombe, nil)
	c := find(t, cube, wexcombe, "2012-13", attendance.Total)
	if c.Possible != 7000 || c.Schools != 1 {
		t.Errorf("%d sessions at %d schools, want 7000 at 1", c.Possible, c.Schools)
	}
}

func TestUnknownIsNeverZero(t *testing.T) {
	a, b := register.None(), register.None()
	a.Possible, b.Possible = 10, register.Withheld
	a.Add(&b)
	if a.Possible.Known() || a.Late.Known() {
		t.Errorf("10 and a withheld count add to %d, and two unknowns to %d", a.Possible, a.Late)
	}
	for _, m := range slices.Concat(All, Bands) {
		none := register.None()
		if f := m.Fraction(&none); f.Known() {
			t.Errorf("%s of nothing is %v", m.ID, f)
		}
	}
	zero := register.None()
	zero.Possible, zero.Overall = 0, 0
	attended, _ := ByID("attendance")
	if attended.Fraction(&zero).Known() {
		t.Error("attendance of no possible sessions is a rate")
	}
}

// Order of rows never matters; merging two clusters equals their union.
func TestProperties(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var rows []register.Row
	for _, urn := range []string{"1", "11", "2", "21", "3", "4"} {
		for _, p := range []string{"2023-24 HT1", "2023-24 HT2", "2023-24 autumn", "2024-25 HT1"} {
			n := register.Count(50 + rng.IntN(900))
			u := register.Count(rng.IntN(100))
			rows = append(rows, row(t, urn, p, attendance.Phases[1+rng.IntN(2)], n, n*70, n*3, u, n/10))
		}
	}
	base := Aggregate(dataset(rows...), wexcombe, byCluster)
	for range 20 {
		rng.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		again := Aggregate(dataset(rows...), wexcombe, byCluster)
		if !slices.EqualFunc(base.Places, again.Places, func(a, b Series) bool {
			return a.Place == b.Place && slices.EqualFunc(a.Cells, b.Cells, func(x, y Cell) bool {
				return x.compare(y.Period, y.Phase, y.Group) == 0 && x.Counts.Possible == y.Counts.Possible && x.Counts.PA10 == y.Counts.PA10 && x.Basis == y.Basis
			})
		}) {
			t.Fatal("the order of rows changed the sums")
		}
	}
	north, south := base.Find(attendance.Place{Level: attendance.LevelCluster, Code: "north"}), base.Find(attendance.Place{Level: attendance.LevelCluster, Code: "south"})
	for _, c := range base.Find(wexcombe).Cells {
		var sum register.Count
		for _, s := range []*Series{north, south} {
			if cell := s.Cell(c.Period, c.Phase, c.Group); cell != nil {
				sum += cell.Counts.Possible
			}
		}
		if sum != c.Counts.Possible {
			t.Errorf("%s %s: the clusters have %d, the authority %d", c.Period, c.Phase, sum, c.Counts.Possible)
		}
	}
}

// A school that returned for another period of the year was expected.
func TestExpected(t *testing.T) {
	cube := Aggregate(dataset(
		row(t, "1", "2024-25 HT1", attendance.Primary, 100, 7000, 280, 70, 10),
		row(t, "1", "2024-25 HT2", attendance.Primary, 100, 7000, 280, 70, 10),
		row(t, "3", "2024-25 HT1", attendance.Primary, 100, 7000, 280, 70, 10),
	), wexcombe, nil)
	cell := cube.Find(wexcombe).Cell(period(t, "2024-25 HT2"), attendance.Total, attendance.AllPupils)
	if cell.Expected != 2 || cell.Counts.Schools != 1 {
		t.Errorf("%d of %d schools, want 1 of 2", cell.Counts.Schools, cell.Expected)
	}
}

func BenchmarkAggregate(b *testing.B) {
	var rows []register.Row
	for urn := range 1000 {
		for _, p := range []string{"2022-23", "2023-24", "2024-25"} {
			rows = append(rows, row(b, string(rune('1'+urn%3))+attendance.Period{Year: attendance.AcademicYear(urn), Grain: attendance.Year}.String(), p, attendance.Primary, 400, 150000, 6000, 1000, 40))
		}
	}
	ds := dataset(rows...)
	for b.Loop() {
		Aggregate(ds, wexcombe, byCluster)
	}
}
