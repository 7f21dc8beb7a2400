package sample

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The pupils of pupils.csv make attendance.csv exactly. The sums are made here with
// maps alone, and share nothing with the packages that read and count the file.
func TestPupilsMakeTheReturns(t *testing.T) {
	for _, opt := range []Options{{Schools: 22, Clusters: 2, Years: 2, Seed: 1}, {Schools: 20, Clusters: 1, Years: 1}} {
		opt.Pupils = true
		f := write(t, opt)
		checkSchools(t, f)
		checkRelations(t, f)
		checkPlan(t, f)
		checkSums(t, f)
		checkPupils(t, f)
		if opt.Years > 1 {
			checkTargets(t, f)
		}
	}
}

// checkTargets holds every school's target of a term against the same term a year
// before: it asks for no less than was reached.
func checkTargets(t *testing.T, f folder) {
	t.Helper()
	reached := map[[2]string]float64{}
	f.each(t, "attendance.csv", func(r record) {
		if r["group"] == "" {
			possible, _ := strconv.ParseFloat(r["sess_possible"], 64)
			authorised, _ := strconv.ParseFloat(r["sess_authorised"], 64)
			unauthorised, _ := strconv.ParseFloat(r["sess_unauthorised"], 64)
			reached[[2]string{r["urn"], r["period"]}] = 100 * (possible - authorised - unauthorised) / possible
		}
	})
	for _, r := range f.records(t, "targets.csv") {
		before, known := reached[[2]string{r["code"], strings.Replace(r["period"], "2025-26", "2024-25", 1)}]
		value, _ := strconv.ParseFloat(r["value"], 64)
		if known && r["measure"] == "attendance" && value < before-0.05-1e-9 { // both are rounded to a tenth
			t.Errorf("school %s: target %v for %s, reached %.2f a year before", r["code"], value, r["period"], before)
		}
	}
}

// The numbers of a row of attendance.csv that its pupils make.
var summed = slices.Concat(sessionColumns, []string{"enrolments", "pa_10", "severe"})

type sumKey struct{ urn, period, group string }

// own is one enrolment in one period.
type own struct {
	groups           []string
	possible, missed int
}

func checkSums(t *testing.T, f folder) {
	t.Helper()
	here := map[string]bool{}
	for _, s := range f.records(t, "schools.csv") {
		here[s["urn"]] = true
	}
	sums := map[sumKey]map[string]int{}
	type enrolment struct{ urn, period, pupil string }
	pupils := map[enrolment]*own{}
	f.each(t, "pupils.csv", func(r record) {
		if !here[r["urn"]] {
			return
		}
		groups := []string{"All pupils", map[string]string{"F": "Girls", "M": "Boys"}[r["sex"]]}
		for column, group := range map[string]string{"fsm": "Free school meals", "sen_support": "SEN support", "ehcp": "Education, health and care plan"} {
			if r[column] == "yes" {
				groups = append(groups, group)
			}
		}
		row := map[string]int{"sess_possible": r.int(t, "sess_possible"), "sess_late": r.int(t, "code_l")}
		for _, c := range [...]string{"i", "m", "c", "e", "r", "t", "s"} {
			row["code_"+c] = r.int(t, "code_"+c)
			row["sess_authorised"] += row["code_"+c]
		}
		for _, c := range [...]string{"g", "o", "u", "n"} {
			row["code_"+c] = r.int(t, "code_"+c)
			row["sess_unauthorised"] += row["code_"+c]
		}
		missed := row["sess_authorised"] + row["sess_unauthorised"]
		for _, n := range row {
			if n < 0 || missed+row["sess_late"]+r.int(t, "code_b")+r.int(t, "code_v") > row["sess_possible"] {
				t.Fatalf("%v has fewer marks than none or more than sessions", r)
			}
		}
		for _, period := range periodsOf(r["period"]) {
			for _, group := range groups {
				k := sumKey{r["urn"], period, group}
				if sums[k] == nil {
					sums[k] = map[string]int{}
				}
				for column, n := range row {
					sums[k][column] += n
				}
			}
			p := pupils[enrolment{r["urn"], period, r["pupil"]}]
			if p == nil {
				p = &own{groups: groups}
				pupils[enrolment{r["urn"], period, r["pupil"]}] = p
			}
			p.possible += row["sess_possible"]
			p.missed += missed
		}
	})
	for k, p := range pupils {
		for _, group := range p.groups {
			sum := sums[sumKey{k.urn, k.period, group}]
			sum["enrolments"]++
			if 10*p.missed >= p.possible {
				sum["pa_10"]++
			}
			if 2*p.missed >= p.possible {
				sum["severe"]++
			}
		}
	}
	returned := map[sumKey]bool{}
	for _, r := range f.records(t, "attendance.csv") {
		k := sumKey{r["urn"], r["period"], r["group"]}
		returned[k] = true
		for _, column := range summed {
			if r[column] != "" && sums[k][column] != r.int(t, column) {
				t.Errorf("%v: %s is %s, its pupils make %d", k, column, r[column], sums[k][column])
			}
		}
	}
	for k := range sums {
		half := len(k.period) == len("2025-26 HT4") && k.group != "All pupils" // half-terms are of all pupils
		part := k.period == "2025-26 spring" || k.period == "2025-26 to HT4"   // not of a school that has not returned
		if !returned[k] && !half && !(part && !returned[sumKey{k.urn, "2025-26 HT4", "All pupils"}]) {
			t.Errorf("%v has pupils and no return", k)
		}
	}
}

// periodsOf lists the periods of attendance.csv that a half-term is part of.
func periodsOf(half string) []string {
	year, number, _ := strings.Cut(half, " HT")
	n, _ := strconv.Atoi(number)
	all := year
	if year == "2025-26" {
		all += " to HT4"
	}
	return []string{half, year + " " + [...]string{"autumn", "spring", "summer"}[(n-1)/2], all}
}

// What lasts all year, and what lasts for good.
var (
	lasting = []string{"year_group", "fsm", "sen_support", "ehcp", "looked_after", "previously_looked_after", "social_worker",
		"ever_social_worker", "eal", "young_carer", "ethnicity", "family"}
	forGood = []string{"sex", "ethnicity", "family", "eal", "ever_social_worker"}
)

func checkPupils(t *testing.T, f folder) {
	t.Helper()
	phase := map[string]string{}
	for _, s := range f.records(t, "schools.csv") {
		phase[s["urn"]] = s["phase"]
	}
	groups := map[string][2]int{"Primary": {0, 6}, "Secondary": {7, 11}, "Special": {0, 11}, "AP": {7, 11}, "": {0, 11}}
	type key struct{ pupil, when string }
	seen, absence := map[key]record{}, map[key][2]int{}
	where, family, inFamily := map[key]string{}, map[string]map[string]bool{}, map[string]string{}
	moves, elsewhere, others, severe, planned := 0, 0, 0, 0, 0
	f.each(t, "pupils.csv", func(r record) {
		year := r["period"][:7]
		if k := (key{r["pupil"], r["period"]}); where[k] != "" {
			t.Errorf("%s is at %s and at %s in %s", r["pupil"], where[k], r["urn"], r["period"])
		} else {
			where[k] = r["urn"]
		}
		group, err := strconv.Atoi(strings.Replace(r["year_group"], "R", "0", 1))
		if of := groups[phase[r["urn"]]]; err != nil || group < of[0] || group > of[1] || !strings.HasPrefix(r["class"], r["year_group"]) {
			t.Fatalf("%v is in no year group of a %s school", r, phase[r["urn"]])
		}
		for _, since := range []string{year, ""} {
			columns := lasting
			if since == "" {
				columns = forGood
			}
			before := seen[key{r["pupil"], since}]
			for _, column := range columns {
				if before != nil && before[column] != r[column] {
					t.Errorf("%s of %s goes from %q to %q in %s", column, r["pupil"], before[column], r[column], r["period"])
				}
			}
			if before != nil && since == year && before["urn"] != r["urn"] {
				moves++
				if r["previous_school"] != before["urn"] {
					t.Errorf("%s moved from %s and not from %q", r["pupil"], before["urn"], r["previous_school"])
				}
			}
			seen[key{r["pupil"], since}] = maps.Clone(r)
		}
		by := r["looked_after_by"]
		if (by != "") != (r["looked_after"] == "yes") || r["looked_after"] == "yes" && r["social_worker"] == "" || r["social_worker"] == "yes" && r["ever_social_worker"] == "" ||
			r["sen_support"] == "yes" && r["ehcp"] == "yes" {
			t.Errorf("%v contradicts itself", r)
		}
		switch {
		case phase[r["urn"]] == "" && by != "991":
			t.Errorf("%v is of neither this authority's schools nor its care", r)
		case phase[r["urn"]] == "":
			elsewhere++
		case by != "" && by != "991":
			others++
		}
		n := absence[key{r["pupil"], year}]
		n[1] += r.int(t, "sess_possible")
		for column := range r {
			if c, is := strings.CutPrefix(column, "code_"); is && !strings.Contains("lbv", c) {
				n[0] += r.int(t, column)
			}
		}
		absence[key{r["pupil"], year}] = n
		if family[r["family"]] == nil {
			family[r["family"]] = map[string]bool{}
		}
		family[r["family"]][phase[r["urn"]]] = true
		inFamily[r["pupil"]] = r["family"]
	})
	for k, n := range absence {
		if 2*n[0] < n[1] {
			continue
		}
		severe++
		if seen[k]["joint_plan"] == "yes" {
			planned++
		}
	}
	if share := 100 * planned / severe; share < 45 || share > 75 {
		t.Errorf("%d of %d severely absent pupils have a plan", planned, severe)
	}
	across := 0
	for _, phases := range family {
		if phases["Primary"] && phases["Secondary"] {
			across++
		}
	}
	if moves == 0 || elsewhere == 0 || others == 0 || across == 0 || len(family) > len(inFamily)*3/4 {
		t.Errorf("%d moves, %d rows elsewhere, %d of others' care, %d families across phases, %d families of %d pupils",
			moves, elsewhere, others, across, len(family), len(inFamily))
	}
	stayed, could := 0, 0
	for k := range absence {
		if k.when == "2024-25" && seen[k]["year_group"] != "11" {
			could++
			if _, ok := absence[key{k.pupil, "2025-26"}]; ok {
				stayed++
			}
		}
	}
	if 4*stayed < 3*could {
		t.Errorf("%d of %d pupils are there the next year", stayed, could)
	}
}

// each reads a long file row by row; the record is used again.
func (f folder) each(t testing.TB, path string, do func(record)) {
	t.Helper()
	in := csv.NewReader(bytes.NewReader(f[path].Bytes()))
	in.ReuseRecord = true
	first, err := in.Read()
	if err != nil {
		t.Fatal(err)
	}
	header, r := slices.Clone(first), record{}
	for {
		row, err := in.Read()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for i, name := range header {
			r[name] = strings.Clone(row[i])
		}
		do(r)
	}
}

// The bytes are the same on any machine. A change of the model gives another sum.
func TestPupilsAreTheSameAnywhere(t *testing.T) {
	f := write(t, Options{Schools: 20, Clusters: 2, Years: 1, Seed: 1, Pupils: true})
	const want = "e78ae1d2b599df8e54c055e257d81b6fbfa21c33fb26fb1ea6f182d6170126c4"
	if got := fmt.Sprintf("%x", sha256.Sum256(f["pupils.csv"].Bytes())); got != want {
		t.Errorf("the sum of pupils.csv is %s", got)
	}
}

func BenchmarkPupils(b *testing.B) {
	opt, size := Options{Schools: 60, Seed: 1, Pupils: true}, 0
	for path, file := range write(b, opt) {
		if path == "pupils.csv" {
			size = file.Len()
		}
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(discard{}.create, opt); err != nil {
			b.Fatal(err)
		}
	}
}
