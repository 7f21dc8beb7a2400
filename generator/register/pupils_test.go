package register

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"rollcall/generator/attendance"
)

var (
	term2024 = func(ht int) attendance.Period {
		return attendance.Period{Year: 2024, Grain: attendance.HalfTerm, Number: uint8(ht)}
	}
	autumn = attendance.Period{Year: 2024, Grain: attendance.Term, Number: 1}
	toHT3  = attendance.Period{Year: 2024, Grain: attendance.ToDate, Number: 3}

	// illness, other absence, late, not required
	testReasons = []attendance.Reason{{ID: "code_i", Code: "I", Category: attendance.Authorised}, {ID: "code_o", Code: "O", Category: attendance.Unauthorised},
		{ID: "code_l", Code: "L", Category: attendance.Present}, {ID: "code_x", Code: "X", Category: attendance.NotPossible}}
	testSource = &PupilSource{File: "pupils.csv", Reasons: testReasons}
	testBands  = []attendance.BandSet{attendance.CutBands("default", []attendance.Decimal{{Unscaled: 95}, {Unscaled: 90}, {Unscaled: 85}, {Unscaled: 50}})}
	council    = attendance.Place{Level: attendance.LevelAuthority, Code: "999"}
)

// pupilRow is a row of a pupil who was ill for some of the possible sessions.
func pupilRow(urn, pupil string, ht, possible, ill int) PupilRow {
	return PupilRow{Source: testSource, URN: attendance.URN(urn), Pupil: pupil, Period: term2024(ht), Possible: possible,
		Codes: []CodeSessions{{0, ill}}, Plan: PlanNone}
}

// testOptions know the schools whose number begins with 1: those ending in 9 are
// secondary.
var testOptions = PupilOptions{Reasons: testReasons, BandSets: testBands, Authority: council, Home: func(urn attendance.URN) (Home, bool) {
	home := Home{Place: attendance.Place{Level: attendance.LevelSchool, Code: string(urn)}, Phase: attendance.Primary,
		Groups: []attendance.Place{{Level: attendance.LevelCluster, Code: "north"}}}
	if strings.HasSuffix(string(urn), "9") {
		home.Phase, home.Groups = attendance.Secondary, nil
	}
	return home, strings.HasPrefix(string(urn), "1")
}}

func counted(t *testing.T, opt PupilOptions, rows ...PupilRow) (map[Key]Counts, []Tally) {
	t.Helper()
	var p Pupils
	for i := range rows {
		if taken, _ := p.Add(&rows[i]); taken != Counted {
			t.Fatalf("row %d is doubled", i)
		}
	}
	return countedOf(t, &p, opt)
}

func countedOf(t *testing.T, p *Pupils, opt PupilOptions) (map[Key]Counts, []Tally) {
	t.Helper()
	out := make(map[Key]Counts)
	tallies := p.Count(opt, func(r Row) {
		if _, ok := out[r.Key()]; ok {
			t.Errorf("%v is given twice", r.Key())
		}
		out[r.Key()] = r.Counts
	})
	return out, tallies
}

func schoolKey(urn string, period attendance.Period, group string) Key {
	return Key{attendance.Place{Level: attendance.LevelSchool, Code: urn}, attendance.Primary, period, group}
}

// Persistent absence is a question about each stretch of the year by itself.
func TestPersistentAbsenceToDate(t *testing.T) {
	got, _ := counted(t, testOptions,
		// missed 8 of 60 and 5 of 70 in the autumn: 13 of 130 is exactly 10%; then 0 of 60: 13 of 190 is 6.8%
		pupilRow("100001", "autumn only", 1, 60, 8), pupilRow("100001", "autumn only", 2, 70, 5), pupilRow("100001", "autumn only", 3, 60, 0),
		// 5 of 60 is 8.3%, 6 of 70 is 8.6%, 9 of 60 is 15%: 20 of 190 is 10.5%, though 11 of 130 is 8.5%
		pupilRow("100001", "cumulative", 1, 60, 5), pupilRow("100001", "cumulative", 2, 70, 6), pupilRow("100001", "cumulative", 3, 60, 9),
		// on the register and not expected: no enrolment of any period
		pupilRow("100001", "nought", 1, 0, 0), pupilRow("100001", "nought", 2, 0, 0), pupilRow("100001", "nought", 3, 0, 0))
	for _, want := range []struct {
		period                                    attendance.Period
		enrolments, pa10, pa15, near, sum, missed Count
	}{
		// near: 5 + 4 of 60 is 15%
		{term2024(1), 2, 1, 0, 1, 120, 13},
		// 5 + 4 of 70 is 12.9%, and 6 + 4 of 70 14.3%
		{term2024(2), 2, 0, 0, 2, 140, 11},
		// 0 + 4 of 60 is 6.7%
		{term2024(3), 2, 1, 1, 0, 120, 9},
		// 11 + 4 of 130 is 11.5%
		{autumn, 2, 1, 0, 1, 260, 24},
		// 13 + 4 of 190 is 8.9%
		{toHT3, 2, 1, 0, 0, 380, 33},
	} {
		c, ok := got[schoolKey("100001", want.period, attendance.AllPupils)]
		if !ok || c.Enrolments != want.enrolments || c.PA10 != want.pa10 || c.PA15 != want.pa15 || c.NearPA != want.near || c.Possible != want.sum || c.Overall != want.missed {
			t.Errorf("%s: %+v", want.period, c)
		}
	}
	if _, ok := got[schoolKey("100001", attendance.Period{Year: 2024, Grain: attendance.Year}, attendance.AllPupils)]; ok {
		t.Error("three half-terms make no year")
	}
}

// Every line is held by who stands on it: 10, 15, 20 and 50% missed are 90, 85, 80
// and 50% attended, of 100 possible sessions.
func TestThresholds(t *testing.T) {
	for _, test := range []struct {
		missed                         int
		pa10, pa15, pa20, severe, near Count
		band                           int // (95,100] (90,95] (85,90] (50,85] [0,50]
	}{
		{0, 0, 0, 0, 0, 0, 0}, {4, 0, 0, 0, 0, 0, 0}, {5, 0, 0, 0, 0, 0, 1}, {6, 0, 0, 0, 0, 1, 1}, {9, 0, 0, 0, 0, 1, 1},
		{10, 1, 0, 0, 0, 0, 2}, {14, 1, 0, 0, 0, 0, 2}, {15, 1, 1, 0, 0, 0, 3}, {19, 1, 1, 0, 0, 0, 3}, {20, 1, 1, 1, 0, 0, 3},
		{49, 1, 1, 1, 0, 0, 3}, {50, 1, 1, 1, 1, 0, 4}, {100, 1, 1, 1, 1, 0, 4},
	} {
		row := pupilRow("100001", "a", 1, 100, test.missed)
		row.Plan = PlanAgreed
		got, _ := counted(t, testOptions, row)
		c := got[schoolKey("100001", term2024(1), attendance.AllPupils)]
		if c.PA10 != test.pa10 || c.PA15 != test.pa15 || c.PA20 != test.pa20 || c.Severe != test.severe || c.NearPA != test.near || c.SeverePlan != test.severe {
			t.Errorf("missed %d: %+v", test.missed, c)
		}
		if at := slices.Index(c.Bands, 1); at != test.band {
			t.Errorf("missed %d: band %d", test.missed, at)
		}
	}
}

// A pupil who moves is an enrolment of each school, judged by what was possible
// there, and has joined the second during the year.
func TestMove(t *testing.T) {
	got, tallies := counted(t, testOptions,
		pupilRow("100001", "mover", 1, 60, 12), pupilRow("100002", "mover", 2, 70, 0),
		pupilRow("100001", "stayer", 1, 60, 0), pupilRow("100001", "stayer", 2, 70, 0),
		pupilRow("100002", "other", 1, 60, 0), pupilRow("100002", "new", 2, 70, 0))
	first, second := got[schoolKey("100001", autumn, attendance.AllPupils)], got[schoolKey("100002", autumn, attendance.AllPupils)]
	// 12 of 60 is 20%: at the first school in the autumn too, and nowhere at the second
	if first.Enrolments != 2 || first.PA20 != 1 || second.Enrolments != 3 || second.PA10 != 0 {
		t.Errorf("%+v\n%+v", first, second)
	}
	joined := got[schoolKey("100002", autumn, attendance.Joined)]
	if joined.Enrolments != 1 || joined.Possible != 70 || joined.Reasons != nil {
		t.Errorf("joined: %+v", joined)
	}
	if _, ok := got[schoolKey("100001", autumn, attendance.Joined)]; ok {
		t.Error("nobody joined the first school")
	}
	for _, tally := range tallies {
		want := Count(0)
		if tally.Place.Code == "100002" && tally.Period == autumn {
			want = 1
		}
		if tally.Measure == TransfersInYear && (tally.Count != want || !tally.Sums || !tally.People) {
			t.Errorf("%+v", tally)
		}
	}
}

// Sessions belong to the group of the time, enrolments of longer periods to that of
// the latest row; groups cross with the year group, and as the site says.
func TestGroups(t *testing.T) {
	with := func(r PupilRow, flags ...attendance.Flag) PupilRow {
		r.YearGroup, _ = attendance.ParseYearGroup("7")
		r.Sex, r.Class, r.Ethnicity = attendance.Girls, "7B", "Gypsy or Roma"
		r.Source = &PupilSource{File: "pupils.csv", Reasons: testReasons, Columns: []string{"in_choir", "house"}}
		r.Further = []string{"Y", "Red"}
		for _, f := range flags {
			r.Flags |= 1 << f
		}
		return r
	}
	opt := testOptions
	opt.Cross = [][2]string{{"sex", "ethnicity"}, {"house", "in_choir"}}
	rows := []PupilRow{with(pupilRow("100001", "a", 1, 60, 6), attendance.FreeMeals), with(pupilRow("100001", "a", 2, 70, 0)), pupilRow("100001", "b", 2, 70, 0)}
	got, _ := counted(t, opt, rows...)
	var groups []string
	for k := range got {
		if k.Period == autumn {
			groups = append(groups, k.Group)
		}
	}
	slices.Sort(groups)
	want := []string{"All pupils", "Class 7B", "Ethnicity: Gypsy or Roma", "Free school meals", "Free school meals × Year 7",
		"Girls", "Girls × Ethnicity: Gypsy or Roma", "Girls × Year 7", "House: Red", "House: Red × In choir", "In choir", "In choir × Year 7", "Key stage 3", "Year 7"}
	slices.Sort(want)
	if attendance.AllPupils != "All pupils" {
		want[0] = attendance.AllPupils
	}
	slices.Sort(want)
	if !slices.Equal(groups, want) {
		t.Errorf("got  %q\nwant %q", groups, want)
	}
	meals := got[schoolKey("100001", autumn, "Free school meals")]
	if meals.Possible != 60 || meals.Enrolments != 0 || meals.PA10 != 0 {
		t.Errorf("sessions while it had meals, and no enrolment since: %+v", meals)
	}
	if c := got[schoolKey("100001", autumn, "Girls")]; c.Possible != 130 || c.Enrolments != 1 || c.Reasons[0] != 6 {
		t.Errorf("%+v", c)
	}
	if c := got[schoolKey("100001", autumn, "Girls × Year 7")]; c.Enrolments != 1 || c.Reasons != nil {
		t.Errorf("%+v", c)
	}
}

// Codes that are not possible sessions are kept and not missed; lateness is known
// only where there is a column for it, and so is every other code.
func TestReasons(t *testing.T) {
	row := pupilRow("100001", "a", 1, 60, 3)
	row.Codes = []CodeSessions{{0, 3}, {1, 2}, {2, 7}, {3, 10}}
	got, _ := counted(t, testOptions, row)
	c := got[schoolKey("100001", term2024(1), attendance.AllPupils)]
	if c.Authorised != 3 || c.Unauthorised != 2 || c.Overall != 5 || c.Late != 7 || !slices.Equal(c.Reasons, []Count{3, 2, 7, 10}) {
		t.Errorf("%+v", c)
	}
	row.Source, row.Codes = &PupilSource{Reasons: testReasons[:1]}, []CodeSessions{{0, 3}}
	row.Plan = PlanUnstated
	got, _ = counted(t, testOptions, row)
	c = got[schoolKey("100001", term2024(1), attendance.AllPupils)]
	if c.Late != Missing || c.SeverePlan != Missing || !slices.Equal(c.Reasons, []Count{3, Missing, Missing, Missing}) {
		t.Errorf("%+v", c)
	}
}

// The virtual school holds the children whom the authority looks after, wherever
// they are, each once.
func TestVirtualSchool(t *testing.T) {
	cared := func(r PupilRow, by Care) PupilRow {
		r.Care, r.Flags = by, 1<<attendance.LookedAfter
		r.YearGroup, _ = attendance.ParseYearGroup("8")
		return r
	}
	got, _ := counted(t, testOptions,
		cared(pupilRow("100001", "moved", 1, 60, 6), CareOurs), cared(pupilRow("900001", "moved", 2, 70, 0), CareOurs),
		cared(pupilRow("900001", "away", 1, 60, 30), CareOurs), cared(pupilRow("100001", "guest", 1, 60, 0), CareOther),
		cared(pupilRow("100002", "unstated", 1, 60, 0), CareUnstated), pupilRow("100002", "unstated", 2, 70, 0))
	at := func(period attendance.Period, group string) Counts {
		return got[Key{attendance.LookedAfterChildren, attendance.Total, period, group}]
	}
	// moved 60 + 70, away 60, unstated 60
	if c := at(autumn, attendance.AllPupils); c.Enrolments != 3 || c.Possible != 250 || c.PA10 != 1 || c.Severe != 1 {
		t.Errorf("%+v", c)
	}
	if c := at(term2024(1), attendance.OutsideAuthority); c.Enrolments != 1 || c.Possible != 60 || c.Reasons[0] != 30 {
		t.Errorf("%+v", c)
	}
	if in, out := at(autumn, attendance.InAuthority), at(autumn, attendance.OutsideAuthority); in.Enrolments != 1 || in.Possible != 120 || out.Enrolments != 2 || out.Possible != 130 {
		t.Errorf("%+v\n%+v", in, out)
	}
	if c := at(term2024(1), "Year 8"); c.Enrolments != 3 {
		t.Errorf("%+v", c)
	}
	for k := range got {
		if k.Place.Code == "900001" {
			t.Errorf("%v is not the authority's", k)
		}
	}
}

// A family counts where two of its children are persistently absent from two schools.
func TestFamilies(t *testing.T) {
	of := func(family string, r PupilRow) PupilRow { r.Family = family; return r }
	_, tallies := counted(t, testOptions,
		of("smith", pupilRow("100001", "a", 1, 60, 6)), of("smith", pupilRow("100009", "b", 1, 60, 60)),
		of("jones", pupilRow("100001", "c", 1, 60, 6)), of("jones", pupilRow("100001", "d", 1, 60, 6)),
		of("brown", pupilRow("100001", "e", 1, 60, 6)), of("brown", pupilRow("100009", "f", 1, 60, 5)))
	got := make(map[string]Count)
	for _, tally := range tallies {
		if tally.Measure != TransfersInYear {
			got[tally.Place.String()+" "+tally.Measure] = tally.Count
			if tally.Sums || !tally.People || tally.Period != term2024(1) {
				t.Errorf("%+v", tally)
			}
		}
	}
	want := map[string]Count{"authority:999 families.several": 1, "authority:999 families.children": 2, "cluster:north families.several": 1, "cluster:north families.children": 1,
		"school:100001 families.several": 1, "school:100001 families.children": 1, "school:100009 families.several": 1, "school:100009 families.children": 1}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
}

// Pupils who changed phase are seen in both years, in the periods that both have.
func TestTransfer(t *testing.T) {
	before := func(r PupilRow) PupilRow { r.Period.Year--; return r }
	got, _ := counted(t, testOptions,
		before(pupilRow("100001", "a", 1, 60, 3)), before(pupilRow("100001", "a", 2, 70, 3)), pupilRow("100009", "a", 1, 60, 12),
		before(pupilRow("100001", "b", 1, 60, 3)), pupilRow("100001", "b", 1, 60, 3))
	group := attendance.Transfer(attendance.Primary, attendance.Secondary, 2024)
	for k, c := range got {
		if k.Group == group && (c.Enrolments != 1 || c.Possible != 60 || k.Place != council || k.Period.Number != 1) {
			t.Errorf("%v %+v", k, c)
		}
	}
	now, then := got[Key{council, attendance.Total, term2024(1), group}], got[Key{council, attendance.Total, term2024(1).YearBefore(), group}]
	if now.Overall != 12 || then.Overall != 3 {
		t.Errorf("%+v %+v", now, then)
	}
}

// A term supplied whole and a week each have a row, and a repeated one counts once.
func TestGrains(t *testing.T) {
	spring, week3 := pupilRow("100001", "a", 3, 120, 6), pupilRow("100001", "a", 1, 10, 1)
	spring.Period = attendance.Period{Year: 2024, Grain: attendance.Term, Number: 2}
	week3.Period = attendance.Period{Year: 2024, Grain: attendance.Week, Number: 3}
	rows := []PupilRow{pupilRow("100001", "a", 1, 60, 6), pupilRow("100001", "a", 2, 70, 0), spring, week3}
	got, _ := counted(t, testOptions, rows...)
	if c := got[schoolKey("100001", attendance.Period{Year: 2024, Grain: attendance.ToDate, Number: 4}, attendance.AllPupils)]; c.Possible != 250 || c.Overall != 12 || c.Reasons[0] != 12 {
		t.Errorf("%+v", c)
	}
	if c := got[schoolKey("100001", week3.Period, attendance.AllPupils)]; c.Possible != 10 || c.PA10 != 1 {
		t.Errorf("%+v", c)
	}
	if _, ok := got[schoolKey("100001", toHT3, attendance.AllPupils)]; ok {
		t.Error("half of a term is not known")
	}
	var p Pupils
	for i := range rows {
		p.Add(&rows[i])
	}
	for _, r := range rows {
		if taken, _ := p.Add(&r); taken != Repeated {
			t.Errorf("%s is repeated", r.Period)
		}
		r.Codes = []CodeSessions{{1, r.Codes[0].Sessions + 1}}
		if taken, clash := p.Add(&r); taken != Clashing || !slices.Equal(clash, []attendance.Period{r.Period}) {
			t.Errorf("%s clashes: %v", r.Period, clash)
		}
	}
}

// Rows that overlap clash, all of them, in whatever order they come.
func TestOverlaps(t *testing.T) {
	term := pupilRow("100001", "a", 1, 130, 6)
	term.Period = autumn
	rows := []PupilRow{pupilRow("100001", "a", 1, 60, 6), pupilRow("100001", "a", 2, 70, 0), term}
	for _, order := range [][]int{{0, 1, 2}, {0, 2, 1}, {2, 0, 1}, {2, 1, 0}, {1, 2, 0}, {1, 0, 2}} {
		var p Pupils
		clashing := make(map[attendance.Period]bool)
		for _, i := range order {
			_, clash := p.Add(&rows[i])
			for _, period := range clash {
				clashing[period] = true
			}
		}
		if !clashing[autumn] || !clashing[term2024(1)] || !clashing[term2024(2)] {
			t.Errorf("in the order %v only %v clash", order, clashing)
		}
	}
}

// What is left out is as if it had never come.
func TestLeaveOut(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	for round := range 10 {
		rows := made(rng, 40)
		for i := range rows {
			r := &rows[i]
			r.Family, r.Moved = "family"+string(rune('a'+rng.IntN(12))), rng.IntN(9) == 0
			if len(r.Further) > 0 && r.URN == "100001" && r.Period.Number == 1 {
				r.Further = []string{"perhaps"} // which makes of the column a category
			} else if len(r.Further) > 0 {
				r.Further = []string{[]string{"yes", "no", ""}[rng.IntN(3)]}
			}
			if i%17 == 0 {
				r.Period = attendance.Period{Year: r.Period.Year, Grain: attendance.Week, Number: uint8(1 + i%9)}
			}
		}
		out := func(urn attendance.URN, p attendance.Period) bool {
			return urn == "100001" && p.Number == 1 || (int(p.Number)+len(urn)+int(urn[5])+round)%5 == 0
		}
		var all, some Pupils
		for i := range rows {
			all.Add(&rows[i])
			if !out(rows[i].URN, rows[i].Period) {
				some.Add(&rows[i])
			}
		}
		all.LeaveOut(out)
		got, gotTallies := countedOf(t, &all, testOptions)
		want, wantTallies := countedOf(t, &some, testOptions)
		if !reflect.DeepEqual(got, want) || !sameTallies(gotTallies, wantTallies) {
			for k, c := range want {
				if !reflect.DeepEqual(got[k], c) {
					t.Errorf("%v\n got %+v\nwant %+v", k, got[k], c)
					break
				}
			}
			t.Fatalf("round %d: %d rows and %d tallies, want %d and %d", round, len(got), len(gotTallies), len(want), len(wantTallies))
		}
		for _, urn := range []attendance.URN{"100001", "900001", "555555"} {
			if g, w := all.Years(urn), some.Years(urn); len(g) != len(w) {
				t.Errorf("%s has rows of %v, want %v", urn, g, w)
			}
		}
	}
}

// made are rows of a small authority, drawn at random.
func made(rng *rand.Rand, n int) []PupilRow {
	var rows []PupilRow
	further := &PupilSource{File: "b.csv", Reasons: slices.Clone(testReasons[1:]), Columns: []string{"house"}}
	schools := []string{"100001", "100002", "100009", "900001"}
	for i := range n {
		pupil, school := "pupil"+string(rune('A'+i%26))+string(rune('A'+i/26)), rng.IntN(len(schools))
		for year := range 2 {
			for ht := 1; ht <= 6; ht++ {
				if rng.IntN(20) == 0 {
					school = rng.IntN(len(schools))
				}
				r := pupilRow(schools[school], pupil, ht, 20+rng.IntN(50), rng.IntN(9))
				r.Period.Year += attendance.AcademicYear(year)
				r.YearGroup = attendance.YearGroup(1 + rng.IntN(16))
				r.Sex, r.Flags, r.Care = attendance.Sex(rng.IntN(3)), rng.Uint32N(1<<len(attendance.Flags))&rng.Uint32(), Care(rng.IntN(3))
				r.Class, r.Ethnicity, r.Family = "class"+string(rune('a'+i%7)), []string{"", "Irish", "Chinese"}[rng.IntN(3)], "family"+string(rune('a'+i/2%30))
				if rng.IntN(2) == 0 {
					r.Source, r.Further = further, []string{[]string{"", "Red", "Blue"}[rng.IntN(3)]}
				}
				rows = append(rows, r)
			}
		}
	}
	return rows
}

// The order of rows never matters, and no key of a pupil or family comes out; a class
// only as a group.
func TestOrderAndCanary(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	rows := made(rng, 60)
	want, tallies := counted(t, testOptions, rows...)
	for range 5 {
		rng.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		got, more := counted(t, testOptions, rows...)
		if !reflect.DeepEqual(got, want) || !sameTallies(more, tallies) {
			t.Fatal("the order of rows changed the counts")
		}
	}
	for k := range want {
		text := k.Place.String() + k.Group
		if strings.Contains(text, "pupilA") || strings.Contains(text, "familya") || strings.Contains(text, "class") && !strings.HasPrefix(k.Group, "Class class") {
			t.Errorf("%v", k)
		}
	}
	for _, tally := range tallies {
		if text := tally.Place.String() + tally.Measure; strings.Contains(text, "pupilA") || strings.Contains(text, "familya") {
			t.Errorf("%+v", tally)
		}
	}
}

func sameTallies(a, b []Tally) bool {
	return reflect.DeepEqual(slices.Clone(a), slices.Clone(b))
}

// Every whole is the sum of its half-terms in sessions, and the bands share out its
// enrolments.
func TestSums(t *testing.T) {
	got, _ := counted(t, testOptions, made(rand.New(rand.NewPCG(1, 2)), 80)...)
	for k, whole := range got {
		first, last := k.Period.HalfTerms()
		var possible, missed, bands Count
		for ht := first; ht <= last; ht++ {
			part := k
			part.Period = attendance.Period{Year: k.Period.Year, Grain: attendance.HalfTerm, Number: uint8(ht)}
			if c, ok := got[part]; ok {
				possible, missed = possible+c.Possible, missed+c.Overall
			}
		}
		for _, n := range whole.Bands {
			bands += n
		}
		if _, _, crossed := attendance.Crossed(k.Group); crossed { // it has no half-terms to be the sum of
			possible, missed = whole.Possible, whole.Overall
		}
		if possible != whole.Possible || missed != whole.Overall || bands != whole.Enrolments || whole.Severe > whole.PA20 || whole.PA20 > whole.PA15 || whole.PA10+whole.NearPA > whole.Enrolments {
			t.Fatalf("%v: %+v, of parts %d of %d", k, whole, missed, possible)
		}
	}
}

// 88% in year 10 stands at the level for key stage 4; the same in year 9, or where the
// year group is not stated, at the level for everybody.
func TestBandsOfSomeYearGroups(t *testing.T) {
	years, _ := attendance.ParseYearGroups("10-11")
	below := attendance.Bound{End: attendance.Open, Percent: attendance.Decimal{Unscaled: 90}}
	opt := testOptions
	opt.BandSets = []attendance.BandSet{{ID: "s.levels", Bands: []attendance.Band{{ID: "youth", Upper: below, Years: years}, {ID: "school", Upper: below}}, Precedence: []int{0, 1}}}
	for year, want := range map[string]int{"10": 0, "9": 1, "": 1} {
		row := pupilRow("100001", "a", 1, 100, 12)
		row.YearGroup, _ = attendance.ParseYearGroup(year)
		got, _ := counted(t, opt, row)
		if at := slices.Index(got[schoolKey("100001", term2024(1), attendance.AllPupils)].Bands, 1); at != want {
			t.Errorf("year %q: band %d, want %d", year, at, want)
		}
	}
}
