package generator

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/measure"
	"rollcall/generator/register"
	"rollcall/generator/sample"
)

// The order of the pupils' rows changes no byte, beside the schools' own returns in
// any order.
func TestOrderOfPupilsDoesNotMatter(t *testing.T) {
	folder := sampleFolder(t, sample.Options{Schools: 20, Years: 1, Seed: 5})
	want, _ := buildSite(t, siteOptions(t, folder))
	if len(want) == 0 {
		t.Fatal("nothing is built")
	}
	forgetLines(want)
	opt := siteOptions(t, shuffled(t, folder, 1))
	slices.Reverse(opt.Site.Inputs)
	got, _ := buildSite(t, opt)
	forgetLines(got)
	compareSites(t, want, got)
}

// cubeOf reads a site and sums its counts.
func cubeOf(t *testing.T, folder fstest.MapFS) *measure.Cube {
	t.Helper()
	opt := siteOptions(t, folder)
	var problems diag.List
	in, err := readInputs(opt, new(Report), &problems)
	if err != nil || problems.Failed() {
		t.Fatal(err, problems.Problems())
	}
	return measure.Aggregate(in.dataset, authority(opt.Site), groupings(opt.Site))
}

// countsOf lists the counts of a cell, however many reasons and bands there are.
func countsOf(c *register.Counts) []register.Count {
	single := []register.Count{c.Enrolments, c.Possible, c.Overall, c.Authorised, c.Unauthorised, c.Late, c.PA10, c.PA15, c.PA20, c.Severe, c.NearPA, c.SeverePlan}
	return slices.Concat(single, c.Reasons, c.Bands)
}

// A school whose every pupil is there three times has three times the counts, and so
// the rates that it had, in every period and group.
func TestScalingASchoolLeavesItsRates(t *testing.T) {
	const k = 3
	folder := without(sampleFolder(t, sample.Options{Schools: 20, Years: 1, Seed: 2}), "attendance.csv")
	rows, err := csv.NewReader(bytes.NewReader(folder["pupils.csv"].Data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	urn, pupil, family := slices.Index(rows[0], "urn"), slices.Index(rows[0], "pupil"), slices.Index(rows[0], "family")
	school := rows[1][urn]
	before := cubeOf(t, folder)
	for _, row := range slices.Clone(rows[1:]) {
		if row[urn] != school {
			continue
		}
		for i := 1; i < k; i++ {
			twin := slices.Clone(row)
			twin[pupil] += strconv.Itoa(i)
			twin[family] += strconv.Itoa(i)
			rows = append(rows, twin)
		}
	}
	folder["pupils.csv"] = written(t, rows)
	after := cubeOf(t, folder)

	place := attendance.Place{Level: attendance.LevelSchool, Code: school}
	was, is := before.Find(place), after.Find(place)
	if len(is.Cells) != len(was.Cells) || len(was.Cells) < 200 {
		t.Fatalf("%d cells were %d", len(is.Cells), len(was.Cells))
	}
	for i := range was.Cells {
		a, b := &was.Cells[i], &is.Cells[i]
		if a.Group == attendance.Joined || strings.Contains(a.Group, attendance.Joined) {
			continue // twins come from no other school
		}
		few, many := countsOf(&a.Counts), countsOf(&b.Counts)
		if a.Period != b.Period || a.Group != b.Group || len(few) != len(many) {
			t.Fatalf("%s %s became %s %s", a.Period, a.Group, b.Period, b.Group)
		}
		for j := range few {
			if few[j].Known() && many[j] != k*few[j] || !few[j].Known() && many[j] != few[j] {
				t.Errorf("%s %s: count %d was %d and is %d", a.Period, a.Group, j, few[j], many[j])
			}
		}
		for _, m := range slices.Concat(measure.All, measure.Bands) {
			f, g := m.Fraction(&a.Counts), m.Fraction(&b.Counts)
			if f.Known() != g.Known() || f.Known() && f.Num*g.Den != g.Num*f.Den {
				t.Errorf("%s %s: %s was %v and is %v", a.Period, a.Group, m.ID, f, g)
			}
		}
	}
}

// Two clusters made one have the counts of both, in every period, phase and group.
func TestMergedClustersAreTheirUnion(t *testing.T) {
	folder := without(sampleFolder(t, sample.Options{Schools: 22, Clusters: 2, Years: 1, Seed: 4}), "targets.csv", "actions.csv", "updates.csv", "service.csv", "agreements.csv")
	// Notes of good practice name the clusters.
	folder["site.yaml"].Data = bytes.Replace(folder["site.yaml"].Data, []byte(", frameworks/practice]"), []byte("]"), 1)
	before := cubeOf(t, folder)
	rows, err := csv.NewReader(bytes.NewReader(folder["schools.csv"].Data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	cluster := slices.Index(rows[0], "cluster")
	var parts []*measure.Series
	for _, name := range []string{rows[1][cluster], rows[2][cluster]} {
		parts = append(parts, before.Find(attendance.Place{Level: attendance.LevelCluster, Code: attendance.Slug(name)}))
	}
	if parts[0] == parts[1] {
		t.Fatal("the first two schools are of one cluster")
	}
	for _, row := range rows[1:] {
		row[cluster] = "Both"
	}
	folder["schools.csv"] = written(t, rows)
	union := cubeOf(t, folder).Find(attendance.Place{Level: attendance.LevelCluster, Code: "both"})
	if len(union.Members) != 22 || len(union.Cells) < 1000 {
		t.Fatalf("%d members, %d cells", len(union.Members), len(union.Cells))
	}
	for i := range union.Cells {
		c := &union.Cells[i]
		var sum *register.Counts
		for _, part := range parts {
			switch cell := part.Cell(c.Period, c.Phase, c.Group); {
			case cell == nil:
			case sum == nil:
				counts := cell.Counts.Clone()
				sum = &counts
			default:
				sum.Add(&cell.Counts)
			}
		}
		if sum == nil || !slices.Equal(countsOf(sum), countsOf(&c.Counts)) || sum.Schools != c.Counts.Schools {
			t.Errorf("%s %s %s: the union has %+v, its clusters %+v", c.Period, c.Phase, c.Group, c.Counts, sum)
		}
	}
}
